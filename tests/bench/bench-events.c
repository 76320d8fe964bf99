/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SCM as the benchmark of the audit window needs it: as many events as the login says, spread over the time that the
 * request asks for, sent as fast as they are taken but not further than the gate lets them, in processes of their own
 * so that what they need is not counted. */

#include "bench-events.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "acme-time.h"
#include "bench.h"

#define PIECE 65536
#define N_ACCOUNTS 10000

static BenchEventsGate *gate;

/* As many of the bytes as the gate lets pass, and then the others when it does */
static gboolean
send_through_gate (int         socket,
                   const char *bytes,
                   gsize       length)
{
  while (length > 0)
    {
      guint64 sent = __atomic_load_n (&gate->n_sent, __ATOMIC_ACQUIRE);
      guint64 allowed = __atomic_load_n (&gate->n_allowed, __ATOMIC_ACQUIRE);
      gsize n = MIN (length, allowed - MIN (sent, allowed));

      if (n == 0)
        {
          g_usleep (500);
          continue;
        }
      if (!bench_send_all (socket, bytes, n))
        return FALSE;
      __atomic_store_n (&gate->n_sent, sent + n, __ATOMIC_RELEASE);
      bytes += n;
      length -= n;
    }
  return TRUE;
}

static void
add_event (GString *text,
           guint    i,
           gint64   time)
{
  static const char *const actions[] = { "SSL: issued", "SSL: requested", "ACME account: domains added",
                                         "ClientAdmin: login success", "ACME client: registered",
                                         "Notification: sent" };
  guint random = i * 2654435761u;
  guint account = random % N_ACCOUNTS;
  char date[ACME_TIME_PRINT_SIZE];

  acme_time_print (time, date);
  g_string_append_printf (text, "%s{\"id\":%u,\"guid\":\"1f583154c1acdb62ca32fd5d%08x\",\"action\":{\"id\":1,"
                          "\"actionName\":\"%s\"},\"admin\":{\"login\":\"admin%02u\",\"fullName\":\"Administrator %u\","
                          "\"email\":\"a@example.test\"},\"org\":{\"id\":\"1\",\"name\":\"School %u\"},"
                          "\"accessMethod\":\"%s\",\"address\":\"192.0.%u.%u\",\"date\":\"%s\",\"description\":"
                          "\"ACME account \\\"team %u\\\" (id %u) at \\\"OV – School %u\\\" "
                          "(https://acme.example.test/v2/OV): www.host%u.northern.example\"}",
                          i > 0 ? "," : "", i + 1, i, actions[random / 7 % G_N_ELEMENTS (actions)], random % 13,
                          random % 13, account % 140, random % 3 == 0 ? "ACME" : "UI access", random % 4,
                          random / 11 % 250, date, account, account, account % 140, account);
}

static gint64
find_time (const char *request,
           const char *name)
{
  const char *value = strstr (request, name);
  gint64 time = ACME_TIME_NONE;
  g_autofree char *text = NULL;

  if (value == NULL)
    return 0;
  value += strlen (name);
  text = g_strndup (value, strcspn (value, "\""));
  acme_time_parse (text, &time);
  return time;
}

static void
send_events (int         socket,
             const char *request,
             guint       n)
{
  gint64 from = find_time (request, "\"from\":\""), to = find_time (request, "\"to\":\"");
  g_autoptr(GString) text = g_string_new ("{\"statusCode\":0,\"reports\":[");
  gboolean is_sent = TRUE;

  __atomic_store_n (&gate->n_sent, 0, __ATOMIC_RELEASE);
  for (guint i = 0; is_sent && i < n; i++)
    {
      add_event (text, i, from + (to - from) / n * i);
      if (text->len < PIECE)
        continue;
      is_sent = send_through_gate (socket, text->str, text->len);
      g_string_truncate (text, 0);
    }
  g_string_append (text, "],\"message\":null}");
  send_through_gate (socket, text->str, text->len);
}

static void
answer (int socket)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
  g_autoptr(GString) request = g_string_new (NULL);
  const char *login;
  char bytes[4096];
  gssize n;

  /* a request for events has a body that ends so; any other has none */
  while (strstr (request->str, "\r\n\r\n") == NULL || (request->str[0] == 'P' && strchr (request->str, '}') == NULL))
    {
      n = recv (socket, bytes, sizeof bytes, 0);
      if (n <= 0)
        _exit (EXIT_FAILURE);
      g_string_append_len (request, bytes, n);
    }
  login = strcasestr (request->str, "login: ");
  bench_send_all (socket, head, strlen (head));
  if (request->str[0] == 'P')
    {
      bench_send_all (socket, "\r\n", 2);
      send_events (socket, request->str, login != NULL ? strtoul (login + strlen ("login: "), NULL, 10) : 0);
    }
  else
    {
      bench_send_all (socket, "X-Total-Count: 0\r\n\r\n[]", strlen ("X-Total-Count: 0\r\n\r\n[]"));
    }
  shutdown (socket, SHUT_WR);
  while (recv (socket, bytes, sizeof bytes, 0) > 0)
    ;
}

static void
serve (int listener)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGCHLD, SIG_IGN);
  for (;;)
    {
      int socket = accept (listener, NULL, NULL);

      if (fork () == 0)
        {
          prctl (PR_SET_PDEATHSIG, SIGKILL);
          answer (socket);
          _exit (EXIT_SUCCESS);
        }
      close (socket);
    }
}

/* Starts the server, before there are threads. Returns its port. */
int
bench_events_start (BenchEventsGate **out_gate,
                    pid_t            *out_child)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM, 0);

  gate = mmap (NULL, sizeof *gate, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (gate != MAP_FAILED);
  g_assert_no_errno (bind (listener, (struct sockaddr *) &address, length));
  g_assert_no_errno (listen (listener, 8));
  g_assert_no_errno (getsockname (listener, (struct sockaddr *) &address, &length));
  *out_child = fork ();
  if (*out_child == 0)
    serve (listener);
  close (listener);
  *out_gate = gate;
  return ntohs (address.sin_port);
}

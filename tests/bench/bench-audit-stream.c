/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Audit events out of one answer, from the wire to whoever takes them: by acme_scm_read_audit_async(), and by fetching
 * all of it with libsoup and making one tree of json-glib. The server is a process of its own that sends the same bytes
 * again and again, so that it costs next to nothing. Time and memory are to grow in a straight line and not at all. A
 * file as the only argument, a saved report, is what the server sends instead. */

#include "bench.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acme-scm-audit.h"

#define N_BLOCK 10000

/* The file, or a block of events that are sent so often that there are as many as the login says */
static char *block;
static gsize block_length;
static gboolean is_file;

static void
make_block (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_BLOCK; i++)
    g_string_append_printf (text,
                            ",{\"id\":%u,\"guid\":\"9b2e%028x\",\"action\":{\"id\":%u,\"actionName\":\"ACME account: "
                            "updated\"},\"admin\":{\"login\":\"admin%02u\",\"fullName\":\"Administrator %u\",\"email\":"
                            "\"admin%02u@northern.example\"},\"org\":{\"id\":\"%u\",\"name\":\"School %u\"},"
                            "\"description\":\"ACME account \\\"booking %u\\\" (id %u) at "
                            "https://acme.example.test/v2/OV got a new name\",\"accessMethod\":\"UI access\","
                            "\"address\":\"192.0.2.%u\",\"date\":\"2030-01-02T03:%02u:%02u.%03uZ\"}",
                            i, i, i % 19, i % 23, i % 23, i % 23, 1000 + i % 71, i % 71, i, i % 10000, i % 250,
                            i / 60 % 60, i % 60, i % 1000);
  block_length = text->len;
  block = g_string_free (text, FALSE);
}

static void
answer (int socket)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
  static const char begin[] = "{\"statusCode\":0,\"reports\":[";
  static const char end[] = "],\"message\":null}";
  char request[4096] = "";
  gssize n = recv (socket, request, sizeof request - 1, 0);
  const char *login = n > 0 ? strcasestr (request, "login: ") : NULL;
  guint n_blocks = login != NULL ? strtoul (login + strlen ("login: "), NULL, 10) / N_BLOCK : 0;
  gboolean is_sent = bench_send_all (socket, head, strlen (head));

  if (is_file)
    bench_send_all (socket, block, block_length);
  else
    {
      is_sent = is_sent && bench_send_all (socket, begin, strlen (begin));
      for (guint i = 0; is_sent && i < n_blocks; i++)
        is_sent = bench_send_all (socket, block + (i == 0 ? 1 : 0), block_length - (i == 0 ? 1 : 0));
      bench_send_all (socket, end, strlen (end));
    }
  shutdown (socket, SHUT_WR);
  while (recv (socket, request, sizeof request, 0) > 0)
    ;
  close (socket);
}

/* Returns the port */
static guint
start_server (pid_t *out_child)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM, 0);

  g_assert_no_errno (bind (listener, (struct sockaddr *) &address, length));
  g_assert_no_errno (listen (listener, 4));
  g_assert_no_errno (getsockname (listener, (struct sockaddr *) &address, &length));
  *out_child = fork ();
  if (*out_child == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      for (;;)
        answer (accept (listener, NULL, NULL));
    }
  close (listener);
  return ntohs (address.sin_port);
}

typedef struct
{
  guint64 sum; /* of what was read, so that nobody can leave it out */
  AcmeScmAuditProgress progress;
  double peak; /* MiB */
  gint64 first_at;
  gboolean is_over;
} Run;

static gboolean
take_event (const AcmeEventRecord  *record,
            gpointer                user_data,
            GError                **error)
{
  Run *run = user_data;

  run->sum += record->time + record->raw.length + record->fields[ACME_EVENT_DESCRIPTION].length;
  return TRUE;
}

static void
progress_cb (const AcmeScmAuditProgress *progress,
             gpointer                    user_data)
{
  Run *run = user_data;

  if (run->first_at == 0)
    run->first_at = g_get_monotonic_time ();
  run->peak = MAX (run->peak, bench_get_private_mib ());
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;

  if (!acme_scm_read_audit_finish (ACME_SCM_SESSION (source), result, &run->progress, &error))
    g_error ("%s", error->message);
  run->is_over = TRUE;
}

static gboolean
is_over (gpointer run)
{
  return ((Run *) run)->is_over;
}

static AcmeScmSession *
make_session (guint port,
              guint n)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autofree char *login = g_strdup_printf ("%u", n);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);

  acme_scm_config_set_password (config, login, "bench", "bench");
  return acme_scm_session_new (config);
}

/* Seconds */
static double
read_events (guint port,
             guint n)
{
  g_autoptr(AcmeScmSession) session = make_session (port, n);
  double before = bench_get_private_mib ();
  gint64 began = g_get_monotonic_time ();
  Run run = { 0 };
  double seconds;

  acme_scm_read_audit_async (session, ACME_SCM_AUDIT_ACTIVITY, 0, 1, take_event, &run, progress_cb, &run, NULL, read_cb,
                             &run);
  while (!run.is_over)
    g_main_context_iteration (NULL, TRUE);
  seconds = (g_get_monotonic_time () - began) / 1e6;
  g_print ("%7" G_GUINT64_FORMAT " events, %5.1f MB: %.3f s, %.0f MB/s, the first after %.1f ms, %+.1f MiB at most\n",
           run.progress.n_events, run.progress.n_bytes / 1e6, seconds, run.progress.n_bytes / 1e6 / seconds,
           (run.first_at - began) / 1e3, run.peak - before);
  return seconds;
}

/* How long the main loop was busy at a time, in the time that this process had the processor */
static void
watch_loop (guint port,
            guint n)
{
  g_autoptr(AcmeScmSession) session = make_session (port, n);
  BenchLoop loop = { 0 };
  Run run = { 0 };

  acme_scm_read_audit_async (session, ACME_SCM_AUDIT_ACTIVITY, 0, 1, take_event, &run, NULL, NULL, NULL, read_cb, &run);
  bench_run_loop (&loop, is_over, &run);
  g_print ("the main loop for %" G_GUINT64_FORMAT " events: at most %.1f ms at a time, %.0f ms in all\n",
           run.progress.n_events, loop.longest / 1e3, loop.total / 1e3);
}

/* As one would do it: seconds */
static double
read_tree (guint port,
           guint n)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/api/report/v1/activity", port);
  g_autofree char *login = g_strdup_printf ("%u", n);
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GBytes) body = NULL;
  double before = bench_get_private_mib ();
  gint64 began = g_get_monotonic_time ();
  JsonArray *reports;
  double seconds;
  gsize length;
  const char *data;

  soup_message_headers_replace (soup_message_get_request_headers (message), "login", login);
  body = soup_session_send_and_read (session, message, NULL, NULL);
  data = g_bytes_get_data (body, &length);
  if (!json_parser_load_from_data (parser, data, (gssize) length, NULL))
    g_error ("The server did not send JSON");
  reports = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "reports");
  for (guint i = 0; i < json_array_get_length (reports); i++)
    g_assert_nonnull (json_object_get_string_member (json_array_get_object_element (reports, i), "date"));
  seconds = (g_get_monotonic_time () - began) / 1e6;
  g_print ("%7u events as a tree of json-glib: %.3f s, %+.1f MiB\n", json_array_get_length (reports), seconds,
           bench_get_private_mib () - before);
  return seconds;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 10000, 100000, 1000000 };
  double seconds[G_N_ELEMENTS (sizes)];
  pid_t child;
  guint port;

  is_file = argc > 1;
  if (!is_file)
    make_block ();
  else if (!g_file_get_contents (argv[1], &block, &block_length, NULL))
    g_error ("“%s” cannot be read", argv[1]);
  port = start_server (&child);
  g_clear_pointer (&block, g_free);

  if (is_file)
    read_events (port, 0);
  else
    {
      read_events (port, sizes[0]); /* what is needed for the first time */
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        seconds[i] = read_events (port, sizes[i]);
      g_print ("time an event with 1000000 / 10000 events: %.2f\n", seconds[2] / 100 / seconds[0]);
      watch_loop (port, sizes[2]);
      g_print ("in pieces / as a tree, 100000 events: %.3f\n", seconds[1] / read_tree (port, sizes[1]));
    }
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  return 0;
}

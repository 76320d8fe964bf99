/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of one endpoint over three sizes, each request 50 ms away: how long until the first of them are there,
 * against a single request, and how much memory one takes: when they are listed, and when a table has searched and
 * sorted them. SCM is played by a process of its own, so that what it needs is not counted. */

#include "bench.h"

#include <libsoup/soup.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acme-keyed-list.h"
#include "acme-row-model.h"
#include "acme-scm-accounts.h"
#include "acme-scm-organizations.h"

#define LATENCY_MSEC 50
#define N_ROUNDS 7
#define N_ORGANIZATIONS 40
#define SERVER_URL "https://acme.example.test/v2/OV"

static gboolean
answer_cb (gpointer message)
{
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static guint
get_number (GHashTable *query,
            const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? strtoul (text, NULL, 10) : 0;
}

/* As long as real ones: ids of 16 bytes and keys of 64 in base64url */
static void
add_account (GString *body,
             guint    i)
{
  g_string_append_printf (body,
                          "{\"id\":%u,\"accountId\":\"qVh3w%017u\",\"macId\":\"qVh3w%017u\","
                          "\"macKey\":\"%086u\",\"acmeServer\":\"%s\",\"name\":\"web server %u of the team\","
                          "\"organizationId\":%u,\"certValidationType\":\"OV\",\"status\":\"%s\","
                          "\"ovOrderNumber\":%u,\"ovAnchorID\":\"%u\",\"validationId\":\"%u\","
                          "\"contacts\":\"pki@northern.example, ops@northern.example\"}",
                          i + 1, i * 7919u, i * 7919u, i, i % 2 == 0 ? SERVER_URL : "OV ACME Server", i,
                          1001 + i % N_ORGANIZATIONS * 2, i % 5 == 0 ? "pending" : "valid", 1000000 + i, i, i);
}

static void
add_organization (GString *body,
                  guint    i)
{
  g_string_append_printf (body, "{\"id\":%u,\"name\":\"School %u of Northern University\",\"departments\":"
                                "[{\"id\":%u,\"name\":\"Department %u\"}]}", 1000 + 2 * i, i, 1001 + 2 * i, i);
}

static void
add_server (GString *body,
            guint    i)
{
  g_string_append (body, "{\"name\":\"OV ACME Server\",\"url\":\"" SERVER_URL "\",\"certValidationType\":\"OV\"}");
}

typedef struct
{
  guint n; /* 0: as many as the login of the request says */
  void (*add) (GString *body, guint i);
} Source;

static void
handle_request (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  const Source *source = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  guint n = source->n > 0 ? source->n : strtoul (soup_message_headers_get_one (headers, "login"), NULL, 10);
  guint size = get_number (query, "size");
  guint position = get_number (query, "position");
  g_autofree char *total = g_strdup_printf ("%u", n);
  g_autoptr(GString) body = g_string_new ("[");

  for (guint i = position; i < MIN (n, size > 0 ? position + size : n); i++)
    {
      if (body->len > 1)
        g_string_append_c (body, ',');
      source->add (body, i);
    }
  g_string_append_c (body, ']');
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", total);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str, body->len);
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LATENCY_MSEC, answer_cb, g_object_ref (message), g_object_unref);
}

static void
serve (int output)
{
  static const Source accounts = { 0, add_account };
  static const Source organizations = { N_ORGANIZATIONS, add_organization };
  static const Source servers = { 1, add_server };
  SoupServer *server = soup_server_new (NULL, NULL);
  GSList *uris;
  int port;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  soup_server_add_handler (server, "/api/acme/v2/account", handle_request, (gpointer) &accounts, NULL);
  soup_server_add_handler (server, "/api/organization/v1", handle_request, (gpointer) &organizations, NULL);
  soup_server_add_handler (server, "/api/acme/v1/server", handle_request, (gpointer) &servers, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    _exit (EXIT_FAILURE);
  uris = soup_server_get_uris (server);
  port = g_uri_get_port (uris->data);
  if (write (output, &port, sizeof port) != sizeof port)
    _exit (EXIT_FAILURE);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* The port of the child's server */
static int
start_server (pid_t *out_child)
{
  int ends[2];
  int port = 0;

  g_assert_no_errno (pipe (ends));
  *out_child = fork ();
  if (*out_child == 0)
    serve (ends[1]);
  if (read (ends[0], &port, sizeof port) != sizeof port)
    g_error ("The server did not start");
  close (ends[0]);
  close (ends[1]);
  return port;
}

static AcmeScmSession *
make_session (int   port,
              guint n)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%d", port);
  g_autofree char *login = g_strdup_printf ("%u", n);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);

  acme_scm_config_set_password (config, login, "bench", "bench");
  return acme_scm_session_new (config);
}

static AcmeEndpoint *
make_endpoint (void)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (738);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "Central OV");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, SERVER_URL);
  return endpoint;
}

typedef struct
{
  gint64 start;
  gint64 first_page; /* microseconds, or 0 */
  GPtrArray *accounts; /* (nullable) */
  gboolean is_done;
} Run;

static void
page_cb (GPtrArray *accounts,
         gpointer   user_data)
{
  Run *run = user_data;

  if (run->first_page == 0)
    run->first_page = g_get_monotonic_time () - run->start;
}

static void
accounts_cb (GObject      *session,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;

  run->accounts = acme_scm_list_accounts_finish (ACME_SCM_SESSION (session), result, &error);
  g_assert_no_error (error);
  run->is_done = TRUE;
}

static void
organizations_cb (GObject      *session,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) organizations = NULL;

  organizations = acme_scm_list_organizations_finish (ACME_SCM_SESSION (session), result, &error);
  g_assert_no_error (error);
  run->is_done = TRUE;
}

static void
finish (Run *run)
{
  while (!run->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* Milliseconds of one request that is no more than one */
static double
measure_request (AcmeScmSession *session)
{
  Run run = { g_get_monotonic_time () };

  acme_scm_list_organizations_async (session, NULL, organizations_cb, &run);
  finish (&run);
  return (g_get_monotonic_time () - run.start) / 1e3;
}

static GPtrArray *
list_accounts (AcmeScmSession *session,
               double         *out_first,
               double         *out_all)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint ();
  Run run = { g_get_monotonic_time () };

  acme_scm_list_accounts_async (session, endpoint, NULL, 0, page_cb, &run, NULL, NULL, NULL, accounts_cb, &run);
  finish (&run);
  *out_first = run.first_page / 1e3;
  *out_all = (g_get_monotonic_time () - run.start) / 1e3;
  return run.accounts;
}

static void
measure_time (int   port,
              guint n)
{
  g_autoptr(AcmeScmSession) session = make_session (port, n);
  double first[N_ROUNDS], all[N_ROUNDS], single[N_ROUNDS], ratios[N_ROUNDS];

  measure_request (session); /* the connection is made */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr(GPtrArray) accounts = list_accounts (session, &first[i], &all[i]);

      g_assert_cmpuint (accounts->len, ==, n);
      single[i] = measure_request (session);
      ratios[i] = first[i] / single[i];
    }
  g_print ("  %6u accounts: first page %5.1f ms / one request %5.1f ms = %.2f, all %6.0f ms\n", n,
           bench_median (first, N_ROUNDS), bench_median (single, N_ROUNDS), bench_median (ratios, N_ROUNDS),
           bench_median (all, N_ROUNDS));
}

static double
get_used (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + info.hblkhd;
}

static gboolean
is_idle (gpointer rows)
{
  return !acme_row_model_is_busy (rows);
}

/* What is there once for all: connections, threads, caches */
static void
warm_up (int port)
{
  g_autoptr(AcmeScmSession) session = make_session (port, 1000);
  double first, all;
  g_autoptr(GPtrArray) accounts = list_accounts (session, &first, &all);

  g_assert_cmpuint (accounts->len, ==, 1000);
}

/* In a process of its own, so that nothing of another size is left over */
static void
measure_memory (int   port,
                guint n)
{
  g_autoptr(AcmeScmSession) session = make_session (port, n);
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_account_fields);
  g_autoptr(AcmeRowModel) rows = acme_row_model_new (G_LIST_MODEL (list), query);
  double first, all, used_before, listed;
  BenchLoop loop = { 0, };

  warm_up (port);
  used_before = get_used ();
  {
    g_autoptr(GPtrArray) accounts = list_accounts (session, &first, &all);

    acme_keyed_list_add (list, accounts);
  }
  bench_run_loop (&loop, is_idle, rows);
  listed = get_used () - used_before;

  acme_query_set_sort (query, ACME_ACCOUNT_NAME, FALSE);
  acme_query_set_search (query, "nowhere to be found");
  bench_run_loop (&loop, is_idle, rows);
  acme_query_set_search (query, "");
  bench_run_loop (&loop, is_idle, rows);
  g_print ("  %6u accounts: %5.0f bytes each in a list, %5.0f searched and sorted, %.0f MiB the whole process\n", n,
           listed / n, (get_used () - used_before) / n, bench_get_private_mib ());
}

static void
measure_memory_apart (int   port,
                      guint n)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      measure_memory (port, n);
      _exit (EXIT_SUCCESS);
    }
  if (child < 0 || waitpid (child, &status, 0) != child || status != 0)
    g_error ("The memory of %u accounts could not be measured", n);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1000, 10000, 20000 };
  pid_t server;
  int port = start_server (&server);

  g_print ("Accounts of an endpoint, %d ms a request\n", LATENCY_MSEC);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure_memory_apart (port, sizes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure_time (port, sizes[i]);
  kill (server, SIGKILL);
  waitpid (server, NULL, 0);
  return EXIT_SUCCESS;
}

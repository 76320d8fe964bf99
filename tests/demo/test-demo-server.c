/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define DEADLINE_SECONDS 30

static void
test_new (void)
{
  g_autoptr(AcmeDemoServer) server = acme_demo_server_new (ACME_DEMO_DATA_SMALL);

  g_assert_null (acme_demo_server_get_url (server));
  g_assert_null (acme_demo_server_get_token_url (server));
  g_assert_null (acme_demo_server_get_audit_url (server));
  acme_demo_server_stop (server);
  g_assert_finalize_object (g_steal_pointer (&server));
}

static void
test_start (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  const char *url = acme_demo_server_get_url (client->server);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, "/api/organization/v1");

  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  g_assert_true (g_str_has_prefix (acme_demo_server_get_token_url (client->server), url));
  g_assert_cmpint (json_array_get_length (demo_answer_array (answer)), >, 2);
}

static void
test_port (void)
{
  g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);
  g_autofree char *first = g_strdup (acme_demo_server_get_url (client->server));
  guint16 port = (guint16) g_ascii_strtoll (strrchr (first, ':') + 1, NULL, 10);
  g_autoptr(AcmeDemoServer) second = acme_demo_server_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(GError) error = NULL;

  g_assert_false (acme_demo_server_start (second, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);

  acme_demo_server_stop (client->server);
  g_assert_true (acme_demo_server_start (second, port, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (acme_demo_server_get_url (second), ==, first);
}

static void
test_restart (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) gone = demo_client_call (client, "DELETE", "/api/acme/v2/account/126", NULL);
  g_autoptr(DemoAnswer) refused = NULL;
  g_autoptr(GError) error = NULL;

  demo_assert_status (gone, 204);
  acme_demo_server_stop (client->server);
  g_assert_true (acme_demo_server_start (client->server, 0, &error));
  g_assert_no_error (error);

  /* Tokens do not outlive a start, changes neither */
  refused = demo_client_get (client, "/api/acme/v2/account/126");
  demo_assert_status (refused, 401);
  demo_client_use_key (client, acme_demo_server_get_client_id (client->server),
                       acme_demo_server_get_client_secret (client->server));
  demo_assert_list (client, "/api/acme/v2/account?size=0", 0, 45);
}

static void
test_unknown (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) wrong_method = demo_client_call (client, "DELETE", "/api/acme/v2/account", NULL);
  g_autoptr(DemoAnswer) head = demo_client_call (client, "HEAD", "/api/ssl/v2", NULL);

  demo_assert_refused (client, "GET", "/", NULL, 404, 0);
  demo_assert_refused (client, "GET", "/api/nothing/v1", NULL, 404, 0);
  demo_assert_refused (client, "GET", "/api/endpoint/v1/", NULL, 404, 0);
  demo_assert_refused (client, "GET", "/api/endpoint/v1?name=%ff", NULL, 400, -1601);
  demo_assert_error (wrong_method, 405, 0);
  g_assert_cmpstr (demo_answer_header (wrong_method, "Allow"), ==, "GET, POST");
  demo_assert_status (head, 200);
  g_assert_cmpint (demo_answer_total (head), ==, 120);
  g_assert_cmpuint (g_bytes_get_size (head->bytes), ==, 0);
}

static void
test_counts (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < 3; i++)
    demo_assert_list (client, "/api/endpoint/v1?size=1", 1, 15);
  demo_assert_refused (client, "POST", "/api/acme/v2/account", "{}", 400, -7);

  g_assert_cmpuint (acme_demo_server_count_requests (client->server, NULL, NULL), ==, 4);
  g_assert_cmpuint (acme_demo_server_count_requests (client->server, "GET", NULL), ==, 3);
  g_assert_cmpuint (acme_demo_server_count_requests (client->server, "POST", "/api/acme/"), ==, 1);
  g_assert_cmpuint (acme_demo_server_count_requests (client->server, "PUT", NULL), ==, 0);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (client->server), ==, 1);
  acme_demo_server_reset_counts (client->server);
  g_assert_cmpuint (acme_demo_server_count_requests (client->server, NULL, NULL), ==, 0);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (client->server), ==, 0);
}

static void
count_answer_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  guint *n_answers = user_data;

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  (*n_answers)++;
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("The deadline is over");
  return G_SOURCE_REMOVE;
}

static void
test_in_flight (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 300, .retry_after = -1 };
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, give_up_cb, NULL);
  guint n_answers = 0;

  acme_demo_server_add_fault (client->server, &fault);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(SoupMessage) message = demo_client_message (client, "GET", "/api/endpoint/v1", NULL);

      soup_session_send_and_read_async (client->session, message, G_PRIORITY_DEFAULT, NULL, count_answer_cb,
                                        &n_answers);
    }
  while (n_answers < 5)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);

  g_assert_cmpuint (acme_demo_server_get_max_in_flight (client->server), ==, 5);
}

static void
fail_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  guint *n_failures = user_data;

  if (bytes != NULL)
    g_assert_false (demo_message_is_whole (soup_session_get_async_result_message (SOUP_SESSION (source), result),
                                           bytes));
  else
    g_assert_nonnull (error);
  (*n_failures)++;
}

/* Whatever a request waits for, the server stops and the client learns of it. */
static void
test_stop_while_busy (gconstpointer data)
{
  AcmeDemoFault fault = { .kind = GPOINTER_TO_INT (data), .delay_ms = 60000, .retry_after = -1 };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, give_up_cb, NULL);
  guint n_failures = 0;

  acme_demo_server_add_fault (client->server, &fault);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(SoupMessage) message = demo_client_message (client, "GET", "/api/endpoint/v1", NULL);

      soup_session_send_and_read_async (client->session, message, G_PRIORITY_DEFAULT, NULL, fail_cb, &n_failures);
    }
  while (acme_demo_server_count_requests (client->server, NULL, "/api/") < 2)
    g_main_context_iteration (NULL, FALSE);

  acme_demo_server_stop (client->server);
  while (n_failures < 2)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static void
test_tls (void)
{
  g_autofree char *ca_path = g_test_build_filename (G_TEST_DIST, "demo", "data", "ca.pem", NULL);
  static const char *const files[] = { "server.pem", "server-name.pem" };
  static const char *const urls[] = { "https://127.0.0.1:", "https://localhost:" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "demo", "data", files[i], NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
      g_autoptr(GTlsDatabase) trust = g_tls_file_database_new (ca_path, NULL);
      g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);

      g_assert_no_error (error);
      acme_demo_server_stop (client->server);
      acme_demo_server_set_tls (client->server, certificate, NULL);
      g_assert_true (acme_demo_server_start (client->server, 0, &error));
      g_assert_no_error (error);
      soup_session_set_tls_database (client->session, trust);
      demo_client_use_key (client, acme_demo_server_get_client_id (client->server),
                           acme_demo_server_get_client_secret (client->server));
      g_assert_true (g_str_has_prefix (acme_demo_server_get_url (client->server), urls[i]));
      demo_assert_list (client, "/api/endpoint/v1?size=2", 2, 15);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-server/new", test_new);
  g_test_add_func ("/demo-server/start", test_start);
  g_test_add_func ("/demo-server/port", test_port);
  g_test_add_func ("/demo-server/restart", test_restart);
  g_test_add_func ("/demo-server/unknown", test_unknown);
  g_test_add_func ("/demo-server/counts", test_counts);
  g_test_add_func ("/demo-server/in-flight", test_in_flight);
  g_test_add_func ("/demo-server/tls", test_tls);
  g_test_add_data_func ("/demo-server/stop/latency", GINT_TO_POINTER (ACME_DEMO_FAULT_LATENCY), test_stop_while_busy);
  g_test_add_data_func ("/demo-server/stop/stall-before-headers",
                        GINT_TO_POINTER (ACME_DEMO_FAULT_STALL_BEFORE_HEADERS), test_stop_while_busy);
  g_test_add_data_func ("/demo-server/stop/stall-in-body", GINT_TO_POINTER (ACME_DEMO_FAULT_STALL_IN_BODY),
                        test_stop_while_busy);
  g_test_add_data_func ("/demo-server/stop/slow-drip", GINT_TO_POINTER (ACME_DEMO_FAULT_SLOW_DRIP),
                        test_stop_while_busy);
  return g_test_run ();
}

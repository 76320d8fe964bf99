/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/api/endpoint/v1"
#define GIB ((gsize) 1 << 30)

static DemoClient *
new_faulty_client (AcmeDemoFault fault)
{
  DemoClient *client = demo_client_new (ACME_DEMO_DATA_SMALL);

  fault.path = "/api/";
  if (fault.retry_after == 0)
    fault.retry_after = -1;
  acme_demo_server_add_fault (client->server, &fault);
  client->quiet = TRUE;
  return client;
}

/* Whatever was wrong, the server goes on. */
static void
assert_recovers (DemoClient *client)
{
  acme_demo_server_clear_faults (client->server);
  client->quiet = FALSE;
  demo_assert_list (client, PATH, 15, 15);
}

static const char *
get_text (DemoAnswer *answer)
{
  return g_bytes_get_data (answer->bytes, NULL);
}

static gsize
get_length (DemoAnswer *answer)
{
  return g_bytes_get_size (answer->bytes);
}

static gboolean
has_bytes (DemoAnswer *answer,
           const char *part)
{
  return memmem (get_text (answer), get_length (answer), part, strlen (part)) != NULL;
}

static void
test_latency (void)
{
  g_autoptr (DemoClient) client =
      new_faulty_client ((AcmeDemoFault){ .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 120 });
  gint64 before = g_get_monotonic_time ();

  demo_assert_list (client, PATH, 15, 15);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 120000);
  assert_recovers (client);
}

static void
test_broken (gconstpointer data)
{
  AcmeDemoFaultKind kind = GPOINTER_TO_INT (data);
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = kind, .delay_ms = 50 });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

  g_assert_nonnull (answer->error);
  if (kind == ACME_DEMO_FAULT_TRUNCATE || kind == ACME_DEMO_FAULT_STALL_IN_BODY)
    {
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpint (soup_message_headers_get_content_length (answer->headers), >, 1000);
    }
  assert_recovers (client);
}

/* Stalls end when the client has had enough. */
static void
test_given_up (gconstpointer data)
{
  AcmeDemoFaultKind kind = GPOINTER_TO_INT (data);
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = kind });
  g_autoptr(DemoAnswer) answer = NULL;

  /* Counts for new connections only */
  soup_session_abort (client->session);
  soup_session_set_timeout (client->session, 1);
  answer = demo_client_get (client, PATH);
  g_assert_error (answer->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  soup_session_abort (client->session);
  soup_session_set_timeout (client->session, 30);
  assert_recovers (client);
}

static void
test_drip (void)
{
  g_autoptr (DemoClient) client =
      new_faulty_client ((AcmeDemoFault){ .kind = ACME_DEMO_FAULT_SLOW_DRIP, .delay_ms = 2 });
  gint64 before = g_get_monotonic_time ();
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "?size=1");

  g_assert_no_error (answer->error);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, (gint64) get_length (answer) * 2000);
  g_assert_cmpint (json_array_get_length (demo_answer_array (answer)), ==, 1);
  assert_recovers (client);
}

static void
test_status (void)
{
  static const guint statuses[] = { 400, 401, 403, 404, 409, 429, 500, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS,
                                                                          .status = statuses[i], .retry_after = 7 });
      g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

      demo_assert_error (answer, statuses[i], -2);
      g_assert_cmpstr (demo_answer_header (answer, "Retry-After"), ==, "7");
      g_assert_true ((demo_answer_header (answer, "WWW-Authenticate") != NULL) == (statuses[i] == 401));
      assert_recovers (client);
    }
}

static void
test_html (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_HTML });
  g_autoptr(DemoAnswer) page = demo_client_get (client, PATH);
  g_autoptr(DemoClient) other = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_HTML_STATUS });
  g_autoptr(DemoAnswer) gateway = demo_client_get (other, PATH);

  demo_assert_status (page, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (page->headers, NULL), ==, "text/html");
  g_assert_true (has_bytes (page, "Sign in"));
  demo_assert_status (gateway, 502);
  g_assert_cmpstr (soup_message_headers_get_content_type (gateway->headers, NULL), ==, "text/html");
  g_assert_null (demo_answer_header (gateway, "Retry-After"));
  assert_recovers (client);
  assert_recovers (other);
}

static void
test_wrong_types (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_WRONG_TYPES });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);
  JsonObject *first = json_array_get_object_element (demo_answer_array (answer), 0);

  g_assert_cmpint (json_array_get_length (demo_answer_array (answer)), ==, 15);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (json_object_get_member (first, "id")));
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_object_get_member (first, "name")));
  assert_recovers (client);
}

static void
test_nulls (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_NULLS });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);
  JsonObject *first = json_array_get_object_element (demo_answer_array (answer), 0);

  g_assert_cmpint (json_array_get_length (demo_answer_array (answer)), ==, 15);
  g_assert_true (json_object_get_null_member (first, "id"));
  g_assert_true (json_object_get_null_member (first, "name"));
  assert_recovers (client);
}

static void
test_bodies (gconstpointer data)
{
  AcmeDemoFaultKind kind = GPOINTER_TO_INT (data);
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = kind });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

  g_assert_no_error (answer->error);
  demo_assert_status (answer, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==, "application/json");
  switch ((int) kind)
    {
    case ACME_DEMO_FAULT_NOT_JSON:
      g_assert_cmpuint (get_length (answer), >, 0);
      g_assert_null (answer->json);
      break;
    case ACME_DEMO_FAULT_EMPTY:
      g_assert_cmpuint (get_length (answer), ==, 0);
      break;
    case ACME_DEMO_FAULT_BOM:
      g_assert_cmpmem (get_text (answer), 4, "\xef\xbb\xbf[", 4);
      break;
    case ACME_DEMO_FAULT_DUPLICATE_KEYS:
      g_assert_true (has_bytes (answer, "\"id\":731,\"id\":4242"));
      break;
    case ACME_DEMO_FAULT_DEEP:
      g_assert_cmpuint (get_length (answer), ==, 400000);
      g_assert_cmpint (get_text (answer)[199999], ==, '[');
      g_assert_cmpint (get_text (answer)[200000], ==, ']');
      break;
    case ACME_DEMO_FAULT_INVALID_UTF8:
      g_assert_false (g_utf8_validate_len (get_text (answer), get_length (answer), NULL));
      g_assert_true (has_bytes (answer, "\xff\xfe"));
      break;
    default:
      g_assert_not_reached ();
    }
  assert_recovers (client);
}

static void
test_charset (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_WRONG_CHARSET });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

  g_assert_cmpstr (demo_answer_header (answer, "Content-Type"), ==, "application/json;charset=ISO-8859-1");
  g_assert_true (has_bytes (answer, "Facult\xe9"));
  assert_recovers (client);
}

static void
test_duplicate_ids (void)
{
  static const char *const paths[] = { PATH, "/api/acme/v2/account", "/api/ssl/v2", "/api/acme/v2/account/126/domain" };
  static const char *const keys[] = { "id", "id", "sslId", "name" };
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_DUPLICATE_IDS });

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(DemoAnswer) answer = demo_client_get (client, paths[i]);
      JsonArray *list = demo_answer_array (answer);

      g_assert_true (json_node_equal (json_object_get_member (json_array_get_object_element (list, 0), keys[i]),
                                      json_object_get_member (json_array_get_object_element (list, 1), keys[i])));
      g_assert_cmpint (json_array_get_length (list), ==, MIN (demo_answer_total (answer), 200));
    }
  assert_recovers (client);
}

/* Reads as much as one likes; gives up in the middle. */
static void
test_endless (gconstpointer data)
{
  AcmeDemoFaultKind kind = GPOINTER_TO_INT (data);
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = kind });
  g_autoptr(SoupMessage) message = demo_client_message (client, "GET", PATH, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autofree char *buffer = g_malloc (1 << 20);
  gsize total = 0;
  gsize enough = kind == ACME_DEMO_FAULT_HUGE ? 50000000 : GIB / 8;

  if (kind == ACME_DEMO_FAULT_GZIP_BOMB)
    soup_session_add_feature_by_type (client->session, SOUP_TYPE_CONTENT_DECODER);
  stream = soup_session_send (client->session, message, NULL, &error);
  g_assert_no_error (error);
  while (total < enough)
    {
      gssize n = g_input_stream_read (stream, buffer, 1 << 20, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      total += (gsize) n;
    }
  g_clear_object (&stream);
  assert_recovers (client);
}

static void
test_bomb_size (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_GZIP_BOMB });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

  g_assert_no_error (answer->error);
  g_assert_cmpstr (demo_answer_header (answer, "Content-Encoding"), ==, "gzip");
  g_assert_cmpuint (get_length (answer), >, 1000000);
  g_assert_cmpuint (get_length (answer), <, 4000000);
  assert_recovers (client);
}

static void
test_redirect (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_REDIRECT, .status = 307,
                                                                      .location = "http://192.0.2.1/elsewhere" });
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

  demo_assert_status (answer, 307);
  g_assert_cmpstr (demo_answer_header (answer, "Location"), ==, "http://192.0.2.1/elsewhere");
  assert_recovers (client);
}

static void
test_pages (void)
{
  g_autoptr(DemoClient) none = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_NO_TOTAL });
  g_autoptr(DemoClient) half = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_SHORT_PAGES });
  g_autoptr(DemoClient) lie = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_SHORT_PAGES, .status = 3 });

  demo_assert_list (none, PATH, 15, -1);
  demo_assert_list (half, PATH "?size=10", 5, 15);
  demo_assert_list (half, PATH "?size=1", 1, 15);
  demo_assert_list (lie, PATH, 15, 3);
  assert_recovers (none);
  assert_recovers (half);
  assert_recovers (lie);
}

static void
test_expire (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_EXPIRE_TOKEN, .skip = 1,
                                                                      .times = 1 });

  demo_assert_list (client, PATH, 15, 15);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);

      demo_assert_status (answer, 401);
      g_assert_nonnull (demo_answer_header (answer, "WWW-Authenticate"));
    }
  demo_client_use_key (client, acme_demo_server_get_client_id (client->server),
                       acme_demo_server_get_client_secret (client->server));
  demo_assert_list (client, PATH, 15, 15);
}

static guint
get_status (DemoClient *client,
            const char *method,
            const char *path)
{
  g_autoptr(DemoAnswer) answer = demo_client_call (client, method, path, NULL);

  return answer->status;
}

/* Which requests suffer */
static void
test_matching (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .method = "DELETE", .path = "/api/acme/v2/account/12",
                          .skip = 1, .times = 2, .status = 503, .retry_after = -1 };

  acme_demo_server_add_fault (client->server, &fault);
  g_assert_cmpuint (get_status (client, "GET", "/api/acme/v2/account/126"), ==, 200);
  g_assert_cmpuint (get_status (client, "DELETE", "/api/acme/v2/account/130"), ==, 204);
  g_assert_cmpuint (get_status (client, "DELETE", "/api/acme/v2/account/126"), ==, 204);
  g_assert_cmpuint (get_status (client, "DELETE", "/api/acme/v2/account/127"), ==, 503);
  g_assert_cmpuint (get_status (client, "DELETE", "/api/acme/v2/account/127"), ==, 503);
  g_assert_cmpuint (get_status (client, "DELETE", "/api/acme/v2/account/127"), ==, 204);

  acme_demo_server_clear_faults (client->server);
  fault = (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .status = 418, .retry_after = -1, .times = 1 };
  acme_demo_server_add_fault (client->server, &fault);
  fault = (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .status = 500, .retry_after = -1 };
  acme_demo_server_add_fault (client->server, &fault);
  g_assert_cmpuint (get_status (client, "GET", PATH), ==, 418);
  g_assert_cmpuint (get_status (client, "GET", PATH), ==, 500);
}

/* Those for a token, too */
static void
test_token (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .path = "/auth/", .status = 503, .retry_after = -1 };
  g_autofree char *token = NULL;

  acme_demo_server_add_fault (client->server, &fault);
  token = demo_client_get_token (client, acme_demo_server_get_client_id (client->server),
                                 acme_demo_server_get_client_secret (client->server));
  g_assert_null (token);
  demo_assert_list (client, PATH, 15, 15);
}

/* A change is made even when its answer is spoilt. */
static void
test_writes (void)
{
  g_autoptr (DemoClient) client =
      new_faulty_client ((AcmeDemoFault){ .kind = ACME_DEMO_FAULT_TRUNCATE, .method = "POST" });
  g_autoptr(DemoAnswer) answer = demo_client_call (client, "POST", "/api/acme/v2/account/126/domain",
                                                   "{\"domains\":[{\"name\":\"w.it.northern.example\"}]}");

  g_assert_nonnull (answer->error);
  acme_demo_server_clear_faults (client->server);
  demo_assert_list (client, "/api/acme/v2/account/126/domain", 10, 10);
}

/* One is made, the other is not, and nobody is told either */
static void
test_lost_answer (void)
{
  static const char account[] = "{\"name\":\"lost\",\"acmeServer\":\"OV ACME Server\",\"organizationId\":1697}";
  static const AcmeDemoFaultKind kinds[] = { ACME_DEMO_FAULT_LOST_ANSWER, ACME_DEMO_FAULT_RESET };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = kinds[i], .method = "POST" });
      g_autoptr(DemoAnswer) answer = demo_client_call (client, "POST", "/api/acme/v2/account", account);

      g_assert_nonnull (answer->error);
      g_assert_cmpuint (answer->status, ==, 0);
      acme_demo_server_clear_faults (client->server);
      demo_assert_list (client, "/api/acme/v2/account?name=lost", i == 0 ? 1 : 0, i == 0 ? 1 : 0);
    }
}

static void
test_report (void)
{
  g_autoptr(DemoClient) client = new_faulty_client ((AcmeDemoFault) { .kind = ACME_DEMO_FAULT_NULLS });
  g_autoptr(DemoAnswer) answer = demo_client_call (client, "POST", "/api/report/v1/activity", "{}");
  JsonArray *rows = json_object_get_array_member (demo_answer_object (answer), "reports");

  g_assert_cmpint (json_array_get_length (rows), ==, 2000);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (rows, 0), "date"));
  assert_recovers (client);
}

static void
add_tests_for_kinds (void)
{
  static const struct { const char *name; AcmeDemoFaultKind kind; GTestDataFunc test; } tests[] = {
    { "broken/reset", ACME_DEMO_FAULT_RESET, test_broken },
    { "broken/lost-answer", ACME_DEMO_FAULT_LOST_ANSWER, test_broken },
    { "broken/truncate", ACME_DEMO_FAULT_TRUNCATE, test_broken },
    { "broken/stall-before-headers", ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, test_broken },
    { "broken/stall-in-body", ACME_DEMO_FAULT_STALL_IN_BODY, test_broken },
    { "given-up/stall-before-headers", ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, test_given_up },
    { "given-up/stall-in-body", ACME_DEMO_FAULT_STALL_IN_BODY, test_given_up },
    { "bodies/not-json", ACME_DEMO_FAULT_NOT_JSON, test_bodies },
    { "bodies/empty", ACME_DEMO_FAULT_EMPTY, test_bodies },
    { "bodies/bom", ACME_DEMO_FAULT_BOM, test_bodies },
    { "bodies/duplicate-keys", ACME_DEMO_FAULT_DUPLICATE_KEYS, test_bodies },
    { "bodies/deep", ACME_DEMO_FAULT_DEEP, test_bodies },
    { "bodies/invalid-utf8", ACME_DEMO_FAULT_INVALID_UTF8, test_bodies },
    { "endless/huge", ACME_DEMO_FAULT_HUGE, test_endless },
    { "endless/gzip", ACME_DEMO_FAULT_GZIP_BOMB, test_endless },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/demo-faults/", tests[i].name, NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (tests[i].kind), tests[i].test);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tests_for_kinds ();
  g_test_add_func ("/demo-faults/latency", test_latency);
  g_test_add_func ("/demo-faults/drip", test_drip);
  g_test_add_func ("/demo-faults/status", test_status);
  g_test_add_func ("/demo-faults/html", test_html);
  g_test_add_func ("/demo-faults/wrong-types", test_wrong_types);
  g_test_add_func ("/demo-faults/nulls", test_nulls);
  g_test_add_func ("/demo-faults/charset", test_charset);
  g_test_add_func ("/demo-faults/duplicate-ids", test_duplicate_ids);
  g_test_add_func ("/demo-faults/bomb-size", test_bomb_size);
  g_test_add_func ("/demo-faults/redirect", test_redirect);
  g_test_add_func ("/demo-faults/pages", test_pages);
  g_test_add_func ("/demo-faults/expire", test_expire);
  g_test_add_func ("/demo-faults/matching", test_matching);
  g_test_add_func ("/demo-faults/token", test_token);
  g_test_add_func ("/demo-faults/writes", test_writes);
  g_test_add_func ("/demo-faults/lost-answer", test_lost_answer);
  g_test_add_func ("/demo-faults/report", test_report);
  return g_test_run ();
}

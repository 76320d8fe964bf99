/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/api/report/v1/activity"
#define EVERYTHING "{\"from\":\"2000-01-01T00:00:00.000Z\",\"to\":\"2999-01-01T00:00:00.000Z\"}"

static JsonArray *
get_rows (DemoAnswer *answer)
{
  JsonObject *object = demo_answer_object (answer);

  demo_assert_status (answer, 200);
  g_assert_cmpint (json_object_get_int_member (object, "statusCode"), ==, 0);
  return json_object_get_array_member (object, "reports");
}

static gint64
get_time (JsonObject *row)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (json_object_get_string_member (row, "date"), NULL);

  g_assert_nonnull (date);
  return g_date_time_to_unix (date) * 1000 + g_date_time_get_microsecond (date) / 1000;
}

static void
test_everything (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_call (client, "POST", PATH, EVERYTHING);
  JsonArray *rows = get_rows (answer);
  gint64 before = 0;
  guint with_offset = 0, with_ssl = 0, with_admin = 0;

  g_assert_cmpint (json_array_get_length (rows), ==, 2000);
  g_assert_cmpstr (demo_answer_header (answer, "Content-Disposition"), ==,
                   "attachment; filename=\"rest_api_activity.json\"");
  g_assert_cmpstr (demo_answer_header (answer, "Transfer-Encoding"), ==, "chunked");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpint (json_object_get_int_member (row, "id"), ==, i + 1);
      g_assert_cmpint (get_time (row), >=, before);
      before = get_time (row);
      g_assert_cmpstr (json_object_get_string_member (row, "description"), !=, "");
      g_assert_true (json_object_has_member (json_object_get_object_member (row, "action"), "actionName"));
      with_offset += g_str_has_suffix (json_object_get_string_member (row, "date"), "+02:00");
      with_ssl += json_object_has_member (row, "ssl");
      with_admin += json_object_has_member (row, "admin");
    }
  g_assert_cmpint (before, <=, g_get_real_time () / 1000);
  g_assert_cmpint (before, >, g_get_real_time () / 1000 - 24 * 3600 * 1000);
  g_assert_cmpuint (with_offset, ==, 40);
  g_assert_cmpuint (with_ssl, >, 500);
  g_assert_cmpuint (with_admin, <, 2000);
}

static guint
count (DemoClient *client,
       const char *body)
{
  g_autoptr(DemoAnswer) answer = demo_client_call (client, "POST", PATH, body);

  return json_array_get_length (get_rows (answer));
}

/* Ranges that follow each other hold everything once. */
static void
test_ranges (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  guint sum = 0;

  for (int days = -70; days < 10; days += 10)
    {
      g_autoptr(GDateTime) from = g_date_time_add_days (now, days);
      g_autoptr(GDateTime) next = g_date_time_add_days (now, days + 10);
      g_autoptr(GDateTime) to = g_date_time_add (next, -G_TIME_SPAN_MILLISECOND);
      g_autofree char *from_text = g_date_time_format (from, "%Y-%m-%dT%H:%M:%S.000Z");
      g_autofree char *to_text = g_date_time_format (to, "%Y-%m-%dT%H:%M:%S.999Z");
      g_autofree char *body = g_strdup_printf ("{\"from\":\"%s\",\"to\":\"%s\"}", from_text, to_text);
      guint n = count (client, body);

      g_assert_cmpuint (n, <, 1000);
      sum += n;
    }
  g_assert_cmpuint (sum, ==, 2000);

  g_assert_cmpuint (count (client, "{}"), ==, 2000);
  g_assert_cmpuint (count (client, "{\"from\":\"2000-01-01\",\"to\":\"2001-01-01\"}"), ==, 0);
  g_assert_cmpuint (count (client, "{\"from\":\"2000-01-01T00:00:00+02:00\"}"), ==, 2000);
}

static void
test_output_type (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) buffered = demo_client_call (client, "POST", PATH "?output_type=buffered", EVERYTHING);
  g_autoptr(DemoAnswer) direct = demo_client_call (client, "POST", PATH "?output_type=direct", EVERYTHING);

  g_assert_cmpint (json_array_get_length (get_rows (buffered)), ==, 2000);
  g_assert_true (g_bytes_equal (buffered->bytes, direct->bytes));
  demo_assert_refused (client, "POST", PATH "?output_type=x", EVERYTHING, 400, -1601);
}

static void
test_refused (void)
{
  static const char *const bodies[] = {
    "{\"from\":\"yesterday\"}", "{\"from\":5}", "{\"to\":\"2030-13-01\"}",
    "{\"from\":\"2030-01-01\",\"to\":\"2030-01-01\"}", "{\"from\":\"2030-01-02\",\"to\":\"2030-01-01\"}", "[]", "",
  };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    demo_assert_refused (client, "POST", PATH, bodies[i], 400, -1601);
}

/* What is done through the API is told by it. */
static void
test_changes (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
    guint status;
    const char *action;
  } steps[] = {
    { "POST", "/api/acme/v2/account",
      "{\"name\":\"traced\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", 201,
      "ACME account: created" },
    { "PUT", "/api/acme/v2/account/171", "{\"name\":\"traced too\"}", 200, "ACME account: updated" },
    { "POST", "/api/acme/v2/account/171/domain", "{\"domains\":[{\"name\":\"t.northern.example\"}]}", 200,
      "ACME account: domains added" },
    { "DELETE", "/api/acme/v2/account/171/domain", "{\"domains\":[{\"name\":\"t.northern.example\"}]}", 200,
      "ACME account: domains removed" },
    { "DELETE", "/api/acme/v2/account/171", NULL, 204, "ACME account: deleted" },
    { "PUT", "/api/acme/v2/account/126/client/TGLNAhVxw066xw8E3DNeQQ%3D%3D", NULL, 204, "ACME client: deactivated" },
    { "POST", "/api/acme/v1/pca/account",
      "{\"name\":\"u\",\"acmeServer\":\"Kubernetes, all clusters\",\"organizationId\":1698,"
      "\"profileName\":\"Private SSL\"}",
      201, "ACME account: created" },
    { "POST", "/api/organization/v1", "{\"name\":\"N\"}", 201, "Organization: created" },
    { "POST", "/api/domain/v1", "{\"name\":\"n.test\"}", 201, "Domain: created" },
    { "PUT", "/api/endpoint/v1/737/delegations", "[1697]", 204, "Enrollment endpoint: delegated" },
  };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) report = NULL;
  JsonArray *rows;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(DemoAnswer) answer = demo_client_call (client, steps[i].method, steps[i].path, steps[i].body);

      demo_assert_status (answer, steps[i].status);
    }

  report = demo_client_call (client, "POST", PATH, EVERYTHING);
  rows = get_rows (report);
  g_assert_cmpint (json_array_get_length (rows), ==, 2000 + G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, 2000 + i);

      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "action"), "actionName"), ==,
                       steps[i].action);
      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "admin"), "login"), ==,
                       acme_demo_server_get_login (client->server));
    }
  g_assert_nonnull (strstr (json_object_get_string_member (json_array_get_object_element (rows, 2000), "description"),
                            "traced"));
}

static void
test_limited (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = NULL;
  JsonArray *rows;

  demo_client_use_key (client, acme_demo_server_get_limited_client_id (client->server),
                       acme_demo_server_get_limited_client_secret (client->server));
  answer = demo_client_call (client, "POST", PATH, EVERYTHING);
  rows = get_rows (answer);
  g_assert_cmpint (json_array_get_length (rows), >, 0);
  g_assert_cmpint (json_array_get_length (rows), <, 1000);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "org"), "id"), ==, "1699");
    }
}

/* Whoever sees one event of a hundred gets them, however long nothing of theirs comes. */
static void
test_limited_large (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_LARGE);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) from = g_date_time_add_days (now, -1);
  g_autofree char *from_text = g_date_time_format (from, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *body = g_strdup_printf ("{\"from\":\"%s\"}", from_text);
  guint all = count (client, body);
  guint own;

  demo_client_use_key (client, acme_demo_server_get_limited_client_id (client->server),
                       acme_demo_server_get_limited_client_secret (client->server));
  own = count (client, body);
  g_assert_cmpuint (all, >, 10000);
  g_assert_cmpuint (own, >, 0);
  g_assert_cmpuint (own, <, all / 20);
}

/* A million events come while they are made; one may stop reading at any time. */
static void
test_stream (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_LARGE);
  g_autoptr(SoupMessage) message = demo_client_message (client, "POST", PATH, EVERYTHING);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = soup_session_send (client->session, message, NULL, &error);
  g_autofree char *buffer = g_malloc (1 << 16);
  gsize total = 0;

  g_assert_no_error (error);
  while (total < 20000000)
    {
      gssize n = g_input_stream_read (stream, buffer, 1 << 16, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      total += (gsize) n;
    }
  g_clear_object (&stream);
  demo_assert_list (client, "/api/endpoint/v1?size=0", 0, 103);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-report/everything", test_everything);
  g_test_add_func ("/demo-report/ranges", test_ranges);
  g_test_add_func ("/demo-report/output-type", test_output_type);
  g_test_add_func ("/demo-report/refused", test_refused);
  g_test_add_func ("/demo-report/changes", test_changes);
  g_test_add_func ("/demo-report/limited", test_limited);
  g_test_add_func ("/demo-report/limited/large", test_limited_large);
  g_test_add_func ("/demo-report/stream", test_stream);
  return g_test_run ();
}

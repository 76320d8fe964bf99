/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/api/acme/v2/account"
#define GOOD "{\"name\":\"new one\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}"

static void
test_list (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);
  JsonArray *list = demo_answer_array (answer);
  guint by_url = 0;

  g_assert_cmpint (json_array_get_length (list), ==, 45);
  g_assert_cmpint (demo_answer_total (answer), ==, 45);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *account = json_array_get_object_element (list, i);

      g_assert_cmpint (json_object_get_int_member (account, "id"), ==, 126 + i);
      g_assert_cmpuint (strlen (json_object_get_string_member (account, "macId")), ==, 22);
      g_assert_cmpuint (strlen (json_object_get_string_member (account, "macKey")), ==, 86);
      g_assert_cmpstr (json_object_get_string_member (account, "accountId"), ==,
                       json_object_get_string_member (account, "macId"));
      by_url += g_str_has_prefix (json_object_get_string_member (account, "acmeServer"), "https://");
    }
  /* Some say their server's name, some its URL */
  g_assert_cmpuint (by_url, >, 10);
  g_assert_cmpuint (by_url, <, 35);
}

static void
test_pages (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_LARGE);
  guint n = 0;
  int total = -1;
  gint64 last_id = 0;

  for (guint position = 0; position == 0 || position < (guint) total; position += 200)
    {
      g_autofree char *path = g_strdup_printf (PATH "?size=200&position=%u", position);
      g_autoptr(DemoAnswer) answer = demo_client_get (client, path);
      JsonArray *page = demo_answer_array (answer);

      g_assert_true (total == -1 || total == demo_answer_total (answer));
      total = demo_answer_total (answer);
      for (guint i = 0; i < json_array_get_length (page); i++)
        {
          gint64 id = json_object_get_int_member (json_array_get_object_element (page, i), "id");

          g_assert_cmpint (id, >, last_id);
          last_id = id;
          n++;
        }
    }
  g_assert_cmpint (n, ==, total);
  g_assert_cmpint (total, >, 5000);

  demo_assert_list (client, PATH "?size=0", 0, total);
  demo_assert_list (client, PATH "?size=7&position=3", 7, total);
  demo_assert_list (client, PATH "?position=2147483647", 0, total);
}

static void
test_pages_refused (void)
{
  static const char *const queries[] = { "size=201", "size=-1", "size=ten", "size=4294967297", "position=-1",
                                         "position=1.5", "size=%20" };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat (PATH "?", queries[i], NULL);

      demo_assert_refused (client, "GET", path, NULL, 400, -1601);
    }
}

static int
count (DemoClient *client,
       const char *query)
{
  g_autofree char *path = g_strconcat (PATH "?size=0&", query, NULL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, path);

  demo_assert_status (answer, 200);
  return demo_answer_total (answer);
}

static void
test_filters (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  int whole = count (client, "organizationId=1697");
  int alone = count (client, "organizationId=1697%2C-2");
  int departments = 0;

  for (int id = 1698; id <= 1701; id++)
    {
      g_autofree char *query = g_strdup_printf ("organizationId=%d", id);

      departments += count (client, query);
    }
  g_assert_cmpint (alone, >, 0);
  g_assert_cmpint (departments, >, 0);
  g_assert_cmpint (whole, ==, alone + departments);
  g_assert_cmpint (count (client, "organizationId=1697,-2"), ==, alone);
  g_assert_cmpint (count (client, "organizationId=4"), ==, 0);

  g_assert_cmpint (count (client, "certValidationType=DV") + count (client, "certValidationType=OV") +
                   count (client, "certValidationType=EV"), ==, 45);
  g_assert_cmpint (count (client, "status=valid") + count (client, "status=PENDING"), ==, 45);
  g_assert_cmpint (count (client, "name=WEB-PROD"), ==, 2);
  g_assert_cmpint (count (client, "name=%D0%BD%D0%B0%D1%83%D1%87%D0%BD%D1%8B%D0%B9"), ==, 2);
  g_assert_cmpint (count (client, "name=nobody"), ==, 0);
  g_assert_cmpint (count (client, "acmeServer=DV+ACME"), >, 0);
  g_assert_cmpint (count (client, "acmeServer=https%3A%2F%2Facme.sectigo.com%2Fv2%2FDV"), >, 0);
  g_assert_cmpint (count (client, "name=&acmeServer=&whatever=1"), ==, 45);

  demo_assert_refused (client, "GET", PATH "?certValidationType=XX", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?organizationId=x", NULL, 400, -1601);
}

static void
test_get (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "/126");
  g_autoptr(DemoAnswer) again = demo_client_get (client, PATH "/126");

  demo_assert_status (answer, 200);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (answer), "name"), ==, "web-prod");
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (answer), "macKey"), ==,
                   json_object_get_string_member (demo_answer_object (again), "macKey"));
  demo_assert_refused (client, "GET", PATH "/99999", NULL, 404, 0);
  demo_assert_refused (client, "GET", PATH "/0", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "/-1", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "/web", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "/2147483648", NULL, 400, -1601);
}

/* Either spelling of the server is taken, and is what the account shows from then on. */
static void
test_create (void)
{
  static const char *const servers[] = { "OV ACME Server", "https://acme.sectigo.com/v2/OV" };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"name\":\"neu \\\"%u\\\" ü\",\"acmeServer\":\"%s\","
                                               "\"organizationId\":1710,\"evDetails\":{}}", i, servers[i]);
      g_autofree char *name = g_strdup_printf ("neu \"%u\" ü", i);
      g_autoptr(DemoAnswer) created = demo_client_call (client, "POST", PATH, body);
      g_autofree char *path = g_strdup_printf (PATH "/%d", demo_answer_location_id (created));
      g_autofree char *location = g_strconcat (acme_demo_server_get_url (client->server), path, NULL);
      g_autoptr(DemoAnswer) account = demo_client_get (client, path);
      JsonObject *object = demo_answer_object (account);

      g_assert_cmpstr (demo_answer_header (created, "Location"), ==, location);
      g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, name);
      g_assert_cmpstr (json_object_get_string_member (object, "acmeServer"), ==, servers[i]);
      g_assert_cmpstr (json_object_get_string_member (object, "certValidationType"), ==, "OV");
      g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "pending");
      g_assert_cmpint (json_object_get_int_member (object, "organizationId"), ==, 1710);
      g_assert_cmpuint (strlen (json_object_get_string_member (object, "macKey")), ==, 86);
    }
  g_assert_cmpint (count (client, "name=neu"), ==, 2);
}

static void
test_create_refused (void)
{
  static const struct { const char *body; int code;
  } cases[] = {
    { "{}", -7 },
    { "{\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", -7 },
    { "{\"name\":null,\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", -7 },
    { "{\"name\":\"\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", -1601 },
    { "{\"name\":5,\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", -1601 },
    { "{\"name\":\"x\",\"organizationId\":1697}", -7 },
    { "{\"name\":\"x\",\"acmeServer\":\"nobody\",\"organizationId\":1697}", -1601 },
    { "{\"name\":\"x\",\"acmeServer\":\"Universal – Campus CA\",\"organizationId\":1697}", -1601 },
    { "{\"name\":\"x\",\"acmeServer\":\"DV ACME Server\"}", -7 },
    { "{\"name\":\"x\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":\"1697\"}", -1601 },
    { "{\"name\":\"x\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":0}", -1601 },
    { "{\"name\":\"x\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":4}", -1023 },
    { "{\"name\":\"x\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697,\"certValidationType\":\"EV\"}",
      -1601 },
    { "[]", -1601 },
    { "{\"name\":", -1601 },
    { "", -1601 },
  };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autofree char *brackets = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    demo_assert_refused (client, "POST", PATH, cases[i].body, 400, cases[i].code);
  demo_assert_refused (client, "POST", PATH, brackets, 400, -1601);
  g_assert_cmpint (count (client, ""), ==, 45);
}

/* Lengths are counted in characters. */
static void
test_limits (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint length = 128; length <= 129; length++)
    {
      GString *name = g_string_new (NULL);
      g_autofree char *create = NULL;
      g_autofree char *rename = NULL;
      g_autoptr(DemoAnswer) created = NULL;
      g_autoptr(DemoAnswer) renamed = NULL;

      for (guint i = 0; i < length; i++)
        g_string_append (name, "ü");
      create =
          g_strdup_printf ("{\"name\":\"%s\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", name->str);
      rename = g_strdup_printf ("{\"name\":\"%s\"}", name->str);
      created = demo_client_call (client, "POST", PATH, create);
      renamed = demo_client_call (client, "PUT", PATH "/126", rename);
      demo_assert_status (created, length == 128 ? 201 : 400);
      demo_assert_status (renamed, length == 128 ? 200 : 400);
      g_string_free (name, TRUE);
    }
}

static void
test_content_type (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(SoupMessage) message = demo_client_message (client, "POST", PATH, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static (GOOD, strlen (GOOD));
  g_autoptr(DemoAnswer) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "text/plain", bytes);
  answer = demo_client_send (client, message);
  demo_assert_error (answer, 400, -1601);
}

static void
test_rename (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) renamed = demo_client_call (client, "PUT", PATH "/126", "{\"name\":\"other\"}");
  g_autoptr(DemoAnswer) account = demo_client_get (client, PATH "/126");

  demo_assert_status (renamed, 200);
  g_assert_cmpuint (g_bytes_get_size (renamed->bytes), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (account), "name"), ==, "other");
  g_assert_cmpint (count (client, "name=other"), ==, 1);
  demo_assert_refused (client, "PUT", PATH "/126", "{}", 400, -7);
  demo_assert_refused (client, "PUT", PATH "/126", "{\"name\":\"\"}", 400, -1601);
  demo_assert_refused (client, "PUT", PATH "/99999", "{\"name\":\"x\"}", 404, 0);
}

static void
test_delete (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) deleted = demo_client_call (client, "DELETE", PATH "/127", NULL);
  g_autoptr(DemoAnswer) created = NULL;

  demo_assert_status (deleted, 204);
  g_assert_null (demo_answer_header (deleted, "Content-Length"));
  demo_assert_refused (client, "GET", PATH "/127", NULL, 404, 0);
  demo_assert_refused (client, "DELETE", PATH "/127", NULL, 404, 0);
  g_assert_cmpint (count (client, ""), ==, 44);

  /* Its id is not given to another */
  created = demo_client_call (client, "POST", PATH, GOOD);
  g_assert_cmpint (demo_answer_location_id (created), ==, 171);
}

static void
test_servers (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, "/api/acme/v1/server");
  JsonArray *list = demo_answer_array (answer);
  JsonObject *server = demo_array_find (list, "name", "DV ACME Server");

  g_assert_cmpint (json_array_get_length (list), ==, 7);
  g_assert_cmpint (demo_answer_total (answer), ==, -1);
  g_assert_nonnull (server);
  g_assert_cmpstr (json_object_get_string_member (server, "url"), ==, "https://acme.sectigo.com/v2/DV");
  g_assert_cmpstr (json_object_get_string_member (server, "certValidationType"), ==, "DV");
  g_assert_false (json_object_has_member (server, "id"));

  demo_assert_list (client, "/api/acme/v1/server?size=3&position=5", 2, -1);
  demo_assert_list (client, "/api/acme/v1/server?certValidationType=OV", 3, -1);
  demo_assert_list (client, "/api/acme/v1/server?url=https%3A%2F%2Facme.books", 1, -1);
  demo_assert_list (client, "/api/acme/v1/server?caId=40038", 1, -1);
  demo_assert_list (client, "/api/acme/v1/server?name=staging", 1, -1);
  demo_assert_refused (client, "GET", "/api/acme/v1/server?certValidationType=ov", NULL, 400, -1601);
}

static void
test_ev_details (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_call (client, "POST", "/api/acme/v1/evdetails/validation",
                                                   "{\"orgName\":\"N\",\"orgCountry\":\"XX\","
                                                   "\"businessCategory\":\"BusinessEntity\"}");

  demo_assert_status (answer, 200);
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (demo_answer_object (answer), "domains")), ==,
                   1);
  demo_assert_refused (client, "POST", "/api/acme/v1/evdetails/validation", "{\"orgName\":\"N\"}", 400, -7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-accounts/list", test_list);
  g_test_add_func ("/demo-accounts/pages", test_pages);
  g_test_add_func ("/demo-accounts/pages/refused", test_pages_refused);
  g_test_add_func ("/demo-accounts/filters", test_filters);
  g_test_add_func ("/demo-accounts/get", test_get);
  g_test_add_func ("/demo-accounts/create", test_create);
  g_test_add_func ("/demo-accounts/create/refused", test_create_refused);
  g_test_add_func ("/demo-accounts/limits", test_limits);
  g_test_add_func ("/demo-accounts/content-type", test_content_type);
  g_test_add_func ("/demo-accounts/rename", test_rename);
  g_test_add_func ("/demo-accounts/delete", test_delete);
  g_test_add_func ("/demo-accounts/servers", test_servers);
  g_test_add_func ("/demo-accounts/ev-details", test_ev_details);
  return g_test_run ();
}

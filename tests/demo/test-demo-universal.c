/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/api/acme/v1/pca/account"

static void
test_list (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);
  JsonArray *list = demo_answer_array (answer);
  guint empty = 0, by_url = 0;

  g_assert_cmpint (json_array_get_length (list), ==, 15);
  g_assert_cmpint (demo_answer_total (answer), ==, 15);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *account = json_array_get_object_element (list, i);
      const char *mac_id = json_object_get_string_member (account, "macId");
      const char *mac_key = json_object_get_string_member (account, "macKey");

      g_assert_cmpstr (json_object_get_string_member (account, "profileName"), !=, "");
      g_assert_false (json_object_has_member (account, "status"));
      g_assert_false (json_object_has_member (account, "certValidationType"));
      g_assert_true (strlen (mac_id) == 22 || *mac_id == '\0');
      g_assert_cmpuint (strlen (mac_key), ==, *mac_id == '\0' ? 0 : 86);
      empty += *mac_id == '\0';
      by_url += g_str_has_prefix (json_object_get_string_member (account, "acmeServer"), "https://");
    }
  g_assert_cmpuint (empty, ==, 5);
  g_assert_cmpuint (by_url, >, 3);
  g_assert_cmpuint (by_url, <, 12);

  demo_assert_list (client, PATH "?size=4&position=13", 2, 15);
  demo_assert_list (client, PATH "?organizationId=4", 0, 0);
  demo_assert_list (client, PATH "?acmeServer=kubernetes&size=1&name=", 1, 2);
  demo_assert_refused (client, "GET", PATH "?organizationId=1697,-2", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?size=300", NULL, 400, -1601);
}

/* The two kinds of account have ids of their own, and some numbers stand for one of each. */
static void
test_ids (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_LARGE);
  g_autoptr(DemoAnswer) universal = demo_client_get (client, PATH "/126");
  g_autoptr(DemoAnswer) public = demo_client_get (client, "/api/acme/v2/account/126");

  demo_assert_status (universal, 200);
  demo_assert_status (public, 200);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (universal), "accountId"), !=,
                   json_object_get_string_member (demo_answer_object (public), "accountId"));
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (universal), "name"), !=,
                   json_object_get_string_member (demo_answer_object (public), "name"));
}

static void
test_create (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  static const char *const servers[] = { "Kubernetes, all clusters",
                                         "https://acme-k8s.northern.example/acme/directory" };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"name\":\"u\",\"acmeServer\":\"%s\",\"organizationId\":1698,"
                                               "\"profileName\":\"Private SSL\"}", servers[i]);
      g_autoptr(DemoAnswer) created = demo_client_call (client, "POST", PATH, body);
      g_autofree char *path = g_strdup_printf (PATH "/%d", demo_answer_location_id (created));
      g_autofree char *location = g_strconcat (acme_demo_server_get_url (client->server), path, NULL);
      g_autoptr(DemoAnswer) account = demo_client_get (client, path);
      g_autoptr(DemoAnswer) renamed = demo_client_call (client, "PUT", path, "{\"name\":\"v\"}");
      g_autoptr(DemoAnswer) after = demo_client_get (client, path);
      g_autoptr(DemoAnswer) deleted = demo_client_call (client, "DELETE", path, NULL);

      g_assert_cmpstr (demo_answer_header (created, "Location"), ==, location);
      g_assert_cmpstr (json_object_get_string_member (demo_answer_object (account), "acmeServer"), ==, servers[i]);
      g_assert_cmpstr (json_object_get_string_member (demo_answer_object (account), "profileName"), ==, "Private SSL");
      demo_assert_status (renamed, 200);
      g_assert_cmpuint (g_bytes_get_size (renamed->bytes), ==, 0);
      g_assert_cmpstr (json_object_get_string_member (demo_answer_object (after), "name"), ==, "v");
      demo_assert_status (deleted, 204);
      demo_assert_refused (client, "GET", path, NULL, 404, 0);
    }
}

static void
test_create_refused (void)
{
  static const struct { const char *body; int code;
  } cases[] = {
    { "{\"name\":\"u\",\"acmeServer\":\"Universal – Campus CA\",\"organizationId\":1698}", -7 },
    { "{\"name\":\"u\",\"acmeServer\":\"Universal – Campus CA\",\"organizationId\":1698,\"profileName\":\"\"}",
      -1601 },
    { "{\"name\":\"u\",\"acmeServer\":\"Universal – Campus CA\",\"organizationId\":1698,\"profileName\":\"no\"}",
      -111 },
    { "{\"name\":\"u\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1698,\"profileName\":\"Private SSL\"}",
      -1601 },
    { "{\"acmeServer\":\"Universal – Campus CA\",\"organizationId\":1698,\"profileName\":\"Private SSL\"}", -7 },
    { "{\"name\":\"u\",\"acmeServer\":\"Universal – Campus CA\",\"profileName\":\"Private SSL\"}", -7 },
  };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    demo_assert_refused (client, "POST", PATH, cases[i].body, 400, cases[i].code);
  demo_assert_refused (client, "GET", PATH "/x", NULL, 400, -1601);
  demo_assert_refused (client, "PUT", PATH "/99999", "{\"name\":\"x\"}", 404, 0);
  demo_assert_refused (client, "DELETE", PATH "/99999", NULL, 404, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-universal/list", test_list);
  g_test_add_func ("/demo-universal/ids", test_ids);
  g_test_add_func ("/demo-universal/create", test_create);
  g_test_add_func ("/demo-universal/create/refused", test_create_refused);
  return g_test_run ();
}

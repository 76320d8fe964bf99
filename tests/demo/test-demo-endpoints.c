/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/api/endpoint/v1"

static void
test_list (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);
  JsonObject *endpoint = demo_array_find (demo_answer_array (answer), "name", "DV – Web Team");

  g_assert_nonnull (endpoint);
  g_assert_cmpstr (json_object_get_string_member (endpoint, "type"), ==, "PUBLIC_ACME");
  g_assert_cmpstr (json_object_get_string_member (endpoint, "delegationMode"), ==, "GLOBAL_FOR_CUSTOMER");
  g_assert_false (json_object_has_member (endpoint, "url"));

  demo_assert_list (client, PATH, 15, 15);
  demo_assert_list (client, PATH "?endpointTypes=PUBLIC_ACME", 7, 7);
  demo_assert_list (client, PATH "?endpointTypes=PRIVATE_ACME", 5, 5);
  demo_assert_list (client, PATH "?endpointTypes=PUBLIC_ACME&endpointTypes=PRIVATE_ACME", 12, 12);
  demo_assert_list (client, PATH "?endpointTypes[]=PUBLIC_ACME&endpointTypes%5B%5D=PRIVATE_ACME", 12, 12);
  demo_assert_list (client, PATH "?endpointTypes=SSL_EST", 0, 0);
  demo_assert_list (client, PATH "?name=DV&size=2", 2, 3);
  demo_assert_list (client, PATH "?uriExtension=endpoint-75", 5, 5);
  demo_assert_list (client, PATH "?size=4&position=12", 3, 15);
  demo_assert_refused (client, "GET", PATH "?endpointTypes=ACME", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?size=201", NULL, 400, -1601);
}

static void
test_details (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(GHashTable) urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(DemoAnswer) list = demo_client_get (client, PATH);
  JsonArray *array = demo_answer_array (list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *listed = json_array_get_object_element (array, i);
      g_autofree char *path = g_strdup_printf (PATH "/%d", (int) json_object_get_int_member (listed, "id"));
      g_autoptr(DemoAnswer) answer = demo_client_get (client, path);
      JsonObject *object = demo_answer_object (answer);
      gboolean customized = strcmp (json_object_get_string_member (object, "delegationMode"), "CUSTOMIZED") == 0;

      g_assert_cmpstr (json_object_get_string_member (object, "name"), ==,
                       json_object_get_string_member (listed, "name"));
      g_assert_true (g_uri_is_valid (json_object_get_string_member (object, "url"), G_URI_FLAGS_NONE, NULL));
      g_assert_true (g_hash_table_add (urls, g_strdup (json_object_get_string_member (object, "url"))));
      g_assert_true ((json_array_get_length (json_object_get_array_member (object, "organizations")) > 0) ==
                     customized);
    }

  demo_assert_refused (client, "GET", PATH "/99999", NULL, 404, 0);
  demo_assert_refused (client, "GET", PATH "/x", NULL, 400, -1601);
}

static void
test_config (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "/731/config");

  demo_assert_status (answer, 200);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (answer), "enrollmentLinkAddress"), ==,
                   "https://forms.northern.example/ssl");
  demo_assert_refused (client, "GET", PATH "/1/config", NULL, 404, 0);
}

static guint
count_organizations (DemoClient *client)
{
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "/737");

  demo_assert_status (answer, 200);
  return json_array_get_length (json_object_get_array_member (demo_answer_object (answer), "organizations"));
}

static void
test_delegations (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) one = demo_client_call (client, "PUT", PATH "/737/delegations", "[1697]");
  g_autoptr(DemoAnswer) more = demo_client_call (client, "PUT", PATH "/737/delegations", "[1697,1711]");
  g_autoptr(DemoAnswer) none = NULL;

  demo_assert_status (one, 204);
  demo_assert_status (more, 204);
  g_assert_cmpuint (count_organizations (client), ==, 2);
  demo_assert_refused (client, "PUT", PATH "/737/delegations", "[4]", 400, -1023);
  demo_assert_refused (client, "PUT", PATH "/737/delegations", "[\"1697\"]", 400, -1023);
  demo_assert_refused (client, "PUT", PATH "/737/delegations", "{}", 400, -1601);
  none = demo_client_call (client, "DELETE", PATH "/737/delegations", NULL);
  demo_assert_status (none, 204);
  g_assert_cmpuint (count_organizations (client), ==, 0);
}

/* The accounts of an endpoint are the same, told by another resource, whatever way they spell their server. */
static void
test_accounts (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr (DemoAnswer) endpoints =
      demo_client_get (client, PATH "?endpointTypes=PUBLIC_ACME&endpointTypes=PRIVATE_ACME");
  JsonArray *array = demo_answer_array (endpoints);
  int sum = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *endpoint = json_array_get_object_element (array, i);
      g_autofree char *path = g_strdup_printf (PATH "/%d/account", (int) json_object_get_int_member (endpoint, "id"));
      g_autoptr(DemoAnswer) answer = demo_client_get (client, path);

      g_assert_cmpint (json_array_get_length (demo_answer_array (answer)), ==, demo_answer_total (answer));
      sum += demo_answer_total (answer);
    }
  g_assert_cmpint (sum, ==, 60);

  demo_assert_list (client, PATH "/743/account", 0, 0);
  demo_assert_list (client, PATH "/745/account", 1, 1);
  demo_assert_list (client, PATH "/737/account?size=1&position=1", 1, 24);
  demo_assert_refused (client, "GET", PATH "/99999/account", NULL, 404, 0);
}

static void
test_account (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "/737/account/126");
  g_autofree guchar *token = NULL;
  gsize length;
  JsonObject *object = demo_answer_object (answer);
  JsonObject *organization = json_object_get_object_member (object, "organization");

  demo_assert_status (answer, 200);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "web-prod");
  g_assert_cmpint (json_object_get_int_member (organization, "id"), ==, 1697);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (organization, "department"), "id"), ==,
                   1698);
  token = g_base64_decode (json_object_get_string_member (object, "idToken"), &length);
  g_assert_cmpmem (token, length, "{\"id\":126,\"type\":\"PUBLIC_ACME\"}", 31);
  demo_assert_refused (client, "GET", PATH "/738/account/126", NULL, 404, 0);
  demo_assert_refused (client, "GET", PATH "/737/account/x", NULL, 400, -1601);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-endpoints/list", test_list);
  g_test_add_func ("/demo-endpoints/details", test_details);
  g_test_add_func ("/demo-endpoints/config", test_config);
  g_test_add_func ("/demo-endpoints/delegations", test_delegations);
  g_test_add_func ("/demo-endpoints/accounts", test_accounts);
  g_test_add_func ("/demo-endpoints/account", test_account);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

static void
test_types (void)
{
  static const char *const versions[] = { "v1", "v2" };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/ssl/%s/types", versions[i]);
      g_autofree char *for_hospital = g_strconcat (path, "?organizationId=1720", NULL);
      g_autofree char *for_web_team = g_strconcat (path, "?organizationId=1699", NULL);
      g_autofree char *refused = g_strconcat (path, "?organizationId=0", NULL);
      g_autoptr(DemoAnswer) answer = demo_client_get (client, path);
      JsonObject *type = demo_array_find (demo_answer_array (answer), "name", "Private SSL");

      g_assert_nonnull (type);
      g_assert_cmpint (json_object_get_int_member (type, "id"), ==, 1018);
      g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (type, "terms"), 0), ==, 365);
      g_assert_true (json_object_has_member (json_object_get_object_member (type, "keyTypes"), "RSA"));
      demo_assert_list (client, path, 6, -1);
      demo_assert_list (client, for_hospital, 5, -1);
      demo_assert_list (client, for_web_team, 4, -1);
      demo_assert_refused (client, "GET", refused, NULL, 400, -1601);
    }
}

/* The newer resource counts pages, not entries. */
static void
test_profiles (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) up = demo_client_get (client, "/api/profile/v1?sort=name,asc");
  g_autoptr(DemoAnswer) down = demo_client_get (client, "/api/profile/v1?sort=name,desc");
  g_autoptr(DemoAnswer) one = demo_client_get (client, "/api/profile/v1/1034");

  demo_assert_list (client, "/api/profile/v1", 6, 6);
  demo_assert_list (client, "/api/profile/v1?size=4", 4, 6);
  demo_assert_list (client, "/api/profile/v1?size=4&page=1", 2, 6);
  demo_assert_list (client, "/api/profile/v1?size=4&page=2", 0, 6);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (demo_answer_array (up), 0), "name"), ==,
      json_object_get_string_member (json_array_get_object_element (demo_answer_array (down), 5), "name"));
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (one), "delegationMode"), ==, "CUSTOMIZED");
  demo_assert_refused (client, "GET", "/api/profile/v1?size=0", NULL, 400, -1601);
  demo_assert_refused (client, "GET", "/api/profile/v1/1", NULL, 404, 0);
}

static void
test_backends (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  demo_assert_list (client, "/api/ca-backend/v1", 2, -1);
  demo_client_use_key (client, acme_demo_server_get_limited_client_id (client->server),
                       acme_demo_server_get_limited_client_secret (client->server));
  demo_assert_refused (client, "GET", "/api/ca-backend/v1", NULL, 400, -25);
  demo_assert_list (client, "/api/ssl/v2/types", 4, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-profiles/types", test_types);
  g_test_add_func ("/demo-profiles/profiles", test_profiles);
  g_test_add_func ("/demo-profiles/backends", test_backends);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#define PATH "/api/organization/v1"

static void
test_list (void)
{
  static const char *const paths[] = { PATH, PATH "?size=1", PATH "/managed-by/MRAO", PATH "/managedBy/DRAO_SSL",
                                       PATH "/report-type/SSL" };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(DemoAnswer) answer = demo_client_get (client, paths[i]);
      JsonArray *list = demo_answer_array (answer);
      JsonObject *first = json_array_get_object_element (list, 0);
      JsonArray *departments = json_object_get_array_member (first, "departments");

      g_assert_cmpint (json_array_get_length (list), ==, 5);
      g_assert_cmpint (demo_answer_total (answer), ==, -1);
      g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Northern University");
      g_assert_cmpint (json_array_get_length (departments), ==, 4);
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (departments, 3), "name"), ==,
                       "=Finance & Payroll");
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (departments, 3), "parentName"), ==,
                       "Northern University");
    }
  demo_assert_refused (client, "GET", PATH "/managed-by/BOSS", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "/report-type/x", NULL, 400, -1601);
}

static void
test_by_role (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  demo_client_use_key (client, acme_demo_server_get_limited_client_id (client->server),
                       acme_demo_server_get_limited_client_secret (client->server));
  demo_assert_list (client, PATH "/managed-by/DRAO_SSL", 1, -1);
  demo_assert_list (client, PATH "/managed-by/MRAO", 0, -1);
}

static void
test_details (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) organization = demo_client_get (client, PATH "/1720");
  g_autoptr(DemoAnswer) department = demo_client_get (client, PATH "/1721");

  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (organization), "city"), ==, "Harbour Town");
  g_assert_false (json_object_has_member (demo_answer_object (organization), "parentId"));
  g_assert_cmpint (json_object_get_int_member (demo_answer_object (department), "parentId"), ==, 1720);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (department), "parentName"), ==,
                   "University Hospital");
  demo_assert_refused (client, "GET", PATH "/99999", NULL, 404, 0);
  demo_assert_refused (client, "GET", PATH "/x", NULL, 400, -1601);
}

static void
test_change (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) organization = demo_client_call (client, "POST", PATH, "{\"name\":\"New\",\"city\":\"Here\"}");
  g_autoptr (DemoAnswer) department =
      demo_client_call (client, "POST", PATH, "{\"name\":\"Part\",\"parentOrgName\":\"New\"}");
  g_autofree char *path = g_strdup_printf (PATH "/%d", demo_answer_location_id (organization));
  g_autofree char *part_path = g_strdup_printf (PATH "/%d", demo_answer_location_id (department));
  g_autoptr (DemoAnswer) changed =
      demo_client_call (client, "PUT", part_path, "{\"name\":\"Piece\",\"city\":\"There\"}");
  g_autoptr(DemoAnswer) gone = NULL;
  g_autoptr(DemoAnswer) gone_too = NULL;

  demo_assert_status (changed, 200);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (changed), "name"), ==, "Piece");
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (changed), "city"), ==, "There");
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (changed), "parentName"), ==, "New");

  demo_assert_refused (client, "DELETE", path, NULL, 400, -1021);
  gone = demo_client_call (client, "DELETE", part_path, NULL);
  demo_assert_status (gone, 204);
  gone_too = demo_client_call (client, "DELETE", path, NULL);
  demo_assert_status (gone_too, 204);
  demo_assert_refused (client, "GET", path, NULL, 404, 0);
  demo_assert_refused (client, "DELETE", PATH "/1697", NULL, 400, -1021);
}

static void
test_refused (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  demo_assert_refused (client, "POST", PATH, "{}", 400, -7);
  demo_assert_refused (client, "POST", PATH, "{\"name\":\"x\",\"city\":5}", 400, -1601);
  demo_assert_refused (client, "POST", PATH, "{\"name\":\"x\",\"parentOrgName\":\"nobody\"}", 400, -1023);
  demo_assert_refused (client, "PUT", PATH "/99999", "{\"name\":\"x\"}", 404, 0);
  demo_assert_list (client, PATH, 5, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-organizations/list", test_list);
  g_test_add_func ("/demo-organizations/by-role", test_by_role);
  g_test_add_func ("/demo-organizations/details", test_details);
  g_test_add_func ("/demo-organizations/change", test_change);
  g_test_add_func ("/demo-organizations/refused", test_refused);
  return g_test_run ();
}

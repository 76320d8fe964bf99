/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#define PATH "/api/domain/v1"

static void
test_list (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  demo_assert_list (client, PATH, 15, 15);
  demo_assert_list (client, PATH "?size=2&position=14", 1, 15);
  demo_assert_list (client, PATH "?name=SCIENCE", 4, 4);
  demo_assert_list (client, PATH "?state=inactive", 1, 1);
  demo_assert_list (client, PATH "?state=active&status=approved", 13, 13);
  demo_assert_list (client, PATH "?status=requested", 2, 2);
  demo_assert_list (client, PATH "?orgId=1699", 2, 2);
  demo_assert_refused (client, "GET", PATH "?state=x", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?status=x", NULL, 400, -1601);
}

static void
test_details (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "/503");
  JsonArray *delegations = json_object_get_array_member (demo_answer_object (answer), "delegations");

  demo_assert_status (answer, 200);
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (answer), "name"), ==, "web.northern.example");
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (answer), "state"), ==, "ACTIVE");
  g_assert_cmpint (json_array_get_length (delegations), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (delegations, 0), "orgId"), ==, 1699);
  demo_assert_refused (client, "GET", PATH "/99999", NULL, 404, 0);

  demo_client_use_key (client, acme_demo_server_get_limited_client_id (client->server),
                       acme_demo_server_get_limited_client_secret (client->server));
  demo_assert_refused (client, "GET", PATH "/510", NULL, 400, -738);
}

static void
test_change (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) created = demo_client_call (client, "POST", PATH, "{\"name\":\"new.test\"}");
  g_autofree char *path = g_strdup_printf (PATH "/%d/delegation", demo_answer_location_id (created));
  g_autoptr(DemoAnswer) added = demo_client_call (client, "POST", path, "{\"orgId\":1699,\"certTypes\":[\"SSL\"]}");
  g_autoptr(DemoAnswer) removed = NULL;

  demo_assert_status (added, 200);
  demo_assert_list (client, PATH "?orgId=1699", 3, 3);
  removed = demo_client_call (client, "DELETE", path, "{\"orgId\":1699,\"certTypes\":[\"SSL\"]}");
  demo_assert_status (removed, 200);
  demo_assert_list (client, PATH "?orgId=1699", 2, 2);
  demo_assert_refused (client, "POST", path, "{\"orgId\":4}", 400, -1023);
  demo_assert_refused (client, "POST", PATH, "{}", 400, -7);
  demo_assert_refused (client, "POST", PATH, "{\"name\":\"x.test\",\"delegations\":[5]}", 400, -1601);
  demo_assert_refused (client, "POST", PATH, "{\"name\":\"x.test\",\"delegations\":[{\"orgId\":4}]}", 400, -1023);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-domains/list", test_list);
  g_test_add_func ("/demo-domains/details", test_details);
  g_test_add_func ("/demo-domains/change", test_change);
  return g_test_run ();
}

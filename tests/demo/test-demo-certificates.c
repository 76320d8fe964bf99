/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#define PATH "/api/ssl/v2"

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
test_list (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "?size=1");
  JsonObject *first = json_array_get_object_element (demo_answer_array (answer), 0);

  g_assert_cmpuint (json_object_get_size (first), ==, 4);
  g_assert_true (json_object_has_member (first, "sslId"));
  demo_assert_list (client, PATH, 120, 120);
  demo_assert_list (client, "/api/ssl/v1?size=3&position=119", 1, 120);
}

static void
test_filters (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  int acme = count (client, "requestedVia=ACME");

  g_assert_cmpint (acme, ==, 75);
  g_assert_cmpint (count (client, "requestedVia=Enrollment+Form"), ==, 15);
  g_assert_cmpint (count (client, "status=Issued") + count (client, "status=Expired") +
                   count (client, "status=Revoked") + count (client, "status=Requested"), ==, 120);
  g_assert_cmpint (count (client, "orgId=1697"), <, 120);
  g_assert_cmpint (count (client, "orgId=1697&requestedVia=ACME"), <=, count (client, "orgId=1697"));
  g_assert_cmpint (count (client, "commonName=WWW."), >, 0);
  g_assert_cmpint (count (client, "subjectAlternativeName=alt-"), ==, 80);
  g_assert_cmpint (count (client, "sslTypeId=1018"), ==, 20);
  g_assert_cmpint (count (client, "sha1Hash=00"), ==, 0);
  g_assert_cmpint (count (client, "installStatus=Completed"), ==, 0);

  demo_assert_refused (client, "GET", PATH "?requestedVia=acme", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?status=issued", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?sslTypeId=0", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?keyParam=123456789012345678901234567890123", NULL, 400, -1601);
}

static void
test_details (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) issued = demo_client_get (client, PATH "/600001");
  g_autoptr(DemoAnswer) requested = demo_client_get (client, PATH "/600007");

  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (issued), "requestedVia"), ==, "ACME");
  g_assert_true (json_object_has_member (demo_answer_object (issued), "expires"));
  g_assert_cmpstr (json_object_get_string_member (demo_answer_object (requested), "status"), ==, "Requested");
  g_assert_false (json_object_has_member (demo_answer_object (requested), "serialNumber"));
  demo_assert_refused (client, "GET", PATH "/5", NULL, 404, 0);
  demo_assert_refused (client, "GET", PATH "/x", NULL, 400, -1601);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-certificates/list", test_list);
  g_test_add_func ("/demo-certificates/filters", test_filters);
  g_test_add_func ("/demo-certificates/details", test_details);
  return g_test_run ();
}

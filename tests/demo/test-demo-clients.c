/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/api/acme/v2/account/126/client"

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
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH);
  JsonArray *list = demo_answer_array (answer);

  g_assert_cmpint (json_array_get_length (list), ==, 12);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      g_assert_cmpuint (strlen (json_object_get_string_member (object, "ipAddress")), <=, 39);
      g_assert_cmpuint (strlen (json_object_get_string_member (object, "userAgent")), <=, 255);
      g_assert_cmpuint (strlen (json_object_get_string_member (object, "status")), <=, 11);
      g_assert_true (json_object_has_member (object, "contacts"));
    }
  demo_assert_list (client, PATH "?size=5&position=10", 2, 12);
  demo_assert_refused (client, "GET", PATH "?size=1000", NULL, 400, -1601);
  demo_assert_refused (client, "GET", "/api/acme/v2/account/99999/client", NULL, 404, 0);
  demo_assert_refused (client, "GET", "/api/acme/v1/pca/account/99999/client", NULL, 404, 0);
}

/* Nobody has used an account that is still pending. */
static void
test_pending (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) pending = demo_client_get (client, "/api/acme/v2/account?status=pending");
  JsonArray *list = demo_answer_array (pending);

  g_assert_cmpint (json_array_get_length (list), >, 3);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      int id = (int) json_object_get_int_member (json_array_get_object_element (list, i), "id");
      g_autofree char *path = g_strdup_printf ("/api/acme/v2/account/%d/client", id);

      demo_assert_list (client, path, 0, 0);
    }
}

static void
test_filters (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  int valid = count (client, "status=valid");
  int deactivated = count (client, "status=deactivated");
  int pending = count (client, "status=pending");

  g_assert_cmpint (valid + deactivated + pending, ==, 12);
  g_assert_cmpint (valid, >, 0);
  g_assert_cmpint (pending, ==, 1);
  g_assert_cmpint (count (client, "status=valid&status=pending"), ==, valid + pending);
  g_assert_cmpint (count (client, "status=none"), ==, 0);
  g_assert_cmpint (count (client, "userAgent=CERTBOT"), >, 0);
  g_assert_cmpint (count (client, "userAgent=CERTBOT"), <, 12);
  g_assert_cmpint (count (client, "ipAddress=2001%3Adb8"), ==, 3);
  g_assert_cmpint (count (client, "contacts=pki%40northern"), ==, 8);
  g_assert_cmpint (count (client, "lastActivityWithinPrevDays=100000"), ==, 11);
  g_assert_cmpint (count (client, "lastActivityWithinPrevDays=100"), <, 11);
  g_assert_cmpint (count (client, "lastActivityWithinPrevDays=100"), >, 0);
  g_assert_cmpint (count (client, "lastActivityWithinPrevDays=-1"), ==, 0);
  demo_assert_refused (client, "GET", PATH "?lastActivityWithinPrevDays=x", NULL, 400, -1601);
}

static JsonObject *
find_client (DemoAnswer *list,
             const char *id)
{
  return demo_array_find (demo_answer_array (list), "accountId", id);
}

/* A client that is deactivated remains in the list. Its id may hold what a path may not. */
static void
test_deactivate (gconstpointer data)
{
  const char *list_path = data;
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) before = demo_client_get (client, list_path);
  JsonArray *list = demo_answer_array (before);
  const char *padded = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *path = NULL;
  g_autoptr(DemoAnswer) first = NULL;
  g_autoptr(DemoAnswer) second = NULL;
  g_autoptr(DemoAnswer) after = NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      const char *id = json_object_get_string_member (object, "accountId");

      if (g_str_has_suffix (id, "==") && strcmp (json_object_get_string_member (object, "status"), "valid") == 0)
        padded = id;
    }
  g_assert_nonnull (padded);

  encoded = g_uri_escape_string (padded, NULL, FALSE);
  g_assert_true (g_str_has_suffix (encoded, "%3D%3D"));
  path = g_strconcat (list_path, "/", encoded, NULL);
  first = demo_client_call (client, "PUT", path, NULL);
  second = demo_client_call (client, "PUT", path, NULL);
  after = demo_client_get (client, list_path);

  demo_assert_status (first, 204);
  demo_assert_status (second, 204);
  g_assert_cmpint (demo_answer_total (after), ==, demo_answer_total (before));
  g_assert_cmpstr (json_object_get_string_member (find_client (after, padded), "status"), ==, "deactivated");
}

static void
test_deactivate_refused (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) old = demo_client_call (client, "DELETE", PATH "/5000", NULL);

  demo_assert_refused (client, "PUT", PATH "/nobody", NULL, 404, 0);
  demo_assert_refused (client, "PUT", PATH "/a%2Fb", NULL, 404, 0);
  demo_assert_refused (client, "PUT", "/api/acme/v2/account/99999/client/x", NULL, 404, 0);
  /* How it once was done */
  demo_assert_error (old, 405, 0);
  g_assert_cmpstr (demo_answer_header (old, "Allow"), ==, "PUT");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-clients/list", test_list);
  g_test_add_func ("/demo-clients/pending", test_pending);
  g_test_add_func ("/demo-clients/filters", test_filters);
  g_test_add_data_func ("/demo-clients/deactivate/public", PATH, test_deactivate);
  g_test_add_data_func ("/demo-clients/deactivate/universal", "/api/acme/v1/pca/account/85/client", test_deactivate);
  g_test_add_func ("/demo-clients/deactivate/refused", test_deactivate_refused);
  return g_test_run ();
}

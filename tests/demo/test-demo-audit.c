/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

#define PATH "/audit/api/v1/records"
#define TO "to=2999-01-01T00:00:00Z"

static DemoClient *
new_audit_client (void)
{
  DemoClient *client = demo_client_new (ACME_DEMO_DATA_SMALL);

  demo_client_use_key (client, acme_demo_server_get_audit_client_id (client->server),
                       acme_demo_server_get_audit_client_secret (client->server));
  return client;
}

/* Follows the tokens until there is nothing more; every page has a token, the last one too. */
static guint
walk (DemoClient *client,
      GHashTable *ids)
{
  g_autofree char *path = g_strdup (PATH "?from=2000-01-01T00:00:00Z&" TO);
  guint pages = 0;

  while (TRUE)
    {
      g_autoptr(DemoAnswer) answer = demo_client_get (client, path);
      JsonArray *records = demo_answer_array (answer);
      const char *token = demo_answer_header (answer, "token");

      g_assert_nonnull (token);
      g_assert_cmpuint (pages, <, 100);
      for (guint i = 0; i < json_array_get_length (records); i++)
        {
          JsonObject *record = json_array_get_object_element (records, i);

          g_assert_true (g_hash_table_add (ids, g_strdup (json_object_get_string_member (record, "id"))));
        }
      if (json_array_get_length (records) == 0)
        return pages;

      g_free (path);
      path = g_strconcat (PATH "?token=", token, "&" TO, NULL);
      pages++;
    }
}

static void
test_walk (void)
{
  g_autoptr(DemoClient) client = new_audit_client ();
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (g_str_has_suffix (acme_demo_server_get_audit_url (client->server), "/audit"));
  g_assert_cmpuint (walk (client, ids), >, 2);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 2000);
}

static void
test_record (void)
{
  static const char *const members[] = { "id", "timestamp", "eventType", "status", "service", "category", "action",
                                         "object", "customer", "details" };
  g_autoptr(DemoClient) client = new_audit_client ();
  g_autoptr(DemoAnswer) answer = demo_client_get (client, PATH "?from=2000-01-01&" TO);
  JsonObject *record = json_array_get_object_element (demo_answer_array (answer), 0);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (record, members[i]));
  g_assert_true (json_object_has_member (json_object_get_object_member (record, "object"), "type"));
}

static void
test_changes (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(DemoAnswer) renamed = demo_client_call (client, "PUT", "/api/acme/v2/account/126", "{\"name\":\"x\"}");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) from = g_date_time_add_hours (now, -1);
  g_autofree char *from_text = g_date_time_format (from, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *path = g_strconcat (PATH "?from=", from_text, "&" TO, NULL);
  g_autoptr(DemoAnswer) answer = NULL;
  JsonArray *records;
  JsonObject *last;

  demo_assert_status (renamed, 200);
  demo_client_use_key (client, acme_demo_server_get_audit_client_id (client->server),
                       acme_demo_server_get_audit_client_secret (client->server));
  walk (client, ids);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 2001);

  answer = demo_client_get (client, path);
  records = demo_answer_array (answer);
  last = json_array_get_object_element (records, json_array_get_length (records) - 1);
  g_assert_cmpstr (json_object_get_string_member (last, "action"), ==, "update");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (last, "object"), "id"), ==, "126");
}

static void
assert_refused (DemoClient *client,
                const char *path,
                guint       status)
{
  g_autoptr(DemoAnswer) answer = demo_client_get (client, path);

  demo_assert_status (answer, status);
  if (status == 400)
    g_assert_true (json_object_has_member (demo_answer_object (answer), "message"));
}

static void
test_refused (void)
{
  g_autoptr(DemoClient) client = new_audit_client ();

  assert_refused (client, PATH, 400);
  assert_refused (client, PATH "?from=2000-01-01", 400);
  assert_refused (client, PATH "?" TO, 400);
  assert_refused (client, PATH "?from=x&" TO, 400);
  assert_refused (client, PATH "?token=bad&" TO, 400);
  assert_refused (client, PATH "?token=ZGVtby1jdXJzb3I6NQ", 400);
}

/* The two products have keys of their own. */
static void
test_keys (void)
{
  g_autoptr(DemoClient) client = new_audit_client ();
  const char *path = PATH "?from=2000-01-01&" TO;

  assert_refused (client, path, 200);
  assert_refused (client, "/api/endpoint/v1", 401);
  demo_client_use_key (client, acme_demo_server_get_client_id (client->server),
                       acme_demo_server_get_client_secret (client->server));
  assert_refused (client, path, 401);
  g_free (g_steal_pointer (&client->token));
  assert_refused (client, path, 401);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-audit/walk", test_walk);
  g_test_add_func ("/demo-audit/record", test_record);
  g_test_add_func ("/demo-audit/changes", test_changes);
  g_test_add_func ("/demo-audit/refused", test_refused);
  g_test_add_func ("/demo-audit/keys", test_keys);
  return g_test_run ();
}

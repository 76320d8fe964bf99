/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-client.h"
#include "acme-scm-clients.h"
#include "acme-time.h"
#include "scm-double.h"

#define PUBLIC_PATH "/api/acme/v2/account/126/client"
#define UNIVERSAL_PATH "/api/acme/v1/pca/account/126/client"

/* C6: with a number and contacts, as in older documents, or without; ids of any form */
static const char *const sample =
  "[{\"id\": 5, \"accountId\": \"f7c1a1fe-9c1b-4d4c-b8f5-1b7f6c6a0a11\", \"ipAddress\": \"192.0.2.1\","
  "  \"userAgent\": \"lego-cli/4.2.0 xenolf-acme/4.2.0\", \"status\": \"Valid\","
  "  \"lastActivity\": \"2030-01-02T03:04:05.678Z\", \"contacts\": \"a@example.test, b@example.test\"},"
  " {\"accountId\": \"7e4Zq0bWTTu3c9kq5nV8_A==\", \"ipAddress\": \"2001:db8::1\", \"status\": \"pending\"},"
  " {\"accountId\": \"https://acme.example.test/acct/1?a=b#c\", \"status\": \"DEACTIVATED\", \"contacts\": \"\"},"
  " {\"accountId\": \"17\", \"status\": \"On Hold\", \"lastActivity\": \"\", \"userAgent\": null}]";

static GPtrArray *
list_clients (ScmDouble          *server,
              const char         *kind,
              const char *const  *statuses,
              GError            **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeAccount) account = acme_account_new (kind, 126);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_clients_async (session, account, statuses, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_clients_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_text (GPtrArray  *items,
             guint       i,
             guint       field,
             const char *text)
{
  g_assert_cmpuint (i, <, items->len);
  g_assert_cmpstr (acme_item_get_string (items->pdata[i], field), ==, text);
}

static void
test_shapes (void)
{
  static const struct { const char *kind; const char *path; } kinds[] = {
    { ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_PATH }, { ACME_ACCOUNT_KIND_UNIVERSAL, UNIVERSAL_PATH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autofree char *request = g_strdup_printf ("GET %s?size=200&position=0", kinds[i].path);
      g_autoptr(GPtrArray) items = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add_json (server, kinds[i].path, sample);
      items = list_clients (server, kinds[i].kind, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 4);
      assert_text (items, 0, ACME_CLIENT_ACCOUNT_ID, "f7c1a1fe-9c1b-4d4c-b8f5-1b7f6c6a0a11");
      assert_text (items, 0, ACME_CLIENT_IP_ADDRESS, "192.0.2.1");
      assert_text (items, 0, ACME_CLIENT_USER_AGENT, "lego-cli/4.2.0 xenolf-acme/4.2.0");
      assert_text (items, 0, ACME_CLIENT_CONTACTS, "a@example.test, b@example.test");
      g_assert_cmpint (acme_item_get_number (items->pdata[0], ACME_CLIENT_LAST_ACTIVITY), ==,
                       G_GINT64_CONSTANT (1893553445678000));
      g_assert_cmpstr (acme_item_get_key (items->pdata[1]), ==, "7e4Zq0bWTTu3c9kq5nV8_A==");
      g_assert_cmpstr (acme_item_get_key (items->pdata[2]), ==, "https://acme.example.test/acct/1?a=b#c");
      assert_text (items, 2, ACME_CLIENT_CONTACTS, NULL);
      g_assert_cmpint (acme_item_get_number (items->pdata[3], ACME_CLIENT_LAST_ACTIVITY), ==, ACME_TIME_NONE);
      for (guint j = 0; j < items->len; j++)
        g_assert_null (acme_item_get_problem (items->pdata[j]));
      g_assert_cmpuint (server->requests->len, ==, 1);
      g_assert_cmpstr (server->requests->pdata[0], ==, request);
    }
}

/* C4, and words that nobody has documented */
static void
test_statuses (void)
{
  static const char *const none[] = { NULL };
  static const char *const valid[] = { "VALID", NULL };
  static const char *const two[] = { "deactivated", "pending", NULL };
  static const char *const unknown[] = { "on hold", "lost", NULL };
  static const struct { const char *const *statuses; const char *found; } cases[] = {
    { NULL, "valid pending deactivated on hold" }, { none, "valid pending deactivated on hold" },
    { valid, "valid" }, { two, "pending deactivated" }, { unknown, "on hold" },
  };
  g_autoptr(ScmDouble) server = scm_double_new ();

  scm_double_add_json (server, PUBLIC_PATH, sample);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) found = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) items = list_clients (server, ACME_ACCOUNT_KIND_PUBLIC, cases[i].statuses, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < items->len; j++)
        g_string_append_printf (found, "%s%s", j > 0 ? " " : "",
                                acme_item_get_string (items->pdata[j], ACME_CLIENT_STATUS));
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }
}

static void
test_odd (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, PUBLIC_PATH,
                       "[{\"id\": 5, \"status\": \"valid\"}, [], {\"accountId\": \"\"}, {\"accountId\": 5},"
                       " {\"id\": {}, \"accountId\": \"a\", \"ipAddress\": 1, \"userAgent\": [], \"status\": true,"
                       "  \"lastActivity\": 5, \"contacts\": {}}, {\"accountId\": \"b\"}]");
  items = list_clients (server, ACME_ACCOUNT_KIND_PUBLIC, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_text (items, 0, ACME_CLIENT_ACCOUNT_ID, "a");
  {
    static const char *const names[] = { "“ipAddress”", "“userAgent”", "“status”", "“lastActivity”", "“contacts”" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), names[i]));
  }
  g_assert_null (strstr (acme_item_get_problem (items->pdata[0]), "“id”"));
  g_assert_null (acme_item_get_problem (items->pdata[1]));

  soup_server_remove_handler (server->server, PUBLIC_PATH);
  scm_double_add_json (server, PUBLIC_PATH, "[{\"id\": 5}]");
  none = list_clients (server, ACME_ACCOUNT_KIND_PUBLIC, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
}

static void
test_pages (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_pages (server, UNIVERSAL_PATH, 401, "{\"accountId\": \"c$==\", \"status\": \"valid\"}");
  items = list_clients (server, ACME_ACCOUNT_KIND_UNIVERSAL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 401);
  assert_text (items, 400, ACME_CLIENT_ACCOUNT_ID, "c401==");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/clients/shapes", test_shapes);
  g_test_add_func ("/scm/clients/statuses", test_statuses);
  g_test_add_func ("/scm/clients/odd", test_odd);
  g_test_add_func ("/scm/clients/pages", test_pages);
  return g_test_run ();
}

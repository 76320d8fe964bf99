/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-account-writes.h"
#include "scm-script.h"

#define PUBLIC "/api/acme/v2/account/126"
#define UNIVERSAL "/api/acme/v1/pca/account/126"

static const struct { const char *kind; const char *path; } kinds[] = {
  { ACME_ACCOUNT_KIND_PUBLIC, PUBLIC }, { ACME_ACCOUNT_KIND_UNIVERSAL, UNIVERSAL },
};

/* name: (nullable): as it was known before */
static AcmeAccount *
make_account (guint       kind,
              const char *name)
{
  AcmeAccount *account = acme_account_new (kinds[kind].kind, 126);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
  return account;
}

static gboolean
rename_account (ScmScript    *script,
                AcmeAccount  *account,
                const char   *name,
                GError      **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_rename_account_async (session, account, name, NULL, scm_outcome_cb, &outcome);
  return acme_scm_rename_account_finish (session, scm_outcome_wait (&outcome), error);
}

static gboolean
delete_account (ScmScript    *script,
                AcmeAccount  *account,
                GError      **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_delete_account_async (session, account, NULL, scm_outcome_cb, &outcome);
  return acme_scm_delete_account_finish (session, scm_outcome_wait (&outcome), error);
}

static void
test_rename (void)
{
  static const struct { const char *name; const char *body; } cases[] = {
    { "web-prod", "{\"name\":\"web-prod\"}" },
    { " \tweb-prod\n", "{\"name\":\"web-prod\"}" },
    { "\"Quoted\" \\ portal", "{\"name\":\"\\\"Quoted\\\" \\\\ portal\"}" },
    { "=SUM(A1:A9)", "{\"name\":\"=SUM(A1:A9)\"}" },
    { "図書館システム 🍰", "{\"name\":\"図書館システム 🍰\"}" },
    { "שרת <b>&amp;", "{\"name\":\"שרת <b>&amp;\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (kinds); i++)
    {
      guint n = i / G_N_ELEMENTS (kinds);
      guint kind = i % G_N_ELEMENTS (kinds);
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccount) account = make_account (kind, "old");
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "PUT", kinds[kind].path, 200, NULL);
      g_assert_true (rename_account (script, account, cases[n].name, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (script->server->requests->len, ==, 1);
      g_assert_cmpstr (script->bodies->pdata[0], ==, cases[n].body);
      g_assert_cmpstr (acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_NAME), ==, "old");
    }
}

/* Nothing is sent of what SCM would not take */
static void
test_rename_invalid (void)
{
  g_autofree char *long_name = g_strnfill (129, 'n');
  const char *const names[] = { "", "  ", "a\nb", "\xff", long_name };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccount) account = make_account (0, "old");
      g_autoptr(GError) error = NULL;

      g_assert_false (rename_account (script, account, names[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_cmpuint (script->server->requests->len, ==, 0);
    }
}

/* What the answer to a write did not tell, the account does */
typedef struct
{
  const char *old_name; /* (nullable) */
  guint look_status;
  const char *look;     /* (nullable) */
  int error;            /* or -1 */
  const char *sentence; /* (nullable) */
} Look;

static const Look renames[] = {
  { "old", 200, "{\"id\": 126, \"name\": \"new\"}", -1, NULL },
  { NULL, 200, "{\"id\": 126, \"name\": \"new\"}", -1, NULL },
  { "old", 200, "{\"id\": 126, \"name\": \"old\"}", ACME_ERROR_NETWORK, "still has its old name" },
  { NULL, 200, "{\"id\": 126, \"name\": \"old\"}", ACME_ERROR_NETWORK, "still has its old name" },
  { "old", 200, "{\"id\": 126, \"name\": \"third\"}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "{\"id\": 126}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "{\"id\": 126, \"name\": 5}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "{\"id\": 127, \"name\": \"new\"}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "{\"name\": \"new\"}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "[]", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "[5]", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 404, NULL, ACME_ERROR_NOT_FOUND, "does not know" },
  { "old", 500, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", SCM_SCRIPT_LOST, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
};

static const Look deletions[] = {
  { "old", 404, NULL, -1, NULL },
  { "old", 410, NULL, -1, NULL },
  { "old", 200, "{\"id\": 126, \"name\": \"old\"}", ACME_ERROR_NETWORK, "still there" },
  { "old", 200, "{\"id\": 126}", ACME_ERROR_NETWORK, "still there" },
  { "old", 200, "{\"id\": 127}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 200, "[]", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 401, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", 400, "{\"code\": -727}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { "old", SCM_SCRIPT_LOST, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
};

static void
check_look (const Look *look,
            guint       kind,
            guint       status,
            gboolean    is_rename)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccount) account = make_account (kind, look->old_name);
  g_autoptr(GError) error = NULL;
  gboolean done;

  scm_script_add (script, is_rename ? "PUT" : "DELETE", kinds[kind].path, status, NULL);
  scm_script_add (script, "GET", kinds[kind].path, look->look_status, look->look);
  done = is_rename ? rename_account (script, account, "new", &error) : delete_account (script, account, &error);
  g_test_message ("%s", error != NULL ? error->message : "done");
  g_assert_true (done == (look->error < 0));
  if (!done)
    g_assert_error (error, ACME_ERROR, look->error);
  if (look->sentence != NULL)
    g_assert_nonnull (strstr (error->message, look->sentence));
  g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
  if (look->look_status != SCM_SCRIPT_LOST) /* libsoup may repeat that, being a read */
    g_assert_cmpuint (scm_script_count (script, "GET "), ==, 1);
}

static void
test_unknown_outcomes (void)
{
  static const guint statuses[] = { SCM_SCRIPT_LOST, 502, 504 };

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (renames); i++)
        check_look (&renames[i], kind, statuses[i % G_N_ELEMENTS (statuses)], TRUE);
      for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
        check_look (&deletions[i], kind, statuses[i % G_N_ELEMENTS (statuses)], FALSE);
    }
}

static void
test_delete (void)
{
  static const struct { guint status; int error; } cases[] = {
    { 200, -1 }, { 204, -1 }, { 202, -1 }, { 404, ACME_ERROR_NOT_FOUND }, { 403, ACME_ERROR_FORBIDDEN },
    { 409, ACME_ERROR_CONFLICT }, { 500, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (kinds); i++)
    {
      guint n = i / G_N_ELEMENTS (kinds);
      guint kind = i % G_N_ELEMENTS (kinds);
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccount) account = make_account (kind, "old");
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "DELETE", kinds[kind].path, cases[n].status, NULL);
      g_assert_true (delete_account (script, account, &error) == (cases[n].error < 0));
      if (cases[n].error >= 0)
        g_assert_error (error, ACME_ERROR, cases[n].error);
      g_assert_cmpuint (script->server->requests->len, ==, 1);
      g_assert_cmpstr (script->bodies->pdata[0], ==, "");
    }
}

/* The account is looked for by what it was when the write began */
static void
test_refreshed_meanwhile (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeAccount) account = make_account (0, "old");
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "PUT", PUBLIC, SCM_SCRIPT_LOST, NULL);
  scm_script_add (script, "GET", PUBLIC, 200, "{\"id\": 126, \"name\": \"old\"}");
  acme_scm_rename_account_async (session, account, "new", NULL, scm_outcome_cb, &outcome);
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "new");
  g_assert_false (acme_scm_rename_account_finish (session, scm_outcome_wait (&outcome), &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NETWORK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-writes/rename", test_rename);
  g_test_add_func ("/scm/account-writes/rename-invalid", test_rename_invalid);
  g_test_add_func ("/scm/account-writes/unknown-outcomes", test_unknown_outcomes);
  g_test_add_func ("/scm/account-writes/delete", test_delete);
  g_test_add_func ("/scm/account-writes/refreshed-meanwhile", test_refreshed_meanwhile);
  return g_test_run ();
}

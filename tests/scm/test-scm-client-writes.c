/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-client-writes.h"
#include "scm-script.h"

#define ID "Zm9vYmFyYmF6Zm9vYmFyYg=="
#define ESCAPED "Zm9vYmFyYmF6Zm9vYmFyYg%3D%3D"

static const struct { const char *kind; const char *path; } kinds[] = {
  { ACME_ACCOUNT_KIND_PUBLIC, "/api/acme/v2/account/126/client" },
  { ACME_ACCOUNT_KIND_UNIVERSAL, "/api/acme/v1/pca/account/126/client" },
};

static gboolean
deactivate (ScmScript   *script,
            guint        kind,
            const char  *client_id,
            GError     **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeAccount) account = acme_account_new (kinds[kind].kind, 126);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_deactivate_client_async (session, account, client_id, NULL, scm_outcome_cb, &outcome);
  return acme_scm_deactivate_client_finish (session, scm_outcome_wait (&outcome), error);
}

/* Whatever an id is made of, it is one segment of the path */
static void
test_ids (void)
{
  static const struct { const char *id; const char *segment; } cases[] = {
    { ID, ESCAPED },
    { "6b1c7b1e-6d0f-4a5c-9f7e-0a1b2c3d4e5f", "6b1c7b1e-6d0f-4a5c-9f7e-0a1b2c3d4e5f" },
    { "a/b+c/../d", "a%2Fb%2Bc%2F..%2Fd" },
    { "a?b#c%d e", "a%3Fb%23c%25d%20e" },
    { "ä", "%C3%A4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (kinds); i++)
    {
      guint n = i / G_N_ELEMENTS (kinds);
      guint kind = i % G_N_ELEMENTS (kinds);
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autofree char *path = g_strconcat (kinds[kind].path, "/", cases[n].segment, NULL);
      g_autofree char *expected = g_strconcat ("PUT ", path, NULL);
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "PUT", path, 204, NULL);
      g_assert_true (deactivate (script, kind, cases[n].id, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (script->server->requests->len, ==, 1);
      g_assert_cmpstr (script->server->requests->pdata[0], ==, expected);
      g_assert_cmpstr (script->bodies->pdata[0], ==, "");
    }
}

static void
test_refusals (void)
{
  static const struct { guint status; int error; } cases[] = {
    { 200, -1 }, { 404, ACME_ERROR_NOT_FOUND }, { 403, ACME_ERROR_FORBIDDEN }, { 400, ACME_ERROR_FAILED },
    { 500, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autofree char *path = g_strconcat (kinds[0].path, "/" ESCAPED, NULL);
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "PUT", path, cases[i].status, NULL);
      g_assert_true (deactivate (script, 0, ID, &error) == (cases[i].error < 0));
      if (cases[i].error >= 0)
        g_assert_error (error, ACME_ERROR, cases[i].error);
      g_assert_cmpuint (script->server->requests->len, ==, 1);
    }
}

#define CLIENT(id, status) "{\"accountId\": \"" id "\", \"status\": " status "}"

static void
test_unknown_outcomes (void)
{
  static const struct { guint look_status; const char *look; int error; const char *sentence; } cases[] = {
    { 200, "[" CLIENT ("other", "\"valid\"") ", " CLIENT (ID, "\"deactivated\"") "]", -1, NULL },
    { 200, "[" CLIENT (ID, "\"Deactivated\"") "]", -1, NULL },
    { 200, "[" CLIENT ("other", "\"deactivated\"") ", " CLIENT (ID, "\"valid\"") "]", ACME_ERROR_NETWORK,
      "The client is still active." },
    { 200, "[" CLIENT ("other", "\"deactivated\"") "]", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { 200, "[]", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { 200, "[" CLIENT (ID, "null") "]", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { 200, "[" CLIENT (ID, "7") "]", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { 200, "[7, null, {\"accountId\": 7}, {}]", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { 200, "{}", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { 404, NULL, ACME_ERROR_NOT_FOUND, NULL },
    { 403, NULL, ACME_ERROR_UNKNOWN_OUTCOME, NULL },
    { SCM_SCRIPT_LOST, NULL, ACME_ERROR_UNKNOWN_OUTCOME, NULL },
  };
  static const guint statuses[] = { SCM_SCRIPT_LOST, 502, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (kinds); i++)
    {
      guint n = i / G_N_ELEMENTS (kinds);
      guint kind = i % G_N_ELEMENTS (kinds);
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autofree char *path = g_strconcat (kinds[kind].path, "/" ESCAPED, NULL);
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "PUT", path, statuses[n % G_N_ELEMENTS (statuses)], NULL);
      scm_script_add (script, "GET", kinds[kind].path, cases[n].look_status, cases[n].look);
      g_test_message ("case %u", n);
      g_assert_true (deactivate (script, kind, ID, &error) == (cases[n].error < 0));
      if (cases[n].error >= 0)
        g_assert_error (error, ACME_ERROR, cases[n].error);
      if (cases[n].sentence != NULL)
        g_assert_nonnull (strstr (error->message, cases[n].sentence));
      g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
      if (cases[n].look_status != SCM_SCRIPT_LOST) /* libsoup may repeat that, being a read */
        g_assert_cmpuint (scm_script_count (script, "GET "), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/client-writes/ids", test_ids);
  g_test_add_func ("/scm/client-writes/refusals", test_refusals);
  g_test_add_func ("/scm/client-writes/unknown-outcomes", test_unknown_outcomes);
  return g_test_run ();
}

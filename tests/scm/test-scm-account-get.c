/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-accounts.h"
#include "scm-double.h"

#define PUBLIC "/api/acme/v2/account"
#define UNIVERSAL "/api/acme/v1/pca/account"
#define ORGANIZATIONS "/api/organization/v1"
#define HMAC_KEY "aHVzaC1odXNoLWh1c2g"

static const char *const organizations =
  "[{\"id\": 1697, \"name\": \"University\", \"departments\": [{\"id\": 1698, \"name\": \"IT\"}]}]";

static ScmDouble *
make_double (void)
{
  ScmDouble *server = scm_double_new ();

  scm_double_add_json (server, PUBLIC "/126",
                       "{\"id\": 126, \"accountId\": \"a-126\", \"macId\": \"m-126\", \"macKey\": \"" HMAC_KEY "\","
                       " \"acmeServer\": \"OV ACME Server\", \"name\": \"web team\", \"organizationId\": 1698}");
  scm_double_add_json (server, UNIVERSAL "/126",
                       "{\"id\": 126, \"macId\": \"\", \"macKey\": \"\", \"acmeServer\": \"Campus\","
                       " \"name\": \"build farm\", \"organizationId\": 1697, \"profileName\": \"Private SSL\"}");
  scm_double_add_json (server, ORGANIZATIONS, organizations);
  return server;
}

static AcmeItem *
get_account (AcmeScmSession  *session,
             const char      *kind,
             gint64           id,
             GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_get_account_async (session, kind, id, NULL, scm_outcome_cb, &outcome);
  return (AcmeItem *) acme_scm_get_account_finish (session, scm_outcome_wait (&outcome), error);
}

static void
test_both_kinds (void)
{
  g_autoptr(ScmDouble) server = make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeItem) public_account = get_account (session, ACME_ACCOUNT_KIND_PUBLIC, 126, &error);
  g_autoptr(AcmeItem) universal_account = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_key (public_account), ==, "public/126");
  g_assert_cmpstr (acme_item_get_string (public_account, ACME_ACCOUNT_HMAC_KEY), ==, HMAC_KEY);
  g_assert_cmpstr (acme_item_get_text (public_account, ACME_ACCOUNT_ORGANIZATION), ==, "University");
  g_assert_cmpstr (acme_item_get_text (public_account, ACME_ACCOUNT_DEPARTMENT), ==, "IT");
  g_assert_null (acme_item_get_problem (public_account));

  universal_account = get_account (session, ACME_ACCOUNT_KIND_UNIVERSAL, 126, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_key (universal_account), ==, "universal/126");
  g_assert_null (acme_item_get_string (universal_account, ACME_ACCOUNT_HMAC_KEY));
  g_assert_null (acme_item_get_string (universal_account, ACME_ACCOUNT_KEY_ID));
  g_assert_cmpstr (acme_item_get_text (universal_account, ACME_ACCOUNT_PROFILE_NAME), ==, "Private SSL");
  g_assert_cmpuint (server->requests->len, ==, 4);
}

/* One request, whatever becomes of the list of organizations. */
static void
test_key_alone (void)
{
  g_autoptr(ScmDouble) server = make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_get_account_key_async (session, ACME_ACCOUNT_KIND_PUBLIC, 126, NULL, scm_outcome_cb, &outcome);
  account = acme_scm_get_account_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY), ==, HMAC_KEY);
  g_assert_null (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION));
  g_assert_null (acme_item_get_problem (ACME_ITEM (account)));
  g_assert_cmpuint (server->requests->len, ==, 1);
}

static void
test_names_fail (void)
{
  g_autoptr(ScmDouble) server = make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeItem) account = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_exchange_status (server, ORGANIZATIONS, 500);
  account = get_account (session, ACME_ACCOUNT_KIND_PUBLIC, 126, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_string (account, ACME_ACCOUNT_HMAC_KEY), ==, HMAC_KEY);
  g_assert_nonnull (strstr (acme_item_get_problem (account), "it broke"));
  g_assert_null (strstr (acme_item_get_problem (account), HMAC_KEY));
}

/* A failing account does not wait for the names */
static void
test_fails (void)
{
  static const struct { const char *kind; guint status; AcmeError code; } cases[] = {
    { ACME_ACCOUNT_KIND_PUBLIC, 404, ACME_ERROR_NOT_FOUND },
    { ACME_ACCOUNT_KIND_UNIVERSAL, 404, ACME_ERROR_NOT_FOUND },
    { ACME_ACCOUNT_KIND_PUBLIC, 401, ACME_ERROR_AUTH },
    { ACME_ACCOUNT_KIND_UNIVERSAL, 403, ACME_ERROR_FORBIDDEN },
    { ACME_ACCOUNT_KIND_PUBLIC, 500, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(AcmeItem) account = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_exchange_status (server, PUBLIC "/5", cases[i].status);
      scm_double_exchange_status (server, UNIVERSAL "/5", cases[i].status);
      g_assert_null (get_account (session, cases[i].kind, 5, &error));
      g_assert_error (error, ACME_ERROR, (int) cases[i].code);
      g_clear_error (&error);

      account = get_account (session, cases[i].kind, 126, &error);
      g_assert_no_error (error);
    }
}

/* Whoever asks for one account must never get the key of another */
static void
test_another_account (void)
{
  static const char *const answers[] = {
    "{\"id\": 127, \"macKey\": \"" HMAC_KEY "\"}", "[]", "{}", "{\"id\": [126], \"macKey\": \"" HMAC_KEY "\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(ScmDouble) server = make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GError) error = NULL;

      scm_double_add_json (server, PUBLIC "/5", answers[i]);
      g_assert_null (get_account (session, ACME_ACCOUNT_KIND_PUBLIC, 5, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_null (strstr (error->message, HMAC_KEY));
    }
}

static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  server->delay = 100;
  for (guint round = 0; round < 2; round++) /* during, then before */
    {
      g_auto(ScmOutcome) outcome = { NULL };

      acme_scm_get_account_async (session, ACME_ACCOUNT_KIND_PUBLIC, 126, cancellable, scm_outcome_cb, &outcome);
      if (round == 0)
        SCM_WAIT_UNTIL (server->n_in_flight == 2);
      g_cancellable_cancel (cancellable);
      g_assert_null (acme_scm_get_account_finish (session, scm_outcome_wait (&outcome), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (server->requests->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-get/both-kinds", test_both_kinds);
  g_test_add_func ("/scm/account-get/key-alone", test_key_alone);
  g_test_add_func ("/scm/account-get/names-fail", test_names_fail);
  g_test_add_func ("/scm/account-get/fails", test_fails);
  g_test_add_func ("/scm/account-get/another-account", test_another_account);
  g_test_add_func ("/scm/account-get/cancel", test_cancel);
  return g_test_run ();
}

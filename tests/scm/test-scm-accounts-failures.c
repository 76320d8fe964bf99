/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of accounts that fail, in whole or in part, that want to be asked in another way, or that are not wanted any
 * more. */

#include "scm-accounts-double.h"

static void
test_names_fail (void)
{
  static const guint statuses[] = { 400, 401, 403, 404, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(ScmDouble) server = scm_accounts_make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
      g_autoptr(GPtrArray) accounts = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_exchange_status (server, SCM_ACCOUNTS_ORGANIZATIONS, statuses[i]);
      accounts = scm_accounts_list (session, endpoint, NULL, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (accounts->len, ==, 3);
      for (guint j = 0; j < accounts->len; j++)
        g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[j]), "SCM says: it broke"));

      scm_double_exchange_json (server, SCM_ACCOUNTS_ORGANIZATIONS, scm_accounts_organizations);
      scm_accounts_assert_works (session);
    }
}

/* That an account may be missing is an error, with what is sure given out before */
static void
test_servers_fail (void)
{
  static const struct { guint status; AcmeError code; } cases[] = {
    { 401, ACME_ERROR_AUTH }, { 403, ACME_ERROR_FORBIDDEN }, { 404, ACME_ERROR_NOT_FOUND }, { 500, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_accounts_make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
      g_auto(ScmOutcome) outcome = { NULL };
      ScmAccountsGiven given = { g_ptr_array_new_with_free_func (g_object_unref) };
      g_autoptr(GError) error = NULL;

      scm_double_exchange_status (server, SCM_ACCOUNTS_SERVERS, cases[i].status);
      acme_scm_list_accounts_async (session, endpoint, NULL, 0, scm_accounts_given_cb, &given, NULL, NULL, NULL,
                                    scm_outcome_cb, &outcome);
      g_assert_null (acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcome), &error));
      g_assert_error (error, ACME_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, "cannot be told"));
      g_assert_cmpuint (given.accounts->len, >=, 2);
      g_ptr_array_unref (given.accounts);

      scm_double_exchange_json (server, SCM_ACCOUNTS_SERVERS, scm_accounts_servers);
      scm_accounts_assert_works (session);
    }
}

static void
test_list_fails (void)
{
  static const struct { guint status; AcmeError code; } cases[] = {
    { 401, ACME_ERROR_AUTH }, { 403, ACME_ERROR_FORBIDDEN }, { 404, ACME_ERROR_NOT_FOUND },
    { 429, ACME_ERROR_RATE_LIMIT }, { 500, ACME_ERROR_SERVER }, { 503, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_accounts_make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
      g_autoptr(GPtrArray) none = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_exchange_status (server, SCM_ACCOUNTS_PUBLIC, cases[i].status);
      none = scm_accounts_list (session, endpoint, NULL, 0, &error);
      g_assert_error (error, ACME_ERROR, (int) cases[i].code);
      g_assert_null (none);
      scm_double_exchange_json (server, SCM_ACCOUNTS_PUBLIC, scm_accounts_public);
      scm_accounts_assert_works (session);
    }
}

/* C2: a server that wants an organization each time. It answers with one account for each, the same for a department
 * and its organization. */
static void
by_organization_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           refusal)
{
  switch (scm_double_get_number (query, "organizationId"))
    {
    case 1697:
      scm_double_answer (message, 200, scm_accounts_public);
      break;
    case 1698:
      scm_double_answer (message, 200,
                         "[{\"id\": 126, \"acmeServer\": \"OV ACME Server\", \"name\": \"web team\","
                         "  \"organizationId\": 1698}]");
      break;
    default:
      scm_double_answer (message, 400, refusal);
    }
}

static void
test_by_organization (void)
{
  static const char *const refusal =
    "{\"code\": -1001, \"description\": \"Value of 'organizationId' must not be null.\"}";
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_exchange (server, SCM_ACCOUNTS_PUBLIC, by_organization_cb, (gpointer) refusal);
  scm_accounts_assert_works (session);
  g_assert_cmpuint (scm_double_count (server, "GET " SCM_ACCOUNTS_PUBLIC), ==, 3);

  scm_double_exchange (server, SCM_ACCOUNTS_UNIVERSAL, by_organization_cb, (gpointer) refusal);
  all = scm_accounts_list (session, NULL, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 8);

  /* without the organizations, what the list said is what is wrong */
  scm_double_exchange_status (server, SCM_ACCOUNTS_ORGANIZATIONS, 500);
  none = scm_accounts_list (session, endpoint, NULL, 0, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "organizationId"));
}

static void
answer_text_cb (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           text)
{
  scm_double_answer (message, 400, text);
}

/* Other refusals are what they are, and so is the same one for a request with an organization */
static void
test_not_by_organization (void)
{
  static const struct { const char *body; gint64 organization_id; AcmeError code; guint n_requests; } cases[] = {
    { "{\"code\": -16, \"description\": \"Unknown user\"}", 0, ACME_ERROR_AUTH, 1 },
    { "{\"code\": -37, \"description\": \"Access denied\"}", 0, ACME_ERROR_FORBIDDEN, 1 },
    { "{\"code\": -2, \"description\": \"Internal error\"}", 0, ACME_ERROR_SERVER, 1 },
    { "{\"code\": -1001, \"description\": \"must not be null\"}", 1697, ACME_ERROR_FAILED, 1 },
    { "{\"code\": -1001, \"description\": \"must not be null\"}", 0, ACME_ERROR_FAILED, 3 },
    { "no JSON at all", 0, ACME_ERROR_FAILED, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_accounts_make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
      g_autoptr(GPtrArray) none = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_exchange (server, SCM_ACCOUNTS_PUBLIC, answer_text_cb, (gpointer) cases[i].body);
      none = scm_accounts_list (session, endpoint, NULL, cases[i].organization_id, &error);
      g_assert_null (none);
      g_assert_error (error, ACME_ERROR, (int) cases[i].code);
      g_assert_cmpuint (scm_double_count (server, "GET " SCM_ACCOUNTS_PUBLIC), <=, cases[i].n_requests);
    }
}

static void
cancel_cb (GPtrArray *accounts,
           gpointer   cancellable)
{
  g_assert_false (g_cancellable_is_cancelled (cancellable));
  g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  ScmOutcome outcomes[4] = { { NULL } };

  soup_server_remove_handler (server->server, SCM_ACCOUNTS_PUBLIC);
  scm_double_add_pages (server, SCM_ACCOUNTS_PUBLIC, 5000, "{\"id\": $}");
  server->delay = 50;

  /* before anything has come */
  acme_scm_list_accounts_async (session, NULL, NULL, 0, cancel_cb, cancellable, NULL, NULL, cancellable,
                                scm_outcome_cb, &outcomes[0]);
  SCM_WAIT_UNTIL (server->n_in_flight > 0);
  g_cancellable_cancel (cancellable);
  g_assert_null (acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcomes[0]), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* before it has begun */
  acme_scm_list_accounts_async (session, NULL, NULL, 0, cancel_cb, cancellable, NULL, NULL, cancellable,
                                scm_outcome_cb, &outcomes[1]);
  g_assert_null (acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcomes[1]), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* when a page has come, by who gets it: nothing more is given */
  g_cancellable_reset (cancellable);
  acme_scm_list_accounts_async (session, NULL, NULL, 0, cancel_cb, cancellable, NULL, NULL, cancellable,
                                scm_outcome_cb, &outcomes[2]);
  g_assert_null (acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcomes[2]), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* and when all is over, which changes nothing */
  server->delay = 0;
  g_cancellable_reset (cancellable);
  acme_scm_list_accounts_async (session, NULL, NULL, 0, NULL, NULL, NULL, NULL, cancellable, scm_outcome_cb,
                                &outcomes[3]);
  accounts = acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcomes[3]), &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_cmpuint (accounts->len, ==, 5002);
  scm_spin (100);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_assert_cmpuint (outcomes[i].n_calls, ==, 1);
      scm_outcome_clear (&outcomes[i]);
    }

  /* nothing is held any more */
  {
    g_autoptr(AcmeScmSession) gone = g_steal_pointer (&session);

    g_assert_finalize_object (g_steal_pointer (&gone));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/accounts-failures/names-fail", test_names_fail);
  g_test_add_func ("/scm/accounts-failures/servers-fail", test_servers_fail);
  g_test_add_func ("/scm/accounts-failures/list-fails", test_list_fails);
  g_test_add_func ("/scm/accounts-failures/by-organization", test_by_organization);
  g_test_add_func ("/scm/accounts-failures/not-by-organization", test_not_by_organization);
  g_test_add_func ("/scm/accounts-failures/cancel", test_cancel);
  return g_test_run ();
}

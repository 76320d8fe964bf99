/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scm-accounts-double.h"

static void
test_public (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = scm_accounts_list (session, endpoint, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 3);
  scm_accounts_assert (accounts, 0, "public/126", "University", "IT", 738);
  scm_accounts_assert (accounts, 1, "public/127", "University", "", 738);
  scm_accounts_assert (accounts, 2, "public/128", "", "", 738);
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[0], ACME_ACCOUNT_STATUS), ==, "Pending");
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[0], ACME_ACCOUNT_KEY_ID), ==, "m-126");
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[1], ACME_ACCOUNT_STATUS), ==, "");
  for (guint i = 0; i < accounts->len; i++)
    g_assert_null (acme_item_get_problem (accounts->pdata[i]));
  scm_accounts_assert_no_secret (accounts);

  g_assert_cmpuint (server->requests->len, ==, 3);
  g_assert_cmpuint (scm_double_count (server, "GET " SCM_ACCOUNTS_PUBLIC "?size=200&position=0"), ==, 1);
}

static void
test_universal (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_universal ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = scm_accounts_list (session, endpoint, NULL, 1697, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 1);
  scm_accounts_assert (accounts, 0, "universal/126", "University", "", 750);
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[0], ACME_ACCOUNT_PROFILE_NAME), ==, "Private SSL");
  g_assert_null (acme_item_get_string (accounts->pdata[0], ACME_ACCOUNT_KEY_ID));
  g_assert_null (acme_item_get_problem (accounts->pdata[0]));

  /* there is no list of servers for this kind */
  g_assert_cmpuint (server->requests->len, ==, 2);
  g_assert_cmpuint (scm_double_count (server, "GET " SCM_ACCOUNTS_UNIVERSAL
                                              "?organizationId=1697&size=200&position=0"), ==, 1);
}

static void
test_all (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) endpoints = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GPtrArray) without = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (endpoints, scm_accounts_make_universal ());
  g_ptr_array_add (endpoints, scm_accounts_make_public ());
  accounts = scm_accounts_list (session, NULL, endpoints, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 6);
  scm_accounts_assert (accounts, 0, "public/126", "University", "IT", 738);
  scm_accounts_assert (accounts, 3, "public/129", "University", "", ACME_NUMBER_NONE);
  scm_accounts_assert (accounts, 4, "universal/126", "University", "", 750);
  scm_accounts_assert (accounts, 5, "universal/81", "University", "", ACME_NUMBER_NONE);
  scm_accounts_assert_no_secret (accounts);
  g_assert_cmpuint (server->requests->len, ==, 4);

  /* whose endpoints do not matter are not looked for */
  without = scm_accounts_list (session, NULL, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (without->len, ==, 6);
  scm_accounts_assert (without, 0, "public/126", "University", "IT", ACME_NUMBER_NONE);
  g_assert_cmpuint (scm_double_count (server, "GET " SCM_ACCOUNTS_SERVERS), ==, 1);
}

/* A tenant without endpoints of one kind may have a role or an instance that does not know its accounts */
static void
test_missing_kind (void)
{
  static const struct { guint status; gboolean is_fine; } cases[] = {
    { 404, TRUE }, { 403, TRUE }, { 401, FALSE }, { 500, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_accounts_make_double ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GPtrArray) endpoints = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(GPtrArray) accounts = NULL;
      g_autoptr(GPtrArray) none = NULL;
      g_autoptr(GError) error = NULL;

      g_ptr_array_add (endpoints, scm_accounts_make_public ());
      scm_double_exchange_status (server, SCM_ACCOUNTS_UNIVERSAL, cases[i].status);
      accounts = scm_accounts_list (session, NULL, endpoints, 0, &error);
      g_assert_true ((accounts != NULL) == cases[i].is_fine);
      g_clear_error (&error);

      /* but it is missing where it is expected */
      g_ptr_array_add (endpoints, scm_accounts_make_universal ());
      none = scm_accounts_list (session, NULL, endpoints, 0, &error);
      g_assert_null (none);
      g_assert_nonnull (error);
    }
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer latest)
{
  g_assert_cmpuint (done, >=, *(guint *) latest);
  g_assert_true (total == 0 || done <= total);
  *(guint *) latest = done;
}

/* More than ten pages of both kinds: each account once, and given out page by page */
static void
test_pages (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_auto(ScmOutcome) outcome = { NULL };
  ScmAccountsGiven given = { g_ptr_array_new_with_free_func (g_object_unref) };
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  guint latest = 0;

  soup_server_remove_handler (server->server, SCM_ACCOUNTS_PUBLIC);
  soup_server_remove_handler (server->server, SCM_ACCOUNTS_UNIVERSAL);
  scm_double_add_pages (server, SCM_ACCOUNTS_PUBLIC, 2001,
                        "{\"id\": $, \"name\": \"p$\", \"macKey\": \"" SCM_ACCOUNTS_HMAC_KEY "\"}");
  scm_double_add_pages (server, SCM_ACCOUNTS_UNIVERSAL, 401,
                        "{\"id\": $, \"name\": \"u$\", \"organizationId\": 1698}");
  acme_scm_list_accounts_async (session, NULL, NULL, 0, scm_accounts_given_cb, &given, progress_cb, &latest, NULL,
                                scm_outcome_cb, &outcome);
  accounts = acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcome), &error);
  given.has_ended = TRUE;
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2402);
  g_assert_cmpuint (latest, ==, 2402);
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[2000], ACME_ACCOUNT_NAME), ==, "p2001");
  scm_accounts_assert (accounts, 2401, "universal/401", "University", "IT", ACME_NUMBER_NONE);
  scm_accounts_assert_no_secret (accounts);

  g_assert_cmpuint (given.n_calls, >=, 14);
  for (guint i = 0; i < given.accounts->len; i++)
    g_hash_table_add (seen, given.accounts->pdata[i]);
  g_assert_cmpuint (g_hash_table_size (seen), ==, accounts->len);
  for (guint i = 0; i < accounts->len; i++)
    g_assert_true (g_hash_table_contains (seen, accounts->pdata[i]));
  g_ptr_array_unref (given.accounts);
}

/* An answer that waits until it is let go */
typedef struct
{
  SoupServerMessage *message; /* (nullable) */
  const char *json;
} Gate;

static void
gate_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Gate *gate = user_data;

  scm_double_answer (message, 200, gate->json);
  soup_server_message_pause (message);
  gate->message = message;
}

static void
open_gate (Gate *gate)
{
  SCM_WAIT_UNTIL (gate->message != NULL);
  soup_server_message_unpause (gate->message);
}

/* Neither names nor servers keep what is sure waiting */
static void
test_first_page_first (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
  g_auto(ScmOutcome) outcome = { NULL };
  ScmAccountsGiven given = { g_ptr_array_new_with_free_func (g_object_unref) };
  Gate servers_gate = { NULL, scm_accounts_servers };
  Gate organizations_gate = { NULL, scm_accounts_organizations };
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_exchange (server, SCM_ACCOUNTS_SERVERS, gate_cb, &servers_gate);
  scm_double_exchange (server, SCM_ACCOUNTS_ORGANIZATIONS, gate_cb, &organizations_gate);
  acme_scm_list_accounts_async (session, endpoint, NULL, 0, scm_accounts_given_cb, &given, NULL, NULL, NULL,
                                scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (given.n_calls == 1);
  g_assert_cmpuint (given.accounts->len, ==, 2);
  scm_accounts_assert (given.accounts, 0, "public/127", "", "", 738);
  scm_accounts_assert (given.accounts, 1, "public/128", "", "", 738);

  open_gate (&servers_gate);
  SCM_WAIT_UNTIL (given.n_calls == 2);
  g_assert_cmpuint (given.accounts->len, ==, 3);
  scm_accounts_assert (given.accounts, 2, "public/126", "", "", 738);

  open_gate (&organizations_gate);
  accounts = acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcome), &error);
  given.has_ended = TRUE;
  g_assert_no_error (error);
  g_assert_cmpuint (given.n_calls, ==, 3);
  g_assert_cmpuint (given.accounts->len, ==, 5); /* 128 belongs to an organization that is not in the list */
  g_assert_true (given.accounts->pdata[3] == given.accounts->pdata[2]);
  g_assert_true (given.accounts->pdata[4] == given.accounts->pdata[0]);
  scm_accounts_assert (given.accounts, 3, "public/126", "University", "IT", 738);
  g_assert_cmpuint (accounts->len, ==, 3);
  g_assert_true (accounts->pdata[0] == given.accounts->pdata[3]);
  g_ptr_array_unref (given.accounts);
}

/* One account that makes no sense does not cost the others */
static void
test_odd_accounts (void)
{
  g_autoptr(ScmDouble) server = scm_accounts_make_double ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_exchange_json (server, SCM_ACCOUNTS_PUBLIC,
                            "[{\"id\": 1, \"acmeServer\": \"OV ACME Server\", \"name\": {\"wrong\": 17},"
                            "  \"organizationId\": \"x\", \"status\": 5, \"macKey\": [\"" SCM_ACCOUNTS_HMAC_KEY "\"]},"
                            " {\"id\": \"2\", \"acmeServer\": \"OV ACME Server\", \"name\": \"fine\","
                            "  \"organizationId\": \"1698\"},"
                            " {\"id\": {}, \"acmeServer\": \"OV ACME Server\"}, 7,"
                            " {\"id\": {}, \"acmeServer\": \"DV ACME Server\"},"
                            " {\"id\": 2, \"acmeServer\": \"OV ACME Server\", \"name\": \"fine\","
                            "  \"organizationId\": 1698},"
                            " {\"id\": 3, \"acmeServer\": \"OV ACME Server\", \"name\": \"first\"},"
                            " {\"id\": 3, \"acmeServer\": \"OV ACME Server\", \"name\": \"second\"}]");
  accounts = scm_accounts_list (session, endpoint, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 4);
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[0]), "“name”"));
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[0]), "“organizationId”"));
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[0]), "“status”"));
  scm_accounts_assert (accounts, 1, "public/2", "University", "IT", 738);
  g_assert_null (acme_item_get_problem (accounts->pdata[1]));
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[2]), "more than once"));
  g_assert_cmpint (acme_item_get_number (accounts->pdata[3], ACME_ACCOUNT_ID), ==, ACME_NUMBER_NONE);
  g_assert_nonnull (acme_item_get_problem (accounts->pdata[3]));
  scm_accounts_assert_no_secret (accounts);

  scm_double_exchange_json (server, SCM_ACCOUNTS_PUBLIC, "[7, {\"id\": null}]");
  none = scm_accounts_list (session, endpoint, NULL, 0, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  scm_double_exchange_json (server, SCM_ACCOUNTS_PUBLIC, scm_accounts_public);
  scm_accounts_assert_works (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/accounts/public", test_public);
  g_test_add_func ("/scm/accounts/universal", test_universal);
  g_test_add_func ("/scm/accounts/all", test_all);
  g_test_add_func ("/scm/accounts/missing-kind", test_missing_kind);
  g_test_add_func ("/scm/accounts/pages", test_pages);
  g_test_add_func ("/scm/accounts/first-page-first", test_first_page_first);
  g_test_add_func ("/scm/accounts/odd-accounts", test_odd_accounts);
  return g_test_run ();
}

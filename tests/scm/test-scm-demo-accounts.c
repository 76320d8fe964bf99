/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts and what belongs to them against the demo server, which was written from SCM's documents alone. */

#include "acme-scm-certificates.h"
#include "acme-scm-clients.h"
#include "acme-scm-domains.h"
#include "scm-demo.h"

#define N_ACCOUNTS 60

static AcmeDemoServer *demo;

/* Each account belongs to one endpoint, whose own list has it and no other */
static void
test_accounts (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) endpoints = scm_demo_list_endpoints (session);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = scm_accounts_list (session, NULL, endpoints, 0, &error);
  g_autoptr(GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_pending = 0;
  guint n_listed = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, N_ACCOUNTS);
  for (guint i = 0; i < all->len; i++)
    {
      AcmeItem *item = all->pdata[i];

      g_assert_true (g_hash_table_insert (by_key, (char *) acme_item_get_key (item), item));
      g_assert_null (acme_item_get_problem (item));
      g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_ENDPOINT), >, 0);
      g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_NAME), !=, "");
      g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_ORGANIZATION), !=, "");
      g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_HMAC_KEY));
      g_assert_true ((acme_item_get_string (item, ACME_ACCOUNT_PROFILE_NAME) != NULL) ==
                     acme_account_is_universal (all->pdata[i]));
      n_pending += g_strcmp0 (acme_item_get_string (item, ACME_ACCOUNT_STATUS), "pending") == 0;
    }
  g_assert_cmpuint (n_pending, >, 5);

  for (guint i = 0; i < endpoints->len; i++)
    {
      gint64 id = acme_item_get_number (endpoints->pdata[i], ACME_ENDPOINT_ID);
      g_autoptr(GPtrArray) own = scm_accounts_list (session, endpoints->pdata[i], NULL, 0, &error);

      g_assert_no_error (error);
      n_listed += own->len;
      for (guint j = 0; j < own->len; j++)
        {
          AcmeItem *item = g_hash_table_lookup (by_key, acme_item_get_key (own->pdata[j]));

          g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_ENDPOINT), ==, id);
          g_assert_cmpint (acme_item_get_number (own->pdata[j], ACME_ACCOUNT_ENDPOINT), ==, id);
          g_assert_false (acme_item_update_from (item, own->pdata[j]));
        }
    }
  g_assert_cmpuint (n_listed, ==, N_ACCOUNTS);
}

static void
test_organization (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_PASSWORD);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = scm_accounts_list (session, NULL, NULL, 1697, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >, 0);
  g_assert_cmpuint (all->len, <, N_ACCOUNTS);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (acme_item_get_text (all->pdata[i], ACME_ACCOUNT_ORGANIZATION), ==, "Northern University");
}

/* An administrator of one department */
static void
test_limited (void)
{
  g_autoptr(AcmeScmConfig) config = scm_demo_make_config (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(AcmeScmSession) session = NULL;
  g_autoptr(GPtrArray) own_endpoints = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo),
                             acme_demo_server_get_limited_client_id (demo),
                             acme_demo_server_get_limited_client_secret (demo));
  session = acme_scm_session_new (config);
  own_endpoints = scm_demo_list_endpoints (session);
  all = scm_accounts_list (session, NULL, own_endpoints, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >, 0);
  for (guint i = 0; i < all->len; i++)
    {
      g_assert_null (acme_item_get_problem (all->pdata[i]));
      g_assert_cmpstr (acme_item_get_text (all->pdata[i], ACME_ACCOUNT_DEPARTMENT), ==, "Web Team");
    }
}

/* One by one they say the same as the list, and have a key where SCM has one */
static void
test_single (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = scm_accounts_list (session, NULL, NULL, 0, &error);
  guint n_without = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      AcmeItem *item = all->pdata[i];
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(AcmeAccount) account = NULL;
      g_autofree char *key = NULL;

      acme_scm_get_account_async (session, acme_item_get_string (item, ACME_ACCOUNT_KIND),
                                  acme_item_get_number (item, ACME_ACCOUNT_ID), NULL, scm_outcome_cb, &outcome);
      account = acme_scm_get_account_finish (session, scm_outcome_wait (&outcome), &error);
      g_assert_no_error (error);

      key = g_strdup (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY));
      g_assert_true ((key == NULL) == (acme_item_get_string (item, ACME_ACCOUNT_KEY_ID) == NULL));
      g_assert_true (key == NULL || strlen (key) == 86);
      n_without += key == NULL;
      acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, NULL);
      g_assert_false (acme_item_update_from (item, ACME_ITEM (account)));
    }
  g_assert_cmpuint (n_without, >, 0);
}

static void
test_domains_and_clients (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = scm_accounts_list (session, NULL, NULL, 0, &error);
  guint n_padded = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      g_auto(ScmOutcome) clients_outcome = { NULL };
      g_auto(ScmOutcome) domains_outcome = { NULL };
      g_autoptr(GPtrArray) clients = NULL;
      g_autoptr(GPtrArray) domains = NULL;

      acme_scm_list_clients_async (session, all->pdata[i], NULL, NULL, scm_outcome_cb, &clients_outcome);
      clients = acme_scm_list_clients_finish (session, scm_outcome_wait (&clients_outcome), &error);
      g_assert_no_error (error);
      g_assert_cmpint (scm_demo_count (session, all->pdata[i], ACME_SCM_COUNT_CLIENTS), ==, clients->len);
      for (guint j = 0; j < clients->len; j++)
        {
          g_assert_null (acme_item_get_problem (clients->pdata[j]));
          n_padded += g_str_has_suffix (acme_item_get_key (clients->pdata[j]), "==");
        }
      if (acme_account_is_universal (all->pdata[i]))
        continue;

      acme_scm_list_domains_async (session, all->pdata[i], NULL, scm_outcome_cb, &domains_outcome);
      domains = acme_scm_list_domains_finish (session, scm_outcome_wait (&domains_outcome), &error);
      g_assert_no_error (error);
      g_assert_cmpint (scm_demo_count (session, all->pdata[i], ACME_SCM_COUNT_DOMAINS), ==, domains->len);
      for (guint j = 0; j < domains->len; j++)
        g_assert_null (acme_item_get_problem (domains->pdata[j]));
    }
  g_assert_cmpuint (n_padded, >, 0);
}

static GPtrArray *
list_certificates (AcmeScmSession *session,
                   gint64          organization_id)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *items;

  acme_scm_list_certificates_async (session, organization_id, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  items = acme_scm_list_certificates_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    g_assert_null (acme_item_get_problem (items->pdata[i]));
  return items;
}

static void
test_certificates (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) all = list_certificates (session, 0);
  g_autoptr(GPtrArray) some = list_certificates (session, 1698);

  g_assert_cmpuint (some->len, >, 0);
  g_assert_cmpuint (some->len, <, all->len);
}

int
main (int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = acme_demo_server_new (ACME_DEMO_DATA_SMALL);
  acme_demo_server_start (demo, 0, &error);
  g_assert_no_error (error);

  g_test_add_func ("/scm/demo-accounts/accounts", test_accounts);
  g_test_add_func ("/scm/demo-accounts/organization", test_organization);
  g_test_add_func ("/scm/demo-accounts/limited", test_limited);
  g_test_add_func ("/scm/demo-accounts/single", test_single);
  g_test_add_func ("/scm/demo-accounts/domains-and-clients", test_domains_and_clients);
  g_test_add_func ("/scm/demo-accounts/certificates", test_certificates);
  status = g_test_run ();

  acme_demo_server_stop (demo);
  g_clear_object (&demo);
  return status;
}

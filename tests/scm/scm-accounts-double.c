/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-accounts-double.h"

/* C1: three spellings of one server, and another server */
const char *const scm_accounts_public =
  "[{\"id\": 126, \"accountId\": \"a-126\", \"macId\": \"m-126\", \"macKey\": \"" SCM_ACCOUNTS_HMAC_KEY "\","
  "  \"acmeServer\": \"OV ACME Server\", \"name\": \"web team\", \"organizationId\": 1698,"
  "  \"certValidationType\": \"OV\", \"status\": \"Pending\", \"contacts\": \"\"},"
  " {\"id\": 127, \"macKey\": \"" SCM_ACCOUNTS_HMAC_KEY "\", \"acmeServer\": \"HTTPS://Acme.Example.Test:443/v2/OV/\","
  "  \"name\": \"mail\", \"organizationId\": 1697},"
  " {\"id\": 128, \"macKey\": \"" SCM_ACCOUNTS_HMAC_KEY "\", \"acmeServer\": \"Central OV\", \"name\": \"vpn\","
  "  \"organizationId\": 5, \"status\": \"valid\"},"
  " {\"id\": 129, \"macKey\": \"" SCM_ACCOUNTS_HMAC_KEY "\", \"acmeServer\": \"DV ACME Server\","
  "  \"name\": \"of another\", \"organizationId\": 1697}]";
static const char *const universal_accounts =
  "[{\"id\": 126, \"accountId\": \"u-126\", \"macId\": \"\", \"macKey\": \"\", \"acmeServer\": \"Campus\","
  "  \"name\": \"build farm\", \"organizationId\": 1697, \"profileName\": \"Private SSL\"},"
  " {\"id\": 81, \"macKey\": \"" SCM_ACCOUNTS_HMAC_KEY "\", \"acmeServer\": \"https://elsewhere.example.test/\","
  "  \"organizationId\": 1697}]";
const char *const scm_accounts_servers =
  "[{\"name\": \"OV ACME Server\", \"url\": \"https://acme.example.test/v2/OV\", \"certValidationType\": \"OV\"},"
  " {\"name\": \"DV ACME Server\", \"url\": \"https://acme.example.test/v2/DV\", \"certValidationType\": \"DV\"}]";
const char *const scm_accounts_organizations =
  "[{\"id\": 1697, \"name\": \"University\", \"departments\": [{\"id\": 1698, \"name\": \"IT\"}]}]";

static AcmeEndpoint *
make_endpoint (gint64      id,
               const char *type,
               const char *name,
               const char *url)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (id);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, type);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, name);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, url);
  return endpoint;
}

AcmeEndpoint *
scm_accounts_make_public (void)
{
  return make_endpoint (738, ACME_ENDPOINT_TYPE_PUBLIC, "Central OV", "https://acme.example.test/v2/OV");
}

AcmeEndpoint *
scm_accounts_make_universal (void)
{
  return make_endpoint (750, ACME_ENDPOINT_TYPE_UNIVERSAL, "Campus", "https://campus.example.test/directory");
}

ScmDouble *
scm_accounts_make_double (void)
{
  ScmDouble *server = scm_double_new ();

  scm_double_add_json (server, SCM_ACCOUNTS_PUBLIC, scm_accounts_public);
  scm_double_add_json (server, SCM_ACCOUNTS_UNIVERSAL, universal_accounts);
  scm_double_add_json (server, SCM_ACCOUNTS_SERVERS, scm_accounts_servers);
  scm_double_add_json (server, SCM_ACCOUNTS_ORGANIZATIONS, scm_accounts_organizations);
  return server;
}

GPtrArray *
scm_accounts_list (AcmeScmSession  *session,
                   AcmeEndpoint    *endpoint,
                   GPtrArray       *endpoints,
                   gint64           organization_id,
                   GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_accounts_async (session, endpoint, endpoints, organization_id, NULL, NULL, NULL, NULL, NULL,
                                scm_outcome_cb, &outcome);
  return acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcome), error);
}

/* All of this endpoint, with nothing wrong */
void
scm_accounts_assert_works (AcmeScmSession *session)
{
  g_autoptr(AcmeEndpoint) endpoint = scm_accounts_make_public ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = scm_accounts_list (session, endpoint, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 3);
  for (guint i = 0; i < accounts->len; i++)
    g_assert_null (acme_item_get_problem (accounts->pdata[i]));
}

void
scm_accounts_assert (GPtrArray  *accounts,
                     guint       i,
                     const char *key,
                     const char *organization,
                     const char *department,
                     gint64      endpoint)
{
  AcmeItem *item;

  g_assert_cmpuint (i, <, accounts->len);
  item = accounts->pdata[i];
  g_assert_true (ACME_IS_ACCOUNT (item));
  g_assert_cmpstr (acme_item_get_key (item), ==, key);
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_ORGANIZATION), ==, organization);
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_DEPARTMENT), ==, department);
  g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_ENDPOINT), ==, endpoint);
}

void
scm_accounts_assert_no_secret (GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      AcmeItem *item = accounts->pdata[i];

      g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_HMAC_KEY));
      for (guint field = 0; field < acme_account_fields.n_fields; field++)
        g_assert_null (strstr (acme_item_get_text (item, field), SCM_ACCOUNTS_HMAC_KEY));
      if (acme_item_get_problem (item) != NULL)
        g_assert_null (strstr (acme_item_get_problem (item), SCM_ACCOUNTS_HMAC_KEY));
    }
}

void
scm_accounts_given_cb (GPtrArray *accounts,
                       gpointer   user_data)
{
  ScmAccountsGiven *given = user_data;

  g_assert_false (given->has_ended);
  given->n_calls++;
  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (given->accounts, g_object_ref (accounts->pdata[i]));
}

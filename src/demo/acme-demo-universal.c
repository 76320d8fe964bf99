/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Universal ACME accounts: with a certificate profile instead of domains, and with EAB values that may be
 * empty. */

#include "config.h"

#include <string.h>

#include "acme-demo-accounts.h"
#include "acme-demo-router.h"

static void
write_account (AcmeDemoRequest *request,
               gconstpointer    item)
{
  const AcmeDemoAccount *account = item;

  acme_demo_json_open (&request->json, NULL, '{');
  acme_demo_accounts_write (request, account);
  acme_demo_json_string (&request->json, "profileName", account->profile);
  acme_demo_json_close (&request->json, '}');
}

static void
list_accounts (AcmeDemoRequest *request)
{
  acme_demo_accounts_list (request, TRUE, write_account);
}

static void
get_account (AcmeDemoRequest *request)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, TRUE, request->ids[0]);

  if (account != NULL)
    {
      acme_demo_request_json (request);
      write_account (request, account);
    }
}

static gboolean
is_profile (AcmeDemoStore *store,
            const char    *name)
{
  for (guint i = 0; i < store->profiles->len; i++)
    if (strcmp (((const AcmeDemoProfile *) store->profiles->pdata[i])->name, name) == 0)
      return TRUE;

  return FALSE;
}

static void
create_account (AcmeDemoRequest *request)
{
  JsonObject *body = acme_demo_request_body (request);
  const char *name, *server, *profile;
  AcmeDemoEndpoint *endpoint;
  AcmeDemoAccount *account;
  int organization;

  if (body == NULL || !acme_demo_request_body_text (request, body, "profileName", 1024, TRUE, &profile) ||
      !acme_demo_accounts_check (request, body, TRUE, &name, &server, &endpoint, &organization))
    return;
  if (!is_profile (request->core->store, profile))
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NO_PROFILE, "There is no certificate profile '%s'.",
                              profile);
      return;
    }

  account = acme_demo_store_add_account (request->core->store, TRUE, name, server, endpoint, organization);
  account->profile = g_strdup (profile);
  acme_demo_accounts_record (request, ACME_DEMO_ACTION_ACCOUNT_CREATED, account, "created");
  acme_demo_request_created (request, "/api/acme/v1/pca/account", account->id);
}

static void
rename_account (AcmeDemoRequest *request)
{
  acme_demo_accounts_rename (request, TRUE);
}

static void
delete_account (AcmeDemoRequest *request)
{
  acme_demo_accounts_delete (request, TRUE);
}

const AcmeDemoRoute acme_demo_universal_routes[] = {
  { "GET", "/api/acme/v1/pca/account", list_accounts, ACME_DEMO_FOR_ACME },
  { "POST", "/api/acme/v1/pca/account", create_account, ACME_DEMO_FOR_ACME },
  { "GET", "/api/acme/v1/pca/account/{}", get_account, ACME_DEMO_FOR_ACME },
  { "PUT", "/api/acme/v1/pca/account/{}", rename_account, ACME_DEMO_FOR_ACME },
  { "DELETE", "/api/acme/v1/pca/account/{}", delete_account, ACME_DEMO_FOR_ACME },
  { NULL },
};

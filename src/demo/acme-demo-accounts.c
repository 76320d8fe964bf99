/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ACME accounts of both kinds, as far as they are alike, and the operations on Sectigo Public ACME accounts. */

#include "config.h"

#include "acme-demo-accounts.h"

#include <string.h>

#include "acme-demo-random.h"
#include "acme-demo-router.h"

#define MAX_NAME 128
#define MAX_SERVER 1024

typedef struct
{
  char *name;             /* (nullable): folded */
  char *server;           /* (nullable): folded */
  char *status;           /* (nullable): folded */
  const char *validation; /* (nullable) */
  int organization_id;
  gboolean alone;
} Filter;

/**
 * acme_demo_accounts_find:
 * @request: a request
 * @universal: which kind
 * @id: an account's id
 *
 * Returns: (nullable) (transfer none): the account; %NULL after answering that there is none for this caller
 */
AcmeDemoAccount *
acme_demo_accounts_find (AcmeDemoRequest *request,
                         gboolean         universal,
                         int              id)
{
  AcmeDemoAccount *account = acme_demo_store_account (request->core->store, universal, id);

  if (account == NULL)
    {
      acme_demo_request_not_found (request, "ACME account", id);
      return NULL;
    }
  if (!acme_demo_scope_sees (request->scope, account->organization_id))
    {
      acme_demo_request_denied (request);
      return NULL;
    }

  return account;
}

static gboolean
match_account (AcmeDemoRequest *request,
               gconstpointer    item,
               gpointer         data)
{
  const AcmeDemoAccount *account = item;
  const Filter *filter = data;

  if (!acme_demo_scope_sees (request->scope, account->organization_id) ||
      (filter->name != NULL && strstr (account->folded_name, filter->name) == NULL) ||
      (filter->server != NULL && strstr (account->folded_server, filter->server) == NULL) ||
      (filter->validation != NULL && strcmp (account->endpoint->validation, filter->validation) != 0) ||
      (filter->status != NULL && g_ascii_strcasecmp (account->status, filter->status) != 0))
    return FALSE;

  if (filter->organization_id == 0)
    return TRUE;
  if (filter->alone)
    return account->organization_id == filter->organization_id;
  return acme_demo_store_is_within (request->core->store, account->organization_id, filter->organization_id);
}

static char *
fold_query (AcmeDemoRequest *request,
            const char      *name)
{
  const char *value = acme_demo_request_query (request, name);

  return value != NULL ? g_utf8_casefold (value, -1) : NULL;
}

/**
 * acme_demo_accounts_list:
 * @request: a request
 * @universal: which kind; public ones can be filtered by more
 * @write: writes one
 *
 * Answers with the accounts that the caller sees. Names and servers are matched by parts, whatever the case. An
 * organization stands for its departments, too, unless `,-2` is behind its id.
 */
void
acme_demo_accounts_list (AcmeDemoRequest *request,
                         gboolean         universal,
                         AcmeDemoWrite    write)
{
  static const char *const validations[] = { "DV", "OV", "EV", NULL };
  Filter filter = { 0 };

  if (!acme_demo_request_query_organization (request, "organizationId", !universal, &filter.organization_id,
                                             &filter.alone) ||
      (!universal &&
       !acme_demo_request_query_choice (request, "certValidationType", validations, &filter.validation)))
    return;

  filter.name = fold_query (request, "name");
  filter.server = fold_query (request, "acmeServer");
  filter.status = universal ? NULL : fold_query (request, "status");
  acme_demo_request_list (request, request->core->store->accounts[universal ? 1 : 0], TRUE, match_account, write,
                          &filter);
  g_free (filter.name);
  g_free (filter.server);
  g_free (filter.status);
}

/**
 * acme_demo_accounts_write:
 * @request: a request
 * @account: an account
 *
 * Writes the members that both kinds have.
 */
void
acme_demo_accounts_write (AcmeDemoRequest       *request,
                          const AcmeDemoAccount *account)
{
  const char *kind = account->universal ? "universal" : "public";
  g_autofree char *mac_id =
      acme_demo_key (account->universal ? "universal macId" : "public macId", (guint64) account->id, 16, FALSE);
  g_autofree char *mac_key = acme_demo_key (kind, (guint64) account->id, 64, FALSE);
  AcmeDemoJson *json = &request->json;

  acme_demo_json_int (json, "id", account->id);
  acme_demo_json_string (json, "accountId", mac_id);
  acme_demo_json_string (json, "macId", account->without_eab ? "" : mac_id);
  acme_demo_json_string (json, "macKey", account->without_eab ? "" : mac_key);
  acme_demo_json_string (json, "acmeServer", account->server);
  acme_demo_json_string (json, "name", account->name);
  acme_demo_json_int (json, "organizationId", account->organization_id);
}

/**
 * acme_demo_accounts_record:
 * @request: a request
 * @action: what was done
 * @account: with which account
 * @what: the end of the sentence
 *
 * Adds an event to the audit trail.
 */
void
acme_demo_accounts_record (AcmeDemoRequest       *request,
                           AcmeDemoAction         action,
                           const AcmeDemoAccount *account,
                           const char            *what)
{
  g_autofree char *id = g_strdup_printf ("%d", account->id);

  acme_demo_changes_add (request->core->store, action, request->principal->login, account->organization_id, id,
                         "ACME account \"%s\" (id %d) at \"%s\" (%s) %s", account->name, account->id,
                         account->endpoint->name, account->endpoint->url, what);
}

/**
 * acme_demo_accounts_check:
 * @request: a request
 * @body: what it sent
 * @universal: which kind
 * @out_name: (out): the name of the account to make
 * @out_server: (out): its server as it was given
 * @out_endpoint: (out): the endpoint that this means
 * @out_organization: (out): whose it is to be
 *
 * Returns: whether all this is good; otherwise the request was answered
 */
gboolean
acme_demo_accounts_check (AcmeDemoRequest   *request,
                          JsonObject        *body,
                          gboolean           universal,
                          const char       **out_name,
                          const char       **out_server,
                          AcmeDemoEndpoint **out_endpoint,
                          int               *out_organization)
{
  AcmeDemoStore *store = request->core->store;

  if (!acme_demo_request_body_text (request, body, "name", MAX_NAME, TRUE, out_name) ||
      !acme_demo_request_body_text (request, body, "acmeServer", MAX_SERVER, TRUE, out_server) ||
      !acme_demo_request_body_int (request, body, "organizationId", TRUE, out_organization))
    return FALSE;

  if (acme_demo_store_organization (store, *out_organization) == NULL)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NO_ORGANIZATION, "Organization with id %d is not found.",
                              *out_organization);
      return FALSE;
    }
  if (!acme_demo_scope_sees (request->scope, *out_organization))
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NOT_FOR_ORGANIZATION,
                              "The operation cannot be performed for this organization.");
      return FALSE;
    }

  *out_endpoint = acme_demo_store_find_server (store, *out_server, universal);
  if (*out_endpoint == NULL || !acme_demo_store_sees_endpoint (store, request->scope, *out_endpoint))
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field 'acmeServer' has an invalid value.");
      return FALSE;
    }

  return TRUE;
}

void
acme_demo_accounts_rename (AcmeDemoRequest *request,
                           gboolean         universal)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, universal, request->ids[0]);
  JsonObject *body = account != NULL ? acme_demo_request_body (request) : NULL;
  g_autofree char *what = NULL;
  const char *name;

  if (body == NULL || !acme_demo_request_body_text (request, body, "name", MAX_NAME, TRUE, &name))
    return;

  what = g_strdup_printf ("renamed from \"%s\"", account->name);
  acme_demo_account_rename (account, name);
  acme_demo_accounts_record (request, ACME_DEMO_ACTION_ACCOUNT_RENAMED, account, what);
  acme_demo_request_empty (request, 200);
}

void
acme_demo_accounts_delete (AcmeDemoRequest *request,
                           gboolean         universal)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, universal, request->ids[0]);

  if (account == NULL)
    return;

  acme_demo_accounts_record (request, ACME_DEMO_ACTION_ACCOUNT_DELETED, account, "deleted");
  acme_demo_store_delete_account (request->core->store, account);
  acme_demo_request_empty (request, 204);
}

static void
write_account (AcmeDemoRequest *request,
               gconstpointer    item)
{
  const AcmeDemoAccount *account = item;
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  acme_demo_accounts_write (request, account);
  acme_demo_json_string (json, "certValidationType", account->endpoint->validation);
  if (!account->sparse)
    {
      acme_demo_json_string (json, "status", account->status);
      acme_demo_json_string (json, "contacts",
                             account->id % 3 == 0 ? "" : "pki@northern.example, ops@northern.example");
    }
  if (account->validation_id != NULL)
    {
      acme_demo_json_int (json, "ovOrderNumber", G_GINT64_CONSTANT (7000000000) + account->id);
      acme_demo_json_string (json, "ovAnchorID", account->validation_id);
      acme_demo_json_string (json, "validationId", account->validation_id);
    }
  acme_demo_json_close (json, '}');
}

static void
list_accounts (AcmeDemoRequest *request)
{
  acme_demo_accounts_list (request, FALSE, write_account);
}

static void
get_account (AcmeDemoRequest *request)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, FALSE, request->ids[0]);

  if (account != NULL)
    {
      acme_demo_request_json (request);
      write_account (request, account);
    }
}

static gboolean
check_validation (AcmeDemoRequest        *request,
                  JsonObject             *body,
                  const AcmeDemoEndpoint *endpoint,
                  const char            **out_id)
{
  const char *type;

  if (!acme_demo_request_body_text (request, body, "certValidationType", 2, FALSE, &type) ||
      !acme_demo_request_body_text (request, body, "validationId", MAX_SERVER, FALSE, out_id))
    return FALSE;
  if (type == NULL || strcmp (type, endpoint->validation) == 0)
    return TRUE;

  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field 'certValidationType' has an invalid value.");
  return FALSE;
}

static void
create_account (AcmeDemoRequest *request)
{
  JsonObject *body = acme_demo_request_body (request);
  const char *name, *server, *validation_id;
  AcmeDemoEndpoint *endpoint;
  AcmeDemoAccount *account;
  int organization;

  if (body == NULL || !acme_demo_accounts_check (request, body, FALSE, &name, &server, &endpoint, &organization) ||
      !check_validation (request, body, endpoint, &validation_id))
    return;

  account = acme_demo_store_add_account (request->core->store, FALSE, name, server, endpoint, organization);
  account->validation_id = g_strdup (validation_id);
  account->names = acme_demo_names_new ();
  acme_demo_accounts_record (request, ACME_DEMO_ACTION_ACCOUNT_CREATED, account, "created");
  acme_demo_request_created (request, "/api/acme/v2/account", account->id);
}

static void
rename_account (AcmeDemoRequest *request)
{
  acme_demo_accounts_rename (request, FALSE);
}

static void
delete_account (AcmeDemoRequest *request)
{
  acme_demo_accounts_delete (request, FALSE);
}

const AcmeDemoRoute acme_demo_account_routes[] = {
  { "GET", "/api/acme/v2/account", list_accounts, ACME_DEMO_FOR_ACME },
  { "POST", "/api/acme/v2/account", create_account, ACME_DEMO_FOR_ACME },
  { "GET", "/api/acme/v2/account/{}", get_account, ACME_DEMO_FOR_ACME },
  { "PUT", "/api/acme/v2/account/{}", rename_account, ACME_DEMO_FOR_ACME },
  { "DELETE", "/api/acme/v2/account/{}", delete_account, ACME_DEMO_FOR_ACME },
  { NULL },
};

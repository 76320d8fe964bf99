/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl account create: creates an account, adds its domains, and prints it, since what comes next needs its Key ID.
 * Everything that can be wrong is looked at before anything is sent. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-account-draft.h"
#include "acme-cli-account.h"
#include "acme-cli-connection.h"
#include "acme-cli-created.h"
#include "acme-cli-domain-names.h"
#include "acme-cli-endpoint.h"
#include "acme-cli-organizations.h"
#include "acme-cli-take.h"
#include "acme-error.h"
#include "acme-organization-index.h"
#include "acme-scm-account-creation.h"
#include "acme-scm-endpoint-find.h"

static AcmeAccountDraft *
draft_account (AcmeCli       *cli,
               AcmeEndpoint  *endpoint,
               const char    *name,
               gint64         organization,
               char         **domains,
               GError       **error)
{
  g_autoptr(AcmeAccountDraft) draft = NULL;

  draft = acme_account_draft_new (acme_endpoint_is_universal (endpoint) ? ACME_ACCOUNT_KIND_UNIVERSAL
                                                                        : ACME_ACCOUNT_KIND_PUBLIC,
                                  name, acme_scm_endpoint_get_server (endpoint, NULL), organization,
                                  acme_cli_args_get (cli->args, "profile"), (const char *const *) domains);
  return acme_account_draft_validate (draft, error) ? g_steal_pointer (&draft) : NULL;
}

static AcmeScmCreated *
create_account (AcmeCli           *cli,
                AcmeAccountDraft  *draft,
                GError           **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_create_account_async (session, draft, NULL, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_create_account_finish (session, acme_cli_await_change (cli), error);
}

/* What is to be said of an account that is not all that was wanted; NULL if it is. */
static GError *
explain_created (const AcmeScmCreated *created)
{
  g_autoptr(GString) sentences = g_string_new (NULL);
  gboolean is_unknown = g_error_matches (created->domains_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);

  if (created->read_error != NULL)
    g_string_append_printf (sentences, _("The account was created, but could not be read: %s"),
                            created->read_error->message);
  acme_cli_tell_not_added (sentences, (const char *const *) created->not_added);
  acme_cli_tell_error (sentences, created->domains_error);
  if (sentences->len == 0)
    return NULL;
  return g_error_new_literal (ACME_ERROR, is_unknown ? ACME_ERROR_UNKNOWN_OUTCOME : ACME_ERROR_PARTIAL,
                              sentences->str);
}

/* The names of the organization are there for people; without them the account is no less created. */
static void
name_organization (AcmeCli     *cli,
                   AcmeAccount *account)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) organizations = acme_cli_list_organizations (cli, &error);
  g_autoptr(AcmeOrganizationIndex) index = NULL;

  if (organizations == NULL)
    {
      acme_cli_warn (cli, _("The organization of the account could not be read: %s"), error->message);
      return;
    }
  index = acme_organization_index_new (organizations);
  acme_organization_index_name_account (index, account);
}

static gboolean
print_created (AcmeCli         *cli,
               AcmeScmCreated  *created,
               AcmeEndpoint    *endpoint,
               GError         **error)
{
  static const char *const none[] = { NULL };
  const char *const *not_added = (const char *const *) created->not_added;
  g_autoptr(AcmeItem) item = NULL;
  GError *missing = explain_created (created);

  if (not_added == NULL && created->domains_error == NULL)
    not_added = none;
  acme_item_set_number (ACME_ITEM (created->account), ACME_ACCOUNT_ENDPOINT,
                        acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID));
  name_organization (cli, created->account);
  item = acme_cli_created_new (created->account, not_added);
  if (created->confirmed_by_listing)
    acme_cli_warn (cli, "%s", _("The answer never came, but the list of accounts shows that the account was created."));

  if (!acme_cli_print_account (cli, item, missing == NULL ? error : NULL))
    {
      /* that the account is there in part is the more important news */
      if (missing != NULL)
        g_propagate_error (error, missing);
      return FALSE;
    }
  if (missing != NULL)
    g_propagate_error (error, missing);
  return missing == NULL;
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autofree char *name = acme_account_draft_check_name (acme_cli_args_get (cli->args, "name"), error);
  g_auto(GStrv) domains = name != NULL ? acme_cli_take_domain_names (cli, "domain", TRUE, error) : NULL;
  g_autoptr(GPtrArray) endpoints = NULL;
  g_autoptr(AcmeAccountDraft) draft = NULL;
  g_autoptr(AcmeScmCreated) created = NULL;
  AcmeEndpoint *endpoint;
  gint64 organization;

  if (domains == NULL || !acme_cli_take_organization (cli, &organization, error))
    return FALSE;

  endpoints = acme_cli_list_endpoints (cli, error);
  endpoint = endpoints != NULL ? acme_cli_find_endpoint (endpoints, acme_cli_args_get (cli->args, "endpoint"), error)
                               : NULL;
  draft = endpoint != NULL ? draft_account (cli, endpoint, name, organization, domains, error) : NULL;
  created = draft != NULL ? create_account (cli, draft, error) : NULL;
  return created != NULL && print_created (cli, created, endpoint, error);
}

static const AcmeCliOption options[] = {
  { "endpoint", "ID|NAME|URL", N_("Create it at this ACME endpoint"), TRUE },
  { "name", "NAME", N_("Call it so; 1 to 128 characters"), TRUE },
  { "organization", "ID", N_("Create it for this organization or department, for good"), TRUE },
  { "domain", "DOMAIN", N_("Add this domain (Sectigo Public ACME); may be given several times") },
  { "profile", "PROFILE", N_("The name of its certificate profile (Universal ACME)") },
  { "show-secret", NULL, N_("Print the HMAC key too; whoever has it can obtain certificates") },
  { NULL },
};

const AcmeCliCommand acme_cli_account_create = {
  { "account create", NULL, 0, options },
  N_("Create an ACME account"),
  NULL,
  run,
};

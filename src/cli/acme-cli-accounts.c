/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl accounts: lists the accounts of one ACME endpoint, or of all. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-account.h"
#include "acme-cli-endpoint.h"
#include "acme-cli-query.h"
#include "acme-cli-take.h"

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  const char *wanted = acme_cli_args_get (cli->args, "endpoint");
  g_autoptr(AcmeQuery) query = acme_cli_query_parse (cli->args, &acme_account_fields, error);
  g_autoptr(GPtrArray) endpoints = NULL;
  g_autoptr(GPtrArray) accounts = NULL;
  AcmeEndpoint *endpoint = NULL;
  gint64 organization;

  if (query == NULL || !acme_cli_take_organization (cli, &organization, error))
    return FALSE;

  endpoints = acme_cli_list_endpoints (cli, error);
  if (endpoints == NULL)
    return FALSE;
  if (wanted != NULL)
    {
      endpoint = acme_cli_find_endpoint (endpoints, wanted, error);
      if (endpoint == NULL)
        return FALSE;
    }
  accounts = acme_cli_list_accounts (cli, endpoint, endpoints, organization, error);
  return accounts != NULL && acme_cli_print_list (cli, accounts, query, &acme_cli_account_columns, error);
}

static void
explain (GString *help)
{
  acme_cli_query_explain (&acme_account_fields, help);
}

static const AcmeCliOption options[] = {
  { "endpoint", "ID|NAME|URL", N_("List only the accounts of this ACME endpoint") },
  { "organization", "ID", N_("List only the accounts of this organization or department") },
  ACME_CLI_QUERY_OPTIONS,
  { NULL },
};

const AcmeCliCommand acme_cli_accounts = {
  { "accounts", NULL, 0, options },
  N_("List the ACME accounts"),
  explain,
  run,
};

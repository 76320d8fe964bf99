/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl endpoints: lists the ACME enrollment endpoints. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-endpoint.h"
#include "acme-cli-list.h"
#include "acme-cli-query.h"

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeQuery) query = acme_cli_query_parse (cli->args, &acme_endpoint_fields, error);
  g_autoptr(GPtrArray) endpoints = query != NULL ? acme_cli_list_endpoints (cli, error) : NULL;

  return endpoints != NULL && acme_cli_print_list (cli, endpoints, query, NULL, error);
}

static void
explain (GString *help)
{
  acme_cli_query_explain (&acme_endpoint_fields, help);
}

static const AcmeCliOption options[] = {
  ACME_CLI_QUERY_OPTIONS,
  { NULL },
};

const AcmeCliCommand acme_cli_endpoints = {
  { "endpoints", NULL, 0, options },
  N_("List the ACME endpoints"),
  explain,
  run,
};

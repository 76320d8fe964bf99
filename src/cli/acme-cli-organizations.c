/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl organizations: lists the organizations with their departments, whose ids other commands take. */

#include "config.h"

#include "acme-cli-organizations.h"

#include <glib/gi18n.h>

#include "acme-cli-connection.h"
#include "acme-cli-list.h"
#include "acme-organization.h"
#include "acme-scm-organizations.h"

/**
 * acme_cli_list_organizations:
 * @cli: the run
 * @error: return location for why they could not be listed
 *
 * Returns: (transfer container) (nullable) (element-type AcmeOrganization): the organizations
 */
GPtrArray *
acme_cli_list_organizations (AcmeCli  *cli,
                             GError  **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_organizations_async (session, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_organizations_finish (session, acme_cli_await (cli), error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_organization_fields);
  g_autoptr(GPtrArray) organizations = acme_cli_list_organizations (cli, error);

  return organizations != NULL && acme_cli_print_list (cli, organizations, query, NULL, error);
}

const AcmeCliCommand acme_cli_organizations = {
  { "organizations", NULL, 0, NULL },
  N_("List the organizations and their departments"),
  NULL,
  run,
};

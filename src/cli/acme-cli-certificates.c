/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl certificates: lists the certificates that were requested through ACME. SCM cannot tell by which account or
 * client. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-certificate.h"
#include "acme-cli-connection.h"
#include "acme-cli-list.h"
#include "acme-cli-take.h"
#include "acme-scm-certificates.h"

static GPtrArray *
list_certificates (AcmeCli  *cli,
                   gint64    organization,
                   GError  **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_certificates_async (session, organization, NULL, NULL, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_certificates_finish (session, acme_cli_await (cli), error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_certificate_fields);
  g_autoptr(GPtrArray) certificates = NULL;
  gint64 organization;

  if (!acme_cli_take_organization (cli, &organization, error))
    return FALSE;

  certificates = list_certificates (cli, organization, error);
  return certificates != NULL && acme_cli_print_list (cli, certificates, query, NULL, error);
}

static const AcmeCliOption options[] = {
  { "organization", "ID", N_("List only the certificates of this organization or department") },
  { NULL },
};

const AcmeCliCommand acme_cli_certificates = {
  { "certificates", NULL, 0, options },
  N_("List the certificates that were requested through ACME"),
  NULL,
  run,
};

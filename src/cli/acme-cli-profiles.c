/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl profiles: lists the certificate profiles, whose names Universal ACME accounts take. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-connection.h"
#include "acme-cli-list.h"
#include "acme-cli-take.h"
#include "acme-profile.h"
#include "acme-scm-profiles.h"

static GPtrArray *
list_profiles (AcmeCli  *cli,
               gint64    organization,
               GError  **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_profiles_async (session, organization, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_profiles_finish (session, acme_cli_await (cli), error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_profile_fields);
  g_autoptr(GPtrArray) profiles = NULL;
  gint64 organization;

  if (!acme_cli_take_organization (cli, &organization, error))
    return FALSE;

  profiles = list_profiles (cli, organization, error);
  return profiles != NULL && acme_cli_print_list (cli, profiles, query, NULL, error);
}

static const AcmeCliOption options[] = {
  { "organization", "ID", N_("List only the profiles that this organization may use") },
  { NULL },
};

const AcmeCliCommand acme_cli_profiles = {
  { "profiles", NULL, 0, options },
  N_("List the certificate profiles"),
  NULL,
  run,
};

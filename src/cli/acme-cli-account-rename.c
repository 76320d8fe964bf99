/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl account rename: gives an account another name, which is all of it that SCM lets be changed. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-account-draft.h"
#include "acme-cli-account.h"
#include "acme-cli-connection.h"
#include "acme-cli-take.h"
#include "acme-scm-account-writes.h"

static gboolean
rename_account (AcmeCli      *cli,
                AcmeAccount  *account,
                const char   *name,
                GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return FALSE;

  acme_scm_rename_account_async (session, account, name, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_rename_account_finish (session, acme_cli_await_change (cli), error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeAccount) account = acme_cli_take_account (cli, error);
  g_autofree char *name = NULL;

  if (account != NULL)
    name = acme_account_draft_check_name (acme_cli_args_get_arguments (cli->args)[2], error);
  return name != NULL && rename_account (cli, account, name, error);
}

const AcmeCliCommand acme_cli_account_rename = {
  { "account rename", "KIND ID NAME", 3, NULL, 3 },
  N_("Give an ACME account another name"),
  acme_cli_explain_dashes,
  run,
};

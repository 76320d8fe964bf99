/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl account show: one account, with its HMAC key only if that is asked for by name. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-account-read.h"
#include "acme-cli-account.h"
#include "acme-cli-take.h"

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeAccount) named = acme_cli_take_account (cli, error);
  g_autoptr(AcmeAccount) account = named != NULL ? acme_cli_get_account (cli, named, error) : NULL;

  if (account == NULL || !acme_cli_place_account (cli, account, error) ||
      !acme_cli_print_account (cli, ACME_ITEM (account), error))
    return FALSE;

  if (acme_cli_args_has (cli->args, "show-secret") &&
      acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY) == NULL)
    acme_cli_warn (cli, "%s", _("SCM does not tell the HMAC key of this account."));
  return TRUE;
}

static const AcmeCliOption options[] = {
  { "show-secret", NULL, N_("Print the HMAC key too; whoever has it can obtain certificates") },
  { NULL },
};

const AcmeCliCommand acme_cli_account_show = {
  { "account show", "KIND ID", 2, options, 2 },
  N_("Show one ACME account"),
  acme_cli_explain_kind,
  run,
};

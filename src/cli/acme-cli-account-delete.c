/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl account delete: deletes one account or several, after saying which ACME clients would stop working. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-account-read.h"
#include "acme-cli-account.h"
#include "acme-cli-confirm.h"
#include "acme-cli-connection.h"
#include "acme-cli-outcomes.h"
#include "acme-cli-take.h"
#include "acme-scm-account-writes.h"
#include "acme-scm-bulk.h"

static void
append_account (GString     *text,
                AcmeAccount *account)
{
  g_autofree char *name = acme_cli_describe_account (account);
  guint n = acme_item_get_number (ACME_ITEM (account), ACME_ACCOUNT_CLIENTS);

  if (n == 0)
    /* Translators: %s is an account */
    g_string_append_printf (text, _("  %s, which no ACME client uses"), name);
  else
    /* Translators: %s is an account, %u the number of ACME clients that would stop working */
    g_string_append_printf (text, ngettext ("  %s, which %u ACME client uses", "  %s, which %u ACME clients use", n),
                            name, n);
  g_string_append_c (text, '\n');
}

static char *
make_question (guint n_clients)
{
  if (n_clients == 0)
    return g_strdup (_("Delete?"));
  return g_strdup_printf (ngettext ("Delete, so that %u ACME client stops working?",
                                    "Delete, so that %u ACME clients stop working?", n_clients), n_clients);
}

/* Says by name what will happen. */
static gboolean
confirm (AcmeCli    *cli,
         GPtrArray  *accounts,
         GError    **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *question = NULL;
  guint n_clients = 0;

  if (acme_cli_is_confirmed (cli))
    return TRUE;
  if (!acme_cli_name_accounts (cli, accounts, error) || !acme_cli_count_clients (cli, accounts, error))
    return FALSE;

  g_string_append_printf (text, "%s\n", ngettext ("This account would be deleted, for good:",
                                                  "These accounts would be deleted, for good:", accounts->len));
  for (guint i = 0; i < accounts->len; i++)
    {
      append_account (text, accounts->pdata[i]);
      n_clients += acme_item_get_number (accounts->pdata[i], ACME_ACCOUNT_CLIENTS);
    }
  question = make_question (n_clients);
  return acme_cli_confirm (cli, text->str, question, error);
}

static gboolean
delete_one (AcmeCli      *cli,
            AcmeAccount  *account,
            GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return FALSE;

  acme_scm_delete_account_async (session, account, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_delete_account_finish (session, acme_cli_await_change (cli), error);
}

static gboolean
delete_several (AcmeCli    *cli,
                GPtrArray  *accounts,
                GError    **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  g_autoptr(GPtrArray) outcomes = NULL;
  g_autoptr(GError) cause = NULL;

  if (session == NULL)
    return FALSE;

  /* the rows have names; why one has none, its row will say when it comes to deleting it */
  if (acme_cli_is_confirmed (cli))
    acme_cli_name_accounts (cli, accounts, NULL);

  acme_scm_delete_accounts_async (session, accounts, NULL, NULL, cli->cancellable, acme_cli_await_cb, cli);
  acme_scm_delete_accounts_finish (session, acme_cli_await_changes (cli), &outcomes, &cause);
  return acme_cli_print_outcomes (cli, outcomes, FALSE, cause, error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(GPtrArray) accounts = acme_cli_take_accounts (cli, error);

  if (accounts == NULL || !acme_cli_can_confirm (cli, error) || !confirm (cli, accounts, error))
    return FALSE;

  return accounts->len == 1 ? delete_one (cli, accounts->pdata[0], error) : delete_several (cli, accounts, error);
}

static const AcmeCliOption options[] = {
  ACME_CLI_CONFIRM_OPTIONS,
  { NULL },
};

const AcmeCliCommand acme_cli_account_delete = {
  { "account delete", "KIND ID…", ACME_CLI_ANY_NUMBER, options, 2 },
  N_("Delete ACME accounts"),
  acme_cli_explain_kind,
  run,
};

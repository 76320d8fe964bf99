/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl client deactivate: deactivates ACME clients of an account, after saying which they are. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-account-read.h"
#include "acme-cli-account.h"
#include "acme-cli-confirm.h"
#include "acme-cli-connection.h"
#include "acme-cli-outcomes.h"
#include "acme-cli-take.h"
#include "acme-client.h"
#include "acme-error.h"
#include "acme-scm-bulk.h"
#include "acme-scm-client-writes.h"
#include "acme-text.h"

static GPtrArray *
take_clients (AcmeCli  *cli,
              GError  **error)
{
  const char *const *ids = acme_cli_args_get_arguments (cli->args) + 2;
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (; *ids != NULL; ids++)
    {
      if ((*ids)[0] == '\0')
        {
          g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID, _("The id of a client is missing."));
          return NULL;
        }
      if (g_hash_table_add (known, (char *) *ids))
        g_ptr_array_add (clients, acme_client_new (*ids));
    }
  return g_steal_pointer (&clients);
}

static void
append_client (GString  *text,
               AcmeItem *client)
{
  static const guint fields[] = {
    ACME_CLIENT_ACCOUNT_ID, ACME_CLIENT_CLIENT, ACME_CLIENT_IP_ADDRESS, ACME_CLIENT_STATUS,
  };

  g_string_append (text, " ");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = acme_text_make_printable (acme_item_get_text (client, fields[i]));

      if (value[0] != '\0')
        g_string_append_printf (text, " %s", value);
    }
  g_string_append_c (text, '\n');
}

/* Returns the one of @clients that is called like @wanted. */
static AcmeItem *
find_client (GPtrArray *clients,
             AcmeItem  *wanted)
{
  for (guint i = 0; i < clients->len; i++)
    {
      if (g_strcmp0 (acme_item_get_key (clients->pdata[i]), acme_item_get_key (wanted)) == 0)
        return clients->pdata[i];
    }
  return NULL;
}

static gboolean
describe_clients (AcmeCli      *cli,
                  AcmeAccount  *account,
                  GPtrArray    *wanted,
                  GString      *text,
                  GError      **error)
{
  g_autoptr(GPtrArray) clients = acme_cli_list_clients (cli, account, NULL, error);

  if (clients == NULL)
    return FALSE;

  for (guint i = 0; i < wanted->len; i++)
    {
      AcmeItem *client = find_client (clients, wanted->pdata[i]);

      if (client == NULL)
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND, _("The account has no ACME client “%s”."),
                       acme_item_get_key (wanted->pdata[i]));
          return FALSE;
        }
      append_client (text, client);
    }
  return TRUE;
}

static gboolean
confirm (AcmeCli      *cli,
         AcmeAccount  *account,
         GPtrArray    *clients,
         GError      **error)
{
  g_autoptr(AcmeAccount) named = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *name = NULL;
  g_autofree char *question = NULL;

  if (acme_cli_is_confirmed (cli))
    return TRUE;
  named = acme_cli_get_account (cli, account, error);
  if (named == NULL)
    return FALSE;

  name = acme_cli_describe_account (named);
  /* Translators: %s is an account */
  g_string_append_printf (text, ngettext ("This ACME client of the account %s would be deactivated, for good:",
                                          "These ACME clients of the account %s would be deactivated, for good:",
                                          clients->len), name);
  g_string_append_c (text, '\n');
  if (!describe_clients (cli, account, clients, text, error))
    return FALSE;

  question = g_strdup_printf (ngettext ("Deactivate, so that %u ACME client stops working?",
                                        "Deactivate, so that %u ACME clients stop working?", clients->len),
                              clients->len);
  return acme_cli_confirm (cli, text->str, question, error);
}

static gboolean
deactivate_one (AcmeCli      *cli,
                AcmeAccount  *account,
                AcmeItem     *client,
                GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return FALSE;

  acme_scm_deactivate_client_async (session, account, acme_item_get_key (client), cli->cancellable, acme_cli_await_cb,
                                    cli);
  return acme_scm_deactivate_client_finish (session, acme_cli_await_change (cli), error);
}

static gboolean
deactivate_several (AcmeCli      *cli,
                    AcmeAccount  *account,
                    GPtrArray    *clients,
                    GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();
  g_autoptr(GPtrArray) outcomes = NULL;
  g_autoptr(GError) cause = NULL;

  if (session == NULL)
    return FALSE;

  for (guint i = 0; i < clients->len; i++)
    g_ptr_array_add (accounts, account);
  acme_scm_deactivate_clients_async (session, accounts, clients, NULL, NULL, cli->cancellable, acme_cli_await_cb, cli);
  acme_scm_deactivate_clients_finish (session, acme_cli_await_changes (cli), &outcomes, &cause);
  return acme_cli_print_outcomes (cli, outcomes, FALSE, cause, error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeAccount) account = acme_cli_take_account (cli, error);
  g_autoptr(GPtrArray) clients = account != NULL ? take_clients (cli, error) : NULL;

  if (clients == NULL || !acme_cli_can_confirm (cli, error) || !confirm (cli, account, clients, error))
    return FALSE;

  return clients->len == 1 ? deactivate_one (cli, account, clients->pdata[0], error)
                           : deactivate_several (cli, account, clients, error);
}

static const AcmeCliOption options[] = {
  ACME_CLI_CONFIRM_OPTIONS,
  { NULL },
};

const AcmeCliCommand acme_cli_client_deactivate = {
  { "client deactivate", "KIND ID CLIENT…", ACME_CLI_ANY_NUMBER, options, 3 },
  N_("Deactivate ACME clients of an account"),
  acme_cli_explain_dashes,
  run,
};

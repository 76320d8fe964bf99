/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands about accounts share: which account KIND ID means, and how it is printed. The HMAC key is printed
 * only where --show-secret asks for it by name. */

#include "config.h"

#include "acme-cli-account.h"

#include <glib/gi18n.h>

#include "acme-cli-created.h"
#include "acme-cli-take.h"
#include "acme-text.h"

static const guint exported[] = {
  ACME_ACCOUNT_KIND,
  ACME_ACCOUNT_ID,
  ACME_ACCOUNT_NAME,
  ACME_ACCOUNT_ENDPOINT,
  ACME_ACCOUNT_ACME_SERVER,
  ACME_ACCOUNT_ORGANIZATION_ID,
  ACME_ACCOUNT_ORGANIZATION,
  ACME_ACCOUNT_DEPARTMENT,
  ACME_ACCOUNT_VALIDATION_TYPE,
  ACME_ACCOUNT_PROFILE_NAME,
  ACME_ACCOUNT_STATUS,
  ACME_ACCOUNT_ACCOUNT_ID,
  ACME_ACCOUNT_KEY_ID,
};

static const guint shown[] = {
  ACME_ACCOUNT_KIND,
  ACME_ACCOUNT_ID,
  ACME_ACCOUNT_NAME,
  ACME_ACCOUNT_ORGANIZATION,
  ACME_ACCOUNT_DEPARTMENT,
  ACME_ACCOUNT_STATUS,
  ACME_ACCOUNT_VALIDATION_TYPE,
  ACME_ACCOUNT_PROFILE_NAME,
  ACME_ACCOUNT_KEY_ID,
};

const AcmeCliColumns acme_cli_account_columns = ACME_CLI_COLUMNS (exported, shown);

/**
 * acme_cli_take_accounts:
 * @cli: the run of a command whose arguments are KIND ID…
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: (transfer container) (nullable) (element-type AcmeAccount): the accounts, each once, of which no more than
 *   kind and id are known
 */
GPtrArray *
acme_cli_take_accounts (AcmeCli  *cli,
                        GError  **error)
{
  const char *kind = acme_cli_take_kind (cli, error);
  const char *const *ids = acme_cli_args_get_arguments (cli->args) + 1;
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (kind == NULL)
    return NULL;

  for (; *ids != NULL; ids++)
    {
      gint64 id;

      if (!acme_cli_take_id (*ids, &id, error))
        return NULL;
      if (g_hash_table_add (known, g_memdup2 (&id, sizeof id)))
        g_ptr_array_add (accounts, acme_account_new (kind, id));
    }
  return g_steal_pointer (&accounts);
}

/**
 * acme_cli_take_account:
 * @cli: the run of a command whose first arguments are KIND ID
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the account, of which no more than kind and id are known
 */
AcmeAccount *
acme_cli_take_account (AcmeCli  *cli,
                       GError  **error)
{
  const char *kind = acme_cli_take_kind (cli, error);
  gint64 id;

  if (kind == NULL || !acme_cli_take_id (acme_cli_args_get_arguments (cli->args)[1], &id, error))
    return NULL;
  return acme_account_new (kind, id);
}

/**
 * acme_cli_describe_account:
 * @account: an account
 *
 * Returns: (transfer full): its name and what the command line calls it, on one line that a terminal may show
 */
char *
acme_cli_describe_account (AcmeAccount *account)
{
  AcmeItem *item = ACME_ITEM (account);
  g_autofree char *name = acme_text_make_printable (acme_item_get_text (item, ACME_ACCOUNT_NAME));

  /* Translators: an account: its name, its kind (the word that the command line takes) and its id */
  return g_strdup_printf (_("“%s” (%s %s)"), name, acme_item_get_string (item, ACME_ACCOUNT_KIND),
                          acme_item_get_text (item, ACME_ACCOUNT_ID));
}

/**
 * acme_cli_print_account:
 * @cli: the run of a command that may have the option --show-secret
 * @account: an #AcmeAccount, or an #AcmeCliCreated, whose fields follow those of an account
 * @error: return location for what became of the output
 *
 * Returns: whether all was written
 */
gboolean
acme_cli_print_account (AcmeCli   *cli,
                        AcmeItem  *account,
                        GError   **error)
{
  g_autoptr(GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  guint hmac_key = ACME_ACCOUNT_HMAC_KEY;
  guint not_added = acme_cli_created_get_not_added_field ();

  g_array_append_vals (fields, exported, G_N_ELEMENTS (exported));
  if (acme_cli_args_has (cli->args, "show-secret"))
    g_array_append_val (fields, hmac_key);
  if (ACME_IS_CLI_CREATED (account))
    g_array_append_val (fields, not_added);
  return acme_cli_print_item (cli, account, (const guint *) fields->data, fields->len, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts in the store: found by id, made, renamed, deleted. */

#include "config.h"

#include "acme-demo-store.h"
#include "acme-time.h"

static void
free_name (gpointer data)
{
  AcmeDemoName *name = data;

  g_free (name->name);
  g_free (name->validation_id);
  g_free (name);
}

static void
free_account (gpointer data)
{
  AcmeDemoAccount *account = data;

  g_free (account->name);
  g_free (account->folded_name);
  g_free (account->server);
  g_free (account->folded_server);
  g_free (account->validation_id);
  g_free (account->profile);
  g_clear_pointer (&account->names, g_ptr_array_unref);
  g_clear_pointer (&account->clients, g_ptr_array_unref);
  g_free (account);
}

/**
 * acme_demo_accounts_new:
 *
 * Returns: (transfer full) (element-type AcmeDemoAccount): an empty list
 */
GPtrArray *
acme_demo_accounts_new (void)
{
  return g_ptr_array_new_with_free_func (free_account);
}

/**
 * acme_demo_store_account:
 * @store: a store
 * @universal: which kind; each has its own ids
 * @id: an account's id
 *
 * Returns: (nullable) (transfer none): the account
 */
AcmeDemoAccount *
acme_demo_store_account (AcmeDemoStore *store,
                         gboolean       universal,
                         int            id)
{
  return g_hash_table_lookup (store->by_id[universal ? 1 : 0], GINT_TO_POINTER (id));
}

/**
 * acme_demo_store_add_account:
 * @store: a store
 * @universal: which kind
 * @name: its name
 * @server: the `acmeServer` as the account shows it
 * @endpoint: the endpoint that this means
 * @organization_id: whose it is
 *
 * Returns: (transfer none): the new account, with the next id, that no client has used yet
 */
AcmeDemoAccount *
acme_demo_store_add_account (AcmeDemoStore    *store,
                             gboolean          universal,
                             const char       *name,
                             const char       *server,
                             AcmeDemoEndpoint *endpoint,
                             int               organization_id)
{
  AcmeDemoAccount *account = g_new0 (AcmeDemoAccount, 1);
  guint kind = universal ? 1 : 0;

  account->id = ++store->last_account[kind];
  account->universal = universal;
  account->endpoint = endpoint;
  account->organization_id = organization_id;
  account->server = g_strdup (server);
  account->folded_server = g_utf8_casefold (server, -1);
  account->status = "pending";
  acme_demo_account_rename (account, name);

  g_ptr_array_add (store->accounts[kind], account);
  g_hash_table_insert (store->by_id[kind], GINT_TO_POINTER (account->id), account);
  return account;
}

/**
 * acme_demo_store_delete_account:
 * @store: a store
 * @account: one of its accounts
 *
 * Frees @account.
 */
void
acme_demo_store_delete_account (AcmeDemoStore   *store,
                                AcmeDemoAccount *account)
{
  guint kind = account->universal ? 1 : 0;

  g_hash_table_remove (store->by_id[kind], GINT_TO_POINTER (account->id));
  g_ptr_array_remove (store->accounts[kind], account);
}

/**
 * acme_demo_account_rename:
 * @account: an account
 * @name: its new name
 */
void
acme_demo_account_rename (AcmeDemoAccount *account,
                          const char      *name)
{
  g_free (account->name);
  g_free (account->folded_name);
  account->name = g_strdup (name);
  account->folded_name = g_utf8_casefold (name, -1);
}

/**
 * acme_demo_name_new:
 * @name: a domain name
 *
 * Returns: (transfer full): a name for an account that nobody has validated yet
 */
AcmeDemoName *
acme_demo_name_new (const char *name)
{
  AcmeDemoName *result = g_new0 (AcmeDemoName, 1);

  result->name = g_strdup (name);
  result->valid_until = ACME_TIME_NONE;
  result->sticky_until = ACME_TIME_NONE;
  return result;
}

/**
 * acme_demo_names_new:
 *
 * Returns: (transfer full) (element-type AcmeDemoName): an empty list
 */
GPtrArray *
acme_demo_names_new (void)
{
  return g_ptr_array_new_with_free_func (free_name);
}

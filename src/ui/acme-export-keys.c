/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of accounts, for a file. A list of accounts holds none, so each account is asked for; and it is to hold none
 * afterwards either, so they are put into copies, which go with the export. */

#include "config.h"

#include "acme-export-keys.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-outcome.h"
#include "acme-scm-accounts.h"
#include "acme-scm-batch.h"

typedef struct
{
  GListStore *copies; /* AcmeAccount, in the order of the accounts */
  GPtrArray *missing; /* AcmeOutcome: what could not be read */
} Keys;

/* What only a single account tells, or tells for sure. */
static const guint told[] = { ACME_ACCOUNT_ACCOUNT_ID, ACME_ACCOUNT_KEY_ID, ACME_ACCOUNT_HMAC_KEY };

static void
free_keys (Keys *keys)
{
  g_object_unref (keys->copies);
  g_ptr_array_unref (keys->missing);
  g_free (keys);
}

static AcmeAccount *
copy_account (AcmeItem *account)
{
  AcmeAccount *copy = acme_account_new (acme_item_get_string (account, ACME_ACCOUNT_KIND),
                                        acme_item_get_number (account, ACME_ACCOUNT_ID));

  acme_item_update_from (ACME_ITEM (copy), account);
  return copy;
}

/* (transfer none) */
static AcmeOutcome *
add_missing (Keys     *keys,
             AcmeItem *account)
{
  AcmeOutcome *outcome = acme_outcome_new (keys->missing->len + 1, acme_item_get_string (account, ACME_ACCOUNT_NAME));

  acme_outcome_set_result (outcome, ACME_OUTCOME_FAILED, _("SCM did not tell the id of this account."));
  g_ptr_array_add (keys->missing, outcome);
  return outcome;
}

static void
start_get (AcmeScmSession      *session,
           gpointer             thing,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             data)
{
  acme_scm_get_account_key_async (session, acme_item_get_string (thing, ACME_ACCOUNT_KIND),
                                  acme_item_get_number (thing, ACME_ACCOUNT_ID), cancellable, callback, user_data);
}

static GError *
end_get (AcmeScmSession *session,
         GAsyncResult   *result,
         gpointer        thing,
         gpointer        data)
{
  Keys *keys = data;
  GError *error = NULL;
  g_autoptr(AcmeAccount) account = acme_scm_get_account_finish (session, result, &error);

  for (guint i = 0; account != NULL && i < G_N_ELEMENTS (told); i++)
    acme_item_set_string (thing, told[i], acme_item_get_string (ACME_ITEM (account), told[i]));
  if (account == NULL)
    acme_outcome_set_error (add_missing (keys, thing), error);
  return error;
}

/* (transfer container): the copies that can be asked for */
static GPtrArray *
add_accounts (Keys      *keys,
              GPtrArray *accounts)
{
  GPtrArray *known = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < accounts->len; i++)
    {
      AcmeItem *copy = ACME_ITEM (copy_account (accounts->pdata[i]));

      g_list_store_append (keys->copies, copy);
      if (acme_item_get_number (copy, ACME_ACCOUNT_ID) != ACME_NUMBER_NONE)
        {
          g_ptr_array_add (known, copy);
          continue;
        }
      add_missing (keys, copy);
      g_object_unref (copy);
    }
  return known;
}

/**
 * acme_export_keys_async:
 * @session: a session
 * @accounts: (element-type AcmeAccount): the accounts, which stay without their keys
 * @progress: (nullable): called with the number of accounts that have been asked for
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when all of them have been, or the connection was lost
 * @user_data: for @callback
 *
 * Asks for the key of each of @accounts.
 */
void
acme_export_keys_async (AcmeScmSession      *session,
                        GPtrArray           *accounts,
                        AcmeScmProgressFunc  progress,
                        gpointer             progress_data,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  static const AcmeScmBatchFuncs funcs = { TRUE, start_get, end_get, NULL };
  g_autoptr(GPtrArray) known = NULL;
  GTask *task;
  Keys *keys;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (accounts != NULL);

  keys = g_new0 (Keys, 1);
  keys->copies = g_list_store_new (ACME_TYPE_ACCOUNT);
  keys->missing = g_ptr_array_new_with_free_func (g_object_unref);
  known = add_accounts (keys, accounts);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_export_keys_async);
  g_task_set_task_data (task, keys, (GDestroyNotify) free_keys);
  acme_scm_batch_async (session, known, &funcs, keys, progress, progress_data, cancellable,
                        acme_scm_batch_end_cb, task);
}

/**
 * acme_export_keys_finish:
 * @session: a session
 * @result: the result
 * @out_missing: (out) (transfer full) (element-type AcmeOutcome): the accounts whose keys could not be read, and why
 * @error: return location
 *
 * Returns: (transfer full): copies of the accounts in their order, with the keys that could be read; %NULL with an
 *   error of the domain %ACME_ERROR if the connection was lost, or %G_IO_ERROR_CANCELLED
 */
GListModel *
acme_export_keys_finish (AcmeScmSession  *session,
                         GAsyncResult    *result,
                         GPtrArray      **out_missing,
                         GError         **error)
{
  Keys *keys;

  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_export_keys_async), NULL);
  g_return_val_if_fail (out_missing != NULL, NULL);

  *out_missing = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  keys = g_task_get_task_data (G_TASK (result));
  *out_missing = g_ptr_array_ref (keys->missing);
  return G_LIST_MODEL (g_object_ref (keys->copies));
}

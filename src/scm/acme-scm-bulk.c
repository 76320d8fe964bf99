/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deleting many accounts and deactivating many clients, with an outcome for each. */

#include "config.h"

#include "acme-scm-bulk.h"

#include "acme-account.h"
#include "acme-client.h"
#include "acme-outcome.h"
#include "acme-scm-account-writes.h"
#include "acme-scm-batch.h"
#include "acme-scm-client-writes.h"

/* One of the things to be done */
typedef struct
{
  AcmeOutcome *outcome;
  AcmeAccount *account;
  AcmeClient *client; /* (nullable): of the account */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->outcome);
  g_clear_object (&job->account);
  g_clear_object (&job->client);
  g_free (job);
}

static GPtrArray *
new_jobs (GPtrArray *accounts,
          GPtrArray *clients)
{
  GPtrArray *jobs = g_ptr_array_new_full (accounts->len, free_job);

  for (guint i = 0; i < accounts->len; i++)
    {
      Job *job = g_new0 (Job, 1);
      AcmeItem *account = accounts->pdata[i];
      AcmeItem *client = clients != NULL ? clients->pdata[i] : NULL;

      job->account = g_object_ref (ACME_ACCOUNT (account));
      job->client = client != NULL ? g_object_ref (ACME_CLIENT (client)) : NULL;
      job->outcome = acme_outcome_new (i + 1, client != NULL ? acme_item_get_string (client, ACME_CLIENT_ACCOUNT_ID)
                                                             : acme_item_get_string (account, ACME_ACCOUNT_NAME));
      acme_item_set_number (ACME_ITEM (job->outcome), ACME_OUTCOME_ID,
                            acme_item_get_number (account, ACME_ACCOUNT_ID));
      acme_outcome_set_subject (job->outcome, client != NULL ? client : account);
      g_ptr_array_add (jobs, job);
    }
  return jobs;
}

static GError *
take_result (Job        *job,
             gboolean    success,
             const char *word,
             GError     *error)
{
  if (success)
    acme_outcome_set_result (job->outcome, word, NULL);
  else
    acme_outcome_set_error (job->outcome, error);
  return error;
}

static void
start_deletion (AcmeScmSession      *session,
                gpointer             thing,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data,
                gpointer             data)
{
  acme_scm_delete_account_async (session, ((Job *) thing)->account, cancellable, callback, user_data);
}

static GError *
end_deletion (AcmeScmSession *session,
              GAsyncResult   *result,
              gpointer        thing,
              gpointer        data)
{
  GError *error = NULL;
  gboolean success = acme_scm_delete_account_finish (session, result, &error);

  return take_result (thing, success, ACME_OUTCOME_DELETED, error);
}

static void
start_deactivation (AcmeScmSession      *session,
                    gpointer             thing,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data,
                    gpointer             data)
{
  Job *job = thing;

  acme_scm_deactivate_client_async (session, job->account,
                                    acme_item_get_string (ACME_ITEM (job->client), ACME_CLIENT_ACCOUNT_ID),
                                    cancellable, callback, user_data);
}

static GError *
end_deactivation (AcmeScmSession *session,
                  GAsyncResult   *result,
                  gpointer        thing,
                  gpointer        data)
{
  GError *error = NULL;
  gboolean success = acme_scm_deactivate_client_finish (session, result, &error);

  return take_result (thing, success, ACME_OUTCOME_DEACTIVATED, error);
}

static void
skip_job (gpointer    thing,
          const char *reason,
          gpointer    data)
{
  acme_outcome_set_result (((Job *) thing)->outcome, ACME_OUTCOME_SKIPPED, reason);
}

static const AcmeScmBatchFuncs deletion = { FALSE, start_deletion, end_deletion, skip_job };
static const AcmeScmBatchFuncs deactivation = { FALSE, start_deactivation, end_deactivation, skip_job };

static void
run_jobs (AcmeScmSession          *session,
          GPtrArray               *jobs,
          const AcmeScmBatchFuncs *funcs,
          AcmeScmProgressFunc      progress,
          gpointer                 progress_data,
          GCancellable            *cancellable,
          GTask                   *task)
{
  g_task_set_check_cancellable (task, FALSE); /* what is complete is no less so for being cancelled too late */
  g_task_set_task_data (task, jobs, (GDestroyNotify) g_ptr_array_unref);
  acme_scm_batch_async (session, jobs, funcs, NULL, progress, progress_data, cancellable, acme_scm_batch_end_cb, task);
}

static gboolean
finish_jobs (GAsyncResult  *result,
             GPtrArray    **out_outcomes,
             GError       **error)
{
  GPtrArray *jobs = g_task_get_task_data (G_TASK (result));

  if (out_outcomes != NULL)
    {
      *out_outcomes = g_ptr_array_new_full (jobs->len, g_object_unref);
      for (guint i = 0; i < jobs->len; i++)
        g_ptr_array_add (*out_outcomes, g_object_ref (((Job *) jobs->pdata[i])->outcome));
    }
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_scm_delete_accounts_async:
 * @session: a session
 * @accounts: (element-type AcmeAccount): the accounts
 * @progress: (nullable): called after each of them
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Deletes accounts, each by its kind and id. When it is cancelled, those on their way are waited for, and no other is
 * begun.
 */
void
acme_scm_delete_accounts_async (AcmeScmSession      *session,
                                GPtrArray           *accounts,
                                AcmeScmProgressFunc  progress,
                                gpointer             progress_data,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (accounts != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_delete_accounts_async);
  run_jobs (session, new_jobs (accounts, NULL), &deletion, progress, progress_data, cancellable, task);
}

/**
 * acme_scm_delete_accounts_finish:
 * @session: a session
 * @result: the result
 * @out_outcomes: (out) (optional) (transfer full) (element-type AcmeOutcome): an outcome for each of the accounts, in
 *   their order, whatever is returned: `deleted`, or `failed` or `unknown` with its error, or `skipped`. The subject is
 *   the account
 * @error: return location
 *
 * Returns: %TRUE if it was tried with each of the accounts; %FALSE if it ended before, with the error of the domain
 *   %ACME_ERROR that came several times in a row, or %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_delete_accounts_finish (AcmeScmSession  *session,
                                 GAsyncResult    *result,
                                 GPtrArray      **out_outcomes,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_delete_accounts_async), FALSE);

  return finish_jobs (result, out_outcomes, error);
}

/**
 * acme_scm_deactivate_clients_async:
 * @session: a session
 * @accounts: (element-type AcmeAccount): for each client the account that it belongs to
 * @clients: (element-type AcmeClient): the clients
 * @progress: (nullable): called after each of them
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Deactivates clients, each by the kind and id of its account and its own account id. When it is cancelled, those on
 * their way are waited for, and no other is begun.
 */
void
acme_scm_deactivate_clients_async (AcmeScmSession      *session,
                                   GPtrArray           *accounts,
                                   GPtrArray           *clients,
                                   AcmeScmProgressFunc  progress,
                                   gpointer             progress_data,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (accounts != NULL);
  g_return_if_fail (clients != NULL && clients->len == accounts->len);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_deactivate_clients_async);
  run_jobs (session, new_jobs (accounts, clients), &deactivation, progress, progress_data, cancellable, task);
}

/**
 * acme_scm_deactivate_clients_finish:
 * @session: a session
 * @result: the result
 * @out_outcomes: (out) (optional) (transfer full) (element-type AcmeOutcome): an outcome for each of the clients, in
 *   their order, whatever is returned: `deactivated`, or `failed` or `unknown` with its error, or `skipped`. Name and
 *   subject are those of the client, the id is that of its account
 * @error: return location
 *
 * Returns: %TRUE if it was tried with each of the clients; %FALSE if it ended before, with the error of the domain
 *   %ACME_ERROR that came several times in a row, or %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_deactivate_clients_finish (AcmeScmSession  *session,
                                    GAsyncResult    *result,
                                    GPtrArray      **out_outcomes,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_deactivate_clients_async), FALSE);

  return finish_jobs (result, out_outcomes, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A search through the clients of many accounts for what nobody seems to use any more. SCM has no such list, so that
 * each account has to be asked for, which takes long; what was done stays done, and a search that was cancelled or
 * broke off goes on with the accounts that are left. */

#include "config.h"

#include "acme-scm-stale.h"

#include "acme-error.h"
#include "acme-outcome.h"
#include "acme-scm-batch.h"
#include "acme-scm-clients.h"
#include "acme-stale.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define MAX_IDLE_DAYS 100000 /* more than SCM has existed */

/* One of the accounts */
typedef struct
{
  AcmeAccount *account;
  guint line; /* its place, from 1 */
  gboolean is_done;
} Job;

struct _AcmeScmStaleSweep
{
  GObject parent_instance;

  AcmeScmSession *session;
  GPtrArray *jobs;
  AcmeKeyedList *findings; /* of AcmeStale */
  AcmeKeyedList *problems; /* of AcmeOutcome */
  guint idle_days;
  guint n_done;

  /* of the present run */
  gboolean is_running;
  gint64 now;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  guint n_before;               /* accounts that were done before it */
};

G_DEFINE_FINAL_TYPE (AcmeScmStaleSweep, acme_scm_stale_sweep, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->account);
  g_free (job);
}

static void
acme_scm_stale_sweep_dispose (GObject *object)
{
  AcmeScmStaleSweep *self = ACME_SCM_STALE_SWEEP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_object (&self->findings);
  g_clear_object (&self->problems);

  G_OBJECT_CLASS (acme_scm_stale_sweep_parent_class)->dispose (object);
}

static void
acme_scm_stale_sweep_class_init (AcmeScmStaleSweepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_scm_stale_sweep_dispose;
}

static void
acme_scm_stale_sweep_init (AcmeScmStaleSweep *self)
{
  self->jobs = g_ptr_array_new_with_free_func (free_job);
  self->findings = acme_keyed_list_new ();
  self->problems = acme_keyed_list_new ();
}

static gboolean
is_idle (AcmeScmStaleSweep *self,
         AcmeItem          *client)
{
  gint64 last = acme_item_get_number (client, ACME_CLIENT_LAST_ACTIVITY);

  if (!acme_client_is_active (ACME_CLIENT (client)))
    return FALSE;
  return last == ACME_TIME_NONE || last < self->now - self->idle_days * DAY;
}

static void
add_findings (AcmeScmStaleSweep *self,
              AcmeAccount       *account,
              GPtrArray         *clients)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (clients->len == 0)
    g_ptr_array_add (found, acme_stale_new_no_clients (account));
  for (guint i = 0; i < clients->len; i++)
    {
      if (is_idle (self, clients->pdata[i]))
        g_ptr_array_add (found, acme_stale_new_idle_client (account, clients->pdata[i], self->now));
    }
  acme_keyed_list_add (self->findings, found);
}

static void
set_problem (AcmeScmStaleSweep *self,
             Job               *job,
             const GError      *error)
{
  g_autoptr(AcmeOutcome) outcome =
    acme_outcome_new (job->line, acme_item_get_string (ACME_ITEM (job->account), ACME_ACCOUNT_NAME));
  g_autoptr(GPtrArray) added = g_ptr_array_new ();

  if (error == NULL)
    {
      acme_keyed_list_remove (self->problems, acme_item_get_key (ACME_ITEM (outcome)));
      return;
    }
  acme_item_set_number (ACME_ITEM (outcome), ACME_OUTCOME_ID,
                        acme_item_get_number (ACME_ITEM (job->account), ACME_ACCOUNT_ID));
  acme_outcome_set_subject (outcome, ACME_ITEM (job->account));
  acme_outcome_set_error (outcome, error);
  g_ptr_array_add (added, outcome);
  acme_keyed_list_add (self->problems, added);
}

static void
start_account (AcmeScmSession      *session,
               gpointer             thing,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data,
               gpointer             data)
{
  acme_scm_list_clients_async (session, ((Job *) thing)->account, NULL, cancellable, callback, user_data);
}

static GError *
end_account (AcmeScmSession *session,
             GAsyncResult   *result,
             gpointer        thing,
             gpointer        data)
{
  AcmeScmStaleSweep *self = data;
  Job *job = thing;
  GError *error = NULL;
  g_autoptr(GPtrArray) clients = acme_scm_list_clients_finish (session, result, &error);

  if (acme_error_is_cancelled (error))
    return error;
  if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    g_clear_error (&error); /* an account that is gone needs no sweeping */

  set_problem (self, job, error);
  if (clients != NULL)
    add_findings (self, job->account, clients);
  job->is_done = error == NULL;
  self->n_done += job->is_done ? 1 : 0;
  return error;
}

static const AcmeScmBatchFuncs sweeping = { TRUE, start_account, end_account, NULL };

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  AcmeScmStaleSweep *self = user_data;

  if (self->progress != NULL)
    self->progress (self->n_before + done, self->jobs->len, self->progress_data);
}

static void
batch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  AcmeScmStaleSweep *self = g_task_get_source_object (user_data);

  self->is_running = FALSE;
  acme_scm_batch_end_cb (source, result, user_data);
}

/**
 * acme_scm_stale_sweep_new:
 * @session: a session
 * @accounts: (element-type AcmeAccount): the accounts to look at
 * @idle_days: for how many days a client may have been idle
 *
 * Returns: (transfer full): a search that has not begun
 */
AcmeScmStaleSweep *
acme_scm_stale_sweep_new (AcmeScmSession *session,
                          GPtrArray      *accounts,
                          guint           idle_days)
{
  AcmeScmStaleSweep *self;

  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (accounts != NULL, NULL);

  self = g_object_new (ACME_TYPE_SCM_STALE_SWEEP, NULL);
  self->session = g_object_ref (session);
  self->idle_days = MIN (idle_days, MAX_IDLE_DAYS);
  for (guint i = 0; i < accounts->len; i++)
    {
      Job *job = g_new0 (Job, 1);

      job->account = g_object_ref (ACME_ACCOUNT (accounts->pdata[i]));
      job->line = i + 1;
      g_ptr_array_add (self->jobs, job);
    }
  return self;
}

/**
 * acme_scm_stale_sweep_get_findings:
 * @self: a search
 *
 * Returns: (transfer none): what was found up to now, of the type #AcmeStale. Who has deleted or deactivated something
 *   may remove it
 */
AcmeKeyedList *
acme_scm_stale_sweep_get_findings (AcmeScmStaleSweep *self)
{
  g_return_val_if_fail (ACME_IS_SCM_STALE_SWEEP (self), NULL);

  return self->findings;
}

/**
 * acme_scm_stale_sweep_get_problems:
 * @self: a search
 *
 * Returns: (transfer none): the accounts whose clients could not be listed in the latest attempt, of the type
 *   #AcmeOutcome, with the account for a subject
 */
AcmeKeyedList *
acme_scm_stale_sweep_get_problems (AcmeScmStaleSweep *self)
{
  g_return_val_if_fail (ACME_IS_SCM_STALE_SWEEP (self), NULL);

  return self->problems;
}

/**
 * acme_scm_stale_sweep_get_n_accounts:
 * @self: a search
 *
 * Returns: how many accounts there are to look at
 */
guint
acme_scm_stale_sweep_get_n_accounts (AcmeScmStaleSweep *self)
{
  g_return_val_if_fail (ACME_IS_SCM_STALE_SWEEP (self), 0);

  return self->jobs->len;
}

/**
 * acme_scm_stale_sweep_get_n_done:
 * @self: a search
 *
 * Returns: how many of them have been looked at with success
 */
guint
acme_scm_stale_sweep_get_n_done (AcmeScmStaleSweep *self)
{
  g_return_val_if_fail (ACME_IS_SCM_STALE_SWEEP (self), 0);

  return self->n_done;
}

/**
 * acme_scm_stale_sweep_run_async:
 * @self: a search that is not running
 * @progress: (nullable): called after each account; counts those of earlier runs too
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Looks at every account that has not been looked at with success, and adds to the findings as they come: accounts
 * without a client, and clients that are neither deactivated nor revoked and have been idle for more than the days, or
 * of whose activity SCM knows nothing. An account that does not exist any more counts as done.
 */
void
acme_scm_stale_sweep_run_async (AcmeScmStaleSweep   *self,
                                AcmeScmProgressFunc  progress,
                                gpointer             progress_data,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GPtrArray) left = NULL;
  GTask *task;

  g_return_if_fail (ACME_IS_SCM_STALE_SWEEP (self));
  g_return_if_fail (!self->is_running);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_stale_sweep_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what is complete is no less so for being cancelled too late */
  self->is_running = TRUE;
  self->now = g_get_real_time ();
  self->progress = progress;
  self->progress_data = progress_data;
  self->n_before = self->n_done;

  left = g_ptr_array_new ();
  for (guint i = 0; i < self->jobs->len; i++)
    {
      if (!((Job *) self->jobs->pdata[i])->is_done)
        g_ptr_array_add (left, self->jobs->pdata[i]);
    }
  acme_scm_batch_async (self->session, left, &sweeping, self, progress_cb, self, cancellable, batch_cb, task);
}

/**
 * acme_scm_stale_sweep_run_finish:
 * @self: a search
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE if every account that was left was asked for; those that failed are in the problems, and another run
 *   tries them again. %FALSE if it ended before, with the error of the domain %ACME_ERROR that came several times in a
 *   row, or %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_stale_sweep_run_finish (AcmeScmStaleSweep  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_stale_sweep_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

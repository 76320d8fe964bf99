/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same thing to be done for each of many: some side by side, one that fails does not stop the others, and when the
 * connection or the sign-in is lost the rest is left alone instead of failing one by one. */

#include "config.h"

#include "acme-scm-batch.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-error.h"
#include "acme-scm-session-private.h"

/* After so many failures in a row that are not about one thing, no other is begun */
#define MAX_FAILURES ACME_SCM_MAX_IN_FLIGHT

typedef struct
{
  GPtrArray *things;
  const AcmeScmBatchFuncs *funcs;
  gpointer data;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;

  GError *failure;   /* (nullable): why no other is begun */
  gboolean was_cut;  /* one that was on its way was cancelled */
  guint next;        /* the thing that is begun next */
  guint n_done;
  guint n_failures;  /* in a row */
} Batch;

/* One of the things on its way */
typedef struct
{
  GTask *task;
  gpointer thing; /* (unowned): the batch holds it */
} Step;

static void
free_batch (Batch *batch)
{
  g_ptr_array_unref (batch->things);
  g_clear_error (&batch->failure);
  g_free (batch);
}

static gboolean
counts_as_lost (const GError *error)
{
  return acme_scm_error_is_about_connection (error) ||
         g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
}

static void
note_result (Batch  *batch,
             GError *error)
{
  g_autoptr(GError) owned = error;

  batch->n_done++;
  if (acme_error_is_cancelled (owned))
    batch->was_cut = TRUE;
  else if (counts_as_lost (owned))
    {
      if (++batch->n_failures >= MAX_FAILURES && batch->failure == NULL)
        batch->failure = g_steal_pointer (&owned);
    }
  else
    batch->n_failures = 0;
}

static void
skip_rest (Batch *batch)
{
  g_autofree char *reason = NULL;

  if (batch->failure != NULL)
    /* Translators: the %s is a sentence that says what failed */
    reason = g_strdup_printf (_("Not begun, because several before it had failed: %s"), batch->failure->message);
  else
    reason = g_strdup (_("Not begun, because it was cancelled."));

  for (; batch->next < batch->things->len; batch->next++)
    {
      if (batch->funcs->skip != NULL)
        batch->funcs->skip (batch->things->pdata[batch->next], reason, batch->data);
    }
}

static void
return_result (GTask *task)
{
  Batch *batch = g_task_get_task_data (task);
  gboolean is_complete = batch->next == batch->things->len && !batch->was_cut;

  skip_rest (batch);
  if (is_complete)
    g_task_return_boolean (task, TRUE);
  else if (batch->failure != NULL)
    g_task_return_error (task, g_error_copy (batch->failure));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The operation was cancelled."));
}

static void advance (GTask *task);

static void
step_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Step *step = user_data;
  g_autoptr(GTask) task = step->task;
  gpointer thing = step->thing;
  Batch *batch = g_task_get_task_data (task);

  g_free (step);
  note_result (batch, batch->funcs->end (g_task_get_source_object (task), result, thing, batch->data));
  if (batch->progress != NULL)
    batch->progress (batch->n_done, batch->things->len, batch->progress_data);
  advance (task);
}

static void
begin_next (GTask *task)
{
  Batch *batch = g_task_get_task_data (task);
  Step *step = g_new0 (Step, 1);

  step->task = g_object_ref (task);
  step->thing = batch->things->pdata[batch->next++];
  batch->funcs->start (g_task_get_source_object (task), step->thing,
                       batch->funcs->is_read ? g_task_get_cancellable (task) : NULL, step_cb, step, batch->data);
}

static gboolean
may_begin (GTask *task)
{
  Batch *batch = g_task_get_task_data (task);

  return batch->next < batch->things->len && batch->next - batch->n_done < ACME_SCM_MAX_IN_FLIGHT &&
         batch->failure == NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

/* Keeps as many on their way as the session lets through, so that others get a place in between */
static void
advance (GTask *task)
{
  Batch *batch = g_task_get_task_data (task);

  while (may_begin (task))
    begin_next (task);
  if (batch->next == batch->n_done)
    return_result (task);
}

/**
 * acme_scm_batch_async:
 * @session: a session
 * @things: the things, all different
 * @funcs: what is done with each; must last
 * @data: for @funcs; must last until @callback was called
 * @progress: (nullable): called after each of the things, with the number of things
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when nothing is on its way any more
 * @user_data: for @callback
 *
 * Does something with each of @things in their order, at most %ACME_SCM_MAX_IN_FLIGHT at a time.
 */
void
acme_scm_batch_async (AcmeScmSession          *session,
                      GPtrArray               *things,
                      const AcmeScmBatchFuncs *funcs,
                      gpointer                 data,
                      AcmeScmProgressFunc      progress,
                      gpointer                 progress_data,
                      GCancellable            *cancellable,
                      GAsyncReadyCallback      callback,
                      gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Batch *batch = g_new0 (Batch, 1);

  g_task_set_source_tag (task, acme_scm_batch_async);
  g_task_set_check_cancellable (task, FALSE); /* it is decided here what is skipped */
  g_task_set_task_data (task, batch, (GDestroyNotify) free_batch);
  batch->things = g_ptr_array_ref (things);
  batch->funcs = funcs;
  batch->data = data;
  batch->progress = progress;
  batch->progress_data = progress_data;
  advance (task);
}

/**
 * acme_scm_batch_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE if something was done with each of the things, be it in vain; %FALSE if it ended before, with the
 *   error of the domain %ACME_ERROR that came several times in a row, or %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_batch_finish (AcmeScmSession  *session,
                       GAsyncResult    *result,
                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_batch_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_scm_batch_end_cb:
 * @session: a session
 * @result: the result of a batch
 * @task: (transfer full): a task of the same end
 *
 * The callback of a batch that is all that @task still waits for.
 */
void
acme_scm_batch_end_cb (GObject      *session,
                       GAsyncResult *result,
                       gpointer      task)
{
  g_autoptr(GTask) owned = task;
  GError *error = NULL;

  if (acme_scm_batch_finish (ACME_SCM_SESSION (session), result, &error))
    g_task_return_boolean (owned, TRUE);
  else
    g_task_return_error (owned, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread in which answers become events, while the main loop gets the next pieces of them from the network. It is
 * one thread for all pages of the Audit API, and whoever takes the events is called in it. */

#include "config.h"

#include "acme-scm-audit-worker.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-event-reader.h"
#include "acme-scm-splitter.h"
#include "acme-scm-wake.h"

#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

struct _AcmeScmAuditWorker
{
  GThreadPool *pool; /* of one thread; (nullable) if there was none to be had */
  AcmeScmAuditSource source;

  /* Of the thread */
  AcmeScmEventReader *reader;
  AcmeScmEventFunc func;
  gpointer func_data;
  AcmeScmAuditProgress counted;
  gint64 told_at; /* monotonic */

  GSource *wake;
  GMutex mutex; /* of progress */
  AcmeScmAuditProgress progress;
};

/* One answer */
typedef struct
{
  AcmeScmAuditWorker *worker; /* (unowned) */
  AcmeScmPipe *pipe;
  guint64 n_too_long; /* of those that were counted */
  gboolean is_refused; /* by the function */
} Job;

static void
free_job (Job *job)
{
  acme_scm_pipe_unref (job->pipe);
  g_free (job);
}

/**
 * acme_scm_audit_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
acme_scm_audit_answer_free (AcmeScmAuditAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self);
}

static void
publish (AcmeScmAuditWorker *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->progress = self->counted;
}

static void
tell (AcmeScmAuditWorker *self,
      gint64              now)
{
  self->told_at = now;
  acme_scm_wake (self->wake);
}

static gboolean
refuse_aborted (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody reads it any more");
  return FALSE;
}

static gboolean
take_record (const char  *bytes,
             gsize        length,
             gpointer     user_data,
             GError     **error)
{
  Job *job = user_data;
  AcmeScmAuditWorker *self = job->worker;
  AcmeEventRecord record;

  if (acme_scm_pipe_is_aborted (job->pipe))
    return refuse_aborted (error);
  if (!acme_scm_event_reader_read (self->reader, bytes, length, &record))
    {
      self->counted.n_unreadable++;
      return TRUE;
    }
  if (!self->func (&record, self->func_data, error))
    {
      job->is_refused = TRUE;
      return FALSE;
    }
  if (++self->counted.n_events == 1)
    {
      publish (self);
      tell (self, g_get_monotonic_time ());
    }
  return TRUE;
}

static gboolean
read_piece (Job              *job,
            AcmeScmSplitter  *splitter,
            GBytes           *bytes,
            GError          **error)
{
  AcmeScmAuditWorker *self = job->worker;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gboolean is_read;
  guint64 n_too_long;
  gint64 now;

  self->counted.n_bytes += length;
  if (self->source == ACME_SCM_AUDIT_ACTIVITY) /* else it is the size of a page only */
    self->counted.size = acme_scm_pipe_get_size (job->pipe);
  is_read = acme_scm_splitter_push (splitter, data, length, error);
  n_too_long = acme_scm_splitter_get_n_too_long (splitter);
  self->counted.n_unreadable += n_too_long - job->n_too_long;
  job->n_too_long = n_too_long;
  publish (self);

  now = g_get_monotonic_time ();
  if (self->counted.n_events > 0 && now - self->told_at >= PROGRESS_INTERVAL)
    tell (self, now);
  return is_read;
}

static gboolean
read_answer (Job              *job,
             AcmeScmSplitter  *splitter,
             GError          **error)
{
  GBytes *bytes;

  while ((bytes = acme_scm_pipe_pop (job->pipe)) != NULL)
    {
      gboolean is_read = read_piece (job, splitter, bytes, error);

      g_bytes_unref (bytes);
      if (!is_read)
        return FALSE;
    }
  if (acme_scm_pipe_is_aborted (job->pipe))
    return refuse_aborted (error);
  /* If it is not whole, who fills the pipe knows why */
  return !acme_scm_pipe_is_whole (job->pipe) || acme_scm_splitter_end (splitter, error);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  g_autoptr(GTask) task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr(AcmeScmSplitter) splitter = acme_scm_splitter_new (take_record, job);
  AcmeScmAuditAnswer *answer;
  GError *error = NULL;

  if (!read_answer (job, splitter, &error))
    {
      acme_scm_pipe_abort (job->pipe);
      g_task_return_error (task, error);
      return;
    }
  answer = g_new0 (AcmeScmAuditAnswer, 1);
  answer->n_records = acme_scm_splitter_get_n_records (splitter) + acme_scm_splitter_get_n_too_long (splitter);
  answer->status_code = acme_scm_splitter_get_status_code (splitter);
  answer->message = g_strdup (acme_scm_splitter_get_message (splitter));
  g_task_return_pointer (task, answer, (GDestroyNotify) acme_scm_audit_answer_free);
}

/**
 * acme_scm_audit_worker_new:
 * @source: whose answers it will read
 * @func: takes the events
 * @func_data: for @func
 * @wake: a source of acme_scm_wake_source_new(), woken when there is progress to see: with the first event, then about
 *   ten times a second
 *
 * Returns: (transfer full): a worker without work
 */
AcmeScmAuditWorker *
acme_scm_audit_worker_new (AcmeScmAuditSource  source,
                           AcmeScmEventFunc    func,
                           gpointer            func_data,
                           GSource            *wake)
{
  AcmeScmAuditWorker *self = g_new0 (AcmeScmAuditWorker, 1);

  self->source = source;
  self->reader = acme_scm_event_reader_new (source);
  self->func = func;
  self->func_data = func_data;
  self->wake = g_source_ref (wake);
  self->counted.size = self->progress.size = -1;
  g_mutex_init (&self->mutex);
  self->pool = g_thread_pool_new (run_job, self, 1, TRUE, NULL);
  return self;
}

/**
 * acme_scm_audit_worker_free:
 * @self: (transfer full): a worker that has read all it was given
 */
void
acme_scm_audit_worker_free (AcmeScmAuditWorker *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, TRUE);
  acme_scm_event_reader_free (self->reader);
  g_source_unref (self->wake);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * acme_scm_audit_worker_read_async:
 * @self: a worker without work
 * @pipe: an answer; it is aborted if what comes is of no use
 * @callback: called when @pipe is empty and has ended, or was aborted
 * @user_data: for @callback
 *
 * Reads the events of an answer. From the callback on, the function of @self is not called for it any more.
 */
void
acme_scm_audit_worker_read_async (AcmeScmAuditWorker  *self,
                                  AcmeScmPipe         *pipe,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->worker = self;
  job->pipe = acme_scm_pipe_ref (pipe);
  g_task_set_source_tag (task, acme_scm_audit_worker_read_async);
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  if (self->pool != NULL)
    {
      g_thread_pool_push (self->pool, task, NULL);
      return;
    }
  acme_scm_pipe_abort (pipe);
  job->is_refused = TRUE;
  g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_FAILED, _("This computer has no room for another thread."));
  g_object_unref (task);
}

/**
 * acme_scm_audit_worker_read_finish:
 * @result: the result
 * @out_is_answer: (out): on failure, whether the answer is what failed, and not the function
 * @error: return location
 *
 * Returns: (transfer full): what the answer held beside its events; or %NULL with %ACME_ERROR_BAD_REPLY, with the error
 *   of the function, or with %G_IO_ERROR_CANCELLED if the pipe was aborted between two events
 */
AcmeScmAuditAnswer *
acme_scm_audit_worker_read_finish (GAsyncResult  *result,
                                   gboolean      *out_is_answer,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_audit_worker_read_async), NULL);

  *out_is_answer = !((Job *) g_task_get_task_data (G_TASK (result)))->is_refused;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * acme_scm_audit_worker_get_progress:
 * @self: a worker
 * @out_progress: (out): how far it is
 */
void
acme_scm_audit_worker_get_progress (AcmeScmAuditWorker   *self,
                                    AcmeScmAuditProgress *out_progress)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  *out_progress = self->progress;
}

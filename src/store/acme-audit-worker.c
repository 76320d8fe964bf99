/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does the work of a view in a thread, and brings what comes of it to the main one. A thread is always waited for,
 * which takes but milliseconds once it is told to stop: so that nobody ever reads what is gone. */

#include "config.h"

#include "acme-audit-worker-private.h"

struct _AcmeAuditWorker
{
  AcmeAuditWorkerFunc func;
  gpointer user_data;

  AcmeAuditWork *work; /* of the thread, while there is one */
  AcmeAuditQuestion question;
  GThread *thread;     /* (nullable) */
  int is_cancelled;    /* atomic */

  GMutex mutex;        /* guards what the thread leaves */
  guint arrived_id;
  GBytes *part;        /* (nullable) */
  AcmeAuditAnswer answer;
  gboolean is_done;
};

/**
 * acme_audit_worker_new:
 * @log: a log, which must outlive it
 * @func: called with what was found
 * @user_data: for @func
 *
 * Returns: (transfer full): a worker that has nothing to do
 */
AcmeAuditWorker *
acme_audit_worker_new (AcmeAuditLog        *log,
                       AcmeAuditWorkerFunc  func,
                       gpointer             user_data)
{
  AcmeAuditWorker *self = g_new0 (AcmeAuditWorker, 1);

  self->func = func;
  self->user_data = user_data;
  self->work = acme_audit_work_new (log);
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * acme_audit_worker_free:
 * @self: (transfer full): a worker, which stops if it is running, and tells nobody
 */
void
acme_audit_worker_free (AcmeAuditWorker *self)
{
  acme_audit_worker_cancel (self);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_handle_id (&self->arrived_id, g_source_remove);
  g_clear_pointer (&self->work, acme_audit_work_free);
  g_clear_pointer (&self->part, g_bytes_unref);
  acme_audit_answer_clear (&self->answer);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * acme_audit_worker_is_running:
 * @self: a worker
 *
 * Returns: whether it was started, and its answer was not handed on yet
 */
gboolean
acme_audit_worker_is_running (AcmeAuditWorker *self)
{
  return self->thread != NULL;
}

static gboolean
arrived_cb (gpointer user_data)
{
  AcmeAuditWorker *self = user_data;
  g_autoptr(GBytes) part = NULL;
  g_auto(AcmeAuditAnswer) answer = { 0 };
  gboolean is_done;

  g_mutex_lock (&self->mutex);
  self->arrived_id = 0;
  part = g_steal_pointer (&self->part);
  answer = self->answer;
  self->answer = (AcmeAuditAnswer) { 0 };
  is_done = self->is_done;
  g_mutex_unlock (&self->mutex);

  if (is_done)
    g_clear_pointer (&self->thread, g_thread_join);
  self->func (part, &answer, is_done, self->user_data);
  return G_SOURCE_REMOVE;
}

/* With the mutex held, in the thread */
static void
wake_main (AcmeAuditWorker *self)
{
  if (self->arrived_id == 0)
    self->arrived_id = g_idle_add_full (G_PRIORITY_DEFAULT, arrived_cb, self, NULL);
}

static void
leave_part (GBytes   *order,
            gpointer  user_data)
{
  AcmeAuditWorker *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_clear_pointer (&self->part, g_bytes_unref);
  self->part = order;
  wake_main (self);
}

static gpointer
run_thread (gpointer data)
{
  AcmeAuditWorker *self = data;
  AcmeAuditAnswer answer;
  g_autoptr(GMutexLocker) locker = NULL;

  acme_audit_work_run (self->work, &self->question, &self->is_cancelled, leave_part, self, &answer);

  locker = g_mutex_locker_new (&self->mutex);
  self->answer = answer;
  self->is_done = TRUE;
  wake_main (self);
  return NULL;
}

/* Instead of waiting for the main loop */
static void
take_what_arrived (AcmeAuditWorker *self)
{
  g_clear_handle_id (&self->arrived_id, g_source_remove);
  arrived_cb (self);
}

/**
 * acme_audit_worker_start:
 * @self: a worker that is not running
 * @question: what to find; its filter is taken over
 * @at_once: whether to do it here and now
 */
void
acme_audit_worker_start (AcmeAuditWorker         *self,
                         const AcmeAuditQuestion *question,
                         gboolean                 at_once)
{
  g_return_if_fail (self->thread == NULL);

  self->question = *question;
  self->is_done = FALSE;
  g_atomic_int_set (&self->is_cancelled, FALSE);
  if (at_once)
    {
      run_thread (self);
      take_what_arrived (self);
    }
  else
    {
      self->thread = g_thread_new ("audit-view", run_thread, self);
    }
}

/**
 * acme_audit_worker_cancel:
 * @self: a worker
 *
 * Nobody wants to know any more: it is done as soon as it can be, without an answer unless it has one.
 */
void
acme_audit_worker_cancel (AcmeAuditWorker *self)
{
  g_atomic_int_set (&self->is_cancelled, TRUE);
}

/**
 * acme_audit_worker_wait:
 * @self: a worker that is running
 *
 * Waits until it is done, and hands its answer on.
 */
void
acme_audit_worker_wait (AcmeAuditWorker *self)
{
  g_return_if_fail (self->thread != NULL);

  g_clear_pointer (&self->thread, g_thread_join);
  take_what_arrived (self);
}

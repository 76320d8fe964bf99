/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tasks that wait in a row for something the session hands out: a place among the requests in flight, or a token that
 * one of them is fetching for all. A task that is cancelled leaves the row, and the others do not notice. */

#include "config.h"

#include "acme-scm-waiters.h"

typedef struct
{
  AcmeScmWaiters *waiters; /* (unowned) */
  GTask *task;
  GSource *source; /* (nullable): watches the task's cancellable */
} Waiter;

struct _AcmeScmWaiters
{
  GQueue queue; /* of Waiter (owned) */
};

static GTask *
free_waiter (Waiter *waiter)
{
  GTask *task = g_steal_pointer (&waiter->task);

  if (waiter->source != NULL)
    {
      g_source_destroy (waiter->source);
      g_source_unref (waiter->source);
    }
  g_free (waiter);
  return task;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *waiter = user_data;
  g_autoptr(GTask) task = NULL;

  g_queue_remove (&waiter->waiters->queue, waiter);
  task = free_waiter (waiter);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
  return G_SOURCE_REMOVE;
}

/**
 * acme_scm_waiters_new:
 *
 * Returns: (transfer full): an empty row
 */
AcmeScmWaiters *
acme_scm_waiters_new (void)
{
  AcmeScmWaiters *self = g_new0 (AcmeScmWaiters, 1);

  g_queue_init (&self->queue);
  return self;
}

/**
 * acme_scm_waiters_free:
 * @self: (transfer full): a row; who still waits in it is told that it was cancelled
 */
void
acme_scm_waiters_free (AcmeScmWaiters *self)
{
  GTask *task;

  while ((task = acme_scm_waiters_pop (self)) != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
      g_object_unref (task);
    }
  g_free (self);
}

/**
 * acme_scm_waiters_add:
 * @self: a row
 * @task: (transfer full): goes to its end, and returns by itself if it is cancelled there
 */
void
acme_scm_waiters_add (AcmeScmWaiters *self,
                      GTask          *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->waiters = self;
  waiter->task = task;
  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->source, g_task_get_context (task));
    }
  g_queue_push_tail (&self->queue, waiter);
}

/**
 * acme_scm_waiters_pop:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the task that waited longest; the caller has to make it return
 */
GTask *
acme_scm_waiters_pop (AcmeScmWaiters *self)
{
  Waiter *waiter = g_queue_pop_head (&self->queue);

  return waiter != NULL ? free_waiter (waiter) : NULL;
}

/**
 * acme_scm_waiters_is_empty:
 * @self: a row
 *
 * Returns: whether nobody waits
 */
gboolean
acme_scm_waiters_is_empty (AcmeScmWaiters *self)
{
  return g_queue_is_empty (&self->queue);
}

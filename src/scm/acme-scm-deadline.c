/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cancellable of its own for a part of an operation: it is cancelled when the whole is cancelled, when its time is
 * over (libsoup's timeout is about each read, so that a slow enough server could hold a request for ever), or by the
 * operation itself when the part is not needed any more. The parent's cancellation arrives through the main loop, so
 * that nothing completes inside of somebody's call of g_cancellable_cancel(). */

#include "config.h"

#include "acme-scm-deadline.h"

#include "acme-scm-wake.h"

struct _AcmeScmDeadline
{
  GCancellable *cancellable;
  GSource *parent_source;  /* (nullable) */
  GSource *timeout_source; /* (nullable) */
  gboolean passed;
};

static gboolean
parent_cancelled_cb (GCancellable *parent,
                     gpointer      user_data)
{
  AcmeScmDeadline *self = user_data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  AcmeScmDeadline *self = user_data;

  self->passed = !g_cancellable_is_cancelled (self->cancellable);
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/**
 * acme_scm_deadline_new:
 * @parent: (nullable): the cancellable of the whole
 * @seconds: how long the part may take, or 0
 *
 * Returns: (transfer full): a deadline that runs in the caller's main context
 */
AcmeScmDeadline *
acme_scm_deadline_new (GCancellable *parent,
                       guint         seconds)
{
  AcmeScmDeadline *self = g_new0 (AcmeScmDeadline, 1);
  GMainContext *context = g_main_context_get_thread_default ();

  self->cancellable = g_cancellable_new ();
  if (parent != NULL)
    {
      self->parent_source = g_cancellable_source_new (parent);
      g_source_set_callback (self->parent_source, G_SOURCE_FUNC (parent_cancelled_cb), self, NULL);
      g_source_attach (self->parent_source, context);
    }
  if (seconds != 0)
    {
      self->timeout_source = g_timeout_source_new (MIN (seconds, G_MAXUINT / 1000) * 1000);
      g_source_set_callback (self->timeout_source, timeout_cb, self, NULL);
      g_source_attach (self->timeout_source, context);
    }
  return self;
}

/**
 * acme_scm_deadline_restart:
 * @self: a deadline
 * @seconds: how long the part may take from now on, or 0 for any time
 *
 * Sets another time, instead of what was left of the one before.
 */
void
acme_scm_deadline_restart (AcmeScmDeadline *self,
                           guint            seconds)
{
  g_return_if_fail (self->timeout_source != NULL);

  g_source_set_ready_time (self->timeout_source,
                           seconds != 0 ? g_get_monotonic_time () + seconds * (gint64) G_USEC_PER_SEC : -1);
}

/**
 * acme_scm_deadline_free:
 * @self: (transfer full): a deadline
 */
void
acme_scm_deadline_free (AcmeScmDeadline *self)
{
  acme_scm_source_clear (&self->parent_source);
  acme_scm_source_clear (&self->timeout_source);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * acme_scm_deadline_get_cancellable:
 * @self: a deadline
 *
 * Returns: (transfer none): what the part is to be started with
 */
GCancellable *
acme_scm_deadline_get_cancellable (AcmeScmDeadline *self)
{
  return self->cancellable;
}

/**
 * acme_scm_deadline_has_passed:
 * @self: a deadline
 *
 * Returns: whether the part was cancelled because its time was over
 */
gboolean
acme_scm_deadline_has_passed (AcmeScmDeadline *self)
{
  return self->passed;
}

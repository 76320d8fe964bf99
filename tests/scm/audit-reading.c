/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "audit-reading.h"

AuditReading *
audit_reading_new (AcmeScmSession *session)
{
  AuditReading *self = g_new0 (AuditReading, 1);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->events = g_ptr_array_new_with_free_func (g_free);
  self->max_kept = 1000;
  return self;
}

void
audit_reading_free (AuditReading *self)
{
  guint n_events = g_atomic_int_get (&self->n_events);
  guint n_progress = self->n_progress;

  scm_spin (20);
  g_assert_cmpuint (g_atomic_int_get (&self->n_events), ==, n_events);
  g_assert_cmpuint (self->n_progress, ==, n_progress);
  scm_outcome_clear (&self->outcome);
  g_ptr_array_unref (self->events);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  g_free (self);
}

static char *
describe (const AcmeEventRecord *record)
{
  const AcmeSlice *id = &record->fields[ACME_EVENT_ID];
  const AcmeSlice *action = &record->fields[ACME_EVENT_ACTION];
  const AcmeSlice *text = &record->fields[ACME_EVENT_DESCRIPTION];

  return g_strdup_printf ("%.*s %.*s | %.*s", (int) id->length, id->text, (int) action->length, action->text,
                          (int) text->length, text->text);
}

static gboolean
take_event (const AcmeEventRecord  *record,
            gpointer                user_data,
            GError                **error)
{
  AuditReading *self = user_data;
  guint n = (guint) g_atomic_int_add (&self->n_events, 1) + 1;

  g_assert_false (self->is_over);
  if (self->thread == NULL)
    self->thread = g_thread_self ();
  g_assert_true (self->thread == g_thread_self ());
  g_assert_cmpuint (record->raw.length, >, 0);
  if (n <= self->max_kept)
    g_ptr_array_add (self->events, describe (record));

  if (n == self->block_at)
    {
      g_atomic_int_set (&self->is_blocked, TRUE);
      while (!g_atomic_int_get (&self->may_go))
        g_usleep (1000);
    }
  if (n != self->refuse_at)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No space left");
  return FALSE;
}

static void
check_growth (AuditReading               *self,
              const AcmeScmAuditProgress *progress)
{
  g_assert_cmpuint (progress->n_events, >=, self->progress.n_events);
  g_assert_cmpuint (progress->n_bytes, >=, self->progress.n_bytes);
  g_assert_cmpuint (progress->n_unreadable, >=, self->progress.n_unreadable);
  self->progress = *progress;
}

static void
progress_cb (const AcmeScmAuditProgress *progress,
             gpointer                    user_data)
{
  AuditReading *self = user_data;

  g_assert_false (self->is_over);
  g_assert_cmpuint (progress->n_events, >, 0);
  g_assert_cmpuint (progress->n_bytes, >, 0);
  check_growth (self, progress);
  self->n_progress++;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  AuditReading *self = user_data;

  self->is_over = TRUE;
  scm_outcome_cb (source, result, &self->outcome);
}

void
audit_reading_start (AuditReading       *self,
                     AcmeScmAuditSource  source,
                     gint64              from,
                     gint64              to)
{
  acme_scm_read_audit_async (self->session, source, from, to, take_event, self, progress_cb, self, self->cancellable,
                             read_cb, self);
}

gboolean
audit_reading_finish (AuditReading  *self,
                      GError       **error)
{
  AcmeScmAuditProgress progress;
  gboolean is_read;

  is_read = acme_scm_read_audit_finish (self->session, scm_outcome_wait (&self->outcome), &progress, error);
  g_assert_true (self->thread != g_thread_self ());
  g_assert_cmpuint (progress.n_events, ==, g_atomic_int_get (&self->n_events) - (self->refuse_at > 0 ? 1 : 0));
  check_growth (self, &progress);
  return is_read;
}

gboolean
audit_reading_run (AuditReading        *self,
                   AcmeScmAuditSource   source,
                   gint64               from,
                   gint64               to,
                   GError             **error)
{
  audit_reading_start (self, source, from, to);
  return audit_reading_finish (self, error);
}

void
audit_reading_let_go (AuditReading *self)
{
  g_atomic_int_set (&self->may_go, TRUE);
}

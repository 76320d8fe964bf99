/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A million audit events in a few megabytes of memory. Their records are in a file as they came, and what is searched
 * of each in another, folded and end to end; what few events differ in is in pools. Memory holds only numbers: when,
 * where in the files, which texts.
 *
 * One thread appends while others read. Nothing that was written ever moves or changes, so that all they have to agree
 * on is how many events there are; that number is published last. */

#include "config.h"

#include "acme-audit-log-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-fold.h"
#include "acme-local-clock.h"

G_DEFINE_FINAL_TYPE (AcmeAuditLog, acme_audit_log, G_TYPE_OBJECT)

static void
acme_audit_log_finalize (GObject *object)
{
  AcmeAuditLog *self = ACME_AUDIT_LOG (object);

  acme_audit_log_forget_events (self);
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_clear_pointer (&self->events, g_hash_table_unref);
  g_clear_pointer (&self->reader, acme_scm_event_reader_free);
  g_clear_pointer (&self->clock, acme_local_clock_free);
  for (guint i = 0; i < ACME_AUDIT_MAX_CHUNKS && self->chunks[i] != NULL; i++)
    g_free (self->chunks[i]);
  for (guint i = 0; i < ACME_AUDIT_N_POOLS; i++)
    g_clear_pointer (&self->pools[i], acme_text_pool_free);
  g_clear_pointer (&self->raws, acme_spool_free);
  g_clear_pointer (&self->lines, acme_spool_free);
  g_clear_pointer (&self->texts, acme_spool_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->grown);

  G_OBJECT_CLASS (acme_audit_log_parent_class)->finalize (object);
}

static void
acme_audit_log_class_init (AcmeAuditLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_audit_log_finalize;
}

static void
acme_audit_log_init (AcmeAuditLog *self)
{
  self->raws = acme_spool_new ();
  self->lines = acme_spool_new ();
  self->texts = acme_spool_new ();
  for (guint i = 0; i < ACME_AUDIT_N_POOLS; i++)
    self->pools[i] = acme_text_pool_new (self->texts);
  self->clock = acme_local_clock_new ();
  self->events = g_hash_table_new (NULL, NULL);
  self->indices = g_hash_table_new (NULL, NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->grown);
}

/**
 * acme_audit_log_new:
 * @source: where its events come from
 *
 * Returns: (transfer full): a log without events
 */
AcmeAuditLog *
acme_audit_log_new (AcmeScmAuditSource source)
{
  AcmeAuditLog *self = g_object_new (ACME_TYPE_AUDIT_LOG, NULL);

  self->source = source;
  self->reader = acme_scm_event_reader_new (source);
  return self;
}

/**
 * acme_audit_log_get_source:
 * @self: a log
 *
 * Returns: where its events come from
 */
AcmeScmAuditSource
acme_audit_log_get_source (AcmeAuditLog *self)
{
  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), ACME_SCM_AUDIT_ACTIVITY);

  return self->source;
}

static guint64
make_place (guint64 offset,
            gsize   length)
{
  return offset << ACME_AUDIT_LENGTH_BITS | length;
}

static gboolean
is_number (const AcmeSlice *id)
{
  for (gsize i = 0; i < id->length; i++)
    {
      if (!g_ascii_isdigit (id->text[i]))
        return FALSE;
    }
  return id->length <= 18; /* what a gint64 holds for sure */
}

static gboolean
is_ascii (const AcmeSlice *slice)
{
  guchar all = 0;

  for (gsize i = 0; i < slice->length; i++)
    all |= (guchar) slice->text[i];
  return all < 0x80;
}

/* A text to be written into a line: as it is, in small letters, or folded beforehand */
typedef struct
{
  AcmeSlice text;
  gboolean to_lower;
  char *folded; /* (nullable) (owned): what text points to */
} Part;

static void
free_part (Part *part)
{
  g_free (part->folded);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, free_part)

static Part
fold_part (const AcmeSlice *slice)
{
  Part part = { .text = *slice, .to_lower = TRUE };

  if (!is_ascii (slice))
    {
      g_autofree char *copy = g_strndup (slice->text, slice->length);

      part.folded = acme_fold (copy);
      part.text = (AcmeSlice) { part.folded, strlen (part.folded) };
      part.to_lower = FALSE;
    }
  return part;
}

static char *
write_part (char       *out,
            const Part *part)
{
  if (part->to_lower)
    acme_fold_ascii (part->text.text, part->text.length, out);
  else if (part->text.length > 0)
    memcpy (out, part->text.text, part->text.length);
  out[part->text.length] = '\0';
  return out + part->text.length + 1;
}

static gboolean
check_length (gsize    length,
              GError **error)
{
  if (length <= ACME_AUDIT_MAX_LENGTH)
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("An audit event is too long to be kept."));
  return FALSE;
}

static gboolean
write_line (AcmeAuditLog           *self,
            const AcmeEventRecord  *record,
            AcmeAuditChunk         *chunk,
            guint                   row,
            GError                **error)
{
  char date[ACME_LOCAL_CLOCK_SIZE];
  Part date_part = { .text = { date, acme_local_clock_print (self->clock, record->time, date) } };
  g_auto(Part) id = fold_part (&record->fields[ACME_EVENT_ID]);
  Part object = { .text = record->object };
  Part object_type = { .text = record->object_type };
  g_auto(Part) description = fold_part (&record->fields[ACME_EVENT_DESCRIPTION]);
  gsize head = date_part.text.length + id.text.length + object.text.length + object_type.text.length + 4;
  gsize length = head + description.text.length + 1;
  char *line;

  if (!check_length (length, error))
    return FALSE;
  line = acme_spool_reserve (self->lines, length, error);
  if (line == NULL)
    return FALSE;

  line = write_part (line, &date_part);
  line = write_part (line, &id);
  line = write_part (line, &object);
  line = write_part (line, &object_type);
  write_part (line, &description);
  chunk->lines[row] = make_place (acme_spool_take (self->lines, length), length);
  chunk->heads[row] = MIN (head, G_MAXUINT16);
  return TRUE;
}

static gboolean
write_texts (AcmeAuditLog           *self,
             const AcmeEventRecord  *record,
             AcmeAuditChunk         *chunk,
             guint                   row,
             GError                **error)
{
  for (guint i = 0; i < ACME_AUDIT_N_POOLS; i++)
    {
      const AcmeSlice *text = &record->fields[acme_audit_log_get_pool_field (i)];

      if (!acme_text_pool_add (self->pools[i], text->text, text->length, &chunk->texts[i][row], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_raw (AcmeAuditLog           *self,
           const AcmeEventRecord  *record,
           AcmeAuditChunk         *chunk,
           guint                   row,
           GError                **error)
{
  guint64 offset;

  if (!check_length (record->raw.length, error) ||
      !acme_spool_append (self->raws, record->raw.text, record->raw.length, &offset, error))
    return FALSE;

  chunk->raws[row] = make_place (offset, record->raw.length);
  return TRUE;
}

static AcmeAuditChunk *
get_last_chunk (AcmeAuditLog  *self,
                guint          n,
                GError       **error)
{
  if (n / ACME_AUDIT_CHUNK >= ACME_AUDIT_MAX_CHUNKS)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("There are too many audit events to be shown at once."));
      return NULL;
    }
  if (self->chunks[n / ACME_AUDIT_CHUNK] == NULL)
    self->chunks[n / ACME_AUDIT_CHUNK] = g_new (AcmeAuditChunk, 1);
  return self->chunks[n / ACME_AUDIT_CHUNK];
}

static void
tell_waiting (AcmeAuditLog *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  if (g_atomic_int_get (&self->n_waiting) == 0)
    return;

  locker = g_mutex_locker_new (&self->mutex);
  g_cond_broadcast (&self->grown);
}

/**
 * acme_audit_log_append:
 * @self: a log
 * @record: an event
 * @error: return location for an %ACME_ERROR_FAILED: there is no room
 *
 * Called by the one thread that appends. Keeps copies; after a failure the log is as it was before.
 *
 * Returns: whether the event is in the log
 */
gboolean
acme_audit_log_append (AcmeAuditLog           *self,
                       const AcmeEventRecord  *record,
                       GError                **error)
{
  AcmeAuditChunk *chunk;
  guint n, row;

  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  n = acme_audit_log_get_n (self);
  row = n % ACME_AUDIT_CHUNK;
  chunk = get_last_chunk (self, n, error);
  if (chunk == NULL || !write_raw (self, record, chunk, row, error) ||
      !write_line (self, record, chunk, row, error) || !write_texts (self, record, chunk, row, error))
    return FALSE;

  chunk->times[row] = record->time;
  if (!is_number (&record->fields[ACME_EVENT_ID]))
    g_atomic_int_set (&self->has_other_ids, TRUE);
  g_atomic_int_set (&self->n, (int) n + 1);
  tell_waiting (self);
  return TRUE;
}

/**
 * acme_audit_log_complete:
 * @self: a log
 *
 * Says that no more events will be appended. Called in any thread.
 */
void
acme_audit_log_complete (AcmeAuditLog *self)
{
  g_return_if_fail (ACME_IS_AUDIT_LOG (self));

  g_atomic_int_set (&self->is_complete, TRUE);
  tell_waiting (self);
}

/**
 * acme_audit_log_cut:
 * @self: a log
 *
 * Says that no more events will be appended although there are more: it failed or was stopped. Called in any thread.
 */
void
acme_audit_log_cut (AcmeAuditLog *self)
{
  g_return_if_fail (ACME_IS_AUDIT_LOG (self));

  g_atomic_int_set (&self->is_cut, TRUE);
  acme_audit_log_complete (self);
}

/**
 * acme_audit_log_get_n:
 * @self: a log
 *
 * Called in any thread.
 *
 * Returns: how many events there are
 */
guint
acme_audit_log_get_n (AcmeAuditLog *self)
{
  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), 0);

  return g_atomic_int_get (&self->n);
}

/**
 * acme_audit_log_is_complete:
 * @self: a log
 *
 * Called in any thread.
 *
 * Returns: whether no more events will be appended
 */
gboolean
acme_audit_log_is_complete (AcmeAuditLog *self)
{
  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), FALSE);

  return g_atomic_int_get (&self->is_complete);
}

/**
 * acme_audit_log_is_cut:
 * @self: a log
 *
 * Called in any thread.
 *
 * Returns: whether no more events will be appended although there are more
 */
gboolean
acme_audit_log_is_cut (AcmeAuditLog *self)
{
  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), FALSE);

  return g_atomic_int_get (&self->is_cut);
}

static void
wait_cancelled_cb (GCancellable *cancellable,
                   gpointer      user_data)
{
  AcmeAuditLog *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_cond_broadcast (&self->grown);
}

/**
 * acme_audit_log_wait:
 * @self: a log
 * @n: how many events the caller knows
 * @cancellable: (nullable): ends the waiting
 *
 * Waits until there are more than @n events, or the log is complete. Blocks; not for the main thread, nor for the one
 * that appends.
 *
 * Returns: how many events there are now; @n if no more will come, or if the waiting was cancelled
 */
guint
acme_audit_log_wait (AcmeAuditLog *self,
                     guint         n,
                     GCancellable *cancellable)
{
  gulong id = 0;

  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), 0);

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (wait_cancelled_cb), self, NULL);

  g_mutex_lock (&self->mutex);
  g_atomic_int_inc (&self->n_waiting);
  while (acme_audit_log_get_n (self) <= n && !acme_audit_log_is_complete (self) &&
         !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->grown, &self->mutex);
  g_atomic_int_add (&self->n_waiting, -1);
  g_mutex_unlock (&self->mutex);

  g_cancellable_disconnect (cancellable, id);
  return acme_audit_log_get_n (self);
}

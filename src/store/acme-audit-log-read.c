/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of an audit log, most of it in any thread while another appends. */

#include "config.h"

#include <string.h>

#include "acme-audit-log-private.h"

static const guint pool_fields[ACME_AUDIT_N_POOLS] = {
  ACME_EVENT_ACTION, ACME_EVENT_ADMIN, ACME_EVENT_ADMIN_NAME,
  ACME_EVENT_ACCESS_METHOD, ACME_EVENT_ADDRESS, ACME_EVENT_ORGANIZATION,
};

static const char *
find_place (AcmeSpool *spool,
            guint64    place,
            gsize     *out_length)
{
  *out_length = place & ACME_AUDIT_MAX_LENGTH;
  return acme_spool_get (spool, place >> ACME_AUDIT_LENGTH_BITS);
}

/**
 * acme_audit_log_get_time:
 * @self: a log
 * @index: which event, by arrival
 *
 * Called in any thread.
 *
 * Returns: when it happened, in microseconds since 1970 UTC, or %ACME_TIME_NONE
 */
gint64
acme_audit_log_get_time (AcmeAuditLog *self,
                         guint         index)
{
  g_return_val_if_fail (index < acme_audit_log_get_n (self), ACME_TIME_NONE);

  return self->chunks[index / ACME_AUDIT_CHUNK]->times[index % ACME_AUDIT_CHUNK];
}

/**
 * acme_audit_log_get_raw:
 * @self: a log
 * @index: which event, by arrival
 *
 * Called in any thread.
 *
 * Returns: its record as it came; it stays as long as @self
 */
AcmeSlice
acme_audit_log_get_raw (AcmeAuditLog *self,
                        guint         index)
{
  AcmeSlice slice = { NULL, 0 };

  g_return_val_if_fail (index < acme_audit_log_get_n (self), slice);

  slice.text = find_place (self->raws, self->chunks[index / ACME_AUDIT_CHUNK]->raws[index % ACME_AUDIT_CHUNK],
                           &slice.length);
  return slice;
}

/**
 * acme_audit_log_get_record:
 * @self: a log
 * @index: which event, by arrival
 * @reader: what reads it: one for each thread, made for the log's source
 * @out_record: (out): the event; it is good until @reader is used again
 *
 * Called in any thread.
 *
 * Returns: whether it could be read, as what was appended by a reader can
 */
gboolean
acme_audit_log_get_record (AcmeAuditLog       *self,
                           guint               index,
                           AcmeScmEventReader *reader,
                           AcmeEventRecord    *out_record)
{
  AcmeSlice raw;

  g_return_val_if_fail (index < acme_audit_log_get_n (self), FALSE);
  g_return_val_if_fail (reader != NULL && out_record != NULL, FALSE);

  raw = acme_audit_log_get_raw (self, index);
  return acme_scm_event_reader_read (reader, raw.text, raw.length, out_record);
}

static AcmeEvent *
read_event (AcmeAuditLog *self,
            guint         index)
{
  AcmeEventRecord record = { 0 };

  if (!acme_audit_log_get_record (self, index, self->reader, &record))
    record = (AcmeEventRecord) { .time = acme_audit_log_get_time (self, index),
                                 .raw = acme_audit_log_get_raw (self, index) };
  return acme_event_new_from_record (&record);
}

static void
event_gone_cb (gpointer  data,
               GObject  *event)
{
  AcmeAuditLog *self = data;
  gpointer index;

  if (g_hash_table_steal_extended (self->indices, event, NULL, &index))
    g_hash_table_remove (self->events, index);
}

/**
 * acme_audit_log_get_event:
 * @self: a log
 * @index: which event, by arrival
 *
 * Called in the main thread, as is what drops the event.
 *
 * Returns: (transfer full): an object for it, the same one as long as anybody holds it
 */
AcmeEvent *
acme_audit_log_get_event (AcmeAuditLog *self,
                          guint         index)
{
  AcmeEvent *event;

  g_return_val_if_fail (index < acme_audit_log_get_n (self), NULL);

  event = g_hash_table_lookup (self->events, GUINT_TO_POINTER (index));
  if (event != NULL)
    return g_object_ref (event);

  event = read_event (self, index);
  g_hash_table_insert (self->events, GUINT_TO_POINTER (index), event);
  g_hash_table_insert (self->indices, event, GUINT_TO_POINTER (index));
  g_object_weak_ref (G_OBJECT (event), event_gone_cb, self);
  return event;
}

/**
 * acme_audit_log_find_event:
 * @self: a log
 * @event: an object; only its address is looked at
 * @out_index: (out) (optional): which event it is, by arrival
 *
 * Called in the main thread.
 *
 * Returns: whether it is one of acme_audit_log_get_event() that is still held
 */
gboolean
acme_audit_log_find_event (AcmeAuditLog *self,
                           gpointer      event,
                           guint        *out_index)
{
  gpointer index;

  g_return_val_if_fail (ACME_IS_AUDIT_LOG (self), FALSE);

  if (!g_hash_table_lookup_extended (self->indices, event, NULL, &index))
    return FALSE;
  if (out_index != NULL)
    *out_index = GPOINTER_TO_UINT (index);
  return TRUE;
}

/* When the log goes */
void
acme_audit_log_forget_events (AcmeAuditLog *self)
{
  GHashTableIter iter;
  gpointer event;

  g_hash_table_iter_init (&iter, self->indices);
  while (g_hash_table_iter_next (&iter, &event, NULL))
    g_object_weak_unref (event, event_gone_cb, self);
  g_hash_table_remove_all (self->indices);
  g_hash_table_remove_all (self->events);
}

/* What follows is for the view. It is called in any thread, with what is less than acme_audit_log_get_n(). */

const AcmeAuditChunk *
acme_audit_log_get_chunk (AcmeAuditLog *self,
                          guint         chunk)
{
  return self->chunks[chunk];
}

AcmeTextPool *
acme_audit_log_get_pool (AcmeAuditLog *self,
                         guint         pool)
{
  return self->pools[pool];
}

/* Returns: the pool of a field, or -1 if its texts are in none */
int
acme_audit_log_find_pool (guint field)
{
  for (guint i = 0; i < ACME_AUDIT_N_POOLS; i++)
    {
      if (pool_fields[i] == field)
        return i;
    }
  return -1;
}

guint
acme_audit_log_get_pool_field (guint pool)
{
  return pool_fields[pool];
}

/* Its length includes the NUL at the end. */
const char *
acme_audit_log_get_line (AcmeAuditLog *self,
                         guint         index,
                         gsize        *out_length)
{
  return find_place (self->lines, self->chunks[index / ACME_AUDIT_CHUNK]->lines[index % ACME_AUDIT_CHUNK],
                     out_length);
}

/* Folded; its length does not include the NUL behind it. */
const char *
acme_audit_log_get_description (AcmeAuditLog *self,
                                guint         index,
                                gsize        *out_length)
{
  guint head = self->chunks[index / ACME_AUDIT_CHUNK]->heads[index % ACME_AUDIT_CHUNK];
  const char *line = acme_audit_log_get_line (self, index, out_length);
  const char *description = line + head;

  if (head == G_MAXUINT16)
    description = acme_audit_line_find (line, ACME_AUDIT_LINE_DESCRIPTION);
  *out_length -= (gsize) (description - line) + 1;
  return description;
}

static guint64
get_segment (AcmeAuditLog *self,
             guint         index)
{
  return (self->chunks[index / ACME_AUDIT_CHUNK]->lines[index % ACME_AUDIT_CHUNK] >> ACME_AUDIT_LENGTH_BITS) /
         ACME_SPOOL_MAX_PIECE;
}

/* Returns: the first event after @first, or else @end, whose line is not beside the one before it in memory */
guint
acme_audit_log_find_gap (AcmeAuditLog *self,
                         guint         first,
                         guint         end)
{
  guint64 segment = get_segment (self, first);
  guint low = first + 1, high = end;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_segment (self, middle) == segment)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether all ids are numbers, or none */
gboolean
acme_audit_log_has_numbers (AcmeAuditLog *self)
{
  return !g_atomic_int_get (&self->has_other_ids);
}

void
acme_audit_log_relax (AcmeAuditLog *self)
{
  acme_spool_relax (self->raws);
  acme_spool_relax (self->lines);
}

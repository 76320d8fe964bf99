/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what an audit log holds as fast as it can be read, without an object for any event. It may begin while the log
 * still grows: then it writes what comes as it comes, and ends with the log. */

#include "config.h"

#include "acme-audit-export.h"

#include "acme-error.h"
#include "acme-save-stream.h"

/* So often somebody looks whether it was cancelled, and is told how far it has come. */
#define STEP 256

typedef struct
{
  AcmeAuditLog *log;
  AcmeScmEventReader *reader;
  AcmeEventWriter *writer;
  guint n; /* written */
  guint *n_done;
  GCancellable *cancellable;
} Export;

static gboolean
write_event (Export  *self,
             guint    index,
             GError **error)
{
  AcmeEventRecord record;

  if (self->n % STEP == 0)
    {
      g_atomic_int_set (self->n_done, self->n);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }
  self->n++;
  /* the log has nothing that could not be read before */
  return !acme_audit_log_get_record (self->log, index, self->reader, &record) ||
         acme_event_writer_write (self->writer, &record, error);
}

static gboolean
write_order (Export  *self,
             GBytes  *order,
             GError **error)
{
  gsize size;
  const guint32 *indices = g_bytes_get_data (order, &size);
  guint n = acme_audit_log_get_n (self->log);

  for (gsize i = 0; i < size / sizeof (guint32); i++)
    {
      g_return_val_if_fail (indices[i] < n, FALSE);
      if (!write_event (self, indices[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (Export  *self,
           GError **error)
{
  guint n_written = 0;
  guint n = acme_audit_log_get_n (self->log);

  do
    {
      for (; n_written < n; n_written++)
        {
          if (!write_event (self, n_written, error))
            return FALSE;
        }
      g_atomic_int_set (self->n_done, self->n);
      n = acme_audit_log_wait (self->log, n_written, self->cancellable);
    }
  while (n > n_written);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * acme_audit_export_write:
 * @log: an audit log
 * @order: (nullable): which of its events, as guint32 numbers by arrival, in the order in which they are to be written;
 *   with %NULL all of them as they came, and those that are still to come
 * @format: how to write them
 * @stream: where to
 * @n_done: (out): how many are written; it grows meanwhile and can be read in any thread with g_atomic_int_get()
 * @cancellable: (nullable): a cancellable
 * @error: return location for an %ACME_ERROR_FAILED with a sentence, or %G_IO_ERROR_CANCELLED
 *
 * Writes events. Blocks, also for those that are still to come, so it is neither for the main thread nor for the one
 * that appends.
 *
 * Returns: whether all of them are written
 */
gboolean
acme_audit_export_write (AcmeAuditLog     *log,
                         GBytes           *order,
                         AcmeEventFormat   format,
                         GOutputStream    *stream,
                         guint            *n_done,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr(AcmeScmEventReader) reader = NULL;
  g_autoptr(AcmeEventWriter) writer = NULL;
  Export export = { .log = log, .n_done = n_done, .cancellable = cancellable };
  gboolean is_written;

  g_return_val_if_fail (ACME_IS_AUDIT_LOG (log), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (n_done != NULL, FALSE);

  export.reader = reader = acme_scm_event_reader_new (acme_audit_log_get_source (log));
  export.writer = writer = acme_event_writer_new (stream, format, TRUE);
  is_written = (order != NULL ? write_order (&export, order, error) : write_all (&export, error)) &&
               acme_event_writer_finish (writer, error);
  g_atomic_int_set (n_done, export.n);
  return is_written;
}

/**
 * acme_audit_export_save:
 * @log: an audit log
 * @order: (nullable): as for acme_audit_export_write()
 * @format: how to write them
 * @file: where to save; it is replaced as a whole or not at all, see #AcmeSaveStream
 * @n_done: (out): as for acme_audit_export_write()
 * @cancellable: (nullable): a cancellable
 * @error: return location for an %ACME_ERROR_FAILED with a sentence, or %G_IO_ERROR_CANCELLED
 *
 * Saves events in a file. Blocks as acme_audit_export_write() does.
 *
 * Returns: whether they are there now
 */
gboolean
acme_audit_export_save (AcmeAuditLog     *log,
                        GBytes           *order,
                        AcmeEventFormat   format,
                        GFile            *file,
                        guint            *n_done,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr(AcmeSaveStream) stream = acme_save_stream_open (file, ACME_SAVE_PLAIN, cancellable, error);

  return stream != NULL &&
         acme_audit_export_write (log, order, format, G_OUTPUT_STREAM (stream), n_done, cancellable, error) &&
         acme_save_stream_commit (stream, cancellable, error);
}

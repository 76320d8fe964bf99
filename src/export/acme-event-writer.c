/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Audit events as CSV or JSON Lines, from the records that pass by: what AcmeCsvWriter and AcmeJsonWriter make of
 * objects, byte for byte, without making any. */

#include "config.h"

#include "acme-event-writer.h"

#include <string.h>

#include "acme-csv-text.h"
#include "acme-json-text.h"
#include "acme-text-sink.h"
#include "acme-time.h"

struct _AcmeEventWriter
{
  GObject parent_instance;

  AcmeTextSink sink;
  AcmeEventFormat format;
  gboolean with_header;
  gboolean begun;
};

G_DEFINE_FINAL_TYPE (AcmeEventWriter, acme_event_writer, G_TYPE_OBJECT)

/* What the columns of the table are: who opens it in a spreadsheet sees what the window shows. */
static const guint csv_fields[] = {
  ACME_EVENT_DATE,
  ACME_EVENT_ACTION,
  ACME_EVENT_ADMIN,
  ACME_EVENT_ACCESS_METHOD,
  ACME_EVENT_ADDRESS,
  ACME_EVENT_ORGANIZATION,
  ACME_EVENT_DESCRIPTION,
};

static void
acme_event_writer_finalize (GObject *object)
{
  AcmeEventWriter *self = ACME_EVENT_WRITER (object);

  acme_text_sink_clear (&self->sink);

  G_OBJECT_CLASS (acme_event_writer_parent_class)->finalize (object);
}

static void
acme_event_writer_class_init (AcmeEventWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_event_writer_finalize;
}

static void
acme_event_writer_init (AcmeEventWriter *self)
{
}

static void
append_header (GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (csv_fields); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append (out, acme_event_fields.fields[csv_fields[i]].id);
    }
  g_string_append (out, ACME_CSV_LINE_END);
}

static void
append_line (GString               *out,
             const AcmeEventRecord *record)
{
  char time[ACME_TIME_PRINT_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (csv_fields); i++)
    {
      const AcmeSlice *text = &record->fields[csv_fields[i]];

      if (i > 0)
        g_string_append_c (out, ',');
      if (csv_fields[i] == ACME_EVENT_DATE)
        g_string_append_len (out, time, acme_time_print (record->time, time));
      else
        acme_csv_append_cell (out, text->text, text->length);
    }
  g_string_append (out, ACME_CSV_LINE_END);
}

/* No text and an empty one are the same, as they are for an item. */
static void
append_text (GString    *out,
             const char *text,
             gsize       length)
{
  acme_json_append_text (out, length > 0 ? text : NULL, length);
}

static void
append_object (GString               *out,
               const AcmeEventRecord *record)
{
  char time[ACME_TIME_PRINT_SIZE];

  for (guint i = 0; i < ACME_EVENT_N_FIELDS; i++)
    {
      const AcmeSlice *text = &record->fields[i];

      g_string_append (out, i == 0 ? "{\"" : ",\"");
      g_string_append (out, acme_event_fields.fields[i].id);
      g_string_append (out, "\":");
      if (i == ACME_EVENT_DATE)
        append_text (out, time, acme_time_print (record->time, time));
      else
        append_text (out, text->text, text->length);
    }
  g_string_append (out, "}\n");
}

static gboolean
begin (AcmeEventWriter  *self,
       GError          **error)
{
  if (!acme_text_sink_check (&self->sink, error))
    return FALSE;

  if (!self->begun && self->with_header && self->format == ACME_EVENT_CSV)
    append_header (self->sink.pending);
  self->begun = TRUE;
  return TRUE;
}

/**
 * acme_event_writer_new:
 * @stream: where to write; it stays open
 * @format: what
 * @with_header: whether the first line of CSV names the columns
 *
 * Returns: (transfer full): a writer of events in UTF-8; one thread at a time may use it
 */
AcmeEventWriter *
acme_event_writer_new (GOutputStream   *stream,
                       AcmeEventFormat  format,
                       gboolean         with_header)
{
  AcmeEventWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_object_new (ACME_TYPE_EVENT_WRITER, NULL);
  acme_text_sink_init (&self->sink, stream);
  self->format = format;
  self->with_header = with_header;
  return self;
}

/**
 * acme_event_writer_write:
 * @self: a writer
 * @record: an event
 * @error: return location for an %ACME_ERROR_FAILED that says what became of the output, or a
 *   %G_IO_ERROR_BROKEN_PIPE if nobody reads it any more
 *
 * Writes an event. Blocks as long as the stream does.
 *
 * Returns: whether all is well so far; the last events may still wait for acme_event_writer_finish()
 */
gboolean
acme_event_writer_write (AcmeEventWriter        *self,
                         const AcmeEventRecord  *record,
                         GError                **error)
{
  g_return_val_if_fail (ACME_IS_EVENT_WRITER (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  if (!begin (self, error))
    return FALSE;

  if (self->format == ACME_EVENT_CSV)
    append_line (self->sink.pending, record);
  else
    append_object (self->sink.pending, record);
  return acme_text_sink_push (&self->sink, error);
}

/**
 * acme_event_writer_finish:
 * @self: a writer
 * @error: return location, as of acme_event_writer_write()
 *
 * Writes what is left, and the header if there was no event. The stream stays open; a file is only safe when closing it
 * worked too.
 *
 * Returns: whether everything was written
 */
gboolean
acme_event_writer_finish (AcmeEventWriter  *self,
                          GError          **error)
{
  g_return_val_if_fail (ACME_IS_EVENT_WRITER (self), FALSE);

  return begin (self, error) && acme_text_sink_finish (&self->sink, error);
}

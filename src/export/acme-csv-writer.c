/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items as CSV (RFC 4180): a header with the ids of the fields, a line for each item. No text in it starts like a
 * formula, see acme-csv-guard.c, but for keys that were asked for. */

#include "config.h"

#include "acme-csv-writer.h"

#include <string.h>

#include "acme-csv-text.h"
#include "acme-time.h"

struct _AcmeCsvWriter
{
  AcmeRowWriter parent_instance;

  gboolean with_header;
};

G_DEFINE_FINAL_TYPE (AcmeCsvWriter, acme_csv_writer, ACME_TYPE_ROW_WRITER)

/* What a key consists of. None of it is a formula that does anything, and somebody will copy it as it stands there. */
static gboolean
is_key (const AcmeField *field,
        const char      *text)
{
  return (field->flags & ACME_FIELD_SECRET) != 0 &&
         text[strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_")] == '\0';
}

static void
append_field (GString         *out,
              AcmeItem        *item,
              const AcmeField *field,
              guint            index)
{
  g_autofree char *time = NULL;
  const char *text;

  switch (field->kind)
    {
    case ACME_FIELD_TEXT:
    case ACME_FIELD_CHOICE:
      text = acme_item_get_string (item, index);
      if (text != NULL && is_key (field, text))
        g_string_append (out, text);
      else
        acme_csv_append_cell (out, text, text != NULL ? strlen (text) : 0);
      break;
    case ACME_FIELD_NUMBER:
      /* a number is no text: nothing to guard against, and the sign belongs to it */
      if (acme_item_get_number (item, index) != ACME_NUMBER_NONE)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, acme_item_get_number (item, index));
      break;
    case ACME_FIELD_TIME:
      time = acme_time_format (acme_item_get_number (item, index));
      g_string_append (out, time != NULL ? time : "");
      break;
    case ACME_FIELD_VARIANT:
    case ACME_FIELD_DERIVED:
      text = acme_item_get_text (item, index);
      acme_csv_append_cell (out, text, strlen (text));
      break;
    default:
      g_return_if_reached ();
    }
}

static void
acme_csv_writer_begin (AcmeRowWriter *writer,
                       GString       *out)
{
  guint n = acme_row_writer_get_n (writer);

  if (!ACME_CSV_WRITER (writer)->with_header)
    return;

  for (guint column = 0; column < n; column++)
    {
      if (column > 0)
        g_string_append_c (out, ',');
      g_string_append (out, acme_row_writer_get_field (writer, column, NULL)->id);
    }
  g_string_append (out, ACME_CSV_LINE_END);
}

static void
acme_csv_writer_item (AcmeRowWriter *writer,
                      GString       *out,
                      AcmeItem      *item)
{
  guint n = acme_row_writer_get_n (writer);

  for (guint column = 0; column < n; column++)
    {
      guint index;
      const AcmeField *field = acme_row_writer_get_field (writer, column, &index);

      if (column > 0)
        g_string_append_c (out, ',');
      append_field (out, item, field, index);
    }
  g_string_append (out, ACME_CSV_LINE_END);
}

static void
acme_csv_writer_class_init (AcmeCsvWriterClass *klass)
{
  AcmeRowWriterClass *writer_class = ACME_ROW_WRITER_CLASS (klass);

  writer_class->begin = acme_csv_writer_begin;
  writer_class->item = acme_csv_writer_item;
}

static void
acme_csv_writer_init (AcmeCsvWriter *self)
{
}

/**
 * acme_csv_writer_new:
 * @stream: where to write
 * @table: the fields of the items
 * @fields: (array length=n_fields) (nullable): the indices of those to write; %NULL for every one that is exported
 * @n_fields: how many
 * @with_header: whether the first line names the fields
 *
 * Returns: (transfer full): a writer of CSV in UTF-8
 */
AcmeRowWriter *
acme_csv_writer_new (GOutputStream        *stream,
                     const AcmeFieldTable *table,
                     const guint          *fields,
                     guint                 n_fields,
                     gboolean              with_header)
{
  AcmeCsvWriter *self = g_object_new (ACME_TYPE_CSV_WRITER, NULL);

  acme_row_writer_set_up (ACME_ROW_WRITER (self), stream, table, fields, n_fields);
  self->with_header = with_header;
  return ACME_ROW_WRITER (self);
}

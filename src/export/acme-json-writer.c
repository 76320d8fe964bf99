/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items as JSON: an object each, whose keys are the ids of the fields. Scripts rely on the keys, so they are never
 * translated and never left out; only `problem` is there just when there is one. */

#include "config.h"

#include "acme-json-writer.h"

#include "acme-json-text.h"

struct _AcmeJsonWriter
{
  AcmeRowWriter parent_instance;

  AcmeJsonShape shape;
  gboolean any; /* an object was written */
};

G_DEFINE_FINAL_TYPE (AcmeJsonWriter, acme_json_writer, ACME_TYPE_ROW_WRITER)

static void
append_object (AcmeRowWriter *writer,
               GString       *out,
               AcmeItem      *item)
{
  guint n = acme_row_writer_get_n (writer);
  const char *problem = acme_item_get_problem (item);

  g_string_append_c (out, '{');
  for (guint column = 0; column < n; column++)
    {
      guint index;
      const AcmeField *field = acme_row_writer_get_field (writer, column, &index);

      if (column > 0)
        g_string_append_c (out, ',');
      acme_json_append_string (out, field->id);
      g_string_append_c (out, ':');
      acme_json_append_field (out, item, index);
    }
  if (problem != NULL)
    {
      g_string_append (out, n > 0 ? ",\"problem\":" : "\"problem\":");
      acme_json_append_string (out, problem);
    }
  g_string_append_c (out, '}');
}

static void
acme_json_writer_item (AcmeRowWriter *writer,
                       GString       *out,
                       AcmeItem      *item)
{
  AcmeJsonWriter *self = ACME_JSON_WRITER (writer);

  g_return_if_fail (self->shape != ACME_JSON_OBJECT || !self->any);

  if (self->shape == ACME_JSON_ARRAY)
    g_string_append (out, self->any ? ",\n" : "[\n");
  append_object (writer, out, item);
  if (self->shape != ACME_JSON_ARRAY)
    g_string_append_c (out, '\n');
  self->any = TRUE;
}

static void
acme_json_writer_end (AcmeRowWriter *writer,
                      GString       *out)
{
  AcmeJsonWriter *self = ACME_JSON_WRITER (writer);

  if (self->shape == ACME_JSON_ARRAY)
    g_string_append (out, self->any ? "\n]\n" : "[]\n");
}

static void
acme_json_writer_class_init (AcmeJsonWriterClass *klass)
{
  AcmeRowWriterClass *writer_class = ACME_ROW_WRITER_CLASS (klass);

  writer_class->item = acme_json_writer_item;
  writer_class->end = acme_json_writer_end;
}

static void
acme_json_writer_init (AcmeJsonWriter *self)
{
}

/**
 * acme_json_writer_new:
 * @stream: where to write
 * @table: the fields of the items
 * @fields: (array length=n_fields) (nullable): the indices of those to write; %NULL for every one that is exported
 * @n_fields: how many
 * @shape: what stands around the objects
 *
 * Returns: (transfer full): a writer of JSON in UTF-8
 */
AcmeRowWriter *
acme_json_writer_new (GOutputStream        *stream,
                      const AcmeFieldTable *table,
                      const guint          *fields,
                      guint                 n_fields,
                      AcmeJsonShape         shape)
{
  AcmeJsonWriter *self = g_object_new (ACME_TYPE_JSON_WRITER, NULL);

  acme_row_writer_set_up (ACME_ROW_WRITER (self), stream, table, fields, n_fields);
  self->shape = shape;
  return ACME_ROW_WRITER (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes items one after the other, so that a million of them never stand in memory at once. What they look like is the
 * business of the subclasses (JSON, CSV, a table for people); that every byte arrived is that of AcmeTextSink. */

#include "config.h"

#include "acme-row-writer.h"

#include "acme-group.h"
#include "acme-text-sink.h"

typedef struct
{
  AcmeTextSink sink;
  const AcmeFieldTable *table;
  GArray *fields; /* guint: the indices of the columns, in their order */
  gboolean begun;
} AcmeRowWriterPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcmeRowWriter, acme_row_writer, G_TYPE_OBJECT)

static AcmeRowWriterPrivate *
get_private (AcmeRowWriter *self)
{
  return acme_row_writer_get_instance_private (self);
}

static void
acme_row_writer_finalize (GObject *object)
{
  AcmeRowWriterPrivate *priv = get_private (ACME_ROW_WRITER (object));

  acme_text_sink_clear (&priv->sink);
  g_clear_pointer (&priv->fields, g_array_unref);

  G_OBJECT_CLASS (acme_row_writer_parent_class)->finalize (object);
}

static void
acme_row_writer_class_init (AcmeRowWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_row_writer_finalize;
}

static void
acme_row_writer_init (AcmeRowWriter *self)
{
  get_private (self)->fields = g_array_new (FALSE, FALSE, sizeof (guint));
}

static gboolean
begin (AcmeRowWriter  *self,
       GError        **error)
{
  AcmeRowWriterPrivate *priv = get_private (self);
  AcmeRowWriterClass *klass = ACME_ROW_WRITER_GET_CLASS (self);

  if (!acme_text_sink_check (&priv->sink, error))
    return FALSE;

  if (!priv->begun && klass->begin != NULL)
    klass->begin (self, priv->sink.pending);
  priv->begun = TRUE;
  return TRUE;
}

/**
 * acme_row_writer_write_item:
 * @self: a writer
 * @item: an item of the kind that @self was made for
 * @error: return location for an %ACME_ERROR_FAILED that says what became of the output, or a
 *   %G_IO_ERROR_BROKEN_PIPE if nobody reads it any more
 *
 * Writes a row. Blocks as long as the stream does.
 *
 * Returns: whether all is well so far; the last rows may still wait for acme_row_writer_finish()
 */
gboolean
acme_row_writer_write_item (AcmeRowWriter  *self,
                            AcmeItem       *item,
                            GError        **error)
{
  AcmeRowWriterPrivate *priv;

  g_return_val_if_fail (ACME_IS_ROW_WRITER (self), FALSE);
  g_return_val_if_fail (ACME_IS_ITEM (item), FALSE);

  priv = get_private (self);
  g_return_val_if_fail (acme_item_get_table (item) == priv->table, FALSE);

  if (!begin (self, error))
    return FALSE;

  ACME_ROW_WRITER_GET_CLASS (self)->item (self, priv->sink.pending, item);
  return acme_text_sink_push (&priv->sink, error);
}

/**
 * acme_row_writer_write_group:
 * @self: a writer
 * @title: the title of the group to which the next rows belong
 * @count: how many they are
 * @error: return location, as of acme_row_writer_write_item()
 *
 * Writes the heading of a group, in a format that has such a thing.
 *
 * Returns: whether all is well so far
 */
gboolean
acme_row_writer_write_group (AcmeRowWriter  *self,
                             const char     *title,
                             guint           count,
                             GError        **error)
{
  AcmeRowWriterClass *klass;

  g_return_val_if_fail (ACME_IS_ROW_WRITER (self), FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  klass = ACME_ROW_WRITER_GET_CLASS (self);
  if (!begin (self, error))
    return FALSE;

  if (klass->group != NULL)
    klass->group (self, get_private (self)->sink.pending, title, count);
  return acme_text_sink_push (&get_private (self)->sink, error);
}

/**
 * acme_row_writer_write_rows:
 * @self: a writer
 * @rows: a list of #AcmeItem and #AcmeGroup, such as an #AcmeRowModel
 * @error: return location, as of acme_row_writer_write_item()
 *
 * Writes each of them.
 *
 * Returns: whether all is well so far
 */
gboolean
acme_row_writer_write_rows (AcmeRowWriter  *self,
                            GListModel     *rows,
                            GError        **error)
{
  guint n;

  g_return_val_if_fail (ACME_IS_ROW_WRITER (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (rows), FALSE);

  n = g_list_model_get_n_items (rows);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (rows, i);
      gboolean written;

      if (ACME_IS_GROUP (row))
        written = acme_row_writer_write_group (self, acme_group_get_title (ACME_GROUP (row)),
                                               acme_group_get_count (ACME_GROUP (row)), error);
      else
        written = acme_row_writer_write_item (self, ACME_ITEM (row), error);
      if (!written)
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_row_writer_finish:
 * @self: a writer
 * @error: return location, as of acme_row_writer_write_item()
 *
 * Writes what is left. The stream stays open; a file is only safe when closing it worked too.
 *
 * Returns: whether everything was written
 */
gboolean
acme_row_writer_finish (AcmeRowWriter  *self,
                        GError        **error)
{
  AcmeRowWriterPrivate *priv;
  AcmeRowWriterClass *klass;

  g_return_val_if_fail (ACME_IS_ROW_WRITER (self), FALSE);

  priv = get_private (self);
  klass = ACME_ROW_WRITER_GET_CLASS (self);
  if (!begin (self, error))
    return FALSE;

  if (klass->end != NULL)
    klass->end (self, priv->sink.pending);
  return acme_text_sink_finish (&priv->sink, error);
}

/**
 * acme_row_writer_set_up:
 * @self: a writer that was just made
 * @stream: where to write
 * @table: the fields of the items
 * @fields: (array length=n_fields) (nullable): the indices of those to write, in this order
 * @n_fields: how many
 *
 * Without @fields every field that is exported is written, in the order of @table.
 */
void
acme_row_writer_set_up (AcmeRowWriter        *self,
                        GOutputStream        *stream,
                        const AcmeFieldTable *table,
                        const guint          *fields,
                        guint                 n_fields)
{
  AcmeRowWriterPrivate *priv;

  g_return_if_fail (ACME_IS_ROW_WRITER (self));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));
  g_return_if_fail (table != NULL);

  priv = get_private (self);
  g_return_if_fail (priv->sink.stream == NULL);

  acme_text_sink_init (&priv->sink, stream);
  priv->table = table;
  if (fields != NULL)
    g_array_append_vals (priv->fields, fields, n_fields);
  else
    acme_row_writer_choose (self, ACME_FIELD_EXPORT);
}

/**
 * acme_row_writer_choose:
 * @self: a writer that has written nothing yet
 * @flags: which fields to write: those that have any of these
 */
void
acme_row_writer_choose (AcmeRowWriter  *self,
                        AcmeFieldFlags  flags)
{
  AcmeRowWriterPrivate *priv;

  g_return_if_fail (ACME_IS_ROW_WRITER (self));

  priv = get_private (self);
  g_return_if_fail (!priv->begun);

  g_array_set_size (priv->fields, 0);
  for (guint i = 0; i < priv->table->n_fields; i++)
    {
      if ((priv->table->fields[i].flags & flags) != 0)
        g_array_append_val (priv->fields, i);
    }
}

/**
 * acme_row_writer_get_n:
 * @self: a writer
 *
 * Returns: how many columns it writes
 */
guint
acme_row_writer_get_n (AcmeRowWriter *self)
{
  g_return_val_if_fail (ACME_IS_ROW_WRITER (self), 0);

  return get_private (self)->fields->len;
}

/**
 * acme_row_writer_get_field:
 * @self: a writer
 * @column: a column's number
 * @out_index: (out) (optional): the index of its field
 *
 * Returns: (transfer none): the field in that column
 */
const AcmeField *
acme_row_writer_get_field (AcmeRowWriter *self,
                           guint          column,
                           guint         *out_index)
{
  AcmeRowWriterPrivate *priv;
  guint index;

  g_return_val_if_fail (ACME_IS_ROW_WRITER (self), NULL);

  priv = get_private (self);
  g_return_val_if_fail (column < priv->fields->len, NULL);

  index = g_array_index (priv->fields, guint, column);
  if (out_index != NULL)
    *out_index = index;
  return &priv->table->fields[index];
}

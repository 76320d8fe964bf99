/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items as a table for people, in aligned columns with translated titles. The columns are measured by the first rows;
 * a wider text in a later one moves the rest of its line, which is better than keeping a million rows to measure. */

#include "config.h"

#include "acme-text-table.h"

#include <glib/gi18n.h>

#include "acme-text.h"

/* Rows by which the columns are measured. */
#define MEASURED_ROWS 1000

#define GAP 2

/* Below this a column says nothing; the terminal then breaks the lines. */
#define MIN_WIDTH 6

/* What identifies a row is needed whole, since people type it again; it is shortened only when each other column is
 * down to this, which is enough for a date. */
#define READABLE_WIDTH 11

typedef struct
{
  char *heading; /* (nullable): of a group */
  char **cells;  /* (nullable): of an item; as many as there are columns */
} Row;

struct _AcmeTextTable
{
  AcmeRowWriter parent_instance;

  gboolean with_header;
  guint max_width;  /* of a line; 0 for no limit */
  guint n_columns;
  guint *widths;
  GPtrArray *first; /* (nullable): Row, until the columns are measured */
  gboolean any;     /* a line was written */
};

G_DEFINE_FINAL_TYPE (AcmeTextTable, acme_text_table, ACME_TYPE_ROW_WRITER)

static void
free_row (Row *row)
{
  g_free (row->heading);
  g_strfreev (row->cells);
  g_free (row);
}

static void
append_spaces (GString *out,
               guint    n)
{
  for (; n > 0; n--)
    g_string_append_c (out, ' ');
}

static void
append_cell (AcmeTextTable *self,
             GString       *out,
             guint          column,
             const char    *text)
{
  gboolean is_last = column + 1 == self->n_columns;
  gboolean is_number = acme_row_writer_get_field (ACME_ROW_WRITER (self), column, NULL)->kind == ACME_FIELD_NUMBER;
  g_autofree char *shortened = NULL;
  guint width = acme_text_get_width (text);
  guint padding;

  if (self->max_width > 0 && width > self->widths[column])
    {
      text = shortened = acme_text_ellipsize (text, self->widths[column]);
      width = acme_text_get_width (text);
    }
  padding = self->widths[column] > width ? self->widths[column] - width : 0;

  if (is_number)
    append_spaces (out, padding);
  g_string_append (out, text);
  if (!is_last)
    append_spaces (out, (is_number ? 0 : padding) + GAP);
}

static void
append_line (AcmeTextTable     *self,
             GString           *out,
             const char *const *cells)
{
  gsize start = out->len;

  for (guint column = 0; column < self->n_columns; column++)
    append_cell (self, out, column, cells[column]);

  while (out->len > start && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
  self->any = TRUE;
}

static void
append_row (AcmeTextTable *self,
            GString       *out,
            const Row     *row)
{
  if (row->cells != NULL)
    {
      append_line (self, out, (const char *const *) row->cells);
      return;
    }

  if (self->any)
    g_string_append_c (out, '\n');
  g_string_append_printf (out, "%s\n", row->heading);
  self->any = TRUE;
}

static void
measure_cells (AcmeTextTable     *self,
               const char *const *cells)
{
  for (guint column = 0; column < self->n_columns; column++)
    self->widths[column] = MAX (self->widths[column], acme_text_get_width (cells[column]));
}

static gboolean
identifies (AcmeTextTable *self,
            guint          column)
{
  return (acme_row_writer_get_field (ACME_ROW_WRITER (self), column, NULL)->flags & ACME_FIELD_KEY) != 0;
}

/* Takes from the widest column, one cell at a time, until a line fits or no column is wider than @limit. */
static void
shrink_columns (AcmeTextTable *self,
                gboolean       with_keys,
                guint          limit)
{
  guint total = GAP * (self->n_columns - 1);

  for (guint column = 0; column < self->n_columns; column++)
    total += self->widths[column];

  for (; total > self->max_width; total--)
    {
      guint *widest = NULL;

      for (guint column = 0; column < self->n_columns; column++)
        {
          if ((with_keys || !identifies (self, column)) && (widest == NULL || self->widths[column] > *widest))
            widest = &self->widths[column];
        }
      if (widest == NULL || *widest <= limit)
        return;
      (*widest)--;
    }
}

static char **
dup_titles (AcmeTextTable *self)
{
  char **titles = g_new0 (char *, self->n_columns + 1);

  for (guint column = 0; column < self->n_columns; column++)
    titles[column] = g_strdup (acme_field_get_title (acme_row_writer_get_field (ACME_ROW_WRITER (self), column, NULL)));
  return titles;
}

static void
settle (AcmeTextTable *self,
        GString       *out)
{
  g_autoptr(GPtrArray) rows = g_steal_pointer (&self->first);
  g_auto(GStrv) titles = dup_titles (self);

  if (self->n_columns == 0)
    return;

  if (self->with_header)
    measure_cells (self, (const char *const *) titles);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];

      if (row->cells != NULL)
        measure_cells (self, (const char *const *) row->cells);
    }
  if (self->max_width > 0)
    {
      shrink_columns (self, FALSE, READABLE_WIDTH);
      shrink_columns (self, TRUE, MIN_WIDTH);
    }

  if (self->with_header)
    append_line (self, out, (const char *const *) titles);
  for (guint i = 0; i < rows->len; i++)
    append_row (self, out, rows->pdata[i]);
}

static void
take_row (AcmeTextTable *self,
          GString       *out,
          Row           *row)
{
  if (self->first == NULL)
    {
      append_row (self, out, row);
      free_row (row);
      return;
    }

  g_ptr_array_add (self->first, row);
  if (self->first->len >= MEASURED_ROWS)
    settle (self, out);
}

static void
acme_text_table_group (AcmeRowWriter *writer,
                       GString       *out,
                       const char    *title,
                       guint          count)
{
  g_autofree char *printable = acme_text_make_printable (title);
  Row *row = g_new0 (Row, 1);

  /* Translators: the heading of a group of rows: its title and how many there are */
  row->heading = g_strdup_printf (_("%s (%u)"), printable, count);
  take_row (ACME_TEXT_TABLE (writer), out, row);
}

static void
acme_text_table_item (AcmeRowWriter *writer,
                      GString       *out,
                      AcmeItem      *item)
{
  AcmeTextTable *self = ACME_TEXT_TABLE (writer);
  Row *row = g_new0 (Row, 1);

  row->cells = g_new0 (char *, self->n_columns + 1);
  for (guint column = 0; column < self->n_columns; column++)
    {
      guint index;

      acme_row_writer_get_field (writer, column, &index);
      row->cells[column] = acme_text_make_printable (acme_text_table_get_cell (item, index));
    }
  take_row (self, out, row);
}

static void
acme_text_table_end (AcmeRowWriter *writer,
                     GString       *out)
{
  if (ACME_TEXT_TABLE (writer)->first != NULL)
    settle (ACME_TEXT_TABLE (writer), out);
}

static void
acme_text_table_finalize (GObject *object)
{
  AcmeTextTable *self = ACME_TEXT_TABLE (object);

  g_clear_pointer (&self->widths, g_free);
  g_clear_pointer (&self->first, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_text_table_parent_class)->finalize (object);
}

static void
acme_text_table_class_init (AcmeTextTableClass *klass)
{
  AcmeRowWriterClass *writer_class = ACME_ROW_WRITER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = acme_text_table_finalize;
  writer_class->group = acme_text_table_group;
  writer_class->item = acme_text_table_item;
  writer_class->end = acme_text_table_end;
}

static void
acme_text_table_init (AcmeTextTable *self)
{
  self->first = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
}

/**
 * acme_text_table_new:
 * @stream: where to write
 * @table: the fields of the items
 * @fields: (array length=n_fields) (nullable): the indices of those to write; %NULL for those that identify an item
 *   and those that are shown unless a person hides them
 * @n_fields: how many
 * @with_header: whether the first line holds the titles
 * @max_width: the cells of a terminal's line, to which texts are shortened; 0 to shorten nothing
 *
 * Returns: (transfer full): a writer of a table for people
 */
AcmeRowWriter *
acme_text_table_new (GOutputStream        *stream,
                     const AcmeFieldTable *table,
                     const guint          *fields,
                     guint                 n_fields,
                     gboolean              with_header,
                     guint                 max_width)
{
  AcmeTextTable *self = g_object_new (ACME_TYPE_TEXT_TABLE, NULL);

  acme_row_writer_set_up (ACME_ROW_WRITER (self), stream, table, fields, n_fields);
  if (fields == NULL)
    acme_row_writer_choose (ACME_ROW_WRITER (self), ACME_FIELD_KEY | ACME_FIELD_SHOWN);

  self->with_header = with_header;
  self->max_width = max_width;
  self->n_columns = acme_row_writer_get_n (ACME_ROW_WRITER (self));
  self->widths = g_new0 (guint, self->n_columns);
  return ACME_ROW_WRITER (self);
}

/**
 * acme_text_table_get_cell:
 * @item: an item
 * @field: the index of a field of it
 *
 * Returns: (transfer none): what a terminal shows for that field, as it may come from the wire: a choice that
 *   identifies an item as the word that people type for it, any other by its title
 */
const char *
acme_text_table_get_cell (AcmeItem *item,
                          guint     field)
{
  const AcmeField *description;
  const char *word;

  g_return_val_if_fail (ACME_IS_ITEM (item), "");

  description = &acme_item_get_table (item)->fields[field];
  if (description->kind != ACME_FIELD_CHOICE || (description->flags & ACME_FIELD_KEY) == 0)
    return acme_item_get_text (item, field);

  word = acme_item_get_string (item, field);
  return word != NULL ? word : "";
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every listing command does in the end: rows to standard output in the format that was asked for, and what is
 * wrong with any of them to standard error. One item alone is an object in JSON, and a line for each field for people.
 */

#include "config.h"

#include "acme-cli-list.h"

#include <glib/gi18n.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "acme-csv-writer.h"
#include "acme-json-writer.h"
#include "acme-keyed-list.h"
#include "acme-row-model.h"
#include "acme-text-table.h"
#include "acme-text.h"

#define USUAL_WIDTH 80

/**
 * acme_cli_get_terminal_width:
 *
 * Returns: the cells of a line of the terminal that is the standard output; 0 if nobody looks at it, since what is
 *   piped is never shortened
 */
guint
acme_cli_get_terminal_width (void)
{
  struct winsize size;

  if (!isatty (STDOUT_FILENO))
    return 0;
  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
    return USUAL_WIDTH;
  return size.ws_col;
}

static gboolean
has_text (GListModel *rows,
          guint       field)
{
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (rows, i);

      if (ACME_IS_ITEM (row) && acme_item_get_text (ACME_ITEM (row), field)[0] != '\0')
        return TRUE;
    }
  return FALSE;
}

static GArray *
choose_columns (GListModel           *rows,
                const AcmeFieldTable *table,
                const AcmeCliColumns *columns)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < columns->n_shown; i++)
    {
      guint field = columns->shown[i];

      if ((table->fields[field].flags & ACME_FIELD_KEY) != 0 || has_text (rows, field))
        g_array_append_val (chosen, field);
    }
  return chosen;
}

static AcmeRowWriter *
create_writer (AcmeCli              *cli,
               GListModel           *rows,
               const AcmeFieldTable *table,
               const AcmeCliColumns *columns)
{
  g_autoptr(GArray) shown = NULL;

  switch (cli->format)
    {
    case ACME_CLI_JSON:
      return acme_json_writer_new (cli->output, table, columns->exported, columns->n_exported, ACME_JSON_ARRAY);
    case ACME_CLI_CSV:
      return acme_csv_writer_new (cli->output, table, columns->exported, columns->n_exported, cli->with_header);
    case ACME_CLI_TABLE:
    default:
      shown = columns->shown != NULL ? choose_columns (rows, table, columns) : NULL;
      return acme_text_table_new (cli->output, table, shown != NULL ? (const guint *) shown->data : NULL,
                                  shown != NULL ? shown->len : 0, cli->with_header, acme_cli_get_terminal_width ());
    }
}

static void
warn_of_problem (AcmeCli  *cli,
                 AcmeItem *item)
{
  const char *problem = acme_item_get_problem (item);
  guint name;

  if (problem == NULL)
    return;

  if (acme_field_table_find (acme_item_get_table (item), "name", &name) &&
      acme_item_get_text (item, name)[0] != '\0')
    acme_cli_warn (cli, "%s: %s", acme_item_get_text (item, name), problem);
  else
    acme_cli_warn (cli, "%s: %s", acme_item_get_key (item), problem);
}

/**
 * acme_cli_print_list:
 * @cli: the run
 * @items: (element-type AcmeItem): what was listed
 * @query: which of them to print, and in which order
 * @columns: (nullable): which fields of them to print; %NULL for what their table of fields says
 * @error: return location for what became of the output
 *
 * Returns: whether all was written
 */
gboolean
acme_cli_print_list (AcmeCli               *cli,
                     GPtrArray             *items,
                     AcmeQuery             *query,
                     const AcmeCliColumns  *columns,
                     GError               **error)
{
  static const AcmeCliColumns usual_columns = { NULL };
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(AcmeRowModel) rows = NULL;
  g_autoptr(AcmeRowWriter) writer = NULL;
  guint n;

  g_return_val_if_fail (cli != NULL && items != NULL, FALSE);
  g_return_val_if_fail (ACME_IS_QUERY (query), FALSE);

  acme_keyed_list_replace (list, items);
  rows = acme_row_model_new (G_LIST_MODEL (list), query);
  acme_row_model_finish (rows);

  acme_cli_stop_catching (cli);
  writer = create_writer (cli, G_LIST_MODEL (rows), acme_query_get_table (query),
                          columns != NULL ? columns : &usual_columns);
  if (!acme_row_writer_write_rows (writer, G_LIST_MODEL (rows), error) ||
      !acme_row_writer_finish (writer, error))
    return FALSE;

  n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      if (ACME_IS_ITEM (row))
        warn_of_problem (cli, ACME_ITEM (row));
    }
  return TRUE;
}

/* A secret is among the fields only if it was asked for by name. */
static char *
dup_value (AcmeItem *item,
           guint     index)
{
  const AcmeField *field = &acme_item_get_table (item)->fields[index];
  const char *value = (field->flags & ACME_FIELD_SECRET) != 0 ? acme_item_get_string (item, index)
                                                              : acme_text_table_get_cell (item, index);

  return acme_text_make_printable (value != NULL ? value : "");
}

/* A line for each field, with the values below each other. */
static gboolean
print_lines (AcmeCli      *cli,
             AcmeItem     *item,
             const guint  *fields,
             guint         n_fields,
             GError      **error)
{
  const AcmeFieldTable *table = acme_item_get_table (item);
  g_autoptr(GString) text = g_string_new (NULL);
  guint widest = 0;

  for (guint i = 0; i < n_fields; i++)
    widest = MAX (widest, acme_text_get_width (acme_field_get_title (&table->fields[fields[i]])));

  for (guint i = 0; i < n_fields; i++)
    {
      const char *title = acme_field_get_title (&table->fields[fields[i]]);
      g_autofree char *value = dup_value (item, fields[i]);

      if (cli->with_header)
        g_string_append_printf (text, "%s%*s  ", title, (int) (widest - acme_text_get_width (title)), "");
      g_string_append_printf (text, "%s\n", value);
    }
  return acme_cli_write (cli, text->str, error);
}

static gboolean
write_item (AcmeRowWriter  *writer,
            AcmeItem       *item,
            GError        **error)
{
  return acme_row_writer_write_item (writer, item, error) && acme_row_writer_finish (writer, error);
}

/**
 * acme_cli_print_item:
 * @cli: the run
 * @item: what to print
 * @fields: (array length=n_fields): the indices of its fields to print, in their order
 * @n_fields: how many
 * @error: return location for what became of the output
 *
 * Returns: whether all was written
 */
gboolean
acme_cli_print_item (AcmeCli      *cli,
                     AcmeItem     *item,
                     const guint  *fields,
                     guint         n_fields,
                     GError      **error)
{
  const AcmeFieldTable *table;
  g_autoptr(AcmeRowWriter) writer = NULL;

  g_return_val_if_fail (cli != NULL && fields != NULL, FALSE);
  g_return_val_if_fail (ACME_IS_ITEM (item), FALSE);

  acme_cli_stop_catching (cli);
  table = acme_item_get_table (item);
  if (cli->format == ACME_CLI_JSON)
    writer = acme_json_writer_new (cli->output, table, fields, n_fields, ACME_JSON_OBJECT);
  else if (cli->format == ACME_CLI_CSV)
    writer = acme_csv_writer_new (cli->output, table, fields, n_fields, cli->with_header);

  if (writer != NULL ? !write_item (writer, item, error) : !print_lines (cli, item, fields, n_fields, error))
    return FALSE;
  warn_of_problem (cli, item);
  return TRUE;
}

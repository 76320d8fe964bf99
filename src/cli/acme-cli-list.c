/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every listing command does in the end: rows to standard output in the format that was asked for, and what is
 * wrong with any of them to standard error. */

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

#define USUAL_WIDTH 80

/* 0 if nobody looks at it: what is piped is never shortened. */
static guint
get_terminal_width (void)
{
  struct winsize size;

  if (!isatty (STDOUT_FILENO))
    return 0;
  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
    return USUAL_WIDTH;
  return size.ws_col;
}

static AcmeRowWriter *
create_writer (AcmeCli              *cli,
               const AcmeFieldTable *table)
{
  switch (cli->format)
    {
    case ACME_CLI_JSON:
      return acme_json_writer_new (cli->output, table, NULL, 0, ACME_JSON_ARRAY);
    case ACME_CLI_CSV:
      return acme_csv_writer_new (cli->output, table, NULL, 0, cli->with_header);
    case ACME_CLI_TABLE:
    default:
      return acme_text_table_new (cli->output, table, NULL, 0, cli->with_header, get_terminal_width ());
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
 * @error: return location for what became of the output
 *
 * Returns: whether all was written
 */
gboolean
acme_cli_print_list (AcmeCli    *cli,
                     GPtrArray  *items,
                     AcmeQuery  *query,
                     GError    **error)
{
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
  writer = create_writer (cli, acme_query_get_table (query));
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

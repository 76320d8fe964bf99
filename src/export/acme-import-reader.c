/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A CSV file of accounts to create. A file that cannot be understood as a whole is refused; a line that cannot is a row
 * that says so, because somebody will look for every line of the file in the result. */

#include "config.h"

#include "acme-import-reader.h"

#include <glib/gi18n.h>

#include "acme-csv-guard.h"
#include "acme-csv-reader.h"
#include "acme-error.h"
#include "acme-import-row.h"
#include "acme-text.h"

#define NO_FIELD G_MAXUINT
#define MAX_SHOWN 40 /* cells */

static const struct
{
  const char *name;
  guint field;
  gboolean is_needed;
} columns[] = {
  { "name", ACME_IMPORT_ROW_NAME, TRUE },
  { "endpoint", ACME_IMPORT_ROW_ENDPOINT, TRUE },
  { "organizationId", ACME_IMPORT_ROW_ORGANIZATION_ID, TRUE },
  { "domains", ACME_IMPORT_ROW_DOMAINS, FALSE },
  { "profile", ACME_IMPORT_ROW_PROFILE, FALSE },
};

static char *
dup_cell (const char *cell)
{
  return g_strstrip (g_strdup (acme_csv_unguard (cell)));
}

static gboolean
is_empty (const AcmeCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = dup_cell (row->cells[i]);

      if (cell[0] != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_column (const char *name,
             guint      *out_field)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (g_ascii_strcasecmp (columns[i].name, name) == 0)
        {
          *out_field = columns[i].field;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
contains (GArray *fields,
          guint   field)
{
  for (guint i = 0; i < fields->len; i++)
    {
      if (g_array_index (fields, guint, i) == field)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_column (GArray      *fields,
            const char  *cell,
            GError     **error)
{
  g_autofree char *name = dup_cell (cell);
  guint field = NO_FIELD;

  if (name[0] != '\0' && !find_column (name, &field))
    {
      g_autofree char *printable = acme_text_make_printable (name);
      g_autofree char *shown = acme_text_ellipsize (printable, MAX_SHOWN);

      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   _("The file has a column “%s”, which accounts do not have. The columns are name, endpoint, "
                     "organizationId, domains and profile."), shown);
      return FALSE;
    }
  if (field != NO_FIELD && contains (fields, field))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The file has the column “%s” twice."), name);
      return FALSE;
    }
  g_array_append_val (fields, field);
  return TRUE;
}

/* The field of each column; NO_FIELD for one without a name */
static GArray *
read_header (const AcmeCsvRow  *row,
             const char        *endpoint,
             GError           **error)
{
  g_autoptr(GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < row->n_cells; i++)
    {
      if (!add_column (fields, row->cells[i], error))
        return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gboolean is_given = columns[i].field == ACME_IMPORT_ROW_ENDPOINT && endpoint != NULL;

      if (columns[i].is_needed && !is_given && !contains (fields, columns[i].field))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("The file has no column “%s”. Its first line must name its columns."), columns[i].name);
          return NULL;
        }
    }
  return g_steal_pointer (&fields);
}

static void
check_row (AcmeImportRow *row)
{
  AcmeItem *item = ACME_ITEM (row);
  const char *organization = acme_item_get_string (item, ACME_IMPORT_ROW_ORGANIZATION_ID);

  if (acme_item_get_string (item, ACME_IMPORT_ROW_NAME) == NULL)
    acme_import_row_refuse (row, _("The name is missing."));
  else if (acme_item_get_string (item, ACME_IMPORT_ROW_ENDPOINT) == NULL)
    acme_import_row_refuse (row, _("The endpoint is missing."));
  else if (organization == NULL)
    acme_import_row_refuse (row, _("The id of the organization is missing."));
  else if (!g_ascii_string_to_signed (organization, 10, 1, G_MAXINT64, NULL, NULL))
    acme_import_row_refuse (row, _("The id of the organization is not a number."));
}

static AcmeImportRow *
make_row (const AcmeCsvRow *from,
          GArray           *fields,
          const char       *endpoint)
{
  AcmeImportRow *row = acme_import_row_new (from->line);

  for (guint i = 0; i < from->n_cells; i++)
    {
      guint field = i < fields->len ? g_array_index (fields, guint, i) : NO_FIELD;
      g_autofree char *cell = dup_cell (from->cells[i]);

      if (field != NO_FIELD)
        acme_item_set_string (ACME_ITEM (row), field, cell);
      else if (cell[0] != '\0')
        acme_import_row_refuse (row, _("This line has a cell in a column that has no name."));
    }
  if (endpoint != NULL && acme_item_get_string (ACME_ITEM (row), ACME_IMPORT_ROW_ENDPOINT) == NULL)
    acme_item_set_string (ACME_ITEM (row), ACME_IMPORT_ROW_ENDPOINT, endpoint);
  check_row (row);
  return row;
}

static void
check_repetition (AcmeImportRow *row,
                  GHashTable    *lines)
{
  AcmeItem *item = ACME_ITEM (row);
  g_autofree char *problem = NULL;
  g_autofree char *key = NULL;
  gint64 organization;
  gpointer line;

  if (acme_item_get_problem (item) != NULL)
    return;
  organization = g_ascii_strtoll (acme_item_get_string (item, ACME_IMPORT_ROW_ORGANIZATION_ID), NULL, 10);
  key = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%s", organization,
                         acme_item_get_string (item, ACME_IMPORT_ROW_ENDPOINT),
                         acme_item_get_string (item, ACME_IMPORT_ROW_NAME));
  line = g_hash_table_lookup (lines, key);
  if (line == NULL)
    {
      g_hash_table_insert (lines, g_steal_pointer (&key),
                           GUINT_TO_POINTER (acme_item_get_number (item, ACME_IMPORT_ROW_LINE)));
      return;
    }
  problem = g_strdup_printf (_("Line %u asks for the same account already."), GPOINTER_TO_UINT (line));
  acme_import_row_refuse (row, problem);
}

static GPtrArray *
make_rows (GPtrArray   *from,
           GArray      *fields,
           const char  *endpoint,
           GError     **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i < from->len; i++)
    {
      AcmeImportRow *row;

      if (is_empty (from->pdata[i]))
        continue;
      if (rows->len == ACME_IMPORT_MAX_ROWS)
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("The file has more than %d accounts. Import it in parts."), ACME_IMPORT_MAX_ROWS);
          return NULL;
        }
      row = make_row (from->pdata[i], fields, endpoint);
      check_repetition (row, lines);
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * acme_import_read:
 * @bytes: a CSV file with the columns name, endpoint, organizationId, domains and profile in any order
 * @endpoint: (nullable): the endpoint of lines that name none, as a line would name it; without it every line must
 * @error: return location
 *
 * Nothing is compared with SCM here. A line that cannot be used is there as one that is invalid, and says why; one that
 * repeats an earlier line is such a line, too.
 *
 * Returns: (transfer full) (element-type AcmeImportRow): a row for each line that is not empty; %NULL with
 *   %ACME_ERROR_INVALID
 */
GPtrArray *
acme_import_read (GBytes      *bytes,
                  const char  *endpoint,
                  GError     **error)
{
  g_autoptr(GPtrArray) from = NULL;
  g_autoptr(GArray) fields = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  from = acme_csv_read (bytes, error);
  if (from == NULL)
    return NULL;
  if (from->len == 0)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The file is empty."));
      return NULL;
    }
  fields = read_header (from->pdata[0], endpoint, error);
  return fields != NULL ? make_rows (from, fields, endpoint, error) : NULL;
}

static void
set_read_error (GError       **error,
                const GError  *cause)
{
  if (acme_error_is_cancelled (cause))
    g_propagate_error (error, g_error_copy (cause));
  else
    /* Translators: the %s is a sentence or a reason from another library */
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The file cannot be read: %s"), cause->message);
}

/**
 * acme_import_read_stream:
 * @stream: gives a file like that of acme_import_read()
 * @endpoint: (nullable): as of acme_import_read()
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Blocks until the stream has ended, and reads no more of it than a file may have.
 *
 * Returns: (transfer full) (element-type AcmeImportRow): as acme_import_read(); %NULL with %ACME_ERROR_INVALID or
 *   %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_import_read_stream (GInputStream  *stream,
                         const char    *endpoint,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(GOutputStream) memory = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) cause = NULL;
  gssize n = 1;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  memory = g_memory_output_stream_new_resizable ();
  while (n > 0 && g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) <= ACME_CSV_MAX_SIZE)
    {
      char buffer[16384];

      n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, &cause);
      if (n > 0 && !g_output_stream_write_all (memory, buffer, n, NULL, NULL, &cause))
        n = -1;
    }
  if (n < 0 || !g_output_stream_close (memory, NULL, &cause))
    {
      set_read_error (error, cause);
      return NULL;
    }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  return acme_import_read (bytes, endpoint, error);
}

static void
read_file (GTask        *task,
           gpointer      file,
           gpointer      endpoint,
           GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, &cause);
  GPtrArray *rows = NULL;

  if (stream == NULL)
    set_read_error (&error, cause);
  else
    rows = acme_import_read_stream (G_INPUT_STREAM (stream), endpoint, cancellable, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * acme_import_read_file_async:
 * @file: a file like that of acme_import_read()
 * @endpoint: (nullable): as of acme_import_read()
 * @cancellable: (nullable): a cancellable
 * @callback: called when it has been read
 * @user_data: for @callback
 *
 * Reads and checks in another thread: a large file takes longer than a frame.
 */
void
acme_import_read_file_async (GFile               *file,
                             const char          *endpoint,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_import_read_file_async);
  g_task_set_task_data (task, g_strdup (endpoint), g_free);
  g_task_run_in_thread (task, read_file);
}

/**
 * acme_import_read_file_finish:
 * @file: the file
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeImportRow): as acme_import_read(); %NULL with %ACME_ERROR_INVALID or
 *   %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_import_read_file_finish (GFile         *file,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_import_read_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

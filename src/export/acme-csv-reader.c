/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV as people have it: RFC 4180, but also with the semicolons or tabs that spreadsheets write in many countries, with
 * a byte order mark, with any kind of line end. What cannot be read for sure is refused with its line, since a quote at
 * the wrong place would move cells of one account into another. */

#include "config.h"

#include "acme-csv-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  const char *at;
  const char *end;
  guint line;    /* of @at, from 1 */
  char separator;
  GString *text; /* the cells of the row so far, each with its NUL */
  guint n_cells;
} Reader;

static void
free_row (gpointer data)
{
  AcmeCsvRow *row = data;

  g_free (row->cells); /* and the texts behind them */
  g_free (row);
}

static AcmeCsvRow *
make_row (Reader *reader,
          guint   line)
{
  gsize pointers = sizeof (char *) * reader->n_cells;
  AcmeCsvRow *row = g_new (AcmeCsvRow, 1);
  char *cell;

  row->line = line;
  row->n_cells = reader->n_cells;
  row->cells = g_malloc (pointers + reader->text->len);
  cell = (char *) row->cells + pointers;
  memcpy (cell, reader->text->str, reader->text->len);
  for (guint i = 0; i < row->n_cells; i++)
    {
      row->cells[i] = cell;
      cell += strlen (cell) + 1;
    }
  return row;
}

static gboolean
is_line_end (const Reader *reader)
{
  return reader->at < reader->end && (*reader->at == '\n' || *reader->at == '\r');
}

/* Steps over one character, or over a line end of any kind */
static void
step (Reader *reader)
{
  if (is_line_end (reader))
    {
      reader->line++;
      if (reader->at[0] == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n')
        reader->at++;
    }
  reader->at++;
}

static void
copy_until (Reader     *reader,
            const char *to)
{
  g_string_append_len (reader->text, reader->at, to - reader->at);
  while (reader->at < to)
    step (reader);
}

static gboolean
read_quoted (Reader  *reader,
             GError **error)
{
  guint first = reader->line;
  const char *quote;

  reader->at++;
  while ((quote = memchr (reader->at, '"', reader->end - reader->at)) != NULL)
    {
      copy_until (reader, quote);
      reader->at++;
      if (reader->at == reader->end || *reader->at != '"')
        return TRUE;
      g_string_append_c (reader->text, '"');
      reader->at++;
    }
  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The quotation mark in line %u is never closed."), first);
  return FALSE;
}

static gboolean
ends_cell (const Reader *reader)
{
  return reader->at == reader->end || *reader->at == reader->separator || is_line_end (reader);
}

static gboolean
read_cell (Reader  *reader,
           GError **error)
{
  if (reader->at < reader->end && *reader->at == '"')
    {
      if (!read_quoted (reader, error))
        return FALSE;
      if (!ends_cell (reader))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("In line %u there is text behind a closing quotation mark."), reader->line);
          return FALSE;
        }
    }
  else
    {
      const char *from = reader->at;

      while (!ends_cell (reader))
        reader->at++;
      g_string_append_len (reader->text, from, reader->at - from);
    }

  g_string_append_c (reader->text, '\0');
  reader->n_cells++;
  return TRUE;
}

/* Reads a row, and nothing (NULL without an error) from an empty line */
static AcmeCsvRow *
read_row (Reader  *reader,
          GError **error)
{
  guint line = reader->line;

  reader->n_cells = 0;
  g_string_truncate (reader->text, 0);
  while (!is_line_end (reader) || reader->n_cells > 0)
    {
      if (!read_cell (reader, error))
        return NULL;
      if (reader->at == reader->end || is_line_end (reader))
        break;
      if (reader->n_cells == ACME_CSV_MAX_CELLS)
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("Line %u has more than %d cells."), line,
                       ACME_CSV_MAX_CELLS);
          return NULL;
        }
      reader->at++;
    }
  if (reader->at < reader->end)
    step (reader);
  return reader->n_cells > 0 ? make_row (reader, line) : NULL;
}

/* The one of the usual separators that stands most often in the first line */
static char
find_separator (Reader first)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  while (is_line_end (&first))
    step (&first);
  for (; first.at < first.end && (quoted || !is_line_end (&first)); first.at++)
    {
      if (*first.at == '"')
        quoted = !quoted;
      for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
        counts[i] += !quoted && *first.at == separators[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    {
      if (counts[i] > counts[best])
        best = i;
    }
  return separators[best];
}

static gboolean
check_text (Reader  *reader,
            GError **error)
{
  Reader place = *reader;
  const char *invalid;

  if (g_utf8_validate_len (reader->at, reader->end - reader->at, &invalid))
    return TRUE;
  while (place.at < invalid)
    step (&place);
  if (*invalid == '\0')
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 _("Line %u contains a null character. Save the file as CSV in UTF-8."), place.line);
  else
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 _("Line %u is not text in UTF-8. Save the file as CSV in UTF-8."), place.line);
  return FALSE;
}

static GPtrArray *
read_rows (Reader  *reader,
           GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);

  while (reader->at < reader->end)
    {
      g_autoptr(GError) row_error = NULL;
      AcmeCsvRow *row = read_row (reader, &row_error);

      if (row == NULL && row_error == NULL)
        continue;
      if (row != NULL && rows->len == ACME_CSV_MAX_ROWS)
        {
          free_row (row);
          row = NULL;
          g_set_error (&row_error, ACME_ERROR, ACME_ERROR_INVALID, _("The file has more than %d lines."),
                       ACME_CSV_MAX_ROWS);
        }
      if (row == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&row_error));
          return NULL;
        }
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * acme_csv_read:
 * @bytes: a CSV file
 * @error: return location
 *
 * Reads cells separated by commas, semicolons or tabs, whichever the first line has most of. Empty lines are left out.
 *
 * Returns: (transfer full) (element-type AcmeCsvRow): the rows, the header being the first; %NULL with
 *   %ACME_ERROR_INVALID and the line if that is no CSV in UTF-8, or too much of it
 */
GPtrArray *
acme_csv_read (GBytes  *bytes,
               GError **error)
{
  g_autoptr(GString) text = NULL;
  Reader reader = { .line = 1 };
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  reader.at = g_bytes_get_data (bytes, &size);
  if (size > ACME_CSV_MAX_SIZE)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The file has more than %d MiB."),
                   ACME_CSV_MAX_SIZE / (1024 * 1024));
      return NULL;
    }
  if (size == 0)
    return g_ptr_array_new_with_free_func (free_row);

  reader.end = reader.at + size;
  if (size >= strlen (BYTE_ORDER_MARK) && memcmp (reader.at, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    reader.at += strlen (BYTE_ORDER_MARK);
  if (!check_text (&reader, error))
    return NULL;
  reader.separator = find_separator (reader);
  reader.text = text = g_string_new (NULL);
  return read_rows (&reader, error);
}

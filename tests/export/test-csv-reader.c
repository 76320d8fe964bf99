/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-csv-guard.h"
#include "acme-csv-reader.h"
#include "acme-csv-writer.h"
#include "acme-error.h"
#include "sample-item.h"

#include <string.h>

static GPtrArray *
read_length (const char  *data,
             gsize        length,
             GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length); /* a copy of its own length, which the sanitizer guards */

  return acme_csv_read (bytes, error);
}

/* The rows as "line:cell|cell" with a space between them */
static char *
describe (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = read_length (text, strlen (text), &error);
  g_autoptr(GString) description = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      AcmeCsvRow *row = rows->pdata[i];

      g_string_append_printf (description, "%s%u:", i > 0 ? " " : "", row->line);
      for (guint n = 0; n < row->n_cells; n++)
        g_string_append_printf (description, "%s%s", n > 0 ? "|" : "", row->cells[n]);
    }
  return g_string_free (g_steal_pointer (&description), FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    { "", "" },
    { "\r\n\n", "" },
    { "a", "1:a" },
    { "a,b\r\nc,d\r\n", "1:a|b 2:c|d" },
    { "a,b\nc,d", "1:a|b 2:c|d" },
    { "a,b\rc,d\r", "1:a|b 2:c|d" },
    { "a,b\n\r\n\nc,d", "1:a|b 4:c|d" },
    { "a,\n,b\n,", "1:a| 2:|b 3:|" },
    { "\"\"\nx", "1: 2:x" },
    { "\"a,b\",\"say \"\"x\"\"\"", "1:a,b|say \"x\"" },
    { "\"two\r\nlines\",b\nnext", "1:two\r\nlines|b 3:next" },
    { "\"\"\"\"", "1:\"" },
    { "a\"b,c\"\"d", "1:a\"b|c\"\"d" },
    { "\xef\xbb\xbf" "a,b", "1:a|b" },
    { "\xef\xbb\xbf" "\"a\";b", "1:a|b" },
    { "\xef\xbb\xbf", "" },
    { "北京,Zürich", "1:北京|Zürich" },
    { " a , b ", "1: a | b " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = describe (cases[i].text);

      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    { "a;b;c\n1,5;2;3", "1:a|b|c 2:1,5|2|3" },
    { "a\tb\n1;2\t3", "1:a|b 2:1;2|3" },
    { "\"a,,,,\";b\nc;d", "1:a,,,,|b 2:c|d" },
    { "\n\na;b\nc;d", "3:a|b 4:c|d" },
    { "a\nb;c", "1:a 2:b;c" }, /* the first line decides */
    { "a,b;c", "1:a|b;c" },    /* the comma, if there is nothing to choose by */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = describe (cases[i].text);

      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

#define HOSTILE(text) text, sizeof (text) - 1

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    const char *part;
  } cases[] = {
    { HOSTILE ("a,b\n1,\"2\n3\n"), "in line 2 is never closed" },
    { HOSTILE ("\""), "in line 1 is never closed" },
    { HOSTILE ("a\n\"\"\""), "in line 2 is never closed" },
    { HOSTILE ("a\n\"b\"c\n"), "In line 2 there is text behind a closing quotation mark" },
    { HOSTILE ("\"a\" ,b"), "In line 1 there is text" },
    { HOSTILE ("a\r\nb\r\nc\xff" "d\r\n"), "Line 3 is not text in UTF-8" },
    { HOSTILE ("a\n\xc3"), "Line 2 is not text in UTF-8" },
    { HOSTILE ("\xff\xfe" "n\0a\0"), "Line 1 is not text in UTF-8" },
    { HOSTILE ("a\nb\0c\n"), "Line 2 contains a null character" },
    { HOSTILE ("\0"), "Line 1 contains a null character" },
    { HOSTILE ("\xed\xa0\x80"), "Line 1 is not text" }, /* a surrogate */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_length (cases[i].text, cases[i].length, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

/* Every beginning of a difficult file is read or refused, but never read beyond */
static void
test_beginnings (void)
{
  static const char text[] = "\xef\xbb\xbf" "\"a\"\"\r\n\",\"ü\";\tb\r\r\n\n\"\",,'=x\"\r";

  for (gsize length = 0; length < sizeof text; length++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = read_length (text, length, &error);

      g_assert_true ((rows != NULL) == (error == NULL));
    }
}

static GPtrArray *
read_string (GString  *text,
             GError  **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text->str, text->len);

  return acme_csv_read (bytes, error);
}

static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new ("name,text\n");
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start;
  AcmeCsvRow *row;

  /* a cell of 1 MiB, quoted and not */
  g_string_append_c (text, '"');
  for (guint i = 0; i < 1024 * 1024; i += 2)
    g_string_append (text, i % 64 == 0 ? "\r\n" : "\"\"");
  g_string_append (text, "\",b\n");
  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, ",b\n");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "account %u,\"x, y\"\r\n", i);

  start = g_get_monotonic_time ();
  rows = read_string (text, &error);
  g_test_message ("%" G_GSIZE_FORMAT " bytes, %u rows: %.0f ms", text->len, rows != NULL ? rows->len : 0,
                  (g_get_monotonic_time () - start) / 1e3);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 100003);
  row = rows->pdata[1];
  g_assert_cmpuint (strlen (row->cells[0]), ==, 1024 * 1024 / 64 * 2 + 1024 * 1024 / 64 * 31);
  row = rows->pdata[2];
  g_assert_cmpuint (strlen (row->cells[0]), ==, 1024 * 1024);
  row = rows->pdata[100002];
  g_assert_cmpstr (row->cells[0], ==, "account 99999");
  g_assert_cmpuint (row->line, ==, 3 + 1024 * 1024 / 64 + 100000);
}

static void
assert_too_much (GString    *text,
                 const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_string (text, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_too_much (void)
{
  g_autoptr(GString) bytes = g_string_new (NULL);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GString) cells = g_string_new ("first line\n");
  g_autoptr(GPtrArray) rows = NULL;

  g_string_set_size (bytes, ACME_CSV_MAX_SIZE + 1);
  memset (bytes->str, 'x', bytes->len);
  assert_too_much (bytes, "16 MiB");

  for (guint i = 0; i <= ACME_CSV_MAX_ROWS; i++)
    g_string_append (lines, "x\n");
  assert_too_much (lines, "more than 1000000 lines");

  for (guint i = 0; i < ACME_CSV_MAX_CELLS - 1; i++)
    g_string_append_c (cells, ',');
  rows = read_string (cells, NULL);
  g_assert_cmpuint (((AcmeCsvRow *) rows->pdata[1])->n_cells, ==, ACME_CSV_MAX_CELLS);
  g_string_append_c (cells, ',');
  assert_too_much (cells, "Line 2 has more than 1000 cells");
}

static void
test_round_trip (void)
{
  static const char *const names[] = {
    "plain", "a,b", "say \"x\"", "two\nlines", "cr\rinside", "crlf\r\ninside", "semi;colon", "tab\tinside", "北京",
    "=1+1", "-1", "'=1", "''+", "\tx", "\r", "\"", "\"\"", ",", " space ", "'", "printer's room", "cafeteria 🍰",
  };
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_csv_writer_new (stream, &sample_fields, NULL, 0, TRUE);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  const char *text;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(AcmeItem) item = sample_item_new (i, names[i]);

      g_assert_true (acme_row_writer_write_item (writer, item, NULL));
    }
  g_assert_true (acme_row_writer_finish (writer, NULL));

  text = sample_stream_get (stream);
  rows = read_length (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (names) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AcmeCsvRow *row = rows->pdata[i + 1];

      g_assert_cmpuint (row->n_cells, ==, ((AcmeCsvRow *) rows->pdata[0])->n_cells);
      g_assert_cmpstr (acme_csv_unguard (row->cells[1]), ==, names[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/rows", test_rows);
  g_test_add_func ("/csv-reader/separators", test_separators);
  g_test_add_func ("/csv-reader/refused", test_refused);
  g_test_add_func ("/csv-reader/beginnings", test_beginnings);
  g_test_add_func ("/csv-reader/large", test_large);
  g_test_add_func ("/csv-reader/too-much", test_too_much);
  g_test_add_func ("/csv-reader/round-trip", test_round_trip);
  return g_test_run ();
}

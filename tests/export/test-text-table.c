/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-text-table.h"
#include "sample-item.h"

#include <string.h>

#include "acme-account.h"
#include "acme-text.h"

static void
add (AcmeRowWriter *writer,
     gint64         id,
     const char    *name,
     const char    *kind)
{
  g_autoptr(AcmeItem) item = sample_item_new (id, name);

  acme_item_set_string (item, SAMPLE_KIND, kind);
  g_assert_true (acme_row_writer_write_item (writer, item, NULL));
}

static void
test_aligned (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &sample_fields, NULL, 0, TRUE, 0);

  add (writer, 7, "web", "PUBLIC");
  add (writer, 1234, "北京大学", "PUBLIC");
  add (writer, ACME_NUMBER_NONE, "e\xcc\x81", NULL);
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==,
                   "  Id  Name      Kind\n"
                   "   7  web       Public Kind\n"
                   "1234  北京大学  Public Kind\n"
                   "      e\xcc\x81\n");
}

static void
test_groups (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &sample_fields, NULL, 0, FALSE, 0);

  g_assert_true (acme_row_writer_write_group (writer, "First\x1b[1m", 1, NULL));
  add (writer, 1, "a", "PUBLIC");
  g_assert_true (acme_row_writer_write_group (writer, "Second", 2, NULL));
  add (writer, 20, "b", NULL);
  add (writer, 3, "c", NULL);
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==,
                   "First\xef\xbf\xbd[1m (1)\n"
                   " 1  a  Public Kind\n"
                   "\n"
                   "Second (2)\n"
                   "20  b\n"
                   " 3  c\n");
}

static void
test_control_characters (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &sample_fields, NULL, 0, FALSE, 0);

  add (writer, 1, "two\nlines \x1b]0;title\x07", NULL);
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==,
                   "1  two lines \xef\xbf\xbd]0;title\xef\xbf\xbd\n");
}

static void
check_lines_fit (const char *text,
                 guint       width)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpuint (acme_text_get_width (*line), <=, width);
}

static void
test_terminal_width (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &sample_fields, NULL, 0, TRUE, 30);
  const char *text;

  add (writer, 1, "a name that is much longer than the terminal is wide", "PUBLIC");
  add (writer, 2, "北京大学北京大学北京大学", "PUBLIC");
  g_assert_true (acme_row_writer_finish (writer, NULL));

  text = sample_stream_get (stream);
  check_lines_fit (text, 30);
  g_assert_nonnull (strstr (text, "a name that"));
  g_assert_nonnull (strstr (text, "…"));
  g_assert_nonnull (strstr (text, "Public Kind"));
}

static void
test_hardly_any_width (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &sample_fields, NULL, 0, TRUE, 3);

  add (writer, 1, "longer name", "PUBLIC");
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==, "Id  Name    Kind\n 1  longe…  Publi…\n");
}

/* What identifies a row is what the next command takes: the word of the wire, and whole as long as it can be. */
static void
test_keys (void)
{
  static const guint columns[] = { ACME_ACCOUNT_KIND, ACME_ACCOUNT_ID, ACME_ACCOUNT_NAME, ACME_ACCOUNT_STATUS };
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &acme_account_fields, columns,
                                                         G_N_ELEMENTS (columns), FALSE, 42);
  g_autoptr(GOutputStream) narrow_stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) narrow = acme_text_table_new (narrow_stream, &acme_account_fields, columns,
                                                         G_N_ELEMENTS (columns), FALSE, 30);
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_UNIVERSAL, 123456789);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "a name of very many letters");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_STATUS, "valid");
  g_assert_true (acme_row_writer_write_item (writer, ACME_ITEM (account), NULL));
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==, "universal  123456789  a name of ve…  Valid\n");

  g_assert_true (acme_row_writer_write_item (narrow, ACME_ITEM (account), NULL));
  g_assert_true (acme_row_writer_finish (narrow, NULL));
  check_lines_fit (sample_stream_get (narrow_stream), 30);
}

/* Rows past the measured ones are written at once, and a text that is too wide only moves its own line. */
static void
test_many_rows (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_text_table_new (stream, &sample_fields, NULL, 0, FALSE, 0);
  g_auto(GStrv) lines = NULL;

  for (guint i = 0; i < 3000; i++)
    add (writer, 1000 + i, i == 2500 ? "wider" : "nm", "PUBLIC");
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), >, 0);
  g_assert_true (acme_row_writer_finish (writer, NULL));

  lines = g_strsplit (sample_stream_get (stream), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3001);
  g_assert_cmpstr (lines[0], ==, "1000  nm  Public Kind");
  g_assert_cmpstr (lines[2500], ==, "3500  wider  Public Kind");
  g_assert_cmpstr (lines[2999], ==, "3999  nm  Public Kind");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-table/aligned", test_aligned);
  g_test_add_func ("/text-table/groups", test_groups);
  g_test_add_func ("/text-table/control-characters", test_control_characters);
  g_test_add_func ("/text-table/terminal-width", test_terminal_width);
  g_test_add_func ("/text-table/hardly-any-width", test_hardly_any_width);
  g_test_add_func ("/text-table/keys", test_keys);
  g_test_add_func ("/text-table/many-rows", test_many_rows);
  return g_test_run ();
}

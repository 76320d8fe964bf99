/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-csv-writer.h"
#include "sample-item.h"

static char *
write_cell (const char *name)
{
  static const guint columns[] = { SAMPLE_NAME };
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_csv_writer_new (stream, &sample_fields, columns, 1, FALSE);
  g_autoptr(AcmeItem) item = sample_item_new (1, name);

  g_assert_true (acme_row_writer_write_item (writer, item, NULL));
  g_assert_true (acme_row_writer_finish (writer, NULL));
  return g_strdup (sample_stream_get (stream));
}

static void
test_cells (void)
{
  static const struct
  {
    const char *name;
    const char *cell;
  } cases[] = {
    { NULL, "\r\n" },
    { "plain", "plain\r\n" },
    { "a,b", "\"a,b\"\r\n" },
    { "say \"x\"", "\"say \"\"x\"\"\"\r\n" },
    { "two\nlines", "\"two\nlines\"\r\n" },
    { "cr\rinside", "\"cr\rinside\"\r\n" },
    { "semi;colon", "semi;colon\r\n" },
    { "北京", "北京\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = write_cell (cases[i].name);

      g_assert_cmpstr (line, ==, cases[i].cell);
    }
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *name;
    const char *cell;
  } cases[] = {
    { "=1+1", "'=1+1\r\n" },
    { "+1", "'+1\r\n" },
    { "-1", "'-1\r\n" },
    { "@SUM(A1)", "'@SUM(A1)\r\n" },
    { "\tx", "'\tx\r\n" },
    { "\rx", "\"'\rx\"\r\n" },
    { "=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"\r\n" },
    { "＝1", "'＝1\r\n" },
    { "a=1", "a=1\r\n" },
    { "a-b", "a-b\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = write_cell (cases[i].name);

      g_assert_cmpstr (line, ==, cases[i].cell);
    }
}

static void
test_all_kinds (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_csv_writer_new (stream, &sample_fields, NULL, 0, TRUE);
  g_autoptr(AcmeItem) full = sample_item_new (-5, "=a");
  g_autoptr(AcmeItem) empty = sample_item_new (ACME_NUMBER_NONE, NULL);

  acme_item_set_string (full, SAMPLE_KIND, "PUBLIC");
  acme_item_set_number (full, SAMPLE_DATE, 0);
  acme_item_set_variant (full, SAMPLE_PARTS, g_variant_new_parsed ("[{'id': <int64 7>}]"));
  acme_item_set_string (full, SAMPLE_KEY, "hmac");

  g_assert_true (acme_row_writer_write_item (writer, full, NULL));
  /* CSV has no headings: the rows stand in the order of the groups */
  g_assert_true (acme_row_writer_write_group (writer, "Group", 1, NULL));
  g_assert_true (acme_row_writer_write_item (writer, empty, NULL));
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==,
                   "id,name,kind,date,parts,shout\r\n"
                   "-5,'=a,PUBLIC,1970-01-01T00:00:00.000Z,1 parts,'=A\r\n"
                   ",,,,,\r\n");
}

static void
check_no_rows (gboolean    with_header,
               const char *expected)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_csv_writer_new (stream, &sample_fields, NULL, 0, with_header);

  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==, expected);
}

static void
test_no_rows (void)
{
  check_no_rows (TRUE, "id,name,kind,date,parts,shout\r\n");
  check_no_rows (FALSE, "");
}

/* A key is of no use with something in front of it. */
static void
test_keys (void)
{
  static const struct
  {
    const char *key;
    const char *cell;
  } cases[] = {
    { "-AbC_123-x", "-AbC_123-x\r\n" },
    { "-1+1", "'-1+1\r\n" },
    { "=AbC", "'=AbC\r\n" },
    { "-cmd|'/C calc'!A0", "'-cmd|'/C calc'!A0\r\n" },
    { NULL, "\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      static const guint columns[] = { SAMPLE_KEY };
      g_autoptr(GOutputStream) stream = sample_stream_new ();
      g_autoptr(AcmeRowWriter) writer = acme_csv_writer_new (stream, &sample_fields, columns, 1, FALSE);
      g_autoptr(AcmeItem) item = sample_item_new (1, "a name");

      acme_item_set_string (item, SAMPLE_KEY, cases[i].key);
      g_assert_true (acme_row_writer_write_item (writer, item, NULL));
      g_assert_true (acme_row_writer_finish (writer, NULL));
      g_assert_cmpstr (sample_stream_get (stream), ==, cases[i].cell);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/cells", test_cells);
  g_test_add_func ("/csv-writer/formulas", test_formulas);
  g_test_add_func ("/csv-writer/keys", test_keys);
  g_test_add_func ("/csv-writer/all-kinds", test_all_kinds);
  g_test_add_func ("/csv-writer/no-rows", test_no_rows);
  return g_test_run ();
}

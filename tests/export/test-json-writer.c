/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-json-text.h"
#include "acme-json-writer.h"
#include "sample-item.h"

#include <json-glib/json-glib.h>

static void
check_shape (AcmeJsonShape  shape,
             guint          n_items,
             const char    *expected)
{
  static const guint columns[] = { SAMPLE_ID };
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_json_writer_new (stream, &sample_fields, columns, 1, shape);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcmeItem) item = sample_item_new (i + 1, NULL);

      g_assert_true (acme_row_writer_write_item (writer, item, NULL));
    }
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==, expected);
}

static void
test_shapes (void)
{
  check_shape (ACME_JSON_ARRAY, 0, "[]\n");
  check_shape (ACME_JSON_ARRAY, 1, "[\n{\"id\":1}\n]\n");
  check_shape (ACME_JSON_ARRAY, 2, "[\n{\"id\":1},\n{\"id\":2}\n]\n");
  check_shape (ACME_JSON_OBJECT, 1, "{\"id\":1}\n");
  check_shape (ACME_JSON_LINES, 0, "");
  check_shape (ACME_JSON_LINES, 2, "{\"id\":1}\n{\"id\":2}\n");
}

static char *
write_one (AcmeItem *item)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_json_writer_new (stream, &sample_fields, NULL, 0, ACME_JSON_OBJECT);

  g_assert_true (acme_row_writer_write_item (writer, item, NULL));
  g_assert_true (acme_row_writer_finish (writer, NULL));
  return g_strdup (sample_stream_get (stream));
}

static void
test_all_kinds (void)
{
  g_autoptr(AcmeItem) item = sample_item_new (G_MAXINT64, "a");
  g_autofree char *full = NULL;
  g_autofree char *empty = NULL;

  acme_item_set_string (item, SAMPLE_KIND, "PUBLIC");
  acme_item_set_number (item, SAMPLE_DATE, G_GINT64_CONSTANT (1893553445678000));
  acme_item_set_variant (item, SAMPLE_PARTS, g_variant_new_parsed ("[{'id': <int64 7>, 'name': <'A \"q\"'>}]"));
  acme_item_set_string (item, SAMPLE_KEY, "hmac");
  acme_item_set_string (item, SAMPLE_HIDDEN, "internal");
  acme_item_set_problem (item, "No “URL”.");

  full = write_one (item);
  g_assert_cmpstr (full, ==,
                   "{\"id\":9223372036854775807,\"name\":\"a\",\"kind\":\"PUBLIC\","
                   "\"date\":\"2030-01-02T03:04:05.678Z\",\"parts\":[{\"id\":7,\"name\":\"A \\\"q\\\"\"}],"
                   "\"shout\":\"A\",\"problem\":\"No “URL”.\"}\n");

  g_clear_object (&item);
  item = sample_item_new (ACME_NUMBER_NONE, NULL);
  empty = write_one (item);
  g_assert_cmpstr (empty, ==,
                   "{\"id\":null,\"name\":null,\"kind\":null,\"date\":null,\"parts\":null,\"shout\":null}\n");
}

static void
test_secret_only_by_name (void)
{
  static const guint columns[] = { SAMPLE_KEY, SAMPLE_ID };
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) writer = acme_json_writer_new (stream, &sample_fields, columns, 2, ACME_JSON_OBJECT);
  g_autoptr(AcmeItem) item = sample_item_new (1, NULL);

  acme_item_set_string (item, SAMPLE_KEY, "hmac");
  g_assert_true (acme_row_writer_write_item (writer, item, NULL));
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_cmpstr (sample_stream_get (stream), ==, "{\"key\":\"hmac\",\"id\":1}\n");
}

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } cases[] = {
    { NULL, "null" },
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "a\"b\\c", "\"a\\\"b\\\\c\"" },
    { "\n\r\t", "\"\\n\\r\\t\"" },
    { "\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"" },
    { "北大 é 🔑", "\"北大 é 🔑\"" },
    { "bad \xff\xfe end", "\"bad \xef\xbf\xbd\xef\xbf\xbd end\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      acme_json_append_string (out, cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].json);
    }
}

/* Every character must come back as it was from a reader that is not ours. */
static void
test_read_back (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) out = g_string_new ("[");
  g_autoptr(JsonNode) node = NULL;

  for (gunichar character = 1; character < 0x3000; character++)
    g_string_append_unichar (text, character);
  acme_json_append_string (out, text->str);
  g_string_append_c (out, ']');

  node = json_from_string (out->str, NULL);
  g_assert_nonnull (node);
  g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==, text->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/shapes", test_shapes);
  g_test_add_func ("/json-writer/all-kinds", test_all_kinds);
  g_test_add_func ("/json-writer/secret-only-by-name", test_secret_only_by_name);
  g_test_add_func ("/json-writer/strings", test_strings);
  g_test_add_func ("/json-writer/read-back", test_read_back);
  return g_test_run ();
}

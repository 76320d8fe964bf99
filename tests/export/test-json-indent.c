/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-json-indent.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_RANDOM 2000

static void
assert_indented (const char *text,
                 const char *expected)
{
  g_autofree char *actual = acme_json_indent (text);
  g_autofree char *again = NULL;

  g_assert_cmpstr (actual, ==, expected);
  if (actual != NULL)
    {
      again = acme_json_indent (actual);
      g_assert_cmpstr (again, ==, expected);
    }
}

static void
test_lines (void)
{
  assert_indented ("{\"a\":1,\"b\":[true,null,{}],\"c\":{\"d\" : \"e\"}}",
                   "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    {}\n  ],\n"
                   "  \"c\": {\n    \"d\": \"e\"\n  }\n}");
  assert_indented (" [ ] ", "[]");
  assert_indented ("{ \n }", "{}");
  assert_indented ("1", "1");
  assert_indented ("", "");
}

/* What another would write in its own way. */
static void
test_exact (void)
{
  assert_indented ("[1.0,1e400,123456789012345678901234567890,-0]",
                   "[\n  1.0,\n  1e400,\n  123456789012345678901234567890,\n  -0\n]");
  assert_indented ("{\"a\":\"\\u00e9\\/\\\"{[,:\\\\\",\"a\":\"é\"}",
                   "{\n  \"a\": \"\\u00e9\\/\\\"{[,:\\\\\",\n  \"a\": \"é\"\n}");
}

static void
test_not_json (void)
{
  static const char *const texts[] = {
    "{", "}", "[}", "{]", "[\"", "[\"\\", "[\"\\\"]", "1,2", "a:b", "{\"a\":é}", "<html>", "[1]]", "{\"a\":'b'}",
  };
  g_autofree char *deep = g_strnfill (65, '[');
  g_autofree char *deeper = g_strnfill (1000000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_indented (texts[i], NULL);
  assert_indented (deep, NULL);
  assert_indented (deeper, NULL);
}

static JsonNode *
make_node (guint depth)
{
  static const char *const texts[] = { "", "a b", "\"", "\\", "{}[],:", "\n\t", "é\u2028", "\\u0041" };
  JsonNode *node;
  guint n = g_test_rand_int_range (0, 4);

  switch (g_test_rand_int_range (0, depth < 8 ? 5 : 3))
    {
    case 0:
      return json_node_init_int (json_node_alloc (), g_test_rand_int ());
    case 1:
      return json_node_init_string (json_node_alloc (), texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
    case 2:
      return json_node_init_boolean (json_node_alloc (), TRUE);
    case 3:
      node = json_node_init_array (json_node_alloc (), json_array_new ());
      json_array_unref (json_node_get_array (node));
      for (guint i = 0; i < n; i++)
        json_array_add_element (json_node_get_array (node), make_node (depth + 1));
      return node;
    default:
      node = json_node_init_object (json_node_alloc (), json_object_new ());
      json_object_unref (json_node_get_object (node));
      for (guint i = 0; i < n; i++)
        json_object_set_member (json_node_get_object (node), texts[i], make_node (depth + 1));
      return node;
    }
}

/* It says the same to one who reads JSON. */
static void
test_random (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr(JsonNode) node = make_node (0);
      g_autofree char *text = json_to_string (node, g_test_rand_bit ());
      g_autofree char *indented = acme_json_indent (text);
      g_autoptr(JsonNode) same = NULL;

      g_assert_nonnull (indented);
      same = json_from_string (indented, NULL);
      g_assert_nonnull (same);
      g_assert_true (json_node_equal (node, same));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-indent/lines", test_lines);
  g_test_add_func ("/json-indent/exact", test_exact);
  g_test_add_func ("/json-indent/not-json", test_not_json);
  g_test_add_func ("/json-indent/random", test_random);

  return g_test_run ();
}

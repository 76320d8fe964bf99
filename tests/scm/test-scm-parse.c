/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-error.h"
#include "acme-scm-parse.h"
#include "acme-scm-scan.h"
#include "scm-double.h"

static JsonNode *
parse (const char  *text,
       gssize       length,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));

  return acme_scm_parse (bytes, error);
}

static void
test_good (void)
{
  static const char *const cases[] = {
    "[]", "{}", " \r\n\t[ ] \n", "[[],{},[{}]]", "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"d\":true}", "5", "\"x\"", "null",
    "[0,-0,1.5,-2e3,2E+3,0.25e-2,9223372036854775807,-9223372036854775808]", "[true,false,null]",
    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\"]", "{\"\":\"\"}", "[\"häß 数 😀\",\"\x7f\"]",
    "\xef\xbb\xbf[1]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = parse (cases[i], -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
      g_assert_true (json_node_is_immutable (node));
    }
}

static void
test_bad (void)
{
  static const char *const cases[] = {
    "{\"a\":1,\"a\":1}", "[{\"b\":{\"\":1,\"c\":2,\"\":3}}]",
    "", "   ", "\xef\xbb\xbf", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
    "{\"a\":1,}", "{a:1}", "{'a':1}", "['a']", "{\"a\":1 \"b\":2}", "{1:2}", "[1]]", "[1}", "{\"a\":1]", "{}{}",
    "[] []", "[]x", "// comment\n[]", "[/* comment */]", "var x = [];", "<html></html>", "tru", "True", "nul",
    "nullx", "NaN", "[Infinity]", "[01]", "[-]", "[+1]", "[.5]", "[1.]", "[1e]", "[1e+]", "[0x10]", "[--1]",
    "\"abc", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"",
    "\"\\ude00\"", "\"a\nb\"", "\"a\tb\"", "\"\\u0000\"", "[9223372036854775808]", "[-9223372036854775809]",
    "[1e400]", "[-1e400]", "[\"\xff\"]", "[\"\xc0\xaf\"]", "[\"\xed\xa0\x80\"]", "\xfe\xff", "[1]\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = parse (cases[i], -1, &error);

      if (node != NULL)
        g_error ("“%s” was taken for JSON", cases[i]);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_cmpuint (strlen (error->message), >, 10);
    }
}

static void
test_zero_bytes (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (parse ("[1]\0", 4, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (parse ("[\"a\0b\"]", 7, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
}

/* Each prefix of a good text is a bad one: nothing is read past the end (a sanitizer watches this) */
static void
test_prefixes (void)
{
  static const char *const text = "{\"a\": [true, false, null, -1.5e3, \"\\u00e4\\ud83d\\ude00 x\"],"
    " \"b\": {\"c\": 12}}";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *copy = g_memdup2 (text, length);
      g_autoptr(GError) error = NULL;

      g_assert_false (acme_scm_scan (length > 0 ? copy : "", length, NULL, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
    }
  g_assert_true (acme_scm_scan (text, strlen (text), NULL, NULL));
}

static char *
nest (guint       n,
      const char *open)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  return g_string_free (text, FALSE);
}

static void
test_nesting (void)
{
  g_autofree char *open = nest (ACME_SCM_MAX_NESTING, "[");
  g_autofree char *close = nest (ACME_SCM_MAX_NESTING, "]");
  g_autofree char *deepest = g_strconcat (open, close, NULL);
  g_autofree char *too_deep = g_strconcat ("[", open, close, "]", NULL);
  g_autofree char *brackets = nest (200000, "[");
  g_autofree char *objects = nest (200000, "{\"a\":");
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  node = parse (deepest, -1, &error);
  g_assert_no_error (error);
  g_assert_null (parse (too_deep, -1, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "nested"));
  g_clear_error (&error);
  g_assert_null (parse (brackets, -1, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (parse (objects, -1, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
}

static void
test_values (void)
{
  g_autofree char *many = nest (ACME_SCM_MAX_VALUES, "0,");
  g_autofree char *text = g_strconcat ("[", many, "0]", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (acme_scm_scan (text, strlen (text), NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "too many values"));
}

static void
test_async (void)
{
  g_autofree char *many = nest (200000, "0,");
  g_autofree char *large = g_strconcat ("[", many, "1]", NULL);
  const char *const texts[] = { "[5]", large, "[", many };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = NULL;

      acme_scm_parse_async (bytes, NULL, scm_outcome_cb, &outcome);
      g_assert_null (outcome.result); /* never from inside of the call */
      node = acme_scm_parse_finish (scm_outcome_wait (&outcome), &error);
      if (i < 2)
        g_assert_no_error (error);
      else
        g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_true ((node != NULL) == (i < 2));
      if (i == 1)
        g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 200001);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/parse/good", test_good);
  g_test_add_func ("/scm/parse/bad", test_bad);
  g_test_add_func ("/scm/parse/zero-bytes", test_zero_bytes);
  g_test_add_func ("/scm/parse/prefixes", test_prefixes);
  g_test_add_func ("/scm/parse/nesting", test_nesting);
  g_test_add_func ("/scm/parse/values", test_values);
  g_test_add_func ("/scm/parse/async", test_async);
  return g_test_run ();
}

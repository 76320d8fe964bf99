/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-lex.h"

static void
test_scalars (void)
{
  static const struct { const char *text; int length; } cases[] = {
    { "0", 1 }, { "-0", 2 }, { "17,", 2 }, { "1.50]", 4 }, { "-12e+5}", 6 }, { "1E-7", 4 }, { "0.5e10 ", 6 },
    { "true", 4 }, { "false,", 5 }, { "null", 4 }, { "01", 1 },
    { "", -1 }, { "-", -1 }, { "+1", -1 }, { ".5", -1 }, { "1.", -1 }, { "1.e5", -1 }, { "1e", -1 },
    { "1e+", -1 },
    { "tru", -1 }, { "False", -1 }, { "nul", -1 }, { "x", -1 }, { "\"", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *end = acme_scm_lex_skip_scalar (cases[i].text, cases[i].text + strlen (cases[i].text));

      g_assert_cmpint (end != NULL ? end - cases[i].text : -1, ==, cases[i].length);
    }
}

static void
test_decode (void)
{
  static const struct { const char *text; const char *expected; } cases[] = {
    { "", "" }, { "plain", "plain" }, { "a\\n\\t\\\"\\\\\\/\\b\\f\\rz", "a\n\t\"\\/\b\f\rz" },
    { "\\u0041\\u00e9\\u20AC", "Aé€" }, { "\\ud83d\\ude00", "😀" }, { "\\uDBFF\\uDFFF", "\xf4\x8f\xbf\xbf" },
    { "\\ud83d", "\xef\xbf\xbd" }, { "\\ude00", "\xef\xbf\xbd" }, { "\\ud83dx", "\xef\xbf\xbdx" },
    { "\\ud83d\\u0041", "\xef\xbf\xbd" "A" }, { "\\ud83d\\ud83d\\ude00", "\xef\xbf\xbd😀" },
    { "\\u0000", "\xef\xbf\xbd" },
    { "\\uffff", "\xef\xbf\xbf" },
    { "\\", NULL }, { "\\x", NULL }, { "\\u", NULL }, { "\\u12", NULL }, { "\\u12g4", NULL },
    { "\\u+123", NULL },
    { "a\\U0041", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *text = g_memdup2 (cases[i].text, length); /* not terminated */
      g_autofree char *out = g_malloc (length + 1);
      char *end = acme_scm_lex_decode (text, length, out);

      g_assert_cmpint (end != NULL, ==, cases[i].expected != NULL);
      if (end == NULL)
        continue;
      *end = '\0';
      g_assert_cmpstr (out, ==, cases[i].expected);
    }
}

static void
test_clean (void)
{
  static const struct { const char *text; gsize length; const char *expected; } cases[] = {
    { "plain and long enough", 21, NULL }, { "häß – 😀 and so on", 21, NULL }, { "", 0, NULL },
    { "a\0b", 3, "a\xef\xbf\xbd" "b" }, { "12345678\0", 9, "12345678\xef\xbf\xbd" },
    { "\xff\xfe", 2, "\xef\xbf\xbd\xef\xbf\xbd" },
    { "cut \xe2\x82", 6, "cut \xef\xbf\xbd\xef\xbf\xbd" },
    { "\xed\xa0\x80", 3, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xc0\xafx", 3, "\xef\xbf\xbd\xef\xbf\xbdx" }, { "ä\xc3" "ä", 5, "ä\xef\xbf\xbdä" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_memdup2 (cases[i].text, cases[i].length);
      g_autofree char *out = g_malloc0 (ACME_SCM_LEX_CLEAN_SIZE (cases[i].length) + 1);
      gsize length = acme_scm_lex_clean (text, cases[i].length, out);

      g_assert_cmpint (acme_scm_lex_is_clean (text, cases[i].length), ==, cases[i].expected == NULL);
      g_assert_true (acme_scm_lex_is_clean (out, length));
      g_assert_cmpmem (out, length, cases[i].expected ?: text,
                       cases[i].expected != NULL ? strlen (cases[i].expected) : cases[i].length);
    }
}

/* Whatever the bytes are, and wherever they are in eight of them, it is what GLib says. */
static void
test_is_clean (void)
{
  static const char *const parts[] = {
    "a", "bcdefgh", "12345678", "ä", "€", "😀", "\xff", "\xe2\x82", "\xed\xa0\x80", "\xc0\xaf",
    "\xf4\x90\x80\x80", "\x80", NULL,
  };
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 50000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *copy = NULL;

      for (guint n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        {
          guint part = g_rand_int_range (rand, 0, 50);
          const char *added = parts[part < G_N_ELEMENTS (parts) ? part : part % 6]; /* most of them are text */

          g_string_append_len (text, added ?: "", added != NULL ? (gssize) strlen (added) : 1);
        }
      copy = g_memdup2 (text->str, text->len);
      g_assert_cmpint (acme_scm_lex_is_clean (copy, text->len), ==, g_utf8_validate_len (text->str, text->len, NULL));
    }
}

/* Eight at a time, and the rest, wherever it begins. */
static void
test_skip_text (void)
{
  for (guint length = 0; length < 40; length++)
    {
      for (guint found = 0; found <= length; found++)
        {
          g_autofree char *text = g_malloc (length);

          for (guint i = 0; i < length; i++)
            text[i] = "\x21\x23\x5b\x5d\xa2\xdc\x01\x80"[i % 8];
          if (found < length)
            text[found] = found % 2 == 0 ? '"' : '\\';
          g_assert_true (acme_scm_lex_skip_text (text, text + length) == text + found);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm-lex/scalars", test_scalars);
  g_test_add_func ("/scm-lex/decode", test_decode);
  g_test_add_func ("/scm-lex/clean", test_clean);
  g_test_add_func ("/scm-lex/is-clean", test_is_clean);
  g_test_add_func ("/scm-lex/skip-text", test_skip_text);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-fold.h"

static void
test_same (void)
{
  static const struct { const char *a; const char *b; } cases[] = {
    { "\303\211cole STRASSE", "E\314\201cole Stra\303\237e" }, /* composed and decomposed */
    { "Web TEAM", "wEB team" },
    { "ΣΑΣ", "σας" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a = acme_fold (cases[i].a);
      g_autofree char *b = acme_fold (cases[i].b);

      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_different (void)
{
  g_autofree char *accented = acme_fold ("é");
  g_autofree char *plain = acme_fold ("e");
  g_autofree char *ascii = acme_fold ("Web-Team 1");

  g_assert_cmpstr (accented, !=, plain);
  g_assert_cmpstr (ascii, ==, "web-team 1");
}

/* What Unicode says of the whole text, whatever short ways are taken. */
static void
test_unicode (void)
{
  static const char *const pieces[] = { "A", "z", "-", "É", "E\314\201", "\314\201", "\314\243", "ß", "Σ", "ς", "İ",
                                        "ﬁ", "Ａ", "–", "図", "가", "🍰", " " };
  g_autoptr(GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *normalized = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *folded = NULL;

      for (int n = g_rand_int_range (random, 0, 9); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      normalized = g_utf8_normalize (text->str, -1, G_NORMALIZE_ALL);
      expected = g_utf8_casefold (normalized, -1);
      folded = acme_fold (text->str);
      g_assert_cmpstr (folded, ==, expected);
    }
}

/* Pieces of a text, appended, are what the whole is. */
static void
test_append (void)
{
  static const char *const texts[] = { "Web TEAM-1 [@Z`{z]", "École STRASSE", "ΣΑΣ", "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = acme_fold (texts[i]);
      g_autoptr(GString) out = g_string_new ("X");

      acme_fold_append (out, texts[i], strlen (texts[i]));
      g_assert_cmpstr (out->str + 1, ==, folded);
      g_assert_cmpuint (out->len, ==, 1 + strlen (folded));
    }
}

static void
test_ascii (void)
{
  for (guint i = 1; i < 256; i++)
    {
      char byte = i;
      char folded = 0;

      g_assert_cmpint (acme_fold_ascii (&byte, 1, &folded), ==, i < 0x80);
      if (i < 0x80)
        g_assert_cmpint (folded, ==, g_ascii_tolower (byte));
    }
  g_assert_true (acme_fold_ascii (NULL, 0, NULL));
}

static void
test_words (void)
{
  g_auto(GStrv) words = acme_fold_words (" \tWeb  É\n");

  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[0], ==, "web");
  g_assert_cmpstr (words[1], ==, "e\314\201");
  g_assert_null (acme_fold_words (" \n"));
  g_assert_null (acme_fold_words (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/same", test_same);
  g_test_add_func ("/fold/different", test_different);
  g_test_add_func ("/fold/unicode", test_unicode);
  g_test_add_func ("/fold/append", test_append);
  g_test_add_func ("/fold/ascii", test_ascii);
  g_test_add_func ("/fold/words", test_words);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-word.h"

static char *
join_words (const char *text)
{
  GString *joined = g_string_new (NULL);
  const char *at = text;
  AcmeWord word;

  while (acme_word_next (&at, text + strlen (text), &word))
    g_string_append_printf (joined, "%s%.*s", joined->len > 0 ? "|" : "", (int) word.length, word.text);
  return g_string_free (joined, FALSE);
}

static char *
join_words_backwards (const char *text)
{
  GString *joined = g_string_new (NULL);
  const char *at = text + strlen (text);
  AcmeWord word;

  while (acme_word_previous (text, &at, &word))
    {
      g_autofree char *one = g_strdup_printf ("%.*s%s", (int) word.length, word.text, joined->len > 0 ? "|" : "");

      g_string_prepend (joined, one);
    }
  return g_string_free (joined, FALSE);
}

/* From either end the same words are there. */
static void
test_words (void)
{
  static const struct { const char *text; const char *words; } cases[] = {
    { "acme account \"web-01\" (id 17)", "acme|account|web|01|id|17" },
    { "account_id=5", "account_id|5" },
    { "été, zürich", "été|zürich" },
    { "e\314\201te", "e\314\201te" }, /* decomposed */
    { "図書館web", "図|書|館|web" },
    { "web図", "web|図" },
    { "–“”…", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = join_words (cases[i].text);
      g_autofree char *backwards = join_words_backwards (cases[i].text);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (backwards, ==, cases[i].words);
    }
}

static void
test_hashes (void)
{
  const char *text = "web and web, not wem";
  const char *at = text;
  AcmeWord first, other, second, last;

  g_assert_true (acme_word_next (&at, text + strlen (text), &first));
  g_assert_true (acme_word_next (&at, text + strlen (text), &other));
  g_assert_true (acme_word_next (&at, text + strlen (text), &second));
  g_assert_true (acme_word_next (&at, text + strlen (text), &last));
  g_assert_cmpuint (first.hash, ==, second.hash);
  g_assert_cmpuint (first.hash, !=, other.hash);
}

/* Nothing behind the end is looked at. */
static void
test_end (void)
{
  const char *text = "web-01";
  const char *at = text;
  AcmeWord word;

  g_assert_true (acme_word_next (&at, text + 2, &word));
  g_assert_cmpuint (word.length, ==, 2);
  g_assert_false (acme_word_next (&at, text + 2, &word));
  g_assert_true (acme_word_is_whole (text, 3, 0, 3, ACME_WORD_JOINTS));
  g_assert_true (acme_word_is_whole (text, 4, 0, 3, ACME_WORD_JOINTS));
  g_assert_false (acme_word_is_whole (text, 5, 0, 3, ACME_WORD_JOINTS));
}

static void
test_whole (void)
{
  static const struct { const char *text; const char *part; gboolean whole; } cases[] = {
    { "the web team", "web", TRUE },
    { "web", "web", TRUE },
    { "webmail", "web", FALSE },
    { "my webmail", "mail", FALSE },
    { "web-01", "web", FALSE },
    { "the-web", "web", FALSE },
    { "web.example", "web", FALSE },
    { "www.web", "web", FALSE },
    { "about web.", "web", TRUE },
    { "about web. then", "web", TRUE },
    { "-web", "web", TRUE },
    { "web's domains", "web", TRUE },
    { "name:web", "web", TRUE },
    { "web_1", "web", FALSE },
    { "x=sum(a)y", "=sum(a)", TRUE }, /* it says itself where it ends */
    { "図書館の", "図書館", TRUE },
    { "ete\314\201", "ete", FALSE }, /* "eté", decomposed */
    { "été2", "été", FALSE },
    { "“été”", "été", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize start = strstr (cases[i].text, cases[i].part) - cases[i].text;

      g_test_message ("“%s” in “%s”", cases[i].part, cases[i].text);
      g_assert_cmpint (acme_word_is_whole (cases[i].text, strlen (cases[i].text), start,
                                           start + strlen (cases[i].part), ACME_WORD_JOINTS), ==, cases[i].whole);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word/words", test_words);
  g_test_add_func ("/word/hashes", test_hashes);
  g_test_add_func ("/word/end", test_end);
  g_test_add_func ("/word/whole", test_whole);
  return g_test_run ();
}

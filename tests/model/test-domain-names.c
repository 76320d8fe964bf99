/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-domain-names.h"

static void
assert_entry (GPtrArray  *names,
              guint       index,
              const char *typed,
              const char *name,
              const char *problem)
{
  const AcmeDomainName *entry;

  g_assert_cmpuint (index, <, names->len);
  entry = names->pdata[index];
  g_assert_cmpstr (entry->typed, ==, typed);
  g_assert_cmpstr (entry->name, ==, name);
  if (problem == NULL)
    g_assert_null (entry->problem);
  else
    g_assert_nonnull (strstr (entry->problem, problem));
}

static void
test_pasted (void)
{
  g_autoptr(GPtrArray) names = acme_domain_names_parse (
    "\ufeffwww.example.org, MÜLLER.example;\r\n\t*.example.org\u00a0https://a.example.org/x?y=1,2\n"
    "例え.example、b.example，c.example；d.example\u2028foo_bar.example,,;  ");
  g_auto(GStrv) usable = acme_domain_names_get_usable (names);
  static const char *const expected[] = { "www.example.org", "xn--mller-kva.example", "*.example.org",
                                          "xn--r8jz45g.example", "b.example", "c.example", "d.example", NULL };

  assert_entry (names, 0, "www.example.org", "www.example.org", NULL);
  assert_entry (names, 1, "MÜLLER.example", "xn--mller-kva.example", NULL);
  assert_entry (names, 2, "*.example.org", "*.example.org", NULL);
  assert_entry (names, 3, "https://a.example.org/x?y=1", NULL, "wanted: a.example.org");
  assert_entry (names, 4, "2", NULL, "two parts");
  assert_entry (names, 5, "例え.example", "xn--r8jz45g.example", NULL);
  assert_entry (names, 9, "foo_bar.example", NULL, "“_”");
  g_assert_cmpuint (names->len, ==, 10);
  g_assert_cmpstrv (usable, expected);
}

static void
test_duplicates (void)
{
  g_autoptr(GPtrArray) names = acme_domain_names_parse (
    "müller.example xn--mller-kva.example müller.example MÜLLER.example. other.example *.müller.example "
    "bad_ bad_");
  g_auto(GStrv) usable = acme_domain_names_get_usable (names);
  static const char *const expected[] = { "xn--mller-kva.example", "other.example", "*.xn--mller-kva.example", NULL };

  assert_entry (names, 0, "müller.example", "xn--mller-kva.example", NULL);
  assert_entry (names, 1, "xn--mller-kva.example", "xn--mller-kva.example", "the same name as “müller.example”");
  assert_entry (names, 2, "müller.example", "xn--mller-kva.example", "there already");
  assert_entry (names, 3, "MÜLLER.example.", "xn--mller-kva.example", "the same name as “müller.example”");
  assert_entry (names, 6, "bad_", NULL, "“_”");
  assert_entry (names, 7, "bad_", NULL, "“_”");
  g_assert_cmpstrv (usable, expected);
}

static void
test_nothing (void)
{
  static const char *const texts[] = { "", " ", ",;,\n", "\u2003", "," };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GPtrArray) names = acme_domain_names_parse (texts[i]);
      g_auto(GStrv) usable = acme_domain_names_get_usable (names);

      g_assert_cmpuint (names->len, ==, 0);
      g_assert_cmpuint (g_strv_length (usable), ==, 0);
    }
}

static void
test_hostile (void)
{
  g_autoptr(GPtrArray) names = acme_domain_names_parse ("\xff\xfe, a\x1b[2Jb.example \xc3");
  g_autofree char *huge = g_strnfill (5000000, 'a');
  g_autoptr(GPtrArray) one = acme_domain_names_parse (huge);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  assert_entry (names, 0, "\ufffd\ufffd", NULL, "“\ufffd”");
  assert_entry (names, 1, "a\ufffd[2Jb.example", NULL, "U+001B");
  assert_entry (names, 2, "\ufffd", NULL, "“\ufffd”");
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (strlen (((AcmeDomainName *) one->pdata[0])->typed), <, 200);

  for (guint n = 0; n < 500; n++)
    {
      char text[300];
      g_autoptr(GPtrArray) entries = NULL;

      for (guint i = 0; i < sizeof text - 1; i++)
        text[i] = (char) g_rand_int_range (random, 1, 256);
      text[sizeof text - 1] = '\0';
      entries = acme_domain_names_parse (text);
      for (guint i = 0; i < entries->len; i++)
        {
          const AcmeDomainName *entry = entries->pdata[i];

          g_assert_true (g_utf8_validate (entry->typed, -1, NULL));
          g_assert_true ((entry->name == NULL || g_str_is_ascii (entry->name)) &&
                         (entry->name != NULL || entry->problem != NULL));
        }
    }
}

/* A list is read while somebody types */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) names = NULL;
  g_auto(GStrv) usable = NULL;
  double seconds;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, i % 2 ? "host-%u.müller.example\n" : "host-%u.example.org, ", i);
  g_test_timer_start ();
  names = acme_domain_names_parse (text->str);
  seconds = g_test_timer_elapsed ();
  usable = acme_domain_names_get_usable (names);
  g_test_message ("%.0f ms", seconds * 1000);
  g_assert_cmpuint (g_strv_length (usable), ==, 10000);
  g_assert_cmpfloat (seconds, <, 2); /* of a slow computer with a sanitizer */
}

static void
test_diff (void)
{
  static const char *const old_names[] = { "a.example", "XN--MLLER-KVA.example", "B.example.", "c.example",
                                           "under_score.example", "c.example", NULL };
  static const char *const new_names[] = { "müller.example", "d.example", "A.example", "D.example", "b.example",
                                           "under_score.example", NULL };
  static const char *const none[] = { NULL };
  static const char *const expected_added[] = { "d.example", NULL };
  static const char *const expected_removed[] = { "c.example", NULL };
  g_auto(GStrv) added = NULL;
  g_auto(GStrv) removed = NULL;
  g_auto(GStrv) all_added = NULL;
  g_auto(GStrv) nothing = NULL;

  acme_domain_names_diff (old_names, new_names, &added, &removed);
  g_assert_cmpstrv (added, expected_added);
  g_assert_cmpstrv (removed, expected_removed);
  acme_domain_names_diff (none, new_names, &all_added, &nothing);
  g_assert_cmpuint (g_strv_length (all_added), ==, 5);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

static void
test_sets (void)
{
  static const char *const names[] = { "a.example", "XN--MLLER-KVA.example", "A.example", "c.example", NULL };
  static const char *const others[] = { "müller.example", "C.example.", "d.example", NULL };
  static const char *const none[] = { NULL };
  g_auto(GStrv) missing = acme_domain_names_subtract (names, others);
  g_auto(GStrv) common = acme_domain_names_intersect (names, others);
  g_auto(GStrv) all = acme_domain_names_subtract (names, none);
  g_auto(GStrv) nothing = acme_domain_names_intersect (names, none);

  g_assert_cmpstrv (missing, ((const char *const[]) { "a.example", NULL }));
  g_assert_cmpstrv (common, ((const char *const[]) { "XN--MLLER-KVA.example", "c.example", NULL }));
  g_assert_cmpuint (g_strv_length (all), ==, 3);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

static void
assert_key (const char *name,
            const char *expected)
{
  g_autofree char *key = acme_domain_names_make_key (name);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_key (void)
{
  assert_key ("Müller.example.", "xn--mller-kva.example");
  assert_key ("Under_Score.example", "under_score.example"); /* cannot be typed, but SCM may have it */
}

static void
test_separator (void)
{
  g_assert_true (acme_domain_names_is_separator (','));
  g_assert_true (acme_domain_names_is_separator ('\n'));
  g_assert_true (acme_domain_names_is_separator (0xa0)); /* from a web page */
  g_assert_false (acme_domain_names_is_separator ('.'));
  g_assert_false (acme_domain_names_is_separator ('*'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain-names/pasted", test_pasted);
  g_test_add_func ("/domain-names/duplicates", test_duplicates);
  g_test_add_func ("/domain-names/nothing", test_nothing);
  g_test_add_func ("/domain-names/hostile", test_hostile);
  g_test_add_func ("/domain-names/many", test_many);
  g_test_add_func ("/domain-names/diff", test_diff);
  g_test_add_func ("/domain-names/sets", test_sets);
  g_test_add_func ("/domain-names/key", test_key);
  g_test_add_func ("/domain-names/separator", test_separator);
  return g_test_run ();
}

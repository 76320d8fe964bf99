/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-domain-name.h"
#include "acme-error.h"

static void
test_good (void)
{
  static const struct { const char *typed; const char *name; const char *shown; } cases[] = {
    { "www.example.org", "www.example.org", "www.example.org" },
    { "  WWW.Example.ORG.\t", "www.example.org", "www.example.org" },
    { "*.example.org", "*.example.org", "*.example.org" },
    { "müller.example", "xn--mller-kva.example", "müller.example" },
    { "MÜLLER.example.", "xn--mller-kva.example", "müller.example" },
    { "mu\u0308ller.example", "xn--mller-kva.example", "müller.example" }, /* decomposed */
    { "*.Müller.Example", "*.xn--mller-kva.example", "*.müller.example" },
    { "xn--mller-kva.example", "xn--mller-kva.example", "müller.example" },
    { "XN--MLLER-KVA.EXAMPLE", "xn--mller-kva.example", "müller.example" },
    { "straße.example", "xn--strae-oqa.example", "straße.example" }, /* not “strasse” */
    { "ελληνικός.example", "xn--qxaegecap6byf.example", "ελληνικός.example" },
    { "図書館。例え", "xn--lcss68aj21b.xn--r8jz45g", "図書館.例え" },
    { "\u200fשרת.example", "xn--tebbe.example", "שרת.example" },
    { "\ufeffwww.example.org\u200b", "www.example.org", "www.example.org" },
    { "a\u00adb.example", "ab.example", "ab.example" },
    { "ＡＢＣ.example", "abc.example", "abc.example" },
    { "🍰.example", "xn--nj8h.example", "🍰.example" },
    { "1.example", "1.example", "1.example" },
    { "a--b.example", "a--b.example", "a--b.example" },
    { "1.2.3.4.example", "1.2.3.4.example", "1.2.3.4.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *name = acme_domain_name_normalize (cases[i].typed, &error);
      g_autofree char *shown = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (name, ==, cases[i].name);
      shown = acme_domain_name_to_display (name);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Each mistake has a sentence of its own */
static void
test_bad (void)
{
  static const struct { const char *typed; const char *part; } cases[] = {
    { "", "no name" }, { " \u200b ", "no name" }, { "\xff.example", "UTF-8" },
    { "localhost", "two parts" }, { "*.example", "two parts" }, { "example.", "two parts" },
    { "a..example", "between two dots" }, { ".example.org", "between two dots" }, { ".", "between two dots" },
    { "example.org..", "between two dots" }, { "*..example.org", "between two dots" }, { "..", "between two dots" },
    { "foo_bar.example", "“_”" }, { "a b.example", "no spaces" }, { "a&b.example", "“&”" },
    { "a\x01" "b.example", "U+0001" }, { "ä\x7f.example", "U+007F" }, { "ä\u200eb.example", "U+200E" },
    { "\ufffd.example", "“\ufffd”" }, { "ä<b>.example", "“<”" }, { "⑴.example", "“(”" }, { "a／b.example", "“/”" },
    { "\ue000.example", "U+E000" }, { "ä b.example", "no spaces" },
    { "-a.example", "hyphen" }, { "a-.example", "hyphen" }, { "a.-.example", "hyphen" },
    { "a.*.example", "“*”" }, { "*a.example", "“*”" }, { "*.*.example.org", "“*”" }, { "*", "“*”" }, { "**", "“*”" },
    { "192.0.2.1", "IP address" }, { "2001:db8::1", "IP address" }, { "[2001:db8::1]", "IP address" },
    { "::1", "IP address" }, { "192.0.2.0/24", "IP address" }, { "[2001:db8::]/32", "IP address" },
    { "１９２.0.2.1", "not a number" }, { "1.2.3", "not a number" }, { "example.123", "not a number" },
    { "https://www.Example.org/path?x#y", "wanted: www.example.org" },
    { "http://müller.example", "wanted: müller.example" }, { "www.example.org/", "wanted: www.example.org" },
    { "www.example.org:8443", "wanted: www.example.org" }, { "www.example.org?", "wanted: www.example.org" },
    { "https://u:p@www.example.org:1/", "wanted: www.example.org" }, { "me@example.org", "wanted: example.org" },
    { "https://*.example.org", "wanted: *.example.org" }, { "https://192.0.2.1/", "not a domain name" },
    { "https://", "not a domain name" }, { "://", "not a domain name" }, { "//", "not a domain name" },
    { "http://http://www.example.org", "not a domain name" },
    { "https://[2001:db8::1]/", "not a domain name" }, { "@", "not a domain name" }, { ":", "not a domain name" },
    { "xn--.example", "hyphen" }, { "xn--99999999.example", "“xn--”" }, { "xn--ä.example", "“xn--”" },
    { "xn--e-.example", "hyphen" }, { "ك\u200cك.example", "joiner" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (acme_domain_name_normalize (cases[i].typed, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static char *
repeat (const char *part,
        guint       n)
{
  GString *text = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

static void
test_lengths (void)
{
  static const struct { const char *part; guint n; const char *end; const char *problem; } cases[] = {
    { "a", 63, ".example", NULL },
    { "a", 64, ".example", "part of the name is longer than 63" },
    { "日", 54, ".example", NULL },
    { "日本", 27, ".example", "part of the name is longer than 63" }, /* only once it is encoded */
    { "ä", 64, ".example", "part of the name is longer than 63" },
    { "abc.", 61, "123456789", "not a number" },
    { "abc.", 61, "abcdefghi", NULL },                                /* 253 */
    { "abc.", 61, "abcdefghi.", NULL },
    { "abc.", 61, "abcdefghij", "name is longer than 253" },
    { "ä.", 60, "example", "name is longer than 253" },
    { "a", 1000000, ".example", "longer than 253" },
  };
  g_autofree char *plain = repeat ("abc.", 61);
  g_autofree char *wildcard = g_strconcat ("*.", plain, "abcdefghi", NULL);
  g_autoptr(GError) wildcard_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *part = repeat (cases[i].part, cases[i].n);
      g_autofree char *typed = g_strconcat (part, cases[i].end, NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *name = acme_domain_name_normalize (typed, &error);

      g_test_message ("case %u: %s", i, error != NULL ? error->message : "good");
      g_assert_true ((name != NULL) == (cases[i].problem == NULL));
      if (name == NULL)
        g_assert_nonnull (strstr (error->message, cases[i].problem));
    }
  g_assert_null (acme_domain_name_normalize (wildcard, &wildcard_error));
  g_assert_nonnull (strstr (wildcard_error->message, "longer than 253"));
}

/* What could pass for another name is shown as it is on the wire */
static void
test_display_is_careful (void)
{
  static const char *const names[] = {
    "xn--pple-43d.example",  /* Cyrillic а, Latin pple */
    "xn--a.example",         /* a control character */
    "xn--.example", "xn--99999999.example", "xn--e-.example", "xn--mller-kvx-.example",
    "XN--MLLER-KVA.example", /* only SCM's own spelling */
    "xn--abc", "", ".", "*", "www.example.org", "\xff", "xn--\xff",
  };
  g_autofree char *japanese = acme_domain_name_to_display ("xn--bckaa1bxdd6de7fyf2d.example");
  g_autofree char *part = repeat ("a", 1000000);
  g_autofree char *huge = g_strconcat ("xn--", part, NULL);
  g_autofree char *huge_shown = acme_domain_name_to_display (huge);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *shown = acme_domain_name_to_display (names[i]);

      g_assert_cmpstr (shown, ==, names[i]);
    }
  g_assert_true (g_utf8_validate (japanese, -1, NULL));
  g_assert_cmpstr (huge_shown, ==, huge);
}

static void
test_scripts (void)
{
  static const struct { const char *typed; gboolean shown; } cases[] = {
    { "日本のabc.example", TRUE }, { "한국漢字abc.example", TRUE }, { "научный.example", TRUE },
    { "かな한국.example", FALSE }, { "αб.example", FALSE }, { "abcд.example", FALSE }, { "日本д.example", FALSE },
    { "ä1-2.example", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = acme_domain_name_normalize (cases[i].typed, NULL);
      g_autofree char *shown = acme_domain_name_to_display (name);

      g_assert_cmpstr (shown, ==, cases[i].shown ? cases[i].typed : name);
    }
}

static void
test_clean (void)
{
  g_autofree char *marks = acme_domain_name_clean ("\u200f a\x1b[2J\xff\u202e" "b\n");
  g_autofree char *part = repeat ("ä", 5000);
  g_autofree char *cut = acme_domain_name_clean (part);

  g_assert_cmpstr (marks, ==, "a\ufffd[2J\ufffd\ufffd" "b");
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 101);
  g_assert_true (g_str_has_suffix (cut, "ä…"));
}

static void
test_hostile (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint n = 0; n < 5000; n++)
    {
      char typed[64];
      g_autofree char *name = NULL;
      g_autofree char *shown = NULL;

      for (guint i = 0; i < sizeof typed - 1; i++)
        typed[i] = (char) g_rand_int_range (random, 1, n % 2 ? 128 : 256);
      typed[g_rand_int_range (random, 0, sizeof typed)] = '\0';
      typed[sizeof typed - 1] = '\0';
      name = acme_domain_name_normalize (typed, NULL);
      g_assert_true (name == NULL || g_str_is_ascii (name));
      shown = acme_domain_name_to_display (typed);
      g_assert_nonnull (shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain-name/good", test_good);
  g_test_add_func ("/domain-name/bad", test_bad);
  g_test_add_func ("/domain-name/lengths", test_lengths);
  g_test_add_func ("/domain-name/display-is-careful", test_display_is_careful);
  g_test_add_func ("/domain-name/scripts", test_scripts);
  g_test_add_func ("/domain-name/clean", test_clean);
  g_test_add_func ("/domain-name/hostile", test_hostile);
  return g_test_run ();
}

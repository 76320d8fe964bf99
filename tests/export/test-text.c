/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-text.h"

static void
test_width (void)
{
  g_assert_cmpuint (acme_text_get_width (""), ==, 0);
  g_assert_cmpuint (acme_text_get_width ("abc"), ==, 3);
  g_assert_cmpuint (acme_text_get_width ("北京大学"), ==, 8);
  g_assert_cmpuint (acme_text_get_width ("e\xcc\x81"), ==, 1); /* e and a combining acute */
  g_assert_cmpuint (acme_text_get_width ("é"), ==, 1);
  g_assert_cmpuint (acme_text_get_width ("ﾊﾝｶｸ"), ==, 4);
  g_assert_cmpuint (acme_text_get_width ("كلية"), ==, 4);
}

static void
check_printable (const char *text,
                 const char *expected)
{
  g_autofree char *printable = acme_text_make_printable (text);

  g_assert_cmpstr (printable, ==, expected);
  g_assert_true (g_utf8_validate (printable, -1, NULL));
}

static void
test_printable (void)
{
  check_printable ("plain 北 é", "plain 北 é");
  check_printable ("a\tb\nc\rd", "a b c d");
  check_printable ("a\xe2\x80\xa8" "b", "a b"); /* a line separator */
  check_printable ("\x1b[2Jgone", "\xef\xbf\xbd[2Jgone");
  check_printable ("\x7f", "\xef\xbf\xbd");
  check_printable ("\xc2\x9b" "2J", "\xef\xbf\xbd" "2J");                   /* the one-byte form of ESC [ */
  check_printable ("\xe2\x80\xae" "evil", "\xef\xbf\xbd" "evil");           /* right-to-left override */
  check_printable ("bad\xff", "bad\xef\xbf\xbd");
  check_printable ("👩\xe2\x80\x8d🔬", "👩\xe2\x80\x8d🔬"); /* a joiner is part of the text */
}

static void
check_ellipsized (const char *text,
                  guint       width,
                  const char *expected)
{
  g_autofree char *shortened = acme_text_ellipsize (text, width);

  g_assert_cmpstr (shortened, ==, expected);
  g_assert_cmpuint (acme_text_get_width (shortened), <=, width);
}

static void
test_ellipsize (void)
{
  check_ellipsized ("abc", 3, "abc");
  check_ellipsized ("abcd", 3, "ab…");
  check_ellipsized ("abcd", 1, "…");
  check_ellipsized ("北京大学", 8, "北京大学");
  check_ellipsized ("北京大学", 7, "北京大…");
  check_ellipsized ("北京大学", 6, "北京…"); /* half of a character cannot be shown */
  check_ellipsized ("ae\xcc\x81" "bc", 3, "ae\xcc\x81…");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/width", test_width);
  g_test_add_func ("/text/printable", test_printable);
  g_test_add_func ("/text/ellipsize", test_ellipsize);
  return g_test_run ();
}

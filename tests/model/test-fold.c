/* SPDX-License-Identifier: GPL-3.0-or-later */
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/same", test_same);
  g_test_add_func ("/fold/different", test_different);
  return g_test_run ();
}

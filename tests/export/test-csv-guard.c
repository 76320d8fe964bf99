/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-csv-guard.h"

static void
test_both_ways (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } cases[] = {
    { "", "" },
    { "web-prod", "web-prod" },
    { "=1+1", "'=1+1" },
    { "+49 hotline", "'+49 hotline" },
    { "-legacy proxy", "'-legacy proxy" },
    { "@scheduler", "'@scheduler" },
    { "\tx", "'\tx" },
    { "＝1", "'＝1" },
    { "printer's room", "printer's room" },
    { "'quoted'", "'quoted'" },
    { "'", "'" },
    { "''", "''" },
    /* a text that looks like a guarded one is guarded, too: else it would come back shorter */
    { "'=1", "''=1" },
    { "''＠", "'''＠" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *guarded = acme_csv_guard (cases[i].text);
      const char *written = guarded != NULL ? guarded : cases[i].text;

      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_cmpstr (acme_csv_unguard (written), ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-guard/both-ways", test_both_ways);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-csv-text.h"

static void
test_cells (void)
{
  static const struct { const char *text; const char *cell; } cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a,b", "\"a,b\"" },
    { "\"", "\"\"\"\"" },
    { "a\"\"b\"", "\"a\"\"\"\"b\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "=1", "'=1" },
    { "'=1,2", "\"''=1,2\"" },
    { "'quoted'", "'quoted'" },
    { "－1", "'－1" },
    { "été", "été" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) out = g_string_new (",");
      g_autofree char *longer = g_strconcat (cases[i].text, "\"=,", NULL); /* not terminated where it ends */
      g_autofree char *expected = g_strconcat (",", cases[i].cell, NULL);

      acme_csv_append_cell (out, longer, strlen (cases[i].text));
      g_assert_cmpstr (out->str, ==, expected);
    }
}

static void
test_none (void)
{
  g_autoptr(GString) out = g_string_new (NULL);

  acme_csv_append_cell (out, NULL, 0);
  g_assert_cmpstr (out->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-text/cells", test_cells);
  g_test_add_func ("/csv-text/none", test_none);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-file-name.h"

static void
assert_name (const char *path,
             const char *expected)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = acme_file_name_dup (file);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  assert_name ("/some/where/a.csv", "a.csv");
  assert_name ("/some/where/Grüße & <mehr>.csv", "Grüße & <mehr>.csv");
  assert_name ("/some/where/", "where");
  assert_name ("/", "/");
}

static void
test_no_text (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/some/where/a\377.csv");
  g_autofree char *name = acme_file_name_dup (file);

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_prefix (name, "a") && g_str_has_suffix (name, ".csv"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-name/names", test_names);
  g_test_add_func ("/file-name/no-text", test_no_text);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-save-error.h"

#include <errno.h>

#include "acme-error.h"

static void
test_sentences (void)
{
  static const struct
  {
    int number;
    const char *sentence;
  } cases[] = {
    { ENOSPC, "There is no space left for “a.csv”." },
    { EDQUOT, "There is no space left for “a.csv”." },
    { EACCES, "You are not allowed to write “a.csv” there." },
    { EPERM, "You are not allowed to write “a.csv” there." },
    { EROFS, "“a.csv” cannot be written to a place that can only be read." },
    { ENOENT, "The folder of “a.csv” does not exist." },
    { EISDIR, "“a.csv” is something else than a file, and cannot be replaced." },
    { EFBIG, "“a.csv” is too large for the place where it is to be." },
  };
  g_autoptr(GFile) file = g_file_new_for_path ("/some/where/a.csv");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      acme_save_error_errno (&error, file, cases[i].number);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
      g_assert_cmpstr (error->message, ==, cases[i].sentence);
    }
}

static void
test_others (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/some/where/a.csv");
  g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED, "nobody home");
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no more");
  g_autoptr(GError) error = NULL;

  acme_save_error_set (&error, file, cause);
  g_assert_cmpstr (error->message, ==, "“a.csv” could not be written: nobody home");
  g_clear_error (&error);
  acme_save_error_set (&error, file, cancelled);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  acme_save_error_set (NULL, file, cause);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/save-error/sentences", test_sentences);
  g_test_add_func ("/save-error/others", test_others);

  return g_test_run ();
}

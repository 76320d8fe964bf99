/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-error.h"

static void
test_cancelled (void)
{
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_autoptr(GError) refused = g_error_new_literal (ACME_ERROR, ACME_ERROR_AUTH, "refused");
  /* the same code number in the other domain must not be taken for it */
  g_autoptr(GError) other = g_error_new_literal (ACME_ERROR, G_IO_ERROR_CANCELLED, "other");

  g_assert_true (acme_error_is_cancelled (cancelled));
  g_assert_false (acme_error_is_cancelled (refused));
  g_assert_false (acme_error_is_cancelled (other));
  g_assert_false (acme_error_is_cancelled (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/cancelled", test_cancelled);
  return g_test_run ();
}

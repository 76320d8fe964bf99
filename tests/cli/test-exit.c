/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-exit.h"

#include "acme-error.h"

static void
test_codes (void)
{
  static const struct
  {
    AcmeError code;
    int status;
  } cases[] = {
    { ACME_ERROR_FAILED, 1 },
    { ACME_ERROR_CONFLICT, 1 },
    { ACME_ERROR_RATE_LIMIT, 1 },
    { ACME_ERROR_SERVER, 1 },
    { ACME_ERROR_BAD_REPLY, 1 },
    { ACME_ERROR_INVALID, 2 },
    { ACME_ERROR_AUTH, 3 },
    { ACME_ERROR_FORBIDDEN, 3 },
    { ACME_ERROR_NOT_FOUND, 4 },
    { ACME_ERROR_NETWORK, 5 },
    { ACME_ERROR_TLS, 5 },
    { ACME_ERROR_PARTIAL, 6 },
    { ACME_ERROR_UNKNOWN_OUTCOME, 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, cases[i].code, "x");

      g_assert_cmpint (acme_cli_exit_from_error (error), ==, cases[i].status);
    }
}

static void
test_others (void)
{
  /* the number of another domain's code must not be taken for one of ours */
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, ACME_ERROR_UNKNOWN_OUTCOME, "x");

  g_assert_cmpint (acme_cli_exit_from_error (NULL), ==, 0);
  g_assert_cmpint (acme_cli_exit_from_error (foreign), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-exit/codes", test_codes);
  g_test_add_func ("/cli-exit/others", test_others);
  return g_test_run ();
}

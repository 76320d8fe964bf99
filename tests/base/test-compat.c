/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-compat.h"

static void
test_set_str (void)
{
  char *field = NULL;

  g_assert_false (acme_set_str (&field, NULL));
  g_assert_true (acme_set_str (&field, "web-prod"));
  g_assert_cmpstr (field, ==, "web-prod");
  g_assert_false (acme_set_str (&field, "web-prod"));
  g_assert_true (acme_set_str (&field, field + 4));
  g_assert_cmpstr (field, ==, "prod");
  g_assert_true (acme_set_str (&field, NULL));
  g_assert_null (field);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compat/set-str", test_set_str);
  return g_test_run ();
}

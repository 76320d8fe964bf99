/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-profile.h"

static void
test_numbers_sort_as_numbers (void)
{
  g_autoptr(AcmeProfile) nine = acme_profile_new (9);
  g_autoptr(AcmeProfile) ten = acme_profile_new (10);

  g_assert_cmpint (acme_item_compare (ACME_ITEM (nine), ACME_ITEM (ten), ACME_PROFILE_ID), <, 0);
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (ten), ACME_PROFILE_ID), ==, "10");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (ten), ACME_PROFILE_NAME), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/numbers-sort-as-numbers", test_numbers_sort_as_numbers);
  return g_test_run ();
}

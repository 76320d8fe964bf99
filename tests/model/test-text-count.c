/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-text-count.h"

static void
test_both (void)
{
  g_autoptr(AcmeTextCount) count = acme_text_count_new ("admin04", 1234);
  g_autoptr(AcmeTextCount) fewer = acme_text_count_new ("admin13", 99);
  AcmeItem *item = ACME_ITEM (count);

  g_assert_cmpstr (acme_item_get_text (item, ACME_TEXT_COUNT_TEXT), ==, "admin04");
  g_assert_cmpint (acme_item_get_number (item, ACME_TEXT_COUNT_COUNT), ==, 1234);
  g_assert_cmpstr (acme_item_get_key (item), !=, acme_item_get_key (ACME_ITEM (fewer)));
  g_assert_cmpint (acme_item_compare (item, ACME_ITEM (fewer), ACME_TEXT_COUNT_COUNT), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-count/both", test_both);
  return g_test_run ();
}

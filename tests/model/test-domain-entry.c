/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domain-entry.h"

static void
test_change (void)
{
  g_autoptr(AcmeDomainEntry) entry = acme_domain_entry_new ("xn--bcher-kva.example", "bücher.example");
  AcmeItem *item = ACME_ITEM (entry);

  g_assert_cmpstr (acme_item_get_text (item, ACME_DOMAIN_ENTRY_SHOWN), ==, "bücher.example");
  g_assert_cmpstr (acme_item_get_text (item, ACME_DOMAIN_ENTRY_CHANGE), ==, "");
  g_assert_false (acme_domain_entry_is_added (entry));
  g_assert_false (acme_domain_entry_is_removed (entry));

  acme_item_set_string (item, ACME_DOMAIN_ENTRY_CHANGE, ACME_DOMAIN_ENTRY_ADDED);
  g_assert_true (acme_domain_entry_is_added (entry));
  g_assert_false (acme_domain_entry_is_removed (entry));
  acme_item_set_string (item, ACME_DOMAIN_ENTRY_CHANGE, ACME_DOMAIN_ENTRY_REMOVED);
  g_assert_true (acme_domain_entry_is_removed (entry));
  g_assert_cmpstr (acme_item_get_text (item, ACME_DOMAIN_ENTRY_CHANGE), ==, "Removed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain-entry/change", test_change);
  return g_test_run ();
}

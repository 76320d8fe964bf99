/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domain.h"
#include "acme-time.h"

static void
test_sorts_by_date (void)
{
  g_autoptr(AcmeDomain) a = acme_domain_new ("*.example.edu");
  g_autoptr(AcmeDomain) b = acme_domain_new ("example.edu");
  gint64 time;

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (a)), ==, "*.example.edu");
  g_assert_true (acme_time_parse ("2030-01-02T03:04:05.678Z", &time));
  acme_item_set_number (ACME_ITEM (a), ACME_DOMAIN_VALID_UNTIL, time);
  acme_item_set_number (ACME_ITEM (b), ACME_DOMAIN_VALID_UNTIL, time + 1);
  g_assert_cmpint (acme_item_compare (ACME_ITEM (a), ACME_ITEM (b), ACME_DOMAIN_VALID_UNTIL), <, 0);
  g_assert_true (g_str_has_prefix (acme_item_get_text (ACME_ITEM (a), ACME_DOMAIN_VALID_UNTIL), "2030-01-02 "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/sorts-by-date", test_sorts_by_date);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-client.h"

static void
test_unknown_status_is_shown (void)
{
  g_autoptr(AcmeClient) client = acme_client_new ("Zm9vYmFyYmF6Zm9vYmFyYg==");
  AcmeItem *item = ACME_ITEM (client);

  g_assert_cmpstr (acme_item_get_key (item), ==, "Zm9vYmFyYmF6Zm9vYmFyYg==");
  g_assert_cmpint (acme_item_get_number (item, ACME_CLIENT_LAST_ACTIVITY), ==, ACME_NUMBER_NONE);
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_LAST_ACTIVITY), ==, "");
  acme_item_set_string (item, ACME_CLIENT_STATUS, "Deactivated");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_STATUS), ==, "Deactivated");
  acme_item_set_string (item, ACME_CLIENT_STATUS, "sleeping");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_STATUS), ==, "sleeping");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/unknown-status-is-shown", test_unknown_status_is_shown);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-event.h"

static void
test_texts (void)
{
  g_autoptr(AcmeEvent) event = acme_event_new ("17");

  acme_item_set_string (ACME_ITEM (event), ACME_EVENT_ACTION, "ACME account: created");
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (event)), ==, "17");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (event), ACME_EVENT_ACTION), ==, "ACME account: created");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (event), ACME_EVENT_DATE), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/texts", test_texts);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-event-record.h"

/* Not terminated: what follows belongs to something else */
static AcmeSlice
cut (const char *text,
     gsize       length)
{
  return (AcmeSlice) { text, length };
}

static void
test_copies (void)
{
  char text[] = "17,ACME account: created,admin01";
  AcmeEventRecord record = { .time = 1000, .raw = cut (text, 2) };
  g_autoptr(AcmeEvent) event = NULL;
  AcmeItem *item;

  record.fields[ACME_EVENT_ID] = cut (text, 2);
  record.fields[ACME_EVENT_ACTION] = cut (text + 3, 21);
  event = acme_event_new_from_record (&record);
  item = ACME_ITEM (event);
  memset (text, 'x', sizeof text);

  g_assert_cmpstr (acme_item_get_key (item), ==, "17");
  g_assert_cmpstr (acme_item_get_string (item, ACME_EVENT_ACTION), ==, "ACME account: created");
  g_assert_null (acme_item_get_string (item, ACME_EVENT_ADMIN));
  g_assert_cmpint (acme_item_get_number (item, ACME_EVENT_DATE), ==, 1000);
  g_assert_cmpstr (acme_item_get_string (item, ACME_EVENT_RAW), ==, "17");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-record/copies", test_copies);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an event that stays of a record that passes by. */

#include "config.h"

#include "acme-event-record.h"

static void
set_text (AcmeEvent       *event,
          guint            field,
          const AcmeSlice *slice)
{
  g_autofree char *text = g_strndup (slice->text, slice->length);

  acme_item_set_string (ACME_ITEM (event), field, text);
}

/**
 * acme_event_new_from_record:
 * @record: an event that passes by
 *
 * Returns: (transfer full): an event with copies of all that @record says
 */
AcmeEvent *
acme_event_new_from_record (const AcmeEventRecord *record)
{
  AcmeEvent *event;

  g_return_val_if_fail (record != NULL, NULL);

  event = g_object_new (ACME_TYPE_EVENT, NULL);
  for (guint i = 0; i < ACME_EVENT_N_FIELDS; i++)
    {
      if (i != ACME_EVENT_DATE)
        set_text (event, i, &record->fields[i]);
    }
  acme_item_set_number (ACME_ITEM (event), ACME_EVENT_DATE, record->time);
  set_text (event, ACME_EVENT_RAW, &record->raw);
  return event;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An audit event: one record of what was done, by whom, from where. */

#include "config.h"

#include "acme-event.h"

#include <glib/gi18n.h>

struct _AcmeEvent
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeEvent, acme_event, ACME_TYPE_ITEM)

static const AcmeField fields[] = {
  [ACME_EVENT_ID] = { "id", N_("Id"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 10 },
  /* its days are chosen before, and a part of them in the histogram */
  [ACME_EVENT_DATE] = { "date", N_("Date"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_UNFILTERED, 18 },
  [ACME_EVENT_ACTION] = { "action", N_("Action"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 24 },
  [ACME_EVENT_ADMIN] = { "admin", N_("Admin"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 9 },
  [ACME_EVENT_ADMIN_NAME] = { "adminName", N_("Admin Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 20 },
  [ACME_EVENT_ACCESS_METHOD] = { "accessMethod", N_("Access Method"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 10 },
  [ACME_EVENT_ADDRESS] = { "address", N_("Address"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 15 },
  [ACME_EVENT_ORGANIZATION] = { "organization", N_("Organization"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 16 },
  [ACME_EVENT_DESCRIPTION] = { "description", N_("Description"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 50 },
  /* the record as it came: neither a column nor exported, for who wants to see all of it */
  [ACME_EVENT_RAW] = { "raw", N_("Record"), ACME_FIELD_TEXT, 0, 50 },
};

const AcmeFieldTable acme_event_fields = ACME_FIELD_TABLE (fields);

static void
acme_event_class_init (AcmeEventClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_event_fields;
}

static void
acme_event_init (AcmeEvent *self)
{
}

/**
 * acme_event_new:
 * @id: the record's id
 *
 * Returns: (transfer full): an event of which nothing else is known yet
 */
AcmeEvent *
acme_event_new (const char *id)
{
  AcmeEvent *self = g_object_new (ACME_TYPE_EVENT, NULL);

  acme_item_set_string (ACME_ITEM (self), ACME_EVENT_ID, id);
  return self;
}

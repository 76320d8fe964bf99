/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A certificate profile, which a Universal ACME account names. */

#include "config.h"

#include "acme-profile.h"

#include <glib/gi18n.h>

struct _AcmeProfile
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeProfile, acme_profile, ACME_TYPE_ITEM)

static const AcmeField fields[] = {
  [ACME_PROFILE_ID] = { "id", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 8 },
  [ACME_PROFILE_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 40 },
  [ACME_PROFILE_DESCRIPTION] = { "description", N_("Description"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN, 40 },
};

const AcmeFieldTable acme_profile_fields = ACME_FIELD_TABLE (fields);

static void
acme_profile_class_init (AcmeProfileClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_profile_fields;
}

static void
acme_profile_init (AcmeProfile *self)
{
}

/**
 * acme_profile_new:
 * @id: SCM's id of it
 *
 * Returns: (transfer full): a profile of which nothing else is known yet
 */
AcmeProfile *
acme_profile_new (gint64 id)
{
  AcmeProfile *self = g_object_new (ACME_TYPE_PROFILE, NULL);

  acme_item_set_number (ACME_ITEM (self), ACME_PROFILE_ID, id);
  return self;
}

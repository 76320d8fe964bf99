/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A domain name in a list that is being edited: itself, and whether it is new or is to go. Its problem says why it
 * cannot be used. */

#include "config.h"

#include "acme-domain-entry.h"

#include <glib/gi18n.h>

struct _AcmeDomainEntry
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeDomainEntry, acme_domain_entry, ACME_TYPE_ITEM)

static const AcmeChoice changes[] = {
  { ACME_DOMAIN_ENTRY_ADDED, N_("Added") },
  { ACME_DOMAIN_ENTRY_REMOVED, N_("Removed") },
  { NULL },
};

static const AcmeField fields[] = {
  [ACME_DOMAIN_ENTRY_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT, ACME_FIELD_MONOSPACE, 40 },
  [ACME_DOMAIN_ENTRY_SHOWN] = { "shown", N_("Domain"), ACME_FIELD_TEXT, 0, 40 },
  [ACME_DOMAIN_ENTRY_CHANGE] = { "change", N_("Change"), ACME_FIELD_CHOICE, 0, 10, .choices = changes },
};

const AcmeFieldTable acme_domain_entry_fields = ACME_FIELD_TABLE (fields);

static void
acme_domain_entry_class_init (AcmeDomainEntryClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_domain_entry_fields;
}

static void
acme_domain_entry_init (AcmeDomainEntry *self)
{
}

/**
 * acme_domain_entry_new:
 * @name: (nullable): the name as SCM wants it, if it can be used at all
 * @shown: what a person reads
 *
 * Returns: (transfer full): an entry that was there before
 */
AcmeDomainEntry *
acme_domain_entry_new (const char *name,
                       const char *shown)
{
  AcmeDomainEntry *self;

  g_return_val_if_fail (shown != NULL, NULL);

  self = g_object_new (ACME_TYPE_DOMAIN_ENTRY, NULL);
  acme_item_set_string (ACME_ITEM (self), ACME_DOMAIN_ENTRY_NAME, name);
  acme_item_set_string (ACME_ITEM (self), ACME_DOMAIN_ENTRY_SHOWN, shown);
  return self;
}

/**
 * acme_domain_entry_is_added:
 * @self: an entry
 *
 * Returns: whether it was not there before
 */
gboolean
acme_domain_entry_is_added (AcmeDomainEntry *self)
{
  g_return_val_if_fail (ACME_IS_DOMAIN_ENTRY (self), FALSE);

  return g_strcmp0 (acme_item_get_string (ACME_ITEM (self), ACME_DOMAIN_ENTRY_CHANGE), ACME_DOMAIN_ENTRY_ADDED) == 0;
}

/**
 * acme_domain_entry_is_removed:
 * @self: an entry
 *
 * Returns: whether it was there and is to go
 */
gboolean
acme_domain_entry_is_removed (AcmeDomainEntry *self)
{
  g_return_val_if_fail (ACME_IS_DOMAIN_ENTRY (self), FALSE);

  return g_strcmp0 (acme_item_get_string (ACME_ITEM (self), ACME_DOMAIN_ENTRY_CHANGE), ACME_DOMAIN_ENTRY_REMOVED) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A domain of a Sectigo Public ACME account. */

#include "config.h"

#include "acme-domain.h"

#include <glib/gi18n.h>

struct _AcmeDomain
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeDomain, acme_domain, ACME_TYPE_ITEM)

static const AcmeField fields[] = {
  [ACME_DOMAIN_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 30 },
  [ACME_DOMAIN_VALID_UNTIL] = { "validUntil", N_("Valid Until"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_RELATIVE, 20 },
  [ACME_DOMAIN_STICKY_UNTIL] = { "stickyUntil", N_("Sticky Until"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 20 },
  [ACME_DOMAIN_VALIDATION_ID] = { "validationId", N_("Validation Id"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 14 },
};

const AcmeFieldTable acme_domain_fields = ACME_FIELD_TABLE (fields);

static void
acme_domain_class_init (AcmeDomainClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_domain_fields;
}

static void
acme_domain_init (AcmeDomain *self)
{
}

/**
 * acme_domain_new:
 * @name: a DNS name, perhaps with a leading `*.`
 *
 * Returns: (transfer full): a domain of which nothing else is known yet
 */
AcmeDomain *
acme_domain_new (const char *name)
{
  AcmeDomain *self = g_object_new (ACME_TYPE_DOMAIN, NULL);

  acme_item_set_string (ACME_ITEM (self), ACME_DOMAIN_NAME, name);
  return self;
}

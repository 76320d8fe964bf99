/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_DOMAIN_ENTRY (acme_domain_entry_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDomainEntry, acme_domain_entry, ACME, DOMAIN_ENTRY, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_DOMAIN_ENTRY_NAME,
  ACME_DOMAIN_ENTRY_SHOWN,
  ACME_DOMAIN_ENTRY_CHANGE,
};

/* The words of its field CHANGE; none if the name was there and stays. */
#define ACME_DOMAIN_ENTRY_ADDED "added"
#define ACME_DOMAIN_ENTRY_REMOVED "removed"

AcmeDomainEntry *acme_domain_entry_new        (const char      *name,
                                               const char      *shown);
gboolean         acme_domain_entry_is_added   (AcmeDomainEntry *self);
gboolean         acme_domain_entry_is_removed (AcmeDomainEntry *self);

extern const AcmeFieldTable acme_domain_entry_fields;

G_END_DECLS

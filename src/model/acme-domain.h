/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_DOMAIN (acme_domain_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDomain, acme_domain, ACME, DOMAIN, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_DOMAIN_NAME,
  ACME_DOMAIN_VALID_UNTIL,
  ACME_DOMAIN_STICKY_UNTIL,
  ACME_DOMAIN_VALIDATION_ID,
};

AcmeDomain *acme_domain_new (const char *name);

extern const AcmeFieldTable acme_domain_fields;

G_END_DECLS

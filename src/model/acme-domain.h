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

/* Within so many days the end of a validation is near. */
#define ACME_DOMAIN_SOON_DAYS 30

/**
 * AcmeDomainValidity:
 * @ACME_DOMAIN_EXPIRED: the validation has ended
 * @ACME_DOMAIN_SOON: it ends within %ACME_DOMAIN_SOON_DAYS
 * @ACME_DOMAIN_VALID: it ends later
 * @ACME_DOMAIN_UNKNOWN: SCM tells no date
 *
 * How urgent it is to validate a domain anew; the most urgent first.
 */
typedef enum
{
  ACME_DOMAIN_EXPIRED,
  ACME_DOMAIN_SOON,
  ACME_DOMAIN_VALID,
  ACME_DOMAIN_UNKNOWN,
} AcmeDomainValidity;

AcmeDomain        *acme_domain_new               (const char *name);
AcmeDomainValidity acme_domain_get_validity      (AcmeDomain *self,
                                                  gint64      now);
char              *acme_domain_describe_validity (AcmeDomain *self,
                                                  gint64      now);

extern const AcmeFieldTable acme_domain_fields;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_ENDPOINT (acme_endpoint_get_type ())

G_DECLARE_FINAL_TYPE (AcmeEndpoint, acme_endpoint, ACME, ENDPOINT, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_ENDPOINT_ID,
  ACME_ENDPOINT_NAME,
  ACME_ENDPOINT_URL,
  ACME_ENDPOINT_TYPE,
  ACME_ENDPOINT_TYPE_TITLE,
  ACME_ENDPOINT_VALIDATION_TYPE,
  ACME_ENDPOINT_URL_HOST,
  ACME_ENDPOINT_DELEGATION_MODE,
  ACME_ENDPOINT_ORGANIZATIONS,
};

AcmeEndpoint *acme_endpoint_new (gint64 id);

/* The wire's words for the two kinds (contract of GET /api/endpoint/v1). */
#define ACME_ENDPOINT_TYPE_PUBLIC "PUBLIC_ACME"
#define ACME_ENDPOINT_TYPE_UNIVERSAL "PRIVATE_ACME"

gboolean    acme_endpoint_is_universal (AcmeEndpoint *self);
const char *acme_endpoint_get_name     (AcmeEndpoint *self);
const char *acme_endpoint_get_url      (AcmeEndpoint *self);

extern const AcmeFieldTable acme_endpoint_fields;

G_END_DECLS

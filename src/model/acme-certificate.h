/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_CERTIFICATE (acme_certificate_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCertificate, acme_certificate, ACME, CERTIFICATE, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_CERTIFICATE_SSL_ID,
  ACME_CERTIFICATE_COMMON_NAME,
  ACME_CERTIFICATE_SUBJECT_ALTERNATIVE_NAMES,
  ACME_CERTIFICATE_SERIAL_NUMBER,
};

AcmeCertificate *acme_certificate_new (gint64 ssl_id);

extern const AcmeFieldTable acme_certificate_fields;

G_END_DECLS

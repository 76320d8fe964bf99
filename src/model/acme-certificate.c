/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An SSL certificate of an organization that was requested through ACME. SCM does not tell by which account or
 * client. */

#include "config.h"

#include "acme-certificate.h"

#include <glib/gi18n.h>

struct _AcmeCertificate
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeCertificate, acme_certificate, ACME_TYPE_ITEM)

static const AcmeField fields[] = {
  [ACME_CERTIFICATE_SSL_ID] = { "sslId", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_CERTIFICATE_COMMON_NAME] = { "commonName", N_("Common Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 30 },
  [ACME_CERTIFICATE_SUBJECT_ALTERNATIVE_NAMES] = { "subjectAlternativeNames", N_("Alternative Names"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 40 },
  [ACME_CERTIFICATE_SERIAL_NUMBER] = { "serialNumber", N_("Serial Number"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 34 },
};

const AcmeFieldTable acme_certificate_fields = ACME_FIELD_TABLE (fields);

static void
acme_certificate_class_init (AcmeCertificateClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_certificate_fields;
}

static void
acme_certificate_init (AcmeCertificate *self)
{
}

/**
 * acme_certificate_new:
 * @ssl_id: SCM's id of it
 *
 * Returns: (transfer full): a certificate of which nothing else is known yet
 */
AcmeCertificate *
acme_certificate_new (gint64 ssl_id)
{
  AcmeCertificate *self = g_object_new (ACME_TYPE_CERTIFICATE, NULL);

  acme_item_set_number (ACME_ITEM (self), ACME_CERTIFICATE_SSL_ID, ssl_id);
  return self;
}

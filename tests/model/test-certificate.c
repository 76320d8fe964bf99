/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-certificate.h"

/* What scripts rely on */
static void
test_exported_keys (void)
{
  static const char *const keys[] = { "sslId", "commonName", "subjectAlternativeNames", "serialNumber" };

  g_assert_cmpuint (acme_certificate_fields.n_fields, ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_cmpstr (acme_certificate_fields.fields[i].id, ==, keys[i]);
      g_assert_cmpuint (acme_certificate_fields.fields[i].flags & ACME_FIELD_EXPORT, !=, 0);
      g_assert_cmpuint (acme_certificate_fields.fields[i].flags & ACME_FIELD_COLUMN, !=, 0);
    }
}

static void
test_key (void)
{
  g_autoptr(AcmeCertificate) certificate = acme_certificate_new (4711);

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (certificate)), ==, "4711");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (certificate), ACME_CERTIFICATE_COMMON_NAME), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/exported-keys", test_exported_keys);
  g_test_add_func ("/certificate/key", test_key);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-certificates.h"

#include <glib/gstdio.h>
#include <gnutls/pkcs12.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define MUST(call) g_assert_cmpint ((call), >=, 0)

#define DAY (24 * 60 * 60)
#define WEAK_BITS 1024

static void
write_file (ScmCertificates *self,
            const char      *name,
            const char      *suffix,
            gnutls_datum_t  *data)
{
  g_autofree char *file = scm_certificates_get_file (self, name, suffix);

  g_assert_true (g_file_set_contents (file, (const char *) data->data, data->size, NULL));
  g_ptr_array_add (self->files, g_steal_pointer (&file));
}

static gnutls_x509_privkey_t
make_key (ScmCertificateKind kind)
{
  gnutls_x509_privkey_t key;

  MUST (gnutls_x509_privkey_init (&key));
  if (kind == SCM_CERTIFICATE_WEAK_KEY)
    MUST (gnutls_x509_privkey_generate (key, GNUTLS_PK_RSA, WEAK_BITS, 0));
  else
    MUST (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                        GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  return key;
}

static void
set_times (gnutls_x509_crt_t  certificate,
           ScmCertificateKind kind)
{
  time_t now = time (NULL);
  time_t from = now + (kind == SCM_CERTIFICATE_NOT_YET ? DAY : -2 * DAY);
  time_t to = now + (kind == SCM_CERTIFICATE_EXPIRED ? -DAY : 2 * DAY);

  MUST (gnutls_x509_crt_set_activation_time (certificate, from));
  MUST (gnutls_x509_crt_set_expiration_time (certificate, to));
}

static gnutls_x509_crt_t
make_certificate (const char            *name,
                  gnutls_x509_privkey_t  key,
                  ScmCertificateKind     kind)
{
  gnutls_x509_crt_t certificate;
  guint32 serial = GUINT32_TO_BE (g_random_int () >> 1);

  MUST (gnutls_x509_crt_init (&certificate));
  MUST (gnutls_x509_crt_set_version (certificate, 3));
  MUST (gnutls_x509_crt_set_serial (certificate, &serial, sizeof serial));
  MUST (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name, strlen (name)));
  set_times (certificate, kind);
  MUST (gnutls_x509_crt_set_key (certificate, key));
  return certificate;
}

ScmCertificates *
scm_certificates_new (void)
{
  ScmCertificates *self = g_new0 (ScmCertificates, 1);
  g_autoptr(GError) error = NULL;
  gnutls_datum_t pem;

  self->folder = g_dir_make_tmp ("acme-scm-XXXXXX", &error);
  g_assert_no_error (error);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->ca_key = make_key (SCM_CERTIFICATE_GOOD);
  self->ca_certificate = make_certificate ("Authority of a test", self->ca_key, SCM_CERTIFICATE_GOOD);
  MUST (gnutls_x509_crt_set_basic_constraints (self->ca_certificate, 1, -1));
  MUST (gnutls_x509_crt_set_key_usage (self->ca_certificate, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN));
  MUST (gnutls_x509_crt_sign2 (self->ca_certificate, self->ca_certificate, self->ca_key, GNUTLS_DIG_SHA256, 0));
  MUST (gnutls_x509_crt_export2 (self->ca_certificate, GNUTLS_X509_FMT_PEM, &pem));
  write_file (self, "ca", ".pem", &pem);
  gnutls_free (pem.data);
  self->ca_file = scm_certificates_get_file (self, "ca", ".pem");
  return self;
}

void
scm_certificates_free (ScmCertificates *self)
{
  for (guint i = 0; i < self->files->len; i++)
    g_unlink (self->files->pdata[i]);
  g_rmdir (self->folder);
  g_ptr_array_unref (self->files);
  gnutls_x509_crt_deinit (self->ca_certificate);
  gnutls_x509_privkey_deinit (self->ca_key);
  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self);
}

char *
scm_certificates_get_file (ScmCertificates *self,
                           const char      *name,
                           const char      *suffix)
{
  g_autofree char *base = g_strconcat (name, suffix, NULL);

  return g_build_filename (self->folder, base, NULL);
}

static void
write_p12 (ScmCertificates       *self,
           const char            *name,
           gnutls_x509_crt_t      certificate,
           gnutls_x509_privkey_t  key,
           const char            *password)
{
  gnutls_pkcs12_t p12;
  gnutls_pkcs12_bag_t bags[2];
  gnutls_datum_t id = { (guchar *) "\1", 1 };
  gnutls_datum_t der;
  guchar pkcs8[4096];
  size_t size = sizeof pkcs8;

  MUST (gnutls_pkcs12_init (&p12));
  MUST (gnutls_pkcs12_bag_init (&bags[0]));
  MUST (gnutls_pkcs12_bag_set_crt (bags[0], certificate));
  MUST (gnutls_pkcs12_bag_set_key_id (bags[0], 0, &id));
  MUST (gnutls_pkcs12_bag_encrypt (bags[0], password, GNUTLS_PKCS_PBES2_AES_256));
  MUST (gnutls_pkcs12_set_bag (p12, bags[0]));
  MUST (gnutls_x509_privkey_export_pkcs8 (key, GNUTLS_X509_FMT_DER, password, GNUTLS_PKCS_PBES2_AES_256, pkcs8, &size));
  der.data = pkcs8;
  der.size = size;
  MUST (gnutls_pkcs12_bag_init (&bags[1]));
  MUST (gnutls_pkcs12_bag_set_data (bags[1], GNUTLS_BAG_PKCS8_ENCRYPTED_KEY, &der));
  MUST (gnutls_pkcs12_bag_set_key_id (bags[1], 0, &id));
  MUST (gnutls_pkcs12_set_bag (p12, bags[1]));
  MUST (gnutls_pkcs12_generate_mac (p12, password));
  MUST (gnutls_pkcs12_export2 (p12, GNUTLS_X509_FMT_DER, &der));
  write_file (self, name, ".p12", &der);
  gnutls_free (der.data);
  gnutls_pkcs12_bag_deinit (bags[0]);
  gnutls_pkcs12_bag_deinit (bags[1]);
  gnutls_pkcs12_deinit (p12);
}

static void
sign (ScmCertificates       *self,
      gnutls_x509_crt_t      certificate,
      gnutls_x509_privkey_t  key,
      ScmCertificateKind     kind)
{
  if (kind == SCM_CERTIFICATE_SELF_SIGNED)
    MUST (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0));
  else
    MUST (gnutls_x509_crt_sign2 (certificate, self->ca_certificate, self->ca_key,
                                 kind == SCM_CERTIFICATE_SHA1 ? GNUTLS_DIG_SHA1 : GNUTLS_DIG_SHA256, 0));
}

static void
list_as_revoked (ScmCertificates   *self,
                 gnutls_x509_crt_t  certificate)
{
  g_autofree char *ca = NULL;
  g_autofree char *both = NULL;
  gnutls_x509_crl_t list;
  gnutls_datum_t pem;
  time_t now = time (NULL);

  MUST (gnutls_x509_crl_init (&list));
  MUST (gnutls_x509_crl_set_version (list, 2));
  MUST (gnutls_x509_crl_set_this_update (list, now - DAY));
  MUST (gnutls_x509_crl_set_next_update (list, now + DAY));
  MUST (gnutls_x509_crl_set_number (list, "\1", 1));
  MUST (gnutls_x509_crl_set_crt (list, certificate, now - DAY));
  MUST (gnutls_x509_crl_sign2 (list, self->ca_certificate, self->ca_key, GNUTLS_DIG_SHA256, 0));
  MUST (gnutls_x509_crl_export2 (list, GNUTLS_X509_FMT_PEM, &pem));
  g_assert_true (g_file_get_contents (self->ca_file, &ca, NULL, NULL));
  both = g_strdup_printf ("%s%.*s", ca, (int) pem.size, pem.data);
  g_assert_true (g_file_set_contents (self->ca_file, both, -1, NULL));
  gnutls_free (pem.data);
  gnutls_x509_crl_deinit (list);
}

/* Writes NAME.pem, NAME.key, NAME-both.pem and, with a password, NAME.p12. Returns the name of the first. */
char *
scm_certificates_make (ScmCertificates    *self,
                       const char         *name,
                       ScmCertificateKind  kind,
                       const char         *p12_password)
{
  gnutls_x509_privkey_t key = make_key (kind);
  gnutls_x509_crt_t certificate = make_certificate (name, key, kind);
  const char *dns_name = kind == SCM_CERTIFICATE_OTHER_NAME ? "other.example.test" : "localhost";
  g_autofree char *both_name = g_strconcat (name, "-both", NULL);
  g_autofree char *both = NULL;
  gnutls_datum_t pem, key_pem, both_pem;

  MUST (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, dns_name, strlen (dns_name),
                                              GNUTLS_FSAN_SET));
  if (kind != SCM_CERTIFICATE_OTHER_NAME)
    MUST (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, "\x7f\0\0\1", 4,
                                                GNUTLS_FSAN_APPEND));
  sign (self, certificate, key, kind);
  if (kind == SCM_CERTIFICATE_REVOKED)
    list_as_revoked (self, certificate);
  MUST (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem));
  MUST (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &key_pem));
  both = g_strdup_printf ("%.*s%.*s", (int) pem.size, pem.data, (int) key_pem.size, key_pem.data);
  both_pem.data = (guchar *) both;
  both_pem.size = strlen (both);
  write_file (self, name, ".pem", &pem);
  write_file (self, name, ".key", &key_pem);
  write_file (self, both_name, ".pem", &both_pem);
  if (p12_password != NULL)
    write_p12 (self, name, certificate, key, p12_password);

  gnutls_free (pem.data);
  gnutls_free (key_pem.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return scm_certificates_get_file (self, name, ".pem");
}

GTlsCertificate *
scm_certificates_make_server (ScmCertificates    *self,
                              ScmCertificateKind  kind)
{
  g_autofree char *file = scm_certificates_make (self, "server", kind, NULL);
  g_autofree char *both = scm_certificates_get_file (self, "server-both", ".pem");
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (both, &error);

  g_assert_no_error (error);
  return certificate;
}

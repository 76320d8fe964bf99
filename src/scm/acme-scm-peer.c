/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is wrong with the other end of a TLS connection, in words. A back end of GIO tells kinds of errors, but not
 * whether an algorithm or a key is too weak, nor what an alert of the server is about; and some let pass what should
 * not be: old versions of TLS, short keys, and certificates that a list of their authority has revoked. */

#include "config.h"

#include "acme-scm-peer.h"

#include <glib/gi18n.h>
#include <gnutls/x509.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-error.h"

/* What a server says about the certificate of a client, in GnuTLS's words before they are translated */
static const char *const client_alerts[] = {
  "Certificate is bad",
  "Certificate is not supported",
  "Certificate was revoked",
  "Certificate is expired",
  "Unknown certificate",
  "CA is unknown",
  "Access was denied",
  "Certificate is required",
};

static const char *const version_alerts[] = {
  "Error in protocol version",
  "Insufficient security",
};

/* Of an alert there is only its name, in the user's language */
static gboolean
names_alert (const GError       *error,
             const char *const  *alerts,
             guint               n_alerts)
{
  for (guint i = 0; i < n_alerts; i++)
    {
      if (strstr (error->message, alerts[i]) != NULL ||
          strstr (error->message, g_dgettext ("gnutls30", alerts[i])) != NULL ||
          strstr (error->message, g_dgettext ("gnutls", alerts[i])) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gnutls_x509_crt_t
parse_certificate (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  gnutls_x509_crt_t parsed;
  gnutls_datum_t data;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL || gnutls_x509_crt_init (&parsed) < 0)
    return NULL;

  data.data = der->data;
  data.size = der->len;
  if (gnutls_x509_crt_import (parsed, &data, GNUTLS_X509_FMT_DER) >= 0)
    return parsed;
  gnutls_x509_crt_deinit (parsed);
  return NULL;
}

static gboolean
has_weak_key (gnutls_x509_crt_t certificate)
{
  unsigned int bits = 0;
  int algorithm = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);

  return algorithm >= 0 && bits > 0 &&
         gnutls_pk_bits_to_sec_param ((gnutls_pk_algorithm_t) algorithm, bits) < GNUTLS_SEC_PARAM_MEDIUM;
}

/* Nobody has to believe what an authority says of itself, so that this is of no matter for the last of a chain */
static gboolean
has_weak_signature (gnutls_x509_crt_t certificate)
{
  int algorithm = gnutls_x509_crt_get_signature_algorithm (certificate);

  return algorithm >= 0 && !gnutls_x509_crt_check_issuer (certificate, certificate) &&
         !gnutls_sign_is_secure2 ((gnutls_sign_algorithm_t) algorithm, GNUTLS_SIGN_FLAG_SECURE_FOR_CERTS);
}

typedef gboolean (*TestFunc) (gnutls_x509_crt_t certificate);

static gboolean
any_of_chain (GTlsCertificate *certificate,
              TestFunc         test)
{
  for (; certificate != NULL; certificate = g_tls_certificate_get_issuer (certificate))
    {
      gnutls_x509_crt_t parsed = parse_certificate (certificate);
      gboolean found = parsed != NULL && test (parsed);

      g_clear_pointer (&parsed, gnutls_x509_crt_deinit);
      if (found)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_own_issuer (gnutls_x509_crt_t certificate)
{
  return gnutls_x509_crt_check_issuer (certificate, certificate) != 0;
}

static gboolean
is_self_signed (GTlsCertificate *certificate)
{
  return certificate != NULL && g_tls_certificate_get_issuer (certificate) == NULL &&
         any_of_chain (certificate, is_own_issuer);
}

static char *
describe_weakness (GTlsCertificate *certificate,
                   const char      *host)
{
  if (certificate != NULL && any_of_chain (certificate, has_weak_signature))
    return g_strdup_printf (_("The certificate of %s is signed in an outdated way, such as with SHA-1, that can be "
                              "forged."), host);
  if (certificate != NULL && any_of_chain (certificate, has_weak_key))
    return g_strdup_printf (_("The certificate of %s has a key that is too short to be secure."), host);
  return g_strdup_printf (_("The certificate of %s uses an insecure algorithm."), host);
}

static char *
describe_flags (GTlsCertificateFlags  flags,
                GTlsCertificate      *certificate,
                const char           *host)
{
  if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return g_strdup_printf (_("The certificate of %s belongs to another name."), host);
  if ((flags & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return g_strdup_printf (_("The certificate of %s has expired."), host);
  if ((flags & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return g_strdup_printf (_("The certificate of %s is not valid yet. Is the clock of this computer right?"), host);
  if ((flags & G_TLS_CERTIFICATE_REVOKED) != 0)
    return g_strdup_printf (_("The certificate of %s has been revoked."), host);
  if ((flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0 && is_self_signed (certificate))
    return g_strdup_printf (_("The certificate of %s was issued by nobody but itself, and is not trusted."), host);
  if ((flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return g_strdup_printf (_("The certificate of %s was issued by an authority that is not trusted."), host);
  if ((flags & G_TLS_CERTIFICATE_INSECURE) != 0)
    return describe_weakness (certificate, host);
  return g_strdup_printf (_("The certificate of %s is not acceptable."), host);
}

static char *
describe_failure (const GError *error,
                  const char   *host)
{
  g_autofree char *reason = acme_scm_error_clean (error->message);

  if (error->code == G_TLS_ERROR_CERTIFICATE_REQUIRED)
    return g_strdup_printf (_("%s asks for a client certificate, or does not accept the one it was given."), host);
  if (acme_scm_peer_refuses_client (error))
    /* Translators: the first %s is a host name, the second a reason from another library */
    return g_strdup_printf (_("%s does not accept this client certificate: %s"), host, reason);
  if (names_alert (error, version_alerts, G_N_ELEMENTS (version_alerts)))
    /* Translators: the first %s is a host name, the second a reason from another library */
    return g_strdup_printf (_("%s speaks no version of TLS that is secure: %s"), host, reason);
  if (error->code == G_TLS_ERROR_NOT_TLS)
    /* Translators: the first %s is a host name, the second a reason from another library */
    return g_strdup_printf (_("%s does not speak TLS as it should: %s"), host, reason);
  if (error->code == G_TLS_ERROR_UNAVAILABLE)
    return g_strdup (_("There is nothing on this computer that makes secure connections. Install glib-networking."));
  /* Translators: the first %s is a host name, the second a reason from another library */
  return g_strdup_printf (_("No secure connection to %s could be made: %s"), host, reason);
}

/**
 * acme_scm_peer_describe:
 * @error: an error of the domain %G_TLS_ERROR
 * @certificate: (nullable): the server's certificate, with those that it sent along
 * @certificate_errors: what is wrong with @certificate, or 0
 * @host: the host that was to be reached
 *
 * Returns: (transfer full): %ACME_ERROR_AUTH if the server wants a client certificate, or another one; otherwise
 *   %ACME_ERROR_TLS
 */
GError *
acme_scm_peer_describe (const GError         *error,
                        GTlsCertificate      *certificate,
                        GTlsCertificateFlags  certificate_errors,
                        const char           *host)
{
  g_autofree char *sentence =
    certificate_errors != 0 ? describe_flags (certificate_errors, certificate, host) : describe_failure (error, host);
  gboolean is_about_client = certificate_errors == 0 && acme_scm_peer_refuses_client (error);

  return g_error_new_literal (ACME_ERROR, is_about_client ? ACME_ERROR_AUTH : ACME_ERROR_TLS, sentence);
}

static gboolean
is_revoked (GTlsCertificate *certificate,
            GPtrArray       *revocations)
{
  for (; certificate != NULL; certificate = g_tls_certificate_get_issuer (certificate))
    {
      gnutls_x509_crt_t parsed = parse_certificate (certificate);
      gboolean found = parsed != NULL &&
        gnutls_x509_crt_check_revocation (parsed, (const gnutls_x509_crl_t *) revocations->pdata,
                                          (int) revocations->len) == 1;

      g_clear_pointer (&parsed, gnutls_x509_crt_deinit);
      if (found)
        return TRUE;
    }
  return FALSE;
}

/* (nullable): the name of a version that must not be used any more */
static const char *
name_old_version (GTlsProtocolVersion version)
{
  switch ((int) version) /* those of DTLS do not come here */
    {
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
      return "SSL 3.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    default:
      return NULL;
    }
}

/**
 * acme_scm_peer_refuse:
 * @version: what a connection speaks
 * @certificate: (nullable): the server's certificate, with those that it sent along
 * @revocations: (nullable): what acme_scm_peer_load_revocations() gave
 * @host: the host at its end
 *
 * Looks for what a back end lets pass all the same.
 *
 * Returns: (transfer full) (nullable): an %ACME_ERROR_TLS that says why nothing may be sent over it
 */
GError *
acme_scm_peer_refuse (GTlsProtocolVersion  version,
                      GTlsCertificate     *certificate,
                      GPtrArray           *revocations,
                      const char          *host)
{
  const char *old_version = name_old_version (version);
  g_autofree char *sentence = NULL;

  if (old_version != NULL)
    /* Translators: the first %s is a host name, the second “TLS 1.0” or the like */
    sentence = g_strdup_printf (_("%s speaks no version of TLS that is secure, only %s."), host, old_version);
  else if (certificate == NULL)
    return NULL;
  else if (revocations != NULL && is_revoked (certificate, revocations))
    sentence = describe_flags (G_TLS_CERTIFICATE_REVOKED, certificate, host);
  else if (any_of_chain (certificate, has_weak_key) || any_of_chain (certificate, has_weak_signature))
    sentence = describe_weakness (certificate, host);
  else
    return NULL;
  return g_error_new_literal (ACME_ERROR, ACME_ERROR_TLS, sentence);
}

/**
 * acme_scm_peer_refuses_client:
 * @error: what libsoup or GIO reported
 *
 * Returns: whether it says that the server does not want to go on without a client certificate, or not with the one it
 *   was given; with TLS 1.3 that may come after a request, at which it has not looked then
 */
gboolean
acme_scm_peer_refuses_client (const GError *error)
{
  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED) ||
         (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_MISC) &&
          names_alert (error, client_alerts, G_N_ELEMENTS (client_alerts)));
}

/**
 * acme_scm_peer_load_revocations:
 * @file: a PEM file
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): the lists of revoked certificates in it, if there are any
 */
GPtrArray *
acme_scm_peer_load_revocations (const char *file)
{
  g_autoptr(GPtrArray) lists = NULL;
  g_autofree char *text = NULL;
  gnutls_x509_crl_t *read = NULL;
  unsigned int n = 0;
  gnutls_datum_t data;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, NULL) || strstr (text, "X509 CRL") == NULL)
    return NULL;
  data.data = (guchar *) text;
  data.size = length;
  if (gnutls_x509_crl_list_import2 (&read, &n, &data, GNUTLS_X509_FMT_PEM, 0) < 0)
    return NULL;

  lists = g_ptr_array_new_with_free_func ((GDestroyNotify) gnutls_x509_crl_deinit);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lists, read[i]);
  gnutls_free (read);
  return g_steal_pointer (&lists);
}

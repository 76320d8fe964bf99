/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what a configuration names: the authorities to trust, and the client certificate with its key, in files or on a
 * token. It blocks, and is called in a thread. */

#include "config.h"

#include "acme-scm-credentials.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-peer.h"

static GError *
refuse_file (const char   *sentence,
             const char   *file,
             const GError *reason)
{
  g_autofree char *name = g_filename_display_name (file);

  /* Translators: the first %s is a sentence such as “The client certificate cannot be used.”, the second the name of a
   * file, the third a reason from another library */
  return g_error_new (ACME_ERROR, ACME_ERROR_INVALID, _("%s (%s: %s)"), sentence, name, reason->message);
}

static GTlsDatabase *
load_trust (const char  *file,
            GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (file, NULL); /* a relative name is no error, but does not work */
  g_autoptr(GError) reason = NULL;
  GTlsDatabase *database = NULL;
  GList *certificates = g_tls_certificate_list_new_from_file (absolute, &reason);

  if (certificates == NULL && reason == NULL)
    reason = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _("it holds no certificate"));
  if (reason == NULL)
    database = g_tls_file_database_new (absolute, &reason);
  g_list_free_full (certificates, g_object_unref);
  if (reason != NULL)
    g_propagate_error (error, refuse_file (_("The trusted certificates cannot be used."), absolute, reason));
  return database;
}

static gboolean
has_private_key (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) key = NULL;
  g_autofree char *pkcs11_uri = NULL;

  g_object_get (certificate, "private-key", &key, "private-key-pkcs11-uri", &pkcs11_uri, NULL);
  return key != NULL || pkcs11_uri != NULL;
}

/**
 * acme_scm_credentials_wants_password:
 * @file: a file with a client certificate
 *
 * Returns: whether a password is needed to open it; %FALSE also if it cannot be used at all
 */
gboolean
acme_scm_credentials_wants_password (const char *file)
{
  /* Decrypting without a password what was encrypted with one gives noise, and one time in 256 the noise passes for
   * data until it is parsed. A wrong password is always recognized: the file has a checksum for that. */
  g_autoptr(GError) reason = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;

  g_return_val_if_fail (file != NULL, FALSE);

  certificate = g_tls_certificate_new_from_file_with_password (file, "?", &reason);
  return g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD);
}

/* Only the certificate is read; the key stays on the token, which asks for its PIN when it is used */
static GTlsCertificate *
load_from_token (const char  *uri,
                 const char  *key_uri,
                 GError     **error)
{
  g_autoptr(GError) reason = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pkcs11_uris (uri, key_uri, &reason);

  if (certificate == NULL)
    g_propagate_error (error, refuse_file (_("The client certificate on the token cannot be used."), uri, reason));
  return certificate;
}

/**
 * acme_scm_credentials_load_certificate:
 * @config: a checked configuration that signs in with a client certificate
 * @error: return location
 *
 * Returns: (transfer full): the certificate; %NULL with %ACME_ERROR_INVALID and a sentence that names the file
 */
GTlsCertificate *
acme_scm_credentials_load_certificate (AcmeScmConfig  *config,
                                       GError        **error)
{
  const char *file = acme_scm_config_get_certificate_file (config);
  const char *key_file = acme_scm_config_get_certificate_key_file (config);
  const char *password = acme_scm_config_get_certificate_password (config);
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) reason = NULL;

  if (acme_scm_config_is_token (file))
    return load_from_token (file, key_file, error);

  if (key_file != NULL)
    certificate = g_tls_certificate_new_from_files (file, key_file, &reason);
  else if (password != NULL)
    certificate = g_tls_certificate_new_from_file_with_password (file, password, &reason);
  else
    certificate = g_tls_certificate_new_from_file (file, &reason);

  if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD) ||
      (certificate == NULL && key_file == NULL && password == NULL && acme_scm_credentials_wants_password (file)))
    g_propagate_error (error, refuse_file (_("The password does not open the client certificate."), file, reason));
  else if (certificate == NULL)
    g_propagate_error (error, refuse_file (_("The client certificate cannot be used."), file, reason));
  else if (!has_private_key (certificate))
    {
      reason = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _("it holds no private key"));
      g_propagate_error (error, refuse_file (_("The client certificate cannot be used."), file, reason));
    }
  else
    return g_steal_pointer (&certificate);
  return NULL;
}

/**
 * acme_scm_credentials_load:
 * @config: a checked configuration
 * @error: return location
 *
 * Returns: (transfer full): what its files hold; %NULL with %ACME_ERROR_INVALID and a sentence that names the file
 */
AcmeScmCredentials *
acme_scm_credentials_load (AcmeScmConfig  *config,
                           GError        **error)
{
  g_autoptr(AcmeScmCredentials) self = g_new0 (AcmeScmCredentials, 1);
  const char *ca_file = acme_scm_config_get_ca_file (config);

  if (ca_file != NULL)
    {
      self->trust = load_trust (ca_file, error);
      if (self->trust == NULL)
        return NULL;
      self->revocations = acme_scm_peer_load_revocations (ca_file);
    }
  if (acme_scm_config_get_sign_in (config) == ACME_SIGN_IN_CERTIFICATE)
    {
      self->certificate = acme_scm_credentials_load_certificate (config, error);
      if (self->certificate == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * acme_scm_credentials_free:
 * @self: (transfer full): credentials
 */
void
acme_scm_credentials_free (AcmeScmCredentials *self)
{
  g_clear_object (&self->trust);
  g_clear_pointer (&self->revocations, g_ptr_array_unref);
  g_clear_object (&self->certificate);
  g_free (self);
}

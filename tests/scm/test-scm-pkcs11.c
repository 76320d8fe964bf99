/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A client certificate whose key never leaves a token, here one of SoftHSM in a folder of the test's own. */

#include <glib/gstdio.h>
#include <gnutls/gnutls.h>
#include <gnutls/pkcs11.h>
#include <gnutls/x509.h>
#include <string.h>

#include "acme-scm-client-certificate.h"
#include "acme-scm-session-private.h"
#include "scm-double.h"
#include "scm-tls-double.h"

#define MUST(call) g_assert_cmpint ((call), >=, 0)
#define PATH "/api/thing"
#define PIN "814725"
#define SO_PIN "925836"
#define URI "pkcs11:token=acme-scm-test;object=scm"

static char *folder;
static ScmCertificates *certificates;

static void
read_file (const char     *suffix,
           gnutls_datum_t *data)
{
  g_autofree char *file = scm_certificates_get_file (certificates, "client", suffix);

  MUST (gnutls_load_file (file, data));
}

static void
fill_token (const char *url)
{
  g_autofree char *pem = scm_certificates_make (certificates, "client", SCM_CERTIFICATE_GOOD, NULL);
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;
  gnutls_datum_t data;
  gnutls_datum_t id = { (guchar *) "\1", 1 };

  MUST (gnutls_x509_crt_init (&certificate));
  read_file (".pem", &data);
  MUST (gnutls_x509_crt_import (certificate, &data, GNUTLS_X509_FMT_PEM));
  gnutls_free (data.data);
  MUST (gnutls_x509_privkey_init (&key));
  read_file (".key", &data);
  MUST (gnutls_x509_privkey_import2 (key, &data, GNUTLS_X509_FMT_PEM, NULL, 0));
  gnutls_free (data.data);

  MUST (gnutls_pkcs11_copy_x509_crt2 (url, certificate, "scm", &id, GNUTLS_PKCS11_OBJ_FLAG_LOGIN));
  MUST (gnutls_pkcs11_copy_x509_privkey2 (url, key, "scm", &id, GNUTLS_KEY_DIGITAL_SIGNATURE,
                                          GNUTLS_PKCS11_OBJ_FLAG_LOGIN | GNUTLS_PKCS11_OBJ_FLAG_MARK_SENSITIVE |
                                          GNUTLS_PKCS11_OBJ_FLAG_MARK_PRIVATE));
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
}

static void
make_token (void)
{
  g_autofree char *conf = g_build_filename (folder, "softhsm2.conf", NULL);
  g_autofree char *text = g_strdup_printf ("directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n",
                                           folder);
  const char *argv[] = { "softhsm2-util", "--init-token", "--free", "--label", "acme-scm-test", "--pin", PIN,
                         "--so-pin", SO_PIN, NULL };
  g_autoptr(GError) error = NULL;
  int status = -1;

  g_assert_true (g_file_set_contents (conf, text, -1, NULL));
  g_setenv ("SOFTHSM2_CONF", conf, TRUE);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  fill_token ("pkcs11:token=acme-scm-test?pin-value=" PIN);
}

static gboolean
remove_cb (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_cb (child);
    }
  return g_remove (path) == 0;
}

static gboolean
send_request (const char  *url,
              const char  *uri,
              const char  *pin,
              const char  *method,
              GError     **error)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);
  g_autoptr(AcmeScmSession) session = NULL;
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, PATH);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeScmReply) reply = NULL;

  acme_scm_config_set_certificate (config, "admin", "example", uri, NULL, pin);
  acme_scm_config_set_ca_file (config, certificates->ca_file);
  session = acme_scm_session_new (config);
  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, error);
  return reply != NULL;
}

/* Whoever knows the PIN once is logged in to the token for as long as the process uses it, so that this comes first */
static void
test_wrong_pin (void)
{
  static const struct { const char *pin; const char *part; } cases[] = {
    { NULL, "asks for its PIN" },
    { "000000", "does not accept the PIN" },
  };
  static const char *const methods[] = { "GET", "POST" };
  ScmTlsTerms terms = { .client_ca = certificates->ca_file };
  g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, SCM_CERTIFICATE_GOOD, &terms);

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (send_request (server->url, URI, cases[i / 2].pin, methods[i % 2], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i / 2].part));
      g_assert_null (strstr (error->message, "000000"));
    }
  g_assert_cmpuint (scm_tls_double_count (server), ==, 0);
}

static void
test_pin (void)
{
  ScmTlsTerms terms = { .client_ca = certificates->ca_file };
  g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, SCM_CERTIFICATE_GOOD, &terms);
  g_autoptr(GError) error = NULL;
  g_autofree char *received = NULL;

  send_request (server->url, URI, PIN, "GET", &error);
  g_assert_no_error (error);
  send_request (server->url, URI, PIN, "POST", &error);
  g_assert_no_error (error);
  received = scm_tls_double_dup_received (server);
  g_assert_cmpuint (scm_tls_double_count (server), ==, 2);
  g_assert_null (strstr (received, PIN));
}

static void
test_not_there (void)
{
  static const struct { const char *uri; const char *part; } cases[] = {
    { "pkcs11:token=acme-scm-test;object=other", "on the token cannot be used" },
    { "pkcs11:token=no-such-token;object=scm", "on the token cannot be used" },
    { "pkcs11:%zz", "on the token cannot be used" },
    { "pkcs11:", "not a complete address" },
    { "pkcs11:token=a b", "not a complete address" },
    { "pkcs11:token=acme-scm-test;object=scm?pin-value=" PIN, "must not contain the PIN" },
    { "PKCS11:token=acme-scm-test;object=scm?pin-source=file:/x", "must not contain the PIN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (send_request ("https://127.0.0.1:1", cases[i].uri, PIN, "GET", &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_null (strstr (error->message, PIN));
    }
}

/* What it says of itself needs no PIN */
static void
test_days_left (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("https://127.0.0.1:1");
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_config_set_certificate (config, "admin", "example", URI, NULL, NULL);
  acme_scm_load_client_certificate_async (config, NULL, scm_outcome_cb, &outcome);
  certificate = acme_scm_load_client_certificate_finish (scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpint (acme_scm_get_days_left (certificate), ==, 1);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("acme-scm-XXXXXX", NULL);
  certificates = scm_certificates_new ();
  make_token ();
  g_test_add_func ("/scm/pkcs11/a/not-there", test_not_there);
  g_test_add_func ("/scm/pkcs11/b/days-left", test_days_left);
  g_test_add_func ("/scm/pkcs11/c/wrong-pin", test_wrong_pin);
  g_test_add_func ("/scm/pkcs11/d/pin", test_pin);
  result = g_test_run ();
  scm_certificates_free (certificates);
  remove_cb (folder);
  g_free (folder);
  return result;
}

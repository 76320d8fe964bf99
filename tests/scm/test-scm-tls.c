/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "acme-scm-session-private.h"
#include "acme-scm-tls.h"
#include "scm-certificates.h"
#include "scm-double.h"
#include "scm-raw-double.h"

#define PATH "/api/thing"

static gboolean
send_request (AcmeScmConfig  *config,
              const char     *method,
              guint           n,
              GError        **error)
{
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (config);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, PATH);

  for (guint i = 0; i < n; i++)
    {
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(AcmeScmReply) reply = NULL;

      acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
      reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, error);
      if (reply == NULL)
        return FALSE;
    }
  return TRUE;
}

static AcmeScmConfig *
make_config (ScmDouble  *server,
             const char *ca_file)
{
  AcmeScmConfig *config = scm_double_make_config (server);

  acme_scm_config_set_ca_file (config, ca_file);
  return config;
}

static void
test_trusted (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(GTlsCertificate) certificate = scm_certificates_make_server (certificates, SCM_CERTIFICATE_GOOD);
  g_autoptr(ScmDouble) server = scm_double_new_tls (certificate, NULL);
  g_autoptr(AcmeScmConfig) config = make_config (server, certificates->ca_file);
  g_autofree char *by_name = g_strdup_printf ("https://localhost:%s", strrchr (server->url, ':') + 1);
  g_autoptr(AcmeScmConfig) named = acme_scm_config_new (by_name);
  g_autofree char *old_folder = g_get_current_dir ();
  g_autoptr(AcmeScmConfig) relative = make_config (server, "ca.pem");
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, PATH, "[]");
  acme_scm_config_set_password (named, "l", "p", "c");
  acme_scm_config_set_ca_file (named, certificates->ca_file);
  g_assert_true (send_request (config, "GET", 3, &error));
  g_assert_true (send_request (config, "DELETE", 2, &error));
  g_assert_true (send_request (named, "GET", 1, &error));
  g_assert_no_error (error);

  g_assert_cmpint (g_chdir (certificates->folder), ==, 0);
  g_assert_true (send_request (relative, "GET", 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_chdir (old_folder), ==, 0);
}

/* The authorities of another file do not help */
static void
test_other_authority (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(ScmCertificates) others = scm_certificates_new ();
  g_autoptr(GTlsCertificate) certificate = scm_certificates_make_server (certificates, SCM_CERTIFICATE_GOOD);
  g_autoptr(ScmDouble) server = scm_double_new_tls (certificate, NULL);
  g_autoptr(AcmeScmConfig) config = make_config (server, others->ca_file);
  g_autoptr(GError) error = NULL;

  g_assert_false (send_request (config, "GET", 1, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_TLS);
  g_assert_cmpuint (server->requests->len, ==, 0);
}

static void
test_files (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autofree char *pem = scm_certificates_make (certificates, "client", SCM_CERTIFICATE_GOOD, "open sesame");
  g_autofree char *p12 = scm_certificates_get_file (certificates, "client", ".p12");
  g_autofree char *key = scm_certificates_get_file (certificates, "client", ".key");
  g_autofree char *missing = scm_certificates_get_file (certificates, "missing", ".pem");
  const struct { const char *ca; const char *file; const char *key; const char *password;
                 const char *part; } cases[] = {
    { missing, NULL, NULL, NULL, "missing.pem" },
    { key, NULL, NULL, NULL, "trusted certificates cannot be used" },
    { p12, NULL, NULL, NULL, "trusted certificates cannot be used" },
    { NULL, missing, NULL, NULL, "missing.pem" },
    { NULL, pem, missing, NULL, "certificate cannot be used" },
    { NULL, pem, NULL, NULL, "no private key" },
    { NULL, key, NULL, NULL, "certificate cannot be used" },
    { NULL, p12, NULL, NULL, "password does not open" },
    { NULL, p12, NULL, "wrong pass", "password does not open" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *url = cases[i].file != NULL ? "https://127.0.0.1:1" : server->url;
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);
      g_autoptr(GError) error = NULL;

      if (cases[i].file != NULL)
        acme_scm_config_set_certificate (config, "l", "c", cases[i].file, cases[i].key, cases[i].password);
      else
        acme_scm_config_set_password (config, "l", "p", "c");
      acme_scm_config_set_ca_file (config, cases[i].ca);
      g_assert_false (send_request (config, "GET", 1, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_null (strstr (error->message, "wrong pass"));
    }
  g_assert_cmpuint (server->requests->len, ==, 0);
}

static void
private_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  g_assert_cmpstr (scm_double_get_header (message, "login"), ==, "admin");
  g_assert_cmpstr (scm_double_get_header (message, "customerUri"), ==, "example");
  g_assert_null (scm_double_get_header (message, "password"));
  g_assert_null (scm_double_get_header (message, "Authorization"));
  scm_double_answer (message, 200, "[]");
}

static void
test_client_certificate (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(GTlsCertificate) certificate = scm_certificates_make_server (certificates, SCM_CERTIFICATE_GOOD);
  g_autofree char *pem = scm_certificates_make (certificates, "client", SCM_CERTIFICATE_GOOD, "open sesame");
  g_autofree char *key = scm_certificates_get_file (certificates, "client", ".key");
  g_autofree char *both = scm_certificates_get_file (certificates, "client-both", ".pem");
  g_autofree char *p12 = scm_certificates_get_file (certificates, "client", ".p12");
  g_autoptr(GTlsDatabase) client_ca = g_tls_file_database_new (certificates->ca_file, NULL);
  g_autoptr(ScmDouble) server = scm_double_new_tls (certificate, client_ca);
  const struct { const char *file; const char *key; const char *password; } cases[] = {
    { pem, key, NULL }, { both, NULL, NULL }, { p12, NULL, "open sesame" },
  };

  scm_double_add (server, "/private" PATH, private_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeScmConfig) config = make_config (server, certificates->ca_file);
      g_autoptr(GError) error = NULL;

      acme_scm_config_set_certificate (config, "admin", "example", cases[i].file, cases[i].key, cases[i].password);
      send_request (config, "GET", 2, &error);
      g_assert_no_error (error);
      send_request (config, "POST", 2, &error);
      g_assert_no_error (error);
    }
}

/* A server that does not speak TLS at all must not hold us up */
static void
test_plain_port (void)
{
  static const char *const scripts[] = { "", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (scripts[i], -1);
      g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%s", strrchr (server->url, ':') + 1);
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);
      g_autoptr(GError) error = NULL;

      acme_scm_config_set_password (config, "l", "p", "c");
      acme_scm_config_set_timeout (config, 1);
      g_assert_false (send_request (config, "GET", 1, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_error_matches (error, ACME_ERROR, ACME_ERROR_TLS) ||
                     g_error_matches (error, ACME_ERROR, ACME_ERROR_NETWORK));
    }
}

static void
test_back_end (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (acme_scm_check_tls (&error));
  g_assert_no_error (error);
}

/* In a process of its own, since GLib looks for a back end once */
static void
test_no_back_end (void)
{
  g_autoptr(GError) error = NULL;

  if (g_test_subprocess ())
    {
      g_setenv ("GIO_USE_TLS", "dummy", TRUE);
      g_assert_false (acme_scm_check_tls (&error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, "glib-networking"));
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_describe (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(GTlsCertificate) certificate = scm_certificates_make_server (certificates, SCM_CERTIFICATE_GOOD);
  g_autofree char *text = acme_scm_describe_certificate (certificate);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_test_message ("%s", text);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_nonnull (strstr (text, "Issued to: CN=server\n"));
  g_assert_nonnull (strstr (text, "For the names: localhost, 127.0.0.1\n"));
  g_assert_nonnull (strstr (text, "Issued by: CN=Authority of a test\n"));
  g_assert_nonnull (strstr (text, "SHA-256 fingerprint: "));
  g_assert_cmpuint (strlen (strrchr (text, ' ') + 1), ==, 32 * 3 - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/tls/back-end", test_back_end);
  g_test_add_func ("/scm/tls/no-back-end", test_no_back_end);
  g_test_add_func ("/scm/tls/describe", test_describe);
  g_test_add_func ("/scm/tls/trusted", test_trusted);
  g_test_add_func ("/scm/tls/other-authority", test_other_authority);
  g_test_add_func ("/scm/tls/files", test_files);
  g_test_add_func ("/scm/tls/client-certificate", test_client_certificate);
  g_test_add_func ("/scm/tls/plain-port", test_plain_port);
  return g_test_run ();
}

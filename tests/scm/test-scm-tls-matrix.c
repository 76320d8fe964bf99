/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that can be wrong with a TLS server or with what a client shows it: each is refused with a sentence of its
 * own, and not a byte of the request arrives. */

#include <string.h>

#include "acme-scm-session-private.h"
#include "scm-certificates.h"
#include "scm-double.h"
#include "scm-tls-double.h"

#define PATH "/api/thing"

#define TLS_1_0 "NORMAL:-VERS-ALL:+VERS-TLS1.0:%COMPAT:%VERIFY_ALLOW_BROKEN"
#define TLS_1_1 "NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT:%VERIFY_ALLOW_BROKEN"
#define TLS_1_2 "NORMAL:-VERS-ALL:+VERS-TLS1.2:%COMPAT"
#define TLS_1_3 "NORMAL:-VERS-ALL:+VERS-TLS1.3"

static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };

/* One session, so that what was refused on a new connection is tried on an old one too */
static void
assert_refused (AcmeScmConfig *config,
                ScmTlsDouble  *server,
                AcmeError      code,
                const char    *part)
{
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (config);
  g_autofree char *received = NULL;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(AcmeScmRequest) request = acme_scm_request_new (methods[i / 2], PATH);
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
      reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error);
      g_assert_null (reply);
      g_test_message ("%s", error->message);
      g_assert_error (error, ACME_ERROR, (int) code);
      g_assert_nonnull (strstr (error->message, "127.0.0.1"));
      g_assert_nonnull (strstr (error->message, part));
    }
  received = scm_tls_double_dup_received (server);
  g_assert_cmpuint (scm_tls_double_count (server), ==, 0);
  g_assert_cmpstr (received, ==, "");
}

static void
assert_answered (AcmeScmConfig *config,
                 ScmTlsDouble  *server)
{
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (config);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(AcmeScmRequest) request = acme_scm_request_new (methods[i], PATH);
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
      reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (scm_tls_double_count (server), ==, G_N_ELEMENTS (methods));
}

typedef struct
{
  const char *name;
  ScmCertificateKind kind;
  const char *priorities;
  const char *part; /* (nullable): of the sentence that refuses it */
  gboolean is_unknown;
} ServerCase;

static const ServerCase server_cases[] = {
  { "good", SCM_CERTIFICATE_GOOD, NULL, NULL },
  { "good-1.2", SCM_CERTIFICATE_GOOD, TLS_1_2, NULL },
  { "good-1.3", SCM_CERTIFICATE_GOOD, TLS_1_3, NULL },
  { "expired", SCM_CERTIFICATE_EXPIRED, NULL, "has expired" },
  { "not-yet", SCM_CERTIFICATE_NOT_YET, NULL, "is not valid yet" },
  { "other-name", SCM_CERTIFICATE_OTHER_NAME, NULL, "belongs to another name" },
  { "self-signed", SCM_CERTIFICATE_SELF_SIGNED, NULL, "issued by nobody but itself" },
  { "unknown-issuer", SCM_CERTIFICATE_GOOD, NULL, "issued by an authority that is not trusted", TRUE },
  { "weak-key", SCM_CERTIFICATE_WEAK_KEY, NULL, "a key that is too short" },
  { "sha1", SCM_CERTIFICATE_SHA1, NULL, "SHA-1" },
  { "revoked", SCM_CERTIFICATE_REVOKED, NULL, "has been revoked" },
  { "tls-1.0", SCM_CERTIFICATE_GOOD, TLS_1_0, "no version of TLS that is secure" },
  { "tls-1.1", SCM_CERTIFICATE_GOOD, TLS_1_1, "no version of TLS that is secure" },
};

static void
test_server (gconstpointer data)
{
  const ServerCase *c = data;
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  ScmTlsTerms terms = { .priorities = c->priorities };
  g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, c->kind, &terms);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);

  acme_scm_config_set_password (config, "l", "hunter2", "c");
  if (!c->is_unknown)
    acme_scm_config_set_ca_file (config, certificates->ca_file);
  if (c->part != NULL)
    assert_refused (config, server, ACME_ERROR_TLS, c->part);
  else
    assert_answered (config, server);
}

typedef struct
{
  const char *name;
  const char *priorities;
  gboolean has_certificate;
  gboolean is_of_others;
  ScmCertificateKind kind;
  const char *part; /* (nullable) */
} ClientCase;

#define NO "does not accept this client certificate"

static const ClientCase client_cases[] = {
  { "good-1.2", TLS_1_2, TRUE, FALSE, SCM_CERTIFICATE_GOOD, NULL },
  { "good-1.3", TLS_1_3, TRUE, FALSE, SCM_CERTIFICATE_GOOD, NULL },
  { "none-1.2", TLS_1_2, FALSE, FALSE, SCM_CERTIFICATE_GOOD, "asks for a client certificate" },
  { "none-1.3", TLS_1_3, FALSE, FALSE, SCM_CERTIFICATE_GOOD, "asks for a client certificate" },
  { "wrong-1.2", TLS_1_2, TRUE, TRUE, SCM_CERTIFICATE_GOOD, NO },
  { "wrong-1.3", TLS_1_3, TRUE, TRUE, SCM_CERTIFICATE_GOOD, NO },
  { "expired-1.2", TLS_1_2, TRUE, FALSE, SCM_CERTIFICATE_EXPIRED, NO },
  { "expired-1.3", TLS_1_3, TRUE, FALSE, SCM_CERTIFICATE_EXPIRED, NO },
};

/* With TLS 1.3 a server says no only after the request was sent; that nothing was done is known all the same */
static void
test_client (gconstpointer data)
{
  const ClientCase *c = data;
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(ScmCertificates) others = scm_certificates_new ();
  ScmTlsTerms terms = { .priorities = c->priorities, .client_ca = certificates->ca_file };
  g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, SCM_CERTIFICATE_GOOD, &terms);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
  ScmCertificates *issuer = c->is_of_others ? others : certificates;
  g_autofree char *pem = scm_certificates_make (issuer, "client", c->kind, NULL);
  g_autofree char *key = scm_certificates_get_file (issuer, "client", ".key");

  if (c->has_certificate)
    acme_scm_config_set_certificate (config, "l", "c", pem, key, NULL);
  else
    acme_scm_config_set_password (config, "l", "hunter2", "c");
  acme_scm_config_set_ca_file (config, certificates->ca_file);
  if (c->part != NULL)
    assert_refused (config, server, ACME_ERROR_AUTH, c->part);
  else
    assert_answered (config, server);
}

static char *
negotiate (gboolean http1)
{
  static const char *const alpn[] = { "h2", "http/1.1", NULL };
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  ScmTlsTerms terms = { .alpn = alpn };
  g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, SCM_CERTIFICATE_GOOD, &terms);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
  g_autoptr(AcmeScmSession) session = NULL;
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeScmReply) reply = NULL;

  acme_scm_config_set_password (config, "l", "hunter2", "c");
  acme_scm_config_set_ca_file (config, certificates->ca_file);
  acme_scm_config_set_http1 (config, http1);
  acme_scm_config_set_timeout (config, 10);
  session = acme_scm_session_new (config);
  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, NULL);
  g_assert_true ((reply != NULL) == http1); /* the double says that it speaks HTTP/2, but cannot */
  return scm_tls_double_dup_protocol (server);
}

static void
test_http1 (void)
{
  g_autofree char *usual = negotiate (FALSE);
  g_autofree char *http1 = negotiate (TRUE);

  g_assert_cmpstr (usual, ==, "h2");
  g_assert_cmpstr (http1, ==, "http/1.1");
}

/* libsoup 3.2 then waits for ever, and does not even let itself be cancelled. With the time limit it is over, or before
 * if somebody does not want to wait so long. In a process of its own: libsoup warns of what it has lost. */
static void
test_no_http2 (void)
{
  static const char *const alpn[] = { "h2", NULL };
  static const struct { const char *method; guint timeout; gboolean is_cancelled; GQuark (*domain) (void);
                        int code; } cases[] = {
    { "GET", 1, FALSE, acme_error_quark, ACME_ERROR_NETWORK },
    { "POST", 1, FALSE, acme_error_quark, ACME_ERROR_UNKNOWN_OUTCOME },
    { "GET", 600, TRUE, g_io_error_quark, G_IO_ERROR_CANCELLED },
  };
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  ScmTlsTerms terms = { .alpn = alpn, .is_liar = TRUE };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, SCM_CERTIFICATE_GOOD, &terms);
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
      g_autoptr(AcmeScmRequest) request = acme_scm_request_new (cases[i].method, PATH);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(AcmeScmSession) session = NULL;
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;
      gint64 began = g_get_monotonic_time ();

      acme_scm_config_set_password (config, "l", "hunter2", "c");
      acme_scm_config_set_ca_file (config, certificates->ca_file);
      acme_scm_config_set_timeout (config, cases[i].timeout);
      session = acme_scm_session_new (config);
      acme_scm_session_send_async (session, request, cancellable, scm_outcome_cb, &outcome);
      if (cases[i].is_cancelled)
        {
          SCM_WAIT_UNTIL (scm_tls_double_count (server) > 0);
          g_cancellable_cancel (cancellable);
        }
      reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error);
      g_assert_null (reply);
      g_assert_error (error, cases[i].domain (), cases[i].code);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 8 * G_TIME_SPAN_SECOND);
      g_assert_cmpuint (outcome.n_calls, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (server_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scm/tls-matrix/server/", server_cases[i].name, NULL);

      g_test_add_data_func (path, &server_cases[i], test_server);
    }
  for (guint i = 0; i < G_N_ELEMENTS (client_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scm/tls-matrix/client/", client_cases[i].name, NULL);

      g_test_add_data_func (path, &client_cases[i], test_client);
    }
  g_test_add_func ("/scm/tls-matrix/http1", test_http1);
  g_test_add_func ("/scm/tls-matrix/no-http2", test_no_http2);
  return g_test_run ();
}

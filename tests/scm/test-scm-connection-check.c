/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-connection-check.h"
#include "acme-scm-tls.h"
#include "scm-certificates.h"
#include "scm-demo.h"
#include "scm-double.h"
#include "scm-raw-double.h"
#include "scm-tls-double.h"

#define ENDPOINTS "/api/endpoint/v1"
#define ACCOUNTS "/api/acme/v2/account"
#define SECRET "s3cret-of-the-test"
#define TLS_1_0 "NORMAL:-VERS-ALL:+VERS-TLS1.0:%COMPAT:%VERIFY_ALLOW_BROKEN"
#define TLS_1_2 "NORMAL:-VERS-ALL:+VERS-TLS1.2:%COMPAT"
#define TLS_1_3 "NORMAL:-VERS-ALL:+VERS-TLS1.3"

/* What was told of a test */
typedef struct
{
  AcmeScmCheckState states[ACME_SCM_N_CHECK_STEPS];
  char *sentences[ACME_SCM_N_CHECK_STEPS];
  gboolean is_running[ACME_SCM_N_CHECK_STEPS];
  int latest;
  GTlsCertificate *certificate;
  GError *error;
} Told;

static void
clear_told (Told *told)
{
  for (guint i = 0; i < ACME_SCM_N_CHECK_STEPS; i++)
    g_free (told->sentences[i]);
  g_clear_object (&told->certificate);
  g_clear_error (&told->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, clear_told)

static void
told_cb (AcmeScmCheckStep   step,
         AcmeScmCheckState  state,
         const char        *sentence,
         gpointer           user_data)
{
  Told *told = user_data;

  g_test_message ("%s: %s: %s", acme_scm_check_step_get_id (step), acme_scm_check_state_get_id (state),
                  sentence != NULL ? sentence : "");
  g_assert_null (told->sentences[step]);
  g_assert_cmpint (step, >=, told->latest);
  told->latest = step;
  if (state == ACME_SCM_CHECK_RUNNING)
    {
      g_assert_false (told->is_running[step]);
      g_assert_null (sentence);
      told->is_running[step] = TRUE;
      return;
    }
  g_assert_nonnull (sentence);
  g_assert_null (strstr (sentence, SECRET));
  told->states[step] = state;
  told->sentences[step] = g_strdup (sentence);
}

static gboolean
check (AcmeScmConfig *config,
       AcmeScmConfig *audit_config,
       Told          *told)
{
  g_auto(ScmOutcome) outcome = { NULL };
  gboolean good;

  acme_scm_check_connection_async (config, audit_config, told_cb, told, NULL, scm_outcome_cb, &outcome);
  good = acme_scm_check_connection_finish (scm_outcome_wait (&outcome), &told->certificate, &told->error);
  g_assert_true (good == (told->error == NULL));
  for (guint i = 0; i < ACME_SCM_N_CHECK_STEPS; i++)
    {
      gboolean is_wanted = i != ACME_SCM_CHECK_AUDIT || audit_config != NULL;

      g_assert_true ((told->sentences[i] != NULL) == is_wanted);
    }
  return good;
}

/* @states has a letter for each step: passed, warned, failed, left out, - for not told */
static void
assert_states (Told       *told,
               const char *states)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < ACME_SCM_N_CHECK_STEPS; i++)
    g_string_append_c (found, told->sentences[i] != NULL ? acme_scm_check_state_get_id (told->states[i])[0] : '-');
  g_assert_cmpstr (found->str, ==, states);
}

static void
assert_failed (Told             *told,
               AcmeScmCheckStep  step,
               AcmeError         error,
               const char       *part)
{
  g_assert_error (told->error, ACME_ERROR, (int) error);
  g_assert_cmpint (told->states[step], ==, ACME_SCM_CHECK_FAILED);
  g_assert_nonnull (strstr (told->sentences[step], part));
}

static void
test_words (void)
{
  for (guint i = 0; i < ACME_SCM_N_CHECK_STEPS; i++)
    {
      g_assert_nonnull (acme_scm_check_step_get_id (i));
      g_assert_nonnull (acme_scm_check_step_get_title (i));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (acme_scm_check_step_get_id (i), !=, acme_scm_check_step_get_id (j));
    }
}

static void
test_demo (void)
{
  static const AcmeSignIn sign_ins[] = { ACME_SIGN_IN_OAUTH, ACME_SIGN_IN_PASSWORD };
  g_autoptr(AcmeDemoServer) demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  g_autoptr(AcmeScmConfig) audit = acme_scm_config_new (acme_demo_server_get_audit_url (demo));

  acme_scm_config_set_oauth (audit, acme_demo_server_get_token_url (demo), acme_demo_server_get_audit_client_id (demo),
                             acme_demo_server_get_audit_client_secret (demo));
  for (guint i = 0; i < G_N_ELEMENTS (sign_ins); i++)
    {
      g_autoptr(AcmeScmConfig) config = scm_demo_make_config (demo, sign_ins[i]);
      g_auto(Told) told = { 0 };
      g_auto(Told) with_audit = { 0 };

      check (config, NULL, &told);
      g_assert_no_error (told.error);
      assert_states (&told, "pplppp-");
      check (config, audit, &with_audit);
      g_assert_no_error (with_audit.error);
      assert_states (&with_audit, "pplpppp");
    }
  acme_demo_server_stop (demo);
}

static void
add_scm (ScmDouble  *server,
         const char *endpoints)
{
  scm_double_add_json (server, ENDPOINTS, endpoints);
  scm_double_add_json (server, "/api/acme/v1/server", "[]");
  scm_double_add_json (server, ACCOUNTS, "[]");
}

#define ONE "[{\"id\": 7, \"name\": \"x\", \"type\": \"PUBLIC_ACME\"}]"

static void
test_answers (void)
{
  static const struct
  {
    const char *path;
    guint status;
    const char *endpoints;
    const char *states;
    int step;
    AcmeError error;
    const char *part;
  } cases[] = {
    { NULL, 200, ONE, "pplppp-", -1 },
    { NULL, 200, "[]", "pplpwp-", -1 },
    { ENDPOINTS, 401, ONE, "pplfll-", ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_AUTH, "did not accept the sign-in" },
    { ENDPOINTS, 403, ONE, "pplpfl-", ACME_SCM_CHECK_ENDPOINTS, ACME_ERROR_FORBIDDEN, "may not read ACME endpoints" },
    { ENDPOINTS, 404, ONE, "pplfll-", ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_NOT_FOUND, "no SCM at the URL" },
    { ENDPOINTS, 400, ONE, "pplpfl-", ACME_SCM_CHECK_ENDPOINTS, ACME_ERROR_FAILED, "refused the request" },
    { ENDPOINTS, 500, ONE, "pplfll-", ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_SERVER, "SCM failed" },
    { ENDPOINTS, 302, ONE, "pplfll-", ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_BAD_REPLY, "points to another address" },
    { NULL, 200, "{\"x\": ", "pplfll-", ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_BAD_REPLY, "does not answer as SCM does" },
    { ACCOUNTS, 403, ONE, "pplppf-", ACME_SCM_CHECK_ACCOUNTS, ACME_ERROR_FORBIDDEN, "may not read ACME accounts" },
    { ACCOUNTS, 400, ONE, "pplppw-", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
      g_auto(Told) told = { 0 };

      g_test_message ("case %u", i);
      acme_scm_config_set_password (config, "admin", SECRET, "example");
      add_scm (server, cases[i].endpoints);
      if (cases[i].path != NULL)
        scm_double_exchange_status (server, cases[i].path, cases[i].status);
      check (config, NULL, &told);
      assert_states (&told, cases[i].states);
      if (cases[i].step >= 0)
        assert_failed (&told, cases[i].step, cases[i].error, cases[i].part);
      else
        g_assert_no_error (told.error);
      g_assert_null (told.certificate);
    }
}

static void
test_network (void)
{
  g_autoptr(ScmRawDouble) closing = scm_raw_double_new ("", -1);
  const struct { const char *url; const char *states; int step; const char *part; } cases[] = {
    { "https://no-such-host.invalid", "flllll-", ACME_SCM_CHECK_NAME, "no-such-host.invalid" },
    { "http://127.0.0.1:1", "pfllll-", ACME_SCM_CHECK_CONNECTION, "refused" },
    { closing->url, "pplfll-", ACME_SCM_CHECK_SIGN_IN, "closed the connection" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (cases[i].url);
      g_auto(Told) told = { 0 };

      acme_scm_config_set_password (config, "admin", SECRET, "example");
      check (config, NULL, &told);
      assert_states (&told, cases[i].states);
      assert_failed (&told, cases[i].step, ACME_ERROR_NETWORK, cases[i].part);
    }
}

static void
test_trust (void)
{
  static const struct
  {
    ScmCertificateKind kind;
    const char *priorities;
    gboolean has_ca;
    const char *part;
    gboolean is_shown;
  } cases[] = {
    { SCM_CERTIFICATE_EXPIRED, NULL, TRUE, "has expired", TRUE },
    { SCM_CERTIFICATE_OTHER_NAME, NULL, TRUE, "belongs to another name", TRUE },
    { SCM_CERTIFICATE_GOOD, NULL, FALSE, "not trusted", TRUE },
    { SCM_CERTIFICATE_WEAK_KEY, NULL, TRUE, "too short", TRUE },
    { SCM_CERTIFICATE_GOOD, TLS_1_0, TRUE, "TLS 1.0", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
      ScmTlsTerms terms = { .priorities = cases[i].priorities };
      g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, cases[i].kind, &terms);
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
      g_autofree char *text = NULL;
      g_auto(Told) told = { 0 };

      acme_scm_config_set_password (config, "admin", SECRET, "example");
      if (cases[i].has_ca)
        acme_scm_config_set_ca_file (config, certificates->ca_file);
      check (config, NULL, &told);
      assert_states (&told, "ppflll-");
      assert_failed (&told, ACME_SCM_CHECK_TRUST, ACME_ERROR_TLS, cases[i].part);
      g_assert_cmpuint (scm_tls_double_count (server), ==, 0);
      g_assert_nonnull (told.certificate);
      text = acme_scm_describe_certificate (told.certificate);
      g_assert_nonnull (strstr (text, "raw-server"));
    }
}

static void
test_client_certificate (void)
{
  static const struct
  {
    const char *priorities;
    ScmCertificateKind kind;
    gboolean is_of_others;
    const char *part; /* of the failure */
  } cases[] = {
    { TLS_1_2, SCM_CERTIFICATE_GOOD, TRUE, "does not accept this client certificate" },
    { TLS_1_3, SCM_CERTIFICATE_GOOD, TRUE, "does not accept this client certificate" },
    { TLS_1_2, SCM_CERTIFICATE_EXPIRED, FALSE, "The client certificate has expired." },
    { TLS_1_3, SCM_CERTIFICATE_EXPIRED, FALSE, "The client certificate has expired." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
      g_autoptr(ScmCertificates) others = scm_certificates_new ();
      ScmCertificates *issuer = cases[i].is_of_others ? others : certificates;
      ScmTlsTerms terms = { .priorities = cases[i].priorities, .client_ca = certificates->ca_file };
      g_autoptr(ScmTlsDouble) server = scm_tls_double_new (certificates, SCM_CERTIFICATE_GOOD, &terms);
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
      g_autofree char *pem = scm_certificates_make (issuer, "client", cases[i].kind, NULL);
      g_autofree char *key = scm_certificates_get_file (issuer, "client", ".key");
      g_auto(Told) told = { 0 };

      acme_scm_config_set_certificate (config, "admin", "example", pem, key, NULL);
      acme_scm_config_set_ca_file (config, certificates->ca_file);
      check (config, NULL, &told);
      assert_states (&told, "pppfll-");
      assert_failed (&told, ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_AUTH, cases[i].part);
    }
}

static void
test_expires_soon (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(GTlsCertificate) certificate = scm_certificates_make_server (certificates, SCM_CERTIFICATE_GOOD);
  g_autofree char *pem = scm_certificates_make (certificates, "client", SCM_CERTIFICATE_GOOD, NULL);
  g_autofree char *key = scm_certificates_get_file (certificates, "client", ".key");
  g_autoptr(GTlsDatabase) client_ca = g_tls_file_database_new (certificates->ca_file, NULL);
  g_autoptr(ScmDouble) server = scm_double_new_tls (certificate, client_ca);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (server->url);
  g_auto(Told) told = { 0 };

  scm_double_add_json (server, "/private" ENDPOINTS, ONE);
  scm_double_add_json (server, "/private/api/acme/v1/server", "[]");
  scm_double_add_json (server, "/private" ACCOUNTS, "[]");
  acme_scm_config_set_certificate (config, "admin", "example", pem, key, NULL);
  acme_scm_config_set_ca_file (config, certificates->ca_file);
  check (config, NULL, &told);
  g_assert_no_error (told.error);
  assert_states (&told, "pppwpp-");
  g_assert_cmpstr (told.sentences[ACME_SCM_CHECK_SIGN_IN], ==, "The client certificate expires in 1 day.");
  g_assert_true (g_tls_certificate_is_same (told.certificate, certificate));
}

/* The client secret goes nowhere before the server of SCM is known to be the right one */
static void
test_oauth (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(ScmDouble) auth = scm_double_new ();
  g_autofree char *token_url = g_strconcat (auth->url, "/token", NULL);
  const struct { const char *url; const char *token_url; const char *states; guint n_tokens; } cases[] = {
    { "http://127.0.0.1:1", token_url, "pfllll-", 0 },
    { server->url, "http://127.0.0.1:1/token", "pplfll-", 0 },
    { server->url, token_url, "pplfll-", 1 },
  };

  add_scm (server, ONE);
  scm_double_add_json (auth, "/token", "{\"access_token\": \"t\"}");
  scm_double_exchange_status (auth, "/token", 401);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (cases[i].url);
      g_auto(Told) told = { 0 };

      acme_scm_config_set_oauth (config, cases[i].token_url, "id", SECRET);
      check (config, NULL, &told);
      assert_states (&told, cases[i].states);
      g_assert_nonnull (told.error);
      g_assert_cmpuint (auth->requests->len, ==, cases[i].n_tokens);
    }
}

static void
test_audit_fails (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmConfig) config = scm_double_make_config (server);
  g_autoptr(AcmeScmConfig) audit = acme_scm_config_new ("http://127.0.0.1:1");
  g_auto(Told) told = { 0 };
  g_auto(Told) both = { 0 };

  acme_scm_config_set_oauth (audit, "http://127.0.0.1:1/token", "id", SECRET);
  add_scm (server, ONE);
  check (config, audit, &told);
  assert_states (&told, "pplpppf");
  assert_failed (&told, ACME_SCM_CHECK_AUDIT, ACME_ERROR_NETWORK, "refused");

  scm_double_exchange_status (server, ENDPOINTS, 401);
  check (config, audit, &both);
  assert_states (&both, "pplfllf");
  g_assert_error (both.error, ACME_ERROR, ACME_ERROR_AUTH);
}

static void
test_files (void)
{
  g_autoptr(AcmeScmConfig) ca = acme_scm_config_new ("https://127.0.0.1:1");
  g_autoptr(AcmeScmConfig) certificate = acme_scm_config_new ("https://127.0.0.1:1");
  g_auto(Told) told_ca = { 0 };
  g_auto(Told) told_certificate = { 0 };

  acme_scm_config_set_password (ca, "admin", SECRET, "example");
  acme_scm_config_set_ca_file (ca, "/nonexistent/ca.pem");
  check (ca, NULL, &told_ca);
  assert_states (&told_ca, "llflll-");
  assert_failed (&told_ca, ACME_SCM_CHECK_TRUST, ACME_ERROR_INVALID, "/nonexistent/ca.pem");

  acme_scm_config_set_certificate (certificate, "admin", "example", "/nonexistent/client.p12", NULL, SECRET);
  check (certificate, NULL, &told_certificate);
  assert_states (&told_certificate, "lllfll-");
  assert_failed (&told_certificate, ACME_SCM_CHECK_SIGN_IN, ACME_ERROR_INVALID, "/nonexistent/client.p12");
}

/* What cannot be a connection is not tried */
static void
test_invalid (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("http://scm.example.org");
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(Told) told = { 0 };

  acme_scm_config_set_password (config, "admin", SECRET, "example");
  acme_scm_check_connection_async (config, NULL, told_cb, &told, NULL, scm_outcome_cb, &outcome);
  g_assert_false (acme_scm_check_connection_finish (scm_outcome_wait (&outcome), &certificate, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_null (certificate);
  assert_states (&told, "-------");
}

static void
test_cancelled (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmConfig) config = scm_double_make_config (server);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GError) error = NULL;

      add_scm (server, ONE);
      server->delay = 200;
      if (i == 0)
        g_cancellable_cancel (cancellable);
      acme_scm_check_connection_async (config, NULL, NULL, NULL, cancellable, scm_outcome_cb, &outcome);
      if (i == 1)
        g_cancellable_cancel (cancellable);
      if (i == 2)
        {
          SCM_WAIT_UNTIL (server->requests->len > 0);
          g_cancellable_cancel (cancellable);
        }
      g_assert_false (acme_scm_check_connection_finish (scm_outcome_wait (&outcome), NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (outcome.n_calls, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  static const char *const proxies[] = { "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY" };

  for (guint i = 0; i < G_N_ELEMENTS (proxies); i++)
    g_unsetenv (proxies[i]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/connection-check/words", test_words);
  g_test_add_func ("/scm/connection-check/demo", test_demo);
  g_test_add_func ("/scm/connection-check/answers", test_answers);
  g_test_add_func ("/scm/connection-check/network", test_network);
  g_test_add_func ("/scm/connection-check/trust", test_trust);
  g_test_add_func ("/scm/connection-check/client-certificate", test_client_certificate);
  g_test_add_func ("/scm/connection-check/expires-soon", test_expires_soon);
  g_test_add_func ("/scm/connection-check/oauth", test_oauth);
  g_test_add_func ("/scm/connection-check/audit-fails", test_audit_fails);
  g_test_add_func ("/scm/connection-check/files", test_files);
  g_test_add_func ("/scm/connection-check/invalid", test_invalid);
  g_test_add_func ("/scm/connection-check/cancelled", test_cancelled);
  return g_test_run ();
}

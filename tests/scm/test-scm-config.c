/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-error.h"
#include "acme-scm-config.h"

static void
test_urls (void)
{
  static const struct { const char *url; const char *base; } good[] = {
    { "https://scm.example.org", "https://scm.example.org" },
    { "  https://scm.example.org/ ", "https://scm.example.org" },
    { "https://scm.example.org/api", "https://scm.example.org" },
    { "https://scm.example.org/api///", "https://scm.example.org" },
    { "https://scm.example.org/private/api/", "https://scm.example.org" },
    { "https://scm.example.org:8443/sub/api", "https://scm.example.org:8443/sub" },
    { "https://scm.example.org/my-api", "https://scm.example.org/my-api" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.200.3.4", "http://127.200.3.4" },
    { "http://[::1]:80/api", "http://[::1]:80" },
    { "http://localhost:1", "http://localhost:1" },
    { "HTTPS://SCM.example.org", "HTTPS://SCM.example.org" },
  };
  static const char *const bad[] = {
    NULL, "", "   ", "scm.example.org", "//scm.example.org", "https://", "https:///api", "ftp://scm.example.org",
    "http://scm.example.org", "http://127.0.0.1.example.org", "http://localhost.example.org", "http://10.0.0.1",
    "http://127.1", "http://2130706433", "http://[::2]", "http://0.0.0.0", "https://admin@scm.example.org",
    "https://admin:secret@scm.example.org", "https://scm.example.org?x=1", "https://scm.example.org/#top",
    "https://scm.example.org:99999", "https://scm example.org", "https://scm.example.org\r\nX: y", "/etc/passwd",
    "https://scm.example.org/\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (good[i].url);
      g_autoptr(GError) error = NULL;

      acme_scm_config_set_password (config, "l", "p", "c");
      g_assert_true (acme_scm_config_check (config, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (acme_scm_config_get_url (config), ==, good[i].base);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (bad[i]);
      g_autoptr(GError) error = NULL;

      acme_scm_config_set_password (config, "l", "p", "c");
      g_assert_false (acme_scm_config_check (config, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
assert_refused (AcmeScmConfig *config,
                const char    *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (acme_scm_config_check (config, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_missing (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("https://scm.example.org");
  g_autoptr(AcmeScmConfig) plain = acme_scm_config_new ("http://127.0.0.1");

  assert_refused (config, "“Client Id” is missing");
  acme_scm_config_set_oauth (config, NULL, "id", "");
  assert_refused (config, "“Client Secret” is missing");
  acme_scm_config_set_oauth (config, "http://auth.example.org/token", "id", "secret");
  assert_refused (config, "not secure");
  acme_scm_config_set_oauth (config, "auth.example.org", "id", "secret");
  assert_refused (config, "not a complete address");

  acme_scm_config_set_password (config, NULL, "p", "c");
  assert_refused (config, "“Login” is missing");
  acme_scm_config_set_password (config, "l", NULL, "c");
  assert_refused (config, "“Password” is missing");
  acme_scm_config_set_password (config, "l", "p", NULL);
  assert_refused (config, "“Customer URI” is missing");
  acme_scm_config_set_password (config, "l", "p\nX-Other: header", "c");
  assert_refused (config, "“Password” contains characters that cannot be sent");

  acme_scm_config_set_certificate (config, "l", "c", NULL, NULL, NULL);
  assert_refused (config, "“Client Certificate” is missing");
  acme_scm_config_set_certificate (plain, "l", "c", "certificate.pem", NULL, NULL);
  assert_refused (plain, "begin with https: to sign in with a client certificate");
}

static void
test_values (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("https://scm.example.org");
  g_autoptr(AcmeScmConfig) same = g_boxed_copy (ACME_TYPE_SCM_CONFIG, config);
  g_autofree char *redacted = NULL;
  g_autofree char *untouched = NULL;

  g_assert_true (same == config);
  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_OAUTH);
  g_assert_cmpuint (acme_scm_config_get_timeout (config), ==, 60);
  g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, ACME_SCM_DEFAULT_TOKEN_URL);

  acme_scm_config_set_oauth (config, "https://auth.example.org/token", "id", "very-secret");
  g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, "https://auth.example.org/token");
  acme_scm_config_set_oauth (config, "", "id", "very-secret");
  g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, ACME_SCM_DEFAULT_TOKEN_URL);
  g_assert_cmpstr (acme_scm_config_get_client_id (config), ==, "id");
  g_assert_cmpstr (acme_scm_config_get_client_secret (config), ==, "very-secret");

  acme_scm_config_set_certificate (config, "l", "c", "a.p12", "a.key", "open sesame");
  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_CERTIFICATE);
  g_assert_cmpstr (acme_scm_config_get_login (config), ==, "l");
  g_assert_cmpstr (acme_scm_config_get_customer_uri (config), ==, "c");
  g_assert_cmpstr (acme_scm_config_get_certificate_file (config), ==, "a.p12");
  g_assert_cmpstr (acme_scm_config_get_certificate_key_file (config), ==, "a.key");
  g_assert_cmpstr (acme_scm_config_get_certificate_password (config), ==, "open sesame");
  g_assert_null (acme_scm_config_get_password (config));

  acme_scm_config_set_password (config, "l", "hunter2", "c");
  g_assert_cmpstr (acme_scm_config_get_password (config), ==, "hunter2");
  acme_scm_config_set_ca_file (config, "ca.pem");
  g_assert_cmpstr (acme_scm_config_get_ca_file (config), ==, "ca.pem");
  acme_scm_config_set_timeout (config, 2);
  g_assert_cmpuint (acme_scm_config_get_timeout (config), ==, 2);
  acme_scm_config_set_timeout (config, 0);
  g_assert_cmpuint (acme_scm_config_get_timeout (config), ==, 60);
  g_assert_false (acme_scm_config_get_http1 (config));
  acme_scm_config_set_http1 (config, TRUE);
  g_assert_true (acme_scm_config_get_http1 (config));

  redacted = acme_scm_config_redact (config, "hunter2? very-secret, open sesame, hunter2!");
  g_assert_cmpstr (redacted, ==, "***? ***, ***, ***!");
  acme_scm_config_set_password (config, "l", "e", "c");
  untouched = acme_scm_config_redact (config, "elephant");
  g_assert_cmpstr (untouched, ==, "elephant");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/config/urls", test_urls);
  g_test_add_func ("/scm/config/missing", test_missing);
  g_test_add_func ("/scm/config/values", test_values);
  return g_test_run ();
}

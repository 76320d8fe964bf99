/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-connection.h"

static void
test_values (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("https://scm.example.org");
  g_autoptr(AcmeConnection) connection = acme_connection_new ("one", "Northern University", config);

  g_assert_cmpstr (acme_connection_get_id (connection), ==, "one");
  g_assert_cmpstr (acme_connection_get_name (connection), ==, "Northern University");
  g_assert_true (acme_connection_get_config (connection) == config);
  g_assert_false (acme_connection_is_demo (connection));
  g_assert_finalize_object (g_steal_pointer (&connection));
}

static void
test_oauth (void)
{
  g_autoptr(AcmeConnection) connection = acme_connection_new_oauth (ACME_CONNECTION_DEMO_ID, "Demo",
                                                                    "http://127.0.0.1:8080",
                                                                    "http://127.0.0.1:8080/token", "client", "hidden");
  AcmeScmConfig *config = acme_connection_get_config (connection);

  g_assert_true (acme_connection_is_demo (connection));
  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_OAUTH);
  g_assert_cmpstr (acme_scm_config_get_url (config), ==, "http://127.0.0.1:8080");
  g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, "http://127.0.0.1:8080/token");
  g_assert_cmpstr (acme_scm_config_get_client_id (config), ==, "client");
  g_assert_cmpstr (acme_scm_config_get_client_secret (config), ==, "hidden");
}

static void
test_audit (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("https://scm.example.org");
  g_autoptr(AcmeConnection) connection = acme_connection_new ("one", "One", config);
  AcmeScmConfig *audit;

  acme_scm_config_set_oauth (config, "https://sso.example.org/token", "client", "hidden");
  acme_scm_config_set_ca_file (config, "/etc/ca.pem");
  acme_connection_set_timeout (connection, 7);
  g_assert_null (acme_connection_get_audit_config (connection));

  acme_connection_set_audit (connection, "https://audit.example.org/", NULL, "audit", "hidden-too");
  audit = acme_connection_get_audit_config (connection);
  g_assert_cmpstr (acme_scm_config_get_url (audit), ==, "https://audit.example.org");
  g_assert_cmpstr (acme_scm_config_get_token_url (audit), ==, "https://sso.example.org/token");
  g_assert_cmpstr (acme_scm_config_get_client_id (audit), ==, "audit");
  g_assert_cmpstr (acme_scm_config_get_client_secret (audit), ==, "hidden-too");
  g_assert_cmpstr (acme_scm_config_get_ca_file (audit), ==, "/etc/ca.pem");
  g_assert_cmpuint (acme_scm_config_get_timeout (audit), ==, 7);

  acme_connection_set_timeout (connection, 9);
  g_assert_cmpuint (acme_scm_config_get_timeout (audit), ==, 9);
  g_assert_cmpuint (acme_scm_config_get_timeout (config), ==, 9);
}

static void
test_host (void)
{
  static const struct { const char *url, *host; } cases[] = {
    { "https://scm.example.org", "scm.example.org" },
    { "https://scm.example.org:8443", "scm.example.org:8443" },
    { "http://[::1]:8080", "::1:8080" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (cases[i].url);
      g_autoptr(AcmeConnection) connection = acme_connection_new ("one", "One", config);
      g_autofree char *host = acme_connection_dup_host (connection);

      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/values", test_values);
  g_test_add_func ("/connection/oauth", test_oauth);
  g_test_add_func ("/connection/audit", test_audit);
  g_test_add_func ("/connection/host", test_host);
  return g_test_run ();
}

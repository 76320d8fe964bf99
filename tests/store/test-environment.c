/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-environment.h"

#include <string.h>

#include "acme-error.h"

#define OAUTH \
  "URL=https://scm.example.org TOKEN_URL=https://sso.example.org/token CLIENT_ID=client CLIENT_SECRET=hidden"
#define HEADERS "URL=https://scm.example.org LOGIN=admin PASSWORD=hidden CUSTOMER_URI=northern"
#define AUDIT " AUDIT_URL=https://audit.example.org/ AUDIT_CLIENT_ID=audit AUDIT_CLIENT_SECRET=hidden-too"
#define CERTIFICATE "URL=https://scm.example.org LOGIN=admin CERTIFICATE=c.pem CUSTOMER_URI=northern"

static const char *const variables[] = {
  "URL", "TOKEN_URL", "CLIENT_ID", "CLIENT_SECRET", "LOGIN", "PASSWORD", "CUSTOMER_URI", "CERTIFICATE",
  "CERTIFICATE_KEY", "CERTIFICATE_PASSWORD", "CA_FILE", "AUDIT_URL", "AUDIT_CLIENT_ID", "AUDIT_CLIENT_SECRET",
};

/* Makes the environment hold nothing of ours but @settings, a list of NAME=VALUE. */
static void
set_environment (const char *settings)
{
  g_auto(GStrv) entries = g_strsplit (settings, " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *name = g_strconcat ("ACME_CONSOLE_", variables[i], NULL);

      g_unsetenv (name);
    }
  for (char **entry = entries; *entry != NULL; entry++)
    {
      g_auto(GStrv) parts = g_strsplit (*entry, "=", 2);
      g_autofree char *name = g_strconcat ("ACME_CONSOLE_", parts[0], NULL);

      if (parts[0] != NULL)
        g_setenv (name, parts[1], TRUE);
    }
}

static AcmeConnection *
read_environment (const char *settings)
{
  AcmeConnection *connection = NULL;
  g_autoptr(GError) error = NULL;

  set_environment (settings);
  g_assert_true (acme_connection_new_from_environment (&connection, &error));
  g_assert_no_error (error);
  return connection;
}

static void
test_none (void)
{
  g_assert_null (read_environment (""));
  g_assert_null (read_environment ("URL="));
  /* what is left over from elsewhere does not make a connection */
  g_assert_null (read_environment ("CLIENT_SECRET=hidden"));
}

static void
test_oauth (void)
{
  g_autoptr(AcmeConnection) connection = read_environment (OAUTH " CA_FILE=/etc/ca.pem LOGIN=admin");
  AcmeScmConfig *config = acme_connection_get_config (connection);

  g_assert_cmpstr (acme_connection_get_name (connection), ==, "Environment");
  g_assert_false (acme_connection_is_demo (connection));
  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_OAUTH);
  g_assert_cmpstr (acme_scm_config_get_url (config), ==, "https://scm.example.org");
  g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, "https://sso.example.org/token");
  g_assert_cmpstr (acme_scm_config_get_client_id (config), ==, "client");
  g_assert_cmpstr (acme_scm_config_get_client_secret (config), ==, "hidden");
  g_assert_cmpstr (acme_scm_config_get_ca_file (config), ==, "/etc/ca.pem");
}

static void
test_headers (void)
{
  g_autoptr(AcmeConnection) connection = read_environment (HEADERS);
  AcmeScmConfig *config = acme_connection_get_config (connection);

  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_PASSWORD);
  g_assert_cmpstr (acme_scm_config_get_login (config), ==, "admin");
  g_assert_cmpstr (acme_scm_config_get_password (config), ==, "hidden");
  g_assert_cmpstr (acme_scm_config_get_customer_uri (config), ==, "northern");
  g_assert_null (acme_scm_config_get_ca_file (config));
}

static void
test_certificate (void)
{
  g_autoptr(AcmeConnection) connection = read_environment (CERTIFICATE " CERTIFICATE_KEY=k.pem CERTIFICATE_PASSWORD=x");
  AcmeScmConfig *config = acme_connection_get_config (connection);

  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_CERTIFICATE);
  g_assert_cmpstr (acme_scm_config_get_login (config), ==, "admin");
  g_assert_cmpstr (acme_scm_config_get_customer_uri (config), ==, "northern");
  g_assert_cmpstr (acme_scm_config_get_certificate_file (config), ==, "c.pem");
  g_assert_cmpstr (acme_scm_config_get_certificate_key_file (config), ==, "k.pem");
  g_assert_cmpstr (acme_scm_config_get_certificate_password (config), ==, "x");
}

static void
check_audit (const char *settings)
{
  g_autoptr(AcmeConnection) connection = read_environment (settings);
  AcmeScmConfig *config = acme_connection_get_audit_config (connection);

  g_assert_nonnull (config);
  g_assert_cmpint (acme_scm_config_get_sign_in (config), ==, ACME_SIGN_IN_OAUTH);
  g_assert_cmpstr (acme_scm_config_get_url (config), ==, "https://audit.example.org");
  g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, "https://sso.example.org/token");
  g_assert_cmpstr (acme_scm_config_get_client_id (config), ==, "audit");
  g_assert_cmpstr (acme_scm_config_get_client_secret (config), ==, "hidden-too");
  g_assert_cmpstr (acme_scm_config_get_ca_file (config), ==, "/etc/ca.pem");
}

static void
test_audit (void)
{
  g_autoptr(AcmeConnection) without = read_environment (OAUTH);

  g_assert_null (acme_connection_get_audit_config (without));
  check_audit (OAUTH AUDIT " CA_FILE=/etc/ca.pem");
  check_audit (HEADERS AUDIT " CA_FILE=/etc/ca.pem TOKEN_URL=https://sso.example.org/token");
  check_audit (CERTIFICATE AUDIT " CA_FILE=/etc/ca.pem TOKEN_URL=https://sso.example.org/token");
  g_assert_null (read_environment (AUDIT));
}

static char *
read_id (const char *settings)
{
  g_autoptr(AcmeConnection) connection = read_environment (settings);

  return g_strdup (acme_connection_get_id (connection));
}

static void
test_id (void)
{
  g_autofree char *oauth = read_id (OAUTH);
  g_autofree char *again = read_id (OAUTH);
  g_autofree char *other_secret = read_id (OAUTH " CLIENT_SECRET=other");
  g_autofree char *other_spelling = read_id (OAUTH " URL=https://scm.example.org/api/");
  g_autofree char *other_client = read_id (OAUTH " CLIENT_ID=other");
  g_autofree char *other_place = read_id (OAUTH " URL=https://eu.scm.example.org");
  g_autofree char *headers = read_id (HEADERS);
  g_autofree char *other_customer = read_id (HEADERS " CUSTOMER_URI=southern");

  g_assert_cmpstr (oauth, ==, again);
  g_assert_cmpstr (oauth, ==, other_secret);
  g_assert_cmpstr (oauth, ==, other_spelling);
  g_assert_cmpstr (oauth, !=, other_client);
  g_assert_cmpstr (oauth, !=, other_place);
  g_assert_cmpstr (oauth, !=, headers);
  g_assert_cmpstr (headers, !=, other_customer);
  g_assert_cmpstr (oauth, !=, ACME_CONNECTION_DEMO_ID);
}

static void
check_refused (const char *settings,
               const char *part)
{
  AcmeConnection *connection = NULL;
  g_autoptr(GError) error = NULL;

  set_environment (settings);
  g_assert_false (acme_connection_new_from_environment (&connection, &error));
  g_assert_null (connection);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not name %s", error->message, part);
  g_assert_null (strstr (error->message, "hidden"));
}

static void
test_incomplete (void)
{
  check_refused ("URL=https://scm.example.org", "ACME_CONSOLE_CLIENT_ID");
  check_refused ("URL=https://scm.example.org", "ACME_CONSOLE_LOGIN");
  check_refused (OAUTH " TOKEN_URL=", "missing: ACME_CONSOLE_TOKEN_URL.");
  check_refused (OAUTH " CLIENT_ID=", "missing: ACME_CONSOLE_CLIENT_ID.");
  check_refused (OAUTH " CLIENT_SECRET=", "missing: ACME_CONSOLE_CLIENT_SECRET.");
  check_refused ("URL=https://scm.example.org CLIENT_SECRET=hidden",
                 "missing: ACME_CONSOLE_TOKEN_URL, ACME_CONSOLE_CLIENT_ID.");
  check_refused (HEADERS " LOGIN=", "missing: ACME_CONSOLE_LOGIN.");
  check_refused (HEADERS " PASSWORD=", "missing: ACME_CONSOLE_PASSWORD.");
  check_refused (HEADERS " CUSTOMER_URI=", "missing: ACME_CONSOLE_CUSTOMER_URI.");
  check_refused (CERTIFICATE " CERTIFICATE= CERTIFICATE_KEY=k.pem", "missing: ACME_CONSOLE_CERTIFICATE.");
  check_refused (CERTIFICATE " LOGIN=", "missing: ACME_CONSOLE_LOGIN.");
}

static void
test_incomplete_audit (void)
{
  check_refused (OAUTH AUDIT " AUDIT_URL=", "missing: ACME_CONSOLE_AUDIT_URL.");
  check_refused (OAUTH AUDIT " AUDIT_CLIENT_ID=", "missing: ACME_CONSOLE_AUDIT_CLIENT_ID.");
  check_refused (OAUTH AUDIT " AUDIT_CLIENT_SECRET=", "missing: ACME_CONSOLE_AUDIT_CLIENT_SECRET.");
  check_refused (HEADERS " AUDIT_URL=https://audit.example.org",
                 "missing: ACME_CONSOLE_TOKEN_URL, ACME_CONSOLE_AUDIT_CLIENT_ID, ACME_CONSOLE_AUDIT_CLIENT_SECRET.");
  check_refused (OAUTH AUDIT " AUDIT_URL=http://audit.example.org", "http");
  check_refused (OAUTH AUDIT " AUDIT_URL=audit.example.org", "audit.example.org");
}

static void
test_ambiguous (void)
{
  check_refused (HEADERS " TOKEN_URL=https://sso.example.org/token",
                 "ACME_CONSOLE_TOKEN_URL and ACME_CONSOLE_PASSWORD");
  check_refused (HEADERS AUDIT " CLIENT_ID=client", "ACME_CONSOLE_CLIENT_ID and ACME_CONSOLE_PASSWORD");
  check_refused (OAUTH " PASSWORD=hidden", "ACME_CONSOLE_CLIENT_ID and ACME_CONSOLE_PASSWORD");
  check_refused (HEADERS " CERTIFICATE=c.pem", "ACME_CONSOLE_CERTIFICATE and ACME_CONSOLE_PASSWORD");
}

static void
test_unusable (void)
{
  check_refused (OAUTH " URL=http://scm.example.org", "http");
  check_refused (OAUTH " TOKEN_URL=http://sso.example.org/token", "http");
  check_refused (OAUTH " URL=scm.example.org", "scm.example.org");
  check_refused (CERTIFICATE " URL=http://127.0.0.1:1", "https");
  check_refused (HEADERS " LOGIN=a\nb", "");
  g_object_unref (read_environment (HEADERS " URL=http://127.0.0.1:8080"));
  g_object_unref (read_environment (HEADERS " URL=http://[::1]:8080"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/environment/none", test_none);
  g_test_add_func ("/environment/oauth", test_oauth);
  g_test_add_func ("/environment/headers", test_headers);
  g_test_add_func ("/environment/certificate", test_certificate);
  g_test_add_func ("/environment/audit", test_audit);
  g_test_add_func ("/environment/id", test_id);
  g_test_add_func ("/environment/incomplete", test_incomplete);
  g_test_add_func ("/environment/incomplete-audit", test_incomplete_audit);
  g_test_add_func ("/environment/ambiguous", test_ambiguous);
  g_test_add_func ("/environment/unusable", test_unusable);
  return g_test_run ();
}

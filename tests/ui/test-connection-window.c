/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-connection-window.h"

#include "find-widget.h"

static AcmeConnection *
create (const char    *id,
        AcmeScmConfig *config)
{
  g_autoptr(AcmeScmConfig) owned = config;

  return acme_connection_new (id, "R&D <tenant>", owned);
}

static void
assert_shows (GtkWindow         *window,
              const char *const *texts)
{
  for (; *texts != NULL; texts++)
    g_assert_nonnull (find_label (GTK_WIDGET (window), *texts));
  g_assert_null (find_label (GTK_WIDGET (window), "a-secret"));
}

static void
check (AcmeConnection    *connection,
       const char *const *texts)
{
  GtkWindow *window = GTK_WINDOW (acme_connection_window_new (connection));

  gtk_window_present (window);
  assert_shows (window, texts);

  g_object_ref (window);
  gtk_window_destroy (window);
  wait_finalized (window);
  g_assert_finalize_object (connection);
}

static void
test_oauth (void)
{
  static const char *const texts[] = {
    "R&D <tenant>", "https://scm.example.org", "API key", "an-id", "https://auth.example.org/token", "/etc/ca.pem", NULL
  };
  AcmeScmConfig *config = acme_scm_config_new ("https://scm.example.org");

  acme_scm_config_set_oauth (config, "https://auth.example.org/token", "an-id", "a-secret");
  acme_scm_config_set_ca_file (config, "/etc/ca.pem");
  check (create ("test", config), texts);
}

static void
test_password (void)
{
  static const char *const texts[] = { "Login and password", "admin", "northern", NULL };
  AcmeScmConfig *config = acme_scm_config_new ("https://scm.example.org");

  acme_scm_config_set_password (config, "admin", "a-secret", "northern");
  check (create ("test", config), texts);
}

static void
test_certificate (void)
{
  static const char *const texts[] = { "Client certificate", "admin", "northern", "/etc/client.p12", NULL };
  AcmeScmConfig *config = acme_scm_config_new ("https://scm.example.org");

  acme_scm_config_set_certificate (config, "admin", "northern", "/etc/client.p12", NULL, "a-secret");
  check (create ("test", config), texts);
}

static void
test_demo (void)
{
  static const char *const texts[] = { "Nothing leaves this computer", NULL };
  AcmeScmConfig *config = acme_scm_config_new ("http://127.0.0.1:1");

  acme_scm_config_set_oauth (config, "http://127.0.0.1:1/token", "an-id", "a-secret");
  check (create (ACME_CONNECTION_DEMO_ID, config), texts);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/connection-window/oauth", test_oauth);
  g_test_add_func ("/connection-window/password", test_password);
  g_test_add_func ("/connection-window/certificate", test_certificate);
  g_test_add_func ("/connection-window/demo", test_demo);

  return g_test_run ();
}

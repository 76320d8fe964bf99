/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-demo.h"

static guint16
get_port (AcmeDemo *demo)
{
  g_autoptr(GUri) uri = g_uri_parse (acme_demo_server_get_url (acme_demo_get_server (demo)), G_URI_FLAGS_NONE, NULL);

  return g_uri_get_port (uri);
}

static gboolean
can_connect (guint16 port)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  return connection != NULL;
}

static void
test_lives_as_long_as_the_object (void)
{
  g_autoptr(GError) error = NULL;
  AcmeDemo *demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  AcmeConnection *connection = acme_demo_get_connection (demo);
  guint16 port = get_port (demo);

  g_assert_no_error (error);
  g_assert_true (acme_connection_is_demo (connection));
  g_assert_cmpstr (acme_scm_config_get_url (acme_connection_get_config (connection)), ==,
                   acme_demo_server_get_url (acme_demo_get_server (demo)));
  g_assert_true (can_connect (port));

  g_assert_finalize_object (demo);
  g_assert_false (can_connect (port));
}

static void
test_two (void)
{
  g_autoptr(AcmeDemo) small = acme_demo_new (ACME_DEMO_DATA_SMALL, NULL);
  g_autoptr(AcmeDemo) large = acme_demo_new (ACME_DEMO_DATA_LARGE, NULL);

  g_assert_cmpuint (get_port (small), !=, get_port (large));
  g_assert_true (can_connect (get_port (small)));
  g_assert_true (can_connect (get_port (large)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/lives-as-long-as-the-object", test_lives_as_long_as_the_object);
  g_test_add_func ("/demo/two", test_two);

  return g_test_run ();
}

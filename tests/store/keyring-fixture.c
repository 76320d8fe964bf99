/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME "org.freedesktop.secrets"
#define WAIT (30 * G_TIME_SPAN_SECOND)

static GTestDBus *ended;

static void
make_folder (KeyringFixture *fixture,
             const char     *variable,
             const char     *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_setenv (variable, path, TRUE);
}

void
keyring_fixture_set_up (KeyringFixture *fixture,
                        gconstpointer   data)
{
  fixture->folder = g_dir_make_tmp ("acme-keyring-XXXXXX", NULL);
  g_setenv ("HOME", fixture->folder, TRUE);
  make_folder (fixture, "XDG_DATA_HOME", "data");
  make_folder (fixture, "XDG_CONFIG_HOME", "config");
  make_folder (fixture, "XDG_RUNTIME_DIR", "run");
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->secrets = acme_secrets_new ();
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_remove (path);
}

void
keyring_fixture_tear_down (KeyringFixture *fixture,
                           gconstpointer   data)
{
  g_assert_finalize_object (fixture->secrets);
  keyring_fixture_stop (fixture);
  /* libsecret holds the connection for as long as the process lives, and each test is one: nobody waits for that */
  g_test_dbus_stop (fixture->bus);
  ended = g_steal_pointer (&fixture->bus);
  remove_all (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static gboolean
has_owner (GDBusConnection *connection)
{
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/",
                                                           "org.freedesktop.DBus", "NameHasOwner",
                                                           g_variant_new ("(s)", NAME), NULL, G_DBUS_CALL_FLAGS_NONE,
                                                           -1, NULL, NULL);
  gboolean is_owned;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(b)", &is_owned);
  return is_owned;
}

static GDBusConnection *
connect_to_bus (KeyringFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection;

  connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                       G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
                                                       &error);
  g_assert_no_error (error);
  return connection;
}

static void
wait_for_owner (KeyringFixture *fixture,
                gboolean        is_owned)
{
  g_autoptr(GDBusConnection) connection = connect_to_bus (fixture);
  gint64 end = g_get_monotonic_time () + WAIT;

  while (has_owner (connection) != is_owned)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (5000);
    }
}

void
keyring_fixture_start (KeyringFixture *fixture,
                       gboolean        unlocked)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  GOutputStream *input;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  /* without what makes this program's own errors fatal, or finds them: another program may have some */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_CHECK_");
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_PERTURB_");
  fixture->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                                 "--components=secrets", unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (fixture->daemon);
  g_output_stream_write_all (input, "keyring-password", strlen ("keyring-password"), NULL, NULL, NULL);
  g_output_stream_close (input, NULL, NULL);
  wait_for_owner (fixture, TRUE);
}

void
keyring_fixture_stop (KeyringFixture *fixture)
{
  if (fixture->daemon != NULL)
    {
      g_subprocess_force_exit (fixture->daemon);
      g_subprocess_wait (fixture->daemon, NULL, NULL);
      wait_for_owner (fixture, FALSE);
    }
  g_clear_object (&fixture->daemon);
  if (fixture->service != NULL)
    g_dbus_connection_close_sync (fixture->service, NULL, NULL);
  g_clear_object (&fixture->service);
}

/* In a thread of GDBus's. */
static GDBusMessage *
filter_cb (GDBusConnection *connection,
           GDBusMessage    *message,
           gboolean         incoming,
           gpointer         user_data)
{
  g_autoptr(GDBusMessage) owned = message;
  g_autoptr(GDBusMessage) reply = NULL;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return g_steal_pointer (&owned);
  if (GPOINTER_TO_INT (user_data) == KEYRING_REFUSES)
    {
      reply = g_dbus_message_new_method_error (message, "org.example.Error.Moody", "%s", "Not today");
      g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
    }
  return NULL;
}

void
keyring_fixture_fail (KeyringFixture *fixture,
                      KeyringFault    fault)
{
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  fixture->service = connect_to_bus (fixture);
  g_dbus_connection_add_filter (fixture->service, filter_cb, GINT_TO_POINTER (fault), NULL);
  reply = g_dbus_connection_call_sync (fixture->service, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", NAME, 0), NULL, G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_text (const char *path,
          const char *text)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  gboolean found = FALSE;
  const char *name;
  gsize length;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      found |= has_text (inner, text);
    }
  if (folder == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
      g_file_get_contents (path, &contents, &length, NULL))
    found |= memmem (contents, length, text, strlen (text)) != NULL;
  return found;
}

/* Whether any file holds that. */
gboolean
keyring_fixture_has_text (KeyringFixture *fixture,
                          const char     *text)
{
  return has_text (fixture->folder, text);
}

void
keyring_fixture_done_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
keyring_fixture_await (GAsyncResult **result)
{
  gint64 end = g_get_monotonic_time () + WAIT;

  while (*result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
  return *result;
}

char *
keyring_fixture_look_up (KeyringFixture  *fixture,
                         const char      *id,
                         AcmeSecretKind   kind,
                         GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_secrets_lookup_async (fixture->secrets, id, kind, NULL, keyring_fixture_done_cb, &result);
  return acme_secrets_lookup_finish (fixture->secrets, keyring_fixture_await (&result), error);
}

gboolean
keyring_fixture_store (KeyringFixture  *fixture,
                       const char      *id,
                       AcmeSecretKind   kind,
                       const char      *secret,
                       GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_secrets_store_async (fixture->secrets, id, "Example", kind, secret, NULL, keyring_fixture_done_cb, &result);
  return acme_secrets_store_finish (fixture->secrets, keyring_fixture_await (&result), error);
}

gboolean
keyring_fixture_clear (KeyringFixture  *fixture,
                       const char      *id,
                       AcmeSecretKinds  kinds,
                       GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_secrets_clear_async (fixture->secrets, id, kinds, NULL, keyring_fixture_done_cb, &result);
  return acme_secrets_clear_finish (fixture->secrets, keyring_fixture_await (&result), error);
}

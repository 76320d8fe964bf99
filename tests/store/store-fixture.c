/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define WAIT (30 * G_TIME_SPAN_SECOND)

void
store_fixture_set_up (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("acme-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "connections.json", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

void
store_fixture_tear_down (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_clear_object (&fixture->file);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->folder, g_free);
}

void
store_fixture_write (StoreFixture *fixture,
                     const char   *text)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

/* The text of the file in the folder whose name has that part; NULL if there is none. */
char *
store_fixture_find (StoreFixture *fixture,
                    const char   *part)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  char *text = NULL;
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (strstr (name, part) != NULL)
        {
          g_assert_null (text); /* there is but one */
          g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        }
    }
  return text;
}

AcmeSavedConnection *
store_fixture_make (const char *name)
{
  AcmeSavedConnection *connection = acme_saved_connection_new (name, ACME_SAVED_CONNECTION_KIND_OAUTH);

  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_URL, "https://scm.example.org");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CLIENT_ID, "client");
  return connection;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  gint64 end = g_get_monotonic_time () + WAIT;

  while (*result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
  return *result;
}

gboolean
store_fixture_try_load (AcmeConnectionStore  *store,
                        GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_connection_store_load_async (store, NULL, done_cb, &result);
  return acme_connection_store_load_finish (store, await (&result), error);
}

gboolean
store_fixture_save (AcmeConnectionStore  *store,
                    AcmeSavedConnection  *connection,
                    GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_connection_store_save_async (store, connection, NULL, done_cb, &result);
  return acme_connection_store_save_finish (store, await (&result), error);
}

gboolean
store_fixture_remove (AcmeConnectionStore  *store,
                      const char           *id,
                      GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_connection_store_remove_async (store, id, NULL, done_cb, &result);
  return acme_connection_store_remove_finish (store, await (&result), error);
}

gboolean
store_fixture_set_default (AcmeConnectionStore  *store,
                           const char           *id,
                           GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_connection_store_set_default_async (store, id, NULL, done_cb, &result);
  return acme_connection_store_set_default_finish (store, await (&result), error);
}

AcmeConnectionStore *
store_fixture_load (StoreFixture *fixture)
{
  AcmeConnectionStore *store = acme_connection_store_new (fixture->file);
  g_autoptr(GError) error = NULL;

  store_fixture_try_load (store, &error);
  g_assert_no_error (error);
  return store;
}

/* The names in their order; the default has a star. */
static char *
list_names (AcmeConnectionStore *store)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(AcmeSavedConnection) one = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? "," : "", acme_saved_connection_get_name (one),
                              acme_saved_connection_get_flag (one, ACME_SAVED_CONNECTION_DEFAULT) ? "*" : "");
    }
  return g_string_free (names, FALSE);
}

void
store_fixture_assert_names (AcmeConnectionStore *store,
                            const char          *names)
{
  g_autofree char *found = list_names (store);

  g_assert_cmpstr (found, ==, names);
}

void
store_fixture_wait_for (AcmeConnectionStore *store,
                        const char          *names)
{
  gint64 end = g_get_monotonic_time () + WAIT;
  g_autofree char *found = list_names (store);

  while (!g_str_equal (found, names))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_free (found);
      found = list_names (store);
    }
}

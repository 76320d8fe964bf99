/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "acme-error.h"
#include "store-fixture.h"

static void
assert_saved (AcmeConnectionStore *store,
              AcmeSavedConnection *connection)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (store_fixture_save (store, connection, &error));
  g_assert_no_error (error);
}

static AcmeSavedConnection *
add (AcmeConnectionStore *store,
     const char          *name)
{
  AcmeSavedConnection *connection = store_fixture_make (name);

  assert_saved (store, connection);
  return connection;
}

static void
test_empty (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  g_assert_null (acme_connection_store_get_default (store));
  g_assert_null (acme_connection_store_get_notice (store));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS)); /* who only reads writes nothing */
}

static void
test_all_fields (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeConnectionStore) other = NULL;
  g_autoptr(AcmeSavedConnection) connection = store_fixture_make ("\"Quoted\" \\ Ünï 👩‍🔬");
  AcmeSavedConnection *found;
  struct stat status;

  for (guint i = ACME_SAVED_CONNECTION_TOKEN_URL; i <= ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID; i++)
    {
      gboolean is_url = i == ACME_SAVED_CONNECTION_TOKEN_URL || i == ACME_SAVED_CONNECTION_AUDIT_URL;
      g_autofree char *value = g_strdup_printf (is_url ? "https://example.org/%u" : "/tmp/%u", i);

      acme_saved_connection_set (connection, i, value);
    }
  acme_item_set_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_TIMEOUT, 17);
  acme_saved_connection_set_flag (connection, ACME_SAVED_CONNECTION_HTTP1, TRUE);
  assert_saved (store, connection);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  other = store_fixture_load (fixture);
  found = acme_connection_store_lookup (other, acme_saved_connection_get_id (connection));
  g_assert_nonnull (found);
  acme_saved_connection_set_flag (connection, ACME_SAVED_CONNECTION_DEFAULT, TRUE); /* the first is it */
  g_assert_false (acme_item_update_from (ACME_ITEM (found), ACME_ITEM (connection)));
  g_assert_true (acme_connection_store_find (other, "\"QUOTED\" \\ ÜNÏ 👩‍🔬") == found);
}

static void
test_order_and_default (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeSavedConnection) b = add (store, "beta");
  g_autoptr(AcmeSavedConnection) c = add (store, "Gamma");
  g_autoptr(AcmeSavedConnection) a = add (store, "Alpha");
  AcmeSavedConnection *shown = acme_connection_store_lookup (store, acme_saved_connection_get_id (a));
  g_autoptr(GError) error = NULL;

  store_fixture_assert_names (store, "Alpha,beta*,Gamma");
  g_assert_true (store_fixture_set_default (store, acme_saved_connection_get_id (c), &error));
  store_fixture_assert_names (store, "Alpha,beta,Gamma*");
  g_assert_cmpstr (acme_saved_connection_get_name (acme_connection_store_get_default (store)), ==, "Gamma");

  /* a new name keeps the object */
  acme_saved_connection_set (a, ACME_SAVED_CONNECTION_NAME, "Zeta");
  assert_saved (store, a);
  store_fixture_assert_names (store, "beta,Gamma*,Zeta");
  g_assert_true (acme_connection_store_lookup (store, acme_saved_connection_get_id (a)) == shown);

  g_assert_true (store_fixture_remove (store, acme_saved_connection_get_id (c), &error));
  store_fixture_assert_names (store, "beta,Zeta");
  g_assert_null (acme_connection_store_get_default (store));
  g_assert_true (store_fixture_remove (store, acme_saved_connection_get_id (b), &error));
  store_fixture_assert_names (store, "Zeta*"); /* the only one is it */

  g_assert_false (store_fixture_remove (store, acme_saved_connection_get_id (b), &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (store_fixture_set_default (store, "nothing", &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

static void
test_refused (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeSavedConnection) one = add (store, "Example");
  g_autoptr(AcmeSavedConnection) same = store_fixture_make ("EXAMPLE");
  g_autoptr(AcmeSavedConnection) bad = store_fixture_make ("Bad");
  g_autoptr(GError) error = NULL;

  g_assert_false (store_fixture_save (store, same, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "There is a connection “Example” already.");
  g_clear_error (&error);

  acme_saved_connection_set (bad, ACME_SAVED_CONNECTION_URL, "http://scm.example.org");
  g_assert_false (store_fixture_save (store, bad, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  store_fixture_assert_names (store, "Example*");
}

/* As two processes have them. */
static void
test_two_stores (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeConnectionStore) other = store_fixture_load (fixture);
  g_autoptr(AcmeSavedConnection) one = add (store, "One");
  g_autoptr(AcmeSavedConnection) two = add (other, "Two"); /* which has not seen it yet, maybe */
  g_autoptr(AcmeSavedConnection) edited = NULL;
  g_autoptr(AcmeSavedConnection) stale = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_assert_names (other, "One*,Two");
  store_fixture_wait_for (store, "One*,Two"); /* told by the file */

  edited = acme_saved_connection_copy (acme_connection_store_find (other, "One"));
  stale = acme_saved_connection_copy (edited);
  acme_saved_connection_set (edited, ACME_SAVED_CONNECTION_CLIENT_ID, "changed");
  assert_saved (other, edited);

  acme_saved_connection_set (stale, ACME_SAVED_CONNECTION_NAME, "Stale");
  g_assert_false (store_fixture_save (store, stale, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_CONFLICT);
  g_clear_error (&error);
  /* what is shown now is what the other made of it */
  g_assert_cmpstr (acme_saved_connection_get (acme_connection_store_find (store, "One"),
                                              ACME_SAVED_CONNECTION_CLIENT_ID), ==, "changed");

  g_assert_true (store_fixture_remove (other, acme_saved_connection_get_id (one), &error));
  g_assert_false (store_fixture_save (store, edited, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_CONFLICT);
  store_fixture_assert_names (store, "Two*");
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  if (acme_connection_store_save_finish (ACME_CONNECTION_STORE (source), result, NULL))
    ++*(guint *) user_data;
}

static void
test_many_at_once (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeConnectionStore) other = store_fixture_load (fixture);
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  guint n_saved = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Connection %02u", i);
      g_autoptr(AcmeSavedConnection) connection = store_fixture_make (name);

      acme_connection_store_save_async (i % 2 == 0 ? store : other, connection, NULL, count_cb, &n_saved);
    }
  while (n_saved < 40 || g_list_model_get_n_items (G_LIST_MODEL (store)) < 40 ||
         g_list_model_get_n_items (G_LIST_MODEL (other)) < 40)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

#define GOOD "{\"id\":\"a\",\"name\":\"Good\",\"kind\":\"oauth\",\"url\":\"https://a.example.org\",\"clientId\":\"c\"}"

/* What is not all there is set aside as it is, and what could be read stays. */
static void
test_damaged (StoreFixture  *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *names;
  } cases[] = {
    { "", "" },
    { "{", "" },
    { "nonsense", "" },
    { "[]", "" },
    { "{}", "" },
    { "\"text\"", "" },
    { "{\"version\":1,\"connections\":[" GOOD, "" },
    { "{\"version\":0,\"connections\":[" GOOD "]}", "" },
    { "{\"version\":-1,\"connections\":[" GOOD "]}", "" },
    { "{\"version\":1.5,\"connections\":[" GOOD "]}", "" },
    { "{\"version\":1,\"connections\":{}}", "" },
    { "{\"version\":1,\"default\":7,\"connections\":[" GOOD "]}", "" },
    { "{\"version\":1,\"connections\":[" GOOD ",7]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",null]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",{}]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",{\"id\":\"b\"}]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",{\"id\":7,\"name\":\"B\"}]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD "," GOOD "]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",{\"id\":\"b\",\"name\":\"B\",\"url\":[]}]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",{\"id\":\"b\",\"name\":\"B\",\"http1\":\"no\"}]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD ",{\"id\":\"b\",\"name\":\"B\",\"timeout\":\"x\"}]}", "Good*" },
    { "{\"version\":1,\"connections\":[" GOOD "],\"version\":1}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      StoreFixture one;
      g_autoptr(AcmeConnectionStore) store = NULL;
      g_autoptr(AcmeConnectionStore) again = NULL;
      g_autofree char *kept = NULL;

      store_fixture_set_up (&one, NULL);
      store_fixture_write (&one, cases[i].text);
      store = store_fixture_load (&one);
      store_fixture_assert_names (store, cases[i].names);
      g_assert_nonnull (acme_connection_store_get_notice (store));
      g_assert_nonnull (strstr (acme_connection_store_get_notice (store), ".damaged-"));
      g_test_message ("%s", acme_connection_store_get_notice (store));

      kept = store_fixture_find (&one, "connections.json.damaged-");
      g_assert_cmpstr (kept, ==, cases[i].text);
      again = store_fixture_load (&one);
      store_fixture_assert_names (again, cases[i].names);
      g_assert_null (acme_connection_store_get_notice (again));
      g_clear_object (&again);
      g_clear_object (&store);
      store_fixture_tear_down (&one, NULL);
    }
}

static void
test_deep_and_large (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *large = g_strnfill (4 * 1024 * 1024 + 1, ' ');
  g_autoptr(AcmeConnectionStore) store = NULL;
  g_autofree char *kept = NULL;

  store_fixture_write (fixture, deep);
  store = store_fixture_load (fixture);
  kept = store_fixture_find (fixture, ".damaged-");
  g_assert_cmpstr (kept, ==, deep);

  g_clear_object (&store);
  store_fixture_write (fixture, large);
  store = store_fixture_load (fixture);
  g_assert_nonnull (strstr (acme_connection_store_get_notice (store), "-2")); /* the first keeps its name */
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_newer (StoreFixture  *fixture,
            gconstpointer  data)
{
  static const char text[] = "{\"version\":2,\"connections\":[" GOOD "],\"more\":{}}";
  g_autoptr(AcmeConnectionStore) store = NULL;
  g_autoptr(AcmeSavedConnection) connection = NULL;
  g_autofree char *kept = NULL;

  store_fixture_write (fixture, text);
  store = store_fixture_load (fixture);
  store_fixture_assert_names (store, "");
  g_assert_nonnull (strstr (acme_connection_store_get_notice (store), "A later version of this program"));
  connection = add (store, "Mine");
  kept = store_fixture_find (fixture, "connections.json.newer-");
  g_assert_cmpstr (kept, ==, text);
}

/* It can be mended, so it is shown; it cannot be used, so nothing is sent there. */
static void
test_unusable_stays (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = NULL;
  AcmeSavedConnection *found;

  store_fixture_write (fixture, "{\"version\":1,\"unknown\":[1],\"connections\":[{\"id\":\"a\",\"name\":\"A\","
                       "\"kind\":\"oauth\",\"url\":\"http://a.example.org\",\"clientId\":\"c\",\"later\":true}]}");
  store = store_fixture_load (fixture);
  store_fixture_assert_names (store, "A*");
  g_assert_null (acme_connection_store_get_notice (store));
  found = acme_connection_store_find (store, "a");
  g_assert_nonnull (strstr (acme_item_get_problem (ACME_ITEM (found)), "is not secure"));
}

/* Seen when the program runs already. */
static void
test_damaged_meanwhile (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeSavedConnection) one = add (store, "One");
  g_autoptr(AcmeSavedConnection) two = NULL;
  g_autofree char *kept = NULL;

  store_fixture_write (fixture, "half of it");
  store_fixture_wait_for (store, "");
  g_assert_nonnull (acme_connection_store_get_notice (store));
  two = add (store, "Two");
  store_fixture_assert_names (store, "Two*");
  kept = store_fixture_find (fixture, ".damaged-");
  g_assert_cmpstr (kept, ==, "half of it");
}

static void
test_cannot_read (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = acme_connection_store_new (fixture->file);
  g_autoptr(AcmeSavedConnection) connection = store_fixture_make ("Example");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (store_fixture_try_load (store, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (store_fixture_save (store, connection, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpint (acme_item_get_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_REVISION), ==, 0);
}

static void
test_new_folder (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "acme-console", NULL);
  g_autofree char *path = g_build_filename (folder, "connections.json", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(AcmeConnectionStore) store = acme_connection_store_new (file);
  g_autoptr(AcmeSavedConnection) connection = add (store, "Example");
  struct stat status;

  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Another program is writing, or was stopped while it did. */
static void
test_locked (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(AcmeConnectionStore) store = store_fixture_load (fixture);
  g_autoptr(AcmeSavedConnection) one = add (store, "One");
  g_autoptr(AcmeSavedConnection) two = store_fixture_make ("Two");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  int fd = open (path, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  acme_connection_store_save_async (store, two, cancellable, result_cb, &result);
  g_timeout_add (100, cancel_cb, cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (acme_connection_store_save_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  store_fixture_assert_names (store, "One*");

  close (fd);
  assert_saved (store, two);
  store_fixture_assert_names (store, "One*,Two");
}

#define ADD(name, func) \
  g_test_add ("/connection-store/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("empty", test_empty);
  ADD ("all-fields", test_all_fields);
  ADD ("order-and-default", test_order_and_default);
  ADD ("refused", test_refused);
  ADD ("two-stores", test_two_stores);
  ADD ("many-at-once", test_many_at_once);
  ADD ("damaged", test_damaged);
  ADD ("deep-and-large", test_deep_and_large);
  ADD ("newer", test_newer);
  ADD ("unusable-stays", test_unusable_stays);
  ADD ("damaged-meanwhile", test_damaged_meanwhile);
  ADD ("cannot-read", test_cannot_read);
  ADD ("new-folder", test_new_folder);
  ADD ("locked", test_locked);
  return g_test_run ();
}

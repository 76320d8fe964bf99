/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-accounts-window.h"
#include "acme-audit-window.h"
#include "acme-connection-window.h"
#include "find-widget.h"
#include "window-fixture.h"

static const char *const endpoint_actions[] = { "win.accounts", "win.audit", "win.copy-url", "win.open-url" };

static void
assert_endpoint_actions (Fixture  *fixture,
                         gboolean  enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (endpoint_actions); i++)
    g_assert_cmpint (is_enabled (fixture, endpoint_actions[i]), ==, enabled);
}

static guint
count_windows (Fixture *fixture,
               GType    type)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (fixture->application); l != NULL; l = l->next)
    n += G_OBJECT_TYPE (l->data) == type;
  return n;
}

static gpointer
get_newest (Fixture *fixture,
            GType    type)
{
  for (GList *l = gtk_application_get_windows (fixture->application); l != NULL; l = l->next)
    if (G_OBJECT_TYPE (l->data) == type)
      return l->data;
  g_assert_not_reached ();
}

static void
assert_accounts_of (Fixture  *fixture,
                    AcmeItem *item)
{
  AcmeAccountsWindow *window = get_newest (fixture, ACME_TYPE_ACCOUNTS_WINDOW);

  g_assert_true (acme_dialog_get_endpoint (ACME_DIALOG (window)) == ACME_ENDPOINT (item));
}

typedef struct
{
  gboolean done;
  char *text;
} Clipboard;

static void
read_text_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Clipboard *clipboard = user_data;
  g_autoptr(GError) error = NULL;

  clipboard->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
  clipboard->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Clipboard *) data)->done;
}

static void
assert_clipboard (Fixture    *fixture,
                  const char *text)
{
  Clipboard clipboard = { FALSE, NULL };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, read_text_cb,
                                 &clipboard);
  wait_until (is_read, &clipboard);
  g_assert_cmpstr (clipboard.text, ==, text);
  g_free (clipboard.text);
}

static void
test_sensitivity (Fixture       *fixture,
                  gconstpointer  data)
{
  open_window (fixture, acme_demo_get_connection (fixture->demo));
  assert_endpoint_actions (fixture, FALSE);
  activate (fixture, "win.find");
  g_assert_false (acme_table_get_search_mode (fixture->table));
  wait_loaded (fixture);
  assert_endpoint_actions (fixture, FALSE);

  acme_table_select_item (fixture->table, get_row (fixture, 0));
  settle ();
  assert_endpoint_actions (fixture, TRUE);

  acme_table_select_item (fixture->table, NULL);
  settle ();
  assert_endpoint_actions (fixture, FALSE);
}

static void
test_odd_urls (Fixture       *fixture,
               gconstpointer  data)
{
  AcmeItem *item;

  open_demo (fixture);
  item = get_row (fixture, 0);
  acme_item_set_string (item, ACME_ENDPOINT_URL, "file:///etc/passwd");
  acme_table_select_item (fixture->table, item);
  settle ();
  g_assert_true (is_enabled (fixture, "win.copy-url"));
  g_assert_false (is_enabled (fixture, "win.open-url"));

  item = get_row (fixture, 1);
  acme_item_set_string (item, ACME_ENDPOINT_URL, NULL);
  acme_table_select_item (fixture->table, item);
  settle ();
  g_assert_true (is_enabled (fixture, "win.accounts"));
  g_assert_false (is_enabled (fixture, "win.copy-url"));
  g_assert_false (is_enabled (fixture, "win.open-url"));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *row = NULL;
  AcmeItem *item;

  open_demo (fixture);
  item = get_row (fixture, 2);
  acme_table_select_item (fixture->table, item);
  settle ();

  activate (fixture, "win.copy-url");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "URL copied"));
  assert_clipboard (fixture, acme_endpoint_get_url (ACME_ENDPOINT (item)));

  activate (fixture, "win.copy-row");
  row = acme_table_get_row_text (fixture->table, item);
  g_assert_nonnull (strstr (row, acme_endpoint_get_url (ACME_ENDPOINT (item))));
  assert_clipboard (fixture, row);
}

static void
test_accounts (Fixture       *fixture,
               gconstpointer  data)
{
  AcmeItem *first;
  AcmeItem *second;

  open_demo (fixture);
  first = get_row (fixture, 1);
  second = get_row (fixture, 4);
  acme_table_select_item (fixture->table, first);
  settle ();
  activate (fixture, "win.accounts");
  g_assert_cmpuint (count_windows (fixture, ACME_TYPE_ACCOUNTS_WINDOW), ==, 1);
  assert_accounts_of (fixture, first);

  /* It belongs to its endpoint, and there is one of each */
  acme_table_select_item (fixture->table, second);
  settle ();
  activate (fixture, "win.accounts");
  activate (fixture, "win.accounts");
  g_assert_cmpuint (count_windows (fixture, ACME_TYPE_ACCOUNTS_WINDOW), ==, 2);
  g_assert_cmpuint (count_windows (fixture, ACME_TYPE_AUDIT_WINDOW), ==, 0);
}

static void
test_audit (Fixture       *fixture,
            gconstpointer  data)
{
  AcmeItem *item;

  open_demo (fixture);
  item = get_row (fixture, 6);
  acme_table_select_item (fixture->table, item);
  settle ();
  activate (fixture, "win.audit");
  g_assert_cmpuint (count_windows (fixture, ACME_TYPE_AUDIT_WINDOW), ==, 1);
  g_assert_true (acme_dialog_get_endpoint (get_newest (fixture, ACME_TYPE_AUDIT_WINDOW)) == ACME_ENDPOINT (item));
}

/* A double click or Enter: the row that was meant, also if another is selected. */
static void
test_activate_row (Fixture       *fixture,
                   gconstpointer  data)
{
  AcmeItem *item;

  open_demo (fixture);
  item = get_row (fixture, 3);
  acme_table_select_item (fixture->table, get_row (fixture, 8));
  g_signal_emit_by_name (fixture->table, "activate", item);
  g_assert_cmpuint (count_windows (fixture, ACME_TYPE_ACCOUNTS_WINDOW), ==, 1);
  assert_accounts_of (fixture, item);
}

/* Windows of an endpoint go with the window that they were opened from. */
static void
test_close_with_children (Fixture       *fixture,
                          gconstpointer  data)
{
  AcmeAccountsWindow *accounts;
  AcmeWindow *window;

  open_demo (fixture);
  acme_table_select_item (fixture->table, get_row (fixture, 0));
  settle ();
  activate (fixture, "win.accounts");
  accounts = g_object_ref (get_newest (fixture, ACME_TYPE_ACCOUNTS_WINDOW));
  window = g_object_ref (g_steal_pointer (&fixture->window));
  settle ();

  gtk_window_close (GTK_WINDOW (window));
  wait_finalized (window);
  wait_finalized (accounts);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  open_demo (fixture);
  g_assert_false (acme_table_get_search_mode (fixture->table));
  activate (fixture, "win.find");
  g_assert_true (acme_table_get_search_mode (fixture->table));
}

static GtkWindow *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_OBJECT_TYPE (window) == type)
        return window;
    }
  return NULL;
}

static void
test_connection_details (Fixture       *fixture,
                         gconstpointer  data)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  GtkWindow *window;

  open_demo (fixture);
  activate (fixture, "win.connection");
  window = g_object_ref (find_toplevel (ACME_TYPE_CONNECTION_WINDOW));
  g_assert_nonnull (find_label (GTK_WIDGET (window), acme_demo_server_get_url (server)));
  g_assert_nonnull (find_label (GTK_WIDGET (window), acme_demo_server_get_client_id (server)));
  g_assert_null (find_label (GTK_WIDGET (window), acme_demo_server_get_client_secret (server)));

  gtk_window_destroy (window);
  settle ();
  g_assert_finalize_object (window);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("/window-actions/sensitivity", test_sensitivity);
  ADD ("/window-actions/odd-urls", test_odd_urls);
  ADD ("/window-actions/copy", test_copy);
  ADD ("/window-actions/accounts", test_accounts);
  ADD ("/window-actions/audit", test_audit);
  ADD ("/window-actions/activate-row", test_activate_row);
  ADD ("/window-actions/close-with-children", test_close_with_children);
  ADD ("/window-actions/find", test_find);
  ADD ("/window-actions/connection-details", test_connection_details);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-accounts-window.h"

#include "acme-account.h"
#include "acme-list-page.h"
#include "acme-stale-window.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define PUBLIC_ENDPOINT "OV – Central IT"
#define UNIVERSAL_ENDPOINT "Kubernetes, all clusters"
#define PUBLIC_PATH "/api/acme/v2/account"

typedef struct
{
  AcmeDemo *demo;
  AcmeEndpoint *endpoint;
  AcmeAccountsWindow *window; /* (nullable) */
  AcmeTable *table;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->endpoint = load_demo_endpoint (fixture->demo, data);
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    wait_finalized (g_object_ref (fixture->window));
  g_clear_object (&fixture->endpoint);
  g_clear_object (&fixture->demo);
}

static void
open_accounts (Fixture *fixture)
{
  fixture->window = create_dialog (ACME_TYPE_ACCOUNTS_WINDOW, acme_demo_get_connection (fixture->demo),
                                   fixture->endpoint);
  fixture->table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (acme_table_get_rows (fixture->table));
}

static gboolean
is_loaded (gpointer data)
{
  Fixture *fixture = data;

  return find_action (GTK_WIDGET (fixture->window), "win.stop") == NULL &&
         g_list_model_get_n_items (get_rows (fixture)) > 0;
}

/* (transfer none): the list holds it */
static AcmeItem *
get_account (Fixture *fixture,
             guint    position)
{
  g_autoptr(AcmeItem) item = g_list_model_get_item (get_rows (fixture), position);

  return item;
}

static gboolean
are_counted (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < g_list_model_get_n_items (get_rows (fixture)); i++)
    {
      AcmeItem *account = get_account (fixture, i);

      if (acme_item_get_number (account, ACME_ACCOUNT_CLIENTS) == ACME_NUMBER_NONE)
        return FALSE;
      if (!acme_account_is_universal (ACME_ACCOUNT (account)) &&
          acme_item_get_number (account, ACME_ACCOUNT_DOMAINS) == ACME_NUMBER_NONE)
        return FALSE;
    }
  return TRUE;
}

static void
close_accounts (Fixture *fixture)
{
  AcmeAccountsWindow *window = g_steal_pointer (&fixture->window);

  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

static void
test_accounts (Fixture       *fixture,
               gconstpointer  data)
{
  open_accounts (fixture);
  wait_until (is_loaded, fixture);

  for (guint i = 0; i < g_list_model_get_n_items (get_rows (fixture)); i++)
    {
      AcmeItem *account = get_account (fixture, i);

      g_assert_cmpint (acme_item_get_number (account, ACME_ACCOUNT_ENDPOINT), ==,
                       acme_item_get_number (ACME_ITEM (fixture->endpoint), ACME_ENDPOINT_ID));
      g_assert_cmpstr (acme_item_get_text (account, ACME_ACCOUNT_ORGANIZATION), !=, "");
      g_assert_null (acme_item_get_string (account, ACME_ACCOUNT_HMAC_KEY));
      g_assert_cmpint (acme_account_is_universal (ACME_ACCOUNT (account)), ==,
                       acme_endpoint_is_universal (fixture->endpoint));
    }
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), data));

  wait_until (are_counted, fixture);
  close_accounts (fixture);
}

static void
test_close_while_loading (Fixture       *fixture,
                          gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .path = PUBLIC_PATH, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  open_accounts (fixture);
  settle ();
  close_accounts (fixture);
}

/* Selected once, and still it after what was before it is gone. */
static void
test_somebody_else_deletes (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(AcmeItem) gone = NULL;
  g_autoptr(AcmeItem) selected = NULL;
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  open_accounts (fixture);
  wait_until (is_loaded, fixture);
  gone = g_object_ref (get_account (fixture, 0));
  selected = g_object_ref (get_account (fixture, 1));
  acme_table_select_item (fixture->table, selected);
  before = acme_table_get_selected_items (fixture->table);
  g_assert_cmpuint (before->len, ==, 1);

  delete_demo_account (fixture->demo, ACME_ACCOUNT (gone));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  settle ();
  wait_until (is_loaded, fixture);
  g_assert_true (get_account (fixture, 0) == selected);
  after = acme_table_get_selected_items (fixture->table);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (after->pdata[0] == selected);

  delete_demo_account (fixture->demo, ACME_ACCOUNT (selected));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  settle ();
  wait_until (is_loaded, fixture);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = acme_table_get_selected_items (fixture->table);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_false (gtk_widget_is_sensitive (find_action (GTK_WIDGET (fixture->window), "win.delete")));
  close_accounts (fixture);
}

static gboolean
is_refused (gpointer data)
{
  GtkWidget *page = find_widget (GTK_WIDGET (((Fixture *) data)->window), ACME_TYPE_LIST_PAGE, NULL);

  return acme_list_page_get_state (ACME_LIST_PAGE (page)) == ACME_LIST_PAGE_ERROR;
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .path = PUBLIC_PATH, .status = 500, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  open_accounts (fixture);
  wait_until (is_refused, fixture);

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  wait_until (is_loaded, fixture);
  close_accounts (fixture);
}

static gboolean
is_counted_again (gpointer data)
{
  return acme_demo_server_count_requests (acme_demo_get_server (((Fixture *) data)->demo), "GET", PUBLIC_PATH) > 0;
}

/* What the window for stale clients and accounts tells. */
static void
test_stale (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AcmeItem) first = NULL;
  GtkWindow *stale;
  guint n;

  open_accounts (fixture);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stale", NULL) &&
                  find_window (ACME_TYPE_STALE_WINDOW) != NULL);
  wait_until (is_loaded, fixture);
  wait_until (are_counted, fixture);
  n = g_list_model_get_n_items (get_rows (fixture));
  first = g_object_ref (get_account (fixture, 0));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stale", NULL));
  stale = find_window (ACME_TYPE_STALE_WINDOW);
  g_assert_true (gtk_window_get_transient_for (stale) == GTK_WINDOW (fixture->window));
  g_assert_true (acme_dialog_get_endpoint (ACME_DIALOG (stale)) == fixture->endpoint);

  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
  g_signal_emit_by_name (stale, "changed", first, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, n);
  wait_until (is_counted_again, fixture);

  g_signal_emit_by_name (stale, "changed", first, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, n - 1);
  g_assert_true (get_account (fixture, 0) != first);
  close_accounts (fixture);
  g_assert_null (find_window (ACME_TYPE_STALE_WINDOW));
}

#define ADD(name, endpoint, function) \
  g_test_add ("/accounts-window/" name, Fixture, endpoint, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("public", PUBLIC_ENDPOINT, test_accounts);
  ADD ("universal", UNIVERSAL_ENDPOINT, test_accounts);
  ADD ("close-while-loading", PUBLIC_ENDPOINT, test_close_while_loading);
  ADD ("somebody-else-deletes", PUBLIC_ENDPOINT, test_somebody_else_deletes);
  ADD ("failure", PUBLIC_ENDPOINT, test_failure);
  ADD ("stale", PUBLIC_ENDPOINT, test_stale);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-clients-window.h"

#include "acme-certificates-window.h"
#include "acme-outcomes-window.h"
#include "acme-scm-client-writes.h"
#include "clients-fixture.h"
#include "find-widget.h"

typedef struct
{
  AcmeDemo *demo;
  AcmeScmSession *session;
  AcmeAccount *account;
  AcmeClientsWindow *window; /* (nullable) */
  AcmeTable *table;
  AcmeListPage *page;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture     *fixture,
            AcmeAccount *account)
{
  g_assert_true (account == fixture->account);
  fixture->n_changes++;
}

static void
open_window (Fixture *fixture)
{
  fixture->window = acme_clients_window_new (fixture->session, acme_demo_get_connection (fixture->demo), NULL,
                                             fixture->account);
  fixture->table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  fixture->page = ACME_LIST_PAGE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_LIST_PAGE, NULL));
  g_signal_connect_swapped (fixture->window, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  kind)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->session = acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (fixture->demo)));
  fixture->account = load_demo_account (fixture->demo, kind, 2);
  open_window (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  kind)
{
  if (fixture->window != NULL)
    {
      g_object_ref (fixture->window);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      wait_finalized (fixture->window);
    }
  settle ();
  g_assert_null (find_window (GTK_TYPE_WINDOW));
  g_clear_object (&fixture->session);
  g_assert_finalize_object (g_steal_pointer (&fixture->account));
  g_clear_object (&fixture->demo);
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return !acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)) &&
         !acme_dialog_is_writing (ACME_DIALOG (fixture->window)) &&
         !acme_rows_is_busy (acme_table_get_rows (fixture->table));
}

static void
wait_loaded (Fixture *fixture)
{
  wait_until (is_idle, fixture);
  settle ();
}

static GListModel *
get_items (Fixture *fixture)
{
  return G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (fixture->window)));
}

/* The one client that is active, or not, after so many others that are. */
static AcmeItem *
get_client (Fixture  *fixture,
            gboolean  active,
            guint     skip)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_items (fixture)); i++)
    {
      g_autoptr(AcmeItem) item = g_list_model_get_item (get_items (fixture), i);

      if (acme_client_is_active (ACME_CLIENT (item)) == active && skip-- == 0)
        return item; /* the list holds it */
    }
  g_assert_not_reached ();
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action_name)
{
  return gtk_widget_get_sensitive (find_action (GTK_WIDGET (fixture->window), action_name));
}

static void
activate (Fixture    *fixture,
          const char *action_name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
}

static void
select_all (Fixture *fixture)
{
  GtkWidget *view = find_widget (GTK_WIDGET (fixture->table), GTK_TYPE_COLUMN_VIEW, NULL);

  gtk_selection_model_select_all (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  settle ();
}

static gboolean
is_active_there (Fixture    *fixture,
                 const char *id)
{
  g_autoptr(GPtrArray) clients = load_demo_clients (fixture->demo, fixture->account);

  for (guint i = 0; i < clients->len; i++)
    {
      if (g_str_equal (acme_item_get_key (clients->pdata[i]), id))
        return acme_client_is_active (clients->pdata[i]);
    }
  g_assert_not_reached ();
}

static guint
count_active_there (Fixture *fixture)
{
  g_autoptr(GPtrArray) clients = load_demo_clients (fixture->demo, fixture->account);
  g_autoptr(GPtrArray) active = pick_active (clients, clients->len);

  return active->len;
}

static guint
count_deactivations (Fixture *fixture)
{
  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "PUT", "/api/acme/");
}

/* ---- Tests ---- */

static void
test_new_destroy (Fixture       *fixture,
                  gconstpointer  kind)
{
  AcmeClientsWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  g_assert_true (acme_clients_window_get_account (window) == fixture->account);
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  kind)
{
  g_autoptr(GPtrArray) there = load_demo_clients (fixture->demo, fixture->account);
  g_autofree char *count = g_strdup_printf ("%u clients", there->len);
  gboolean has_padded_id = FALSE;

  wait_loaded (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_items (fixture)), ==, there->len);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), count));
  for (guint i = 0; i < there->len; i++)
    has_padded_id |= g_str_has_suffix (acme_item_get_key (there->pdata[i]), "==");
  g_assert_true (has_padded_id);

  acme_item_set_number (get_client (fixture, TRUE, 0), ACME_CLIENT_LAST_ACTIVITY, ACME_NUMBER_NONE);
  g_assert_cmpstr (acme_item_get_text (get_client (fixture, TRUE, 0), ACME_CLIENT_LAST_ACTIVITY), ==,
                   "No activity known");
}

static void
test_deactivate_one (Fixture       *fixture,
                     gconstpointer  kind)
{
  guint n_active = count_active_there (fixture);
  guint n = 0;
  AcmeItem *client;

  wait_loaded (fixture);
  n = g_list_model_get_n_items (get_items (fixture));
  g_assert_false (is_enabled (fixture, "win.deactivate"));
  client = get_client (fixture, TRUE, 1);
  acme_table_select_item (fixture->table, client);
  settle ();
  activate (fixture, "win.deactivate");
  g_assert_false (is_enabled (fixture, "win.deactivate"));
  answer_question ("_Deactivate");
  wait_loaded (fixture);

  g_assert_cmpstr (acme_item_get_text (client, ACME_CLIENT_STATUS), ==, "Deactivated");
  g_assert_false (is_active_there (fixture, acme_item_get_key (client)));
  g_assert_cmpuint (count_active_there (fixture), ==, n_active - 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_items (fixture)), ==, n);
  g_assert_true (acme_table_get_selected_item (fixture->table) == client);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (fixture->table)));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "1 client deactivated"));
  g_assert_null (find_window (ACME_TYPE_OUTCOMES_WINDOW));
  g_assert_false (is_enabled (fixture, "win.deactivate"));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_deactivate_several (Fixture       *fixture,
                         gconstpointer  kind)
{
  guint n_active = count_active_there (fixture);
  g_autofree char *label = g_strdup_printf ("Deactivate %u…", n_active);
  g_autofree char *message = g_strdup_printf ("%u clients deactivated", n_active);

  wait_loaded (fixture);
  select_all (fixture);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), label));
  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  wait_loaded (fixture);

  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), message));
  g_assert_cmpuint (count_active_there (fixture), ==, 0);
  g_assert_cmpuint (count_deactivations (fixture), ==, n_active); /* none for those that were already */
}

static void
test_one_fails (Fixture       *fixture,
                gconstpointer  kind)
{
  guint n_active = count_active_there (fixture);

  wait_loaded (fixture);
  add_client_fault (fixture->demo, fixture->account, ACME_DEMO_FAULT_STATUS, 1, 1);
  select_all (fixture);
  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  wait_loaded (fixture);

  g_assert_nonnull (find_window (ACME_TYPE_OUTCOMES_WINDOW));
  g_assert_nonnull (find_label (GTK_WIDGET (find_window (ACME_TYPE_OUTCOMES_WINDOW)), "1 failed"));
  g_assert_cmpuint (count_active_there (fixture), ==, 1);
  g_assert_cmpuint (count_deactivations (fixture), ==, n_active);
  g_assert_true (is_active_there (fixture, acme_item_get_key (get_client (fixture, TRUE, 0))));
}

/* SCM did it, but its answer was lost: it is not sent again. */
static void
test_lost_answer (Fixture       *fixture,
                  gconstpointer  kind)
{
  AcmeItem *client;

  wait_loaded (fixture);
  add_client_fault (fixture->demo, fixture->account, ACME_DEMO_FAULT_LOST_ANSWER, 0, 1);
  client = get_client (fixture, TRUE, 0);
  acme_table_select_item (fixture->table, client);
  settle ();
  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  wait_loaded (fixture);
  g_assert_cmpuint (count_deactivations (fixture), ==, 1);
  g_assert_cmpstr (acme_item_get_text (client, ACME_CLIENT_STATUS), ==, "Deactivated");
}

static void
test_not_confirmed (Fixture       *fixture,
                    gconstpointer  kind)
{
  AcmeItem *client;

  wait_loaded (fixture);
  client = get_client (fixture, TRUE, 0);
  acme_table_select_item (fixture->table, client);
  settle ();
  activate (fixture, "win.refresh"); /* it is stopped meanwhile, and done after all */
  activate (fixture, "win.deactivate");
  g_assert_false (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)));
  answer_question ("_Cancel");
  wait_until (is_idle, fixture);
  settle ();
  wait_loaded (fixture);
  g_assert_cmpuint (count_deactivations (fixture), ==, 0);
  g_assert_true (acme_client_is_active (ACME_CLIENT (client)));
  g_assert_true (is_enabled (fixture, "win.deactivate"));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

/* Another administrator was faster: nothing happens to the row that is in its place now. */
static void
test_gone_meanwhile (Fixture       *fixture,
                     gconstpointer  kind)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_active = count_active_there (fixture);
  guint n;

  wait_loaded (fixture);
  n = g_list_model_get_n_items (get_items (fixture));
  g_ptr_array_add (added, acme_client_new ("of yesterday=="));
  acme_keyed_list_add (acme_list_dialog_get_items (ACME_LIST_DIALOG (fixture->window)), added);
  wait_loaded (fixture);
  acme_table_select_item (fixture->table, added->pdata[0]);
  settle ();
  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  wait_loaded (fixture);

  g_assert_nonnull (find_label (GTK_WIDGET (find_window (ACME_TYPE_OUTCOMES_WINDOW)), "1 failed"));
  g_assert_cmpuint (g_list_model_get_n_items (get_items (fixture)), ==, n);
  g_assert_null (acme_table_get_selected_item (fixture->table));
  g_assert_false (is_enabled (fixture, "win.deactivate"));
  g_assert_cmpuint (count_active_there (fixture), ==, n_active);
}

static void
test_account_gone (Fixture       *fixture,
                   gconstpointer  kind)
{
  wait_loaded (fixture);
  delete_demo_account (fixture->demo, fixture->account);
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "The Account Could Not Be Found"));
  acme_table_select_item (fixture->table, get_client (fixture, TRUE, 0));
  settle ();
  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  wait_loaded (fixture);
  g_assert_nonnull (find_label (GTK_WIDGET (find_window (ACME_TYPE_OUTCOMES_WINDOW)), "1 failed"));
}

/* A refresh sorts everything anew; what was selected stays what is acted on. */
static void
test_selection_keeps_its_client (Fixture       *fixture,
                                 gconstpointer  kind)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *id = NULL;
  AcmeItem *other;

  wait_loaded (fixture);
  acme_table_select_item (fixture->table, get_client (fixture, TRUE, 1));
  id = g_strdup (acme_item_get_key (acme_table_get_selected_item (fixture->table)));
  other = get_client (fixture, TRUE, 0);
  acme_scm_deactivate_client_async (fixture->session, fixture->account, acme_item_get_key (other), NULL,
                                    keep_result_cb, &result);
  wait_until (has_result, &result);
  acme_query_set_sort (acme_table_get_query (fixture->table), ACME_CLIENT_STATUS, FALSE);
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  g_assert_cmpstr (acme_item_get_text (other, ACME_CLIENT_STATUS), ==, "Deactivated");
  g_assert_cmpstr (acme_item_get_key (acme_table_get_selected_item (fixture->table)), ==, id);

  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  wait_loaded (fixture);
  g_assert_false (is_active_there (fixture, id));
  g_assert_cmpuint (count_deactivations (fixture), ==, 2);
}

static void
test_quick_filter (Fixture       *fixture,
                   gconstpointer  kind)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  AcmeRows *rows;
  guint n_active;

  wait_loaded (fixture);
  n_active = count_active_there (fixture);
  rows = acme_table_get_rows (fixture->table);
  select_all (fixture);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (window, GTK_TYPE_DROP_DOWN, NULL)), 3);
  wait_loaded (fixture);
  g_assert_cmpuint (acme_rows_get_n_matches (rows), ==, acme_rows_get_n_total (rows) - n_active);
  g_assert_nonnull (find_label (window, "Status is Deactivated"));
  g_assert_false (is_enabled (fixture, "win.deactivate")); /* what is filtered out is not acted on */

  acme_query_set_group (acme_table_get_query (fixture->table), ACME_CLIENT_STATUS);
  acme_query_set_search (acme_table_get_query (fixture->table), "nothing like it");
  wait_loaded (fixture);
  g_assert_cmpuint (acme_rows_get_n_matches (rows), ==, 0);
  acme_query_set_search (acme_table_get_query (fixture->table), "");
  acme_table_clear_filter (fixture->table);
  wait_loaded (fixture);
  g_assert_cmpuint (acme_rows_get_n_matches (rows), ==, acme_rows_get_n_total (rows));
  acme_query_set_group (acme_table_get_query (fixture->table), ACME_QUERY_NO_FIELD);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (find_widget (window, GTK_TYPE_DROP_DOWN, NULL))), ==, 0);
}

static gboolean
is_gone (gpointer data)
{
  return find_window (GTK_TYPE_WINDOW) == NULL;
}

/* Closed while it writes: what was sent is done, and the window goes. */
static void
test_closed_while_writing (Fixture       *fixture,
                           gconstpointer  kind)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_LATENCY, .method = "PUT", .delay_ms = 300, .retry_after = -1 };
  AcmeClientsWindow *window = g_object_ref (fixture->window);
  guint n_active = count_active_there (fixture);

  wait_loaded (fixture);
  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  acme_table_select_item (fixture->table, get_client (fixture, TRUE, 0));
  settle ();
  activate (fixture, "win.deactivate");
  answer_question ("_Deactivate");
  settle ();
  gtk_window_close (GTK_WINDOW (window));
  fixture->window = NULL;
  wait_until (is_gone, NULL);
  wait_finalized (window);
  g_assert_cmpuint (count_active_there (fixture), ==, n_active - 1);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_certificates (Fixture       *fixture,
                   gconstpointer  kind)
{
  AcmeCertificatesWindow *window;

  wait_loaded (fixture);
  activate (fixture, "win.certificates");
  window = ACME_CERTIFICATES_WINDOW (find_window (ACME_TYPE_CERTIFICATES_WINDOW));
  g_assert_cmpint (acme_certificates_window_get_organization_id (window), ==,
                   acme_item_get_number (ACME_ITEM (fixture->account), ACME_ACCOUNT_ORGANIZATION_ID));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "cannot narrow this list to one account or client"));
  activate (fixture, "win.certificates");
  g_assert_true (find_window (ACME_TYPE_CERTIFICATES_WINDOW) == GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/clients-window/public/" name, Fixture, ACME_ACCOUNT_KIND_PUBLIC, set_up, function, tear_down); \
  g_test_add ("/clients-window/universal/" name, Fixture, ACME_ACCOUNT_KIND_UNIVERSAL, set_up, function, tear_down)
  ADD ("new-destroy", test_new_destroy);
  ADD ("list", test_list);
  ADD ("deactivate-one", test_deactivate_one);
  ADD ("deactivate-several", test_deactivate_several);
  ADD ("one-fails", test_one_fails);
  ADD ("lost-answer", test_lost_answer);
  ADD ("not-confirmed", test_not_confirmed);
  ADD ("gone-meanwhile", test_gone_meanwhile);
  ADD ("account-gone", test_account_gone);
  ADD ("selection-keeps-its-client", test_selection_keeps_its_client);
  ADD ("quick-filter", test_quick_filter);
  ADD ("closed-while-writing", test_closed_while_writing);
  ADD ("certificates", test_certificates);
#undef ADD

  return g_test_run ();
}

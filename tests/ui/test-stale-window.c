/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the window for stale clients and accounts searches. */

#include "stale-fixture.h"

#include "acme-account.h"
#include "acme-error-bar.h"
#include "acme-settings.h"
#include "find-widget.h"

static void
set_days (StaleFixture *fixture,
          guint         days)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_SPIN_BUTTON, NULL)),
                             days);
}

static void
test_findings (StaleFixture  *fixture,
               gconstpointer  data)
{
  stale_assert_count (fixture, "%u accounts", fixture->n_accounts);
  stale_assert_label (fixture, "Start");
  g_assert_cmpuint (stale_count_requests (fixture), ==, 0);

  stale_search (fixture);
  g_assert_cmpuint (stale_count_requests (fixture), ==, fixture->n_accounts);
  stale_assert_count (fixture, "%u accounts searched", fixture->n_accounts);
  stale_assert_label (fixture, "Search Again");
  stale_assert_count (fixture, "%u findings", g_list_model_get_n_items (stale_get_findings (fixture)));
  stale_assert_findings (fixture, 90);
}

/* They are shown as they come, and each is found once, however often it is stopped and gone on with. */
static void
test_stop_and_continue (StaleFixture  *fixture,
                        gconstpointer  data)
{
  guint n_done;

  stale_add_fault (fixture, ACME_DEMO_FAULT_LATENCY, "GET", 0, 0, 40);
  stale_activate (fixture, "win.refresh");
  stale_assert_label (fixture, "Stop");
  wait_until (stale_has_some, fixture);
  g_assert_false (stale_has_ended (fixture));

  stale_activate (fixture, "win.stop");
  g_assert_true (stale_has_ended (fixture));
  stale_assert_label (fixture, "Continue");
  stale_assert_count (fixture, " of %u accounts searched", fixture->n_accounts);

  /* before what is on its way has ended */
  stale_activate (fixture, "win.refresh");
  stale_activate (fixture, "win.stop");
  stale_activate (fixture, "win.refresh");
  stale_assert_label (fixture, "Stop");
  n_done = stale_count_requests (fixture);
  g_assert_cmpuint (n_done, <, fixture->n_accounts);
  wait_until (stale_has_ended, fixture);

  stale_assert_count (fixture, "%u accounts searched", fixture->n_accounts);
  stale_assert_findings (fixture, 90);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (acme_table_get_rows (fixture->table))), ==,
                    g_list_model_get_n_items (stale_get_findings (fixture)));
}

static void
test_stop_at_once (StaleFixture  *fixture,
                   gconstpointer  data)
{
  stale_add_fault (fixture, ACME_DEMO_FAULT_LATENCY, "GET", 0, 0, 40);
  stale_activate (fixture, "win.refresh");
  stale_activate (fixture, "win.stop");
  settle ();
  g_assert_true (stale_has_ended (fixture));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "The Search Was Stopped"));
  stale_assert_count (fixture, "0 of %u accounts searched", fixture->n_accounts);

  acme_demo_server_clear_faults (fixture->server);
  stale_search (fixture);
  stale_assert_findings (fixture, 90);
}

static gboolean
accept_mapped (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
shows_error (StaleFixture *fixture)
{
  GtkWidget *bar = find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_ERROR_BAR, NULL);

  return bar != NULL && acme_error_bar_get_revealed (ACME_ERROR_BAR (bar));
}

/* The connection breaks in the middle: what was found stays, and what was asked for is not asked for again. */
static void
test_fault_and_continue (StaleFixture  *fixture,
                         gconstpointer  data)
{
  guint n_before;

  stale_add_fault (fixture, ACME_DEMO_FAULT_RESET, "GET", 30, 0, 0);
  stale_search (fixture);
  g_assert_true (shows_error (fixture));
  n_before = g_list_model_get_n_items (stale_get_findings (fixture));
  g_assert_cmpuint (n_before, >, 0);
  stale_assert_label (fixture, "Continue");
  stale_assert_count (fixture, "30 of %u accounts searched", fixture->n_accounts);

  acme_demo_server_clear_faults (fixture->server);
  acme_demo_server_reset_counts (fixture->server);
  stale_search (fixture);
  g_assert_cmpuint (stale_count_requests (fixture), ==, fixture->n_accounts - 30);
  g_assert_cmpuint (g_list_model_get_n_items (stale_get_findings (fixture)), >, n_before);
  g_assert_false (shows_error (fixture));
  stale_assert_findings (fixture, 90);
}

/* One account alone cannot be looked at; that says so, and only that one is tried again. */
static void
test_one_fails (StaleFixture  *fixture,
                gconstpointer  data)
{
  stale_add_fault (fixture, ACME_DEMO_FAULT_STATUS, "GET", 10, 1, 0);
  stale_search (fixture);
  g_assert_true (shows_error (fixture));
  stale_assert_label (fixture, "The clients of 1 account could not be listed.");
  stale_assert_count (fixture, "%u of", fixture->n_accounts - 1);

  acme_demo_server_reset_counts (fixture->server);
  stale_search (fixture);
  g_assert_cmpuint (stale_count_requests (fixture), ==, 1);
  g_assert_false (shows_error (fixture));
  stale_assert_findings (fixture, 90);
}

/* With nothing found yet there is a page for it. */
static void
test_fault_at_once (StaleFixture  *fixture,
                    gconstpointer  data)
{
  stale_add_fault (fixture, ACME_DEMO_FAULT_RESET, "GET", 0, 0, 0);
  stale_search (fixture);
  settle ();
  g_assert_nonnull (find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_STATUS_PAGE, accept_mapped));
  g_assert_cmpuint (g_list_model_get_n_items (stale_get_findings (fixture)), ==, 0);
  acme_demo_server_clear_faults (fixture->server);
  stale_search (fixture);
  stale_assert_findings (fixture, 90);
}

/* Another number of days is another stale_search, through the accounts that there are then; it is remembered. */
static void
test_other_days (StaleFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcmeSettings) settings = acme_settings_new ();
  g_autoptr(AcmeItem) first = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);

  stale_search (fixture);
  set_days (fixture, 0);
  stale_assert_label (fixture, "Start");
  g_assert_cmpuint (acme_settings_get_idle_days (settings), ==, 90);
  acme_keyed_list_remove (fixture->accounts, acme_item_get_key (first));
  stale_search (fixture);
  stale_assert_count (fixture, "%u accounts searched", fixture->n_accounts - 1);
  stale_assert_findings (fixture, 0);
  g_assert_cmpuint (acme_settings_get_idle_days (settings), ==, 0);

  set_days (fixture, 36525);
  stale_search (fixture);
  stale_assert_findings (fixture, 36525);
}

/* A search for other days may begin while the one before is still ending. */
static void
test_other_days_at_once (StaleFixture  *fixture,
                         gconstpointer  data)
{
  stale_add_fault (fixture, ACME_DEMO_FAULT_LATENCY, "GET", 0, 0, 10);
  stale_activate (fixture, "win.refresh");
  wait_until (stale_has_some, fixture);
  stale_activate (fixture, "win.stop");
  set_days (fixture, 10);
  stale_activate (fixture, "win.refresh");
  g_assert_cmpuint (g_list_model_get_n_items (stale_get_findings (fixture)), ==, 0);
  wait_until (stale_has_ended, fixture);
  stale_assert_findings (fixture, 10);
}

/* What SCM listed without an id is left out: there is nothing to ask for. */
static void
test_without_id (StaleFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcmeAccount) nameless = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, ACME_NUMBER_NONE);
  g_autoptr(GPtrArray) added = g_ptr_array_new ();

  g_ptr_array_add (added, nameless);
  acme_keyed_list_add (fixture->accounts, added);
  stale_search (fixture);
  stale_assert_count (fixture, "%u accounts searched", fixture->n_accounts);
  g_assert_false (shows_error (fixture));
}

static void
test_nothing (StaleFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  acme_keyed_list_replace (fixture->accounts, accounts);
  stale_search (fixture);
  stale_assert_label (fixture, "Nothing Stale Was Found");
  stale_assert_label (fixture, "none has been idle for more than 90 days");
}

static gboolean
has_begun (gpointer data)
{
  return !stale_has_ended (data);
}

/* Enter in the entry for the days. */
static void
test_enter (StaleFixture  *fixture,
            gconstpointer  data)
{
  GtkWidget *spin = find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_SPIN_BUTTON, NULL);
  GtkWidget *text = find_widget (spin, GTK_TYPE_TEXT, NULL);

  gtk_editable_set_text (GTK_EDITABLE (text), "36525");
  g_signal_emit_by_name (text, "activate");
  wait_until (has_begun, fixture); /* a button that is pressed by a key stays down for a moment */
  wait_until (stale_has_ended, fixture);
  stale_assert_findings (fixture, 36525);
}

/* ---- When it goes ---- */

static void
test_destroy (StaleFixture  *fixture,
              gconstpointer  data)
{
  AcmeStaleWindow *window = g_object_ref (fixture->window);

  g_object_remove_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  fixture->window = NULL;
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

static void
test_destroy_while_searching (StaleFixture  *fixture,
                              gconstpointer  data)
{
  stale_add_fault (fixture, ACME_DEMO_FAULT_LATENCY, "GET", 0, 0, 40);
  stale_activate (fixture, "win.refresh");
  wait_until (stale_has_some, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_until (stale_is_closed, fixture);
  g_assert_cmpuint (stale_count_requests (fixture), <, fixture->n_accounts);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/stale-window/" name, StaleFixture, NULL, stale_set_up, function, stale_tear_down)
  ADD ("destroy", test_destroy);
  ADD ("destroy-while-searching", test_destroy_while_searching);
  ADD ("findings", test_findings);
  ADD ("stop-and-continue", test_stop_and_continue);
  ADD ("stop-at-once", test_stop_at_once);
  ADD ("fault-and-continue", test_fault_and_continue);
  ADD ("one-fails", test_one_fails);
  ADD ("fault-at-once", test_fault_at_once);
  ADD ("other-days", test_other_days);
  ADD ("other-days-at-once", test_other_days_at_once);
  ADD ("without-id", test_without_id);
  ADD ("nothing", test_nothing);
  ADD ("enter", test_enter);
#undef ADD

  return g_test_run ();
}

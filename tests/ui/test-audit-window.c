/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit-fixture.h"

#include <string.h>

#include "acme-date-range-button.h"
#include "acme-scm-accounts.h"
#include "acme-time.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define N_BINS_MIN 10
#define ACCOUNTS "/api/acme/v2/account"

static void
test_close_while_loading (AuditFixture  *fixture,
                          gconstpointer  data)
{
  audit_add_fault (fixture, ACME_DEMO_FAULT_STALL_IN_BODY, AUDIT_ACTIVITY, 0, 0);
  audit_open_demo (fixture, NULL);
  settle ();
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)));
  audit_close (fixture);
}

/* By its own key, before anything was sent */
static void
test_close_at_once (AuditFixture  *fixture,
                    gconstpointer  data)
{
  AcmeAuditWindow *window;

  audit_open_demo (fixture, NULL);
  window = g_object_ref (g_steal_pointer (&fixture->window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "window.close", NULL));
  wait_finalized (window);
}

static void
wait_accounts (AuditFixture *fixture)
{
  audit_wait_says (fixture, "Matched by text: events that name this endpoint, its URL, or one of its accounts");
}

static void
load (AuditFixture *fixture)
{
  audit_open_demo (fixture, NULL);
  wait_accounts (fixture);
  audit_wait_loaded (fixture);
}

static void
assert_count (AuditFixture *fixture)
{
  g_autofree char *count = g_strdup_printf ("%u of %u events", audit_get_n_shown (fixture),
                                            acme_rows_get_n_total (audit_get_rows (fixture)));

  g_assert_true (audit_says (fixture, count));
}

static AcmeDateRangeButton *
get_range_button (AuditFixture *fixture)
{
  return ACME_DATE_RANGE_BUTTON (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_DATE_RANGE_BUTTON, NULL));
}

/* Newest first, and none that is not of the days that are chosen */
static void
assert_order (AuditFixture *fixture)
{
  gint64 from, to, before = G_MAXINT64;

  acme_date_range_get_times (acme_date_range_button_get_range (get_range_button (fixture)), g_get_real_time (), &from,
                             &to);
  for (guint i = 0; i < audit_get_n_shown (fixture); i++)
    {
      g_autoptr(AcmeEvent) event = audit_dup_event (fixture, i);
      gint64 time = acme_item_get_number (ACME_ITEM (event), ACME_EVENT_DATE);

      g_assert_cmpint (time, <=, before);
      g_assert_cmpint (time, >=, from);
      g_assert_cmpint (time, <, to);
      before = time;
    }
}

static gboolean
is_at_top (gpointer data)
{
  GtkWidget *view = find_widget (GTK_WIDGET (((AuditFixture *) data)->table), GTK_TYPE_COLUMN_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  return gtk_adjustment_get_value (adjustment) < 2 &&
         gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

static void
test_load (AuditFixture  *fixture,
           gconstpointer  data)
{
  AcmeHistogramData *bins;

  load (fixture);
  g_assert_true (audit_says (fixture, AUDIT_ENDPOINT));
  g_assert_cmpuint (audit_get_n_shown (fixture), >, 10);
  g_assert_cmpuint (audit_get_n_shown (fixture), <, acme_rows_get_n_total (audit_get_rows (fixture)));
  assert_count (fixture);
  assert_order (fixture);
  wait_until (is_at_top, fixture);

  bins = acme_histogram_get_data (fixture->histogram);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->histogram)));
  g_assert_cmpuint (bins->n_bins, >=, N_BINS_MIN);
  g_assert_cmpuint (acme_histogram_data_count (bins, 0, bins->n_bins), ==, audit_get_n_shown (fixture));
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "POST", AUDIT_ACTIVITY), ==,
                    1);
}

static void
test_scopes (AuditFixture  *fixture,
             gconstpointer  data)
{
  guint n_by_endpoint, n_with_accounts, n_all;

  audit_add_fault (fixture, ACME_DEMO_FAULT_STATUS, AUDIT_ACCOUNTS, 500, 0);
  audit_open_demo (fixture, NULL);
  audit_wait_says (fixture, "Matched by text: events that name this endpoint or its URL.");
  audit_wait_loaded (fixture);
  n_by_endpoint = audit_get_n_shown (fixture);
  g_assert_cmpuint (n_by_endpoint, >, 0);

  /* what was not known is asked for again */
  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  audit_do (fixture, "win.refresh");
  wait_accounts (fixture);
  audit_wait_loaded (fixture);
  n_with_accounts = audit_get_n_shown (fixture);
  g_assert_cmpuint (n_with_accounts, >=, n_by_endpoint);

  audit_do (fixture, "win.all-events");
  audit_wait_settled (fixture);
  n_all = audit_get_n_shown (fixture);
  g_assert_cmpuint (n_all, >, n_with_accounts);
  g_assert_cmpuint (n_all, ==, acme_rows_get_n_total (audit_get_rows (fixture)));
  g_assert_false (audit_says (fixture, "Matched by text"));
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->scopes), ==, 1);
  assert_order (fixture);

  gtk_drop_down_set_selected (fixture->scopes, 0);
  audit_wait_settled (fixture);
  g_assert_cmpuint (audit_get_n_shown (fixture), ==, n_with_accounts);
  g_assert_true (audit_says (fixture, "Matched by text"));
}

static AcmeAccount *
dup_account (AuditFixture *fixture,
             const char   *name)
{
  AcmeConnection *connection = acme_demo_get_connection (fixture->demo);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) accounts = NULL;

  acme_scm_list_accounts_async (session, fixture->endpoint, NULL, 0, NULL, NULL, NULL, NULL, NULL, keep_result_cb,
                                &result);
  wait_until (has_result, &result);
  accounts = acme_scm_list_accounts_finish (session, result, NULL);
  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_str_equal (acme_item_get_text (accounts->pdata[i], ACME_ACCOUNT_NAME), name))
        return g_object_ref (accounts->pdata[i]);
    }
  g_assert_not_reached ();
}

static void
test_account (AuditFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = dup_account (fixture, "wiki 2");
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  guint n_account;

  acme_demo_server_reset_counts (server);
  audit_open_demo (fixture, account);
  audit_wait_says (fixture, "Matched by text: events that name this account or its ID.");
  g_assert_true (audit_says (fixture, "wiki 2 at " AUDIT_ENDPOINT));
  audit_wait_loaded (fixture);
  n_account = audit_get_n_shown (fixture);
  g_assert_cmpuint (n_account, >, 0);
  for (guint i = 0; i < n_account; i++)
    {
      g_autoptr(AcmeEvent) event = audit_dup_event (fixture, i);

      g_assert_nonnull (strstr (acme_item_get_text (ACME_ITEM (event), ACME_EVENT_DESCRIPTION), "wiki 2"));
    }
  g_assert_cmpuint (acme_demo_server_count_requests (server, "GET", ACCOUNTS), ==, 0); /* the others are not needed */

  gtk_drop_down_set_selected (fixture->scopes, 1);
  wait_accounts (fixture);
  g_assert_cmpuint (acme_demo_server_count_requests (server, "GET", ACCOUNTS), >, 0);
  audit_wait_settled (fixture);
  g_assert_cmpuint (audit_get_n_shown (fixture), >, n_account);
  audit_do (fixture, "win.all-events");
  audit_wait_settled (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->scopes), ==, 2);
  g_assert_cmpuint (audit_get_n_shown (fixture), ==, acme_rows_get_n_total (audit_get_rows (fixture)));
}

/* Selects the fullest bin; returns how many events it has. */
static guint
narrow (AuditFixture *fixture,
        gint64       *out_from,
        gint64       *out_to)
{
  AcmeHistogramData *bins = acme_histogram_get_data (fixture->histogram);
  guint best = 0, n;

  for (guint i = 1; i < bins->n_bins; i++)
    {
      if (acme_histogram_data_count (bins, i, 1) > acme_histogram_data_count (bins, best, 1))
        best = i;
    }
  n = acme_histogram_data_count (bins, best, 1);
  *out_from = bins->edges[best];
  *out_to = bins->edges[best + 1];
  acme_histogram_set_selection (fixture->histogram, *out_from, *out_to);
  g_signal_emit_by_name (fixture->histogram, "range-selected", *out_from, *out_to);
  audit_wait_settled (fixture);
  return n;
}

static void
assert_narrowed (AuditFixture *fixture,
                 guint         n,
                 gint64        from,
                 gint64        to)
{
  gint64 selected_from, selected_to;

  g_assert_cmpuint (audit_get_n_shown (fixture), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcmeEvent) event = audit_dup_event (fixture, i);
      gint64 time = acme_item_get_number (ACME_ITEM (event), ACME_EVENT_DATE);

      g_assert_true (time >= from && time < to);
    }
  g_assert_true (gtk_widget_get_mapped (find_action (GTK_WIDGET (fixture->window), "win.show-all-times")));
  g_assert_true (acme_histogram_get_selection (fixture->histogram, &selected_from, &selected_to));
  g_assert_true (selected_from == from && selected_to == to);
}

static void
assert_not_narrowed (AuditFixture *fixture,
                     guint         n)
{
  AcmeHistogramData *bins = acme_histogram_get_data (fixture->histogram);
  gint64 from, to;

  g_assert_cmpuint (audit_get_n_shown (fixture), ==, n);
  g_assert_cmpuint (acme_histogram_data_count (bins, 0, bins->n_bins), ==, n);
  g_assert_false (acme_histogram_get_selection (fixture->histogram, &from, &to));
  g_assert_false (gtk_widget_get_visible (find_action (GTK_WIDGET (fixture->window), "win.show-all-times")));
}

static void
choose_range (AuditFixture        *fixture,
              AcmeDateRangePreset  preset)
{
  AcmeDateRange range = acme_date_range_of_preset (preset);

  acme_date_range_button_set_range (get_range_button (fixture), &range);
}

/* The histogram still shows all of it; a refresh does not undo it, other days do. */
static void
test_narrow (AuditFixture  *fixture,
             gconstpointer  data)
{
  AcmeHistogramData *bins;
  gint64 from, to;
  guint n_all, n;

  load (fixture);
  n_all = audit_get_n_shown (fixture);
  n = narrow (fixture, &from, &to);
  g_assert_cmpuint (n, <, n_all);
  assert_narrowed (fixture, n, from, to);
  bins = acme_histogram_get_data (fixture->histogram);
  g_assert_cmpuint (acme_histogram_data_count (bins, 0, bins->n_bins), ==, n_all);
  assert_count (fixture);

  audit_do (fixture, "win.refresh");
  audit_wait_loaded (fixture);
  assert_narrowed (fixture, n, from, to);
  audit_do (fixture, "win.show-all-times");
  audit_wait_settled (fixture);
  assert_not_narrowed (fixture, n_all);

  narrow (fixture, &from, &to);
  g_signal_emit_by_name (fixture->histogram, "range-selected", ACME_TIME_NONE, ACME_TIME_NONE);
  acme_histogram_set_selection (fixture->histogram, ACME_TIME_NONE, ACME_TIME_NONE);
  audit_wait_settled (fixture);
  assert_not_narrowed (fixture, n_all);

  narrow (fixture, &from, &to);
  choose_range (fixture, ACME_DATE_RANGE_LAST_7_DAYS);
  audit_wait_loaded (fixture);
  assert_not_narrowed (fixture, audit_get_n_shown (fixture));
}

static void
test_range (AuditFixture  *fixture,
            gconstpointer  data)
{
  guint n_month, n_week;

  load (fixture);
  n_month = acme_rows_get_n_total (audit_get_rows (fixture));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (fixture->table), GTK_TYPE_SEARCH_ENTRY, NULL)), "ssl");

  choose_range (fixture, ACME_DATE_RANGE_LAST_7_DAYS);
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)));
  audit_wait_loaded (fixture);
  n_week = acme_rows_get_n_total (audit_get_rows (fixture));
  g_assert_cmpuint (n_week, <, n_month);
  g_assert_cmpuint (n_week, >, 0);
  g_assert_cmpstr (acme_query_get_search (acme_table_get_query (fixture->table)), ==, "ssl");
  assert_order (fixture);
}

/* What is on its way is not waited for, and does not come in between. */
static void
test_range_while_loading (AuditFixture  *fixture,
                          gconstpointer  data)
{
  guint n_week;

  audit_add_fault (fixture, ACME_DEMO_FAULT_STALL_IN_BODY, AUDIT_ACTIVITY, 0, 1);
  audit_open_demo (fixture, NULL);
  wait_accounts (fixture);
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)));
  choose_range (fixture, ACME_DATE_RANGE_LAST_7_DAYS);
  audit_wait_loaded (fixture);
  n_week = acme_rows_get_n_total (audit_get_rows (fixture));
  g_assert_cmpuint (n_week, >, 0);
  assert_order (fixture);

  choose_range (fixture, ACME_DATE_RANGE_LAST_30_DAYS);
  choose_range (fixture, ACME_DATE_RANGE_TODAY);
  choose_range (fixture, ACME_DATE_RANGE_LAST_7_DAYS);
  audit_wait_loaded (fixture);
  g_assert_cmpuint (acme_rows_get_n_total (audit_get_rows (fixture)), ==, n_week);
}

/* The same again, in the place of what was there */
static void
test_refresh (AuditFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GObject) old = NULL;
  guint n_shown, n_total;

  load (fixture);
  n_shown = audit_get_n_shown (fixture);
  n_total = acme_rows_get_n_total (audit_get_rows (fixture));
  old = g_object_ref (G_OBJECT (audit_get_rows (fixture)));
  audit_do (fixture, "win.refresh");
  g_assert_true (G_OBJECT (audit_get_rows (fixture)) == old); /* until there is something newer */
  audit_wait_loaded (fixture);
  g_assert_true (G_OBJECT (audit_get_rows (fixture)) != old);
  g_assert_cmpuint (audit_get_n_shown (fixture), ==, n_shown);
  g_assert_cmpuint (acme_rows_get_n_total (audit_get_rows (fixture)), ==, n_total);
}

static void
test_audit_api (AuditFixture  *fixture,
                gconstpointer  data)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  guint n_total;

  load (fixture);
  n_total = acme_rows_get_n_total (audit_get_rows (fixture));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "audit.source", "s", "audit-api"));
  audit_wait_loaded (fixture);
  g_assert_cmpuint (acme_demo_server_count_requests (server, "GET", "/audit/api/v1/records"), >, 1);
  g_assert_cmpuint (acme_rows_get_n_total (audit_get_rows (fixture)), ==, n_total);
  g_assert_cmpuint (audit_get_n_shown (fixture), >, 0);
  assert_order (fixture);

  /* chosen already */
  acme_demo_server_reset_counts (server);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "audit.source", "s", "audit-api"));
  g_assert_false (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "audit.source", "s", "activity"));
  audit_wait_loaded (fixture);
  g_assert_cmpuint (acme_demo_server_count_requests (server, "GET", "/audit/api"), ==, 0);
  g_assert_cmpuint (acme_rows_get_n_total (audit_get_rows (fixture)), ==, n_total);
}

static void
test_no_secrets (AuditFixture  *fixture,
                 gconstpointer  data)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  GtkWidget *widget;

  load (fixture);
  widget = GTK_WIDGET (fixture->window);
  gtk_widget_activate_action (widget, "audit.source", "s", "audit-api");
  audit_wait_loaded (fixture);
  audit_add_fault (fixture, ACME_DEMO_FAULT_STATUS, "/audit", 403, 0);
  audit_do (fixture, "win.refresh");
  audit_wait_says (fixture, "Not Allowed");
  assert_text_nowhere (widget, acme_demo_server_get_client_secret (server));
  assert_text_nowhere (widget, acme_demo_server_get_audit_client_secret (server));
}

#define ADD(name, function) \
  g_test_add ("/audit-window/" name, AuditFixture, NULL, audit_set_up, function, audit_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("close-while-loading", test_close_while_loading);
  ADD ("close-at-once", test_close_at_once);
  ADD ("load", test_load);
  ADD ("scopes", test_scopes);
  ADD ("account", test_account);
  ADD ("narrow", test_narrow);
  ADD ("range", test_range);
  ADD ("range-while-loading", test_range_while_loading);
  ADD ("refresh", test_refresh);
  ADD ("audit-api", test_audit_api);
  ADD ("no-secrets", test_no_secrets);

  return g_test_run ();
}

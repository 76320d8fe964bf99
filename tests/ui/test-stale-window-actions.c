/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with stale clients and accounts from their window. */

#include "stale-fixture.h"

#include "acme-outcomes-window.h"
#include "acme-stale.h"
#include "clients-fixture.h"
#include "find-widget.h"

/* Selects the first @n findings about a client, or about an account without one. Returns (element-type AcmeStale). */
static GPtrArray *
select_findings (StaleFixture *fixture,
                 gboolean      about_client,
                 guint         n)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (fixture->table), GTK_TYPE_COLUMN_VIEW, NULL));
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  acme_row_model_finish (ACME_ROW_MODEL (acme_table_get_rows (fixture->table)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)) && findings->len < n; i++)
    {
      g_autoptr(AcmeStale) finding = g_list_model_get_item (G_LIST_MODEL (model), i);

      if ((acme_stale_get_client (finding) != NULL) != about_client)
        continue;
      gtk_selection_model_select_item (model, i, FALSE);
      g_ptr_array_add (findings, g_steal_pointer (&finding));
    }
  g_assert_cmpuint (findings->len, ==, n);
  return findings;
}

static gboolean
is_idle_again (gpointer data)
{
  StaleFixture *fixture = data;

  return fixture->window == NULL || !acme_dialog_is_writing (ACME_DIALOG (fixture->window));
}

static void
act (StaleFixture *fixture,
     const char   *action,
     const char   *answer)
{
  stale_activate (fixture, action);
  g_assert_true (acme_dialog_is_writing (ACME_DIALOG (fixture->window)));
  answer_question (answer);
  wait_until (is_idle_again, fixture);
}

static gboolean
is_there (StaleFixture *fixture,
          AcmeAccount  *account)
{
  g_autoptr(GPtrArray) accounts = load_demo_accounts (fixture->demo);

  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_str_equal (acme_item_get_key (accounts->pdata[i]), acme_item_get_key (ACME_ITEM (account))))
        return TRUE;
    }
  return FALSE;
}

static void
assert_gone (StaleFixture *fixture,
             GPtrArray    *findings)
{
  for (guint i = 0; i < findings->len; i++)
    g_assert_false (stale_has_finding (fixture, acme_item_get_key (findings->pdata[i])));
}

static void
test_delete (StaleFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;
  guint n_before;

  stale_search (fixture);
  n_before = g_list_model_get_n_items (stale_get_findings (fixture));
  findings = select_findings (fixture, FALSE, 2);
  stale_assert_label (fixture, "Delete 2…");
  act (fixture, "win.delete", "_Delete");

  assert_gone (fixture, findings);
  g_assert_cmpuint (g_list_model_get_n_items (stale_get_findings (fixture)), ==, n_before - 2);
  g_assert_cmpuint (fixture->changed->len, ==, 2);
  g_assert_cmpuint (fixture->n_deleted, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (fixture->changed->pdata[i] == acme_stale_get_account (findings->pdata[i]));
      g_assert_false (is_there (fixture, fixture->changed->pdata[i]));
    }
  stale_assert_label (fixture, "2 accounts deleted");
  stale_assert_label (fixture, "Delete Account…");
}

static gboolean
is_active_there (StaleFixture *fixture,
                 AcmeStale    *finding)
{
  g_autoptr(GPtrArray) clients = load_demo_clients (fixture->demo, acme_stale_get_account (finding));

  for (guint i = 0; i < clients->len; i++)
    {
      if (g_str_equal (acme_item_get_key (clients->pdata[i]),
                       acme_item_get_key (ACME_ITEM (acme_stale_get_client (finding)))))
        return acme_client_is_active (clients->pdata[i]);
    }
  g_assert_not_reached ();
}

static void
test_deactivate (StaleFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  stale_search (fixture);
  findings = select_findings (fixture, TRUE, 3);
  stale_assert_label (fixture, "Deactivate 3…");
  act (fixture, "win.deactivate", "_Deactivate");

  assert_gone (fixture, findings);
  for (guint i = 0; i < 3; i++)
    g_assert_false (is_active_there (fixture, findings->pdata[i]));
  g_assert_cmpuint (fixture->changed->len, >, 0);
  g_assert_cmpuint (fixture->n_deleted, ==, 0);
  stale_assert_label (fixture, "3 clients deactivated");

  stale_search (fixture);
  assert_gone (fixture, findings);
}

/* Each button acts on its kind, whatever else is selected. */
static void
test_both_selected (StaleFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(GPtrArray) clients = NULL;
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GPtrArray) selected = NULL;

  stale_search (fixture);
  clients = select_findings (fixture, TRUE, 1);
  accounts = select_findings (fixture, FALSE, 1);
  act (fixture, "win.delete", "_Delete");
  assert_gone (fixture, accounts);
  g_assert_true (stale_has_finding (fixture, acme_item_get_key (clients->pdata[0])));
  g_assert_true (is_active_there (fixture, clients->pdata[0]));

  selected = acme_table_get_selected_items (fixture->table);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_true (selected->pdata[0] == clients->pdata[0]);
  g_assert_false (gtk_widget_get_sensitive (find_action (GTK_WIDGET (fixture->window), "win.delete")));
  g_assert_true (gtk_widget_get_sensitive (find_action (GTK_WIDGET (fixture->window), "win.deactivate")));
}

static void
test_not_confirmed (StaleFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  stale_search (fixture);
  findings = select_findings (fixture, FALSE, 1);
  act (fixture, "win.delete", "_Cancel");
  g_assert_true (stale_has_finding (fixture, acme_item_get_key (findings->pdata[0])));
  g_assert_true (is_there (fixture, acme_stale_get_account (findings->pdata[0])));
  g_assert_cmpuint (fixture->changed->len, ==, 0);
}

static gboolean
is_asked (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* Somebody else was faster: that is no error, and nothing else is touched. */
static void
test_gone_meanwhile (StaleFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;
  guint n_before;

  stale_search (fixture);
  findings = select_findings (fixture, FALSE, 1);
  stale_activate (fixture, "win.delete");
  wait_until (is_asked, NULL);
  delete_demo_account (fixture->demo, acme_stale_get_account (findings->pdata[0]));
  n_before = acme_demo_server_count_requests (fixture->server, "DELETE", PATH);
  answer_question ("_Delete");
  wait_until (is_idle_again, fixture);

  g_assert_null (find_window (ACME_TYPE_OUTCOMES_WINDOW));
  assert_gone (fixture, findings);
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
  g_assert_cmpuint (acme_demo_server_count_requests (fixture->server, "DELETE", PATH), ==, n_before + 1);
}

/* An account of which clients are listed is deleted by somebody else before they are deactivated. */
static void
test_account_gone (StaleFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  stale_search (fixture);
  findings = select_findings (fixture, TRUE, 1);
  delete_demo_account (fixture->demo, acme_stale_get_account (findings->pdata[0]));
  act (fixture, "win.deactivate", "_Deactivate");
  g_assert_null (find_window (ACME_TYPE_OUTCOMES_WINDOW));
  assert_gone (fixture, findings);
}

/* What was selected is acted on, though the list has become another one while the question was open. */
static void
test_keeps_to_selected (StaleFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  AcmeStale *chosen;

  stale_search (fixture);
  all = select_findings (fixture, FALSE, 3);
  chosen = all->pdata[1];
  acme_table_select_item (fixture->table, ACME_ITEM (chosen));
  stale_activate (fixture, "win.delete");
  wait_until (is_asked, NULL);
  acme_keyed_list_remove (ACME_KEYED_LIST (stale_get_findings (fixture)), acme_item_get_key (all->pdata[0]));
  acme_table_select_item (fixture->table, all->pdata[2]);
  answer_question ("_Delete");
  wait_until (is_idle_again, fixture);

  g_assert_cmpuint (fixture->changed->len, ==, 1);
  g_assert_true (fixture->changed->pdata[0] == acme_stale_get_account (chosen));
  g_assert_false (is_there (fixture, acme_stale_get_account (chosen)));
  g_assert_true (is_there (fixture, acme_stale_get_account (all->pdata[2])));
}

static void
test_some_fail (StaleFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;
  guint n_left = 0;

  stale_search (fixture);
  findings = select_findings (fixture, FALSE, 2);
  stale_add_fault (fixture, ACME_DEMO_FAULT_STATUS, "DELETE", 1, 1, 0);
  act (fixture, "win.delete", "_Delete");

  for (guint i = 0; i < 2; i++)
    n_left += stale_has_finding (fixture, acme_item_get_key (findings->pdata[i]));
  g_assert_cmpuint (n_left, ==, 1);
  g_assert_cmpuint (fixture->changed->len, ==, 2);
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
  g_assert_nonnull (find_label (GTK_WIDGET (find_window (ACME_TYPE_OUTCOMES_WINDOW)), "1 done, 1 failed"));
}

/* While a search goes on, what it has found can be acted on. */
static void
test_act_while_searching (StaleFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  stale_add_fault (fixture, ACME_DEMO_FAULT_LATENCY, "GET", 0, 0, 40);
  stale_activate (fixture, "win.refresh");
  wait_until (stale_has_some, fixture);
  acme_demo_server_clear_faults (fixture->server);
  findings = select_findings (fixture, TRUE, 1);
  act (fixture, "win.deactivate", "_Deactivate");
  wait_until (stale_has_ended, fixture);
  assert_gone (fixture, findings);
  stale_assert_count (fixture, "%u accounts searched", fixture->n_accounts);
  stale_assert_findings (fixture, 90);
}

/* What was sent is waited for, and told. */
static void
test_close_while_writing (StaleFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  stale_search (fixture);
  findings = select_findings (fixture, FALSE, 1);
  stale_add_fault (fixture, ACME_DEMO_FAULT_LATENCY, "DELETE", 0, 0, 200);
  stale_activate (fixture, "win.delete");
  answer_question ("_Delete");
  gtk_window_close (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_nonnull (fixture->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  wait_until (stale_is_closed, fixture);
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/stale-window-actions/" name, StaleFixture, NULL, stale_set_up, function, stale_tear_down)
  ADD ("delete", test_delete);
  ADD ("deactivate", test_deactivate);
  ADD ("both-selected", test_both_selected);
  ADD ("not-confirmed", test_not_confirmed);
  ADD ("gone-meanwhile", test_gone_meanwhile);
  ADD ("account-gone", test_account_gone);
  ADD ("keeps-to-selected", test_keeps_to_selected);
  ADD ("some-fail", test_some_fail);
  ADD ("act-while-searching", test_act_while_searching);
  ADD ("close-while-writing", test_close_while_writing);
#undef ADD

  return g_test_run ();
}

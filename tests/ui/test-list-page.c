/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-list-page.h"

#include "acme-endpoint.h"
#include "acme-error-bar.h"
#include "acme-error.h"
#include "acme-keyed-list.h"
#include "acme-status-view.h"
#include "find-widget.h"
#include "virtual-rows.h"

static const AcmeListWords words = {
  "Loading Cows…", { "Cows Could Not Be Loaded", "Cows Could Not Be Found", "Ask the farmer." },
};

typedef struct
{
  AcmeKeyedList *list;
  GtkWidget *window;
  AcmeListPage *page;
  AcmeTable *table;
  guint n_notified;
} Fixture;

static void
fill (Fixture *fixture,
      guint    n)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint id = 1; id <= n; id++)
    g_ptr_array_add (items, acme_endpoint_new (id));
  acme_keyed_list_replace (fixture->list, items);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->list = acme_keyed_list_new ();
  fixture->page = ACME_LIST_PAGE (acme_list_page_new ());
  fixture->table = ACME_TABLE (acme_table_new ());
  g_object_set (fixture->page, "table", fixture->table, NULL);
  acme_list_page_set_words (fixture->page, &words);
  acme_list_page_set_host (fixture->page, "scm.example.org");
  acme_list_page_set_items (fixture->page, G_LIST_MODEL (fixture->list), &acme_endpoint_fields, NULL);
  acme_list_page_set_empty (fixture->page, "edit-find-symbolic", "No Cows", "Buy <one> & milk it.", "_Buy", "win.buy");

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  AcmeListPage *page = g_object_ref (fixture->page);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_finalized (page);
  g_assert_finalize_object (fixture->list);
}

static AcmeErrorBar *
find_error_bar (Fixture *fixture)
{
  return (AcmeErrorBar *) find_widget (GTK_WIDGET (fixture->page), ACME_TYPE_ERROR_BAR, NULL);
}

static gboolean
accept_visible (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget);
}

static GtkProgressBar *
find_progress_bar (Fixture *fixture)
{
  return (GtkProgressBar *) find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_PROGRESS_BAR, accept_visible);
}

static GtkWidget *
find_progress_label (Fixture    *fixture,
                     const char *text)
{
  GtkWidget *label = gtk_widget_get_last_child (find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_BOX, NULL));

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, text);
  return label;
}

static void
assert_state (Fixture           *fixture,
              AcmeListPageState  state,
              gboolean           loading)
{
  gboolean has_rows, is_loading;
  GtkWidget *stack = gtk_widget_get_parent (GTK_WIDGET (fixture->table));

  g_object_get (fixture->page, "has-rows", &has_rows, "loading", &is_loading, NULL);
  g_assert_cmpint (acme_list_page_get_state (fixture->page), ==, state);
  g_assert_cmpint (has_rows, ==, state == ACME_LIST_PAGE_ROWS);
  g_assert_cmpint (is_loading, ==, loading);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==,
                   state == ACME_LIST_PAGE_ROWS ? "table" : "status");
}

static void
assert_label (Fixture    *fixture,
              const char *text)
{
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), text));
}

static void
test_new (void)
{
  GtkWidget *page = g_object_ref_sink (acme_list_page_new ());

  g_assert_null (acme_list_page_get_table (ACME_LIST_PAGE (page)));
  g_assert_cmpint (acme_list_page_get_state (ACME_LIST_PAGE (page)), ==, ACME_LIST_PAGE_EMPTY);
  g_assert_finalize_object (page);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  assert_state (fixture, ACME_LIST_PAGE_LOADING, FALSE); /* not yet known */
  acme_list_page_begin (fixture->page);
  assert_state (fixture, ACME_LIST_PAGE_LOADING, TRUE);
  assert_label (fixture, "Loading Cows…");
  acme_list_page_set_progress (fixture->page, 2, 8);
  assert_label (fixture, "2 of 8");
  g_assert_null (find_progress_bar (fixture));

  fill (fixture, 4); /* the first ones come */
  assert_state (fixture, ACME_LIST_PAGE_ROWS, TRUE);
  acme_list_page_set_progress (fixture->page, 4, 8);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (find_progress_bar (fixture)), ==, 0.5);
  acme_list_page_set_progress (fixture->page, 5, 0); /* of an unknown number */
  acme_list_page_set_progress (fixture->page, 50, 8);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (find_progress_bar (fixture)), ==, 1);
  acme_list_page_end (fixture->page, NULL);
  assert_state (fixture, ACME_LIST_PAGE_ROWS, FALSE);
  g_assert_null (find_progress_bar (fixture));

  acme_list_page_begin (fixture->page); /* anew */
  assert_state (fixture, ACME_LIST_PAGE_ROWS, TRUE);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (find_progress_bar (fixture)), ==, 0);
  fill (fixture, 0);
  acme_list_page_end (fixture->page, NULL);
  assert_state (fixture, ACME_LIST_PAGE_EMPTY, FALSE);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, NULL);
  assert_state (fixture, ACME_LIST_PAGE_EMPTY, FALSE);
  assert_label (fixture, "No Cows");
  assert_label (fixture, "Buy <one> & milk it.");
  g_assert_nonnull (find_action (GTK_WIDGET (fixture->page), "win.buy"));
  acme_list_page_set_empty (fixture->page, "edit-find-symbolic", "No Sheep", NULL, NULL, NULL);
  assert_label (fixture, "No Sheep"); /* at once, as it is what is shown */
}

static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_FAILED, "No <milk>.");
  g_autoptr(GError) other = g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, "No net.");

  acme_list_page_set_refresh_action (fixture->page, "win.again");
  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, error);
  assert_state (fixture, ACME_LIST_PAGE_ERROR, FALSE);
  assert_label (fixture, "Cows Could Not Be Loaded");
  assert_label (fixture, "No <milk>.");
  g_assert_nonnull (find_action (GTK_WIDGET (fixture->page), "win.again"));
  g_assert_null (find_error_bar (fixture));

  acme_list_page_begin (fixture->page);
  fill (fixture, 3);
  g_assert_true (acme_error_bar_get_revealed (find_error_bar (fixture))); /* until it is known to be over */
  acme_list_page_end (fixture->page, NULL);
  g_assert_false (acme_error_bar_get_revealed (find_error_bar (fixture)));

  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, other);
  assert_state (fixture, ACME_LIST_PAGE_ROWS, FALSE);
  g_assert_true (acme_error_bar_get_revealed (find_error_bar (fixture)));
  g_assert_nonnull (find_label (GTK_WIDGET (find_error_bar (fixture)), "Cannot Reach scm.example.org: No net."));
  g_assert_nonnull (find_action (GTK_WIDGET (find_error_bar (fixture)), "win.again"));

  acme_list_page_set_items (fixture->page, NULL, NULL, NULL); /* nothing of it is left */
  assert_state (fixture, ACME_LIST_PAGE_EMPTY, FALSE);
  g_assert_false (acme_error_bar_get_revealed (find_error_bar (fixture)));
  acme_list_page_set_items (fixture->page, G_LIST_MODEL (fixture->list), &acme_endpoint_fields, NULL);
  assert_state (fixture, ACME_LIST_PAGE_ROWS, FALSE);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_FAILED, "No.");
  g_autoptr(GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled.");

  acme_list_page_begin (fixture->page);
  acme_list_page_stop (fixture->page);
  assert_state (fixture, ACME_LIST_PAGE_STOPPED, FALSE);
  assert_label (fixture, "Loading Was Stopped");
  g_assert_nonnull (find_action (GTK_WIDGET (fixture->page), "win.refresh"));

  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, error);
  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, cancelled); /* as it was */
  assert_state (fixture, ACME_LIST_PAGE_ERROR, FALSE);
  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, NULL);
  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, cancelled);
  assert_state (fixture, ACME_LIST_PAGE_EMPTY, FALSE);
}

/* Where more than loading is stopped. */
static void
test_stop_words (Fixture       *fixture,
                 gconstpointer  data)
{
  static const AcmeListWords search = { "Searching…", .stopped = "The Search Was Stopped", .resume = "Go _On" };

  acme_list_page_set_words (fixture->page, &search);
  acme_list_page_begin (fixture->page);
  acme_list_page_stop (fixture->page);
  assert_label (fixture, "The Search Was Stopped");
  assert_label (fixture, "Go On");
}

static gboolean
has_no_row (gpointer rows)
{
  return virtual_rows_get_n_alive (rows) == 0;
}

/* Rows that come one after another: they are shown meanwhile, and stay when that is stopped. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  static const AcmeListWords cows = { .loading = "Loading Cows…", .partial = "Some cows are still on their way." };
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(VirtualRows) rows = virtual_rows_new (query, 0);
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_BAD_REPLY, "It broke at byte 7.");

  acme_list_page_set_rows (fixture->page, ACME_ROWS (rows), query, NULL);
  assert_state (fixture, ACME_LIST_PAGE_LOADING, FALSE);
  acme_list_page_begin (fixture->page);
  acme_list_page_set_progress_text (fixture->page, "1 %, 0 cows", 0.01);
  assert_label (fixture, "1 %, 0 cows"); /* in place of the rows */
  g_assert_null (find_progress_bar (fixture));

  virtual_rows_grow (rows, 5);
  assert_state (fixture, ACME_LIST_PAGE_ROWS, TRUE);
  acme_list_page_set_progress_text (fixture->page, "50 %, 5 cows", 0.5);
  g_assert_true (gtk_widget_get_visible (find_progress_label (fixture, "50 %, 5 cows")));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (find_progress_bar (fixture)), ==, 0.5);
  acme_list_page_set_progress_text (fixture->page, "5 cows", -1);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (find_progress_bar (fixture)), ==, 0.5);
  g_assert_null (find_error_bar (fixture));

  acme_list_page_stop (fixture->page);
  assert_state (fixture, ACME_LIST_PAGE_ROWS, FALSE);
  g_assert_false (gtk_widget_get_visible (find_progress_label (fixture, "5 cows")));
  g_assert_true (acme_error_bar_get_revealed (find_error_bar (fixture)));
  assert_label (fixture, "Loading was stopped. Only what had come until then is shown.");
  g_assert_nonnull (find_action (GTK_WIDGET (find_error_bar (fixture)), "win.refresh"));

  acme_list_page_set_words (fixture->page, &cows);
  acme_list_page_begin (fixture->page);
  g_assert_false (acme_error_bar_get_revealed (find_error_bar (fixture)));
  acme_list_page_stop (fixture->page);
  assert_label (fixture, "Some cows are still on their way.");

  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, error); /* what came before it stays */
  assert_state (fixture, ACME_LIST_PAGE_ROWS, FALSE);
  g_assert_true (acme_error_bar_get_revealed (find_error_bar (fixture)));
  acme_list_page_begin (fixture->page);
  acme_list_page_end (fixture->page, NULL);
  g_assert_false (acme_error_bar_get_revealed (find_error_bar (fixture)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 5);

  virtual_rows_replace (rows, 0); /* none of them is shown, but they are there */
  acme_rows_updated (ACME_ROWS (rows));
  assert_state (fixture, ACME_LIST_PAGE_ROWS, FALSE);
  acme_list_page_set_items (fixture->page, G_LIST_MODEL (fixture->list), &acme_endpoint_fields, NULL);
  assert_state (fixture, ACME_LIST_PAGE_LOADING, FALSE);
  wait_until (has_no_row, rows);
}

static void
count_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static gboolean
has_focus (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->table));
}

/* When the rows are there the keys are for them, also if it takes a while to find them. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  g_signal_connect_swapped (fixture->page, "notify::has-rows", G_CALLBACK (count_cb), fixture);
  g_signal_connect_swapped (fixture->page, "notify::loading", G_CALLBACK (count_cb), fixture);
  acme_list_page_begin (fixture->page);
  fill (fixture, GPOINTER_TO_UINT (data));
  acme_list_page_end (fixture->page, NULL);
  wait_until (has_focus, fixture);
  g_assert_cmpuint (fixture->n_notified, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/list-page/new", test_new);
#define ADD(name, n, function) \
  g_test_add ("/list-page/" name, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)
  ADD ("load", 0, test_load);
  ADD ("empty", 0, test_empty);
  ADD ("error", 0, test_error);
  ADD ("stop", 0, test_stop);
  ADD ("stop-words", 0, test_stop_words);
  ADD ("rows", 0, test_rows);
  ADD ("focus", 5, test_focus);
  ADD ("focus-many", 20000, test_focus);
#undef ADD
  return g_test_run ();
}

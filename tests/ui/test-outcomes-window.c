/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-outcomes-window.h"

#include <glib/gstdio.h>

#include "acme-error-bar.h"
#include "acme-outcome.h"
#include "acme-table.h"
#include "find-widget.h"

typedef struct
{
  AcmeOutcomesWindow *window;
  GPtrArray *retried; /* (nullable): of the last signal */
  char *folder;
  GFile *file;
} Fixture;

static void
retry_cb (Fixture   *fixture,
          GPtrArray *outcomes)
{
  g_clear_pointer (&fixture->retried, g_ptr_array_unref);
  fixture->retried = g_ptr_array_ref (outcomes);
}

static void
add (GPtrArray  *outcomes,
     const char *name,
     const char *word,
     const char *message)
{
  AcmeOutcome *outcome = acme_outcome_new (outcomes->len + 1, name);

  if (word != NULL)
    acme_outcome_set_result (outcome, word, message);
  g_ptr_array_add (outcomes, outcome);
}

static GPtrArray *
make_outcomes (void)
{
  GPtrArray *outcomes = g_ptr_array_new_with_free_func (g_object_unref);

  add (outcomes, "web-1", ACME_OUTCOME_DELETED, NULL);
  add (outcomes, "web-2", ACME_OUTCOME_FAILED, "SCM says \"no\".");
  add (outcomes, "web-3", ACME_OUTCOME_UNKNOWN, "The answer never came.");
  add (outcomes, "=cmd", ACME_OUTCOME_DELETED, NULL);
  add (outcomes, "web-5", ACME_OUTCOME_SKIPPED, NULL);
  return outcomes;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GPtrArray) outcomes = make_outcomes ();
  g_autoptr(GFile) folder = NULL;

  fixture->folder = g_dir_make_tmp ("acme-outcomes-XXXXXX", NULL);
  folder = g_file_new_for_path (fixture->folder);
  fixture->file = g_file_get_child (folder, "a&b.csv");
  fixture->window = acme_outcomes_window_new ("Delete Accounts", outcomes);
  g_signal_connect_swapped (fixture->window, "retry", G_CALLBACK (retry_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) file = g_steal_pointer (&fixture->file);
  g_autofree char *folder = g_steal_pointer (&fixture->folder);

  g_clear_pointer (&fixture->retried, g_ptr_array_unref);
  if (fixture->window != NULL)
    {
      g_object_ref (fixture->window);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      wait_finalized (fixture->window);
    }
  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

static void
test_summary (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Delete Accounts");
  g_assert_nonnull (find_label (window, "2 done, 1 failed, 1 with an unknown outcome, 1 skipped"));

  add (outcomes, "a", ACME_OUTCOME_CREATED, NULL);
  add (outcomes, "b", ACME_OUTCOME_PARTIAL, "2 of 3 domains were not added.");
  add (outcomes, "c", ACME_OUTCOME_INVALID, "There is no name.");
  acme_outcomes_window_set_outcomes (fixture->window, outcomes);
  g_assert_nonnull (find_label (window, "1 done, 1 done in part, 1 failed"));

  g_ptr_array_set_size (outcomes, 1);
  acme_outcomes_window_set_outcomes (fixture->window, outcomes);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_label (window, " done"))), ==, "1 done");
}

static const char *
get_name (GListModel *rows,
          guint       position)
{
  g_autoptr(AcmeItem) item = g_list_model_get_item (rows, position);

  return acme_item_get_text (item, ACME_OUTCOME_NAME); /* the list holds it */
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  AcmeTable *table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  GListModel *rows = G_LIST_MODEL (acme_table_get_rows (table));

  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 5);
  g_assert_cmpstr (get_name (rows, 0), ==, "web-2");
  g_assert_cmpstr (get_name (rows, 1), ==, "web-3");
  g_assert_cmpstr (get_name (rows, 2), ==, "web-5");
  g_assert_cmpstr (get_name (rows, 3), ==, "web-1");
  g_assert_cmpstr (get_name (rows, 4), ==, "=cmd");
}

static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *button = find_action (GTK_WIDGET (fixture->window), "outcomes.retry");

  g_assert_false (gtk_widget_get_visible (button));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "outcomes.retry", NULL);
  g_assert_null (fixture->retried);

  acme_outcomes_window_set_can_retry (fixture->window, TRUE);
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (fixture->retried->len, ==, 2); /* not what is unknown, which may have been done */
  g_assert_cmpstr (acme_item_get_text (fixture->retried->pdata[0], ACME_OUTCOME_NAME), ==, "web-2");
  g_assert_cmpstr (acme_item_get_text (fixture->retried->pdata[1], ACME_OUTCOME_NAME), ==, "web-5");

  acme_outcomes_window_set_busy (fixture->window, TRUE);
  g_assert_false (gtk_widget_get_sensitive (button));
  acme_outcomes_window_set_busy (fixture->window, FALSE);
  g_assert_true (gtk_widget_get_sensitive (button));

  add (outcomes, "a", ACME_OUTCOME_DELETED, NULL);
  acme_outcomes_window_set_outcomes (fixture->window, outcomes);
  g_assert_false (gtk_widget_get_visible (button)); /* all is done */
}

static gboolean
has_toast (gpointer window)
{
  return find_label (window, "Saved as “a&b.csv”") != NULL;
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = NULL;

  acme_outcomes_window_save (fixture->window, fixture->file);
  wait_until (has_toast, fixture->window);
  g_assert_true (g_file_load_contents (fixture->file, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "line,name,outcome,id,message\r\n"
                   "1,web-1,deleted,,\r\n"
                   "2,web-2,failed,,\"SCM says \"\"no\"\".\"\r\n"
                   "3,web-3,unknown,,The answer never came.\r\n"
                   "4,'=cmd,deleted,,\r\n"
                   "5,web-5,skipped,,\r\n");
}

static AcmeErrorBar *
get_error_bar (Fixture *fixture)
{
  return ACME_ERROR_BAR (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_ERROR_BAR, NULL));
}

static gboolean
has_error (gpointer error_bar)
{
  return acme_error_bar_get_revealed (error_bar);
}

static void
test_save_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GFile) nowhere = g_file_get_child (fixture->file, "results.csv"); /* in a folder that does not exist */

  acme_outcomes_window_save (fixture->window, nowhere);
  wait_until (has_error, get_error_bar (fixture));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "The Results Could Not Be Saved: "));
  g_assert_nonnull (find_action (GTK_WIDGET (get_error_bar (fixture)), "outcomes.save")); /* somewhere else */

  acme_outcomes_window_save (fixture->window, fixture->file);
  wait_until (has_toast, fixture->window);
  g_assert_false (has_error (get_error_bar (fixture)));
}

/* Whoever closes the window while it saves does not wait for it. */
static void
test_close_while_saving (Fixture       *fixture,
                         gconstpointer  data)
{
  AcmeOutcomesWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  acme_outcomes_window_save (window, fixture->file);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/outcomes-window/summary", Fixture, NULL, set_up, test_summary, tear_down);
  g_test_add ("/outcomes-window/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/outcomes-window/retry", Fixture, NULL, set_up, test_retry, tear_down);
  g_test_add ("/outcomes-window/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/outcomes-window/save-fails", Fixture, NULL, set_up, test_save_fails, tear_down);
  g_test_add ("/outcomes-window/close-while-saving", Fixture, NULL, set_up, test_close_while_saving, tear_down);
  return g_test_run ();
}

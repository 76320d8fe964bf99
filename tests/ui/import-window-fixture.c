/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import window on a demonstration server in this process, and what a person does with it and sees of it. */

#include "import-window-fixture.h"

#include <glib/gstdio.h>

#include "acme-import-row.h"
#include "acme-list-page.h"
#include "acme-outcome.h"
#include "find-widget.h"

static void
changed_cb (ImportWindowFixture *fixture)
{
  fixture->n_changed++;
}

void
import_set_up (ImportWindowFixture *fixture,
               gconstpointer        data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = NULL;

  stop_animations ();
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->endpoint = load_demo_endpoint (fixture->demo, IMPORT_ENDPOINT);
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
  fixture->folder = g_dir_make_tmp ("acme-import-XXXXXX", NULL);
  folder = g_file_new_for_path (fixture->folder);
  fixture->file = g_file_get_child (folder, "accounts.csv");
  fixture->results = g_file_get_child (folder, "results.csv");

  fixture->window = create_dialog (ACME_TYPE_IMPORT_WINDOW, acme_demo_get_connection (fixture->demo),
                                   fixture->endpoint);
  g_signal_connect_swapped (fixture->window, "changed", G_CALLBACK (changed_cb), fixture);
  fixture->table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
import_close_window (ImportWindowFixture *fixture)
{
  AcmeImportWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

void
import_tear_down (ImportWindowFixture *fixture,
                  gconstpointer        data)
{
  if (fixture->window != NULL)
    import_close_window (fixture);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_file_delete (fixture->file, NULL, NULL);
  g_file_delete (fixture->results, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->results);
  g_clear_pointer (&fixture->folder, g_free);
  g_assert_finalize_object (g_steal_pointer (&fixture->endpoint));
  g_clear_object (&fixture->demo);
}

void
import_write_file (ImportWindowFixture *fixture,
                   const char          *contents)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), contents, -1, &error));
  g_assert_no_error (error);
}

gboolean
import_is_idle (gpointer data)
{
  ImportWindowFixture *fixture = data;
  GtkWidget *page = find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_LIST_PAGE, NULL);
  AcmeRows *rows = acme_table_get_rows (fixture->table);

  return !acme_list_page_get_loading (ACME_LIST_PAGE (page)) &&
         !acme_dialog_is_writing (ACME_DIALOG (fixture->window)) &&
         (rows == NULL || !acme_rows_is_busy (rows));
}

void
import_open_file (ImportWindowFixture *fixture,
                  const char          *contents)
{
  import_write_file (fixture, contents);
  acme_import_window_open (fixture->window, fixture->file);
  wait_until (import_is_idle, fixture);
}

/* A file of @n lines that can be imported */
void
import_open_lines (ImportWindowFixture *fixture,
                   guint                n)
{
  g_autoptr(GString) text = g_string_new ("name,organizationId\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "imported %u,1697\n", i);
  import_open_file (fixture, text->str);
}

gboolean
import_is_enabled (ImportWindowFixture *fixture,
                   const char          *action_name)
{
  return gtk_widget_is_sensitive (find_action (GTK_WIDGET (fixture->window), action_name));
}

void
import_activate (ImportWindowFixture *fixture,
                 const char          *action_name)
{
  g_assert_true (import_is_enabled (fixture, action_name));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
}

gboolean
import_is_writing (gpointer data)
{
  return acme_dialog_is_writing (ACME_DIALOG (((ImportWindowFixture *) data)->window));
}

void
import_confirm (ImportWindowFixture *fixture,
                const char          *heading)
{
  import_activate (fixture, "win.import");
  wait_question (heading);
  answer_question ("_Import");
  wait_until (import_is_writing, fixture);
}

const char *
import_get_word (ImportWindowFixture *fixture,
                 guint                position)
{
  g_autoptr(AcmeItem) row = g_list_model_get_item (G_LIST_MODEL (acme_table_get_rows (fixture->table)), position);

  return acme_item_get_string (row, ACME_IMPORT_ROW_OUTCOME); /* the list holds it */
}

guint
import_count_words (ImportWindowFixture *fixture,
                    const char          *word)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (acme_table_get_rows (fixture->table))); i++)
    n += g_strcmp0 (import_get_word (fixture, i), word) == 0;
  return n;
}

gboolean
import_shows (ImportWindowFixture *fixture,
              const char          *text)
{
  GtkWidget *label = find_label (GTK_WIDGET (fixture->window), text);

  return label != NULL && gtk_widget_get_mapped (label);
}

guint
import_count_creations (ImportWindowFixture *fixture)
{
  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "POST", IMPORT_ACCOUNTS);
}

void
import_add_fault (ImportWindowFixture *fixture,
                  AcmeDemoFault        fault)
{
  fault.retry_after = -1;
  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
}

void
import_slow_down (ImportWindowFixture *fixture)
{
  import_add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .method = "POST",
                                               .path = IMPORT_ACCOUNTS, .delay_ms = 30 });
}

AcmeErrorBar *
import_get_error_bar (ImportWindowFixture *fixture)
{
  return ACME_ERROR_BAR (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_ERROR_BAR, NULL));
}

/* Of the lines of IMPORT_MIXED; those that can be imported have @word. */
void
import_assert_words (ImportWindowFixture *fixture,
                     const char          *word)
{
  g_assert_cmpstr (import_get_word (fixture, 0), ==, word);
  g_assert_cmpstr (import_get_word (fixture, 1), ==, ACME_OUTCOME_EXISTS);
  g_assert_cmpstr (import_get_word (fixture, 2), ==, ACME_OUTCOME_INVALID);
  g_assert_cmpstr (import_get_word (fixture, 3), ==, word);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-import-window.h"

#include <glib/gstdio.h>

#include "acme-error-bar.h"
#include "acme-import-row.h"
#include "acme-list-page.h"
#include "acme-outcome.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define ENDPOINT "OV – Central IT"
#define ACCOUNTS "/api/acme/v2/account"
#define HEADER "name,endpoint,organizationId,domains,profile\n"

/* An account that is there, one that cannot be, and two that can */
#define MIXED HEADER \
  "web-new,,1697,www.northern.example northern.example,\n" \
  "web-prod,DV – Web Team,1698,,\n" \
  "web-other,nowhere,1697,,\n" \
  "mail-new," ENDPOINT ",1710,,\n"

typedef struct
{
  AcmeDemo *demo;
  AcmeEndpoint *endpoint;
  AcmeImportWindow *window; /* (nullable) */
  AcmeTable *table;
  guint n_changed;

  char *folder;
  GFile *file;
  GFile *results;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->endpoint = load_demo_endpoint (fixture->demo, ENDPOINT);
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

static void
close_window (Fixture *fixture)
{
  AcmeImportWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
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

/* ---- What a person does ---- */

static void
write_file (Fixture    *fixture,
            const char *contents)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), contents, -1, &error));
  g_assert_no_error (error);
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_LIST_PAGE, NULL);
  AcmeRowModel *rows = acme_table_get_rows (fixture->table);

  return !acme_list_page_get_loading (ACME_LIST_PAGE (page)) &&
         !acme_dialog_is_writing (ACME_DIALOG (fixture->window)) &&
         (rows == NULL || !acme_row_model_is_busy (rows));
}

static void
open_file (Fixture    *fixture,
           const char *contents)
{
  write_file (fixture, contents);
  acme_import_window_open (fixture->window, fixture->file);
  wait_until (is_idle, fixture);
}

/* A file of @n lines that can be imported */
static void
open_lines (Fixture *fixture,
            guint    n)
{
  g_autoptr(GString) text = g_string_new ("name,organizationId\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "imported %u,1697\n", i);
  open_file (fixture, text->str);
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action_name)
{
  return gtk_widget_is_sensitive (find_action (GTK_WIDGET (fixture->window), action_name));
}

static void
activate (Fixture    *fixture,
          const char *action_name)
{
  g_assert_true (is_enabled (fixture, action_name));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
}

static gboolean
is_writing (gpointer data)
{
  return acme_dialog_is_writing (ACME_DIALOG (((Fixture *) data)->window));
}

static void
import (Fixture    *fixture,
        const char *heading)
{
  activate (fixture, "win.import");
  wait_question (heading);
  answer_question ("_Import");
  wait_until (is_writing, fixture);
}

/* ---- What is to be seen ---- */

static const char *
get_word (Fixture *fixture,
          guint    position)
{
  g_autoptr(AcmeItem) row = g_list_model_get_item (G_LIST_MODEL (acme_table_get_rows (fixture->table)), position);

  return acme_item_get_string (row, ACME_IMPORT_ROW_OUTCOME); /* the list holds it */
}

static guint
count_words (Fixture    *fixture,
             const char *word)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (acme_table_get_rows (fixture->table))); i++)
    n += g_strcmp0 (get_word (fixture, i), word) == 0;
  return n;
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  GtkWidget *label = find_label (GTK_WIDGET (fixture->window), text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static guint
count_creations (Fixture *fixture)
{
  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "POST", ACCOUNTS);
}

static void
add_fault (Fixture       *fixture,
           AcmeDemoFault  fault)
{
  fault.retry_after = -1;
  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
}

static void
slow_down (Fixture *fixture)
{
  add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .method = "POST", .path = ACCOUNTS,
                                        .delay_ms = 30 });
}

static AcmeErrorBar *
get_error_bar (Fixture *fixture)
{
  return ACME_ERROR_BAR (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_ERROR_BAR, NULL));
}

/* Of the lines of MIXED; those that can be imported have @word. */
static void
assert_words (Fixture    *fixture,
              const char *word)
{
  g_assert_cmpstr (get_word (fixture, 0), ==, word);
  g_assert_cmpstr (get_word (fixture, 1), ==, ACME_OUTCOME_EXISTS);
  g_assert_cmpstr (get_word (fixture, 2), ==, ACME_OUTCOME_INVALID);
  g_assert_cmpstr (get_word (fixture, 3), ==, word);
}

/* ---- The tests ---- */

static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "Import Accounts From a File"));
  g_assert_true (shows (fixture, "Lines without one are for “" ENDPOINT "”."));
  g_assert_false (is_enabled (fixture, "win.import"));
  g_assert_false (is_enabled (fixture, "win.save"));
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), NULL, "/"), ==, 0);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  open_file (fixture, MIXED);
  assert_words (fixture, ACME_OUTCOME_VALID);
  g_assert_true (shows (fixture, "2 to create, 1 exists, 1 invalid"));
  g_assert_true (shows (fixture, "accounts.csv"));

  /* asked, and answered with no: nothing has been sent */
  activate (fixture, "win.import");
  gtk_window_close (GTK_WINDOW (wait_question ("Import 2 Accounts?")));
  settle ();
  g_assert_false (is_writing (fixture));
  g_assert_cmpuint (count_creations (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  open_file (fixture, MIXED);
  import (fixture, "Import 2 Accounts?");
  g_assert_false (is_enabled (fixture, "win.open"));
  wait_until (is_idle, fixture);

  assert_words (fixture, ACME_OUTCOME_CREATED);
  g_assert_true (shows (fixture, "2 created, 1 exists, 1 invalid"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_false (is_enabled (fixture, "win.import")); /* nothing is left to do */

  /* the same file again */
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
  activate (fixture, "win.refresh");
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "3 exist, 1 invalid"));
  g_assert_false (is_enabled (fixture, "win.import"));
  g_assert_cmpuint (count_creations (fixture), ==, 0);
}

static gboolean
has_begun (gpointer data)
{
  return count_creations (data) >= 2;
}

/* What is left is imported later, and what was created is not done again. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_created;

  open_lines (fixture, 40);
  slow_down (fixture);
  import (fixture, "Import 40 Accounts?");
  wait_until (has_begun, fixture);
  activate (fixture, "win.stop");
  g_assert_true (shows (fixture, "Stopping…"));
  wait_until (is_idle, fixture);

  n_created = count_words (fixture, ACME_OUTCOME_CREATED);
  g_assert_cmpuint (n_created, >=, 2);
  g_assert_cmpuint (n_created, <=, 20);
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_SKIPPED), ==, 40 - n_created);
  g_assert_false (acme_error_bar_get_revealed (get_error_bar (fixture)));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  activate (fixture, "win.import"); /* it was confirmed before */
  g_assert_true (is_writing (fixture));
  wait_until (is_idle, fixture);
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_CREATED), ==, 40);
  g_assert_true (shows (fixture, "40 created"));
  g_assert_cmpuint (count_creations (fixture), ==, 40);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_connection_lost (Fixture       *fixture,
                      gconstpointer  data)
{
  open_lines (fixture, 30);
  add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET, .method = "POST", .path = ACCOUNTS, .skip = 9 });
  import (fixture, "Import 30 Accounts?");
  wait_until (is_idle, fixture);
  g_assert_true (acme_error_bar_get_revealed (get_error_bar (fixture)));
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_CREATED), ==, 9);
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_SKIPPED), >=, 10);

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  g_signal_emit_by_name (find_action (GTK_WIDGET (get_error_bar (fixture)), "win.import"), "clicked");
  wait_until (is_idle, fixture);
  g_assert_false (acme_error_bar_get_revealed (get_error_bar (fixture)));
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_CREATED) + count_words (fixture, ACME_OUTCOME_EXISTS) +
                    count_words (fixture, ACME_OUTCOME_UNKNOWN), ==, 30);
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_CREATED), >=, 26);
}

static void
test_file_cannot_be_used (Fixture       *fixture,
                          gconstpointer  data)
{
  open_file (fixture, "name,status\nx,y\n");
  g_assert_true (shows (fixture, "The File Cannot Be Used"));
  g_assert_true (shows (fixture, "The file has a column “status”, which accounts do not have."));
  g_assert_false (is_enabled (fixture, "win.import"));

  open_file (fixture, HEADER);
  g_assert_true (shows (fixture, "No Accounts in This File"));

  /* it was mended, and is read again */
  write_file (fixture, MIXED);
  activate (fixture, "win.refresh");
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "2 to create, 1 exists, 1 invalid"));

  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  activate (fixture, "win.refresh");
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "The file cannot be read: "));
}

static void
test_check_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .path = "/api/endpoint/v1", .status = 403 });
  open_file (fixture, MIXED);
  g_assert_true (shows (fixture, "Not Allowed"));
  g_assert_false (is_enabled (fixture, "win.import"));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET", .path = ACCOUNTS,
                                        .status = 403 });
  activate (fixture, "win.refresh");
  wait_until (is_idle, fixture);
  g_assert_cmpstr (get_word (fixture, 0), ==, ACME_OUTCOME_SKIPPED);
  g_assert_true (shows (fixture, "Not Allowed: "));
  g_assert_false (is_enabled (fixture, "win.import")); /* nobody knows what exists */
}

static gboolean
is_checking (gpointer data)
{
  Fixture *fixture = data;

  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET", ACCOUNTS) > 0;
}

static void
test_stop_checking (Fixture       *fixture,
                    gconstpointer  data)
{
  add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .path = ACCOUNTS });
  write_file (fixture, MIXED);
  acme_import_window_open (fixture->window, fixture->file);
  wait_until (is_checking, fixture);
  activate (fixture, "win.stop");
  g_assert_true (is_idle (fixture));
  g_assert_true (shows (fixture, "Loading Was Stopped"));
  g_assert_false (is_enabled (fixture, "win.import"));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  activate (fixture, "win.refresh");
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "2 to create"));
}

static void
test_close_while_checking (Fixture       *fixture,
                           gconstpointer  data)
{
  add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .path = ACCOUNTS });
  write_file (fixture, MIXED);
  acme_import_window_open (fixture->window, fixture->file);
  wait_until (is_checking, fixture);
  close_window (fixture);
}

/* It asks first, and then stays to tell what became of it. */
static void
test_close_while_running (Fixture       *fixture,
                          gconstpointer  data)
{
  open_lines (fixture, 40);
  slow_down (fixture);
  import (fixture, "Import 40 Accounts?");
  wait_until (has_begun, fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_question ("Stop Importing?");
  answer_question ("_Stop");
  wait_until (is_idle, fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_SKIPPED), >=, 20);
}

/* The question goes when there is nothing to stop any more. */
static void
test_ends_while_asked (Fixture       *fixture,
                       gconstpointer  data)
{
  open_lines (fixture, 4);
  slow_down (fixture);
  import (fixture, "Import 4 Accounts?");
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_question ("Stop Importing?");
  wait_until (is_idle, fixture);
  settle ();
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_CREATED), ==, 4);
}

/* With its parent, which does not ask: what is on its way is waited for, and no other is begun. */
static void
test_destroyed_while_running (Fixture       *fixture,
                              gconstpointer  data)
{
  open_lines (fixture, 40);
  slow_down (fixture);
  import (fixture, "Import 40 Accounts?");
  wait_until (has_begun, fixture);
  close_window (fixture);
  g_assert_cmpuint (count_creations (fixture), <=, 20);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static gboolean
is_saved (gpointer data)
{
  return shows (data, "Saved as “results.csv”");
}

static gboolean
has_failed (gpointer data)
{
  return acme_error_bar_get_revealed (get_error_bar (data));
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(GFile) nowhere = g_file_get_child (fixture->results, "results.csv");

  open_file (fixture, MIXED);
  acme_import_window_save (fixture->window, nowhere);
  wait_until (has_failed, fixture);
  g_assert_true (shows (fixture, "The Results Could Not Be Saved: The folder of “results.csv” does not exist."));

  acme_import_window_save (fixture->window, fixture->results);
  wait_until (is_saved, fixture);
  g_assert_false (has_failed (fixture));
  g_assert_true (g_file_load_contents (fixture->results, NULL, &text, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (text,
                                   "line,name,outcome,id,message\r\n2,web-new,valid,,\r\n3,web-prod,exists,126,"));
}

/* The example is a file that can be imported, but for the id in it. */
static void
test_example (Fixture       *fixture,
              gconstpointer  data)
{
  acme_import_window_save_example (fixture->window, fixture->results);
  wait_until (is_saved, fixture);
  acme_import_window_open (fixture->window, fixture->results);
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "2 invalid"));
}

static GtkDropTarget *
get_drop_target (Fixture *fixture)
{
  GtkWidget *content = adw_window_get_content (ADW_WINDOW (fixture->window));
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (content);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the widget holds it */
    }
  g_assert_not_reached ();
}

static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  GSList files = { fixture->file, NULL };
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  write_file (fixture, MIXED);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_static_boxed (&value, &files);
  g_signal_emit_by_name (get_drop_target (fixture), "drop", &value, 1.0, 1.0, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "2 to create"));

  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, fixture->results);
  g_signal_emit_by_name (get_drop_target (fixture), "drop", &value, 1.0, 1.0, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "The file cannot be read: "));
}

static void
test_many_lines (Fixture       *fixture,
                 gconstpointer  data)
{
  open_lines (fixture, 1000);
  g_assert_true (shows (fixture, "1000 to create"));
  import (fixture, "Import 1000 Accounts?");
  wait_until (is_idle, fixture);
  g_assert_true (shows (fixture, "1000 created"));
}

static void
test_new_destroy (void)
{
  AcmeEndpoint *endpoint = create_endpoint ();
  AcmeImportWindow *window = g_object_ref (create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "“R&D <Web> \"Team\"”"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  g_assert_finalize_object (endpoint);
}

#define ADD(name, function) g_test_add ("/import-window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/import-window/new-destroy", test_new_destroy);
  ADD ("start", test_start);
  ADD ("preview", test_preview);
  ADD ("import", test_import);
  ADD ("stop", test_stop);
  ADD ("connection-lost", test_connection_lost);
  ADD ("file-cannot-be-used", test_file_cannot_be_used);
  ADD ("check-fails", test_check_fails);
  ADD ("stop-checking", test_stop_checking);
  ADD ("close-while-checking", test_close_while_checking);
  ADD ("close-while-running", test_close_while_running);
  ADD ("ends-while-asked", test_ends_while_asked);
  ADD ("destroyed-while-running", test_destroyed_while_running);
  ADD ("save", test_save);
  ADD ("example", test_example);
  ADD ("drop", test_drop);
  ADD ("many-lines", test_many_lines);

  return g_test_run ();
}

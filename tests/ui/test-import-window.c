/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-import-window.h"

#include "acme-outcome.h"
#include "find-widget.h"
#include "import-window-fixture.h"

static void
test_start (ImportWindowFixture *fixture,
            gconstpointer        data)
{
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "Import Accounts From a File"));
  g_assert_true (import_shows (fixture, "Lines without one are for “" IMPORT_ENDPOINT "”."));
  g_assert_false (import_is_enabled (fixture, "win.import"));
  g_assert_false (import_is_enabled (fixture, "win.save"));
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), NULL, "/"), ==, 0);
}

static void
test_preview (ImportWindowFixture *fixture,
              gconstpointer        data)
{
  import_open_file (fixture, IMPORT_MIXED);
  import_assert_words (fixture, ACME_OUTCOME_VALID);
  g_assert_true (import_shows (fixture, "2 to create, 1 exists, 1 invalid"));
  g_assert_true (import_shows (fixture, "accounts.csv"));

  /* asked, and answered with no: nothing has been sent */
  import_activate (fixture, "win.import");
  gtk_window_close (GTK_WINDOW (wait_question ("Import 2 Accounts?")));
  settle ();
  g_assert_false (import_is_writing (fixture));
  g_assert_cmpuint (import_count_creations (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_file_cannot_be_used (ImportWindowFixture *fixture,
                          gconstpointer        data)
{
  import_open_file (fixture, "name,status\nx,y\n");
  g_assert_true (import_shows (fixture, "The File Cannot Be Used"));
  g_assert_true (import_shows (fixture, "The file has a column “status”, which accounts do not have."));
  g_assert_false (import_is_enabled (fixture, "win.import"));

  import_open_file (fixture, IMPORT_HEADER);
  g_assert_true (import_shows (fixture, "No Accounts in This File"));

  /* it was mended, and is read again */
  import_write_file (fixture, IMPORT_MIXED);
  import_activate (fixture, "win.refresh");
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "2 to create, 1 exists, 1 invalid"));

  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  import_activate (fixture, "win.refresh");
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "The file cannot be read: "));
}

static void
test_check_fails (ImportWindowFixture *fixture,
                  gconstpointer        data)
{
  import_add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS,
                                               .path = "/api/endpoint/v1", .status = 403 });
  import_open_file (fixture, IMPORT_MIXED);
  g_assert_true (import_shows (fixture, "Not Allowed"));
  g_assert_false (import_is_enabled (fixture, "win.import"));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  import_add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET",
                                               .path = IMPORT_ACCOUNTS, .status = 403 });
  import_activate (fixture, "win.refresh");
  wait_until (import_is_idle, fixture);
  g_assert_cmpstr (import_get_word (fixture, 0), ==, ACME_OUTCOME_SKIPPED);
  g_assert_true (import_shows (fixture, "Not Allowed: "));
  g_assert_false (import_is_enabled (fixture, "win.import")); /* nobody knows what exists */
}

static gboolean
is_checking (gpointer data)
{
  ImportWindowFixture *fixture = data;

  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET", IMPORT_ACCOUNTS) > 0;
}

static void
test_stop_checking (ImportWindowFixture *fixture,
                    gconstpointer        data)
{
  import_add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS,
                                               .path = IMPORT_ACCOUNTS });
  import_write_file (fixture, IMPORT_MIXED);
  acme_import_window_open (fixture->window, fixture->file);
  wait_until (is_checking, fixture);
  import_activate (fixture, "win.stop");
  g_assert_true (import_is_idle (fixture));
  g_assert_true (import_shows (fixture, "Loading Was Stopped"));
  g_assert_false (import_is_enabled (fixture, "win.import"));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  import_activate (fixture, "win.refresh");
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "2 to create"));
}

static void
test_close_while_checking (ImportWindowFixture *fixture,
                           gconstpointer        data)
{
  import_add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS,
                                               .path = IMPORT_ACCOUNTS });
  import_write_file (fixture, IMPORT_MIXED);
  acme_import_window_open (fixture->window, fixture->file);
  wait_until (is_checking, fixture);
  import_close_window (fixture);
}

static gboolean
is_saved (gpointer data)
{
  return import_shows (data, "Saved as “results.csv”");
}

static gboolean
has_failed (gpointer data)
{
  return acme_error_bar_get_revealed (import_get_error_bar (data));
}

static void
test_save (ImportWindowFixture *fixture,
           gconstpointer        data)
{
  g_autofree char *text = NULL;
  g_autoptr(GFile) nowhere = g_file_get_child (fixture->results, "results.csv");

  import_open_file (fixture, IMPORT_MIXED);
  acme_import_window_save (fixture->window, nowhere);
  wait_until (has_failed, fixture);
  g_assert_true (import_shows (fixture, "The Results Could Not Be Saved: The folder of “results.csv” does not exist."));

  acme_import_window_save (fixture->window, fixture->results);
  wait_until (is_saved, fixture);
  g_assert_false (has_failed (fixture));
  g_assert_true (g_file_load_contents (fixture->results, NULL, &text, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (text,
                                   "line,name,outcome,id,message\r\n2,web-new,valid,,\r\n3,web-prod,exists,126,"));
}

/* The example is a file that can be imported, but for the id in it. */
static void
test_example (ImportWindowFixture *fixture,
              gconstpointer        data)
{
  acme_import_window_save_example (fixture->window, fixture->results);
  wait_until (is_saved, fixture);
  acme_import_window_open (fixture->window, fixture->results);
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "2 invalid"));
}

static GtkDropTarget *
get_drop_target (ImportWindowFixture *fixture)
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
test_drop (ImportWindowFixture *fixture,
           gconstpointer        data)
{
  GSList files = { fixture->file, NULL };
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  import_write_file (fixture, IMPORT_MIXED);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_static_boxed (&value, &files);
  g_signal_emit_by_name (get_drop_target (fixture), "drop", &value, 1.0, 1.0, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "2 to create"));

  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, fixture->results);
  g_signal_emit_by_name (get_drop_target (fixture), "drop", &value, 1.0, 1.0, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "The file cannot be read: "));
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

#define ADD(name, function) \
  g_test_add ("/import-window/" name, ImportWindowFixture, NULL, import_set_up, function, import_tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/import-window/new-destroy", test_new_destroy);
  ADD ("start", test_start);
  ADD ("preview", test_preview);
  ADD ("file-cannot-be-used", test_file_cannot_be_used);
  ADD ("check-fails", test_check_fails);
  ADD ("stop-checking", test_stop_checking);
  ADD ("close-while-checking", test_close_while_checking);
  ADD ("save", test_save);
  ADD ("example", test_example);
  ADD ("drop", test_drop);

  return g_test_run ();
}

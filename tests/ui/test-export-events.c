/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-export-events.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "acme-progress-dialog.h"
#include "choose-fixture.h"
#include "dialog-fixture.h"
#include "find-widget.h"
#include "sample-log.h"

#define N_EVENTS 1000
#define BEFORE "what was there before"

typedef struct
{
  GtkWindow *parent; /* (nullable) */
  AcmeAuditLog *log;
  char *folder;
  char *path;

  gboolean ended;
  char *message;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->parent, gtk_button_new ());
  gtk_window_present (fixture->parent);
  fixture->log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  sample_log_append (fixture->log, N_EVENTS);
  fixture->folder = g_dir_make_tmp ("acme-export-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "audit.csv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->parent != NULL)
    gtk_window_destroy (fixture->parent);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else is in it */
  g_assert_finalize_object (fixture->log);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->message, g_free);
  g_clear_error (&fixture->error);
}

static void
end_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->message = acme_export_events_finish (result, &fixture->error);
  fixture->ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *) data)->ended;
}

static void
begin (Fixture *fixture,
       GBytes  *order)
{
  acme_export_events_async (fixture->parent, fixture->log, order, ACME_EVENT_CSV, "audit.csv", end_cb, fixture);
}

static void
end (Fixture *fixture)
{
  wait_until (has_ended, fixture);
  settle ();
}

static void
assert_cancelled (Fixture *fixture)
{
  end (fixture);
  g_assert_null (fixture->message);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_file (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static gboolean
has_progress (gpointer text)
{
  GtkWindow *dialog = find_window (ACME_TYPE_PROGRESS_DIALOG);

  return dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)) &&
         find_label (GTK_WIDGET (dialog), text) != NULL;
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint32 numbers[] = { 7, 3 };
  g_autoptr(GBytes) order = g_bytes_new_static (numbers, sizeof numbers);
  g_autofree char *expected = sample_log_make_csv (numbers, G_N_ELEMENTS (numbers));

  begin (fixture, order);
  choose_in_folder (fixture->folder, "audit.csv");
  end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->message, ==, "2 events exported to “audit.csv”");
  assert_file (fixture, expected);
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *expected = sample_log_make_csv (NULL, 2 * N_EVENTS);

  begin (fixture, NULL);
  choose_in_folder (fixture->folder, "audit.csv");
  wait_until (has_progress, (gpointer) "1000 events so far");
  g_assert_false (gtk_widget_is_sensitive (gtk_window_get_child (fixture->parent)));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  sample_log_append (fixture->log, N_EVENTS);
  wait_until (has_progress, (gpointer) "2000 events so far");
  acme_audit_log_complete (fixture->log);
  end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->message, ==, "2000 events exported to “audit.csv”");
  assert_file (fixture, expected);
  g_assert_true (gtk_widget_is_sensitive (gtk_window_get_child (fixture->parent)));
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  begin (fixture, NULL);
  choose_in_folder (fixture->folder, "audit.csv");
  wait_until (has_progress, (gpointer) "1000 events so far");
  g_assert_true (g_file_set_contents (fixture->path, BEFORE, -1, NULL));
  gtk_window_close (find_window (ACME_TYPE_PROGRESS_DIALOG));
  assert_cancelled (fixture);
  assert_file (fixture, BEFORE);
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  begin (fixture, NULL);
  choose_no_file ();
  assert_cancelled (fixture);
}

/* Where something is in the way, until it is not. */
static void
test_fails_and_is_tried_again (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *expected = sample_log_make_csv (NULL, N_EVENTS);
  AdwMessageDialog *dialog;

  begin (fixture, NULL);
  choose_in_folder (fixture->folder, "audit.csv");
  wait_until (has_progress, (gpointer) "1000 events so far"); /* else the dialog could still go into that folder */
  g_assert_cmpint (g_mkdir (fixture->path, 0755), ==, 0);
  acme_audit_log_complete (fixture->log); /* it cannot have ended before */
  dialog = wait_question ("Events Could Not Be Exported");
  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==,
                   "“audit.csv” is something else than a file, and cannot be replaced.");

  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  answer_question ("_Try Again");
  choose_in_folder (fixture->folder, "audit.csv");
  end (fixture);
  g_assert_no_error (fixture->error);
  assert_file (fixture, expected);
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWindow *parent = g_object_ref (fixture->parent);

  begin (fixture, NULL);
  choose_in_folder (fixture->folder, "audit.csv");
  wait_until (has_progress, (gpointer) "1000 events so far");
  gtk_window_destroy (g_steal_pointer (&fixture->parent));
  assert_cancelled (fixture);
  wait_finalized (parent);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) g_test_add ("/export-events/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* a portal would show its own dialog */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("order", test_order);
  ADD ("follows", test_follows);
  ADD ("stopped", test_stopped);
  ADD ("no-file", test_no_file);
  ADD ("fails-and-is-tried-again", test_fails_and_is_tried_again);
  ADD ("parent-closed", test_parent_closed);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-export-events.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "acme-progress-dialog.h"
#include "choose-fixture.h"
#include "dialog-fixture.h"
#include "find-widget.h"
#include "sample-log.h"
#include "save-as-fixture.h"

#define NAME "audit.csv"
#define N_EVENTS 1000
#define BEFORE "what was there before"

typedef struct
{
  SaveAs save;
  AcmeAuditLog *log;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  save_as_set_up (&fixture->save, acme_export_events_finish);
  fixture->log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  sample_log_append (fixture->log, N_EVENTS);
  fixture->path = save_as_dup_path (&fixture->save, NAME);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  save_as_tear_down (&fixture->save);
  g_assert_finalize_object (fixture->log);
  g_clear_pointer (&fixture->path, g_free);
}

static void
begin (Fixture *fixture,
       GBytes  *order)
{
  acme_export_events_async (fixture->save.parent, fixture->log, order, ACME_EVENT_CSV, NAME, save_as_end_cb, fixture);
  choose_in_folder (fixture->save.folder, NAME);
}

static void
assert_file (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = save_as_read (&fixture->save, NAME);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_exported (Fixture    *fixture,
                 const char *message)
{
  save_as_end (&fixture->save);
  g_assert_no_error (fixture->save.error);
  g_assert_cmpstr (fixture->save.message, ==, message);
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
  assert_exported (fixture, "2 events exported to “audit.csv”");
  assert_file (fixture, expected);
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *expected = sample_log_make_csv (NULL, 2 * N_EVENTS);

  begin (fixture, NULL);
  wait_until (has_progress, (gpointer) "1000 events so far");
  g_assert_false (gtk_widget_is_sensitive (gtk_window_get_child (fixture->save.parent)));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  sample_log_append (fixture->log, N_EVENTS);
  wait_until (has_progress, (gpointer) "2000 events so far");
  acme_audit_log_complete (fixture->log);
  assert_exported (fixture, "2000 events exported to “audit.csv”");
  assert_file (fixture, expected);
  g_assert_true (gtk_widget_is_sensitive (gtk_window_get_child (fixture->save.parent)));
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  begin (fixture, NULL);
  wait_until (has_progress, (gpointer) "1000 events so far");
  g_assert_true (g_file_set_contents (fixture->path, BEFORE, -1, NULL));
  gtk_window_close (find_window (ACME_TYPE_PROGRESS_DIALOG));
  save_as_assert_cancelled (&fixture->save);
  assert_file (fixture, BEFORE);
}

/* Where something is in the way, until it is not. */
static void
test_fails_and_is_tried_again (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *expected = sample_log_make_csv (NULL, N_EVENTS);
  AdwMessageDialog *dialog;

  begin (fixture, NULL);
  wait_until (has_progress, (gpointer) "1000 events so far"); /* else the dialog could still go into that folder */
  g_assert_cmpint (g_mkdir (fixture->path, 0755), ==, 0);
  acme_audit_log_complete (fixture->log); /* it cannot have ended before */
  dialog = wait_question ("Events Could Not Be Exported");
  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==,
                   "“audit.csv” is something else than a file, and cannot be replaced.");

  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  answer_question ("_Try Again");
  choose_in_folder (fixture->save.folder, NAME);
  assert_exported (fixture, "1000 events exported to “audit.csv”");
  assert_file (fixture, expected);
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  begin (fixture, NULL);
  wait_until (has_progress, (gpointer) "1000 events so far");
  save_as_close_parent (&fixture->save);
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
  ADD ("fails-and-is-tried-again", test_fails_and_is_tried_again);
  ADD ("parent-closed", test_parent_closed);

  return g_test_run ();
}

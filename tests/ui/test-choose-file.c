/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-choose-file.h"

#include <glib/gstdio.h>

#include "find-widget.h"

static const AcmeFileType types[] = {
  { "Comma-Separated Values", "*.csv" },
  { "All Files", "*" },
  { NULL },
};

typedef struct
{
  GtkWindow *parent;
  GCancellable *cancellable;
  char *folder;
  gboolean answered;
  GFile *file;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (fixture->parent);
  fixture->folder = g_dir_make_tmp ("acme-choose-XXXXXX", &error);
  g_assert_no_error (error);
  name = g_build_filename (fixture->folder, "cows.csv", NULL);
  g_file_set_contents (name, "name\n", -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *name = g_build_filename (fixture->folder, "cows.csv", NULL);

  if (fixture->parent != NULL)
    gtk_window_destroy (fixture->parent);
  settle ();
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->file);
  g_clear_error (&fixture->error);
  g_unlink (name);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_false (fixture->answered);
  fixture->answered = TRUE;
  fixture->file = acme_choose_file_finish (result, &fixture->error);
}

/* Without a portal it is a dialog of this process. */
static GtkFileChooser *
find_chooser (void)
{
  return (GtkFileChooser *) find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->answered && find_chooser () == NULL;
}

static void
open_file (Fixture *fixture)
{
  fixture->answered = FALSE;
  acme_choose_file_to_open_async (fixture->parent, "Import Cows", types, fixture->cancellable, answered_cb, fixture);
}

static gboolean
has_folder (gpointer data)
{
  g_autoptr(GFile) folder = gtk_file_chooser_get_current_folder (find_chooser ());

  return folder != NULL;
}

/* The dialog takes what it is given when it has looked at the folder. */
static gboolean
has_file (gpointer expected)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (find_chooser ());

  return file != NULL && g_file_equal (file, expected);
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *name = g_build_filename (fixture->folder, "cows.csv", NULL);
  g_autoptr(GFile) cows = g_file_new_for_path (name);
  g_autoptr(GListModel) filters = NULL;
  g_autoptr(GtkFileFilter) filter = NULL;
  g_autoptr(GError) error = NULL;

  open_file (fixture);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (find_chooser ())), ==, "Import Cows");
  g_assert_cmpint (gtk_file_chooser_get_action (find_chooser ()), ==, GTK_FILE_CHOOSER_ACTION_OPEN);
  filters = gtk_file_chooser_get_filters (find_chooser ());
  g_assert_cmpuint (g_list_model_get_n_items (filters), ==, 2);
  filter = g_list_model_get_item (filters, 0);
  g_assert_cmpstr (gtk_file_filter_get_name (filter), ==, "Comma-Separated Values");

  gtk_file_chooser_set_file (find_chooser (), cows, &error);
  g_assert_no_error (error);
  wait_until (has_file, cows);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  wait_until (is_answered, fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (g_file_equal (fixture->file, cows));
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr(GFile) expected = g_file_get_child (folder, "accounts.csv");
  g_autoptr(GError) error = NULL;

  acme_choose_file_to_save_async (fixture->parent, "Export Cows", "accounts.csv", types, NULL, answered_cb, fixture);
  g_assert_cmpint (gtk_file_chooser_get_action (find_chooser ()), ==, GTK_FILE_CHOOSER_ACTION_SAVE);
  wait_until (has_folder, NULL); /* that it begins with */
  gtk_file_chooser_set_current_folder (find_chooser (), folder, &error);
  g_assert_no_error (error);
  wait_until (has_file, expected);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  wait_until (is_answered, fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (g_file_equal (fixture->file, expected));
}

static void
assert_none (Fixture *fixture)
{
  wait_until (is_answered, fixture);
  g_assert_null (fixture->file);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->error);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  open_file (fixture);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_CANCEL);
  assert_none (fixture);

  fixture->cancellable = g_cancellable_new ();
  open_file (fixture);
  g_cancellable_cancel (fixture->cancellable);
  assert_none (fixture);
  open_file (fixture); /* before it begins */
  assert_none (fixture);
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWindow *parent = g_object_ref (fixture->parent);

  open_file (fixture);
  fixture->parent = NULL;
  gtk_window_destroy (parent);
  assert_none (fixture);
  wait_finalized (parent);
}

/* As whoever asks may cancel what he does when the window closes, before the question hears of it. */
static void
test_parent_closed_and_cancelled (Fixture       *fixture,
                                  gconstpointer  data)
{
  fixture->cancellable = g_cancellable_new ();
  g_signal_connect_object (fixture->parent, "unrealize", G_CALLBACK (g_cancellable_cancel), fixture->cancellable,
                           G_CONNECT_SWAPPED);
  test_parent_closed (fixture, data);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* a portal would show its own dialog */
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/choose-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("open", test_open);
  ADD ("save", test_save);
  ADD ("cancel", test_cancel);
  ADD ("parent-closed", test_parent_closed);
  ADD ("parent-closed-and-cancelled", test_parent_closed_and_cancelled);
#undef ADD
  return g_test_run ();
}

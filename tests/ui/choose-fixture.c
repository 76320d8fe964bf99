/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers where to save. Without a portal the chooser is a dialog of this process, so a test that uses this disables
 * the session bus before anything else. */

#include "choose-fixture.h"

#include "find-widget.h"

static GtkFileChooser *
find_chooser (void)
{
  return (GtkFileChooser *) find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

static gboolean
has_folder (gpointer data)
{
  g_autoptr(GFile) folder = find_chooser () != NULL ? gtk_file_chooser_get_current_folder (find_chooser ()) : NULL;

  return folder != NULL;
}

static gboolean
has_file (gpointer expected)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (find_chooser ());

  return file != NULL && g_file_equal (file, expected);
}

/* (transfer none) */
GtkWindow *
wait_chooser (void)
{
  wait_until (has_folder, NULL);
  return GTK_WINDOW (find_chooser ());
}

/* Takes the name that is offered, which is @name, in @folder. */
void
choose_in_folder (const char *folder,
                  const char *name)
{
  g_autoptr(GFile) parent = g_file_new_for_path (folder);
  g_autoptr(GFile) expected = g_file_get_child (parent, name);

  g_assert_true (gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (wait_chooser ()), parent, NULL));
  wait_until (has_file, expected);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
}

void
choose_no_file (void)
{
  gtk_dialog_response (GTK_DIALOG (wait_chooser ()), GTK_RESPONSE_CANCEL);
}

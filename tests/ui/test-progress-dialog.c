/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-progress-dialog.h"

#include "find-widget.h"

typedef struct
{
  GtkWindow *parent;
  GCancellable *cancellable;
  AcmeProgressDialog *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->parent, gtk_button_new ());
  gtk_window_present (fixture->parent);
  settle ();
  gtk_window_set_focus (fixture->parent, gtk_window_get_child (fixture->parent));
  fixture->cancellable = g_cancellable_new ();
  fixture->dialog = acme_progress_dialog_new (fixture->parent, "Doing <Things>", fixture->cancellable);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->parent);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_assert_finalize_object (fixture->cancellable);
}

static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *content = gtk_window_get_child (fixture->parent);

  g_assert_false (gtk_widget_is_sensitive (content));
  acme_progress_dialog_set (fixture->dialog, 1, 3);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->dialog)));
  acme_progress_dialog_end (fixture->dialog);
  g_assert_true (gtk_widget_is_sensitive (content));
  g_assert_true (gtk_window_get_focus (fixture->parent) == content);
}

static gboolean
is_shown (gpointer dialog)
{
  return gtk_widget_get_mapped (dialog);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  wait_until (is_shown, fixture->dialog);
  acme_progress_dialog_set (fixture->dialog, 1, 3);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->dialog), "Doing <Things>"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->dialog), "1 of 3"));

  /* whatever is on its way is waited for */
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  settle ();
  g_assert_true (g_cancellable_is_cancelled (fixture->cancellable));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->dialog)));
  acme_progress_dialog_set (fixture->dialog, 2, 3);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->dialog), "Stopping…"));
  acme_progress_dialog_end (fixture->dialog);
}

static void
test_pulse (Fixture       *fixture,
            gconstpointer  data)
{
  acme_progress_dialog_pulse (fixture->dialog, "1,204 things so far");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->dialog), "1,204 things so far"));
  g_cancellable_cancel (fixture->cancellable);
  acme_progress_dialog_pulse (fixture->dialog, "1,205 things so far");
  g_assert_null (find_label (GTK_WIDGET (fixture->dialog), "1,205 things so far"));
  acme_progress_dialog_end (fixture->dialog);
}

/* The keys are again for what had them. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  acme_progress_dialog_end (fixture->dialog);
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (fixture->parent, box);
  gtk_widget_grab_focus (button);
  acme_progress_dialog_end (acme_progress_dialog_new (fixture->parent, "Doing", fixture->cancellable));
  g_assert_true (gtk_window_get_focus (fixture->parent) == button);

  fixture->dialog = acme_progress_dialog_new (fixture->parent, "Removing", fixture->cancellable);
  gtk_box_remove (GTK_BOX (box), button);
  acme_progress_dialog_end (fixture->dialog);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (fixture->parent)));
}

#define ADD(name, function) g_test_add ("/progress-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("short", test_short);
  ADD ("stop", test_stop);
  ADD ("pulse", test_pulse);
  ADD ("focus", test_focus);

  return g_test_run ();
}

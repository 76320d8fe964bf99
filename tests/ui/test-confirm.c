/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-confirm.h"

#include <adwaita.h>

#include "find-widget.h"

typedef struct
{
  GtkWindow *parent;
  GCancellable *cancellable;
  gboolean answered;
  gboolean accepted;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (fixture->parent);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->parent != NULL)
    gtk_window_destroy (fixture->parent);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_clear_object (&fixture->cancellable);
  g_clear_error (&fixture->error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_false (fixture->answered);
  fixture->answered = TRUE;
  fixture->accepted = acme_confirm_finish (result, &fixture->error);
}

static void
ask (Fixture   *fixture,
     GtkWidget *extra,
     gboolean   destructive)
{
  fixture->answered = FALSE;
  acme_confirm_async (fixture->parent, "Delete <3> & Cows?", "They will <never> come back.", extra, "_Delete",
                      destructive, fixture->cancellable, answered_cb, fixture);
}

static GtkWindow *
find_dialog (void)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG);
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->answered && find_dialog () == NULL;
}

static void
assert_answer (Fixture  *fixture,
               gboolean  accepted)
{
  wait_until (is_answered, fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->accepted, ==, accepted);
}

static const char *wanted_label;

static gboolean
has_wanted_label (GtkWidget *button)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), wanted_label) == 0;
}

static void
press (const char *label)
{
  GtkWidget *button;

  wanted_label = label;
  button = find_widget (GTK_WIDGET (find_dialog ()), GTK_TYPE_BUTTON, has_wanted_label);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_mapped (gpointer dialog)
{
  return gtk_widget_get_mapped (dialog);
}

static void
test_accept (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *extra = gtk_label_new ("Daisy, Molly, Bella");

  ask (fixture, extra, TRUE);
  g_assert_nonnull (find_label (GTK_WIDGET (find_dialog ()), "Delete <3> & Cows?"));
  g_assert_nonnull (find_label (GTK_WIDGET (find_dialog ()), "They will <never> come back."));
  g_assert_nonnull (find_label (GTK_WIDGET (find_dialog ()), "Daisy, Molly, Bella"));
  g_assert_true (gtk_window_get_transient_for (find_dialog ()) == fixture->parent);
  press ("_Delete");
  assert_answer (fixture, TRUE);
}

static void
test_refuse (Fixture       *fixture,
             gconstpointer  data)
{
  ask (fixture, NULL, FALSE);
  press ("_Cancel");
  assert_answer (fixture, FALSE);
  ask (fixture, NULL, FALSE);
  gtk_window_close (find_dialog ()); /* as Escape does */
  assert_answer (fixture, FALSE);
}

/* What Enter presses when the dialog has just appeared. */
static void
press_enter (void)
{
  GtkWindow *dialog = find_dialog ();
  GtkWidget *focus;

  wait_until (is_mapped, dialog);
  settle ();
  focus = gtk_window_get_focus (dialog);
  if (GTK_IS_BUTTON (focus))
    gtk_widget_activate (focus);
  else
    g_signal_emit_by_name (dialog, "activate-default");
}

static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *entry = gtk_entry_new ();

  ask (fixture, NULL, TRUE);
  press_enter ();
  assert_answer (fixture, FALSE);
  ask (fixture, NULL, FALSE);
  press_enter ();
  assert_answer (fixture, TRUE);

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  ask (fixture, entry, TRUE);
  wait_until (is_mapped, find_dialog ());
  g_signal_emit_by_name (find_dialog (), "activate-default");
  assert_answer (fixture, FALSE);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->cancellable = g_cancellable_new ();
  ask (fixture, NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  wait_until (is_answered, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->error);

  ask (fixture, gtk_label_new ("Daisy"), TRUE); /* before it begins */
  wait_until (is_answered, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->error);

  g_cancellable_reset (fixture->cancellable);
  ask (fixture, NULL, TRUE);
  press ("_Delete");
  assert_answer (fixture, TRUE);
  g_cancellable_cancel (fixture->cancellable); /* when it is over */
  settle ();
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWindow *parent = g_object_ref (fixture->parent);

  ask (fixture, NULL, TRUE);
  fixture->parent = NULL;
  gtk_window_destroy (parent);
  assert_answer (fixture, FALSE);
  wait_finalized (parent);
}

static void
test_list (void)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;

  g_ptr_array_add (names, g_strdup ("web <1>"));
  g_ptr_array_add (names, g_strdup ("web\nand 3 more"));
  g_ptr_array_add (names, g_strnfill (400, 'x'));
  few = acme_confirm_list (names);
  g_assert_true (g_str_has_prefix (few, "web <1>\nweb"));
  g_assert_null (strstr (few, "\nand 3 more"));
  g_assert_cmpuint (strlen (few), <, 200);
  g_assert_true (g_str_has_suffix (few, "\n\n"));

  while (names->len < 25)
    g_ptr_array_add (names, g_strdup_printf ("web-%u", names->len));
  many = acme_confirm_list (names);
  g_assert_nonnull (strstr (many, "web-8\nand 16 more\n\n"));
  g_assert_null (strstr (many, "web-9"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/confirm/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("accept", test_accept);
  ADD ("refuse", test_refuse);
  ADD ("enter", test_enter);
  ADD ("cancel", test_cancel);
  ADD ("parent-closed", test_parent_closed);
#undef ADD
  g_test_add_func ("/confirm/list", test_list);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-value-row.h"

#include "find-widget.h"

#define SECRET "uVw-not-a-real-key_1234"

typedef struct
{
  GtkWidget *window;
  AcmeValueRow *row;
  AcmeClipboard *clipboard;
  guint n_copied;
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  secret)
{
  GtkWidget *list_box = gtk_list_box_new ();

  fixture->clipboard = acme_clipboard_new (gdk_display_get_clipboard (gdk_display_get_default ()));
  fixture->row = g_object_new (ACME_TYPE_VALUE_ROW,
                               "title", secret != NULL ? "HMAC Key" : "Key ID",
                               "secret", secret != NULL,
                               "monospace", TRUE,
                               "missing-text", "not available from SCM",
                               NULL);
  acme_value_row_set_clipboard (fixture->row, fixture->clipboard);
  g_signal_connect_swapped (fixture->row, "copied", G_CALLBACK (count_cb), &fixture->n_copied);
  gtk_list_box_append (GTK_LIST_BOX (list_box), GTK_WIDGET (fixture->row));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), list_box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_mapped, fixture->row);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->row);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->row);
  g_assert_finalize_object (fixture->clipboard); /* nobody else held it */
}

static GtkWidget *
find_reveal (Fixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->row), GTK_TYPE_TOGGLE_BUTTON, NULL);
}

static GtkWidget *
find_copy (Fixture *fixture)
{
  return find_action (GTK_WIDGET (fixture->row), "value.copy");
}

static void
assert_masked (Fixture *fixture)
{
  g_assert_false (acme_value_row_get_revealed (fixture->row));
  assert_text_nowhere (GTK_WIDGET (fixture->row), SECRET);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->row), "••••••••••••"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Hidden");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_label (GTK_WIDGET (fixture->row), "•")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Hidden");
}

static void
test_value (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *row = GTK_WIDGET (fixture->row);
  GtkLabel *label;

  g_assert_nonnull (find_label (row, "not available from SCM"));
  g_assert_true (gtk_widget_has_css_class (row, "placeholder"));
  g_assert_false (gtk_widget_get_visible (find_copy (fixture)));
  gtk_widget_activate_action (row, "value.copy", NULL);
  g_assert_cmpuint (fixture->n_copied, ==, 0);

  acme_value_row_set_value (fixture->row, "kid-<1>");
  label = GTK_LABEL (find_label (row, "kid-<1>"));
  g_assert_true (gtk_label_get_selectable (label));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (label), "monospace"));
  g_assert_false (gtk_widget_has_css_class (row, "placeholder"));
  g_assert_false (gtk_widget_get_visible (find_reveal (fixture)));
  g_assert_false (acme_value_row_get_revealed (fixture->row));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_copy (fixture)), ==, "Copy Key ID");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_copy (fixture)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Copy Key ID");

  g_signal_emit_by_name (find_copy (fixture), "clicked");
  g_assert_cmpuint (fixture->n_copied, ==, 1);
  assert_clipboard_text ("kid-<1>");
  g_assert_false (acme_clipboard_holds_secret (fixture->clipboard));

  acme_value_row_set_value (fixture->row, "");
  g_assert_nonnull (find_label (row, "not available from SCM"));
}

/* A key that is broken over lines must not get characters that are not its own. */
static void
assert_no_hyphens (GtkLabel *label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  g_autofree char *text = NULL;

  g_assert_nonnull (attributes);
  text = pango_attr_list_to_string (attributes);
  g_assert_nonnull (strstr (text, "insert-hyphens false"));
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  GtkToggleButton *reveal = GTK_TOGGLE_BUTTON (find_reveal (fixture));
  GtkWidget *label;

  g_assert_false (gtk_widget_get_visible (find_reveal (fixture))); /* there is nothing to reveal */
  acme_value_row_set_value (fixture->row, SECRET);
  assert_masked (fixture);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (reveal), GTK_ACCESSIBLE_PROPERTY_LABEL, "Show HMAC Key");

  gtk_toggle_button_set_active (reveal, TRUE);
  g_assert_true (acme_value_row_get_revealed (fixture->row));
  label = find_label (GTK_WIDGET (fixture->row), SECRET);
  g_assert_nonnull (label);
  assert_no_hyphens (GTK_LABEL (label));
  g_assert_false (gtk_label_get_selectable (GTK_LABEL (label))); /* it would be copied without the hint */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Shown");
  gtk_toggle_button_set_active (reveal, FALSE);
  assert_masked (fixture);

  gtk_toggle_button_set_active (reveal, TRUE);
  acme_value_row_set_value (fixture->row, SECRET "-2"); /* is another one */
  assert_masked (fixture);

  gtk_toggle_button_set_active (reveal, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (fixture->row), FALSE);
  assert_masked (fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture->row), TRUE);

  gtk_widget_activate_action (GTK_WIDGET (fixture->row), "value.copy", NULL);
  g_assert_cmpuint (fixture->n_copied, ==, 1);
  g_assert_true (acme_clipboard_holds_secret (fixture->clipboard));
  assert_masked (fixture);
}

static GtkGesture *
find_gesture (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkGesture) gesture = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_LONG_PRESS (gesture))
        return gesture; /* the widget holds it */
    }
  g_assert_not_reached ();
}

static void
test_hold (Fixture       *fixture,
           gconstpointer  data)
{
  GtkGesture *gesture = find_gesture (find_reveal (fixture));

  acme_value_row_set_value (fixture->row, SECRET);
  g_signal_emit_by_name (gesture, "end", NULL); /* a press too short to be a hold */
  assert_masked (fixture);
  g_signal_emit_by_name (gesture, "pressed", 1.0, 1.0);
  g_assert_true (acme_value_row_get_revealed (fixture->row));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->row), SECRET));
  g_signal_emit_by_name (gesture, "end", NULL);
  assert_masked (fixture);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_reveal (fixture)), TRUE);
  g_signal_emit_by_name (gesture, "end", NULL);
  g_assert_true (acme_value_row_get_revealed (fixture->row));
  g_signal_emit_by_name (gesture, "pressed", 1.0, 1.0);
  g_signal_emit_by_name (gesture, "end", NULL);
  assert_masked (fixture);
}

static void
test_beside (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *title = find_label (GTK_WIDGET (fixture->row), "Key ID");
  GtkOrientable *box = GTK_ORIENTABLE (gtk_widget_get_parent (title));

  g_assert_cmpint (gtk_orientable_get_orientation (box), ==, GTK_ORIENTATION_VERTICAL);
  g_object_set (fixture->row, "title-group", group, NULL);
  g_assert_cmpint (gtk_orientable_get_orientation (box), ==, GTK_ORIENTATION_HORIZONTAL);
  g_assert_true (gtk_size_group_get_widgets (group)->data == title);
  g_object_set (fixture->row, "title-group", NULL, NULL);
  g_assert_cmpint (gtk_orientable_get_orientation (box), ==, GTK_ORIENTATION_VERTICAL);
  g_assert_null (gtk_size_group_get_widgets (group));
  g_object_set (fixture->row, "title-group", group, NULL); /* and goes with it */
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* remembers what a screen reader would be told */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/value-row/value", Fixture, NULL, set_up, test_value, tear_down);
  g_test_add ("/value-row/secret", Fixture, GINT_TO_POINTER (TRUE), set_up, test_secret, tear_down);
  g_test_add ("/value-row/hold", Fixture, GINT_TO_POINTER (TRUE), set_up, test_hold, tear_down);
  g_test_add ("/value-row/beside", Fixture, NULL, set_up, test_beside, tear_down);
  return g_test_run ();
}

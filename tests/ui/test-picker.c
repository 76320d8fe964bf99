/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-picker.h"

#include "acme-error.h"
#include "acme-keyed-list.h"
#include "acme-organization.h"
#include "find-widget.h"

typedef struct
{
  GtkWidget *window;
  AcmePicker *picker;
  AcmeKeyedList *list;
  guint n_changes;
  guint n_retries;
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
fill (Fixture    *fixture,
      guint       n,
      const char *suffix)
{
  static const char *const names[] = { "Northern University", "Hospital & <Clinics>", "数学科" };
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      AcmeItem *item = ACME_ITEM (acme_organization_new (i + 1));
      g_autofree char *name = g_strdup_printf ("%s%s", names[i], suffix);

      acme_item_set_string (item, ACME_ORGANIZATION_NAME, name);
      g_ptr_array_add (items, item);
    }
  acme_keyed_list_replace (fixture->list, items);
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *list_box = gtk_list_box_new ();

  fixture->list = acme_keyed_list_new ();
  fill (fixture, 3, "");
  fixture->picker = ACME_PICKER (acme_picker_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->picker), "Organization");
  acme_picker_set_placeholder (fixture->picker, "Choose");
  g_signal_connect_swapped (fixture->picker, "notify::selected", G_CALLBACK (count_cb), &fixture->n_changes);
  g_signal_connect_swapped (fixture->picker, "retry", G_CALLBACK (count_cb), &fixture->n_retries);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 500);
  gtk_list_box_append (GTK_LIST_BOX (list_box), GTK_WIDGET (fixture->picker));
  gtk_window_set_child (GTK_WINDOW (fixture->window), list_box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_drawn, fixture->picker);
}

static void
set_items (Fixture *fixture)
{
  acme_picker_set_items (fixture->picker, G_LIST_MODEL (fixture->list), &acme_organization_fields,
                         ACME_ORGANIZATION_NAME, -1);
}

static GtkPopover *
get_popover (Fixture *fixture)
{
  return GTK_POPOVER (find_widget (GTK_WIDGET (fixture->picker), GTK_TYPE_POPOVER, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_popover (get_popover (fixture));
  g_object_ref (fixture->picker);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  wait_finalized (fixture->picker);
  g_assert_finalize_object (fixture->list);
}

static gboolean
can_choose (Fixture *fixture)
{
  return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (fixture->picker));
}

static void
assert_shows (Fixture    *fixture,
              const char *text)
{
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->picker), text));
}

static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  GtkPopover *popover = get_popover (fixture);
  GtkWidget *view = find_widget (GTK_WIDGET (popover), GTK_TYPE_LIST_VIEW, NULL);

  assert_shows (fixture, "Choose");
  g_assert_false (can_choose (fixture));
  set_items (fixture);
  g_assert_true (can_choose (fixture));

  adw_action_row_activate (ADW_ACTION_ROW (fixture->picker));
  wait_until (is_drawn, popover);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (popover)), >=,
                   gtk_widget_get_width (GTK_WIDGET (fixture->picker)));
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
  assert_shows (fixture, "Hospital & <Clinics>");
  g_assert_cmpstr (acme_item_get_key (acme_picker_get_selected (fixture->picker)), ==, "2");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == GTK_WIDGET (fixture->picker));

  acme_picker_set_selected (fixture->picker, NULL);
  assert_shows (fixture, "Choose");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

/* What was chosen stays over a refresh, under its new name, until it is gone. */
static void
test_refresh (Fixture       *fixture,
              gconstpointer  data)
{
  AcmeItem *item;

  set_items (fixture);
  item = acme_keyed_list_lookup (fixture->list, "3");
  acme_picker_set_selected (fixture->picker, item);
  assert_shows (fixture, "数学科");
  fill (fixture, 3, " 2");
  assert_shows (fixture, "数学科 2");
  g_assert_true (acme_picker_get_selected (fixture->picker) == item);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  fill (fixture, 2, "");
  g_assert_null (acme_picker_get_selected (fixture->picker));
  assert_shows (fixture, "Choose");
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  fill (fixture, 0, "");
  acme_picker_set_empty_text (fixture->picker, "No organizations");
  assert_shows (fixture, "No organizations");
  g_assert_false (can_choose (fixture));

  acme_picker_set_items (fixture->picker, NULL, NULL, 0, -1);
  assert_shows (fixture, "Choose");
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  acme_picker_set_none_title (fixture->picker, "No department");
  assert_shows (fixture, "Choose"); /* not known yet whether there are any */
  set_items (fixture);
  assert_shows (fixture, "No department");
  g_assert_true (can_choose (fixture));
  fill (fixture, 0, "");
  assert_shows (fixture, "No department");
  g_assert_false (can_choose (fixture));
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, ACME_ERROR_NETWORK, "The <server> did not answer.");
  GtkWidget *picker = GTK_WIDGET (fixture->picker);
  GtkWidget *spinner = find_widget (picker, GTK_TYPE_SPINNER, NULL);
  GtkWidget *button = find_widget (picker, GTK_TYPE_BUTTON, NULL);

  acme_picker_set_loading (fixture->picker, TRUE);
  assert_shows (fixture, "Loading…");
  g_assert_true (gtk_widget_get_visible (spinner));
  g_assert_false (can_choose (fixture));

  acme_picker_set_loading (fixture->picker, FALSE);
  acme_picker_set_error (fixture->picker, error);
  assert_shows (fixture, "The <server> did not answer.");
  g_assert_false (gtk_widget_get_visible (spinner));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (can_choose (fixture));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (fixture->n_retries, ==, 1);

  acme_picker_set_error (fixture->picker, NULL);
  acme_picker_set_loading (fixture->picker, TRUE);
  set_items (fixture); /* the first of them: they can be chosen while others come */
  g_assert_true (can_choose (fixture));
  assert_shows (fixture, "Choose");
  acme_picker_set_loading (fixture->picker, FALSE);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_action (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *popover = GTK_WIDGET (get_popover (fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->picker), "picker.open", NULL);
  g_assert_false (gtk_widget_get_visible (popover)); /* there is nothing to choose from */
  set_items (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->picker), "picker.open", NULL);
  g_assert_true (gtk_widget_get_visible (popover));
  fill (fixture, 0, "");
  g_assert_false (gtk_widget_get_visible (popover));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/picker/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/picker/refresh", Fixture, NULL, set_up, test_refresh, tear_down);
  g_test_add ("/picker/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/picker/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/picker/action", Fixture, NULL, set_up, test_action, tear_down);
  return g_test_run ();
}

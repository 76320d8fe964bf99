/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-picker-popover.h"

#include "acme-keyed-list.h"
#include "acme-profile.h"
#include "find-widget.h"

/* Enough for the rows to be found in slices of a frame. */
#define MANY 10000

typedef struct
{
  GtkWidget *window;
  AcmePickerPopover *popover;
  GtkEditable *entry;
  GtkListView *view;
  AcmeKeyedList *list;
  AcmeItem *chosen;
  guint n_chosen;
} Fixture;

static void
chosen_cb (Fixture  *fixture,
           AcmeItem *item)
{
  g_set_object (&fixture->chosen, item);
  fixture->n_chosen++;
}

static void
fill (Fixture *fixture,
      guint    n)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      /* not in the order of their names */
      g_autofree char *name = g_strdup_printf ("Profile %05u%s", (i * 7919) % n, i == 3 ? " Ärzte" : "");
      AcmeItem *item = ACME_ITEM (acme_profile_new (i));

      acme_item_set_string (item, ACME_PROFILE_NAME, name);
      acme_item_set_string (item, ACME_PROFILE_DESCRIPTION, i == 5 ? "for the printers" : NULL);
      g_ptr_array_add (items, item);
    }
  acme_keyed_list_replace (fixture->list, items);
}

static gboolean
is_open (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_height (data) > 0;
}

static void
open_popover (Fixture *fixture)
{
  gtk_popover_popup (GTK_POPOVER (fixture->popover));
  wait_until (is_open, fixture->popover);
  settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->list = acme_keyed_list_new ();
  fill (fixture, GPOINTER_TO_UINT (n));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  fixture->popover = ACME_PICKER_POPOVER (acme_picker_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (fixture->popover), box);
  g_signal_connect_swapped (fixture->popover, "chosen", G_CALLBACK (chosen_cb), fixture);
  fixture->entry = GTK_EDITABLE (find_widget (GTK_WIDGET (fixture->popover), GTK_TYPE_SEARCH_ENTRY, NULL));
  fixture->view = GTK_LIST_VIEW (find_widget (GTK_WIDGET (fixture->popover), GTK_TYPE_LIST_VIEW, NULL));
  acme_picker_popover_set_items (fixture->popover, G_LIST_MODEL (fixture->list), &acme_profile_fields,
                                 ACME_PROFILE_NAME, ACME_PROFILE_DESCRIPTION);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_open, fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_popover (GTK_POPOVER (fixture->popover));
  g_object_ref (fixture->popover);
  gtk_widget_unparent (GTK_WIDGET (fixture->popover));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_finalized (fixture->popover);
  g_assert_finalize_object (fixture->list);
  g_clear_object (&fixture->chosen);
}

static GtkSingleSelection *
get_selection (Fixture *fixture)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (fixture->view));
}

static guint
get_n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture)));
}

static const char *
get_row_text (Fixture *fixture,
              guint    position)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), position);

  return ACME_IS_ITEM (row) ? acme_item_get_text (ACME_ITEM (row), ACME_PROFILE_NAME)
                            : gtk_string_object_get_string (GTK_STRING_OBJECT (row));
}

static void
press (Fixture *fixture,
       guint    keyval)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->popover));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  g_object_unref (controllers);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->entry, "activate");
}

static void
assert_page (Fixture    *fixture,
             const char *name)
{
  GtkWidget *stack = find_widget (GTK_WIDGET (fixture->popover), GTK_TYPE_STACK, NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, name);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  open_popover (fixture);
  g_assert_cmpstr (get_row_text (fixture, 0), ==, "Profile 00000");
  g_assert_cmpstr (get_row_text (fixture, 1), ==, "Profile 00001");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, GTK_INVALID_LIST_POSITION);
  press_enter (fixture); /* nothing is highlighted */
  g_assert_cmpuint (fixture->n_chosen, ==, 0);

  gtk_editable_set_text (fixture->entry, "ärzte");
  g_assert_cmpuint (get_n_rows (fixture), ==, 1);
  gtk_editable_set_text (fixture->entry, "PRINT prof"); /* in both fields, in any order */
  g_assert_cmpuint (get_n_rows (fixture), ==, 1);
  gtk_editable_set_text (fixture->entry, "nowhere");
  assert_page (fixture, "no-match");
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_chosen, ==, 0);

  gtk_editable_set_text (fixture->entry, "profile 0003");
  assert_page (fixture, "list");
  g_assert_cmpuint (get_n_rows (fixture), ==, 11); /* 3, and 30 to 39 */
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpstr (acme_item_get_text (fixture->chosen, ACME_PROFILE_NAME), ==, "Profile 00003");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->popover)));

  open_popover (fixture); /* begins anew */
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "");
  g_assert_cmpuint (get_n_rows (fixture), ==, GPOINTER_TO_UINT (data));
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  open_popover (fixture);
  g_assert_null (gtk_widget_get_focus_child (view));
  press (fixture, GDK_KEY_Up); /* there is nothing above */
  g_assert_null (gtk_widget_get_focus_child (view));
  press (fixture, GDK_KEY_Down);
  g_assert_nonnull (gtk_widget_get_focus_child (view));
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
  press (fixture, GDK_KEY_Up);
  g_assert_null (gtk_widget_get_focus_child (view));
  g_signal_emit_by_name (fixture->entry, "stop-search"); /* Escape, which GTK's entry keeps to itself */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->popover)));
  open_popover (fixture);

  gtk_editable_set_text (fixture->entry, "profile"); /* the first is highlighted, so Down means the second */
  press (fixture, GDK_KEY_Down);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 1);
  g_signal_emit_by_name (fixture->view, "activate", 1);
  g_assert_cmpstr (acme_item_get_text (fixture->chosen, ACME_PROFILE_NAME), ==, "Profile 00001");
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  AcmeItem *item = acme_keyed_list_lookup (fixture->list, "7");

  acme_picker_popover_set_none_title (fixture->popover, "No profile");
  acme_picker_popover_set_selected (fixture->popover, item);
  open_popover (fixture);
  g_assert_cmpstr (get_row_text (fixture, 0), ==, "No profile");
  g_assert_true (gtk_single_selection_get_selected_item (get_selection (fixture)) == (gpointer) item);

  gtk_editable_set_text (fixture->entry, "no"); /* is not a match */
  assert_page (fixture, "no-match");
  gtk_editable_set_text (fixture->entry, "");
  g_assert_cmpstr (get_row_text (fixture, 0), ==, "No profile");
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_null (fixture->chosen);

  acme_picker_popover_set_none_title (fixture->popover, NULL);
  g_assert_cmpuint (get_n_rows (fixture), ==, GPOINTER_TO_UINT (data));
}

static gboolean
has_many_rows (gpointer data)
{
  return get_n_rows (data) == MANY;
}

static gboolean
has_one_row (gpointer data)
{
  return get_n_rows (data) == 1;
}

/* The rows come in slices, so Enter right after typing must not take what was there before. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  wait_until (has_many_rows, fixture);
  open_popover (fixture);
  gtk_editable_set_text (fixture->entry, "ärzte");
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpstr (acme_item_get_key (fixture->chosen), ==, "3");

  open_popover (fixture);
  wait_until (has_many_rows, fixture);
  gtk_editable_set_text (fixture->entry, "profile 05000");
  wait_until (has_one_row, fixture);

  acme_picker_popover_set_items (fixture->popover, NULL, NULL, 0, -1);
  g_assert_cmpuint (get_n_rows (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/picker-popover/search", Fixture, GUINT_TO_POINTER (50), set_up, test_search, tear_down);
  g_test_add ("/picker-popover/keys", Fixture, GUINT_TO_POINTER (50), set_up, test_keys, tear_down);
  g_test_add ("/picker-popover/none", Fixture, GUINT_TO_POINTER (50), set_up, test_none, tear_down);
  g_test_add ("/picker-popover/many", Fixture, GUINT_TO_POINTER (MANY), set_up, test_many, tear_down);
  return g_test_run ();
}

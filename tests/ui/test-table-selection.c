/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several selected rows of AcmeTable. One is in test-table.c. */

#include "sample-table.h"

#include "find-widget.h"

static void
set_up (SampleTable   *sample,
        gconstpointer  n_items)
{
  sample_table_set_up (sample, n_items);
  acme_table_set_multiple (sample->table, TRUE);
  sample_table_draw (sample);
}

/* What a click or a cursor key in the rows does, by the action that it triggers. */
static void
select_row (SampleTable *sample,
            guint        position,
            gboolean     control,
            gboolean     shift)
{
  GtkWidget *list = gtk_widget_get_last_child (sample_table_get_view (sample));

  g_assert_true (gtk_widget_activate_action (list, "list.select-item", "(ubb)", position, control, shift));
}

static void
select_all (SampleTable *sample)
{
  g_assert_true (gtk_widget_activate_action (gtk_widget_get_last_child (sample_table_get_view (sample)),
                                             "list.select-all", NULL));
}

/* The ids of the selected items, in the order of the rows. */
static void
assert_selected (SampleTable *sample,
                 const char  *expected)
{
  g_autoptr(GPtrArray) items = acme_table_get_selected_items (sample->table);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", acme_item_get_key (items->pdata[i]));
  g_assert_cmpstr (ids->str, ==, expected);
  g_assert_true (acme_table_get_selected_item (sample->table) == (items->len == 1 ? items->pdata[0] : NULL));
}

static void
count_selected_rows (GtkWidget *widget,
                     guint     *n)
{
  if (strcmp (gtk_widget_get_css_name (widget), "row") == 0 && gtk_widget_get_mapped (widget) &&
      (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_SELECTED) != 0)
    (*n)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_selected_rows (child, n);
}

/* How many rows look selected. */
static guint
count_selected (SampleTable *sample)
{
  guint n = 0;

  sample_table_draw (sample);
  count_selected_rows (sample_table_get_view (sample), &n);
  return n;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_select (SampleTable   *sample,
             gconstpointer  data)
{
  guint n_changed = 0, n_notified = 0;

  g_signal_connect_swapped (sample->table, "selection-changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (sample->table, "notify::selected-item", G_CALLBACK (count_cb), &n_notified);
  select_row (sample, 1, FALSE, FALSE);
  assert_selected (sample, "2");
  g_assert_cmpuint (n_notified, ==, 1);
  select_row (sample, 3, TRUE, FALSE);
  assert_selected (sample, "2 4");
  g_assert_cmpuint (n_notified, ==, 2);
  select_row (sample, 5, FALSE, TRUE);
  assert_selected (sample, "4 5 6");
  g_assert_cmpuint (n_notified, ==, 2);
  select_row (sample, 4, TRUE, FALSE);
  assert_selected (sample, "4 6");
  g_assert_cmpuint (count_selected (sample), ==, 2);
  select_all (sample);
  assert_selected (sample, "1 2 3 4 5 6");
  g_assert_cmpuint (n_changed, ==, 5);
  select_all (sample); /* nothing new */
  g_assert_cmpuint (n_changed, ==, 5);

  acme_table_select_item (sample->table, sample_table_get_endpoint (sample, 3));
  assert_selected (sample, "3");
  acme_table_select_item (sample->table, NULL);
  assert_selected (sample, "");
  g_assert_cmpuint (count_selected (sample), ==, 0);
}

static void
test_set_multiple (SampleTable   *sample,
                   gconstpointer  data)
{
  gboolean multiple;

  select_all (sample);
  acme_table_set_multiple (sample->table, FALSE);
  g_object_get (sample->table, "multiple", &multiple, NULL);
  g_assert_false (multiple);
  assert_selected (sample, "");
  select_row (sample, 0, FALSE, FALSE);
  select_row (sample, 2, TRUE, FALSE);
  assert_selected (sample, "3");
  g_object_set (sample->table, "multiple", TRUE, NULL);
  assert_selected (sample, "");

  select_all (sample);
  acme_table_set_items (sample->table, NULL, NULL, NULL);
  assert_selected (sample, "");
  sample_table_set_settings (sample, NULL);
  select_row (sample, 0, FALSE, FALSE);
  select_row (sample, 2, TRUE, FALSE);
  assert_selected (sample, "1 3");
}

static void
test_rearranged (SampleTable   *sample,
                 gconstpointer  data)
{
  guint n_changed = 0;

  select_row (sample, 0, FALSE, FALSE);
  select_row (sample, 5, TRUE, FALSE);
  g_signal_connect_swapped (sample->table, "selection-changed", G_CALLBACK (count_cb), &n_changed);
  sample_table_fill (sample, 1, 6); /* a refresh */
  g_assert_cmpuint (n_changed, ==, 0);
  acme_query_set_sort (sample->query, ACME_ENDPOINT_ID, TRUE);
  assert_selected (sample, "6 1");
  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  assert_selected (sample, "6 1");
  g_assert_cmpuint (count_selected (sample), ==, 2);
  select_all (sample);
  g_assert_cmpuint (count_selected (sample), ==, 6); /* and no group */
  n_changed = 0;
  g_action_group_activate_action (acme_table_get_actions (sample->table), "collapse-all", NULL);
  assert_selected (sample, "");
  g_assert_cmpuint (n_changed, ==, 1);
  g_action_group_activate_action (acme_table_get_actions (sample->table), "expand-all", NULL);
  assert_selected (sample, "6 4 2 1 5 3");
  acme_query_set_search (sample->query, "web team");
  assert_selected (sample, "2 1");
  acme_query_set_search (sample->query, "");
  assert_selected (sample, "6 4 2 1 5 3");
}

/* Another admin takes items away: what was selected does not come to mean what took their place. */
static void
test_gone (SampleTable   *sample,
           gconstpointer  data)
{
  select_row (sample, 0, FALSE, FALSE);
  select_row (sample, 1, TRUE, FALSE);
  select_row (sample, 2, TRUE, FALSE);
  sample_table_fill (sample, 3, 6);
  assert_selected (sample, "3");
  g_assert_cmpuint (count_selected (sample), ==, 1);
  sample_table_fill (sample, 4, 6);
  assert_selected (sample, "");
  g_assert_cmpuint (count_selected (sample), ==, 0);
  sample_table_fill (sample, 1, 6);
  assert_selected (sample, "");
}

/* The rows follow much later than the items, but nobody acts on what is gone meanwhile. */
static void
test_many_gone (SampleTable   *sample,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_changed = 0;

  select_row (sample, 0, FALSE, FALSE);
  select_row (sample, 4, TRUE, FALSE);
  assert_selected (sample, "1 5");
  g_signal_connect_swapped (sample->table, "selection-changed", G_CALLBACK (count_cb), &n_changed);
  for (guint id = 3; id <= 20000; id++)
    g_ptr_array_add (fresh, g_object_ref (sample_table_get_endpoint (sample, id)));
  acme_keyed_list_replace (sample->list, fresh);
  assert_selected (sample, "5");
  g_assert_cmpuint (n_changed, ==, 1);
  acme_row_model_finish (sample->rows);
  assert_selected (sample, "5");
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (count_selected (sample), ==, 1);
}

static gboolean
shows_two_selected (gpointer data)
{
  return count_selected (data) == 2;
}

static gboolean
focus_has_row (gpointer data)
{
  return sample_table_get_focus_row (data) != NULL;
}

/* The focus is on a row that is not selected, and stays on it, as does the place on the screen. */
static void
test_focus (SampleTable   *sample,
            gconstpointer  data)
{
  g_autofree char *text = NULL;
  double before;

  sample_table_set_scroll (sample, 40000);
  acme_table_select_item (sample->table, sample_table_get_endpoint (sample, 2003));
  sample_table_draw (sample);
  acme_table_grab_focus_view (sample->table);
  wait_until (focus_has_row, sample);
  sample_table_set_scroll (sample, sample_table_get_scroll (sample) + 100); /* away from the edge of what is visible */
  sample_table_draw (sample);
  select_row (sample, 2004, TRUE, FALSE);
  assert_selected (sample, "2003 2005");
  gtk_widget_grab_focus (gtk_widget_get_next_sibling (sample_table_get_focus_row (sample)));
  g_assert_cmpuint (gtk_widget_get_state_flags (sample_table_get_focus_row (sample)) & GTK_STATE_FLAG_SELECTED, ==, 0);
  before = sample_table_get_scroll (sample);
  text = g_strdup (sample_table_get_focus_text (sample));

  select_row (sample, 0, TRUE, FALSE);
  assert_selected (sample, "1 2003 2005");
  sample_table_fill (sample, 1001, 4000); /* a thousand above it are gone, as many come below */
  sample_table_draw (sample);
  wait_until (focus_has_row, sample);
  assert_selected (sample, "2003 2005");
  wait_until (shows_two_selected, sample); /* it may take another layout until their rows are there */
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, text);
  g_assert_cmpfloat (fabs (before - sample_table_get_scroll (sample) -
                           1000.0 * gtk_widget_get_height (sample_table_get_focus_row (sample))), <, 2);
}

static GtkGesture *
find_secondary_click (GtkWidget *view)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        return GTK_GESTURE (controller); /* the view holds it */
    }
  g_assert_not_reached ();
}

/* On the row at @position, of those that the first screen shows. */
static void
click_secondary (SampleTable *sample,
                 guint        position)
{
  GtkWidget *view = sample_table_get_view (sample);
  GtkWidget *list = gtk_widget_get_last_child (view);
  GtkWidget *row = gtk_widget_get_first_child (list);
  double x, y;

  while (position-- > 0)
    row = gtk_widget_get_next_sibling (row);
  g_assert_true (gtk_widget_translate_coordinates (row, view, 20, gtk_widget_get_height (row) / 2.0, &x, &y));
  g_signal_emit_by_name (find_secondary_click (view), "pressed", 1, x, y);
  sample_table_draw (sample);
}

static void
test_context_menu (SampleTable   *sample,
                   gconstpointer  data)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  g_menu_append (menu, "Find", "table.find");
  acme_table_set_context_menu (sample->table, G_MENU_MODEL (menu));
  select_row (sample, 1, FALSE, FALSE);
  select_row (sample, 2, TRUE, FALSE);
  click_secondary (sample, 2);
  assert_selected (sample, "2 3");
  click_secondary (sample, 4);
  assert_selected (sample, "5");

  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  select_all (sample);
  sample_table_draw (sample);
  click_secondary (sample, 0); /* a group: it has no menu, and several are not given up for it */
  assert_selected (sample, "1 2 4 6 3 5");
  settle (); /* the focus comes last */
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "Sectigo Public ACME  4");
  g_assert_true (sample_table_press (sample, GDK_KEY_Left, 0)); /* on the group: closes it */
  assert_selected (sample, "3 5");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, n, function) \
  g_test_add ("/table-selection/" name, SampleTable, GUINT_TO_POINTER (n), set_up, function, sample_table_tear_down)
  ADD ("select", 6, test_select);
  ADD ("set-multiple", 6, test_set_multiple);
  ADD ("rearranged", 6, test_rearranged);
  ADD ("gone", 6, test_gone);
  ADD ("many-gone", 20000, test_many_gone);
  ADD ("focus", 4000, test_focus);
  ADD ("context-menu", 6, test_context_menu);
#undef ADD
  return g_test_run ();
}

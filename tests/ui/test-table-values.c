/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-table-private.h"

#include "find-widget.h"
#include "sample-table.h"

static void
set_up (SampleTable   *sample,
        gconstpointer  n_items)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) section = g_menu_new ();

  sample_table_set_up (sample, n_items);
  g_menu_append (section, "Find", "table.find");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  acme_table_set_context_menu (sample->table, G_MENU_MODEL (menu));
  acme_item_set_string (sample_table_get_endpoint (sample, 2), ACME_ENDPOINT_NAME, "web_\nteam");
  acme_table_select_item (sample->table, sample_table_get_endpoint (sample, 2));
  acme_table_grab_focus_view (sample->table);
  sample_table_draw (sample);
}

/* “Show _Only “web__ team” (name, web_team)”: its label, and what it does */
static void
assert_entry (GMenuModel *menu,
              int         n,
              const char *label,
              const char *action_name,
              const char *id,
              const char *value)
{
  g_autofree char *its_label = NULL, *its_action = NULL, *its_id = NULL, *its_value = NULL;
  g_autoptr(GVariant) target = g_menu_model_get_item_attribute_value (menu, n, G_MENU_ATTRIBUTE_TARGET, NULL);

  g_assert_true (g_menu_model_get_item_attribute (menu, n, G_MENU_ATTRIBUTE_LABEL, "s", &its_label));
  g_assert_true (g_menu_model_get_item_attribute (menu, n, G_MENU_ATTRIBUTE_ACTION, "s", &its_action));
  g_variant_get (target, "(ss)", &its_id, &its_value);
  g_assert_cmpstr (its_label, ==, label);
  g_assert_cmpstr (its_action, ==, action_name);
  g_assert_cmpstr (its_id, ==, id);
  g_assert_cmpstr (its_value, ==, value);
}

static gboolean
is_of_third (GtkWidget *widget)
{
  return g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), "third") == 0;
}

static gboolean
accept_mapped (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static GtkPopover *
get_popover (SampleTable *sample)
{
  return GTK_POPOVER (find_widget (GTK_WIDGET (sample->table), GTK_TYPE_POPOVER_MENU, accept_mapped));
}

static void
press_secondary (SampleTable *sample,
                 GtkWidget   *at)
{
  GtkWidget *view = sample_table_get_view (sample);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (view);
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (at, view, gtk_widget_get_width (at) / 2.0,
                                                   gtk_widget_get_height (at) / 2.0, &x, &y));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        g_signal_emit_by_name (controller, "pressed", 1, x, y);
    }
}

static void
activate (SampleTable *sample,
          const char  *name,
          const char  *id,
          const char  *value)
{
  g_action_group_activate_action (acme_table_get_actions (sample->table), name, g_variant_new ("(ss)", id, value));
}

static void
assert_filter (SampleTable *sample,
               const char  *expected)
{
  g_autofree char *text = acme_query_describe (sample->query);

  g_assert_cmpstr (text, ==, expected);
}

/* The keyboard is in a row: it asks for the column. */
static void
test_by_key (SampleTable   *sample,
             gconstpointer  data)
{
  g_autoptr(GMenuModel) whole = NULL, filter = NULL, only = NULL, but = NULL;
  GtkWidget *row = sample_table_get_focus_row (sample);
  GtkPopover *popover;

  g_assert_true (sample_table_press (sample, GDK_KEY_F10, GDK_SHIFT_MASK));
  popover = get_popover (sample);
  whole = g_object_ref (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover)));
  g_assert_cmpint (g_menu_model_get_n_items (whole), ==, 2); /* the window's own section, set apart, and this one */
  filter = g_menu_model_get_item_link (whole, 1, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (filter), ==, 2);
  only = g_menu_model_get_item_link (filter, 0, G_MENU_LINK_SUBMENU);
  but = g_menu_model_get_item_link (filter, 1, G_MENU_LINK_SUBMENU);
  assert_entry (only, 0, "Name: web__ team", "table.show-only", "name", "web_\nteam");
  assert_entry (but, 0, "Name: web__ team", "table.leave-out", "name", "web_\nteam");
  g_assert_cmpint (g_menu_model_get_n_items (only), ==, g_menu_model_get_n_items (but));

  close_popover (popover);
  g_assert_true (sample_table_get_focus_row (sample) == row); /* and not whatever is first in the window */
}

/* The pointer is in a cell, which is what the menu is about. */
static void
test_by_pointer (SampleTable   *sample,
                 gconstpointer  data)
{
  AcmeItem *item = sample_table_get_endpoint (sample, 3);
  GMenuModel *filter = G_MENU_MODEL (sample->table->value_menu);
  GtkWidget *cell;

  acme_item_set_string (item, ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_UNIVERSAL);
  acme_item_set_string (item, ACME_ENDPOINT_URL, "third");
  acme_keyed_list_touch (sample->list, item);
  sample_table_draw (sample);
  cell = find_widget (sample_table_get_view (sample), GTK_TYPE_INSCRIPTION, is_of_third);
  g_assert_nonnull (cell);
  press_secondary (sample, cell);
  sample_table_draw (sample);
  g_assert_nonnull (get_popover (sample));
  g_assert_true (acme_table_get_selected_item (sample->table) == item);
  assert_entry (filter, 0, "Show _Only “third”", "table.show-only", "url", "third");
  g_assert_cmpint (g_menu_model_get_n_items (filter), ==, 2);
  close_popover (get_popover (sample));

  acme_table_fill_value_menu (sample->table, item, acme_table_get_shown_column (sample->table, 2));
  assert_entry (filter, 1, "_Leave Out “Universal ACME”", "table.leave-out", "type", ACME_ENDPOINT_TYPE_UNIVERSAL);
}

/* Nothing is asked for where there is nothing, or where the text is no text; long ones are cut off. */
static void
test_labels (SampleTable   *sample,
             gconstpointer  data)
{
  AcmeItem *item = sample_table_get_endpoint (sample, 1);
  GMenuModel *filter = G_MENU_MODEL (sample->table->value_menu);
  AcmeTableColumn id = { .table = sample->table, .field = ACME_ENDPOINT_ID };
  AcmeTableColumn url = { .table = sample->table, .field = ACME_ENDPOINT_URL };
  g_autofree char *long_text = g_strnfill (500, 'x');
  g_autofree char *start = g_strnfill (40, 'x');
  g_autofree char *label = g_strdup_printf ("Show _Only “%s…”", start);

  acme_table_fill_value_menu (sample->table, item, &id);
  g_assert_cmpint (g_menu_model_get_n_items (filter), ==, 0);
  acme_item_set_string (item, ACME_ENDPOINT_URL, NULL);
  acme_table_fill_value_menu (sample->table, item, &url);
  g_assert_cmpint (g_menu_model_get_n_items (filter), ==, 0);
  acme_item_set_string (item, ACME_ENDPOINT_URL, long_text);
  acme_table_fill_value_menu (sample->table, item, &url);
  assert_entry (filter, 0, label, "table.show-only", "url", long_text);
}

static void
test_filters (SampleTable   *sample,
              gconstpointer  data)
{
  activate (sample, "show-only", "name", "web");
  assert_filter (sample, "Name is web");
  activate (sample, "leave-out", "url", "https://acme.example.org/");
  assert_filter (sample, "Name is web · URL is not https://acme.example.org/");
  activate (sample, "show-only", "name", "web"); /* as it is already */
  activate (sample, "show-only", "name", "");
  activate (sample, "show-only", "no such field", "web");
  assert_filter (sample, "Name is web · URL is not https://acme.example.org/");

  acme_table_set_items (sample->table, NULL, NULL, NULL);
  activate (sample, "show-only", "name", "web");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/table-values/" name, SampleTable, GUINT_TO_POINTER (6), set_up, function, sample_table_tear_down)
  ADD ("by-key", test_by_key);
  ADD ("by-pointer", test_by_pointer);
  ADD ("labels", test_labels);
  ADD ("filters", test_filters);
#undef ADD
  return g_test_run ();
}

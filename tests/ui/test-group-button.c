/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-group-button.h"

#include "acme-group-popover.h"
#include "find-widget.h"
#include "sample-table.h"

static void
test_new (void)
{
  GtkWidget *button = g_object_ref_sink (acme_group_button_new ());

  g_assert_null (acme_table_button_get_table (ACME_TABLE_BUTTON (button)));
  g_assert_false (gtk_widget_get_sensitive (find_widget (button, GTK_TYPE_MENU_BUTTON, NULL)));
  g_assert_finalize_object (button);
}

static GtkCheckButton *
get_choice (GtkWidget  *button,
            const char *title)
{
  GtkWidget *popover = find_widget (button, ACME_TYPE_GROUP_POPOVER, NULL);
  GtkWidget *label = find_label (popover, title);

  g_assert_nonnull (label);
  return GTK_CHECK_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON));
}

static void
choose (GtkWidget  *button,
        const char *title)
{
  gtk_widget_activate (GTK_WIDGET (get_choice (button, title)));
}

static void
test_group (SampleTable   *sample,
            gconstpointer  data)
{
  GtkWidget *button = acme_group_button_new ();
  GtkWidget *menu_button = find_widget (button, GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *expand, *collapse;

  gtk_box_append (GTK_BOX (sample->box), button);
  acme_table_button_set_table (ACME_TABLE_BUTTON (button), sample->table);
  acme_table_button_popup (ACME_TABLE_BUTTON (button));
  sample_table_draw (sample);
  expand = find_action (button, "table.expand-all");
  collapse = find_action (button, "table.collapse-all");

  g_assert_true (gtk_check_button_get_active (get_choice (button, "None")));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (sample->window)) == GTK_WIDGET (get_choice (button, "None")));
  g_assert_false (gtk_widget_get_sensitive (expand));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (menu_button), ==, "Group");

  choose (button, "URL Host");
  g_assert_cmpint (acme_query_get_group (sample->query), ==, ACME_ENDPOINT_URL_HOST);
  g_assert_false (gtk_check_button_get_active (get_choice (button, "None")));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (menu_button), ==, "Group (by URL Host)");
  g_assert_true (gtk_widget_has_css_class (menu_button, "in-use"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 6 + 4);

  g_signal_emit_by_name (collapse, "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 4);
  g_signal_emit_by_name (expand, "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 6 + 4);

  choose (button, "None");
  g_assert_cmpint (acme_query_get_group (sample->query), ==, ACME_QUERY_NO_FIELD);
  g_assert_false (gtk_widget_has_css_class (menu_button, "in-use"));
}

/* The choices follow the items. */
static void
test_exchange (SampleTable   *sample,
               gconstpointer  data)
{
  GtkWidget *button = g_object_ref_sink (acme_group_button_new ());

  gtk_box_append (GTK_BOX (sample->box), button);
  acme_table_button_set_table (ACME_TABLE_BUTTON (button), sample->table);
  g_assert_null (find_widget (button, ACME_TYPE_GROUP_POPOVER, NULL)); /* not made before it is opened */
  acme_table_button_popup (ACME_TABLE_BUTTON (button));
  g_assert_nonnull (find_label (button, "Validation Type"));
  acme_table_set_items (sample->table, NULL, NULL, NULL);
  g_assert_null (find_label (button, "Validation Type"));
  sample_table_set_settings (sample, NULL);
  g_assert_nonnull (find_label (button, "Validation Type"));
  gtk_box_remove (GTK_BOX (sample->box), button);
  g_assert_finalize_object (button);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/group-button/new", test_new);
  g_test_add ("/group-button/group", SampleTable, GUINT_TO_POINTER (6), sample_table_set_up, test_group,
              sample_table_tear_down);
  g_test_add ("/group-button/exchange", SampleTable, GUINT_TO_POINTER (6), sample_table_set_up, test_exchange,
              sample_table_tear_down);
  return g_test_run ();
}

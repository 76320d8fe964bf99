/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-filter-button.h"

#include "acme-criterion-row.h"
#include "find-widget.h"
#include "sample-table.h"

static void
test_new (void)
{
  GtkWidget *button = g_object_ref_sink (acme_filter_button_new ());

  g_assert_null (acme_table_button_get_table (ACME_TABLE_BUTTON (button)));
  g_assert_false (gtk_widget_get_sensitive (find_widget (button, GTK_TYPE_MENU_BUTTON, NULL)));
  g_assert_finalize_object (button);
}

static void
set_filter (SampleTable *sample,
            const char  *value)
{
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);

  if (value != NULL)
    g_ptr_array_add (criteria, acme_criterion_new (&acme_endpoint_fields, ACME_ENDPOINT_NAME, ACME_OPERATOR_CONTAINS,
                                                   value, NULL));
  acme_query_set_criteria (sample->query, criteria);
}

static void
test_shows_use (SampleTable   *sample,
                gconstpointer  data)
{
  GtkWidget *button = g_object_ref_sink (acme_filter_button_new ());
  GtkWidget *menu_button = find_widget (button, GTK_TYPE_MENU_BUTTON, NULL);

  g_object_set (button, "table", sample->table, NULL);
  g_assert_true (gtk_widget_get_sensitive (menu_button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (menu_button), ==, "Filter");

  set_filter (sample, "web");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (menu_button), ==, "Filter (1 active)");
  g_assert_true (gtk_widget_has_css_class (menu_button, "in-use"));

  sample_table_set_settings (sample, NULL); /* other items, another query */
  g_assert_cmpstr (gtk_widget_get_tooltip_text (menu_button), ==, "Filter");
  set_filter (sample, "web");
  g_assert_true (gtk_widget_has_css_class (menu_button, "in-use"));
  set_filter (sample, NULL);
  g_assert_false (gtk_widget_has_css_class (menu_button, "in-use"));

  acme_table_set_items (sample->table, NULL, NULL, NULL);
  g_assert_false (gtk_widget_get_sensitive (menu_button));
  acme_table_button_set_table (ACME_TABLE_BUTTON (button), NULL);
  g_assert_finalize_object (button);
}

/* Opened, it is ready to be typed into. */
static void
test_popup (SampleTable   *sample,
            gconstpointer  data)
{
  GtkWidget *button = acme_filter_button_new ();
  GtkWidget *focus;

  gtk_box_append (GTK_BOX (sample->box), button);
  acme_table_button_set_table (ACME_TABLE_BUTTON (button), sample->table);
  acme_table_button_popup (ACME_TABLE_BUTTON (button));
  sample_table_draw (sample);
  focus = gtk_root_get_focus (GTK_ROOT (sample->window));
  g_assert_true (GTK_IS_EDITABLE (focus));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, ACME_TYPE_CRITERION_ROW));
  gtk_editable_set_text (GTK_EDITABLE (focus), "web");
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (sample->rows)), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/filter-button/new", test_new);
  g_test_add ("/filter-button/shows-use", SampleTable, GUINT_TO_POINTER (6), sample_table_set_up, test_shows_use,
              sample_table_tear_down);
  g_test_add ("/filter-button/popup", SampleTable, GUINT_TO_POINTER (6), sample_table_set_up, test_popup,
              sample_table_tear_down);
  return g_test_run ();
}

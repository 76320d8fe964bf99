/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-table-buttons.h"

#include "acme-filter-button.h"
#include "acme-group-button.h"
#include "find-widget.h"
#include "sample-table.h"

static void
test_new (void)
{
  GtkWidget *buttons = g_object_ref_sink (acme_table_buttons_new ());

  g_assert_null (acme_table_buttons_get_table (ACME_TABLE_BUTTONS (buttons)));
  g_assert_finalize_object (buttons);
}

static void
test_table (SampleTable   *sample,
            gconstpointer  data)
{
  GtkWidget *buttons = acme_table_buttons_new ();
  GtkWidget *search = find_widget (buttons, GTK_TYPE_TOGGLE_BUTTON, NULL);
  GtkWidget *filter = find_widget (buttons, ACME_TYPE_FILTER_BUTTON, NULL);
  GtkWidget *group = find_widget (buttons, ACME_TYPE_GROUP_BUTTON, NULL);
  g_autoptr(AcmeTable) table = NULL;

  gtk_box_append (GTK_BOX (sample->box), buttons);
  g_object_set (buttons, "table", sample->table, NULL);
  g_object_get (buttons, "table", &table, NULL);
  g_assert_true (table == sample->table);
  g_assert_true (acme_table_button_get_table (ACME_TABLE_BUTTON (filter)) == table);
  g_assert_true (acme_table_button_get_table (ACME_TABLE_BUTTON (group)) == table);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (search), TRUE);
  g_assert_true (acme_table_get_search_mode (table));
  acme_table_set_search_mode (table, FALSE);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (search)));

  acme_table_buttons_set_table (ACME_TABLE_BUTTONS (buttons), NULL);
  g_assert_null (acme_table_button_get_table (ACME_TABLE_BUTTON (group)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (search), TRUE);
  g_assert_false (acme_table_get_search_mode (table));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/table-buttons/new", test_new);
  g_test_add ("/table-buttons/table", SampleTable, GUINT_TO_POINTER (6), sample_table_set_up, test_table,
              sample_table_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-date-range-button.h"

#include "find-widget.h"

static GtkWidget *
get_menu_button (AcmeDateRangeButton *button)
{
  return find_widget (GTK_WIDGET (button), GTK_TYPE_MENU_BUTTON, NULL);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_new (void)
{
  GtkWidget *button = g_object_ref_sink (acme_date_range_button_new ());

  g_assert_cmpint (acme_date_range_button_get_range (ACME_DATE_RANGE_BUTTON (button))->preset, ==,
                   ACME_DATE_RANGE_LAST_30_DAYS);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (get_menu_button (ACME_DATE_RANGE_BUTTON (button)))), ==,
                   "Last 30 Days");
  g_assert_finalize_object (button);
}

static void
test_range (void)
{
  GtkWidget *button = g_object_ref_sink (acme_date_range_button_new ());
  AcmeDateRange range;
  AcmeDateRange *got = NULL;
  guint n = 0;

  g_signal_connect_swapped (button, "notify::range", G_CALLBACK (count_cb), &n);
  g_assert_true (acme_date_range_parse ("2026-11-01/2026-11-14", &range));
  g_object_set (button, "range", &range, NULL);
  g_object_set (button, "range", &range, NULL);
  g_object_get (button, "range", &got, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (acme_date_range_equal (got, &range));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (get_menu_button (ACME_DATE_RANGE_BUTTON (button)))), ==,
                   "1 – 14 Nov 2026");
  g_boxed_free (ACME_TYPE_DATE_RANGE, got);
  g_assert_finalize_object (button);
}

/* What is chosen in the popover becomes the button's. */
static void
test_choose (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = acme_date_range_button_new ();
  GtkWidget *list;
  guint n = 0;

  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (button, "notify::range", G_CALLBACK (count_cb), &n);
  gtk_menu_button_popup (GTK_MENU_BUTTON (get_menu_button (ACME_DATE_RANGE_BUTTON (button))));
  list = find_widget (button, GTK_TYPE_LIST_BOX, NULL);
  g_assert_nonnull (list);

  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), ACME_DATE_RANGE_TODAY)));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (acme_date_range_button_get_range (ACME_DATE_RANGE_BUTTON (button))->preset, ==,
                   ACME_DATE_RANGE_TODAY);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/date-range-button/new", test_new);
  g_test_add_func ("/date-range-button/range", test_range);
  g_test_add_func ("/date-range-button/choose", test_choose);
  return g_test_run ();
}

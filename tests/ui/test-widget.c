/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-widget.h"

static void
test_css_class (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));

  gtk_widget_add_css_class (widget, "other");
  acme_widget_set_css_class (widget, "warning", FALSE);
  g_assert_false (gtk_widget_has_css_class (widget, "warning"));
  acme_widget_set_css_class (widget, "warning", TRUE);
  acme_widget_set_css_class (widget, "warning", TRUE);
  g_assert_true (gtk_widget_has_css_class (widget, "warning"));
  acme_widget_set_css_class (widget, "warning", FALSE);
  g_assert_false (gtk_widget_has_css_class (widget, "warning"));
  g_assert_true (gtk_widget_has_css_class (widget, "other"));
  g_assert_finalize_object (widget);
}

static void
test_shown (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *children[3];

  g_assert_null (acme_widget_get_first_shown (box));
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = gtk_label_new (NULL);
      gtk_box_append (GTK_BOX (box), children[i]);
    }
  g_assert_true (acme_widget_get_first_shown (box) == children[0]);
  g_assert_true (acme_widget_get_next_shown (children[0]) == children[1]);
  gtk_widget_set_visible (children[1], FALSE);
  g_assert_true (acme_widget_get_next_shown (children[0]) == children[2]);
  g_assert_null (acme_widget_get_next_shown (children[2]));
  gtk_widget_set_visible (children[0], FALSE);
  g_assert_true (acme_widget_get_first_shown (box) == children[2]);
  gtk_widget_set_visible (children[2], FALSE);
  g_assert_null (acme_widget_get_first_shown (box));
  g_assert_finalize_object (box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widget/css-class", test_css_class);
  g_test_add_func ("/widget/shown", test_shown);
  return g_test_run ();
}

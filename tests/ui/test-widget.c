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
test_skip_hidden (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *first = gtk_label_new (NULL);
  GtkWidget *last = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), last);
  g_assert_true (acme_widget_skip_hidden (first) == first);
  gtk_widget_set_visible (first, FALSE);
  g_assert_true (acme_widget_skip_hidden (first) == last);
  gtk_widget_set_visible (last, FALSE);
  g_assert_null (acme_widget_skip_hidden (first));
  g_assert_null (acme_widget_skip_hidden (NULL));
  g_assert_finalize_object (box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widget/css-class", test_css_class);
  g_test_add_func ("/widget/skip-hidden", test_skip_hidden);
  return g_test_run ();
}

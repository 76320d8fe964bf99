/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-wrap-box.h"

static void
test_append (void)
{
  GtkWidget *box = g_object_ref_sink (acme_wrap_box_new ());
  int height;

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *child = gtk_label_new (NULL);

      gtk_widget_set_size_request (child, 100, 20);
      acme_wrap_box_append (ACME_WRAP_BOX (box), child);
      g_assert_true (gtk_widget_get_last_child (box) == child);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 250, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 20 + 6 + 20); /* the third one is in a line of its own */
  g_assert_finalize_object (box);
}

static void
test_template (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *box;

  g_type_ensure (ACME_TYPE_WRAP_BOX);
  gtk_builder_add_from_string (builder, "<interface><object class='AcmeWrapBox' id='box'>"
                               "<child><object class='GtkLabel' id='one'/></child>"
                               "<child><object class='GtkLabel' id='two'/></child></object></interface>", -1, NULL);
  box = GTK_WIDGET (gtk_builder_get_object (builder, "box"));
  g_assert_true (gtk_widget_get_first_child (box) == GTK_WIDGET (gtk_builder_get_object (builder, "one")));
  g_assert_true (gtk_widget_get_last_child (box) == GTK_WIDGET (gtk_builder_get_object (builder, "two")));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wrap-box/append", test_append);
  g_test_add_func ("/wrap-box/template", test_template);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-refresh-button.h"

static void
test_loading (void)
{
  GtkWidget *button = g_object_ref_sink (acme_refresh_button_new ());
  gboolean loading;

  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.refresh");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Refresh");
  g_object_set (button, "loading", TRUE, NULL);
  g_assert_true (acme_refresh_button_get_loading (ACME_REFRESH_BUTTON (button)));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.stop");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Stop");
  acme_refresh_button_set_loading (ACME_REFRESH_BUTTON (button), FALSE);
  g_object_get (button, "loading", &loading, NULL);
  g_assert_false (loading);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.refresh");
  g_assert_finalize_object (button);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/refresh-button/loading", test_loading);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-import-start.h"

#include "dialog-fixture.h"
#include "find-widget.h"

static void
test_endpoint (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeImportStart *start = g_object_ref_sink (g_object_new (ACME_TYPE_IMPORT_START, NULL));

  acme_import_start_set_endpoint (start, endpoint);
  g_assert_nonnull (find_label (GTK_WIDGET (start), "Lines without one are for “R&D <Web> \"Team\"”."));
  g_assert_finalize_object (start);
}

static void
test_focus (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *start = g_object_new (ACME_TYPE_IMPORT_START, NULL);
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) open = g_simple_action_new ("open", NULL);

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (open));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (actions));
  gtk_window_set_child (GTK_WINDOW (window), start);
  g_assert_true (gtk_widget_grab_focus (start));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_action (start, "win.open"));
  g_assert_nonnull (find_action (start, "win.save-example"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/import-start/endpoint", test_endpoint);
  g_test_add_func ("/import-start/focus", test_focus);

  return g_test_run ();
}

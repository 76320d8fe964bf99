/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-status-view.h"

#include "acme-error.h"
#include "find-widget.h"

static AcmeStatusView *
create (void)
{
  return g_object_ref_sink (g_object_new (ACME_TYPE_STATUS_VIEW, NULL));
}

static void
test_new_destroy (void)
{
  AcmeStatusView *view = create ();

  g_assert_cmpint (acme_status_view_get_status (view), ==, ACME_STATUS_LOADING);
  g_assert_finalize_object (view);
}

static gboolean
is_button_visible (AcmeStatusView *view)
{
  return gtk_widget_get_visible (find_widget (GTK_WIDGET (view), GTK_TYPE_BUTTON, NULL));
}

static void
test_message (void)
{
  g_autoptr(AcmeStatusView) view = create ();

  acme_status_view_set_message (view, "edit-find-symbolic", "Nothing <of> & it", "Ask <them> & go.", "_Ask", "app.ask");
  g_assert_cmpint (acme_status_view_get_status (view), ==, ACME_STATUS_MESSAGE);
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Nothing <of> & it"));
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Ask <them> & go."));
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Ask"));
  g_assert_nonnull (find_action (GTK_WIDGET (view), "app.ask"));
  g_assert_true (is_button_visible (view));

  acme_status_view_set_message (view, "edit-find-symbolic", "Nothing", NULL, NULL, NULL);
  g_assert_null (find_label (GTK_WIDGET (view), "Ask <them>"));
  g_assert_false (is_button_visible (view));
}

static gboolean
is_spinner_visible (gpointer spinner)
{
  return gtk_widget_get_visible (gtk_widget_get_parent (spinner));
}

static const char *
get_page (AcmeStatusView *view)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (view))));
}

static void
test_loading (void)
{
  g_autoptr(AcmeStatusView) view = create ();
  GtkWidget *spinner = find_widget (GTK_WIDGET (view), GTK_TYPE_SPINNER, NULL);

  acme_status_view_set_loading (view, "Loading Things…");
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Loading Things…"));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_false (is_spinner_visible (spinner));
  g_assert_cmpstr (get_page (view), ==, "loading");
  wait_until (is_spinner_visible, spinner);
  acme_status_view_set_progress (view, 3, 12);
  g_assert_nonnull (find_label (GTK_WIDGET (view), "3 of 12"));
  acme_status_view_set_progress_text (view, "3 of <a dozen>");
  g_assert_nonnull (find_label (GTK_WIDGET (view), "3 of <a dozen>"));
  acme_status_view_set_progress (view, 0, 0);
  g_assert_null (find_label (GTK_WIDGET (view), "3 of 12"));

  acme_status_view_set_message (view, "edit-find-symbolic", "Nothing", NULL, NULL, NULL);
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_false (is_spinner_visible (spinner));
  g_assert_cmpstr (get_page (view), ==, "message");
  acme_status_view_set_loading (view, "Loading…"); /* not the old message meanwhile */
  g_assert_cmpstr (get_page (view), ==, "loading");
}

static void
test_error (void)
{
  g_autoptr(AcmeStatusView) view = create ();
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, "Connection <refused> & gone.");

  acme_status_view_set_error (view, error, "scm.example.org", NULL, "win.refresh");
  g_assert_cmpint (acme_status_view_get_status (view), ==, ACME_STATUS_ERROR);
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Cannot Reach scm.example.org"));
  g_assert_nonnull (find_action (GTK_WIDGET (view), "win.refresh"));
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Connection <refused> & gone."));
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Try Again"));
  acme_status_view_set_error (view, error, NULL, NULL, NULL);
  g_assert_false (is_button_visible (view));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/status-view/new-destroy", test_new_destroy);
  g_test_add_func ("/status-view/message", test_message);
  g_test_add_func ("/status-view/loading", test_loading);
  g_test_add_func ("/status-view/error", test_error);

  return g_test_run ();
}

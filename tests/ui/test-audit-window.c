/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-window.h"

#include "dialog-fixture.h"
#include "find-widget.h"

static void
test_new_destroy (void)
{
  AcmeEndpoint *endpoint = create_endpoint ();
  AcmeAuditWindow *window = create_quiet_dialog (ACME_TYPE_AUDIT_WINDOW, endpoint);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (acme_dialog_get_endpoint (ACME_DIALOG (window)) == endpoint);

  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  g_assert_finalize_object (endpoint);
}

static void
test_says_which_endpoint (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeAuditWindow *window = create_quiet_dialog (ACME_TYPE_AUDIT_WINDOW, endpoint);
  AdwStatusPage *page = ADW_STATUS_PAGE (find_widget (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE, NULL));

  g_assert_cmpstr (adw_status_page_get_title (page), ==, "R&D <Web> \"Team\"");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "https://acme.example.org/v2/DV?a=1&b=2"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Universal ACME"));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_close (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeAuditWindow *window = g_object_ref (create_quiet_dialog (ACME_TYPE_AUDIT_WINDOW, endpoint));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "window.close", NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (window);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/audit-window/new-destroy", test_new_destroy);
  g_test_add_func ("/audit-window/says-which-endpoint", test_says_which_endpoint);
  g_test_add_func ("/audit-window/close", test_close);

  return g_test_run ();
}

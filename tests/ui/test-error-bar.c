/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-error-bar.h"

#include "acme-error.h"
#include "find-widget.h"

static void
test_new_destroy (void)
{
  AcmeErrorBar *bar = g_object_ref_sink (g_object_new (ACME_TYPE_ERROR_BAR, NULL));

  g_assert_false (acme_error_bar_get_revealed (bar));
  g_assert_finalize_object (bar);
}

static void
test_error (void)
{
  g_autoptr(AcmeErrorBar) bar = g_object_ref_sink (g_object_new (ACME_TYPE_ERROR_BAR, NULL));
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_AUTH, "Wrong <password> & login.");

  acme_error_bar_set_error (bar, error, "scm.example.org");
  g_assert_true (acme_error_bar_get_revealed (bar));
  g_assert_nonnull (find_label (GTK_WIDGET (bar), "Cannot Sign In: Wrong <password> & login."));
  g_assert_nonnull (find_action (GTK_WIDGET (bar), "win.refresh"));

  acme_error_bar_set_error (bar, NULL, "scm.example.org");
  g_assert_false (acme_error_bar_get_revealed (bar));

  acme_error_bar_set_message (bar, "There is <more> & more.");
  g_assert_true (acme_error_bar_get_revealed (bar));
  g_assert_nonnull (find_label (GTK_WIDGET (bar), "There is <more> & more."));
  acme_error_bar_set_error (bar, NULL, NULL);
  g_assert_false (acme_error_bar_get_revealed (bar));
}

static void
test_button (void)
{
  static const AcmeErrorWords words = { "Cows Could Not Be Milked", "Cows Could Not Be Found", "Ask the farmer." };
  g_autoptr(AcmeErrorBar) bar = g_object_ref_sink (ACME_ERROR_BAR (acme_error_bar_new ()));
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_FAILED, "No.");
  GtkWidget *button = find_action (GTK_WIDGET (bar), "win.refresh");

  acme_error_bar_set_words (bar, &words);
  acme_error_bar_set_error (bar, error, NULL);
  g_assert_nonnull (find_label (GTK_WIDGET (bar), "Cows Could Not Be Milked: No."));
  acme_error_bar_set_action_name (bar, "win.again");
  g_assert_true (find_action (GTK_WIDGET (bar), "win.again") == button);
  g_assert_true (gtk_widget_get_visible (button));
  acme_error_bar_set_action_name (bar, NULL);
  g_assert_false (gtk_widget_get_visible (button));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/error-bar/new-destroy", test_new_destroy);
  g_test_add_func ("/error-bar/error", test_error);
  g_test_add_func ("/error-bar/button", test_button);

  return g_test_run ();
}

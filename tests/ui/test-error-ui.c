/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-error-ui.h"

#include "acme-error.h"

static const AcmeErrorWords words = { "Cows Could Not Be Milked", "Cows Could Not Be Found", "Ask the farmer." };

static void
assert_page (GError     *error,
             const char *title)
{
  g_autoptr(GError) owned = error;
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  AdwStatusPage *page = ADW_STATUS_PAGE (g_object_ref_sink (adw_status_page_new ()));

  acme_error_ui_show_page (page, error, "scm.example.org", &words);
  g_assert_cmpstr (adw_status_page_get_title (page), ==, title);
  g_assert_nonnull (strstr (adw_status_page_get_description (page), escaped));
  g_assert_true (gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                          adw_status_page_get_icon_name (page)));
  g_object_unref (page);
}

static void
test_codes (void)
{
  static const char *const titles[] = {
    [ACME_ERROR_FAILED] = "Cows Could Not Be Milked",
    [ACME_ERROR_AUTH] = "Cannot Sign In",
    [ACME_ERROR_FORBIDDEN] = "Not Allowed",
    [ACME_ERROR_NOT_FOUND] = "Cows Could Not Be Found",
    [ACME_ERROR_CONFLICT] = "Cows Could Not Be Milked",
    [ACME_ERROR_RATE_LIMIT] = "Too Many Requests",
    [ACME_ERROR_TLS] = "No Secure Connection to scm.example.org",
    [ACME_ERROR_NETWORK] = "Cannot Reach scm.example.org",
    [ACME_ERROR_SERVER] = "The Server Has a Problem",
    [ACME_ERROR_BAD_REPLY] = "Unexpected Answer",
    [ACME_ERROR_INVALID] = "This Connection Cannot Be Used",
    [ACME_ERROR_PARTIAL] = "Cows Could Not Be Milked",
    [ACME_ERROR_UNKNOWN_OUTCOME] = "Cows Could Not Be Milked",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    assert_page (g_error_new (ACME_ERROR, i, "It said <b>no</b> & left."), titles[i]);
}

static void
test_other_domains (void)
{
  assert_page (g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No."), "Cows Could Not Be Milked");
  assert_page (g_error_new (ACME_ERROR, 999, "No."), "Cows Could Not Be Milked");
}

static void
test_words (void)
{
  g_autoptr(GError) forbidden = g_error_new (ACME_ERROR, ACME_ERROR_FORBIDDEN, "No.");
  g_autoptr(GError) failed = g_error_new (ACME_ERROR, ACME_ERROR_FAILED, "No.");
  g_autofree char *text = acme_error_ui_describe_bar (failed, NULL, NULL);
  AdwStatusPage *page = ADW_STATUS_PAGE (g_object_ref_sink (adw_status_page_new ()));

  acme_error_ui_show_page (page, forbidden, NULL, &words);
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "Ask the farmer."));
  acme_error_ui_show_page (page, forbidden, NULL, NULL);
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "Ask an administrator"));
  g_assert_cmpstr (text, ==, "That Could Not Be Done: No.");
  g_object_unref (page);
}

static void
test_bar (void)
{
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, "Connection refused <&>.");
  g_autofree char *text = acme_error_ui_describe_bar (error, "scm.example.org", &words);
  g_autofree char *without_host = acme_error_ui_describe_bar (error, NULL, NULL);

  g_assert_cmpstr (text, ==, "Cannot Reach scm.example.org: Connection refused <&>.");
  g_assert_cmpstr (without_host, ==, "Cannot Reach the Server: Connection refused <&>.");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/error-ui/codes", test_codes);
  g_test_add_func ("/error-ui/other-domains", test_other_domains);
  g_test_add_func ("/error-ui/words", test_words);
  g_test_add_func ("/error-ui/bar", test_bar);

  return g_test_run ();
}

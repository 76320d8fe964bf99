/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-export-options.h"

#include "find-widget.h"

static AcmeExportOptions *
make (guint n_shown,
      guint n_selected)
{
  return g_object_ref_sink (ACME_EXPORT_OPTIONS (acme_export_options_new (n_shown, n_selected)));
}

static gboolean
is_about_format (GtkWidget *row)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Format") == 0;
}

static gboolean
is_about_accounts (GtkWidget *row)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Accounts") == 0;
}

static const char *
get_choice (AcmeExportOptions *options,
            guint              position)
{
  GtkWidget *row = find_widget (GTK_WIDGET (options), ADW_TYPE_COMBO_ROW, is_about_accounts);

  return gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row))), position);
}

static void
test_accounts (void)
{
  AcmeExportOptions *none = make (1, 0);
  AcmeExportOptions *one = make (38, 1);
  AcmeExportOptions *several = make (38, 3);

  g_assert_false (acme_export_options_get_selected_only (none));
  g_assert_cmpstr (get_choice (none, 0), ==, "1 Shown");
  g_assert_null (get_choice (none, 1));

  g_assert_false (acme_export_options_get_selected_only (one));
  g_assert_cmpstr (get_choice (one, 0), ==, "All 38 Shown");
  g_assert_cmpstr (get_choice (one, 1), ==, "1 Selected");

  g_assert_true (acme_export_options_get_selected_only (several));
  g_assert_cmpstr (get_choice (several, 1), ==, "3 Selected");

  g_assert_finalize_object (none);
  g_assert_finalize_object (one);
  g_assert_finalize_object (several);
}

static void
test_format (void)
{
  AcmeExportOptions *options = make (2, 0);
  GtkWidget *row = find_widget (GTK_WIDGET (options), ADW_TYPE_COMBO_ROW, is_about_format);

  g_assert_cmpint (acme_export_options_get_format (options), ==, ACME_EXPORT_CSV);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_cmpint (acme_export_options_get_format (options), ==, ACME_EXPORT_JSON);
  g_assert_finalize_object (options);
}

/* Off, each time, and with a warning. */
static void
test_keys (void)
{
  for (guint i = 0; i < 2; i++)
    {
      AcmeExportOptions *options = make (2, 0);
      GtkWidget *warning = gtk_widget_get_ancestor (find_label (GTK_WIDGET (options), "Whoever can read it"),
                                                    ADW_TYPE_ACTION_ROW);

      g_assert_false (acme_export_options_get_with_keys (options));
      g_assert_false (gtk_widget_get_visible (warning));
      gtk_switch_set_active (GTK_SWITCH (find_widget (GTK_WIDGET (options), GTK_TYPE_SWITCH, NULL)), TRUE);
      g_assert_true (acme_export_options_get_with_keys (options));
      g_assert_true (gtk_widget_get_visible (warning));
      g_assert_finalize_object (options);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/export-options/accounts", test_accounts);
  g_test_add_func ("/export-options/format", test_format);
  g_test_add_func ("/export-options/keys", test_keys);

  return g_test_run ();
}

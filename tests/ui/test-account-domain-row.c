/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-domain-row.h"

#include "find-widget.h"
#include "sample-domains.h"

static GtkWidget *
create_row (const char *name,
            int         days)
{
  g_autoptr(AcmeDomain) domain = sample_domain_new (name, days);

  return g_object_ref_sink (acme_account_domain_row_new (domain, g_get_real_time ()));
}

/* Each state by words of its own, and by an icon where somebody is needed. */
static void
test_states (void)
{
  static const struct { int days; const char *status; const char *icon_name; const char *css_class; } cases[] = {
    { -3, "Expired 3 days ago", "dialog-error-symbolic", "error" },
    { 5, "Expires in 5 days", "dialog-warning-symbolic", "warning" },
    { 200, "Valid for 200 days", NULL, "dim-label" },
    { SAMPLE_NO_DATE, "No validation date", NULL, "dim-label" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *row = create_row ("<b>&.example.org", cases[i].days);
      GtkWidget *status = find_label (row, cases[i].status);
      GtkWidget *icon = find_widget (row, GTK_TYPE_IMAGE, NULL);

      g_assert_nonnull (find_label (row, "<b>&.example.org"));
      g_assert_nonnull (status);
      g_assert_true (gtk_widget_has_css_class (gtk_widget_get_parent (status), cases[i].css_class));
      if (cases[i].icon_name != NULL)
        g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, cases[i].icon_name);
      else
        g_assert_null (icon);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "<b>&.example.org");
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           cases[i].status);
      g_assert_finalize_object (row);
    }
}

static void
test_unicode (void)
{
  GtkWidget *row = create_row ("xn--mller-kva.example", 200);

  g_assert_nonnull (find_label (row, "müller.example"));
  g_assert_finalize_object (row);
}

static void
test_renew (void)
{
  GtkWidget *row = create_row ("example.org", 5);
  g_autoptr(AcmeDomain) same = sample_domain_new ("example.org", 90);
  g_autoptr(AcmeDomain) other = sample_domain_new ("example.net", 90);

  g_assert_false (acme_account_domain_row_renew (ACME_ACCOUNT_DOMAIN_ROW (row), other, g_get_real_time ()));
  g_assert_nonnull (find_label (row, "Expires in 5 days"));
  g_assert_true (acme_account_domain_row_renew (ACME_ACCOUNT_DOMAIN_ROW (row), same, g_get_real_time ()));
  g_assert_true (acme_account_domain_row_get_domain (ACME_ACCOUNT_DOMAIN_ROW (row)) == same);
  g_assert_null (find_label (row, "Expires in 5 days"));
  g_assert_nonnull (find_label (row, "Valid for 90 days"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Valid for 90 days");
  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* remembers what a screen reader would be told */
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-domain-row/states", test_states);
  g_test_add_func ("/account-domain-row/unicode", test_unicode);
  g_test_add_func ("/account-domain-row/renew", test_renew);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-gone.h"

#include "find-widget.h"

static void
test_show (void)
{
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);
  AcmeStatusView *view = g_object_ref_sink (g_object_new (ACME_TYPE_STATUS_VIEW, NULL));

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "R&D <test>");
  acme_account_gone_show (view, account);
  g_assert_cmpint (acme_status_view_get_status (view), ==, ACME_STATUS_MESSAGE);
  g_assert_nonnull (find_label (GTK_WIDGET (view), "Account Deleted"));
  g_assert_nonnull (find_label (GTK_WIDGET (view), "“R&D <test>” does not exist"));
  g_assert_nonnull (find_action (GTK_WIDGET (view), "window.close"));
  g_assert_finalize_object (view);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/account-gone/show", test_show);

  return g_test_run ();
}

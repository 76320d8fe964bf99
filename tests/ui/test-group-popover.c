/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-group-popover.h"

#include "acme-account.h"
#include "acme-endpoint.h"
#include "find-widget.h"

static void
test_fields (void)
{
  GtkWidget *popover = g_object_ref_sink (acme_group_popover_new ());

  acme_group_popover_set_fields (ACME_GROUP_POPOVER (popover), &acme_endpoint_fields);
  g_assert_nonnull (find_label (popover, "None"));
  g_assert_nonnull (find_label (popover, "Delegation"));
  g_assert_null (find_label (popover, "Name")); /* not to group by */

  acme_group_popover_set_fields (ACME_GROUP_POPOVER (popover), &acme_account_fields);
  g_assert_null (find_label (popover, "Delegation"));
  g_assert_nonnull (find_label (popover, "Status"));

  acme_group_popover_set_fields (ACME_GROUP_POPOVER (popover), NULL);
  g_assert_null (find_label (popover, "None"));
  g_assert_finalize_object (popover);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/group-popover/fields", test_fields);
  return g_test_run ();
}

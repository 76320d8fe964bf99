/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-group.h"

static void
test_update (void)
{
  g_autoptr(AcmeGroup) group = acme_group_new ("Universal ACME");

  g_assert_cmpstr (acme_group_get_title (group), ==, "Universal ACME");
  g_assert_cmpuint (acme_group_get_count (group), ==, 0);
  g_assert_true (acme_group_get_expanded (group));
  g_assert_true (acme_group_update (group, 5, FALSE));
  g_assert_cmpuint (acme_group_get_count (group), ==, 5);
  g_assert_false (acme_group_get_expanded (group));
  g_assert_false (acme_group_update (group, 5, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/group/update", test_update);
  return g_test_run ();
}

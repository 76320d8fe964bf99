/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-organization.h"

static void
test_lists (void)
{
  g_autoptr(AcmeOrganization) organization = acme_organization_new (1697);
  AcmeItem *item = ACME_ITEM (organization);
  GVariantBuilder builder;
  g_autofree char *none = NULL;

  g_assert_cmpstr (acme_item_get_text (item, ACME_ORGANIZATION_DEPARTMENTS), ==, "");

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  g_variant_builder_add_value (&builder, acme_organization_reference (1698, "Web Team", NULL));
  g_variant_builder_add_value (&builder, acme_organization_reference (1699, "Science", "数学科"));
  acme_item_set_variant (item, ACME_ORGANIZATION_DEPARTMENTS, g_variant_builder_end (&builder));
  g_assert_cmpstr (acme_item_get_text (item, ACME_ORGANIZATION_DEPARTMENTS), ==, "Web Team, Science › 数学科");

  none = acme_organization_describe_list (NULL);
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organization/lists", test_lists);
  return g_test_run ();
}

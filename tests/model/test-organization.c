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

static void
test_departments (void)
{
  g_autoptr(AcmeOrganization) organization = acme_organization_new (1697);
  g_autoptr(GPtrArray) none = acme_organization_list_departments (organization);
  g_autoptr(GPtrArray) departments = NULL;
  GVariantBuilder builder;

  g_assert_cmpuint (none->len, ==, 0);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  g_variant_builder_add_value (&builder, acme_organization_reference (1698, "Web Team", NULL));
  g_variant_builder_add_parsed (&builder, "{'name': <'Without an id'>}");
  g_variant_builder_add_value (&builder, acme_organization_reference (1699, "数学科", NULL));
  acme_item_set_variant (ACME_ITEM (organization), ACME_ORGANIZATION_DEPARTMENTS, g_variant_builder_end (&builder));

  departments = acme_organization_list_departments (organization);
  g_assert_cmpuint (departments->len, ==, 2);
  g_assert_cmpint (acme_item_get_number (departments->pdata[0], ACME_ORGANIZATION_ID), ==, 1698);
  g_assert_cmpstr (acme_item_get_text (departments->pdata[0], ACME_ORGANIZATION_NAME), ==, "Web Team");
  g_assert_cmpint (acme_item_get_number (departments->pdata[1], ACME_ORGANIZATION_ID), ==, 1699);
  g_assert_cmpstr (acme_item_get_text (departments->pdata[1], ACME_ORGANIZATION_NAME), ==, "数学科");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organization/lists", test_lists);
  g_test_add_func ("/organization/departments", test_departments);
  return g_test_run ();
}

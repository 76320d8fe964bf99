/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-organization-index.h"

static void
add_organization (GPtrArray  *organizations,
                  gint64      id,
                  const char *name,
                  const char *departments)
{
  AcmeItem *item = ACME_ITEM (acme_organization_new (id));

  acme_item_set_string (item, ACME_ORGANIZATION_NAME, name);
  if (departments != NULL)
    acme_item_set_variant (item, ACME_ORGANIZATION_DEPARTMENTS, g_variant_new_parsed (departments));
  g_ptr_array_add (organizations, item);
}

static AcmeOrganizationIndex *
make_index (void)
{
  g_autoptr(GPtrArray) organizations = g_ptr_array_new_with_free_func (g_object_unref);

  add_organization (organizations, 1697, "Northern University",
                    "[{'id': <int64 1698>, 'name': <'IT Services'>}, {'id': <int64 1699>, 'name': <'数学系'>},"
                    " {'id': <int64 1710>, 'name': <'not the faculty'>}, {'id': <int64 1701>}, {'name': <'no id'>}]");
  add_organization (organizations, 1710, "Faculty of Science", "@aa{sv} []");
  add_organization (organizations, 1711, NULL, NULL);
  add_organization (organizations, 1710, "said twice", NULL);
  return acme_organization_index_new (organizations);
}

static void
test_lookup (void)
{
  static const struct { gint64 id; gboolean known; const char *organization; const char *department; } cases[] = {
    { 1697, TRUE, "Northern University", NULL },
    { 1698, TRUE, "Northern University", "IT Services" },
    { 1699, TRUE, "Northern University", "数学系" },
    { 1701, TRUE, "Northern University", "" },
    { 1710, TRUE, "Faculty of Science", NULL },
    { 1711, TRUE, "", NULL },
    { 1712, FALSE, NULL, NULL },
    { 0, FALSE, NULL, NULL },
    { ACME_NUMBER_NONE, FALSE, NULL, NULL },
  };
  g_autoptr(AcmeOrganizationIndex) index = make_index ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *organization = "before";
      const char *department = "before";

      g_assert_true (acme_organization_index_lookup (index, cases[i].id, &organization, &department) ==
                     cases[i].known);
      g_assert_cmpstr (organization, ==, cases[i].organization);
      g_assert_cmpstr (department, ==, cases[i].department);
      g_assert_true (acme_organization_index_lookup (index, cases[i].id, NULL, NULL) == cases[i].known);
    }
}

static void
test_name_account (void)
{
  g_autoptr(AcmeOrganizationIndex) index = make_index ();
  g_autoptr(AcmeOrganizationIndex) other = acme_organization_index_ref (index);
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 1);
  AcmeItem *item = ACME_ITEM (account);

  acme_item_set_number (item, ACME_ACCOUNT_ORGANIZATION_ID, 1698);
  g_assert_true (acme_organization_index_name_account (index, account));
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_ORGANIZATION), ==, "Northern University");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_DEPARTMENT), ==, "IT Services");
  g_assert_false (acme_organization_index_name_account (index, account));

  acme_item_set_number (item, ACME_ACCOUNT_ORGANIZATION_ID, 1710);
  g_assert_true (acme_organization_index_name_account (other, account));
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_ORGANIZATION), ==, "Faculty of Science");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_DEPARTMENT), ==, "");

  /* the names of another organization are worse than none */
  acme_item_set_number (item, ACME_ACCOUNT_ORGANIZATION_ID, 5);
  g_assert_true (acme_organization_index_name_account (index, account));
  g_assert_cmpstr (acme_item_get_text (item, ACME_ACCOUNT_ORGANIZATION), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organization-index/lookup", test_lookup);
  g_test_add_func ("/organization-index/name-account", test_name_account);
  return g_test_run ();
}

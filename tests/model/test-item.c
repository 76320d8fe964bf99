/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-account.h"
#include "acme-endpoint.h"

static void
test_serial_follows_changes (void)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (1);
  AcmeItem *item = ACME_ITEM (endpoint);
  guint serial = acme_item_get_serial (item);

  acme_item_set_string (item, ACME_ENDPOINT_NAME, "a");
  g_assert_cmpuint (acme_item_get_serial (item), !=, serial);
  serial = acme_item_get_serial (item);
  acme_item_set_string (item, ACME_ENDPOINT_NAME, "a");
  acme_item_set_problem (item, NULL);
  g_assert_cmpuint (acme_item_get_serial (item), ==, serial);
  acme_item_set_problem (item, "Its details could not be read.");
  g_assert_cmpuint (acme_item_get_serial (item), !=, serial);
}

static void
test_folding (void)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (1);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "Web TEAM");
  g_assert_cmpstr (acme_item_get_folded (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME), ==, "web team");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "Mail");
  g_assert_cmpstr (acme_item_get_folded (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME), ==, "mail");
}

static void
test_update_from (void)
{
  g_autoptr(AcmeEndpoint) shown = acme_endpoint_new (1);
  g_autoptr(AcmeEndpoint) fresh = acme_endpoint_new (1);
  GVariant *organizations = g_variant_new_parsed ("[{'id': <int64 5>, 'name': <'Science'>}]");

  acme_item_set_string (ACME_ITEM (shown), ACME_ENDPOINT_URL, "https://acme.example.test/old");
  acme_item_set_problem (ACME_ITEM (shown), "Its details could not be read.");
  acme_item_set_string (ACME_ITEM (fresh), ACME_ENDPOINT_NAME, "OV");
  acme_item_set_variant (ACME_ITEM (fresh), ACME_ENDPOINT_ORGANIZATIONS, organizations);

  g_assert_true (acme_item_update_from (ACME_ITEM (shown), ACME_ITEM (fresh)));
  g_assert_cmpstr (acme_endpoint_get_name (shown), ==, "OV");
  g_assert_cmpstr (acme_endpoint_get_url (shown), ==, "");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (shown), ACME_ENDPOINT_ORGANIZATIONS), ==, "Science");
  g_assert_null (acme_item_get_problem (ACME_ITEM (shown)));
  g_assert_false (acme_item_update_from (ACME_ITEM (shown), ACME_ITEM (fresh)));
}

static void
test_unknown_numbers_come_first (void)
{
  g_autoptr(AcmeEndpoint) a = acme_endpoint_new (ACME_NUMBER_NONE);
  g_autoptr(AcmeEndpoint) b = acme_endpoint_new (-5);

  g_assert_cmpint (acme_item_compare (ACME_ITEM (a), ACME_ITEM (b), ACME_ENDPOINT_ID), <, 0);
  g_assert_cmpint (acme_item_compare (ACME_ITEM (b), ACME_ITEM (b), ACME_ENDPOINT_ID), ==, 0);
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (a), ACME_ENDPOINT_ID), ==, "");
}

/* What many items say alike is there once; what is one's own or a secret is not, and all of it can change */
static void
test_shared_texts (void)
{
  g_autoptr(AcmeAccount) one = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 1);
  g_autoptr(AcmeAccount) two = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 2);
  AcmeItem *a = ACME_ITEM (one);
  AcmeItem *b = ACME_ITEM (two);
  static const guint fields[] = { ACME_ACCOUNT_ORGANIZATION, ACME_ACCOUNT_NAME, ACME_ACCOUNT_HMAC_KEY };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gboolean is_shared = fields[i] == ACME_ACCOUNT_ORGANIZATION;

      acme_item_set_string (a, fields[i], "Northern University");
      acme_item_set_string (b, fields[i], "Northern University");
      g_assert_true ((acme_item_get_string (a, fields[i]) == acme_item_get_string (b, fields[i])) == is_shared);
      g_assert_true ((acme_item_get_folded (a, fields[i]) == acme_item_get_folded (b, fields[i])) == is_shared);

      acme_item_set_string (a, fields[i], acme_item_get_string (a, fields[i]) + strlen ("Northern "));
      g_assert_cmpstr (acme_item_get_string (a, fields[i]), ==, "University");
      g_assert_cmpstr (acme_item_get_string (b, fields[i]), ==, "Northern University");
    }
  g_assert_cmpstr (acme_item_get_folded (a, ACME_ACCOUNT_ORGANIZATION), ==, "university");
  g_assert_cmpstr (acme_item_get_folded (b, ACME_ACCOUNT_ORGANIZATION), ==, "northern university");
  g_assert_cmpint (acme_item_compare (a, b, ACME_ACCOUNT_ORGANIZATION), >, 0);
  g_assert_true (acme_item_get_text (a, ACME_ACCOUNT_KIND) == acme_item_get_text (b, ACME_ACCOUNT_KIND));

  /* none and empty */
  acme_item_set_string (b, ACME_ACCOUNT_ORGANIZATION, NULL);
  g_assert_cmpstr (acme_item_get_text (b, ACME_ACCOUNT_ORGANIZATION), ==, "");
  g_assert_cmpstr (acme_item_get_folded (b, ACME_ACCOUNT_ORGANIZATION), ==, "");
  g_assert_cmpstr (acme_item_get_text (b, ACME_ACCOUNT_STATUS), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item/serial-follows-changes", test_serial_follows_changes);
  g_test_add_func ("/item/folding", test_folding);
  g_test_add_func ("/item/update-from", test_update_from);
  g_test_add_func ("/item/unknown-numbers-come-first", test_unknown_numbers_come_first);
  g_test_add_func ("/item/shared-texts", test_shared_texts);
  return g_test_run ();
}

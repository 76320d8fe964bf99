/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"

static void
test_kinds_are_apart (void)
{
  g_autoptr(AcmeAccount) public_account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 81);
  g_autoptr(AcmeAccount) universal_account = acme_account_new (ACME_ACCOUNT_KIND_UNIVERSAL, 81);

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (public_account)), ==, "public/81");
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (universal_account)), ==, "universal/81");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (universal_account), ACME_ACCOUNT_KIND), ==, "Universal ACME");
  g_assert_true (acme_account_is_universal (universal_account));
  g_assert_false (acme_account_is_universal (public_account));
}

static void
test_status_in_either_case (void)
{
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 1);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_STATUS, "PENDING");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_STATUS), ==, "Pending");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_STATUS, "on hold");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_STATUS), ==, "on hold");
}

static void
test_hmac_key_is_a_secret (void)
{
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 1);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, "c2VjcmV0");
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY), ==, "c2VjcmV0");
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY), ==, "");
  g_assert_cmpstr (acme_item_get_folded (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY), ==, "");
  g_assert_cmpuint (acme_account_fields.fields[ACME_ACCOUNT_HMAC_KEY].flags &
                    (ACME_FIELD_COLUMN | ACME_FIELD_EXPORT), ==, 0);

  /* an empty EAB value counts as none */
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, "");
  g_assert_null (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/kinds-are-apart", test_kinds_are_apart);
  g_test_add_func ("/account/status-in-either-case", test_status_in_either_case);
  g_test_add_func ("/account/hmac-key-is-a-secret", test_hmac_key_is_a_secret);
  return g_test_run ();
}

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

static gboolean
is_shown (const AcmeFieldTable *columns,
          guint                 field)
{
  const AcmeFieldFlags both = ACME_FIELD_COLUMN | ACME_FIELD_SHOWN;

  return (columns->fields[field].flags & both) == both;
}

static void
test_columns_of_a_kind (void)
{
  const AcmeFieldTable *of_public = acme_account_get_columns (ACME_ACCOUNT_KIND_PUBLIC);
  const AcmeFieldTable *of_universal = acme_account_get_columns (ACME_ACCOUNT_KIND_UNIVERSAL);

  g_assert_cmpuint (of_public->n_fields, ==, acme_account_fields.n_fields);
  g_assert_cmpuint (of_universal->n_fields, ==, acme_account_fields.n_fields);

  g_assert_true (is_shown (of_public, ACME_ACCOUNT_STATUS));
  g_assert_true (is_shown (of_public, ACME_ACCOUNT_VALIDATION_TYPE));
  g_assert_true (is_shown (of_public, ACME_ACCOUNT_DOMAINS));
  g_assert_cmpuint (of_public->fields[ACME_ACCOUNT_PROFILE_NAME].flags & ACME_FIELD_COLUMN, ==, 0);

  g_assert_true (is_shown (of_universal, ACME_ACCOUNT_PROFILE_NAME));
  g_assert_true (of_universal->fields[ACME_ACCOUNT_PROFILE_NAME].flags & ACME_FIELD_GROUP);
  g_assert_cmpuint (of_universal->fields[ACME_ACCOUNT_STATUS].flags & (ACME_FIELD_COLUMN | ACME_FIELD_GROUP), ==, 0);
  g_assert_cmpuint (of_universal->fields[ACME_ACCOUNT_DOMAINS].flags & ACME_FIELD_COLUMN, ==, 0);

  for (guint universal = 0; universal <= 1; universal++)
    {
      const AcmeFieldTable *columns = universal ? of_universal : of_public;

      g_assert_true (is_shown (columns, ACME_ACCOUNT_NAME));
      g_assert_true (is_shown (columns, ACME_ACCOUNT_KEY_ID));
      g_assert_true (is_shown (columns, ACME_ACCOUNT_CLIENTS));
      g_assert_cmpuint (columns->fields[ACME_ACCOUNT_HMAC_KEY].flags & ACME_FIELD_COLUMN, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/kinds-are-apart", test_kinds_are_apart);
  g_test_add_func ("/account/status-in-either-case", test_status_in_either_case);
  g_test_add_func ("/account/hmac-key-is-a-secret", test_hmac_key_is_a_secret);
  g_test_add_func ("/account/columns-of-a-kind", test_columns_of_a_kind);
  return g_test_run ();
}

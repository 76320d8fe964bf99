/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-created.h"

#include "acme-json-text.h"

static AcmeAccount *
make_account (void)
{
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "=\"web\", 数学系");
  acme_item_set_number (ACME_ITEM (account), ACME_ACCOUNT_ENDPOINT, 738);
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, "a secret");
  acme_item_set_problem (ACME_ITEM (account), "Something could not be read.");
  return account;
}

static void
check_json (AcmeItem   *item,
            guint       field,
            const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);

  acme_json_append_field (text, item, field);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_copy (void)
{
  g_autoptr(AcmeAccount) account = make_account ();
  g_autoptr(AcmeItem) created = acme_cli_created_new (account, NULL);
  const AcmeFieldTable *table = acme_item_get_table (created);

  g_assert_true (ACME_IS_CLI_CREATED (created));
  g_assert_cmpuint (table->n_fields, ==, acme_account_fields.n_fields + 1);
  for (guint i = 0; i < acme_account_fields.n_fields; i++)
    {
      g_assert_cmpstr (table->fields[i].id, ==, acme_account_fields.fields[i].id);
      g_assert_cmpuint (table->fields[i].flags, ==, acme_account_fields.fields[i].flags);
      g_assert_cmpstr (acme_item_get_text (created, i), ==, acme_item_get_text (ACME_ITEM (account), i));
    }
  g_assert_cmpstr (acme_item_get_key (created), ==, acme_item_get_key (ACME_ITEM (account)));
  g_assert_cmpstr (acme_item_get_problem (created), ==, "Something could not be read.");
}

static void
test_not_added (void)
{
  static const char *const none[] = { NULL };
  static const char *const some[] = { "a.example.org", "*.b.example.org", NULL };
  guint field = acme_cli_created_get_not_added_field ();
  g_autoptr(AcmeAccount) account = make_account ();
  g_autoptr(AcmeItem) with_unknown = acme_cli_created_new (account, NULL);
  g_autoptr(AcmeItem) with_none = acme_cli_created_new (account, none);
  g_autoptr(AcmeItem) with_some = acme_cli_created_new (account, some);

  g_assert_cmpstr (acme_item_get_table (with_some)->fields[field].id, ==, "notAddedDomains");
  check_json (with_unknown, field, "null");
  check_json (with_none, field, "[]");
  check_json (with_some, field, "[\"a.example.org\",\"*.b.example.org\"]");
  g_assert_cmpstr (acme_item_get_text (with_unknown, field), ==, "");
  g_assert_cmpstr (acme_item_get_text (with_none, field), ==, "");
  g_assert_cmpstr (acme_item_get_text (with_some, field), ==, "a.example.org *.b.example.org");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-created/copy", test_copy);
  g_test_add_func ("/cli-created/not-added", test_not_added);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-import-row.h"
#include "acme-outcome.h"

static void
test_result_has_the_keys_of_an_outcome (void)
{
  guint n = 0;

  for (guint i = 0; i < acme_import_row_fields.n_fields; i++)
    {
      guint field;

      if ((acme_import_row_fields.fields[i].flags & ACME_FIELD_EXPORT) == 0)
        continue;
      g_assert_true (acme_field_table_find (&acme_outcome_fields, acme_import_row_fields.fields[i].id, &field));
      g_assert_cmpint (acme_import_row_fields.fields[i].kind, ==, acme_outcome_fields.fields[field].kind);
      n++;
    }
  g_assert_cmpuint (n, ==, acme_outcome_fields.n_fields);
}

static void
test_refuse (void)
{
  g_autoptr(AcmeImportRow) row = acme_import_row_new (12);
  AcmeItem *item = ACME_ITEM (row);

  g_assert_cmpstr (acme_item_get_key (item), ==, "12");
  acme_import_row_refuse (row, "The name is missing.");
  acme_import_row_refuse (row, "Another.");
  g_assert_cmpstr (acme_item_get_problem (item), ==, "The name is missing.");
  g_assert_cmpstr (acme_item_get_string (item, ACME_IMPORT_ROW_OUTCOME), ==, ACME_OUTCOME_INVALID);
  g_assert_cmpstr (acme_item_get_string (item, ACME_IMPORT_ROW_MESSAGE), ==, "The name is missing.");
}

static void
test_result (void)
{
  g_autoptr(AcmeImportRow) row = acme_import_row_new (2);
  AcmeItem *item = ACME_ITEM (row);

  acme_import_row_set_result (row, ACME_OUTCOME_PARTIAL, 81, "One domain was not added.");
  g_assert_cmpstr (acme_item_get_text (item, ACME_IMPORT_ROW_OUTCOME), ==, "Done in Part");
  g_assert_cmpint (acme_item_get_number (item, ACME_IMPORT_ROW_ID), ==, 81);
  acme_import_row_set_result (row, NULL, ACME_NUMBER_NONE, NULL);
  g_assert_null (acme_item_get_string (item, ACME_IMPORT_ROW_OUTCOME));
  g_assert_null (acme_item_get_string (item, ACME_IMPORT_ROW_MESSAGE));
  g_assert_null (acme_item_get_problem (item));
}

static void
test_draft (void)
{
  AcmeImportRow *row = acme_import_row_new (2);
  AcmeAccountDraft *draft = acme_account_draft_new (ACME_ACCOUNT_KIND_PUBLIC, "web", "DV", 1697, NULL, NULL);

  g_assert_null (acme_import_row_get_draft (row));
  acme_import_row_set_draft (row, draft);
  g_assert_true (acme_import_row_get_draft (row) == draft);
  g_assert_finalize_object (row);
  g_assert_finalize_object (draft);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-row/result-has-the-keys-of-an-outcome", test_result_has_the_keys_of_an_outcome);
  g_test_add_func ("/import-row/refuse", test_refuse);
  g_test_add_func ("/import-row/result", test_result);
  g_test_add_func ("/import-row/draft", test_draft);
  return g_test_run ();
}

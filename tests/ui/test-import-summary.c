/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-import-summary.h"

#include "acme-import-row.h"
#include "acme-outcome.h"

static void
add (GPtrArray  *rows,
     guint       n,
     const char *outcome)
{
  for (guint i = 0; i < n; i++)
    {
      AcmeImportRow *row = acme_import_row_new (rows->len + 2);

      if (outcome != NULL)
        acme_import_row_set_result (row, outcome, ACME_NUMBER_NONE, NULL);
      g_ptr_array_add (rows, row);
    }
}

static void
assert_text (GPtrArray  *rows,
             const char *expected)
{
  g_autofree char *text = acme_import_summary_describe (rows);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_before (void)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  add (rows, 1, NULL);
  assert_text (rows, "1 line");
  add (rows, 2, NULL);
  assert_text (rows, "3 lines");
  g_assert_false (acme_import_summary_needs_attention (rows));

  add (rows, 38, ACME_OUTCOME_VALID);
  add (rows, 2, ACME_OUTCOME_EXISTS);
  assert_text (rows, "38 to create, 2 exist");
  g_assert_false (acme_import_summary_needs_attention (rows));

  add (rows, 1, ACME_OUTCOME_INVALID);
  assert_text (rows, "38 to create, 2 exist, 1 invalid");
  g_assert_true (acme_import_summary_needs_attention (rows));
  g_assert_cmpuint (acme_import_summary_count (rows, ACME_OUTCOME_VALID), ==, 38);
  g_assert_cmpuint (acme_import_summary_count (rows, ACME_OUTCOME_FAILED), ==, 0);
  g_assert_cmpuint (acme_import_summary_count (rows, NULL), ==, 3);
}

static void
test_after (void)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  add (rows, 5, ACME_OUTCOME_CREATED);
  add (rows, 1, ACME_OUTCOME_EXISTS);
  assert_text (rows, "5 created, 1 exists");
  g_assert_false (acme_import_summary_needs_attention (rows));

  add (rows, 1, ACME_OUTCOME_UNKNOWN);
  add (rows, 2, ACME_OUTCOME_SKIPPED);
  add (rows, 3, ACME_OUTCOME_FAILED);
  add (rows, 4, ACME_OUTCOME_PARTIAL);
  assert_text (rows, "5 created, 4 created in part, 1 exists, 3 failed, 1 with an unknown outcome, 2 skipped");
  g_assert_true (acme_import_summary_needs_attention (rows));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-summary/before", test_before);
  g_test_add_func ("/import-summary/after", test_after);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-error.h"
#include "acme-outcome.h"

static void
test_keys (void)
{
  static const char *const ids[] = { "line", "name", "outcome", "id", "message" };

  g_assert_cmpuint (acme_outcome_fields.n_fields, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmpstr (acme_outcome_fields.fields[i].id, ==, ids[i]);
      g_assert_cmpuint (acme_outcome_fields.fields[i].flags & ACME_FIELD_EXPORT, !=, 0);
    }
}

static void
test_words (void)
{
  static const char *const words[] = {
    ACME_OUTCOME_CREATED, ACME_OUTCOME_EXISTS, ACME_OUTCOME_PARTIAL, ACME_OUTCOME_VALID, ACME_OUTCOME_INVALID,
    ACME_OUTCOME_FAILED, ACME_OUTCOME_UNKNOWN, ACME_OUTCOME_SKIPPED, ACME_OUTCOME_DELETED, ACME_OUTCOME_DEACTIVATED,
  };
  g_autoptr(AcmeOutcome) outcome = acme_outcome_new (7, "web");

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (outcome)), ==, "7");
  g_assert_null (acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      acme_outcome_set_result (outcome, words[i], NULL);
      /* each has a title of its own */
      g_assert_cmpstr (acme_item_get_text (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME), !=, words[i]);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    AcmeError code;
    const char *word;
  } cases[] = {
    { ACME_ERROR_NOT_FOUND, ACME_OUTCOME_FAILED },
    { ACME_ERROR_NETWORK, ACME_OUTCOME_FAILED },
    { ACME_ERROR_UNKNOWN_OUTCOME, ACME_OUTCOME_UNKNOWN },
    { ACME_ERROR_PARTIAL, ACME_OUTCOME_PARTIAL },
  };
  g_autoptr(AcmeOutcome) outcome = acme_outcome_new (1, NULL);
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, cases[i].code, "A sentence.");

      acme_outcome_set_error (outcome, error);
      g_assert_cmpstr (acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME), ==, cases[i].word);
      g_assert_cmpstr (acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_MESSAGE), ==, "A sentence.");
      g_assert_error (acme_outcome_get_error (outcome), ACME_ERROR, (int) cases[i].code);
    }
  g_assert_cmpstr (acme_outcome_from_error (cancelled), ==, ACME_OUTCOME_SKIPPED);

  /* a later result takes the error away */
  acme_outcome_set_result (outcome, ACME_OUTCOME_DELETED, NULL);
  g_assert_null (acme_outcome_get_error (outcome));
  g_assert_null (acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_MESSAGE));
}

static void
test_subject (void)
{
  AcmeOutcome *outcome = acme_outcome_new (1, "web");
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 3);

  g_assert_null (acme_outcome_get_subject (outcome));
  acme_outcome_set_subject (outcome, ACME_ITEM (account));
  g_assert_true (acme_outcome_get_subject (outcome) == ACME_ITEM (account));
  g_assert_finalize_object (outcome);
  g_assert_finalize_object (account);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/keys", test_keys);
  g_test_add_func ("/outcome/words", test_words);
  g_test_add_func ("/outcome/errors", test_errors);
  g_test_add_func ("/outcome/subject", test_subject);
  return g_test_run ();
}

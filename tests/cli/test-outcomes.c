/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-outcomes.h"

#include <gio/gio.h>
#include <string.h>

#include "acme-error.h"
#include "acme-outcome.h"

/* Adds an outcome: a word, or without one the code of an error. */
static void
add (GPtrArray  *outcomes,
     const char *word,
     AcmeError   code)
{
  AcmeOutcome *outcome = acme_outcome_new (outcomes->len + 2, "=name");
  g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, code, "It went wrong.");

  if (word != NULL)
    acme_outcome_set_result (outcome, word, NULL);
  else
    acme_outcome_set_error (outcome, error);
  acme_item_set_number (ACME_ITEM (outcome), ACME_OUTCOME_ID, 7);
  g_ptr_array_add (outcomes, outcome);
}

static gboolean
print (GPtrArray      *outcomes,
       AcmeCliFormat   format,
       gboolean        with_lines,
       const GError   *end,
       char          **out_text,
       GError        **error)
{
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable ();
  AcmeCli cli = { .format = format, .with_header = TRUE, .output = output };
  gboolean done = acme_cli_print_outcomes (&cli, outcomes, with_lines, end, error);

  g_assert_true (g_output_stream_write_all (output, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  if (out_text != NULL)
    *out_text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
  return done;
}

static void
test_codes (void)
{
  /* words, or a number for the error with that code; what it comes to */
  static const struct
  {
    const char *outcomes;
    int code;
  } cases[] = {
    { "", -1 },
    { "created exists valid deleted deactivated", -1 },
    { "created failed", ACME_ERROR_PARTIAL },
    { "created partial", ACME_ERROR_PARTIAL },
    { "partial", ACME_ERROR_PARTIAL },
    { "valid invalid", ACME_ERROR_PARTIAL },
    { "deleted skipped", ACME_ERROR_PARTIAL },
    { "invalid", ACME_ERROR_FAILED },
    { "invalid invalid", ACME_ERROR_FAILED },
    { "created unknown", ACME_ERROR_UNKNOWN_OUTCOME },
    { "unknown", ACME_ERROR_UNKNOWN_OUTCOME },
    { "failed unknown", ACME_ERROR_UNKNOWN_OUTCOME },
    { "E3 E3", ACME_ERROR_NOT_FOUND },
    { "E2", ACME_ERROR_FORBIDDEN },
    { "E3 E2", ACME_ERROR_FAILED },
    { "E3 invalid", ACME_ERROR_FAILED },
    { "deleted E3", ACME_ERROR_PARTIAL },
    { "E12", ACME_ERROR_UNKNOWN_OUTCOME },
  };

  g_assert_cmpint (ACME_ERROR_FORBIDDEN, ==, 2);
  g_assert_cmpint (ACME_ERROR_NOT_FOUND, ==, 3);
  g_assert_cmpint (ACME_ERROR_UNKNOWN_OUTCOME, ==, 12);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto(GStrv) words = g_strsplit (cases[i].outcomes, " ", -1);
      g_autoptr(GError) error = NULL;

      for (char **word = words; *word != NULL; word++)
        add (outcomes, (*word)[0] == 'E' ? NULL : *word, (*word)[0] == 'E' ? atoi (*word + 1) : 0);
      g_assert_cmpint (print (outcomes, ACME_CLI_JSON, FALSE, NULL, NULL, &error), ==, cases[i].code < 0);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ACME_ERROR, cases[i].code);
    }
}

/* What ended it before all was tried counts if nothing was done at all. */
static void
test_end (void)
{
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) end = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Enough.");
  g_autoptr(GError) error = NULL;

  add (outcomes, "skipped", 0);
  add (outcomes, "skipped", 0);
  g_assert_false (print (outcomes, ACME_CLI_JSON, FALSE, end, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  add (outcomes, "deleted", 0);
  g_assert_false (print (outcomes, ACME_CLI_JSON, FALSE, end, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_PARTIAL);
  g_clear_error (&error);

  add (outcomes, "unknown", 0);
  g_assert_false (print (outcomes, ACME_CLI_JSON, FALSE, end, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
}

static void
test_columns (void)
{
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *json = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *table = NULL;

  add (outcomes, "created", 0);
  g_assert_true (print (outcomes, ACME_CLI_JSON, TRUE, NULL, &json, NULL));
  g_assert_cmpstr (json, ==,
                   "[\n{\"line\":2,\"name\":\"=name\",\"outcome\":\"created\",\"id\":7,\"message\":null}\n]\n");
  g_assert_true (print (outcomes, ACME_CLI_CSV, FALSE, NULL, &csv, NULL));
  g_assert_cmpstr (csv, ==, "name,outcome,id,message\r\n'=name,created,7,\r\n");
  g_assert_true (print (outcomes, ACME_CLI_TABLE, TRUE, NULL, &table, NULL));
  g_assert_cmpstr (table, ==, "Line  Name   Outcome  Id\n   2  =name  Created   7\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-outcomes/codes", test_codes);
  g_test_add_func ("/cli-outcomes/end", test_end);
  g_test_add_func ("/cli-outcomes/columns", test_columns);
  return g_test_run ();
}

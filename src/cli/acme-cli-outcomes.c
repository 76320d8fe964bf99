/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of each of many things: a row for each on the standard output, and one exit code for all of them. */

#include "config.h"

#include "acme-cli-outcomes.h"

#include <glib/gi18n.h>

#include "acme-cli-list.h"
#include "acme-error.h"
#include "acme-outcome.h"

static const guint with_line[] = {
  ACME_OUTCOME_LINE, ACME_OUTCOME_NAME, ACME_OUTCOME_OUTCOME, ACME_OUTCOME_ID, ACME_OUTCOME_MESSAGE,
};

static const AcmeCliColumns columns_with_line = ACME_CLI_COLUMNS (with_line, with_line);
static const AcmeCliColumns columns = {
  with_line + 1, G_N_ELEMENTS (with_line) - 1, with_line + 1, G_N_ELEMENTS (with_line) - 1,
};

/* How many of the outcomes mean what. */
typedef struct
{
  guint n_done;
  guint n_partial;
  guint n_unknown;
  guint n_not_done;
} Counts;

static Counts
count (GPtrArray *outcomes)
{
  static const char *const done[] = {
    ACME_OUTCOME_CREATED, ACME_OUTCOME_EXISTS, ACME_OUTCOME_VALID, ACME_OUTCOME_DELETED, ACME_OUTCOME_DEACTIVATED, NULL,
  };
  Counts counts = { 0 };

  for (guint i = 0; i < outcomes->len; i++)
    {
      const char *outcome = acme_item_get_string (outcomes->pdata[i], ACME_OUTCOME_OUTCOME);

      if (outcome != NULL && g_strv_contains (done, outcome))
        counts.n_done++;
      else if (g_strcmp0 (outcome, ACME_OUTCOME_PARTIAL) == 0)
        counts.n_partial++;
      else if (g_strcmp0 (outcome, ACME_OUTCOME_UNKNOWN) == 0)
        counts.n_unknown++;
      else
        counts.n_not_done++;
    }
  return counts;
}

/* The code that all the errors have in common; that of a failure if they differ. */
static int
find_code (GPtrArray *outcomes)
{
  int code = -1;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const GError *error = acme_outcome_get_error (outcomes->pdata[i]);

      if (error == NULL || error->domain != ACME_ERROR || (code >= 0 && error->code != code))
        return ACME_ERROR_FAILED;
      code = error->code;
    }
  return code >= 0 ? code : ACME_ERROR_FAILED;
}

/* Not knowing what became of a change is worse than any failure; nothing done at all is no part. */
static GError *
explain (GPtrArray    *outcomes,
         const GError *end)
{
  Counts counts = count (outcomes);

  if (counts.n_unknown > 0)
    return g_error_new (ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME,
                        /* Translators: of how many it is unknown, of how many in all */
                        _("What became of %u of %u is unknown. Nothing was sent again."), counts.n_unknown,
                        outcomes->len);
  if (counts.n_done == outcomes->len)
    return NULL;
  if (counts.n_done + counts.n_partial > 0)
    return g_error_new (ACME_ERROR, ACME_ERROR_PARTIAL,
                        /* Translators: how many were done, of how many in all */
                        _("Only %u of %u could be done; the output says what became of the others."),
                        counts.n_done, outcomes->len);
  if (end != NULL)
    return g_error_copy (end);
  return g_error_new (ACME_ERROR, find_code (outcomes),
                      ngettext ("It was not done; the output says why.", "None of %u was done; the output says why.",
                                outcomes->len), outcomes->len);
}

/**
 * acme_cli_print_outcomes:
 * @cli: the run
 * @outcomes: (element-type AcmeOutcome): what became of each
 * @with_lines: whether they have lines of a file
 * @end: (nullable): what ended it before all was tried
 * @error: return location for what became of the output; or for an %ACME_ERROR_UNKNOWN_OUTCOME if that is an outcome of
 *   any, an %ACME_ERROR_PARTIAL if something was done but not all, or else what all of them failed for
 *
 * Returns: whether all were done
 */
gboolean
acme_cli_print_outcomes (AcmeCli       *cli,
                         GPtrArray     *outcomes,
                         gboolean       with_lines,
                         const GError  *end,
                         GError       **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_outcome_fields);
  GError *missing;

  g_return_val_if_fail (cli != NULL && outcomes != NULL, FALSE);

  if (!acme_cli_print_list (cli, outcomes, query, with_lines ? &columns_with_line : &columns, error))
    return FALSE;

  missing = explain (outcomes, end);
  if (missing != NULL)
    g_propagate_error (error, missing);
  return missing == NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the lines of a file come to: how many accounts are to be created or have been, how many exist, and what needs a
 * person. */

#include "config.h"

#include "acme-import-summary.h"

#include <glib/gi18n.h>

#include "acme-import-row.h"
#include "acme-outcome.h"

/* In the order in which they are told. */
static const struct
{
  const char *word;
  gboolean needs_attention;
} outcomes[] = {
  { ACME_OUTCOME_VALID, FALSE },
  { ACME_OUTCOME_CREATED, FALSE },
  { ACME_OUTCOME_PARTIAL, TRUE },
  { ACME_OUTCOME_EXISTS, FALSE },
  { ACME_OUTCOME_INVALID, TRUE },
  { ACME_OUTCOME_FAILED, TRUE },
  { ACME_OUTCOME_UNKNOWN, TRUE },
  { ACME_OUTCOME_SKIPPED, TRUE },
};

static char *
describe_count (const char *word,
                guint       n)
{
  if (g_str_equal (word, ACME_OUTCOME_VALID))
    return g_strdup_printf (ngettext ("%u to create", "%u to create", n), n);
  if (g_str_equal (word, ACME_OUTCOME_CREATED))
    return g_strdup_printf (ngettext ("%u created", "%u created", n), n);
  if (g_str_equal (word, ACME_OUTCOME_PARTIAL))
    return g_strdup_printf (ngettext ("%u created in part", "%u created in part", n), n);
  if (g_str_equal (word, ACME_OUTCOME_EXISTS))
    return g_strdup_printf (ngettext ("%u exists", "%u exist", n), n);
  if (g_str_equal (word, ACME_OUTCOME_INVALID))
    return g_strdup_printf (ngettext ("%u invalid", "%u invalid", n), n);
  if (g_str_equal (word, ACME_OUTCOME_FAILED))
    return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
  if (g_str_equal (word, ACME_OUTCOME_UNKNOWN))
    return g_strdup_printf (ngettext ("%u with an unknown outcome", "%u with an unknown outcome", n), n);
  return g_strdup_printf (ngettext ("%u skipped", "%u skipped", n), n);
}

/**
 * acme_import_summary_count:
 * @rows: (element-type AcmeImportRow): lines of a file
 * @outcome: (nullable): one of the words of #AcmeOutcome, %NULL for lines of which nothing is known yet
 *
 * Returns: how many of @rows have that outcome
 */
guint
acme_import_summary_count (GPtrArray  *rows,
                           const char *outcome)
{
  guint n = 0;

  g_return_val_if_fail (rows != NULL, 0);

  for (guint i = 0; i < rows->len; i++)
    n += g_strcmp0 (acme_item_get_string (rows->pdata[i], ACME_IMPORT_ROW_OUTCOME), outcome) == 0;
  return n;
}

/**
 * acme_import_summary_describe:
 * @rows: (element-type AcmeImportRow): lines of a file
 *
 * Returns: (transfer full): how many there are of each outcome that occurs, such as "38 to create, 2 exist";
 *   as long as there is none, how many lines there are
 */
char *
acme_import_summary_describe (GPtrArray *rows)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      guint n = acme_import_summary_count (rows, outcomes[i].word);

      if (n > 0)
        g_ptr_array_add (parts, describe_count (outcomes[i].word, n));
    }
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u line", "%u lines", rows->len), rows->len));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_("between counts", ", "), (char **) parts->pdata);
}

/**
 * acme_import_summary_needs_attention:
 * @rows: (element-type AcmeImportRow): lines of a file
 *
 * Returns: whether a person should look at one of them
 */
gboolean
acme_import_summary_needs_attention (GPtrArray *rows)
{
  g_return_val_if_fail (rows != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      if (outcomes[i].needs_attention && acme_import_summary_count (rows, outcomes[i].word) > 0)
        return TRUE;
    }
  return FALSE;
}

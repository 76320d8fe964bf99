/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A CSV file usually ends up in a spreadsheet, which takes a text that starts like a formula for one and runs it; since
 * names come from whoever may name an account, such a text is written with an apostrophe in front. Reading takes it
 * away again, and a text that had one of its own gets a second, so that what was written is what is read. */

#include "config.h"

#include "acme-csv-guard.h"

#include <string.h>

/* What a spreadsheet takes for the start of a formula: these, and the full-width forms that East Asian ones accept. */
static gboolean
looks_like_formula (const char *text,
                    gsize       length)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  if (length == 0)
    return FALSE;
  if ((guchar) text[0] < 0x80)
    return memchr ("=+-@\t\r\n", text[0], strlen ("=+-@\t\r\n")) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      if (length >= strlen (wide[i]) && memcmp (text, wide[i], strlen (wide[i])) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * acme_csv_needs_guard:
 * @text: a text; need not be terminated
 * @length: its bytes
 *
 * Returns: whether @text looks like a formula, perhaps behind apostrophes
 */
gboolean
acme_csv_needs_guard (const char *text,
                      gsize       length)
{
  g_return_val_if_fail (text != NULL, FALSE);

  while (length > 0 && text[0] == '\'')
    {
      text++;
      length--;
    }
  return looks_like_formula (text, length);
}

/**
 * acme_csv_guard:
 * @text: a text
 *
 * Returns: (transfer full) (nullable): what to write instead, %NULL if @text is harmless
 */
char *
acme_csv_guard (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return acme_csv_needs_guard (text, strlen (text)) ? g_strconcat ("'", text, NULL) : NULL;
}

/**
 * acme_csv_unguard:
 * @text: the text of a cell
 *
 * Returns: (transfer none): @text without what acme_csv_guard() put in front of it
 */
const char *
acme_csv_unguard (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return text[0] == '\'' && acme_csv_needs_guard (text, strlen (text)) ? text + 1 : text;
}

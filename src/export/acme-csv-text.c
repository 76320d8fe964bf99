/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text as a cell of CSV (RFC 4180). Written straight into the output, whole runs at once: there may be a million
 * lines. */

#include "config.h"

#include "acme-csv-text.h"

#include <string.h>

#include "acme-csv-guard.h"

/* What makes a cell one in quotes. */
static const gboolean is_special[256] = { ['"'] = TRUE, [','] = TRUE, ['\r'] = TRUE, ['\n'] = TRUE };

static gboolean
needs_quotes (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (is_special[(guchar) text[i]])
        return TRUE;
    }
  return FALSE;
}

static void
append_doubling_quotes (GString    *out,
                        const char *text,
                        gsize       length)
{
  while (length > 0)
    {
      const char *quote = memchr (text, '"', length);
      gsize run = quote != NULL ? (gsize) (quote + 1 - text) : length;

      g_string_append_len (out, text, run);
      if (quote != NULL)
        g_string_append_c (out, '"');
      text += run;
      length -= run;
    }
}

/**
 * acme_csv_append_cell:
 * @out: where to append
 * @text: (nullable): a text; need not be terminated
 * @length: its bytes
 *
 * Appends @text as a cell: in quotes if need be, and with an apostrophe in front if it looks like a formula, see
 * acme_csv_guard().
 */
void
acme_csv_append_cell (GString    *out,
                      const char *text,
                      gsize       length)
{
  gboolean guarded, quoted;

  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL || length == 0);

  if (length == 0)
    return;

  guarded = acme_csv_needs_guard (text, length);
  quoted = needs_quotes (text, length);
  if (quoted)
    g_string_append_c (out, '"');
  if (guarded)
    g_string_append_c (out, '\'');
  if (!quoted)
    {
      g_string_append_len (out, text, length);
      return;
    }
  append_doubling_quotes (out, text, length);
  g_string_append_c (out, '"');
}

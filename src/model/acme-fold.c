/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When two texts are the same for a person who searches, filters or sorts. */

#include "config.h"

#include "acme-fold.h"

#include <string.h>

/* Letters outside ASCII, with the marks that belong to them. */
static void
append_others (GString    *out,
               const char *text,
               gsize       length)
{
  g_autofree char *normalized = g_utf8_normalize (text, length, G_NORMALIZE_ALL);
  g_autofree char *folded = normalized != NULL ? g_utf8_casefold (normalized, -1) : g_utf8_casefold (text, length);

  g_string_append (out, folded);
}

/**
 * acme_fold:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text in the form in which two texts are equal if a person takes them for the same:
 *   without case, composed and decomposed letters alike
 */
char *
acme_fold (const char *text)
{
  GString *folded;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  length = strlen (text);
  folded = g_string_sized_new (length + length / 4);
  acme_fold_append (folded, text, length);
  return g_string_free (folded, FALSE);
}

/**
 * acme_fold_ascii:
 * @text: (nullable): UTF-8; need not be terminated
 * @length: its bytes
 * @out: where to write as many bytes
 *
 * The way of most texts, without an allocation.
 *
 * Returns: whether @text is ASCII; then @out holds what acme_fold() makes of it, else what is there means nothing
 */
gboolean
acme_fold_ascii (const char *text,
                 gsize       length,
                 char       *out)
{
  guchar seen = 0;

  g_return_val_if_fail (length == 0 || (text != NULL && out != NULL), FALSE);

  /* no branch inside: so it is done for many bytes at once */
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = text[i];

      seen |= byte;
      out[i] = byte | (guchar) ((guchar) (byte - 'A') < 26) << 5;
    }
  return seen < 0x80;
}

static gsize
measure_run (const char *text,
             gsize       length,
             gboolean    ascii)
{
  gsize run = 0;

  while (run < length && ((guchar) text[run] < 0x80) == ascii)
    run++;
  return run;
}

/**
 * acme_fold_append:
 * @out: where to append
 * @text: (nullable): UTF-8; need not be terminated
 * @length: its bytes
 *
 * Appends what acme_fold() makes of @text.
 */
void
acme_fold_append (GString    *out,
                  const char *text,
                  gsize       length)
{
  gsize start;

  g_return_if_fail (out != NULL);

  start = out->len;
  g_string_set_size (out, start + length);
  if (acme_fold_ascii (text, length, out->str + start))
    return;

  /* an ASCII letter never changes with what stands beside it, so that only the others take the long way */
  g_string_truncate (out, start);
  while (length > 0)
    {
      gsize plain = measure_run (text, length, TRUE);
      gsize others = measure_run (text + plain, length - plain, FALSE);
      gsize at = out->len;

      g_string_set_size (out, at + plain);
      acme_fold_ascii (text, plain, out->str + at);
      if (others > 0)
        append_others (out, text + plain, others);
      text += plain + others;
      length -= plain + others;
    }
}

/**
 * acme_fold_words:
 * @text: what was typed to search for
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): its words as acme_fold() makes them; %NULL if there
 *   are none
 */
char **
acme_fold_words (const char *text)
{
  g_autofree char *folded = acme_fold (text);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  gboolean any = FALSE;

  for (char **part = parts; *part != NULL; part++)
    {
      if ((*part)[0] == '\0')
        continue;
      g_strv_builder_add (words, *part);
      any = TRUE;
    }
  return any ? g_strv_builder_end (words) : NULL;
}

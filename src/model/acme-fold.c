/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When two texts are the same for a person who searches, filters or sorts. */

#include "config.h"

#include "acme-fold.h"

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
  g_autofree char *normalized = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  return g_utf8_casefold (normalized != NULL ? normalized : text, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text as a terminal shows it: how many cells it takes, and what in it must not reach a terminal. A name that SCM sends
 * may hold escape sequences; printed as they are, they could repaint the screen. */

#include "config.h"

#include "acme-text.h"

#define REPLACEMENT_CHARACTER 0xfffd

static guint
get_character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/**
 * acme_text_get_width:
 * @text: printable UTF-8
 *
 * Returns: the cells that @text takes on a terminal: two for a wide character, none for a combining one
 */
guint
acme_text_get_width (const char *text)
{
  guint width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += get_character_width (g_utf8_get_char (text));
  return width;
}

static gboolean
changes_direction (gunichar character)
{
  return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static gunichar
get_printable (gunichar character)
{
  switch (character)
    {
    case '\t':
    case '\n':
    case '\r':
    case 0x2028: /* line and paragraph separator */
    case 0x2029:
      return ' ';
    default:
      return g_unichar_iscntrl (character) || changes_direction (character) ? REPLACEMENT_CHARACTER : character;
    }
}

/**
 * acme_text_make_printable:
 * @text: a text from anywhere
 *
 * Returns: (transfer full): @text on one line, as valid UTF-8, without anything that a terminal obeys
 */
char *
acme_text_make_printable (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr(GString) printable = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  printable = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_string_append_unichar (printable, get_printable (g_utf8_get_char (text)));
  return g_string_free (g_steal_pointer (&printable), FALSE);
}

/**
 * acme_text_ellipsize:
 * @text: printable UTF-8
 * @width: how many cells there are, at least 1
 *
 * Returns: (transfer full): @text if it fits, else its beginning and an ellipsis; never wider than @width
 */
char *
acme_text_ellipsize (const char *text,
                     guint       width)
{
  const char *end = text;
  guint used = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (width > 0, NULL);

  if (acme_text_get_width (text) <= width)
    return g_strdup (text);

  /* one cell is the ellipsis'; what combines with the last character stays with it */
  while (*end != '\0' && used + get_character_width (g_utf8_get_char (end)) <= width - 1)
    {
      used += get_character_width (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a name stands by itself in a text: “web” does in “account "web" created”, but neither in “webmail” nor in
 * “web-01”. A million texts are taken apart by this, so that plain ASCII goes a short way. */

#include "config.h"

#include "acme-word.h"

#include <string.h>

/* Scripts that put no spaces between words: any two characters may belong to different ones. */
static const GUnicodeScript unspaced[] = {
  G_UNICODE_SCRIPT_HAN,
  G_UNICODE_SCRIPT_HIRAGANA,
  G_UNICODE_SCRIPT_KATAKANA,
  G_UNICODE_SCRIPT_THAI,
  G_UNICODE_SCRIPT_LAO,
  G_UNICODE_SCRIPT_KHMER,
  G_UNICODE_SCRIPT_MYANMAR,
};

static gboolean
is_unspaced (gunichar character)
{
  GUnicodeScript script = character < 0x80 ? G_UNICODE_SCRIPT_COMMON : g_unichar_get_script (character);

  for (guint i = 0; i < G_N_ELEMENTS (unspaced); i++)
    {
      if (script == unspaced[i])
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_word_character (gunichar character)
{
  if (character < 0x80)
    return g_ascii_isalnum (character) || character == '_';
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/* The bytes of the character at @at if a word may hold it, else 0. */
static gsize
measure (const char *at)
{
  if ((guchar) *at < 0x80)
    return g_ascii_isalnum (*at) || *at == '_';
  return is_word_character (g_utf8_get_char (at)) ? g_utf8_skip[(guchar) *at] : 0;
}

static gboolean
stands_alone (const char *at)
{
  return (guchar) *at >= 0x80 && is_unspaced (g_utf8_get_char (at));
}

static guint
hash_bytes (const char *text,
            gsize       length)
{
  guint hash = 5381;

  for (gsize i = 0; i < length; i++)
    hash = hash * 33 ^ (guchar) text[i];
  return hash;
}

static void
set_word (AcmeWord   *word,
          const char *start,
          const char *end)
{
  word->text = start;
  word->length = end - start;
  word->hash = hash_bytes (start, word->length);
}

/**
 * acme_word_next:
 * @position: (inout): where to look, in valid UTF-8; moved behind the word
 * @end: the end of the text
 * @out_word: (out): the word
 *
 * Returns: whether there is another word
 */
gboolean
acme_word_next (const char **position,
                const char  *end,
                AcmeWord    *out_word)
{
  const char *at = *position;
  const char *start;

  while (at < end && measure (at) == 0)
    at += g_utf8_skip[(guchar) *at];
  if (at >= end)
    {
      *position = end;
      return FALSE;
    }

  start = at;
  if (stands_alone (at))
    at += measure (at);
  else
    {
      for (gsize size; at < end && (size = measure (at)) > 0 && !stands_alone (at);)
        at += size;
    }
  set_word (out_word, start, at);
  *position = at;
  return TRUE;
}

/**
 * acme_word_previous:
 * @start: the start of the text
 * @position: (inout): where to look, in valid UTF-8; moved to the start of the word
 * @out_word: (out): the last word that ends before or at @position
 *
 * Returns: whether there is one
 */
gboolean
acme_word_previous (const char  *start,
                    const char **position,
                    AcmeWord    *out_word)
{
  const char *at = *position;
  const char *end = NULL;

  while (at > start)
    {
      const char *before = g_utf8_find_prev_char (start, at);

      if (measure (before) == 0)
        {
          if (end != NULL)
            break;
        }
      else if (stands_alone (before))
        {
          if (end != NULL)
            break;
          end = at;
          at = before;
          break;
        }
      else if (end == NULL)
        end = at;
      at = before;
    }
  *position = at;
  if (end == NULL)
    return FALSE;

  set_word (out_word, at, end);
  return TRUE;
}

/* Whether one and the same word goes on from @before to @after. */
static gboolean
goes_on (gunichar before,
         gunichar after)
{
  if (!is_word_character (before) || !is_word_character (after))
    return FALSE;
  return g_unichar_ismark (after) || !(is_unspaced (before) || is_unspaced (after));
}

static gboolean
is_joint (char        character,
          const char *joints)
{
  return character != '\0' && strchr (joints, character) != NULL;
}

static gboolean
begins_word (const char *text,
             gsize       start,
             const char *joints)
{
  const char *at = text + start;
  const char *before;
  gunichar first = g_utf8_get_char (at);

  if (start == 0 || !is_word_character (first))
    return TRUE;

  before = g_utf8_find_prev_char (text, at);
  if (is_joint (*before, joints) && before > text)
    return !is_word_character (g_utf8_get_char (g_utf8_find_prev_char (text, before)));
  return !goes_on (g_utf8_get_char (before), first);
}

static gboolean
ends_word (const char *text,
           gsize       length,
           gsize       end,
           const char *joints)
{
  const char *after = text + end;
  gunichar last = g_utf8_get_char (g_utf8_find_prev_char (text, after));

  if (end == length || !is_word_character (last))
    return TRUE;

  if (is_joint (*after, joints) && end + 1 < length)
    return !is_word_character (g_utf8_get_char (after + 1));
  return !goes_on (last, g_utf8_get_char (after));
}

/**
 * acme_word_is_whole:
 * @text: valid UTF-8; need not be terminated
 * @length: its bytes
 * @start: the offset of a part of it
 * @end: the offset of that part's end, after @start
 * @joints: ASCII characters that join words, such as %ACME_WORD_JOINTS
 *
 * Returns: whether the part stands by itself: no word goes on at either end of it, nor behind a joint
 */
gboolean
acme_word_is_whole (const char *text,
                    gsize       length,
                    gsize       start,
                    gsize       end,
                    const char *joints)
{
  g_return_val_if_fail (text != NULL && joints != NULL, FALSE);
  g_return_val_if_fail (start < end && end <= length, FALSE);

  return begins_word (text, start, joints) && ends_word (text, length, end, joints);
}

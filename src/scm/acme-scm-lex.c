/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON's words, for the splitter and the reader of audit events, which read half a gigabyte where acme-scm-scan.c reads
 * a page. They are also more tolerant: what cannot be a character becomes U+FFFD, so that no record of an audit is lost
 * by a byte in its text. */

#include "config.h"

#include "acme-scm-lex.h"

#define REPLACEMENT "\357\277\275"

static const char *
skip_digits (const char *at,
             const char *end)
{
  const char *start = at;

  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at > start ? at : NULL;
}

static const char *
skip_number (const char *at,
             const char *end)
{
  if (at < end && *at == '-')
    at++;
  if (at < end && *at == '0')
    at++;
  else if ((at = skip_digits (at, end)) == NULL)
    return NULL;

  if (at < end && *at == '.' && (at = skip_digits (at + 1, end)) == NULL)
    return NULL;
  if (at < end && (*at == 'e' || *at == 'E'))
    {
      at++;
      if (at < end && (*at == '+' || *at == '-'))
        at++;
      at = skip_digits (at, end);
    }
  return at;
}

static const char *
skip_word (const char *at,
           const char *end,
           const char *word)
{
  gsize length = strlen (word);

  return (gsize) (end - at) >= length && memcmp (at, word, length) == 0 ? at + length : NULL;
}

/**
 * acme_scm_lex_skip_scalar:
 * @at: where it begins
 * @end: where the text ends
 *
 * Returns: (nullable): what comes after a number, `true`, `false` or `null`; %NULL if it is none
 */
const char *
acme_scm_lex_skip_scalar (const char *at,
                          const char *end)
{
  if (at == end)
    return NULL;

  switch (*at)
    {
    case 't':
      return skip_word (at, end, "true");
    case 'f':
      return skip_word (at, end, "false");
    case 'n':
      return skip_word (at, end, "null");
    default:
      return skip_number (at, end);
    }
}

/* The number in the four hexadecimal digits behind `\u`; -1 if that is not what there is */
static int
read_unit (const char *at,
           const char *end)
{
  int unit = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* Takes `\u1234`, or two of them that are one character. Half a pair and zero are U+FFFD. */
static const char *
decode_unit (const char  *at,
             const char  *end,
             char       **out)
{
  int unit = read_unit (at, end);
  gunichar character = 0xfffd;

  if (unit < 0)
    return NULL;

  at += 6;
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      int low = read_unit (at, end);

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          character = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        }
    }
  else if (unit != 0 && (unit < 0xdc00 || unit > 0xdfff))
    character = unit;

  *out += g_unichar_to_utf8 (character, *out);
  return at;
}

/**
 * acme_scm_lex_decode:
 * @text: what is between the quotes, in UTF-8
 * @length: its length in bytes
 * @out: (out caller-allocates): room for @length bytes
 *
 * Writes what a text with escapes means. It never gets longer.
 *
 * Returns: (nullable): the end of what was written; %NULL if there is an escape that JSON does not have
 */
char *
acme_scm_lex_decode (const char *text,
                     gsize       length,
                     char       *out)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *end = text + length;

  while (text < end)
    {
      const char *found = memchr (text, '\\', end - text) ?: end;
      const char *escape;

      memcpy (out, text, found - text);
      out += found - text;
      text = found;
      if (text == end)
        break;
      if (end - text < 2)
        return NULL;
      if (text[1] == 'u')
        {
          text = decode_unit (text, end, &out);
          if (text == NULL)
            return NULL;
          continue;
        }
      escape = memchr (escapes, text[1], strlen (escapes));
      if (escape == NULL)
        return NULL;
      *out++ = meanings[escape - escapes];
      text += 2;
    }
  return out;
}

/**
 * acme_scm_lex_is_clean:
 * @text: (nullable): a text
 * @length: its length in bytes
 *
 * Returns: whether @text is UTF-8 without a zero byte
 */
gboolean
acme_scm_lex_is_clean (const char *text,
                       gsize       length)
{
  const char *at = text;
  const char *end = text + length;

  while (at < end)
    {
      guint64 bytes;

      if (end - at >= 8)
        {
          memcpy (&bytes, at, sizeof bytes);
          if (((bytes & ACME_SCM_LEX_EACH_BYTE (0x80)) | acme_scm_lex_has_zero (bytes)) == 0)
            {
              at += 8;
              continue;
            }
        }
      while (at < end && (gint8) *at > 0)
        at++;
      if (at < end && g_utf8_get_char_validated (at, end - at) > 0x10ffff) /* that is how it says no */
        return FALSE;
      at = at < end ? g_utf8_next_char (at) : end;
    }
  return TRUE;
}

/**
 * acme_scm_lex_clean:
 * @text: a text
 * @length: its length in bytes
 * @out: (out caller-allocates): room for %ACME_SCM_LEX_CLEAN_SIZE (@length) bytes
 *
 * Writes @text with U+FFFD for each zero and each byte that is not UTF-8.
 *
 * Returns: how many bytes that are
 */
gsize
acme_scm_lex_clean (const char *text,
                    gsize       length,
                    char       *out)
{
  const char *end = text + length;
  char *start = out;

  while (text < end)
    {
      const char *wrong;

      g_utf8_validate_len (text, end - text, &wrong);
      memcpy (out, text, wrong - text);
      out += wrong - text;
      text = wrong;
      if (text < end)
        {
          memcpy (out, REPLACEMENT, strlen (REPLACEMENT));
          out += strlen (REPLACEMENT);
          text++;
        }
    }
  return out - start;
}

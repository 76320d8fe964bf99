/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks whether a text is JSON by the letter of RFC 8259 before json-glib sees it. json-glib 1.6 recurses until the
 * stack is full, turns integers that do not fit into -1, cuts strings at \u0000, and takes comments, single quotes,
 * assignments and several values in a row. Here nesting is counted in the bits of a number, without recursion. */

#include "config.h"

#include "acme-scm-scan.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "acme-error.h"

typedef struct
{
  const char *at;
  const char *end;
  guint64 objects; /* bit n: whether the container at depth n + 1 is an object */
  guint depth;
  guint n_values;
  guint n_members; /* of all objects */
} Scanner;

/* What went wrong: a sentence, or "" for anything that is simply not JSON */
typedef const char *Fault;

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end &&
         (*scanner->at == ' ' || *scanner->at == '\t' || *scanner->at == '\n' || *scanner->at == '\r'))
    scanner->at++;
}

static gboolean
accept_char (Scanner *scanner,
             char     c)
{
  if (scanner->at == scanner->end || *scanner->at != c)
    return FALSE;
  scanner->at++;
  return TRUE;
}

static int
scan_hex (Scanner *scanner)
{
  int code = 0;

  if (scanner->end - scanner->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scanner->at++);

      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

static Fault
scan_escape (Scanner *scanner)
{
  int code;

  if (scanner->at == scanner->end)
    return "";
  if (*scanner->at != 'u')
    return strchr ("\"\\/bfnrt", *scanner->at++) != NULL ? NULL : "";

  scanner->at++;
  code = scan_hex (scanner);
  if (code == 0)
    return N_("A text in the answer contains a zero character.");
  if (code < 0 || (code >= 0xdc00 && code <= 0xdfff))
    return "";
  if (code >= 0xd800 && code <= 0xdbff)
    {
      if (!accept_char (scanner, '\\') || !accept_char (scanner, 'u'))
        return "";
      code = scan_hex (scanner);
      if (code < 0xdc00 || code > 0xdfff)
        return "";
    }
  return NULL;
}

/* After the opening quote */
static Fault
scan_string (Scanner *scanner)
{
  while (scanner->at < scanner->end)
    {
      guchar c = *scanner->at++;
      Fault fault;

      if (c == '"')
        return NULL;
      if (c < 0x20)
        return "";
      if (c == '\\' && (fault = scan_escape (scanner)) != NULL)
        return fault;
    }
  return "";
}

static gboolean
scan_digits (Scanner *scanner)
{
  const char *start = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;
  return scanner->at > start;
}

static Fault
scan_number (Scanner *scanner)
{
  const char *start = scanner->at;
  gboolean is_integer = TRUE;
  char text[128];

  accept_char (scanner, '-');
  if (!accept_char (scanner, '0') && !scan_digits (scanner))
    return "";
  if (accept_char (scanner, '.'))
    {
      is_integer = FALSE;
      if (!scan_digits (scanner))
        return "";
    }
  if (accept_char (scanner, 'e') || accept_char (scanner, 'E'))
    {
      is_integer = FALSE;
      if (!accept_char (scanner, '-'))
        accept_char (scanner, '+');
      if (!scan_digits (scanner))
        return "";
    }

  if ((gsize) (scanner->at - start) >= sizeof text)
    return N_("A number in the answer is too large.");
  memcpy (text, start, scanner->at - start);
  text[scanner->at - start] = '\0';
  if (is_integer ? !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL)
                 : !isfinite (g_ascii_strtod (text, NULL)))
    return N_("A number in the answer is too large.");
  return NULL;
}

static Fault
scan_word (Scanner    *scanner,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scanner->end - scanner->at) < length || memcmp (scanner->at, word, length) != 0)
    return "";
  scanner->at += length;
  return NULL;
}

static Fault
scan_key (Scanner *scanner)
{
  Fault fault;

  scanner->n_members++;
  skip_space (scanner);
  if (!accept_char (scanner, '"'))
    return "";
  fault = scan_string (scanner);
  if (fault != NULL)
    return fault;
  skip_space (scanner);
  return accept_char (scanner, ':') ? NULL : "";
}

/* Whether the innermost open container is an object */
static gboolean
is_in_object (Scanner *scanner)
{
  return (scanner->objects >> (scanner->depth - 1) & 1) != 0;
}

/* Takes one value, or the beginning of a container; *out_opened says which */
static Fault
scan_value (Scanner  *scanner,
            gboolean *out_opened)
{
  char c;

  *out_opened = FALSE;
  skip_space (scanner);
  if (scanner->at == scanner->end)
    return "";
  if (++scanner->n_values > ACME_SCM_MAX_VALUES)
    return N_("The answer consists of too many values.");

  c = *scanner->at;
  if (c == '{' || c == '[')
    {
      scanner->at++;
      if (scanner->depth == ACME_SCM_MAX_NESTING)
        return N_("The answer is nested too deeply.");
      scanner->objects &= ~((guint64) 1 << scanner->depth);
      scanner->objects |= (guint64) (c == '{') << scanner->depth;
      scanner->depth++;
      *out_opened = TRUE;
      return NULL;
    }
  if (c == '"')
    {
      scanner->at++;
      return scan_string (scanner);
    }
  if (c == 't')
    return scan_word (scanner, "true");
  if (c == 'f')
    return scan_word (scanner, "false");
  if (c == 'n')
    return scan_word (scanner, "null");
  return scan_number (scanner);
}

/* Closes containers until one has a further value, whose key it takes as well */
static Fault
scan_between (Scanner  *scanner,
              gboolean  opened)
{
  while (scanner->depth > 0)
    {
      gboolean is_object = is_in_object (scanner);

      skip_space (scanner);
      if (accept_char (scanner, is_object ? '}' : ']'))
        {
          scanner->depth--;
          opened = FALSE;
          continue;
        }
      if (!opened && !accept_char (scanner, ','))
        return "";
      return is_object ? scan_key (scanner) : NULL;
    }
  return NULL;
}

/**
 * acme_scm_scan:
 * @text: the text, not necessarily terminated
 * @length: its length in bytes
 * @out_n_members: (out) (optional): how many members all its objects have together
 * @error: return location
 *
 * Returns: %FALSE with %ACME_ERROR_BAD_REPLY if @text is not one JSON value in UTF-8 that every reader reads alike
 */
gboolean
acme_scm_scan (const char  *text,
               gsize        length,
               guint       *out_n_members,
               GError     **error)
{
  Scanner scanner = { text, text + length };
  Fault fault = NULL;

  if (!g_utf8_validate_len (text, length, NULL))
    fault = N_("The answer contains bytes that are not text.");

  while (fault == NULL)
    {
      gboolean opened;

      fault = scan_value (&scanner, &opened);
      if (fault == NULL)
        fault = scan_between (&scanner, opened);
      if (fault == NULL && scanner.depth == 0)
        {
          skip_space (&scanner);
          if (scanner.at == scanner.end)
            {
              if (out_n_members != NULL)
                *out_n_members = scanner.n_members;
              return TRUE;
            }
          fault = "";
        }
    }

  if (fault[0] != '\0')
    g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _(fault));
  else
    g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                 _("The answer is not valid JSON (at byte %lu)."), (gulong) (scanner.at - text));
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON for people to read, by white space alone: what is between it stays as it came, every digit and escape of it. A
 * reader of JSON that writes it again would show what it made of a record, and not the record. */

#include "config.h"

#include "acme-json-indent.h"

#include <string.h>

/* Deeper than anything sensible, and not so deep that white space would be most of it. */
#define MAX_DEPTH 64
#define STEP 2

typedef struct
{
  const char *next;
  GString *out;
  char open[MAX_DEPTH]; /* what closes each of what is open */
  guint depth;
} Indenter;

static void
break_line (Indenter *self)
{
  static const char spaces[MAX_DEPTH * STEP + 1] = { [0 ... MAX_DEPTH * STEP - 1] = ' ' };

  g_string_append_c (self->out, '\n');
  g_string_append_len (self->out, spaces, self->depth * STEP);
}

static void
skip_space (Indenter *self)
{
  self->next += strspn (self->next, " \t\r\n");
}

static gboolean
take_opening (Indenter *self)
{
  char close = *self->next == '{' ? '}' : ']';

  if (self->depth == MAX_DEPTH)
    return FALSE;
  g_string_append_c (self->out, *self->next++);
  skip_space (self);
  if (*self->next == close)
    {
      g_string_append_c (self->out, *self->next++);
      return TRUE;
    }
  self->open[self->depth++] = close;
  break_line (self);
  return TRUE;
}

static gboolean
take_closing (Indenter *self)
{
  if (self->depth == 0 || self->open[self->depth - 1] != *self->next)
    return FALSE;
  self->depth--;
  break_line (self);
  g_string_append_c (self->out, *self->next++);
  return TRUE;
}

static gboolean
take_string (Indenter *self)
{
  const char *end = self->next + 1;

  end += strcspn (end, "\"\\");
  while (*end == '\\' && end[1] != '\0')
    {
      end += 2;
      end += strcspn (end, "\"\\");
    }
  if (*end != '"')
    return FALSE;
  end++;
  g_string_append_len (self->out, self->next, end - self->next);
  self->next = end;
  return TRUE;
}

/* A number or a name: nothing else has letters outside strings. */
static gboolean
take_word (Indenter *self)
{
  gsize length = strspn (self->next, "+-.0123456789abcdefghijklmnopqrstuvwxyzE");

  g_string_append_len (self->out, self->next, length);
  self->next += length;
  return length > 0;
}

static gboolean
take_separator (Indenter *self)
{
  if (self->depth == 0)
    return FALSE;
  g_string_append_c (self->out, *self->next);
  if (*self->next++ == ',')
    break_line (self);
  else
    g_string_append_c (self->out, ' ');
  return TRUE;
}

static gboolean
take_one (Indenter *self)
{
  switch (*self->next)
    {
    case '{':
    case '[':
      return take_opening (self);
    case '}':
    case ']':
      return take_closing (self);
    case ',':
    case ':':
      return take_separator (self);
    case '"':
      return take_string (self);
    default:
      return take_word (self);
    }
}

/**
 * acme_json_indent:
 * @text: what is probably JSON
 *
 * Gives each member and element a line of its own. It is no judge of JSON: it says no where it cannot tell what belongs
 * to what.
 *
 * Returns: (transfer full) (nullable): @text with other white space between its parts; %NULL if its brackets or quotes
 *   do not match, if they are too deep, or if something else than JSON is between them
 */
char *
acme_json_indent (const char *text)
{
  Indenter indenter = { .next = text };
  gboolean is_well = TRUE;

  g_return_val_if_fail (text != NULL, NULL);

  indenter.out = g_string_sized_new (strlen (text) + strlen (text) / 4);
  for (skip_space (&indenter); is_well && *indenter.next != '\0'; skip_space (&indenter))
    is_well = take_one (&indenter);
  return g_string_free (indenter.out, !is_well || indenter.depth > 0);
}

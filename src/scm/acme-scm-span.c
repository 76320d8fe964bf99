/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Follows one JSON value through pieces of text until it ends, by its quotes and brackets alone. What lies in one piece
 * is not copied. */

#include "config.h"

#include "acme-scm-span.h"

#include "acme-scm-lex.h"
#include "acme-scm-scan.h"

void
acme_scm_span_init (AcmeScmSpan *self)
{
  *self = (AcmeScmSpan) { .state = ACME_SCM_SPAN_ENDED, .begun = g_string_new (NULL) };
}

void
acme_scm_span_clear (AcmeScmSpan *self)
{
  g_string_free (self->begun, TRUE);
  self->begun = NULL;
}

/**
 * acme_scm_span_begin:
 * @self: a span that has ended
 * @at: the first character of the value, no white space
 * @offset: where that is in the whole
 * @depth: how many brackets are open around it
 * @is_wanted: whether its text is of interest; that of words always is
 */
void
acme_scm_span_begin (AcmeScmSpan *self,
                     const char  *at,
                     guint64      offset,
                     guint        depth,
                     gboolean     is_wanted)
{
  self->state = ACME_SCM_SPAN_OPEN;
  self->is_word = *at != '"' && *at != '{' && *at != '[';
  self->is_dropped = !is_wanted && !self->is_word;
  self->offset = offset;
  self->text = NULL;
  self->length = 0;
  self->start = at;
  g_string_truncate (self->begun, 0);
  self->in_text = self->is_escaped = FALSE;
  self->around = self->depth = depth;
}

/* Takes what is in [start, end), unless nobody wants it. */
static void
keep (AcmeScmSpan *self,
      const char  *end)
{
  gsize length = end - self->start;

  if (!self->is_dropped && self->begun->len + length <= ACME_SCM_SPAN_MAX)
    {
      g_string_append_len (self->begun, self->start, length);
      return;
    }
  self->is_dropped = TRUE;
  g_string_truncate (self->begun, 0);
}

static const char *
finish (AcmeScmSpan *self,
        const char  *at)
{
  self->state = ACME_SCM_SPAN_ENDED;
  self->text = self->start;
  self->length = at - self->start;
  if (self->begun->len > 0 || self->length > ACME_SCM_SPAN_MAX)
    {
      keep (self, at);
      self->text = self->begun->str;
      self->length = self->begun->len;
    }
  if (self->is_dropped)
    {
      self->text = NULL;
      self->length = 0;
    }
  else if (self->is_word && acme_scm_lex_skip_scalar (self->text, self->text + self->length)
                            != self->text + self->length)
    self->state = ACME_SCM_SPAN_BAD;
  return at;
}

static const char *
go_on_in_word (AcmeScmSpan *self,
               const char  *at,
               const char  *end)
{
  while (at < end && (g_ascii_isalnum (*at) || *at == '-' || *at == '+' || *at == '.'))
    at++;
  return at < end ? finish (self, at) : at;
}

static gboolean
open_bracket (AcmeScmSpan *self,
              char         bracket)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (self->depth % ACME_SCM_MAX_NESTING);

  if (self->depth == ACME_SCM_MAX_NESTING)
    {
      self->state = ACME_SCM_SPAN_TOO_DEEP;
      return FALSE;
    }
  self->objects = bracket == '{' ? self->objects | bit : self->objects & ~bit;
  self->depth++;
  return TRUE;
}

static gboolean
close_bracket (AcmeScmSpan *self,
               char         bracket)
{
  gboolean is_object = (self->objects >> (self->depth - 1) & 1) != 0;

  if (bracket != (is_object ? '}' : ']'))
    {
      self->state = ACME_SCM_SPAN_BAD;
      return FALSE;
    }
  self->depth--;
  return TRUE;
}

/* Inside of a text: to behind its end, or to the end of the piece. */
static inline const char *
go_on_in_text (AcmeScmSpan *self,
               const char  *at,
               const char  *end)
{
  if (self->is_escaped)
    {
      self->is_escaped = FALSE;
      at++;
    }
  while ((at = acme_scm_lex_skip_text (at, end)) < end)
    {
      if (*at++ == '"')
        {
          self->in_text = FALSE;
          return at;
        }
      if (at == end)
        {
          self->is_escaped = TRUE;
          return at;
        }
      at++;
    }
  return at;
}

/* Outside of a text: to the next quote or bracket. */
static inline const char *
skip_plain (const char *at,
            const char *end)
{
  static const gint8 stops[256] = { ['"'] = 1, ['{'] = 1, ['['] = 1, ['}'] = 1, [']'] = 1 };

  while (at < end && !stops[(guchar) *at])
    at++;
  return at;
}

static const char *
go_on_nested (AcmeScmSpan *self,
              const char  *at,
              const char  *end)
{
  while (at < end)
    {
      if (self->in_text)
        at = go_on_in_text (self, at, end);
      else
        {
          at = skip_plain (at, end);
          if (at == end)
            return at;
          if (*at == '"')
            self->in_text = TRUE;
          else if (!(*at == '{' || *at == '[' ? open_bracket (self, *at) : close_bracket (self, *at)))
            return at;
          at++;
        }
      if (self->depth == self->around && !self->in_text)
        return finish (self, at);
    }
  return at;
}

/**
 * acme_scm_span_go_on:
 * @self: a span that is open
 * @at: its beginning, or what came after what was seen of it
 * @end: the end of the piece
 *
 * Returns: what comes after the value, @end if it does not end in this piece, or the fault; the state tells which
 */
const char *
acme_scm_span_go_on (AcmeScmSpan *self,
                     const char  *at,
                     const char  *end)
{
  g_assert (self->state == ACME_SCM_SPAN_OPEN);

  return self->is_word ? go_on_in_word (self, at, end) : go_on_nested (self, at, end);
}

/**
 * acme_scm_span_begin_piece:
 * @self: a span
 * @at: where the next piece begins
 */
void
acme_scm_span_begin_piece (AcmeScmSpan *self,
                           const char  *at)
{
  self->start = at;
}

/**
 * acme_scm_span_end_piece:
 * @self: a span
 * @end: where this piece ends
 *
 * Keeps what of the value is in the piece, which will be gone.
 */
void
acme_scm_span_end_piece (AcmeScmSpan *self,
                         const char  *end)
{
  if (self->state == ACME_SCM_SPAN_OPEN)
    keep (self, end);
}

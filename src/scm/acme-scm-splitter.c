/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the records in an answer that comes in pieces and that may be of any length: the elements of a bare array, or
 * of the member "reports" of an object. Brackets and quotes decide where a record ends; what is in it is left to who
 * reads it, so that a record that cannot be read costs no other. Whatever would make the ends uncertain ends the
 * reading with the place where that is. A record that lies in one piece is not copied. */

#include "config.h"

#include "acme-scm-splitter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-lex.h"
#include "acme-scm-span.h"

/* What may come next, outside of a value */
typedef enum
{
  BEFORE_ANSWER,
  BEFORE_FIRST_NAME, /* or the end of the object */
  BEFORE_NAME,
  BEFORE_COLON,
  BEFORE_MEMBER,
  AFTER_MEMBER,
  BEFORE_FIRST_RECORD, /* or the end of the array */
  BEFORE_RECORD,
  AFTER_RECORD,
  AFTER_ANSWER,
} Place;

/* What a value is for */
typedef enum
{
  NAME,
  STATUS_CODE,
  MESSAGE,
  REPORTS,
  OTHER,
  RECORD,
  N_PARTS,
} Part;

struct _AcmeScmSplitter
{
  AcmeScmRecordFunc func;
  gpointer user_data;
  gboolean has_ended; /* with or without success */
  Place place;
  guint n_mark;       /* how many bytes of a byte order mark came */
  gboolean is_object; /* the answer, not a bare array */
  gboolean seen[N_PARTS];
  Part member; /* whose name was read */
  Part part;   /* what the span is for */
  AcmeScmSpan span;

  const char *piece;
  guint64 n_bytes; /* before this piece */
  guint64 n_records;
  guint64 n_too_long;
  gint64 status_code;
  char *message; /* (owned) (nullable) */
};

/**
 * acme_scm_splitter_new:
 * @func: gets each record, in order
 * @user_data: for @func
 *
 * Returns: (transfer full): a splitter for one answer, for one thread
 */
AcmeScmSplitter *
acme_scm_splitter_new (AcmeScmRecordFunc func,
                       gpointer          user_data)
{
  AcmeScmSplitter *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (AcmeScmSplitter, 1);
  self->func = func;
  self->user_data = user_data;
  acme_scm_span_init (&self->span);
  return self;
}

void
acme_scm_splitter_free (AcmeScmSplitter *self)
{
  if (self == NULL)
    return;

  acme_scm_span_clear (&self->span);
  g_free (self->message);
  g_free (self);
}

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Always FALSE */
static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (ACME_ERROR, ACME_ERROR_BAD_REPLY, format, arguments));
  va_end (arguments);
  return FALSE;
}

static gboolean
fail_at (guint64   offset,
         GError  **error)
{
  return fail (error, _("The answer is not valid JSON (at byte %lu)."), (gulong) offset);
}

static guint64
get_offset (AcmeScmSplitter *self,
            const char      *at)
{
  return self->n_bytes + (at - self->piece);
}

/* NULL if it is no text, or one with escapes that JSON does not have. */
static char *
decode_text (const AcmeScmSpan *value)
{
  g_autofree char *cleaned = NULL;
  g_autofree char *decoded = NULL;
  gsize length;
  char *end;

  if (value->length < 2 || value->text[0] != '"')
    return NULL;

  cleaned = g_malloc (ACME_SCM_LEX_CLEAN_SIZE (value->length));
  length = acme_scm_lex_clean (value->text + 1, value->length - 2, cleaned);
  decoded = g_malloc (length + 1);
  end = acme_scm_lex_decode (cleaned, length, decoded);
  if (end == NULL)
    return NULL;
  *end = '\0';
  return g_steal_pointer (&decoded);
}

static gboolean
take_name (AcmeScmSplitter    *self,
           const AcmeScmSpan  *value,
           GError            **error)
{
  static const char *const names[N_PARTS] = {
    [STATUS_CODE] = "statusCode", [MESSAGE] = "message", [REPORTS] = "reports",
  };
  g_autofree char *name = decode_text (value);

  self->place = BEFORE_COLON;
  self->member = OTHER;
  if (name == NULL)
    return value->is_dropped || fail_at (value->offset, error);

  for (guint i = 0; i < N_PARTS; i++)
    {
      if (names[i] != NULL && g_str_equal (name, names[i]))
        self->member = i;
    }
  if (self->member != OTHER && self->seen[self->member])
    return fail (error, _("The answer has two values of one name (at byte %lu)."), (gulong) value->offset);
  self->seen[self->member] = TRUE;
  return TRUE;
}

static gboolean
is_null (const AcmeScmSpan *value)
{
  return value->is_word && !value->is_dropped && value->text[0] == 'n';
}

static gboolean
take_status_code (AcmeScmSplitter    *self,
                  const AcmeScmSpan  *value,
                  GError            **error)
{
  g_autofree char *code = value->is_word && !value->is_dropped ? g_strndup (value->text, value->length)
                                                               : decode_text (value);

  if (is_null (value) ||
      (code != NULL && g_ascii_string_to_signed (code, 10, G_MININT64, G_MAXINT64, &self->status_code, NULL)))
    return TRUE;
  return fail (error, _("The answer's “%s” is not what SCM promises (at byte %lu)."), "statusCode",
               (gulong) value->offset);
}

static gboolean
take_record (AcmeScmSplitter    *self,
             const AcmeScmSpan  *value,
             GError            **error)
{
  self->place = AFTER_RECORD;
  if (value->is_dropped)
    {
      self->n_too_long++;
      return TRUE;
    }
  self->n_records++;
  return self->func (value->text, value->length, self->user_data, error);
}

static gboolean
take_value (AcmeScmSplitter    *self,
            const AcmeScmSpan  *value,
            GError            **error)
{
  self->place = AFTER_MEMBER;
  switch (self->part)
    {
    case NAME:
      return take_name (self, value, error);
    case STATUS_CODE:
      return take_status_code (self, value, error);
    case MESSAGE:
      self->message = decode_text (value);
      return TRUE;
    case REPORTS: /* its array is not taken as one value */
      return is_null (value) || fail (error, _("The answer's “%s” is not what SCM promises (at byte %lu)."),
                                      "reports", (gulong) value->offset);
    case RECORD:
      return take_record (self, value, error);
    case OTHER:
    case N_PARTS:
    default:
      return TRUE;
    }
}

/* Follows the value; returns where it ends, or NULL with an error. */
static const char *
read_value (AcmeScmSplitter  *self,
            const char       *at,
            const char       *end,
            GError          **error)
{
  gboolean is_fine = TRUE;

  at = acme_scm_span_go_on (&self->span, at, end);
  switch (self->span.state)
    {
    case ACME_SCM_SPAN_ENDED:
      is_fine = take_value (self, &self->span, error);
      break;
    case ACME_SCM_SPAN_BAD:
      is_fine = fail_at (self->span.is_word ? self->span.offset : get_offset (self, at), error);
      break;
    case ACME_SCM_SPAN_TOO_DEEP:
      is_fine = fail (error, _("The answer is nested too deeply (at byte %lu)."), (gulong) get_offset (self, at));
      break;
    case ACME_SCM_SPAN_OPEN:
    default:
      break;
    }
  return is_fine ? at : NULL;
}

static gboolean
begin_answer (AcmeScmSplitter  *self,
              const char       *at,
              GError          **error)
{
  static const char mark[] = "\357\273\277"; /* a byte order mark is passed over */
  guint64 offset = get_offset (self, at);

  if (offset == self->n_mark && offset < strlen (mark) && *at == mark[offset])
    {
      self->n_mark++;
      return TRUE;
    }
  if ((self->n_mark != 0 && self->n_mark != strlen (mark)) || (*at != '{' && *at != '['))
    return fail_at (offset, error);

  self->is_object = *at == '{';
  self->place = self->is_object ? BEFORE_FIRST_NAME : BEFORE_FIRST_RECORD;
  return TRUE;
}

/* There must be a value; returns where it goes on. */
static const char *
begin_value (AcmeScmSplitter *self,
             Part             part,
             const char      *at)
{
  guint depth = (self->is_object ? 1 : 0) + (part == RECORD ? 1 : 0);

  if (part == REPORTS && *at == '[')
    {
      self->place = BEFORE_FIRST_RECORD;
      return at + 1;
    }
  self->part = part;
  acme_scm_span_begin (&self->span, at, get_offset (self, at), depth, part != OTHER);
  return at;
}

static gboolean
end_list (AcmeScmSplitter *self)
{
  self->place = self->is_object ? AFTER_MEMBER : AFTER_ANSWER;
  return TRUE;
}

static gboolean
end_object (AcmeScmSplitter *self)
{
  self->place = AFTER_ANSWER;
  return TRUE;
}

static gboolean
expect (AcmeScmSplitter *self,
        Place            place)
{
  self->place = place;
  return TRUE;
}

/* Outside of any value: whether the character is one that may be there. */
static gboolean
take_mark (AcmeScmSplitter *self,
           char             c)
{
  switch (self->place)
    {
    case BEFORE_FIRST_NAME:
      return c == '}' && end_object (self);
    case BEFORE_COLON:
      return c == ':' && expect (self, BEFORE_MEMBER);
    case AFTER_MEMBER:
      return (c == ',' && expect (self, BEFORE_NAME)) || (c == '}' && end_object (self));
    case BEFORE_FIRST_RECORD:
      return c == ']' && end_list (self);
    case AFTER_RECORD:
      return (c == ',' && expect (self, BEFORE_RECORD)) || (c == ']' && end_list (self));
    case BEFORE_ANSWER:
    case BEFORE_NAME:
    case BEFORE_MEMBER:
    case BEFORE_RECORD:
    case AFTER_ANSWER:
    default:
      return FALSE;
    }
}

/* Outside of any value, at something that is no white space. */
static const char *
step (AcmeScmSplitter  *self,
      const char       *at,
      GError          **error)
{
  if (self->place == BEFORE_ANSWER)
    return begin_answer (self, at, error) ? at + 1 : NULL;
  if (take_mark (self, *at))
    return at + 1;
  if ((self->place == BEFORE_FIRST_NAME || self->place == BEFORE_NAME) && *at == '"')
    return begin_value (self, NAME, at);
  if (strchr ("]},:", *at) == NULL)
    {
      if (self->place == BEFORE_MEMBER)
        return begin_value (self, self->member, at);
      if (self->place == BEFORE_FIRST_RECORD || self->place == BEFORE_RECORD)
        return begin_value (self, RECORD, at);
    }
  fail_at (get_offset (self, at), error);
  return NULL;
}

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *
go_on (AcmeScmSplitter  *self,
       const char       *at,
       const char       *end,
       GError          **error)
{
  if (self->span.state == ACME_SCM_SPAN_OPEN)
    return read_value (self, at, end, error);
  return is_space (*at) ? at + 1 : step (self, at, error);
}

/**
 * acme_scm_splitter_push:
 * @self: a splitter that has not ended
 * @bytes: (nullable): the next piece of the answer
 * @length: its length in bytes
 * @error: return location
 *
 * Calls the function for each record that ends in this piece.
 *
 * Returns: %FALSE with %ACME_ERROR_BAD_REPLY, which says at which byte the answer stops being what it should be, or
 *   with the error of the function; then @self has ended
 */
gboolean
acme_scm_splitter_push (AcmeScmSplitter  *self,
                        const char       *bytes,
                        gsize             length,
                        GError          **error)
{
  const char *at = bytes;
  const char *end;

  g_return_val_if_fail (self != NULL && !self->has_ended, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  if (length == 0)
    return TRUE;

  end = bytes + length;
  self->piece = bytes;
  acme_scm_span_begin_piece (&self->span, bytes);
  while (!self->has_ended && at < end)
    {
      at = go_on (self, at, end, error);
      self->has_ended = at == NULL;
    }

  if (!self->has_ended)
    acme_scm_span_end_piece (&self->span, end);
  self->n_bytes += length;
  return !self->has_ended;
}

/**
 * acme_scm_splitter_end:
 * @self: a splitter that has not ended
 * @error: return location
 *
 * Tells that nothing more comes.
 *
 * Returns: %FALSE with %ACME_ERROR_BAD_REPLY if the answer is not complete, or no list of records
 */
gboolean
acme_scm_splitter_end (AcmeScmSplitter  *self,
                       GError          **error)
{
  g_return_val_if_fail (self != NULL && !self->has_ended, FALSE);

  self->has_ended = TRUE;
  if (self->place == BEFORE_ANSWER)
    return fail (error, _("The answer is empty."));
  if (self->place != AFTER_ANSWER)
    return fail (error, _("The answer breaks off (at byte %lu)."), (gulong) self->n_bytes);
  if (self->is_object && !self->seen[REPORTS] && !self->seen[STATUS_CODE])
    return fail (error, _("The answer is not a list of events."));
  return TRUE;
}

/**
 * acme_scm_splitter_get_n_bytes:
 * @self: a splitter
 *
 * Returns: how many bytes it has got
 */
guint64
acme_scm_splitter_get_n_bytes (AcmeScmSplitter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

/**
 * acme_scm_splitter_get_n_records:
 * @self: a splitter
 *
 * Returns: for how many records the function was called
 */
guint64
acme_scm_splitter_get_n_records (AcmeScmSplitter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_records;
}

/**
 * acme_scm_splitter_get_n_too_long:
 * @self: a splitter
 *
 * Returns: how many records were passed over, since they were longer than %ACME_SCM_SPAN_MAX bytes
 */
guint64
acme_scm_splitter_get_n_too_long (AcmeScmSplitter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_too_long;
}

/**
 * acme_scm_splitter_get_status_code:
 * @self: a splitter
 *
 * Returns: the answer's `statusCode`: 0 if all is well, and as long as it is not known
 */
gint64
acme_scm_splitter_get_status_code (AcmeScmSplitter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status_code;
}

/**
 * acme_scm_splitter_get_message:
 * @self: a splitter
 *
 * Returns: (nullable): the answer's `message`, if that is a text: SCM's own words, to be cleaned before they are shown
 */
const char *
acme_scm_splitter_get_message (AcmeScmSplitter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->message;
}

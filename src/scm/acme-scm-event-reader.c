/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of one audit record to what an event is made of. A tree of each of a million records would take most
 * of the time that the whole takes; here a record is walked through once, texts are left where they are, and nothing is
 * allocated once the buffers are large enough. A value of a wrong type costs its field, what is not a JSON object costs
 * the record. */

#include "config.h"

#include "acme-scm-event-reader.h"

#include "acme-scm-event-paths.h"
#include "acme-scm-lex.h"
#include "acme-scm-scan.h"
#include "acme-time.h"

#define MAX_PATHS 64

typedef struct
{
  char *bytes; /* (owned) */
  gsize size;
} Buffer;

struct _AcmeScmEventReader
{
  AcmeScmEventPaths *paths; /* (owned) */
  Buffer cleaned;           /* the record, if it was no UTF-8 */
  Buffer decoded;           /* its texts that had escapes */

  /* Of the record that is being read */
  const char *at;
  const char *end;
  char *free;                   /* in decoded */
  AcmeSlice values[MAX_PATHS];  /* by path, valid where found says so */
  guint64 found;
  guint depth;
  guint64 objects;              /* bit n: whether the container at depth n + 1 is an object */
  guint8 places[ACME_SCM_MAX_NESTING];
};

/* Its size is doubled, so that a buffer grows a few times in a million records */
static char *
reserve (Buffer *buffer,
         gsize   size)
{
  if (buffer->size < size)
    {
      g_free (buffer->bytes);
      buffer->size = MAX (size, 2 * buffer->size);
      buffer->bytes = g_malloc (buffer->size);
    }
  return buffer->bytes;
}

/**
 * acme_scm_event_reader_new:
 * @source: whose records it will read
 *
 * Returns: (transfer full): a reader, for one thread
 */
AcmeScmEventReader *
acme_scm_event_reader_new (AcmeScmAuditSource source)
{
  AcmeScmEventReader *self = g_new0 (AcmeScmEventReader, 1);

  self->paths = acme_scm_event_paths_new (source);
  return self;
}

void
acme_scm_event_reader_free (AcmeScmEventReader *self)
{
  if (self == NULL)
    return;

  acme_scm_event_paths_free (self->paths);
  g_free (self->cleaned.bytes);
  g_free (self->decoded.bytes);
  g_free (self);
}

static inline void
skip_space (AcmeScmEventReader *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static inline gboolean
accept_char (AcmeScmEventReader *self,
             char                c)
{
  if (self->at == self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

/* After the opening quote. @out is where the text stays: in the record, or in the buffer if it has escapes. */
static gboolean
read_text (AcmeScmEventReader *self,
           AcmeSlice          *out)
{
  const char *start = self->at;
  const char *at = acme_scm_lex_skip_text (start, self->end);
  gboolean has_escapes = FALSE;

  while (at < self->end && *at == '\\')
    {
      has_escapes = TRUE;
      if (self->end - at < 2)
        return FALSE;
      at = acme_scm_lex_skip_text (at + 2, self->end);
    }
  if (at == self->end)
    return FALSE;

  self->at = at + 1;
  *out = (AcmeSlice) { start, at - start };
  if (has_escapes)
    {
      char *end = acme_scm_lex_decode (start, at - start, self->free);

      if (end == NULL)
        return FALSE;
      *out = (AcmeSlice) { self->free, end - self->free };
      self->free = end;
    }
  return TRUE;
}

/* Takes the value at @place, or the beginning of one with values inside. The last of several with one name counts, with
 * all that is in it, as other readers of JSON have it. */
static gboolean
read_value (AcmeScmEventReader *self,
            guint               place,
            gboolean           *out_opened)
{
  guint64 path = acme_scm_event_paths_get_place (self->paths, place);
  AcmeSlice value = { NULL, 0 };
  char c = self->at < self->end ? *self->at : '\0';

  *out_opened = FALSE;
  if (c == '"')
    {
      self->at++;
      if (!read_text (self, &value))
        return FALSE;
    }
  else if (c == '{' || c == '[')
    {
      self->at++;
      if (self->depth == ACME_SCM_MAX_NESTING)
        return FALSE;
      self->places[self->depth] = c == '{' ? place : ACME_SCM_EVENT_NOWHERE;
      self->objects &= ~(G_GUINT64_CONSTANT (1) << self->depth);
      self->objects |= (guint64) (c == '{') << self->depth;
      self->depth++;
      *out_opened = TRUE;
    }
  else
    {
      const char *start = self->at;

      self->at = acme_scm_lex_skip_scalar (start, self->end);
      if (self->at == NULL)
        return FALSE;
      if (c != 'n')
        value = (AcmeSlice) { start, self->at - start };
    }

  self->found &= ~acme_scm_event_paths_get_below (self->paths, place);
  if (path != 0 && value.length > 0)
    {
      self->values[__builtin_ctzll (path)] = value;
      self->found |= path;
    }
  return TRUE;
}

static gboolean
read_name (AcmeScmEventReader *self,
           guint              *out_place)
{
  AcmeSlice name;

  skip_space (self);
  if (!accept_char (self, '"') || !read_text (self, &name))
    return FALSE;
  *out_place = acme_scm_event_paths_step (self->paths, self->places[self->depth - 1], name.text, name.length);
  skip_space (self);
  return accept_char (self, ':');
}

/* Closes what ends until there is a further value; @out_place is then where it is. FALSE if it is not JSON. */
static gboolean
read_between (AcmeScmEventReader *self,
              gboolean            opened,
              guint              *out_place)
{
  while (self->depth > 0)
    {
      gboolean is_object = (self->objects >> (self->depth - 1) & 1) != 0;

      skip_space (self);
      if (accept_char (self, is_object ? '}' : ']'))
        {
          self->depth--;
          opened = FALSE;
          continue;
        }
      if (!opened && !accept_char (self, ','))
        return FALSE;
      *out_place = ACME_SCM_EVENT_NOWHERE;
      return !is_object || read_name (self, out_place);
    }
  return TRUE;
}

static gboolean
read_object (AcmeScmEventReader *self)
{
  guint place = ACME_SCM_EVENT_RECORD;
  gboolean opened;

  if (self->at == self->end || *self->at != '{')
    return FALSE;

  do
    {
      skip_space (self);
      if (!read_value (self, place, &opened) || !read_between (self, opened, &place))
        return FALSE;
    }
  while (self->depth > 0);
  return TRUE;
}

/* Seconds, milliseconds or microseconds since 1970, whichever of them is a time of this century. */
static gboolean
read_count (const AcmeSlice *text,
            gint64          *out_time)
{
  gint64 count = 0;

  if (text->length < 10 || text->length > 16)
    return FALSE;
  for (gsize i = 0; i < text->length; i++)
    {
      if (!g_ascii_isdigit (text->text[i]))
        return FALSE;
      count = count * 10 + text->text[i] - '0';
    }

  if (text->text[0] == '0' || (text->length != 10 && text->length != 13 && text->length != 16))
    return FALSE;
  *out_time = text->length == 10 ? count * G_USEC_PER_SEC : text->length == 13 ? count * 1000 : count;
  return TRUE;
}

/* The first of what could be the date that is one; or else the first, and no time. */
static void
choose_date (AcmeScmEventReader *self,
             AcmeEventRecord    *record)
{
  guint64 candidates = acme_scm_event_paths_get_part (self->paths, ACME_EVENT_DATE) & self->found;

  for (; candidates != 0; candidates &= candidates - 1)
    {
      const AcmeSlice *text = &self->values[__builtin_ctzll (candidates)];
      gboolean is_date = acme_time_parse_len (text->text, text->length, &record->time) ||
                         read_count (text, &record->time);

      if (is_date || record->fields[ACME_EVENT_DATE].text == NULL)
        record->fields[ACME_EVENT_DATE] = *text;
      if (is_date)
        return;
    }
}

static void
choose (AcmeScmEventReader *self,
        guint               part,
        AcmeSlice          *out)
{
  guint64 candidates = acme_scm_event_paths_get_part (self->paths, part) & self->found;

  if (candidates != 0)
    *out = self->values[__builtin_ctzll (candidates)];
}

/* Where the record is read: where it came, or a copy of it in which all can be read */
static void
begin (AcmeScmEventReader *self,
       const char         *bytes,
       gsize               length)
{
  if (!acme_scm_lex_is_clean (bytes, length))
    {
      char *cleaned = reserve (&self->cleaned, ACME_SCM_LEX_CLEAN_SIZE (length));

      length = acme_scm_lex_clean (bytes, length, cleaned);
      bytes = cleaned;
    }
  self->at = bytes;
  self->end = bytes + length;
  self->free = reserve (&self->decoded, length);
  self->found = 0;
  self->depth = 0;
}

/**
 * acme_scm_event_reader_read:
 * @self: a reader
 * @bytes: (nullable): a record, perhaps with white space around it
 * @length: its length in bytes
 * @out_record: (out): the event, which points into @bytes and @self, and is good until the next call
 *
 * What is missing, null, empty or an object where a text is expected gives a field of none; a number or a truth value
 * gives its text. Bytes that are no UTF-8, zeros and halves of surrogate pairs become U+FFFD. A date that is none is
 * %ACME_TIME_NONE.
 *
 * Returns: whether it could be read; %FALSE, and nothing in @out_record, if @bytes are no JSON object
 */
gboolean
acme_scm_event_reader_read (AcmeScmEventReader *self,
                            const char         *bytes,
                            gsize               length,
                            AcmeEventRecord    *out_record)
{
  const char *start;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (out_record != NULL, FALSE);

  *out_record = (AcmeEventRecord) { .time = ACME_TIME_NONE };
  begin (self, length > 0 ? bytes : "", length);
  skip_space (self);
  start = self->at;
  if (!read_object (self))
    return FALSE;
  out_record->raw = (AcmeSlice) { start, self->at - start };
  skip_space (self);
  if (self->at < self->end)
    {
      out_record->raw = (AcmeSlice) { NULL, 0 };
      return FALSE;
    }

  for (guint i = 0; i < ACME_EVENT_N_FIELDS; i++)
    {
      if (i != ACME_EVENT_DATE)
        choose (self, i, &out_record->fields[i]);
    }
  choose_date (self, out_record);
  choose (self, ACME_SCM_EVENT_OBJECT, &out_record->object);
  choose (self, ACME_SCM_EVENT_OBJECT_TYPE, &out_record->object_type);
  return TRUE;
}

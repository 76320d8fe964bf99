/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a part of a description names what it looks like: a name, a URL, or a number that is an id. SCM describes
 * what was done in sentences, in which the same letters and figures can stand for something else. */

#include "config.h"

#include "acme-mention.h"

#include <string.h>

#include "acme-word.h"

/* What stands farther before a number than this many bytes says nothing of it. Without an end to it, a text with many
 * numbers would be read from its beginning for each. */
#define REACH 400

#define URL_JOINTS ACME_WORD_JOINTS ":?#&=%"

static gboolean
is_quote (const char *at,
          gsize       length)
{
  static const char *const quotes[] = { "\"", "“", "”", "„", "«", "»" };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      if (length >= strlen (quotes[i]) && memcmp (at, quotes[i], strlen (quotes[i])) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
get_quotes (const AcmeFoldedText *text,
            gsize                 start,
            gsize                 end,
            gboolean             *out_before,
            gboolean             *out_after)
{
  const char *before = start > 0 ? g_utf8_find_prev_char (text->text, text->text + start) : NULL;

  *out_before = before != NULL && is_quote (before, text->text + start - before);
  *out_after = is_quote (text->text + end, text->length - end);
}

/* What a word before a number says of it; the words as they are folded. */
typedef enum
{
  NO_WORD,
  ID_WORD,
  ACCOUNT_WORD,
  ENDPOINT_WORD,
  OTHER_WORD,
} Meaning;

static const struct
{
  const char *word;
  Meaning meaning;
} meanings[] = {
  { "id", ID_WORD },
  { "ids", ID_WORD },
  { "account", ACCOUNT_WORD },
  { "accounts", ACCOUNT_WORD },
  { "accountid", ACCOUNT_WORD },
  { "account_id", ACCOUNT_WORD },
  { "acct", ACCOUNT_WORD },
  { "endpoint", ENDPOINT_WORD },
  { "endpointid", ENDPOINT_WORD },
  { "endpoint_id", ENDPOINT_WORD },
  { "admin", OTHER_WORD },
  { "certificate", OTHER_WORD },
  { "client", OTHER_WORD },
  { "customer", OTHER_WORD },
  { "department", OTHER_WORD },
  { "domain", OTHER_WORD },
  { "notification", OTHER_WORD },
  { "order", OTHER_WORD },
  { "organization", OTHER_WORD },
  { "person", OTHER_WORD },
  { "profile", OTHER_WORD },
  { "request", OTHER_WORD },
  { "server", OTHER_WORD },
  { "ssl", OTHER_WORD },
  { "user", OTHER_WORD },
  { "validation", OTHER_WORD },
};

static Meaning
get_meaning (const AcmeWord *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      const char *known = meanings[i].word;

      /* most words differ at once from most of these */
      if (known[0] == word->text[0] && strlen (known) == word->length && memcmp (known, word->text, word->length) == 0)
        return meanings[i].meaning;
    }
  return NO_WORD;
}

/* From where on the text may say what the number at @start is */
static const char *
get_reach (const AcmeFoldedText *text,
           gsize                 start)
{
  const char *from = text->text + (start > REACH ? start - REACH : 0);

  while (from < text->text + start && (*from & 0xc0) == 0x80) /* in the middle of a character */
    from++;
  return from;
}

/* Whether nothing but marks stands between a word and its number, as in “id: 17”. */
static gboolean
is_close (const char *from,
          const char *to)
{
  for (; from < to; from++)
    {
      if (strchr (" \t:=#\"'([", *from) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_whole (const AcmeFoldedText *text,
          gsize                 start,
          gsize                 end)
{
  return acme_word_is_whole (text->text, text->length, start, end, ACME_WORD_JOINTS);
}

static gboolean
is_number (const AcmeFoldedText *text,
           gsize                 start,
           gsize                 end)
{
  for (; start < end; start++)
    {
      if (!g_ascii_isdigit (text->text[start]))
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_mention_is_name:
 * @text: a text
 * @start: the offset of what looks like a name in it
 * @end: the offset of its end, after @start
 *
 * “wiki” is not what “account "wiki 2" created” names, and a number is a name only in quotes, or where it is said to be
 * an account's.
 *
 * Returns: whether it stands there as a name
 */
gboolean
acme_mention_is_name (const AcmeFoldedText *text,
                      gsize                 start,
                      gsize                 end)
{
  gboolean before, after;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start < end && end <= text->length, FALSE);

  get_quotes (text, start, end, &before, &after);
  if (is_number (text, start, end) && !(before && after))
    return acme_mention_is_id (text, start, end, ACME_MENTION_ACCOUNT);
  return before == after && is_whole (text, start, end);
}

/**
 * acme_mention_is_url:
 * @text: a text
 * @start: the offset of what looks like a URL in it, without slashes at its end
 * @end: the offset of its end, after @start
 *
 * Returns: whether it stands there as a whole, perhaps with one more slash, and does not go on below
 */
gboolean
acme_mention_is_url (const AcmeFoldedText *text,
                     gsize                 start,
                     gsize                 end)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start < end && end <= text->length, FALSE);

  return acme_word_is_whole (text->text, text->length, start, end, URL_JOINTS);
}

/**
 * acme_mention_is_id:
 * @text: a text
 * @start: the offset of a number in it
 * @end: the offset of its end, after @start
 * @kind: what it may be an id of
 *
 * Returns: whether the text says that it is an id, and what it spoke of last is of @kind; an account's if it spoke of
 *   nothing yet
 */
gboolean
acme_mention_is_id (const AcmeFoldedText *text,
                    gsize                 start,
                    gsize                 end,
                    AcmeMentionKind       kind)
{
  Meaning wanted = kind == ACME_MENTION_ENDPOINT ? ENDPOINT_WORD : ACCOUNT_WORD;
  const char *from, *number, *at;
  gboolean is_said;
  AcmeWord word;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start < end && end <= text->length, FALSE);

  if (!is_whole (text, start, end))
    return FALSE;

  from = get_reach (text, start);
  number = at = text->text + start;
  is_said = start > 0 && number[-1] == '#';
  while (acme_word_previous (from, &at, &word))
    {
      Meaning meaning = get_meaning (&word);

      is_said = is_said || ((meaning == ID_WORD || meaning == wanted) && is_close (word.text + word.length, number));
      if (!is_said)
        return FALSE;
      if (meaning != NO_WORD && meaning != ID_WORD)
        return meaning == wanted;
    }
  return is_said && wanted == ACCOUNT_WORD;
}

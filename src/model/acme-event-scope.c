/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which events are about an endpoint or an account. SCM does not say so in its records; all there is are texts that
 * name them. A name counts where it stands by itself, and a number only where the text says that it is an id, since
 * numbers stand for many things. An endpoint may have thousands of accounts and a report a million events, so that
 * names are found by one word of theirs, the rarest. */

#include "config.h"

#include "acme-event-scope.h"

#include <string.h>

#include "acme-fold.h"
#include "acme-mention.h"
#include "acme-word.h"

/* Descriptions up to here are folded without an allocation. */
#define SHORT_TEXT 1024

#define N_BITS (1 << 16)

#define NO_NEXT G_MAXUINT

typedef enum
{
  NAME,        /* a text */
  URL,         /* a text that may end with one more slash */
  ACCOUNT_ID,  /* a number, if it is said to be an account's id */
  ENDPOINT_ID, /* a number, if it is said to be an endpoint's id */
} Kind;

/* What a text is looked for. */
typedef struct
{
  char *text; /* folded */
  gsize length;
  Kind kind;
  gsize offset; /* of the word by which it is found */
  guint next;   /* the pattern with the same word; NO_NEXT for none */
} Pattern;

struct _AcmeEventScope
{
  gatomicrefcount ref_count;

  GArray *patterns;        /* Pattern */
  GHashTable *words;       /* AcmeWord -> the index of the first pattern that is found by it */
  GArray *wordless;        /* guint: the patterns that hold no word */
  guint8 bits[N_BITS / 8]; /* by the hash of a word: whether it can be one of @words */
  GHashTable *objects;     /* folded ids -> Kind */
  char *url;               /* (nullable): folded: that of an account's endpoint */
  gsize host_length;       /* of it, with the scheme and the slash behind */
};

/* --- Making it --- */

static void
free_pattern (gpointer pattern)
{
  g_free (((Pattern *) pattern)->text);
}

static guint
hash_word (gconstpointer word)
{
  return ((const AcmeWord *) word)->hash;
}

static gboolean
equal_words (gconstpointer a,
             gconstpointer b)
{
  const AcmeWord *x = a;
  const AcmeWord *y = b;

  return x->length == y->length && memcmp (x->text, y->text, x->length) == 0;
}

static AcmeEventScope *
create_scope (void)
{
  AcmeEventScope *self = g_new0 (AcmeEventScope, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->patterns = g_array_new (FALSE, FALSE, sizeof (Pattern));
  g_array_set_clear_func (self->patterns, free_pattern);
  self->words = g_hash_table_new_full (hash_word, equal_words, g_free, NULL);
  self->wordless = g_array_new (FALSE, FALSE, sizeof (guint));
  self->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
strip_slashes (char *text)
{
  for (gsize length = strlen (text); length > 0 && text[length - 1] == '/';)
    text[--length] = '\0';
}

static char *
fold_stripped (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return acme_fold (stripped);
}

static void
add_pattern (AcmeEventScope *self,
             const char     *text,
             Kind            kind)
{
  Pattern pattern = { NULL, 0, kind, 0, NO_NEXT };

  pattern.text = text != NULL ? fold_stripped (text) : NULL;
  if (kind == URL && pattern.text != NULL)
    strip_slashes (pattern.text);
  if (pattern.text == NULL || pattern.text[0] == '\0')
    {
      g_free (pattern.text);
      return;
    }
  pattern.length = strlen (pattern.text);
  g_array_append_val (self->patterns, pattern);
}

static void
add_object (AcmeEventScope *self,
            const char     *text,
            Kind            kind)
{
  if (text != NULL && text[0] != '\0')
    g_hash_table_insert (self->objects, fold_stripped (text), GUINT_TO_POINTER (kind));
}

static void
add_id (AcmeEventScope *self,
        AcmeItem       *item,
        guint           field,
        Kind            kind)
{
  gint64 id = acme_item_get_number (item, field);
  g_autofree char *text = NULL;

  if (id == ACME_NUMBER_NONE)
    return;

  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  add_pattern (self, text, kind);
  add_object (self, text, kind);
}

static void
add_account (AcmeEventScope *self,
             AcmeItem       *account)
{
  static const guint ids[] = { ACME_ACCOUNT_ACCOUNT_ID, ACME_ACCOUNT_KEY_ID };

  add_pattern (self, acme_item_get_string (account, ACME_ACCOUNT_NAME), NAME);
  add_id (self, account, ACME_ACCOUNT_ID, ACCOUNT_ID);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      add_pattern (self, acme_item_get_string (account, ids[i]), NAME);
      add_object (self, acme_item_get_string (account, ids[i]), ACCOUNT_ID);
    }
}

static GHashTable *
count_words (AcmeEventScope *self)
{
  GHashTable *counts = g_hash_table_new_full (hash_word, equal_words, g_free, NULL);

  for (guint i = 0; i < self->patterns->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->patterns, Pattern, i);
      const char *at = pattern->text;
      AcmeWord word;

      while (acme_word_next (&at, pattern->text + pattern->length, &word))
        {
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &word));

          g_hash_table_insert (counts, g_memdup2 (&word, sizeof word), GUINT_TO_POINTER (count + 1));
        }
    }
  return counts;
}

/* Finds the word by which the fewest patterns are found: many accounts may be called “… of the web team”. */
static void
index_pattern (AcmeEventScope *self,
               GHashTable     *counts,
               guint           index)
{
  Pattern *pattern = &g_array_index (self->patterns, Pattern, index);
  const char *at = pattern->text;
  AcmeWord word, best = { NULL };
  guint best_count = G_MAXUINT;
  gpointer next;

  while (acme_word_next (&at, pattern->text + pattern->length, &word))
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &word));

      if (count < best_count || (count == best_count && word.length > best.length))
        {
          best = word;
          best_count = count;
        }
    }
  if (best.text == NULL)
    {
      g_array_append_val (self->wordless, index);
      return;
    }

  pattern->offset = best.text - pattern->text;
  if (g_hash_table_lookup_extended (self->words, &best, NULL, &next))
    pattern->next = GPOINTER_TO_UINT (next);
  g_hash_table_replace (self->words, g_memdup2 (&best, sizeof best), GUINT_TO_POINTER (index));
  self->bits[best.hash % N_BITS / 8] |= 1 << best.hash % 8;
}

static guint
hash_pattern (gconstpointer pattern)
{
  return g_str_hash (((const Pattern *) pattern)->text);
}

static gboolean
equal_patterns (gconstpointer a,
                gconstpointer b)
{
  const Pattern *x = a;
  const Pattern *y = b;

  return x->kind == y->kind && strcmp (x->text, y->text) == 0;
}

/* Many accounts may have one name: it is looked for once. */
static void
index_patterns (AcmeEventScope *self)
{
  g_autoptr(GHashTable) counts = count_words (self);
  g_autoptr(GHashTable) seen = g_hash_table_new (hash_pattern, equal_patterns);

  for (guint i = 0; i < self->patterns->len; i++)
    {
      if (g_hash_table_add (seen, &g_array_index (self->patterns, Pattern, i)))
        index_pattern (self, counts, i);
    }
}

static void
set_url (AcmeEventScope *self,
         const char     *url)
{
  const char *host, *path;

  self->url = fold_stripped (url);
  strip_slashes (self->url);
  host = strstr (self->url, "://");
  path = host != NULL ? strchr (host + strlen ("://"), '/') : NULL;
  if (path != NULL)
    self->host_length = path + 1 - self->url;
}

/* --- Where a text is found --- */

static gboolean
is_said (const Pattern        *pattern,
         const AcmeFoldedText *text,
         gsize                 start)
{
  gsize end = start + pattern->length;

  switch (pattern->kind)
    {
    case NAME:
      return acme_mention_is_name (text, start, end);
    case URL:
      return acme_mention_is_url (text, start, end);
    case ACCOUNT_ID:
      return acme_mention_is_id (text, start, end, ACME_MENTION_ACCOUNT);
    case ENDPOINT_ID:
      return acme_mention_is_id (text, start, end, ACME_MENTION_ENDPOINT);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
is_at (const Pattern        *pattern,
       const AcmeFoldedText *text,
       gsize                 start)
{
  return pattern->length <= text->length - start &&
         memcmp (text->text + start, pattern->text, pattern->length) == 0 && is_said (pattern, text, start);
}

/* Of two accounts with the same name the text may mean the other: that at another endpoint of the same host. */
static gboolean
means_other_endpoint (AcmeEventScope       *self,
                      const AcmeFoldedText *text)
{
  const char *end = text->text + text->length;
  gsize length = self->url != NULL ? strlen (self->url) : 0;
  gboolean other = FALSE;

  if (self->host_length == 0)
    return FALSE;

  for (const char *at = text->text; (at = memmem (at, end - at, self->url, self->host_length)) != NULL; at++)
    {
      gsize start = at - text->text;

      if (text->length - start >= length && memcmp (at, self->url, length) == 0 &&
          acme_mention_is_url (text, start, start + length))
        return FALSE;
      other |= at + self->host_length < end && g_ascii_isalnum (at[self->host_length]);
    }
  return other;
}

static gboolean
finds_by_word (AcmeEventScope       *self,
               const AcmeFoldedText *text,
               const AcmeWord       *word)
{
  gpointer first;

  if (!g_hash_table_lookup_extended (self->words, word, NULL, &first))
    return FALSE;

  for (guint i = GPOINTER_TO_UINT (first); i != NO_NEXT;)
    {
      const Pattern *pattern = &g_array_index (self->patterns, Pattern, i);
      gsize at = word->text - text->text;

      if (at >= pattern->offset && is_at (pattern, text, at - pattern->offset))
        return TRUE;
      i = pattern->next;
    }
  return FALSE;
}

static gboolean
finds_wordless (AcmeEventScope       *self,
                const AcmeFoldedText *text)
{
  const char *end = text->text + text->length;

  for (guint i = 0; i < self->wordless->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->patterns, Pattern, g_array_index (self->wordless, guint, i));

      for (const char *at = text->text; (at = memmem (at, end - at, pattern->text, pattern->length)) != NULL; at++)
        {
          if (is_said (pattern, text, at - text->text))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
finds (AcmeEventScope       *self,
       const AcmeFoldedText *text)
{
  const char *at = text->text;
  AcmeWord word;

  while (acme_word_next (&at, text->text + text->length, &word))
    {
      if ((self->bits[word.hash % N_BITS / 8] & 1 << word.hash % 8) != 0 && finds_by_word (self, text, &word))
        return TRUE;
    }
  return finds_wordless (self, text);
}

/* --- What a record is about, if it says so --- */

static char *
fold_slice (const AcmeSlice *slice)
{
  g_autofree char *text = g_strndup (slice->text, slice->length);

  return acme_fold (text);
}

static gboolean
is_object (AcmeEventScope  *self,
           const AcmeSlice *object,
           const AcmeSlice *type)
{
  g_autofree char *id = NULL;
  g_autofree char *word = NULL;
  gpointer kind;

  if (object == NULL || object->text == NULL || type == NULL || type->text == NULL)
    return FALSE;

  id = fold_slice (object);
  if (!g_hash_table_lookup_extended (self->objects, id, NULL, &kind))
    return FALSE;

  word = fold_slice (type);
  if (GPOINTER_TO_UINT (kind) == ENDPOINT_ID)
    return strstr (word, "endpoint") != NULL;
  return strstr (word, "acme") != NULL && strstr (word, "account") != NULL;
}

/* --- What others see of it --- */

/**
 * acme_event_scope_new_for_endpoint:
 * @endpoint: an endpoint
 * @accounts: (nullable) (element-type AcmeAccount): its accounts, if they are known
 *
 * Returns: (transfer full): what is about @endpoint: what names it, by its name, its URL or its id, or names one of
 *   @accounts. It can be used in any thread.
 */
AcmeEventScope *
acme_event_scope_new_for_endpoint (AcmeEndpoint *endpoint,
                                   GPtrArray    *accounts)
{
  AcmeEventScope *self;

  g_return_val_if_fail (ACME_IS_ENDPOINT (endpoint), NULL);

  self = create_scope ();
  add_pattern (self, acme_endpoint_get_name (endpoint), NAME);
  add_pattern (self, acme_endpoint_get_url (endpoint), URL);
  add_id (self, ACME_ITEM (endpoint), ACME_ENDPOINT_ID, ENDPOINT_ID);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    add_account (self, accounts->pdata[i]);
  index_patterns (self);
  return self;
}

/**
 * acme_event_scope_new_for_account:
 * @endpoint: (nullable): the endpoint of @account, by which it is told from those of the same name at another
 * @account: an account
 *
 * Returns: (transfer full): what is about @account: what names it, by its name, its id, its ACME account id or the id
 *   of its key. It can be used in any thread.
 */
AcmeEventScope *
acme_event_scope_new_for_account (AcmeEndpoint *endpoint,
                                  AcmeAccount  *account)
{
  AcmeEventScope *self;

  g_return_val_if_fail (endpoint == NULL || ACME_IS_ENDPOINT (endpoint), NULL);
  g_return_val_if_fail (ACME_IS_ACCOUNT (account), NULL);

  self = create_scope ();
  add_account (self, ACME_ITEM (account));
  if (endpoint != NULL)
    set_url (self, acme_endpoint_get_url (endpoint));
  index_patterns (self);
  return self;
}

/**
 * acme_event_scope_ref:
 * @self: a scope
 *
 * Returns: (transfer full): @self
 */
AcmeEventScope *
acme_event_scope_ref (AcmeEventScope *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_event_scope_unref:
 * @self: (transfer full): a scope
 */
void
acme_event_scope_unref (AcmeEventScope *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->wordless, g_array_unref);
  g_clear_pointer (&self->patterns, g_array_unref);
  g_clear_pointer (&self->objects, g_hash_table_unref);
  g_clear_pointer (&self->url, g_free);
  g_free (self);
}

/**
 * acme_event_scope_matches:
 * @self: a scope
 * @record: an event
 *
 * Returns: whether @record is about what @self stands for, as far as its description tells, or what it says that it is
 *   about
 */
gboolean
acme_event_scope_matches (AcmeEventScope        *self,
                          const AcmeEventRecord *record)
{
  const AcmeSlice *description;
  g_autoptr(GString) folded = NULL;
  char short_text[SHORT_TEXT];

  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  description = &record->fields[ACME_EVENT_DESCRIPTION];
  if (description->length <= SHORT_TEXT && acme_fold_ascii (description->text, description->length, short_text))
    return acme_event_scope_matches_folded (self, short_text, description->length, &record->object,
                                            &record->object_type);

  folded = g_string_sized_new (description->length + description->length / 4);
  acme_fold_append (folded, description->text, description->length);
  return acme_event_scope_matches_folded (self, folded->str, folded->len, &record->object, &record->object_type);
}

/**
 * acme_event_scope_matches_folded:
 * @self: a scope
 * @text: an event's description as acme_fold() makes it; need not be terminated
 * @length: its bytes
 * @object: (nullable): what the event says that it is about
 * @object_type: (nullable): and of which type that is
 *
 * Returns: whether an event is about what @self stands for, as acme_event_scope_matches()
 */
gboolean
acme_event_scope_matches_folded (AcmeEventScope  *self,
                                 const char      *text,
                                 gsize            length,
                                 const AcmeSlice *object,
                                 const AcmeSlice *object_type)
{
  AcmeFoldedText folded = { text, length };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  return (length > 0 && finds (self, &folded) && !means_other_endpoint (self, &folded)) ||
         is_object (self, object, object_type);
}

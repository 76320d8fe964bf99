/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The texts of a field in which a million events say the same few things: each of them once, with its folded form, and
 * a small number in its stead. What is asked of the field is asked once of each text, not of each event. */

#include "config.h"

#include "acme-text-pool.h"

#include <stdlib.h>
#include <string.h>

#include "acme-fold.h"

#define CHUNK 4096
/* More than a log has events */
#define MAX_CHUNKS 16385
#define MIN_BUCKETS 256

typedef struct
{
  const char *text;
  const char *folded;
} Entry;

/* A place in the table by hash; an id of 0 is an empty one */
typedef struct
{
  guint32 hash;
  guint32 id;
} Bucket;

struct _AcmeTextPool
{
  AcmeSpool *spool; /* (unowned) */
  Entry *chunks[MAX_CHUNKS];
  int n;            /* atomic */

  /* of the thread that adds */
  Bucket *buckets;
  guint n_buckets;  /* a power of 2 */
  guint32 last;     /* the id that was added last: the next is often the same */

  GMutex mutex;     /* guards the rest */
  GPtrArray *keys;  /* collation keys by id, as far as they were asked for */
};

static const Entry *
get_entry (AcmeTextPool *self,
           guint32       id)
{
  return &self->chunks[id / CHUNK][id % CHUNK];
}

/**
 * acme_text_pool_new:
 * @spool: where the texts are kept; it must outlive the pool
 *
 * Returns: (transfer full): a pool in which there is only ""
 */
AcmeTextPool *
acme_text_pool_new (AcmeSpool *spool)
{
  AcmeTextPool *self;

  g_return_val_if_fail (spool != NULL, NULL);

  self = g_new0 (AcmeTextPool, 1);
  self->spool = spool;
  self->n_buckets = MIN_BUCKETS;
  self->buckets = g_new0 (Bucket, self->n_buckets);
  self->chunks[0] = g_new0 (Entry, CHUNK);
  self->chunks[0][ACME_TEXT_POOL_NONE] = (Entry) { "", "" };
  self->n = 1;
  self->keys = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * acme_text_pool_free:
 * @self: (transfer full): a pool that nobody reads any more
 */
void
acme_text_pool_free (AcmeTextPool *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < MAX_CHUNKS && self->chunks[i] != NULL; i++)
    g_free (self->chunks[i]);
  g_free (self->buckets);
  g_ptr_array_unref (self->keys);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static guint32
hash_text (const char *text,
           gsize       length)
{
  guint64 hash = length;

  for (; length >= 8; text += 8, length -= 8)
    {
      guint64 word;

      memcpy (&word, text, 8);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  for (; length > 0; text++, length--)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);
  hash *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash >> 32;
}

static gboolean
is_text (AcmeTextPool *self,
         guint32       id,
         const char   *text,
         gsize         length)
{
  const char *there = get_entry (self, id)->text;

  return strncmp (there, text, length) == 0 && there[length] == '\0';
}

static void
insert (Bucket  *buckets,
        guint    n_buckets,
        guint32  hash,
        guint32  id)
{
  guint i = hash & (n_buckets - 1);

  while (buckets[i].id != 0)
    i = (i + 1) & (n_buckets - 1);
  buckets[i] = (Bucket) { hash, id };
}

static void
make_room (AcmeTextPool *self)
{
  guint n_buckets = self->n_buckets * 2;
  Bucket *buckets;

  if ((guint) self->n * 2 < self->n_buckets)
    return;

  buckets = g_new0 (Bucket, n_buckets);
  for (guint i = 0; i < self->n_buckets; i++)
    {
      if (self->buckets[i].id != 0)
        insert (buckets, n_buckets, self->buckets[i].hash, self->buckets[i].id);
    }
  g_free (self->buckets);
  self->buckets = buckets;
  self->n_buckets = n_buckets;
}

/* The text and its folded form, or twice the same if they are equal */
static gboolean
keep_text (AcmeTextPool  *self,
           const char    *text,
           gsize          length,
           Entry         *entry,
           GError       **error)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autofree char *folded = acme_fold (copy);
  guint64 offset;

  if (!acme_spool_append (self->spool, copy, length + 1, &offset, error))
    return FALSE;
  entry->text = entry->folded = acme_spool_get (self->spool, offset);
  if (strcmp (copy, folded) == 0)
    return TRUE;

  if (!acme_spool_append (self->spool, folded, strlen (folded) + 1, &offset, error))
    return FALSE;
  entry->folded = acme_spool_get (self->spool, offset);
  return TRUE;
}

static gboolean
add_new (AcmeTextPool  *self,
         guint32        hash,
         const char    *text,
         gsize          length,
         guint32       *out_id,
         GError       **error)
{
  guint32 id = self->n;
  Entry entry;

  g_assert (id / CHUNK < MAX_CHUNKS);
  if (!keep_text (self, text, length, &entry, error))
    return FALSE;

  make_room (self);
  insert (self->buckets, self->n_buckets, hash, id);
  if (id % CHUNK == 0)
    self->chunks[id / CHUNK] = g_new0 (Entry, CHUNK);
  self->chunks[id / CHUNK][id % CHUNK] = entry;
  g_atomic_int_set (&self->n, (int) id + 1);
  *out_id = self->last = id;
  return TRUE;
}

/**
 * acme_text_pool_add:
 * @self: a pool
 * @text: (nullable): UTF-8 without NUL, not terminated
 * @length: its bytes
 * @out_id: (out): its id, the same for the same text
 * @error: return location for an %ACME_ERROR_FAILED: there is no room
 *
 * Called by the one thread that adds.
 *
 * Returns: whether it is in the pool
 */
gboolean
acme_text_pool_add (AcmeTextPool  *self,
                    const char    *text,
                    gsize          length,
                    guint32       *out_id,
                    GError       **error)
{
  guint32 hash;

  g_return_val_if_fail (self != NULL && out_id != NULL, FALSE);

  *out_id = ACME_TEXT_POOL_NONE;
  if (length == 0)
    return TRUE;
  if (self->last != ACME_TEXT_POOL_NONE && is_text (self, self->last, text, length))
    {
      *out_id = self->last;
      return TRUE;
    }

  hash = hash_text (text, length);
  for (guint i = hash & (self->n_buckets - 1); self->buckets[i].id != 0; i = (i + 1) & (self->n_buckets - 1))
    {
      if (self->buckets[i].hash == hash && is_text (self, self->buckets[i].id, text, length))
        {
          *out_id = self->last = self->buckets[i].id;
          return TRUE;
        }
    }
  return add_new (self, hash, text, length, out_id, error);
}

/**
 * acme_text_pool_get_n:
 * @self: a pool
 *
 * Called in any thread.
 *
 * Returns: how many texts there are: the ids are 0 to one less
 */
guint
acme_text_pool_get_n (AcmeTextPool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_atomic_int_get (&self->n);
}

/**
 * acme_text_pool_get_text:
 * @self: a pool
 * @id: the id of a text
 *
 * Called in any thread.
 *
 * Returns: (transfer none): the text, which stays until the spool is freed
 */
const char *
acme_text_pool_get_text (AcmeTextPool *self,
                         guint32       id)
{
  return get_entry (self, id)->text;
}

/**
 * acme_text_pool_get_folded:
 * @self: a pool
 * @id: the id of a text
 *
 * Called in any thread.
 *
 * Returns: (transfer none): the text as acme_fold() makes it, which stays until the spool is freed
 */
const char *
acme_text_pool_get_folded (AcmeTextPool *self,
                           guint32       id)
{
  return get_entry (self, id)->folded;
}

typedef struct
{
  const char *key;
  guint32 id;
} Keyed;

static int
compare_keyed (const void *a,
               const void *b)
{
  return strcmp (((const Keyed *) a)->key, ((const Keyed *) b)->key);
}

/* NULL if nobody wants them any more: a key takes as long as a thousand events */
static Keyed *
list_keys (AcmeTextPool *self,
           guint         n,
           const int    *is_cancelled)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Keyed *list;

  for (guint32 id = self->keys->len; id < n; id++)
    {
      if (g_atomic_int_get (is_cancelled))
        return NULL;
      g_ptr_array_add (self->keys, g_utf8_collate_key (get_entry (self, id)->folded, -1));
    }
  list = g_new (Keyed, n);
  for (guint32 id = 0; id < n; id++)
    list[id] = (Keyed) { self->keys->pdata[id], id };
  return list;
}

/**
 * acme_text_pool_rank:
 * @self: a pool
 * @n: of how many texts
 * @is_cancelled: not 0 when nobody wants to know any more
 *
 * Called in any thread.
 *
 * Returns: (transfer full) (nullable) (array length=n): %NULL if it was cancelled; or else the places of the first @n
 *   texts by id in the order of acme_item_compare(); texts that are equal there have the same place
 */
guint32 *
acme_text_pool_rank (AcmeTextPool *self,
                     guint         n,
                     const int    *is_cancelled)
{
  g_autofree Keyed *list = NULL;
  guint32 *ranks;

  g_return_val_if_fail (self != NULL && n > 0 && n <= acme_text_pool_get_n (self), NULL);

  list = list_keys (self, n, is_cancelled);
  if (list == NULL)
    return NULL;
  ranks = g_new (guint32, n);
  qsort (list, n, sizeof (Keyed), compare_keyed);
  for (guint i = 0; i < n; i++)
    {
      gboolean is_equal = i > 0 && strcmp (list[i - 1].key, list[i].key) == 0;

      ranks[list[i].id] = is_equal ? ranks[list[i - 1].id] : i;
    }
  return ranks;
}

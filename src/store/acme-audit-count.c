/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many events of which kind there were when: what the histogram above the table shows. The kind of an action is
 * what is before its colon, as “ACME account” in “ACME account: created”. And how many events say what in a field: what
 * a filter by that field offers. */

#include "config.h"

#include "acme-audit-count-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many kinds have a colour of their own */
#define MAX_KINDS 5

typedef struct
{
  const char *title; /* (unowned) */
  guint count;
  guint first;       /* the order in which the kinds were found */
} Kind;

typedef struct
{
  AcmeAuditLog *log;
  const guint8 *passes; /* (nullable): which count; without it, all */
  guint n;
  gint64 from;
  gint64 to;
  int pool; /* of the texts that are counted */
} Count;

/* Calls back for each run of events that lie side by side. */
static void
for_each_chunk (const Count *count,
                void       (*func) (const Count *count, const AcmeAuditChunk *chunk, const guint8 *passes, guint n,
                                    gpointer data),
                gpointer     data)
{
  for (guint first = 0; first < count->n; first += ACME_AUDIT_CHUNK)
    func (count, acme_audit_log_get_chunk (count->log, first / ACME_AUDIT_CHUNK),
          count->passes != NULL ? count->passes + first : NULL, MIN (ACME_AUDIT_CHUNK, count->n - first), data);
}

static void
count_texts (const Count          *count,
             const AcmeAuditChunk *chunk,
             const guint8         *passes,
             guint                 n,
             gpointer              data)
{
  guint *by_text = data;

  for (guint i = 0; i < n; i++)
    {
      if ((passes == NULL || passes[i]) && chunk->times[i] >= count->from && chunk->times[i] < count->to)
        by_text[chunk->texts[count->pool][i]]++;
    }
}

static int
compare_kinds (gconstpointer a,
               gconstpointer b)
{
  const Kind *x = a, *y = b;

  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;
  return (x->first > y->first) - (x->first < y->first);
}

/* Returns: (transfer full): the kinds by frequency; the kind of each action goes to @titles, which owns it */
static GArray *
list_kinds (AcmeTextPool *actions,
            const guint  *by_action,
            guint         n_actions,
            GPtrArray    *titles)
{
  g_autoptr(GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *kinds = g_array_new (FALSE, TRUE, sizeof (Kind));

  for (guint32 id = 0; id < n_actions; id++)
    {
      const char *action = acme_text_pool_get_text (actions, id);
      char *title = g_strchomp (g_strndup (action, strcspn (action, ":")));
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, title));

      g_ptr_array_add (titles, title);
      if (title[0] == '\0')
        continue; /* nobody says of which kind it is */
      if (place == 0)
        {
          Kind kind = { title, 0, kinds->len };

          g_array_append_val (kinds, kind);
          place = kinds->len;
          g_hash_table_insert (places, title, GUINT_TO_POINTER (place));
        }
      g_array_index (kinds, Kind, place - 1).count += by_action[id];
    }
  g_array_sort (kinds, compare_kinds);
  while (kinds->len > 0 && g_array_index (kinds, Kind, kinds->len - 1).count == 0)
    g_array_set_size (kinds, kinds->len - 1);
  return kinds;
}

typedef struct
{
  AcmeHistogramData *data;
  const guint *kinds; /* by action */
} Bins;

static void
count_chunk (const Count          *count,
             const AcmeAuditChunk *chunk,
             const guint8         *passes,
             guint                 n,
             gpointer              data)
{
  const Bins *bins = data;
  guint bin;

  for (guint i = 0; i < n; i++)
    {
      if (passes[i] && acme_histogram_data_find_bin (bins->data, chunk->times[i], &bin))
        bins->data->counts[bin * bins->data->n_kinds + bins->kinds[chunk->texts[count->pool][i]]]++;
    }
}

/**
 * acme_audit_count:
 * @log: a log
 * @passes: (array length=n): for each of its first events, whether it counts
 * @n: of how many
 * @from: microseconds since 1970 UTC: the first that counts
 * @to: likewise: the first that no longer counts
 * @max_bins: at most so many bins
 *
 * Called in any thread.
 *
 * Returns: (transfer full): the counts, with the most frequent kinds one by one and the rest together
 */
AcmeHistogramData *
acme_audit_count (AcmeAuditLog *log,
                  const guint8 *passes,
                  guint         n,
                  gint64        from,
                  gint64        to,
                  guint         max_bins)
{
  Count count = { log, passes, n, from, to, acme_audit_log_find_pool (ACME_EVENT_ACTION) };
  AcmeTextPool *actions = acme_audit_log_get_pool (log, count.pool);
  guint n_actions = acme_text_pool_get_n (actions);
  g_autoptr(GPtrArray) titles = g_ptr_array_new_full (n_actions, g_free);
  g_autofree guint *by_action = g_new0 (guint, n_actions);
  g_autofree guint *kind_of_action = g_new0 (guint, n_actions);
  g_autoptr(GArray) kinds = NULL;
  const char *names[MAX_KINDS + 2] = { NULL };
  guint n_own, n_total = 0, n_counted = 0;
  Bins bins;

  for_each_chunk (&count, count_texts, by_action);
  kinds = list_kinds (actions, by_action, n_actions, titles);
  n_own = MIN (kinds->len, MAX_KINDS);
  for (guint i = 0; i < n_own; i++)
    {
      names[i] = g_array_index (kinds, Kind, i).title;
      n_counted += g_array_index (kinds, Kind, i).count;
    }
  for (guint32 id = 0; id < n_actions; id++)
    {
      n_total += by_action[id];
      while (kind_of_action[id] < n_own && strcmp (titles->pdata[id], names[kind_of_action[id]]) != 0)
        kind_of_action[id]++;
    }
  if (n_counted < n_total)
    /* Translators: all kinds of events that are too rare to have a colour of their own in the histogram */
    names[n_own] = _("Other");

  bins.data = acme_histogram_data_new (from, to, max_bins, names, n_counted < n_total);
  bins.kinds = kind_of_action;
  for_each_chunk (&count, count_chunk, &bins);
  return bins.data;
}

typedef struct
{
  const char *text;
  guint count;
} Text;

static gboolean
is_before (const Text *a,
           const Text *b)
{
  return a->count != b->count ? a->count > b->count : strcmp (a->text, b->text) < 0;
}

/* A million different texts are not sorted for the sake of a hundred. */
static void
insert_text (Text       *best,
             guint      *n_best,
             guint       max,
             const Text *text)
{
  guint place = *n_best;

  if (place == max && !is_before (text, &best[max - 1]))
    return;

  if (place == max)
    place--;
  else
    (*n_best)++;
  for (; place > 0 && is_before (text, &best[place - 1]); place--)
    best[place] = best[place - 1];
  best[place] = *text;
}

/**
 * acme_audit_count_texts:
 * @log: a log
 * @field: the index of a field of #AcmeEvent
 * @passes: (nullable) (array length=n): for each of its first events, whether it counts; without it they all do
 * @n: of how many
 * @from: microseconds since 1970 UTC: the first that counts
 * @to: likewise: the first that no longer counts
 * @max: so many texts at most
 *
 * Called in any thread.
 *
 * Returns: (transfer full) (nullable) (element-type AcmeTextCount): the texts that events have there, the most frequent
 *   first; %NULL for a field in which almost every event says something else
 */
GPtrArray *
acme_audit_count_texts (AcmeAuditLog *log,
                        guint         field,
                        const guint8 *passes,
                        guint         n,
                        gint64        from,
                        gint64        to,
                        guint         max)
{
  Count count = { log, passes, n, from, to, acme_audit_log_find_pool (field) };
  g_autofree guint *by_text = NULL;
  g_autofree Text *best = NULL;
  GPtrArray *counts;
  AcmeTextPool *pool;
  guint n_texts, n_best = 0;

  if (count.pool < 0)
    return NULL;

  pool = acme_audit_log_get_pool (log, count.pool);
  n_texts = acme_text_pool_get_n (pool);
  by_text = g_new0 (guint, n_texts);
  best = g_new (Text, max);
  for_each_chunk (&count, count_texts, by_text);
  for (guint32 id = ACME_TEXT_POOL_NONE + 1; id < n_texts; id++)
    {
      if (by_text[id] > 0)
        insert_text (best, &n_best, max, &(Text) { acme_text_pool_get_text (pool, id), by_text[id] });
    }

  counts = g_ptr_array_new_full (n_best, g_object_unref);
  for (guint i = 0; i < n_best; i++)
    g_ptr_array_add (counts, acme_text_count_new (best[i].text, best[i].count));
  return counts;
}

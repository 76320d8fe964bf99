/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts over time. The bins are full hours, days or months of the user's time zone, since "on 14 November" says
 * something and "between 03:12 of one day and 04:24 of the next" does not; their number follows from that. */

#include "config.h"

#include "acme-histogram-data.h"

#include <string.h>

#include "acme-time-step.h"

G_DEFINE_BOXED_TYPE (AcmeHistogramData, acme_histogram_data, acme_histogram_data_ref, acme_histogram_data_unref)

static void
add_edges (GArray *edges,
           gint64  from,
           gint64  to,
           guint   max_bins)
{
  const AcmeTimeStep *step = acme_time_step_choose (from, to, max_bins);

  if (step == NULL) /* thousands of years in a few bins */
    {
      g_array_append_val (edges, from);
      g_array_append_val (edges, to);
      return;
    }

  for (gint64 edge = from; edge < to; edge = acme_time_step_next (step, edge))
    g_array_append_val (edges, edge);
  g_array_append_val (edges, to);
}

/**
 * acme_histogram_data_new:
 * @from: microseconds since 1970 UTC
 * @to: likewise, after @from
 * @max_bins: at most so many bins, at least 1; 100 look well
 * @kinds: the titles of the kinds, the lowest of the stack first
 * @has_other: whether the last of them is what is left over
 *
 * What is before @from or not before @to has no bin. The first and the last bin are shorter where @from or @to is
 * within a step of the clock or the calendar.
 *
 * Returns: (transfer full): counts that are all 0, to be filled through its pointers
 */
AcmeHistogramData *
acme_histogram_data_new (gint64              from,
                         gint64              to,
                         guint               max_bins,
                         const char * const *kinds,
                         gboolean            has_other)
{
  g_autoptr(GArray) edges = NULL;
  AcmeHistogramData *self;

  g_return_val_if_fail (from < to, NULL);
  g_return_val_if_fail (max_bins >= 1, NULL);
  g_return_val_if_fail (kinds != NULL, NULL);

  edges = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_edges (edges, from, to, max_bins);

  self = g_new0 (AcmeHistogramData, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->from = from;
  self->to = to;
  self->n_bins = edges->len - 1;
  self->edges = g_memdup2 (edges->data, edges->len * sizeof (gint64));
  self->kinds = g_strdupv ((char **) kinds);
  self->n_kinds = g_strv_length (self->kinds);
  self->has_other = has_other && self->n_kinds > 0;
  self->counts = g_new0 (guint, self->n_bins * self->n_kinds + 1);
  return self;
}

/**
 * acme_histogram_data_ref:
 * @self: counts
 *
 * Returns: (transfer full): @self
 */
AcmeHistogramData *
acme_histogram_data_ref (AcmeHistogramData *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_histogram_data_unref:
 * @self: (transfer full): counts
 */
void
acme_histogram_data_unref (AcmeHistogramData *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->edges);
  g_strfreev (self->kinds);
  g_free (self->counts);
  g_free (self);
}

/**
 * acme_histogram_data_find_bin:
 * @self: counts
 * @time: microseconds since 1970 UTC
 * @out_bin: (out): the bin of @time
 *
 * Fast enough for each of a million: the bins are nearly of one length, so it guesses, and looks around.
 *
 * Returns: whether @time has a bin
 */
gboolean
acme_histogram_data_find_bin (const AcmeHistogramData *self,
                              gint64                   time,
                              guint                   *out_bin)
{
  guint bin;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out_bin != NULL, FALSE);

  *out_bin = 0;
  if (time < self->from || time >= self->to)
    return FALSE;

  bin = (guint) ((double) (time - self->from) / (double) (self->to - self->from) * self->n_bins);
  bin = MIN (bin, self->n_bins - 1);
  while (time < self->edges[bin])
    bin--;
  while (time >= self->edges[bin + 1])
    bin++;
  *out_bin = bin;
  return TRUE;
}

/**
 * acme_histogram_data_count:
 * @self: counts
 * @first_bin: a bin
 * @n_bins: how many from there on; more than there are is all
 *
 * Returns: how many they hold, of all kinds
 */
guint64
acme_histogram_data_count (const AcmeHistogramData *self,
                           guint                    first_bin,
                           guint                    n_bins)
{
  guint64 count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint kind = 0; kind < self->n_kinds; kind++)
    count += acme_histogram_data_count_kind (self, kind, first_bin, n_bins);
  return count;
}

/**
 * acme_histogram_data_count_kind:
 * @self: counts
 * @kind: a kind
 * @first_bin: a bin
 * @n_bins: how many from there on; more than there are is all
 *
 * Returns: how many of @kind they hold
 */
guint64
acme_histogram_data_count_kind (const AcmeHistogramData *self,
                                guint                    kind,
                                guint                    first_bin,
                                guint                    n_bins)
{
  guint64 count = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (kind < self->n_kinds, 0);
  g_return_val_if_fail (first_bin < self->n_bins, 0);

  n_bins = MIN (n_bins, self->n_bins - first_bin);
  for (guint bin = first_bin; bin < first_bin + n_bins; bin++)
    count += self->counts[bin * self->n_kinds + kind];
  return count;
}

/**
 * acme_histogram_data_find_highest:
 * @self: counts
 * @out_count: (out) (optional): how many it holds
 *
 * Returns: the bin that holds most, of all kinds together; the first of several
 */
guint
acme_histogram_data_find_highest (const AcmeHistogramData *self,
                                  guint64                 *out_count)
{
  guint highest = 0;
  guint64 most = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint bin = 0; bin < self->n_bins; bin++)
    {
      guint64 count = acme_histogram_data_count (self, bin, 1);

      if (count > most)
        {
          most = count;
          highest = bin;
        }
    }
  if (out_count != NULL)
    *out_count = most;
  return highest;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How many of something there were over time, by kinds. One thread makes and fills it; once it has been handed on
 * nobody changes it any more, and it may be read anywhere. */
typedef struct
{
  gint64 from;        /* microseconds since 1970 UTC: where the first bin begins */
  gint64 to;          /* where the last bin ends */
  guint n_bins;       /* at least 1 */
  guint n_kinds;      /* may be 0 */
  gint64 *edges;      /* n_bins + 1 of them: bin i is edges[i] <= t < edges[i + 1], not all of the same length */
  char **kinds;       /* n_kinds titles and NULL, in the order of the stack, the lowest first */
  gboolean has_other; /* whether the last kind is what is left over, which has a neutral colour */
  guint *counts;      /* [bin * n_kinds + kind] */

  gatomicrefcount ref_count; /* private */
} AcmeHistogramData;

#define ACME_TYPE_HISTOGRAM_DATA (acme_histogram_data_get_type ())

GType              acme_histogram_data_get_type     (void);
AcmeHistogramData *acme_histogram_data_new          (gint64                   from,
                                                     gint64                   to,
                                                     guint                    max_bins,
                                                     const char * const      *kinds,
                                                     gboolean                 has_other);
AcmeHistogramData *acme_histogram_data_ref          (AcmeHistogramData       *self);
void               acme_histogram_data_unref        (AcmeHistogramData       *self);
gboolean           acme_histogram_data_find_bin     (const AcmeHistogramData *self,
                                                     gint64                   time,
                                                     guint                   *out_bin);
guint64            acme_histogram_data_count        (const AcmeHistogramData *self,
                                                     guint                    first_bin,
                                                     guint                    n_bins);
guint64            acme_histogram_data_count_kind   (const AcmeHistogramData *self,
                                                     guint                    kind,
                                                     guint                    first_bin,
                                                     guint                    n_bins);
guint              acme_histogram_data_find_highest (const AcmeHistogramData *self,
                                                     guint64                 *out_count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeHistogramData, acme_histogram_data_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-histogram-data.h"

G_BEGIN_DECLS

char *acme_histogram_describe        (const AcmeHistogramData *data);
char *acme_histogram_describe_bins   (const AcmeHistogramData *data,
                                      guint                    first_bin,
                                      guint                    n_bins,
                                      gboolean                 in_lines);
char *acme_histogram_describe_times  (gint64                   from,
                                      gint64                   to);
char *acme_histogram_format_count    (guint64                  count);
char *acme_histogram_format_events   (guint64                  count);

G_END_DECLS

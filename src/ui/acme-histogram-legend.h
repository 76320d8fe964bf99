/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-histogram-data.h"

G_BEGIN_DECLS

#define ACME_TYPE_HISTOGRAM_LEGEND (acme_histogram_legend_get_type ())

G_DECLARE_FINAL_TYPE (AcmeHistogramLegend, acme_histogram_legend, ACME, HISTOGRAM_LEGEND, AdwBin)

GtkWidget *acme_histogram_legend_new  (void);
void       acme_histogram_legend_show (AcmeHistogramLegend     *self,
                                       const AcmeHistogramData *data,
                                       guint                    first_bin,
                                       guint                    n_bins);

G_END_DECLS

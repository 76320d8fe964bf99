/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-histogram-data.h"

G_BEGIN_DECLS

#define ACME_TYPE_HISTOGRAM_PLOT (acme_histogram_plot_get_type ())

G_DECLARE_FINAL_TYPE (AcmeHistogramPlot, acme_histogram_plot, ACME, HISTOGRAM_PLOT, GtkWidget)

GtkWidget         *acme_histogram_plot_new           (void);
AcmeHistogramData *acme_histogram_plot_get_data      (AcmeHistogramPlot *self);
void               acme_histogram_plot_set_data      (AcmeHistogramPlot *self,
                                                      AcmeHistogramData *data);
gboolean           acme_histogram_plot_get_selection (AcmeHistogramPlot *self,
                                                      gint64            *out_from,
                                                      gint64            *out_to);
void               acme_histogram_plot_set_selection (AcmeHistogramPlot *self,
                                                      gint64             from,
                                                      gint64             to);
gboolean           acme_histogram_plot_get_pointed   (AcmeHistogramPlot *self,
                                                      guint             *out_first_bin,
                                                      guint             *out_n_bins);

G_END_DECLS

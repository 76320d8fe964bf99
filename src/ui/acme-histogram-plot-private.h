/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-histogram-plot.h"
#include "acme-histogram-style.h"

G_BEGIN_DECLS

struct _AcmeHistogramPlot
{
  GtkWidget parent_instance;

  AcmeHistogramData *data; /* (nullable) */

  /* What the user does; bins, or -1 */
  int cursor; /* where the keys are */
  int anchor; /* where what they, or a drag, extend over began; of no meaning without a cursor */
  int hover;
  gboolean is_dragging;
  gint64 selected_from; /* microseconds since 1970 UTC, or ACME_TIME_NONE */
  gint64 selected_to;

  /* How it looks, made when it is drawn first */
  AcmeHistogramStyle style;
  graphene_rect_t area; /* of the bars */
  GskRenderNode *bars;  /* (nullable) */
  GskRenderNode *axes;  /* (nullable) */
  gboolean is_built;
};

/* acme-histogram-plot.c */
void     acme_histogram_plot_update         (AcmeHistogramPlot *self);
void     acme_histogram_plot_point          (AcmeHistogramPlot *self);
void     acme_histogram_plot_select         (AcmeHistogramPlot *self,
                                             gint64             from,
                                             gint64             to);
gboolean acme_histogram_plot_is_selected    (AcmeHistogramPlot *self);
gboolean acme_histogram_plot_find_selection (AcmeHistogramPlot *self,
                                             guint             *out_first_bin,
                                             guint             *out_n_bins);

/* acme-histogram-plot-draw.c */
void     acme_histogram_plot_draw           (AcmeHistogramPlot *self,
                                             GtkSnapshot       *snapshot);
void     acme_histogram_plot_forget_look    (AcmeHistogramPlot *self);
int      acme_histogram_plot_find_bin       (AcmeHistogramPlot *self,
                                             double             x);
void     acme_histogram_plot_get_column     (AcmeHistogramPlot *self,
                                             guint              first_bin,
                                             guint              n_bins,
                                             graphene_rect_t   *out_column);

/* acme-histogram-plot-input.c */
void     acme_histogram_plot_take_input     (AcmeHistogramPlot *self);
void     acme_histogram_plot_take_focus     (AcmeHistogramPlot *self);

G_END_DECLS

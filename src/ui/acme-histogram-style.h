/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-histogram-data.h"

G_BEGIN_DECLS

/* The colours of the kinds, and the neutral one of what is left over */
#define ACME_HISTOGRAM_N_FILLS 6

/* The colours of a histogram as they are now, and in high contrast also the patterns by which its kinds differ */
typedef struct
{
  GdkRGBA text;
  GdkRGBA label;
  GdkRGBA line;
  GdkRGBA accent;
  GdkRGBA fills[ACME_HISTOGRAM_N_FILLS];
  GdkTexture *patterns[ACME_HISTOGRAM_N_FILLS]; /* (nullable): of high contrast only */
  gboolean high_contrast;
} AcmeHistogramStyle;

void  acme_histogram_style_update   (AcmeHistogramStyle       *self,
                                     GtkWidget                *widget);
void  acme_histogram_style_clear    (AcmeHistogramStyle       *self);
guint acme_histogram_style_get_fill (const AcmeHistogramData  *data,
                                     guint                     kind);
void  acme_histogram_style_draw     (const AcmeHistogramStyle *self,
                                     GtkSnapshot              *snapshot,
                                     guint                     fill,
                                     const graphene_rect_t    *area);

G_END_DECLS

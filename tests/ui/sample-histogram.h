/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Counts of four days in November 2026 by UTC, which becomes the time zone: 10 on the 1st, 40 on the 3rd. */

#include <gtk/gtk.h>

#include "acme-histogram-data.h"

AcmeHistogramData *sample_histogram_new      (void);
gint64             sample_histogram_get_time (guint day);
GtkWidget         *sample_histogram_show     (GtkWidget *widget);
gboolean           sample_histogram_press    (GtkWidget *plot,
                                              guint      keyval);
gboolean           sample_histogram_shift    (GtkWidget *plot,
                                              guint      keyval);
GdkRGBA            sample_histogram_get_pixel (GtkWidget *widget,
                                               int        x,
                                               int        y);

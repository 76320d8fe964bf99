/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-histogram-data.h"

G_BEGIN_DECLS

#define ACME_TYPE_HISTOGRAM (acme_histogram_get_type ())

G_DECLARE_FINAL_TYPE (AcmeHistogram, acme_histogram, ACME, HISTOGRAM, GtkWidget)

GtkWidget         *acme_histogram_new           (void);
AcmeHistogramData *acme_histogram_get_data      (AcmeHistogram     *self);
void               acme_histogram_set_data      (AcmeHistogram     *self,
                                                 AcmeHistogramData *data);
gboolean           acme_histogram_get_selection (AcmeHistogram     *self,
                                                 gint64            *out_from,
                                                 gint64            *out_to);
void               acme_histogram_set_selection (AcmeHistogram     *self,
                                                 gint64             from,
                                                 gint64             to);

G_END_DECLS

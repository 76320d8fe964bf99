/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACME_TYPE_HISTOGRAM_SWATCH (acme_histogram_swatch_get_type ())

G_DECLARE_FINAL_TYPE (AcmeHistogramSwatch, acme_histogram_swatch, ACME, HISTOGRAM_SWATCH, GtkWidget)

GtkWidget *acme_histogram_swatch_new      (void);
void       acme_histogram_swatch_set_fill (AcmeHistogramSwatch *self,
                                           guint                fill);

G_END_DECLS

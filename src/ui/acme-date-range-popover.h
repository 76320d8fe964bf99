/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-date-range.h"

G_BEGIN_DECLS

#define ACME_TYPE_DATE_RANGE_POPOVER (acme_date_range_popover_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDateRangePopover, acme_date_range_popover, ACME, DATE_RANGE_POPOVER, GtkPopover)

GtkWidget *acme_date_range_popover_new       (void);
void       acme_date_range_popover_set_range (AcmeDateRangePopover *self,
                                              const AcmeDateRange  *range);

G_END_DECLS

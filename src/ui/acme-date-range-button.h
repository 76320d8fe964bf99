/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-date-range.h"

G_BEGIN_DECLS

#define ACME_TYPE_DATE_RANGE_BUTTON (acme_date_range_button_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDateRangeButton, acme_date_range_button, ACME, DATE_RANGE_BUTTON, AdwBin)

GtkWidget           *acme_date_range_button_new       (void);
const AcmeDateRange *acme_date_range_button_get_range (AcmeDateRangeButton *self);
void                 acme_date_range_button_set_range (AcmeDateRangeButton *self,
                                                       const AcmeDateRange *range);

G_END_DECLS

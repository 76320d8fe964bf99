/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-table.h"

G_BEGIN_DECLS

#define ACME_TYPE_FILTER_BUTTON (acme_filter_button_get_type ())

G_DECLARE_FINAL_TYPE (AcmeFilterButton, acme_filter_button, ACME, FILTER_BUTTON, AdwBin)

GtkWidget *acme_filter_button_new       (void);
AcmeTable *acme_filter_button_get_table (AcmeFilterButton *self);
void       acme_filter_button_set_table (AcmeFilterButton *self,
                                         AcmeTable        *table);
void       acme_filter_button_popup     (AcmeFilterButton *self);

G_END_DECLS

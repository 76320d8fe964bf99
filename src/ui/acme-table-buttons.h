/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-table.h"

G_BEGIN_DECLS

#define ACME_TYPE_TABLE_BUTTONS (acme_table_buttons_get_type ())

G_DECLARE_FINAL_TYPE (AcmeTableButtons, acme_table_buttons, ACME, TABLE_BUTTONS, AdwBin)

GtkWidget *acme_table_buttons_new       (void);
AcmeTable *acme_table_buttons_get_table (AcmeTableButtons *self);
void       acme_table_buttons_set_table (AcmeTableButtons *self,
                                         AcmeTable        *table);

G_END_DECLS

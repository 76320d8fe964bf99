/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-table.h"

G_BEGIN_DECLS

#define ACME_TYPE_GROUP_BUTTON (acme_group_button_get_type ())

G_DECLARE_FINAL_TYPE (AcmeGroupButton, acme_group_button, ACME, GROUP_BUTTON, AdwBin)

GtkWidget *acme_group_button_new       (void);
AcmeTable *acme_group_button_get_table (AcmeGroupButton *self);
void       acme_group_button_set_table (AcmeGroupButton *self,
                                        AcmeTable       *table);
void       acme_group_button_popup     (AcmeGroupButton *self);

G_END_DECLS

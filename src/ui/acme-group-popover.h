/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-field.h"

G_BEGIN_DECLS

#define ACME_TYPE_GROUP_POPOVER (acme_group_popover_get_type ())

G_DECLARE_FINAL_TYPE (AcmeGroupPopover, acme_group_popover, ACME, GROUP_POPOVER, GtkPopover)

GtkWidget *acme_group_popover_new        (void);
void       acme_group_popover_set_fields (AcmeGroupPopover     *self,
                                          const AcmeFieldTable *fields);

G_END_DECLS

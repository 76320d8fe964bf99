/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-query.h"
#include "acme-rows.h"
#include "acme-view-settings.h"

G_BEGIN_DECLS

#define ACME_TYPE_FILTER_POPOVER (acme_filter_popover_get_type ())

G_DECLARE_FINAL_TYPE (AcmeFilterPopover, acme_filter_popover, ACME, FILTER_POPOVER, GtkPopover)

GtkWidget *acme_filter_popover_new       (void);
void       acme_filter_popover_set_query (AcmeFilterPopover *self,
                                          AcmeQuery         *query,
                                          AcmeViewSettings  *settings,
                                          AcmeRows          *rows);

G_END_DECLS

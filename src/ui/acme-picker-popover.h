/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_PICKER_POPOVER (acme_picker_popover_get_type ())

G_DECLARE_FINAL_TYPE (AcmePickerPopover, acme_picker_popover, ACME, PICKER_POPOVER, GtkPopover)

GtkWidget *acme_picker_popover_new            (void);
void       acme_picker_popover_set_items      (AcmePickerPopover    *self,
                                               GListModel           *items,
                                               const AcmeFieldTable *fields,
                                               guint                 title_field,
                                               int                   subtitle_field);
void       acme_picker_popover_set_selected   (AcmePickerPopover    *self,
                                               AcmeItem             *item);
void       acme_picker_popover_set_none_title (AcmePickerPopover    *self,
                                               const char           *title);

G_END_DECLS

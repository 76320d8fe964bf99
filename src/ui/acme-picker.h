/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_PICKER (acme_picker_get_type ())

G_DECLARE_FINAL_TYPE (AcmePicker, acme_picker, ACME, PICKER, AdwActionRow)

GtkWidget *acme_picker_new             (void);
void       acme_picker_set_items       (AcmePicker           *self,
                                        GListModel           *items,
                                        const AcmeFieldTable *fields,
                                        guint                 title_field,
                                        int                   subtitle_field);
AcmeItem  *acme_picker_get_selected    (AcmePicker           *self);
void       acme_picker_set_selected    (AcmePicker           *self,
                                        AcmeItem             *item);
void       acme_picker_set_loading     (AcmePicker           *self,
                                        gboolean              loading);
void       acme_picker_set_error       (AcmePicker           *self,
                                        const GError         *error);
void       acme_picker_set_placeholder (AcmePicker           *self,
                                        const char           *placeholder);
void       acme_picker_set_empty_text  (AcmePicker           *self,
                                        const char           *empty_text);
void       acme_picker_set_none_title  (AcmePicker           *self,
                                        const char           *none_title);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-clipboard.h"

G_BEGIN_DECLS

#define ACME_TYPE_VALUE_ROW (acme_value_row_get_type ())

G_DECLARE_FINAL_TYPE (AcmeValueRow, acme_value_row, ACME, VALUE_ROW, AdwPreferencesRow)

GtkWidget *acme_value_row_new           (void);
void       acme_value_row_set_value     (AcmeValueRow  *self,
                                         const char    *value);
void       acme_value_row_set_clipboard (AcmeValueRow  *self,
                                         AcmeClipboard *clipboard);
gboolean   acme_value_row_get_revealed  (AcmeValueRow  *self);

G_END_DECLS

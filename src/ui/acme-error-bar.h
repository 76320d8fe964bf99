/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-error-ui.h"

G_BEGIN_DECLS

#define ACME_TYPE_ERROR_BAR (acme_error_bar_get_type ())

G_DECLARE_FINAL_TYPE (AcmeErrorBar, acme_error_bar, ACME, ERROR_BAR, AdwBin)

GtkWidget *acme_error_bar_new             (void);
gboolean   acme_error_bar_get_revealed    (AcmeErrorBar         *self);
void       acme_error_bar_set_words       (AcmeErrorBar         *self,
                                           const AcmeErrorWords *words);
void       acme_error_bar_set_action_name (AcmeErrorBar         *self,
                                           const char           *action_name);
void       acme_error_bar_set_message     (AcmeErrorBar         *self,
                                           const char           *message);
void       acme_error_bar_set_error       (AcmeErrorBar         *self,
                                           const GError         *error,
                                           const char           *host);

G_END_DECLS

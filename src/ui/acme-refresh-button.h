/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACME_TYPE_REFRESH_BUTTON (acme_refresh_button_get_type ())

G_DECLARE_FINAL_TYPE (AcmeRefreshButton, acme_refresh_button, ACME, REFRESH_BUTTON, GtkButton)

GtkWidget *acme_refresh_button_new         (void);
gboolean   acme_refresh_button_get_loading (AcmeRefreshButton *self);
void       acme_refresh_button_set_loading (AcmeRefreshButton *self,
                                            gboolean           loading);

G_END_DECLS

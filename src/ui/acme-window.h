/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-connection.h"
#include "acme-settings.h"

G_BEGIN_DECLS

#define ACME_TYPE_WINDOW (acme_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeWindow, acme_window, ACME, WINDOW, AdwApplicationWindow)

AcmeWindow     *acme_window_new            (GtkApplication *application,
                                            AcmeSettings   *settings,
                                            AcmeConnection *connection);

void            acme_window_open           (AcmeWindow     *self);
AcmeConnection *acme_window_get_connection (AcmeWindow     *self);
void            acme_window_set_connection (AcmeWindow     *self,
                                            AcmeConnection *connection);
gboolean        acme_window_is_refreshing  (AcmeWindow     *self);
void            acme_window_show_message   (AcmeWindow     *self,
                                            const char     *message);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-connection.h"

G_BEGIN_DECLS

#define ACME_TYPE_CONNECTION_WINDOW (acme_connection_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeConnectionWindow, acme_connection_window, ACME, CONNECTION_WINDOW, AdwWindow)

AcmeConnectionWindow *acme_connection_window_new (AcmeConnection *connection);

G_END_DECLS

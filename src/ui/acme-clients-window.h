/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-list-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_CLIENTS_WINDOW (acme_clients_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeClientsWindow, acme_clients_window, ACME, CLIENTS_WINDOW, AcmeListDialog)

AcmeClientsWindow *acme_clients_window_new         (AcmeScmSession    *session,
                                                    AcmeConnection    *connection,
                                                    AcmeEndpoint      *endpoint,
                                                    AcmeAccount       *account);
AcmeAccount       *acme_clients_window_get_account (AcmeClientsWindow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-endpoint.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNTS_WINDOW (acme_accounts_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountsWindow, acme_accounts_window, ACME, ACCOUNTS_WINDOW, AdwWindow)

AcmeAccountsWindow  *acme_accounts_window_new          (AcmeEndpoint *endpoint);

AcmeEndpoint        *acme_accounts_window_get_endpoint (AcmeAccountsWindow *self);

G_END_DECLS

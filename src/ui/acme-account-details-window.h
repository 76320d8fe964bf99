/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_DETAILS_WINDOW (acme_account_details_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountDetailsWindow, acme_account_details_window, ACME, ACCOUNT_DETAILS_WINDOW, AcmeDialog)

AcmeAccount *acme_account_details_window_get_account (AcmeAccountDetailsWindow *self);
void         acme_account_details_window_refresh     (AcmeAccountDetailsWindow *self);

G_END_DECLS

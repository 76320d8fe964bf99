/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account-form.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_EDIT_WINDOW (acme_account_edit_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountEditWindow, acme_account_edit_window, ACME, ACCOUNT_EDIT_WINDOW, AcmeAccountForm)

AcmeAccountEditWindow *acme_account_edit_window_new (AcmeScmSession *session,
                                                     AcmeConnection *connection,
                                                     AcmeEndpoint   *endpoint,
                                                     AcmeAccount    *account);

G_END_DECLS

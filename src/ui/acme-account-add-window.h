/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account-form.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_ADD_WINDOW (acme_account_add_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountAddWindow, acme_account_add_window, ACME, ACCOUNT_ADD_WINDOW, AcmeAccountForm)

AcmeAccountAddWindow *acme_account_add_window_new         (AcmeScmSession       *session,
                                                           AcmeConnection       *connection,
                                                           AcmeEndpoint         *endpoint);
void                  acme_account_add_window_set_example (AcmeAccountAddWindow *self,
                                                           AcmeAccount          *account);

G_END_DECLS

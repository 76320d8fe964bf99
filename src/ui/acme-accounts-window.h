/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-list-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNTS_WINDOW (acme_accounts_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountsWindow, acme_accounts_window, ACME, ACCOUNTS_WINDOW, AcmeListDialog)

G_END_DECLS

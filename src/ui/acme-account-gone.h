/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-status-view.h"

G_BEGIN_DECLS

void acme_account_gone_show (AcmeStatusView *view,
                             AcmeAccount    *account);

G_END_DECLS

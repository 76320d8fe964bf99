/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-client.h"
#include "dialog-fixture.h"

G_BEGIN_DECLS

GPtrArray   *load_demo_accounts (AcmeDemo          *demo);
AcmeAccount *load_demo_account  (AcmeDemo          *demo,
                                 const char        *kind,
                                 guint              n_active);
GPtrArray   *load_demo_clients  (AcmeDemo          *demo,
                                 AcmeAccount       *account);
GPtrArray   *pick_active        (GPtrArray         *clients,
                                 guint              n);
void         add_client_fault   (AcmeDemo          *demo,
                                 AcmeAccount       *account,
                                 AcmeDemoFaultKind  kind,
                                 guint              skip,
                                 guint              times);

G_END_DECLS

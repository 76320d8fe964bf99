/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-events.h"
#include "acme-demo-request.h"

G_BEGIN_DECLS

/* What both kinds of account have in common */
AcmeDemoAccount  *acme_demo_accounts_find   (AcmeDemoRequest *request, gboolean universal, int id);
void              acme_demo_accounts_list   (AcmeDemoRequest *request, gboolean universal, AcmeDemoWrite write);
void              acme_demo_accounts_rename (AcmeDemoRequest *request, gboolean universal);
void              acme_demo_accounts_delete (AcmeDemoRequest *request, gboolean universal);
gboolean          acme_demo_accounts_check  (AcmeDemoRequest *request, JsonObject *body, gboolean universal,
                                             const char **out_name, const char **out_server,
                                             AcmeDemoEndpoint **out_endpoint, int *out_organization);
void              acme_demo_accounts_write  (AcmeDemoRequest *request, const AcmeDemoAccount *account);
void              acme_demo_accounts_record (AcmeDemoRequest *request, AcmeDemoAction action,
                                             const AcmeDemoAccount *account, const char *what);

G_END_DECLS

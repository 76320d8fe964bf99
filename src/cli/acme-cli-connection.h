/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-connection.h"
#include "acme-demo-server.h"
#include "acme-scm-audit-source.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

AcmeScmSession *acme_cli_connect         (AcmeCli            *cli,
                                          GError            **error);
AcmeConnection *acme_cli_choose_connection
                                         (AcmeCli            *cli,
                                          GError            **error);
AcmeScmSession *acme_cli_connect_audit   (AcmeCli            *cli,
                                          AcmeScmAuditSource  source,
                                          GError            **error);
void            acme_cli_connection_free (AcmeCliConnection  *self);

gboolean        acme_cli_take_demo_data  (AcmeCli            *cli,
                                          AcmeDemoData       *out_data,
                                          GError            **error);

G_END_DECLS

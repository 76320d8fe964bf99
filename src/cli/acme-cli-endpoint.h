/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-endpoint.h"

G_BEGIN_DECLS

GPtrArray    *acme_cli_list_endpoints (AcmeCli     *cli,
                                       GError     **error);
GPtrArray    *acme_cli_list_accounts  (AcmeCli       *cli,
                                       AcmeEndpoint  *endpoint,
                                       GPtrArray     *endpoints,
                                       gint64         organization,
                                       GError       **error);
AcmeEndpoint *acme_cli_find_endpoint  (GPtrArray   *endpoints,
                                       const char  *text,
                                       GError     **error);

G_END_DECLS

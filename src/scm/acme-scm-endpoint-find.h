/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-endpoint.h"

G_BEGIN_DECLS

AcmeEndpoint *acme_scm_endpoint_find       (GPtrArray     *endpoints,
                                            const char    *text,
                                            GError       **error);
const char   *acme_scm_endpoint_get_server (AcmeEndpoint  *endpoint,
                                            GPtrArray     *accounts);

G_END_DECLS

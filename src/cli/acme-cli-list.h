/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-query.h"

G_BEGIN_DECLS

gboolean acme_cli_print_list (AcmeCli    *cli,
                              GPtrArray  *items,
                              AcmeQuery  *query,
                              GError    **error);

G_END_DECLS

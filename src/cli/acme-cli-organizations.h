/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"

G_BEGIN_DECLS

GPtrArray *acme_cli_list_organizations (AcmeCli  *cli,
                                        GError  **error);

G_END_DECLS

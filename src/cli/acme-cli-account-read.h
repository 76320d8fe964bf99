/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-cli.h"

G_BEGIN_DECLS

AcmeAccount *acme_cli_get_account   (AcmeCli            *cli,
                                     AcmeAccount        *account,
                                     GError            **error);
gboolean     acme_cli_place_account (AcmeCli            *cli,
                                     AcmeAccount        *account,
                                     GError            **error);
GPtrArray   *acme_cli_list_clients  (AcmeCli            *cli,
                                     AcmeAccount        *account,
                                     const char *const  *statuses,
                                     GError            **error);
gboolean     acme_cli_name_accounts (AcmeCli            *cli,
                                     GPtrArray          *accounts,
                                     GError            **error);
gboolean     acme_cli_count_clients (AcmeCli            *cli,
                                     GPtrArray          *accounts,
                                     GError            **error);

G_END_DECLS

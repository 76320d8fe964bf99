/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-cli-list.h"

G_BEGIN_DECLS

extern const AcmeCliColumns acme_cli_account_columns;

AcmeAccount *acme_cli_take_account     (AcmeCli      *cli,
                                        GError      **error);
GPtrArray   *acme_cli_take_accounts    (AcmeCli      *cli,
                                        GError      **error);
char        *acme_cli_describe_account (AcmeAccount  *account);
gboolean     acme_cli_print_account    (AcmeCli      *cli,
                                        AcmeItem     *account,
                                        GError      **error);

G_END_DECLS

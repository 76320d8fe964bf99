/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"

G_BEGIN_DECLS

#define ACME_TYPE_CLI_CREATED (acme_cli_created_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCliCreated, acme_cli_created, ACME, CLI_CREATED, AcmeItem)

AcmeItem *acme_cli_created_new                 (AcmeAccount       *account,
                                                const char *const *not_added);
guint     acme_cli_created_get_not_added_field (void);

G_END_DECLS

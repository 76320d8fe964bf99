/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"

G_BEGIN_DECLS

/* The option of a command that asks before it does something that cannot be undone. */
#define ACME_CLI_CONFIRM_OPTIONS { "yes", NULL, N_("Do it without asking") }

gboolean acme_cli_is_confirmed (AcmeCli     *cli);
gboolean acme_cli_can_confirm  (AcmeCli     *cli,
                                GError     **error);
gboolean acme_cli_confirm      (AcmeCli     *cli,
                                const char  *text,
                                const char  *question,
                                GError     **error);

G_END_DECLS

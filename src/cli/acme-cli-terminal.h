/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-secret-kind.h"

G_BEGIN_DECLS

int      acme_cli_terminal_open        (void);
gboolean acme_cli_terminal_is_there    (void);
gboolean acme_cli_terminal_say         (GOutputStream   *terminal,
                                        const char      *text,
                                        GError         **error);
char    *acme_cli_terminal_read_secret (AcmeCli         *cli,
                                        int              fd,
                                        const char      *prompt,
                                        GError         **error);

G_END_DECLS

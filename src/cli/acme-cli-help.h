/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"

G_BEGIN_DECLS

char *acme_cli_help_make (const AcmeCliCommand        *command,
                          const char                  *group,
                          const AcmeCliCommand *const *commands,
                          const AcmeCliOption         *global_options);

G_END_DECLS

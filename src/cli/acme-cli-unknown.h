/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli-args.h"

G_BEGIN_DECLS

const char *acme_cli_unknown_suggest (const char                 *typed,
                                      const char *const          *known);
GError     *acme_cli_unknown_command (const char                 *typed,
                                      const char                 *group,
                                      const AcmeCliSyntax *const *syntaxes);
GError     *acme_cli_unknown_option  (const char                 *name,
                                      const AcmeCliOption        *global_options,
                                      const AcmeCliSyntax *const *syntaxes);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"

G_BEGIN_DECLS

char **acme_cli_take_domain_names (AcmeCli            *cli,
                                   const char         *option,
                                   gboolean            strict,
                                   GError            **error);
void   acme_cli_tell_not_added    (GString            *sentences,
                                   const char *const  *names);
void   acme_cli_tell_not_removed  (GString            *sentences,
                                   const char *const  *names);
void   acme_cli_tell_error        (GString            *sentences,
                                   const GError       *error);

G_END_DECLS

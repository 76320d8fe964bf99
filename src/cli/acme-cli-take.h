/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"

G_BEGIN_DECLS

/* What the help says about the arguments of a command. */
void        acme_cli_explain_kind      (GString     *help);
void        acme_cli_explain_dashes    (GString     *help);

gboolean    acme_cli_take_organization (AcmeCli     *cli,
                                        gint64      *out_id,
                                        GError     **error);
gboolean    acme_cli_take_days         (AcmeCli     *cli,
                                        const char  *option,
                                        int         *out_days,
                                        GError     **error);
gboolean    acme_cli_take_text         (AcmeCli     *cli,
                                        const char  *option,
                                        const char **out_text,
                                        GError     **error);
gboolean    acme_cli_take_range        (AcmeCli     *cli,
                                        gint64       now,
                                        gint64      *out_from,
                                        gint64      *out_to,
                                        GError     **error);
const char *acme_cli_take_kind         (AcmeCli     *cli,
                                        GError     **error);
gboolean    acme_cli_take_id           (const char  *text,
                                        gint64      *out_id,
                                        GError     **error);

G_END_DECLS

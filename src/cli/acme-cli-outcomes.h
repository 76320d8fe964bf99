/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"

G_BEGIN_DECLS

gboolean acme_cli_print_outcomes (AcmeCli       *cli,
                                  GPtrArray     *outcomes,
                                  gboolean       with_lines,
                                  const GError  *end,
                                  GError       **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

guint    acme_import_summary_count           (GPtrArray  *rows,
                                              const char *outcome);
char    *acme_import_summary_describe        (GPtrArray  *rows);
gboolean acme_import_summary_needs_attention (GPtrArray  *rows);

G_END_DECLS

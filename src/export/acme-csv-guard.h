/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    acme_csv_needs_guard (const char *text,
                                  gsize       length);
char       *acme_csv_guard       (const char *text);
const char *acme_csv_unguard     (const char *text);

G_END_DECLS

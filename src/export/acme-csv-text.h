/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ACME_CSV_LINE_END "\r\n"

void acme_csv_append_cell (GString    *out,
                           const char *text,
                           gsize       length);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *acme_fold        (const char *text);
gboolean acme_fold_ascii  (const char *text,
                           gsize       length,
                           char       *out);
void     acme_fold_append (GString    *out,
                           const char *text,
                           gsize       length);
char   **acme_fold_words  (const char *text);

G_END_DECLS

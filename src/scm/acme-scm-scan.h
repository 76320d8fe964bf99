/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an answer may be at most; SCM's own answers nest 4 deep */
#define ACME_SCM_MAX_NESTING 64
#define ACME_SCM_MAX_VALUES 2000000

gboolean acme_scm_scan (const char  *text,
                        gsize        length,
                        guint       *out_n_members,
                        GError     **error);

G_END_DECLS

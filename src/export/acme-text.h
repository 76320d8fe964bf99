/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint acme_text_get_width      (const char *text);
char *acme_text_make_printable (const char *text);
char *acme_text_ellipsize      (const char *text,
                                guint       width);

G_END_DECLS

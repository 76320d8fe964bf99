/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Records that are hard to cut out of what is around them; the last one is NULL. */
extern const char *const audit_corpus[];

G_END_DECLS

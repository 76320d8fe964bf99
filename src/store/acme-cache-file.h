/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *acme_cache_file_dup_folder (void);
int   acme_cache_file_open       (void);

G_END_DECLS

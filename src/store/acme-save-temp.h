/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

char *acme_save_temp_open          (int         folder,
                                    const char *name,
                                    mode_t      mode,
                                    int        *out_fd);

G_END_DECLS

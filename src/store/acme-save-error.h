/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void acme_save_error_set   (GError       **error,
                            GFile         *file,
                            const GError  *cause);
void acme_save_error_errno (GError       **error,
                            GFile         *file,
                            int            number);

G_END_DECLS

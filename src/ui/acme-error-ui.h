/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void  acme_error_ui_show_page    (AdwStatusPage *page,
                                  const GError  *error,
                                  const char    *host);
char *acme_error_ui_describe_bar (const GError  *error,
                                  const char    *host);

G_END_DECLS

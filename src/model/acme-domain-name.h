/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *acme_domain_name_normalize  (const char  *typed,
                                   GError     **error);
char *acme_domain_name_to_display (const char  *name);
char *acme_domain_name_clean      (const char  *typed);

G_END_DECLS

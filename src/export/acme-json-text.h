/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

void acme_json_append_text   (GString    *out,
                              const char *text,
                              gsize       length);
void acme_json_append_string (GString    *out,
                              const char *text);
void acme_json_append_field  (GString    *out,
                              AcmeItem   *item,
                              guint       field);

G_END_DECLS

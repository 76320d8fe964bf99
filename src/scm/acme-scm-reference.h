/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "acme-item.h"

G_BEGIN_DECLS

void acme_scm_reference_read_list (AcmeItem   *item,
                                   guint       field,
                                   JsonObject *object,
                                   const char *name);

G_END_DECLS

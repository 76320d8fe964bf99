/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-field.h"

G_BEGIN_DECLS

GArray *acme_list_column_fields (const AcmeFieldTable *table);
GArray *acme_list_filter_fields (const AcmeFieldTable *table);

G_END_DECLS

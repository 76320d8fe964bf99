/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-row-writer.h"

G_BEGIN_DECLS

#define ACME_TYPE_TEXT_TABLE (acme_text_table_get_type ())

G_DECLARE_FINAL_TYPE (AcmeTextTable, acme_text_table, ACME, TEXT_TABLE, AcmeRowWriter)

AcmeRowWriter *acme_text_table_new      (GOutputStream        *stream,
                                         const AcmeFieldTable *table,
                                         const guint          *fields,
                                         guint                 n_fields,
                                         gboolean              with_header,
                                         guint                 max_width);
const char    *acme_text_table_get_cell (AcmeItem             *item,
                                         guint                 field);

G_END_DECLS

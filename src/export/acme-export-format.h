/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-field.h"

G_BEGIN_DECLS

/**
 * AcmeExportFormat:
 * @ACME_EXPORT_CSV: comma-separated values with a header
 * @ACME_EXPORT_JSON: one array of objects
 */
typedef enum
{
  ACME_EXPORT_CSV,
  ACME_EXPORT_JSON,
} AcmeExportFormat;

GBytes *acme_export_format_rows (AcmeExportFormat      format,
                                 const AcmeFieldTable *table,
                                 const guint          *fields,
                                 guint                 n_fields,
                                 GListModel           *rows);

G_END_DECLS

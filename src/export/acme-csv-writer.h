/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-row-writer.h"

G_BEGIN_DECLS

#define ACME_TYPE_CSV_WRITER (acme_csv_writer_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCsvWriter, acme_csv_writer, ACME, CSV_WRITER, AcmeRowWriter)

AcmeRowWriter *acme_csv_writer_new (GOutputStream        *stream,
                                    const AcmeFieldTable *table,
                                    const guint          *fields,
                                    guint                 n_fields,
                                    gboolean              with_header);

G_END_DECLS

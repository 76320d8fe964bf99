/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-row-writer.h"

G_BEGIN_DECLS

/**
 * AcmeJsonShape:
 * @ACME_JSON_ARRAY: one array of objects
 * @ACME_JSON_OBJECT: one object; for exactly one item
 * @ACME_JSON_LINES: an object on each line, for streams without an end in sight
 */
typedef enum
{
  ACME_JSON_ARRAY,
  ACME_JSON_OBJECT,
  ACME_JSON_LINES,
} AcmeJsonShape;

#define ACME_TYPE_JSON_WRITER (acme_json_writer_get_type ())

G_DECLARE_FINAL_TYPE (AcmeJsonWriter, acme_json_writer, ACME, JSON_WRITER, AcmeRowWriter)

AcmeRowWriter *acme_json_writer_new (GOutputStream        *stream,
                                     const AcmeFieldTable *table,
                                     const guint          *fields,
                                     guint                 n_fields,
                                     AcmeJsonShape         shape);

G_END_DECLS

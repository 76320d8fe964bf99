/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-event-record.h"

G_BEGIN_DECLS

/**
 * AcmeEventFormat:
 * @ACME_EVENT_CSV: comma-separated values (RFC 4180)
 * @ACME_EVENT_JSON_LINES: an object on each line
 */
typedef enum
{
  ACME_EVENT_CSV,
  ACME_EVENT_JSON_LINES,
} AcmeEventFormat;

#define ACME_TYPE_EVENT_WRITER (acme_event_writer_get_type ())

G_DECLARE_FINAL_TYPE (AcmeEventWriter, acme_event_writer, ACME, EVENT_WRITER, GObject)

AcmeEventWriter *acme_event_writer_new    (GOutputStream          *stream,
                                           AcmeEventFormat         format,
                                           gboolean                with_header);
gboolean         acme_event_writer_write  (AcmeEventWriter        *self,
                                           const AcmeEventRecord  *record,
                                           GError                **error);
gboolean         acme_event_writer_finish (AcmeEventWriter        *self,
                                           GError                **error);

G_END_DECLS

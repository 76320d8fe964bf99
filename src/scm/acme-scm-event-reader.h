/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-event-record.h"
#include "acme-scm-audit-source.h"

G_BEGIN_DECLS

typedef struct _AcmeScmEventReader AcmeScmEventReader;

AcmeScmEventReader *acme_scm_event_reader_new  (AcmeScmAuditSource  source);
void                acme_scm_event_reader_free (AcmeScmEventReader *self);
gboolean            acme_scm_event_reader_read (AcmeScmEventReader *self,
                                                const char         *bytes,
                                                gsize               length,
                                                AcmeEventRecord    *out_record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmEventReader, acme_scm_event_reader_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-event-record.h"
#include "acme-event-scope.h"
#include "acme-query.h"

G_BEGIN_DECLS

typedef struct _AcmeCliAuditFilter AcmeCliAuditFilter;

AcmeCliAuditFilter *acme_cli_audit_filter_new     (gint64                 from,
                                                   gint64                 to,
                                                   AcmeEventScope        *scope,
                                                   const char            *search);
void                acme_cli_audit_filter_free    (AcmeCliAuditFilter    *self);
gboolean            acme_cli_audit_filter_matches (AcmeCliAuditFilter    *self,
                                                   const AcmeEventRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeCliAuditFilter, acme_cli_audit_filter_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log-private.h"
#include "acme-event-scope.h"
#include "acme-query.h"

G_BEGIN_DECLS

/* Which events a query and a scope let through, as they were when it was made. */
typedef struct _AcmeAuditFilter AcmeAuditFilter;

/* What is known of an event and a scope */
typedef enum
{
  ACME_AUDIT_SCOPE_UNKNOWN,
  ACME_AUDIT_SCOPE_OUT,
  ACME_AUDIT_SCOPE_IN,
} AcmeAuditInScope;

/* What one thread needs beside it. */
typedef struct _AcmeAuditScratch AcmeAuditScratch;

AcmeAuditFilter  *acme_audit_filter_new     (AcmeAuditLog      *log,
                                             AcmeQuery         *query,
                                             AcmeEventScope    *scope);
void              acme_audit_filter_free    (AcmeAuditFilter   *self);
AcmeEventScope   *acme_audit_filter_get_scope (AcmeAuditFilter *self);
void              acme_audit_filter_prepare (AcmeAuditFilter   *self);
gboolean          acme_audit_filter_run     (AcmeAuditFilter   *self,
                                             AcmeAuditScratch  *scratch,
                                             guint              first,
                                             guint              end,
                                             guint8            *out_passes,
                                             guint8            *scoped,
                                             const int         *is_cancelled);

AcmeAuditScratch *acme_audit_scratch_new    (AcmeAuditLog      *log);
void              acme_audit_scratch_free   (AcmeAuditScratch  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeAuditFilter, acme_audit_filter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeAuditScratch, acme_audit_scratch_free)

G_END_DECLS

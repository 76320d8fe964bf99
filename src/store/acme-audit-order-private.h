/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log-private.h"

G_BEGIN_DECLS

/* The order of a field, as it is for the events that are there when it was made. */
typedef struct _AcmeAuditOrder AcmeAuditOrder;

AcmeAuditOrder *acme_audit_order_new        (AcmeAuditLog         *log,
                                             int                   field,
                                             gboolean              descending,
                                             const int            *is_cancelled);
void            acme_audit_order_free       (AcmeAuditOrder       *self);
gboolean        acme_audit_order_by_numbers (const AcmeAuditOrder *self);
void            acme_audit_order_sort       (AcmeAuditOrder       *self,
                                             guint32              *indices,
                                             guint                 n);
guint32        *acme_audit_order_merge      (AcmeAuditOrder       *self,
                                             const guint32        *a,
                                             guint                 n_a,
                                             const guint32        *b,
                                             guint                 n_b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeAuditOrder, acme_audit_order_free)

G_END_DECLS

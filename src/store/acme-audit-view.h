/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log.h"
#include "acme-event-scope.h"
#include "acme-histogram-data.h"
#include "acme-query.h"
#include "acme-rows.h"

G_BEGIN_DECLS

#define ACME_TYPE_AUDIT_VIEW (acme_audit_view_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAuditView, acme_audit_view, ACME, AUDIT_VIEW, GObject)

AcmeAuditView     *acme_audit_view_new            (AcmeAuditLog   *log,
                                                   AcmeQuery      *query);
void               acme_audit_view_update         (AcmeAuditView  *self);
void               acme_audit_view_set_time_range (AcmeAuditView  *self,
                                                   gint64          from,
                                                   gint64          to);
void               acme_audit_view_get_time_range (AcmeAuditView  *self,
                                                   gint64         *out_from,
                                                   gint64         *out_to);
void               acme_audit_view_set_scope      (AcmeAuditView  *self,
                                                   AcmeEventScope *scope);
gboolean           acme_audit_view_get_position   (AcmeAuditView  *self,
                                                   guint           index,
                                                   guint          *out_position);
GBytes            *acme_audit_view_dup_order      (AcmeAuditView  *self);
AcmeHistogramData *acme_audit_view_count_bins     (AcmeAuditView  *self,
                                                   gint64          from,
                                                   gint64          to,
                                                   guint           max_bins);
void               acme_audit_view_finish         (AcmeAuditView  *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-event-record.h"
#include "acme-scm-event-reader.h"

G_BEGIN_DECLS

#define ACME_TYPE_AUDIT_LOG (acme_audit_log_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAuditLog, acme_audit_log, ACME, AUDIT_LOG, GObject)

AcmeAuditLog       *acme_audit_log_new          (AcmeScmAuditSource      source);
AcmeScmAuditSource  acme_audit_log_get_source   (AcmeAuditLog           *self);

/* One thread appends */
gboolean            acme_audit_log_append       (AcmeAuditLog           *self,
                                                 const AcmeEventRecord  *record,
                                                 GError                **error);
void                acme_audit_log_complete     (AcmeAuditLog           *self);
void                acme_audit_log_cut          (AcmeAuditLog           *self);

/* Any thread, also while another appends */
guint               acme_audit_log_get_n        (AcmeAuditLog           *self);
gboolean            acme_audit_log_is_complete  (AcmeAuditLog           *self);
gboolean            acme_audit_log_is_cut       (AcmeAuditLog           *self);
guint               acme_audit_log_wait         (AcmeAuditLog           *self,
                                                 guint                   n,
                                                 GCancellable           *cancellable);
gint64              acme_audit_log_get_time     (AcmeAuditLog           *self,
                                                 guint                   index);
AcmeSlice           acme_audit_log_get_raw      (AcmeAuditLog           *self,
                                                 guint                   index);
gboolean            acme_audit_log_get_record   (AcmeAuditLog           *self,
                                                 guint                   index,
                                                 AcmeScmEventReader     *reader,
                                                 AcmeEventRecord        *out_record);

/* The main thread */
AcmeEvent          *acme_audit_log_get_event    (AcmeAuditLog           *self,
                                                 guint                   index);
gboolean            acme_audit_log_find_event   (AcmeAuditLog           *self,
                                                 gpointer                event,
                                                 guint                  *out_index);

G_END_DECLS

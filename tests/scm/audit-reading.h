/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-audit.h"
#include "scm-double.h"

G_BEGIN_DECLS

/* A reading of audit events by a test, which keeps what it gets and looks whether it gets it as promised: one event
 * after the other in one other thread, progress that only grows, and nothing after the end. */
typedef struct
{
  AcmeScmSession *session;
  GCancellable *cancellable;
  ScmOutcome outcome;
  GPtrArray *events; /* of char*: "id action | description" */
  guint max_kept;    /* of events: more are only counted */
  guint n_events;    /* (atomic) */
  GThread *thread;   /* (unowned) (nullable): in which they came */
  guint refuse_at;   /* the event that is refused, or 0 */
  guint block_at;    /* the event that waits for audit_reading_let_go(), or 0 */
  int is_blocked;    /* (atomic) */
  int may_go;        /* (atomic) */
  AcmeScmAuditProgress progress; /* the latest one, and the one at the end */
  guint n_progress;
  gboolean is_over;
} AuditReading;

AuditReading *audit_reading_new     (AcmeScmSession      *session);
void          audit_reading_free    (AuditReading        *self);
void          audit_reading_start   (AuditReading        *self,
                                     AcmeScmAuditSource   source,
                                     gint64               from,
                                     gint64               to);
gboolean      audit_reading_finish  (AuditReading        *self,
                                     GError             **error);
gboolean      audit_reading_run     (AuditReading        *self,
                                     AcmeScmAuditSource   source,
                                     gint64               from,
                                     gint64               to,
                                     GError             **error);
void          audit_reading_let_go  (AuditReading        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AuditReading, audit_reading_free)

G_END_DECLS

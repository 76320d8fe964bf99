/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-work-private.h"

G_BEGIN_DECLS

/* The thread in which the work of a view is done. */
typedef struct _AcmeAuditWorker AcmeAuditWorker;

/* Called in the main thread: with what is found so far; or, when the thread is done, with the answer, if it came to its
 * end. Who keeps the answer sets it to all 0. */
typedef void (*AcmeAuditWorkerFunc) (GBytes          *part,
                                     AcmeAuditAnswer *answer,
                                     gboolean         is_done,
                                     gpointer         user_data);

AcmeAuditWorker *acme_audit_worker_new        (AcmeAuditLog             *log,
                                               AcmeAuditWorkerFunc       func,
                                               gpointer                  user_data);
void             acme_audit_worker_free       (AcmeAuditWorker          *self);
gboolean         acme_audit_worker_is_running (AcmeAuditWorker          *self);
void             acme_audit_worker_start      (AcmeAuditWorker          *self,
                                               const AcmeAuditQuestion  *question,
                                               gboolean                  at_once);
void             acme_audit_worker_cancel     (AcmeAuditWorker          *self);
void             acme_audit_worker_wait       (AcmeAuditWorker          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeAuditWorker, acme_audit_worker_free)

G_END_DECLS

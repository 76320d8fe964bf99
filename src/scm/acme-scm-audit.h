/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-event-record.h"
#include "acme-scm-audit-source.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

/* How far the reading of audit events has come */
typedef struct
{
  guint64 n_events;     /* that were delivered */
  guint64 n_bytes;      /* of the answers, unpacked, that were looked at */
  guint64 n_unreadable; /* records that are none */
  gint64 size;          /* of the whole answer in bytes, or -1 if that is not known */
} AcmeScmAuditProgress;

/**
 * AcmeScmEventFunc:
 * @record: an event, good only during the call
 * @user_data: what was given with the function
 * @error: return location
 *
 * Called in one thread that is not the caller's, for one event after the other, in the order in which they come.
 *
 * Returns: %FALSE with an error to end the reading, which then fails with it
 */
typedef gboolean (*AcmeScmEventFunc) (const AcmeEventRecord  *record,
                                      gpointer                user_data,
                                      GError                **error);

/**
 * AcmeScmAuditProgressFunc:
 * @progress: how far it has come
 * @user_data: what was given with the function
 *
 * Called in the caller's main context: with the first event, then about ten times a second, and never after the
 * operation's callback.
 */
typedef void (*AcmeScmAuditProgressFunc) (const AcmeScmAuditProgress *progress,
                                          gpointer                    user_data);

void     acme_scm_read_audit_async  (AcmeScmSession            *session,
                                     AcmeScmAuditSource         source,
                                     gint64                     from,
                                     gint64                     to,
                                     AcmeScmEventFunc           func,
                                     gpointer                   func_data,
                                     AcmeScmAuditProgressFunc   progress,
                                     gpointer                   progress_data,
                                     GCancellable              *cancellable,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data);
gboolean acme_scm_read_audit_finish (AcmeScmSession            *session,
                                     GAsyncResult              *result,
                                     AcmeScmAuditProgress      *out_progress,
                                     GError                   **error);

G_END_DECLS

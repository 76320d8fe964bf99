/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-audit.h"
#include "acme-scm-pipe.h"

G_BEGIN_DECLS

typedef struct _AcmeScmAuditWorker AcmeScmAuditWorker;

/* What an answer holds beside its events */
typedef struct
{
  guint64 n_records;  /* all of them, whether they could be read or not */
  gint64 status_code; /* 0 if all is well */
  char *message;      /* (nullable): SCM's own words */
} AcmeScmAuditAnswer;

void                acme_scm_audit_answer_free         (AcmeScmAuditAnswer   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmAuditAnswer, acme_scm_audit_answer_free)

AcmeScmAuditWorker *acme_scm_audit_worker_new          (AcmeScmAuditSource    source,
                                                        AcmeScmEventFunc      func,
                                                        gpointer              func_data,
                                                        GSource              *wake);
void                acme_scm_audit_worker_free         (AcmeScmAuditWorker   *self);
void                acme_scm_audit_worker_read_async   (AcmeScmAuditWorker   *self,
                                                        AcmeScmPipe          *pipe,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
AcmeScmAuditAnswer *acme_scm_audit_worker_read_finish  (GAsyncResult         *result,
                                                        gboolean             *out_is_answer,
                                                        GError              **error);
void                acme_scm_audit_worker_get_progress (AcmeScmAuditWorker   *self,
                                                        AcmeScmAuditProgress *out_progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmAuditWorker, acme_scm_audit_worker_free)

G_END_DECLS

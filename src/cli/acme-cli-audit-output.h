/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-event-record.h"

G_BEGIN_DECLS

typedef struct _AcmeCliAuditOutput AcmeCliAuditOutput;

AcmeCliAuditOutput *acme_cli_audit_output_new    (AcmeCli                *cli,
                                                  const char             *path,
                                                  GError                **error);
void                acme_cli_audit_output_free   (AcmeCliAuditOutput     *self);
gboolean            acme_cli_audit_output_write  (AcmeCliAuditOutput     *self,
                                                  const AcmeEventRecord  *record,
                                                  GError                **error);
gboolean            acme_cli_audit_output_finish (AcmeCliAuditOutput     *self,
                                                  GError                **error);
void                acme_cli_audit_output_break  (AcmeCliAuditOutput     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeCliAuditOutput, acme_cli_audit_output_free)

G_END_DECLS

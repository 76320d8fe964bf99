/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log.h"
#include "acme-event-writer.h"

G_BEGIN_DECLS

gboolean acme_audit_export_write (AcmeAuditLog    *log,
                                  GBytes          *order,
                                  AcmeEventFormat  format,
                                  GOutputStream   *stream,
                                  guint           *n_done,
                                  GCancellable    *cancellable,
                                  GError         **error);
gboolean acme_audit_export_save  (AcmeAuditLog    *log,
                                  GBytes          *order,
                                  AcmeEventFormat  format,
                                  GFile           *file,
                                  guint           *n_done,
                                  GCancellable    *cancellable,
                                  GError         **error);

G_END_DECLS

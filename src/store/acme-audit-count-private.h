/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log-private.h"
#include "acme-histogram-data.h"
#include "acme-text-count.h"

G_BEGIN_DECLS

AcmeHistogramData *acme_audit_count       (AcmeAuditLog *log,
                                           const guint8 *passes,
                                           guint         n,
                                           gint64        from,
                                           gint64        to,
                                           guint         max_bins);
GPtrArray         *acme_audit_count_texts (AcmeAuditLog *log,
                                           guint         field,
                                           const guint8 *passes,
                                           guint         n,
                                           gint64        from,
                                           gint64        to,
                                           guint         max);

G_END_DECLS

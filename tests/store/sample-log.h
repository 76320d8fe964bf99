/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log.h"

G_BEGIN_DECLS

void  sample_log_add       (AcmeAuditLog       *log,
                            AcmeScmEventReader *reader,
                            const char         *json,
                            AcmeEventRecord    *out_record);
void  sample_log_append    (AcmeAuditLog       *log,
                            guint               n);
char *sample_log_make_csv  (const guint        *numbers,
                            guint               n);
char *sample_log_make_json (const guint        *numbers,
                            guint               n);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-filter-private.h"
#include "acme-histogram-data.h"

G_BEGIN_DECLS

/* What a view wants to know. */
typedef struct
{
  AcmeAuditFilter *filter; /* (nullable): a new one; NULL for the one of before */
  gint64 from;             /* the first time to be shown */
  gint64 to;               /* the first that is no longer shown */
  int sort_field;
  gboolean descending;

  guint max_bins;          /* 0 for no histogram */
  gint64 bins_from;
  gint64 bins_to;
} AcmeAuditQuestion;

/* What it gets. */
typedef struct
{
  GBytes *order;           /* guint32: which events, in the order in which they are shown */
  guint n;                 /* of so many events */
  GBytes *passes;          /* (nullable): guint8 for each of these: whether the filter lets it through at any time */
  GBytes *in_scope;        /* (nullable): likewise: whether it may be in the scope, whatever the query says of it */
  AcmeHistogramData *bins; /* (nullable) */
} AcmeAuditAnswer;

/* Gets what is found so far, to keep. */
typedef void (*AcmeAuditPartFunc) (GBytes   *order,
                                   gpointer  user_data);

typedef struct _AcmeAuditWork AcmeAuditWork;

AcmeAuditWork *acme_audit_work_new     (AcmeAuditLog             *log);
void           acme_audit_work_free    (AcmeAuditWork            *self);
gboolean       acme_audit_work_run     (AcmeAuditWork            *self,
                                        const AcmeAuditQuestion  *question,
                                        const int                *is_cancelled,
                                        AcmeAuditPartFunc         part_func,
                                        gpointer                  part_data,
                                        AcmeAuditAnswer          *out_answer);
void           acme_audit_answer_clear (AcmeAuditAnswer          *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeAuditWork, acme_audit_work_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcmeAuditAnswer, acme_audit_answer_clear)

G_END_DECLS

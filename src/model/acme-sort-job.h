/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AcmeSortJob AcmeSortJob;

AcmeSortJob *acme_sort_job_new   (GPtrArray        *items,
                                  GCompareDataFunc  compare,
                                  gpointer          compare_data);
gboolean     acme_sort_job_step  (AcmeSortJob      *self,
                                  gint64            deadline);
GPtrArray   *acme_sort_job_steal (AcmeSortJob      *self);
void         acme_sort_job_free  (AcmeSortJob      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeSortJob, acme_sort_job_free)

G_END_DECLS

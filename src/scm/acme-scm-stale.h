/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-keyed-list.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

#define ACME_TYPE_SCM_STALE_SWEEP (acme_scm_stale_sweep_get_type ())

G_DECLARE_FINAL_TYPE (AcmeScmStaleSweep, acme_scm_stale_sweep, ACME, SCM_STALE_SWEEP, GObject)

AcmeScmStaleSweep *acme_scm_stale_sweep_new            (AcmeScmSession       *session,
                                                        GPtrArray            *accounts,
                                                        guint                 idle_days);
AcmeKeyedList     *acme_scm_stale_sweep_get_findings   (AcmeScmStaleSweep    *self);
AcmeKeyedList     *acme_scm_stale_sweep_get_problems   (AcmeScmStaleSweep    *self);
guint              acme_scm_stale_sweep_get_n_accounts (AcmeScmStaleSweep    *self);
guint              acme_scm_stale_sweep_get_n_done     (AcmeScmStaleSweep    *self);
void               acme_scm_stale_sweep_run_async      (AcmeScmStaleSweep    *self,
                                                        AcmeScmProgressFunc   progress,
                                                        gpointer              progress_data,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean           acme_scm_stale_sweep_run_finish     (AcmeScmStaleSweep    *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

G_END_DECLS

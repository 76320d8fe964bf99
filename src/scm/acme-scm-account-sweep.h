/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-list.h"

G_BEGIN_DECLS

AcmeScmRequest *acme_scm_account_list_request_new (const char           *kind,
                                                   gint64                organization_id);
void            acme_scm_account_sweep_async      (AcmeScmSession       *session,
                                                   const char           *kind,
                                                   GPtrArray            *organizations,
                                                   AcmeScmPageFunc       page_func,
                                                   gpointer              page_data,
                                                   AcmeScmProgressFunc   progress,
                                                   gpointer              progress_data,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        acme_scm_account_sweep_finish     (AcmeScmSession       *session,
                                                   GAsyncResult         *result,
                                                   GError              **error);
gboolean        acme_scm_account_is_refused       (const GError         *error);

G_END_DECLS

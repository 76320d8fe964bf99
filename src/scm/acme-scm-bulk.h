/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

void     acme_scm_delete_accounts_async     (AcmeScmSession       *session,
                                             GPtrArray            *accounts,
                                             AcmeScmProgressFunc   progress,
                                             gpointer              progress_data,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean acme_scm_delete_accounts_finish    (AcmeScmSession       *session,
                                             GAsyncResult         *result,
                                             GPtrArray           **out_outcomes,
                                             GError              **error);
void     acme_scm_deactivate_clients_async  (AcmeScmSession       *session,
                                             GPtrArray            *accounts,
                                             GPtrArray            *clients,
                                             AcmeScmProgressFunc   progress,
                                             gpointer              progress_data,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean acme_scm_deactivate_clients_finish (AcmeScmSession       *session,
                                             GAsyncResult         *result,
                                             GPtrArray           **out_outcomes,
                                             GError              **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-account-creation.h"

G_BEGIN_DECLS

void     acme_scm_rename_account_async  (AcmeScmSession       *session,
                                         AcmeAccount          *account,
                                         const char           *name,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean acme_scm_rename_account_finish (AcmeScmSession       *session,
                                         GAsyncResult         *result,
                                         GError              **error);
void     acme_scm_delete_account_async  (AcmeScmSession       *session,
                                         AcmeAccount          *account,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean acme_scm_delete_account_finish (AcmeScmSession       *session,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS

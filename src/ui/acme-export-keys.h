/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

void        acme_export_keys_async  (AcmeScmSession       *session,
                                     GPtrArray            *accounts,
                                     AcmeScmProgressFunc   progress,
                                     gpointer              progress_data,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GListModel *acme_export_keys_finish (AcmeScmSession       *session,
                                     GAsyncResult         *result,
                                     GPtrArray           **out_missing,
                                     GError              **error);

G_END_DECLS

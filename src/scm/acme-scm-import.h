/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

void     acme_scm_import_async  (AcmeScmSession       *session,
                                 GPtrArray            *rows,
                                 GPtrArray            *endpoints,
                                 gboolean              dry_run,
                                 AcmeScmProgressFunc   progress,
                                 gpointer              progress_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean acme_scm_import_finish (AcmeScmSession       *session,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS

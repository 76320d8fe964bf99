/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

void       acme_scm_list_certificates_async  (AcmeScmSession      *session,
                                              gint64               organization_id,
                                              AcmeScmProgressFunc  progress,
                                              gpointer             progress_data,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GPtrArray *acme_scm_list_certificates_finish (AcmeScmSession      *session,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS

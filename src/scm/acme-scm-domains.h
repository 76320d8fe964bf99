/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

void       acme_scm_list_domains_async  (AcmeScmSession      *session,
                                         AcmeAccount         *account,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *acme_scm_list_domains_finish (AcmeScmSession      *session,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS

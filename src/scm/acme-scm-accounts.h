/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-endpoint.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

/**
 * AcmeScmAccountsFunc:
 * @accounts: (element-type AcmeAccount): accounts that are new, or that differ from what was given before: an account
 *   that was given before is the same object
 * @user_data: what was given with the function
 *
 * Called in the caller's main context, and never after the operation's callback or after it was cancelled.
 */
typedef void (*AcmeScmAccountsFunc) (GPtrArray *accounts,
                                     gpointer   user_data);

void         acme_scm_list_accounts_async   (AcmeScmSession       *session,
                                             AcmeEndpoint         *endpoint,
                                             GPtrArray            *endpoints,
                                             gint64                organization_id,
                                             AcmeScmAccountsFunc   page_func,
                                             gpointer              page_data,
                                             AcmeScmProgressFunc   progress,
                                             gpointer              progress_data,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray   *acme_scm_list_accounts_finish  (AcmeScmSession       *session,
                                             GAsyncResult         *result,
                                             GError              **error);

void         acme_scm_get_account_async     (AcmeScmSession       *session,
                                             const char           *kind,
                                             gint64                id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
void         acme_scm_get_account_key_async (AcmeScmSession       *session,
                                             const char           *kind,
                                             gint64                id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
AcmeAccount *acme_scm_get_account_finish    (AcmeScmSession       *session,
                                             GAsyncResult         *result,
                                             GError              **error);

/**
 * AcmeScmCount:
 * @ACME_SCM_COUNT_DOMAINS: the domains of a Sectigo Public ACME account
 * @ACME_SCM_COUNT_CLIENTS: the ACME clients of an account, those that were deactivated too
 */
typedef enum
{
  ACME_SCM_COUNT_DOMAINS,
  ACME_SCM_COUNT_CLIENTS,
} AcmeScmCount;

void         acme_scm_count_async           (AcmeScmSession       *session,
                                             AcmeAccount          *account,
                                             AcmeScmCount          what,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gint64       acme_scm_count_finish          (AcmeScmSession       *session,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS

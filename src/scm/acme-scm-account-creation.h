/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account-draft.h"
#include "acme-account.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

/**
 * AcmeScmCreated:
 * @account: the new account, with its HMAC key unless there is a @read_error, and without the names of its organization
 * @read_error: (nullable): why it could not be read after it was made; then it holds what it was made from
 * @not_added: (nullable): the domains that it did not get, as in the draft
 * @domains_error: (nullable): why its domains as a whole could not be added. If that is
 *   %ACME_ERROR_UNKNOWN_OUTCOME, nobody knows which it has, and @not_added is %NULL; otherwise that has all of them
 * @confirmed_by_listing: whether SCM's answer did not come or did not say which account was made, and the list of
 *   accounts told
 *
 * What became of a draft. There is an account in any case.
 */
typedef struct
{
  AcmeAccount *account;
  GError *read_error;
  char **not_added;
  GError *domains_error;
  gboolean confirmed_by_listing;
} AcmeScmCreated;

void            acme_scm_created_free               (AcmeScmCreated       *self);

void            acme_scm_create_account_async       (AcmeScmSession       *session,
                                                     AcmeAccountDraft     *draft,
                                                     GPtrArray            *known,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
AcmeScmCreated *acme_scm_create_account_finish      (AcmeScmSession       *session,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void            acme_scm_create_account_look_async  (AcmeScmSession       *session,
                                                     GAsyncResult         *creation,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
AcmeScmCreated *acme_scm_create_account_look_finish (AcmeScmSession       *session,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmCreated, acme_scm_created_free)

G_END_DECLS

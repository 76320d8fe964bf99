/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

/**
 * AcmeScmDomainChange:
 * @not_added: (nullable): which of the names to add were not added
 * @not_removed: (nullable): which of the names to remove were not removed
 * @removal_error: (nullable): why nothing could be removed, after something was to be added and that was done. If that
 *   is %ACME_ERROR_UNKNOWN_OUTCOME, nobody knows which are left, and @not_removed is %NULL; otherwise that has all of
 *   them
 *
 * What became of a change of an account's domains. Each name is spelled as it was given.
 */
typedef struct
{
  char **not_added;
  char **not_removed;
  GError *removal_error;
} AcmeScmDomainChange;

void                 acme_scm_domain_change_free    (AcmeScmDomainChange  *self);

void                 acme_scm_change_domains_async  (AcmeScmSession       *session,
                                                     AcmeAccount          *account,
                                                     const char *const    *add,
                                                     const char *const    *remove,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
AcmeScmDomainChange *acme_scm_change_domains_finish (AcmeScmSession       *session,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmDomainChange, acme_scm_domain_change_free)

G_END_DECLS

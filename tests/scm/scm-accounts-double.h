/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-accounts.h"
#include "scm-double.h"

G_BEGIN_DECLS

/* A double with accounts of two endpoints, a public one that has three of them under three spellings of its server, and
 * a universal one; and what its answers have to become. */

#define SCM_ACCOUNTS_PUBLIC "/api/acme/v2/account"
#define SCM_ACCOUNTS_UNIVERSAL "/api/acme/v1/pca/account"
#define SCM_ACCOUNTS_SERVERS "/api/acme/v1/server"
#define SCM_ACCOUNTS_ORGANIZATIONS "/api/organization/v1"
#define SCM_ACCOUNTS_HMAC_KEY "aHVzaC1odXNoLWh1c2g"

extern const char *const scm_accounts_public;
extern const char *const scm_accounts_servers;
extern const char *const scm_accounts_organizations;

ScmDouble    *scm_accounts_make_double      (void);
AcmeEndpoint *scm_accounts_make_public      (void);
AcmeEndpoint *scm_accounts_make_universal   (void);
GPtrArray    *scm_accounts_list             (AcmeScmSession  *session,
                                             AcmeEndpoint    *endpoint,
                                             GPtrArray       *endpoints,
                                             gint64           organization_id,
                                             GError         **error);
void          scm_accounts_assert_works     (AcmeScmSession  *session);
void          scm_accounts_assert           (GPtrArray       *accounts,
                                             guint            i,
                                             const char      *key,
                                             const char      *organization,
                                             const char      *department,
                                             gint64           endpoint);
void          scm_accounts_assert_no_secret (GPtrArray       *accounts);

/* What the page function was given, against what came in the end */
typedef struct
{
  GPtrArray *accounts; /* of AcmeAccount: those of all calls */
  guint n_calls;
  gboolean has_ended;
} ScmAccountsGiven;

void          scm_accounts_given_cb         (GPtrArray       *accounts,
                                             gpointer         given);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-endpoint.h"
#include "acme-scm-servers.h"

G_BEGIN_DECLS

/**
 * AcmeScmMatch:
 * @ACME_SCM_MATCH_NO: the account belongs to none of the endpoints
 * @ACME_SCM_MATCH_YES: it belongs to one of them
 * @ACME_SCM_MATCH_LATER: that can be told when the servers are known
 * @ACME_SCM_MATCH_UNKNOWN: that cannot be told
 */
typedef enum
{
  ACME_SCM_MATCH_NO,
  ACME_SCM_MATCH_YES,
  ACME_SCM_MATCH_LATER,
  ACME_SCM_MATCH_UNKNOWN,
} AcmeScmMatch;

typedef struct _AcmeScmAccountMatcher AcmeScmAccountMatcher;

AcmeScmAccountMatcher *acme_scm_account_matcher_new         (void);
void                   acme_scm_account_matcher_free        (AcmeScmAccountMatcher  *self);
void                   acme_scm_account_matcher_add         (AcmeScmAccountMatcher  *self,
                                                             AcmeEndpoint           *endpoint);
gboolean               acme_scm_account_matcher_has_kind    (AcmeScmAccountMatcher  *self,
                                                             const char             *kind);
void                   acme_scm_account_matcher_set_servers (AcmeScmAccountMatcher  *self,
                                                             AcmeScmServers         *servers);
AcmeScmMatch           acme_scm_account_matcher_find        (AcmeScmAccountMatcher  *self,
                                                             const char             *kind,
                                                             const char             *acme_server,
                                                             AcmeEndpoint          **out_endpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmAccountMatcher, acme_scm_account_matcher_free)

G_END_DECLS

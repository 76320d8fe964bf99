/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-organization-index.h"
#include "acme-scm-request.h"

G_BEGIN_DECLS

/**
 * AcmeScmAccountSecrets:
 * @ACME_SCM_ACCOUNT_WITHOUT_SECRETS: the HMAC key that SCM sends is not kept
 * @ACME_SCM_ACCOUNT_WITH_SECRETS: it is, in the account's secret field
 */
typedef enum
{
  ACME_SCM_ACCOUNT_WITHOUT_SECRETS,
  ACME_SCM_ACCOUNT_WITH_SECRETS,
} AcmeScmAccountSecrets;

const char     *acme_scm_account_get_path    (const char             *kind);
AcmeScmRequest *acme_scm_account_request_new (const char             *method,
                                              AcmeAccount            *account,
                                              const char             *sub_path);
AcmeAccount    *acme_scm_account_read        (JsonObject             *object,
                                              const char             *kind,
                                              AcmeScmAccountSecrets   secrets,
                                              GError                **error);
AcmeAccount    *acme_scm_account_read_reply  (AcmeScmReply           *reply,
                                              const char             *kind,
                                              gint64                  id,
                                              AcmeScmAccountSecrets   secrets,
                                              GError                **error);
void            acme_scm_account_name        (AcmeAccount            *account,
                                              AcmeOrganizationIndex  *index,
                                              const GError           *error);

G_END_DECLS

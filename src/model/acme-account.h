/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT (acme_account_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccount, acme_account, ACME, ACCOUNT, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_ACCOUNT_KIND,
  ACME_ACCOUNT_ID,
  ACME_ACCOUNT_NAME,
  ACME_ACCOUNT_ENDPOINT,
  ACME_ACCOUNT_ACME_SERVER,
  ACME_ACCOUNT_ORGANIZATION_ID,
  ACME_ACCOUNT_ORGANIZATION,
  ACME_ACCOUNT_DEPARTMENT,
  ACME_ACCOUNT_STATUS,
  ACME_ACCOUNT_VALIDATION_TYPE,
  ACME_ACCOUNT_PROFILE_NAME,
  ACME_ACCOUNT_DOMAINS,
  ACME_ACCOUNT_CLIENTS,
  ACME_ACCOUNT_ACCOUNT_ID,
  ACME_ACCOUNT_KEY_ID,
  ACME_ACCOUNT_HMAC_KEY,
  ACME_ACCOUNT_CONTACTS,
};

AcmeAccount          *acme_account_new          (const char  *kind,
                                                 gint64       id);
gboolean              acme_account_is_universal (AcmeAccount *self);
const AcmeFieldTable *acme_account_get_columns  (const char  *kind);

#define ACME_ACCOUNT_KIND_PUBLIC "public"
#define ACME_ACCOUNT_KIND_UNIVERSAL "universal"


extern const AcmeFieldTable acme_account_fields;

G_END_DECLS

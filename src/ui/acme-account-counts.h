/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-keyed-list.h"
#include "acme-scm-session.h"
#include "acme-table.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_COUNTS (acme_account_counts_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountCounts, acme_account_counts, ACME, ACCOUNT_COUNTS, GObject)

AcmeAccountCounts *acme_account_counts_new    (AcmeScmSession    *session,
                                               AcmeKeyedList     *accounts,
                                               AcmeTable         *table);
void               acme_account_counts_forget (AcmeAccountCounts *self,
                                               AcmeAccount       *account);

G_END_DECLS

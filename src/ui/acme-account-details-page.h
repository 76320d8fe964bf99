/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-account-domain-group.h"
#include "acme-account.h"
#include "acme-endpoint.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_DETAILS_PAGE (acme_account_details_page_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountDetailsPage, acme_account_details_page, ACME, ACCOUNT_DETAILS_PAGE,
                      AdwPreferencesPage)

GtkWidget              *acme_account_details_page_new           (void);
AcmeAccountDomainGroup *acme_account_details_page_get_domains   (AcmeAccountDetailsPage *self);
void                    acme_account_details_page_set_clipboard (AcmeAccountDetailsPage *self,
                                                                 AcmeClipboard          *clipboard);
void                    acme_account_details_page_set_endpoint  (AcmeAccountDetailsPage *self,
                                                                 AcmeEndpoint           *endpoint);
void                    acme_account_details_page_set_account   (AcmeAccountDetailsPage *self,
                                                                 AcmeAccount            *account);

G_END_DECLS

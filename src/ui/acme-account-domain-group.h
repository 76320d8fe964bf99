/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-clipboard.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_DOMAIN_GROUP (acme_account_domain_group_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountDomainGroup, acme_account_domain_group, ACME, ACCOUNT_DOMAIN_GROUP,
                      AdwPreferencesGroup)

GtkWidget *acme_account_domain_group_new           (void);
void       acme_account_domain_group_set_clipboard (AcmeAccountDomainGroup *self,
                                                    AcmeClipboard          *clipboard);
void       acme_account_domain_group_set_loading   (AcmeAccountDomainGroup *self,
                                                    gboolean                loading);
void       acme_account_domain_group_set_domains   (AcmeAccountDomainGroup *self,
                                                    GPtrArray              *domains);
void       acme_account_domain_group_set_error     (AcmeAccountDomainGroup *self,
                                                    const GError           *error,
                                                    const char             *host);
gboolean   acme_account_domain_group_start_search  (AcmeAccountDomainGroup *self);

G_END_DECLS

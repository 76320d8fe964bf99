/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-domain.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_DOMAIN_LIST (acme_account_domain_list_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountDomainList, acme_account_domain_list, ACME, ACCOUNT_DOMAIN_LIST, AdwBin)

GtkWidget  *acme_account_domain_list_new         (void);
void        acme_account_domain_list_set_domains (AcmeAccountDomainList *self,
                                                  GPtrArray             *domains,
                                                  gint64                 now);
AcmeDomain *acme_account_domain_list_get_focus   (AcmeAccountDomainList *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-domain.h"

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_DOMAIN_ROW (acme_account_domain_row_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountDomainRow, acme_account_domain_row, ACME, ACCOUNT_DOMAIN_ROW, GtkListBoxRow)

GtkWidget  *acme_account_domain_row_new        (AcmeDomain           *domain,
                                                gint64                now);
AcmeDomain *acme_account_domain_row_get_domain (AcmeAccountDomainRow *self);
gboolean    acme_account_domain_row_renew      (AcmeAccountDomainRow *self,
                                                AcmeDomain           *domain,
                                                gint64                now);

G_END_DECLS

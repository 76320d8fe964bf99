/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-domain-entry.h"

G_BEGIN_DECLS

#define ACME_TYPE_DOMAIN_ROW (acme_domain_row_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDomainRow, acme_domain_row, ACME, DOMAIN_ROW, GtkBox)

GtkWidget       *acme_domain_row_new       (void);
AcmeDomainEntry *acme_domain_row_get_entry (AcmeDomainRow   *self);
void             acme_domain_row_set_entry (AcmeDomainRow   *self,
                                            AcmeDomainEntry *entry,
                                            gboolean         show_changes);

G_END_DECLS

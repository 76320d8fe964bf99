/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-organization.h"

G_BEGIN_DECLS

/* The names of organizations and departments, by their ids */
typedef struct _AcmeOrganizationIndex AcmeOrganizationIndex;

AcmeOrganizationIndex *acme_organization_index_new          (GPtrArray              *organizations);
AcmeOrganizationIndex *acme_organization_index_ref          (AcmeOrganizationIndex  *self);
void                   acme_organization_index_unref        (AcmeOrganizationIndex  *self);
gboolean               acme_organization_index_lookup       (AcmeOrganizationIndex  *self,
                                                             gint64                  id,
                                                             const char            **out_organization,
                                                             const char            **out_department);
gboolean               acme_organization_index_name_account (AcmeOrganizationIndex  *self,
                                                             AcmeAccount            *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeOrganizationIndex, acme_organization_index_unref)

G_END_DECLS

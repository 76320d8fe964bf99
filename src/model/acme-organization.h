/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_ORGANIZATION (acme_organization_get_type ())

G_DECLARE_FINAL_TYPE (AcmeOrganization, acme_organization, ACME, ORGANIZATION, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_ORGANIZATION_ID,
  ACME_ORGANIZATION_NAME,
  ACME_ORGANIZATION_DEPARTMENTS,
};

AcmeOrganization *acme_organization_new              (gint64            id);
GPtrArray        *acme_organization_list_departments (AcmeOrganization *self);

/* A list of organizations or departments inside another item is an `aa{sv}` with the keys id (x), name (s) and, for a
 * department that is named together with its organization, department (s). */
GVariant *acme_organization_reference     (gint64      id,
                                           const char *name,
                                           const char *department);
char     *acme_organization_describe_list (GVariant   *references);

extern const AcmeFieldTable acme_organization_fields;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose something is, by name: SCM says it by one number, which is the id of an organization or that of a department,
 * since the two share one space of ids. Built once from the list of organizations, it answers for every row. */

#include "config.h"

#include "acme-organization-index.h"

struct _AcmeOrganizationIndex
{
  grefcount ref_count;
  GHashTable *by_id;   /* the id of an Entry -> the Entry (owned) */
  GStringChunk *names; /* what the entries point to */
};

typedef struct
{
  gint64 id;
  const char *organization;
  const char *department; /* (nullable): of an organization itself */
} Entry;

static void
add_entry (AcmeOrganizationIndex *self,
           gint64                 id,
           const char            *organization,
           const char            *department)
{
  Entry *entry;

  if (g_hash_table_contains (self->by_id, &id))
    return;

  entry = g_new0 (Entry, 1);
  entry->id = id;
  entry->organization = g_string_chunk_insert_const (self->names, organization);
  entry->department = department != NULL ? g_string_chunk_insert_const (self->names, department) : NULL;
  g_hash_table_insert (self->by_id, &entry->id, entry);
}

static void
add_departments (AcmeOrganizationIndex *self,
                 AcmeItem              *organization)
{
  GVariant *departments = acme_item_get_variant (organization, ACME_ORGANIZATION_DEPARTMENTS);
  GVariantIter iter;
  GVariant *department;

  if (departments == NULL)
    return;

  g_variant_iter_init (&iter, departments);
  while ((department = g_variant_iter_next_value (&iter)) != NULL)
    {
      const char *name = "";
      gint64 id;

      g_variant_lookup (department, "name", "&s", &name);
      if (g_variant_lookup (department, "id", "x", &id))
        add_entry (self, id, acme_item_get_text (organization, ACME_ORGANIZATION_NAME), name);
      g_variant_unref (department);
    }
}

/**
 * acme_organization_index_new:
 * @organizations: (element-type AcmeOrganization): organizations with their departments
 *
 * What changes in @organizations later is not followed. An id that is there as an organization and as a department is
 * the organization's.
 *
 * Returns: (transfer full): an index of their names
 */
AcmeOrganizationIndex *
acme_organization_index_new (GPtrArray *organizations)
{
  AcmeOrganizationIndex *self;

  g_return_val_if_fail (organizations != NULL, NULL);

  self = g_new0 (AcmeOrganizationIndex, 1);
  g_ref_count_init (&self->ref_count);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->names = g_string_chunk_new (4096);
  for (guint i = 0; i < organizations->len; i++)
    {
      AcmeItem *organization = organizations->pdata[i];

      add_entry (self, acme_item_get_number (organization, ACME_ORGANIZATION_ID),
                 acme_item_get_text (organization, ACME_ORGANIZATION_NAME), NULL);
    }
  for (guint i = 0; i < organizations->len; i++)
    add_departments (self, organizations->pdata[i]);
  return self;
}

/**
 * acme_organization_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self
 */
AcmeOrganizationIndex *
acme_organization_index_ref (AcmeOrganizationIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_organization_index_unref:
 * @self: (transfer full): an index
 */
void
acme_organization_index_unref (AcmeOrganizationIndex *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->by_id);
  g_string_chunk_free (self->names);
  g_free (self);
}

/**
 * acme_organization_index_lookup:
 * @self: an index
 * @id: the id of an organization or a department, or %ACME_NUMBER_NONE
 * @out_organization: (out) (optional) (transfer none) (nullable): the organization's name, valid as long as @self
 * @out_department: (out) (optional) (transfer none) (nullable): the department's name if @id is one's
 *
 * Returns: whether @id is known; if not, both names are %NULL
 */
gboolean
acme_organization_index_lookup (AcmeOrganizationIndex  *self,
                                gint64                  id,
                                const char            **out_organization,
                                const char            **out_department)
{
  Entry *entry;

  g_return_val_if_fail (self != NULL, FALSE);

  entry = g_hash_table_lookup (self->by_id, &id);
  if (out_organization != NULL)
    *out_organization = entry != NULL ? entry->organization : NULL;
  if (out_department != NULL)
    *out_department = entry != NULL ? entry->department : NULL;
  return entry != NULL;
}

/**
 * acme_organization_index_name_account:
 * @self: an index
 * @account: an account with an organization id
 *
 * Sets the names of @account's organization and department. An id that is not known leaves it without names.
 *
 * Returns: whether @account differs now
 */
gboolean
acme_organization_index_name_account (AcmeOrganizationIndex *self,
                                      AcmeAccount           *account)
{
  AcmeItem *item;
  const char *organization;
  const char *department;
  guint serial;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ACME_IS_ACCOUNT (account), FALSE);

  item = ACME_ITEM (account);
  serial = acme_item_get_serial (item);
  acme_organization_index_lookup (self, acme_item_get_number (item, ACME_ACCOUNT_ORGANIZATION_ID), &organization,
                                  &department);
  acme_item_set_string (item, ACME_ACCOUNT_ORGANIZATION, organization);
  acme_item_set_string (item, ACME_ACCOUNT_DEPARTMENT, department);
  return acme_item_get_serial (item) != serial;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An organization with its departments, to which accounts belong. */

#include "config.h"

#include "acme-organization.h"

#include <glib/gi18n.h>

struct _AcmeOrganization
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeOrganization, acme_organization, ACME_TYPE_ITEM)

static char *
describe_departments (AcmeItem *item)
{
  return acme_organization_describe_list (acme_item_get_variant (item, ACME_ORGANIZATION_DEPARTMENTS));
}

static const AcmeField fields[] = {
  [ACME_ORGANIZATION_ID] = { "id", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 8 },
  [ACME_ORGANIZATION_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 40 },
  [ACME_ORGANIZATION_DEPARTMENTS] = { "departments", N_("Departments"), ACME_FIELD_VARIANT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 40, .describe = describe_departments },
};

const AcmeFieldTable acme_organization_fields = ACME_FIELD_TABLE (fields);

static void
acme_organization_class_init (AcmeOrganizationClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_organization_fields;
}

static void
acme_organization_init (AcmeOrganization *self)
{
}

/**
 * acme_organization_new:
 * @id: SCM's id of it
 *
 * Returns: (transfer full): an organization of which nothing else is known yet
 */
AcmeOrganization *
acme_organization_new (gint64 id)
{
  AcmeOrganization *self = g_object_new (ACME_TYPE_ORGANIZATION, NULL);

  acme_item_set_number (ACME_ITEM (self), ACME_ORGANIZATION_ID, id);
  return self;
}

/**
 * acme_organization_reference:
 * @id: the id of an organization, or of @department if that is given
 * @name: the organization's name
 * @department: (nullable): a department of it
 *
 * Returns: (transfer floating): an `a{sv}`, one entry of a list of organizations
 */
GVariant *
acme_organization_reference (gint64      id,
                             const char *name,
                             const char *department)
{
  GVariantBuilder builder;

  g_return_val_if_fail (name != NULL, NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_int64 (id));
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (name));
  if (department != NULL)
    g_variant_builder_add (&builder, "{sv}", "department", g_variant_new_string (department));
  return g_variant_builder_end (&builder);
}

/**
 * acme_organization_describe_list:
 * @references: (nullable): an `aa{sv}` of entries made by acme_organization_reference()
 *
 * Returns: (transfer full) (nullable): their names as one text
 */
char *
acme_organization_describe_list (GVariant *references)
{
  g_autoptr(GString) text = NULL;
  GVariantIter iter;
  GVariant *entry;

  if (references == NULL)
    return NULL;

  text = g_string_new (NULL);
  g_variant_iter_init (&iter, references);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      const char *name = "";
      const char *department = NULL;

      g_variant_lookup (entry, "name", "&s", &name);
      g_variant_lookup (entry, "department", "&s", &department);
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, name);
      if (department != NULL)
        g_string_append_printf (text, " › %s", department);
      g_variant_unref (entry);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * acme_organization_list_departments:
 * @self: an organization
 *
 * Returns: (transfer full) (element-type AcmeOrganization): its departments, each as an item of its own with an id and
 *   a name. What SCM named without an id is left out: nothing can belong to it.
 */
GPtrArray *
acme_organization_list_departments (AcmeOrganization *self)
{
  GPtrArray *departments;
  GVariant *references;
  GVariantIter iter;
  GVariant *entry;

  g_return_val_if_fail (ACME_IS_ORGANIZATION (self), NULL);

  departments = g_ptr_array_new_with_free_func (g_object_unref);
  references = acme_item_get_variant (ACME_ITEM (self), ACME_ORGANIZATION_DEPARTMENTS);
  if (references == NULL)
    return departments;

  g_variant_iter_init (&iter, references);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      const char *name = NULL;
      gint64 id = 0;

      g_variant_lookup (entry, "name", "&s", &name);
      if (g_variant_lookup (entry, "id", "x", &id))
        {
          AcmeOrganization *department = acme_organization_new (id);

          acme_item_set_string (ACME_ITEM (department), ACME_ORGANIZATION_NAME, name);
          g_ptr_array_add (departments, department);
        }
      g_variant_unref (entry);
    }
  return departments;
}

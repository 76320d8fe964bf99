/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what SCM names organizations and departments by inside of other things: an id and a name each, and the
 * department inside of its organization if both are meant. */

#include "config.h"

#include "acme-scm-reference.h"

#include "acme-organization.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"

static GVariant *
read_reference (JsonNode  *node,
                GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *department = NULL;
  const char *name = NULL;
  const char *department_name = NULL;
  gint64 id;

  if (object == NULL)
    {
      g_autoptr(JsonObject) nothing = json_object_new ();

      acme_scm_json_get_id (nothing, "id", &id, error); /* the same sentence as for an object without one */
      return NULL;
    }
  if (!acme_scm_json_get_object (object, "department", &department, error) ||
      !acme_scm_json_get_string (object, "name", &name, error) ||
      !acme_scm_json_get_id (department != NULL ? department : object, "id", &id, error) ||
      (department != NULL && !acme_scm_json_get_string (department, "name", &department_name, error)))
    return NULL;
  return acme_organization_reference (id, name != NULL ? name : "",
                                      department != NULL && department_name == NULL ? "" : department_name);
}

/**
 * acme_scm_reference_read_list:
 * @item: an item
 * @field: the index of a VARIANT field that holds a list of organizations or departments
 * @object: what SCM says about it
 * @name: the name of the member that holds the list
 *
 * Sets the field if the member is there. Entries that cannot be read become a problem of @item.
 */
void
acme_scm_reference_read_list (AcmeItem   *item,
                              guint       field,
                              JsonObject *object,
                              const char *name)
{
  g_autoptr(GError) error = NULL;
  GVariantBuilder builder;
  JsonArray *array;

  if (!acme_scm_json_get_array (object, name, &array, &error))
    acme_scm_items_add_problem (item, error->message);
  if (array == NULL)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr(GError) entry_error = NULL;
      GVariant *reference = read_reference (json_array_get_element (array, i), &entry_error);

      if (reference != NULL)
        g_variant_builder_add_value (&builder, reference);
      else
        acme_scm_items_add_problem (item, entry_error->message);
    }
  acme_item_set_variant (item, field, g_variant_builder_end (&builder));
}

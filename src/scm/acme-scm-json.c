/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Strict getters over json-glib, whose own ones convert, warn or assert when a member has another type than the one
 * asked for. What a server sends is never a programmer's error here. */

#include "config.h"

#include "acme-scm-json.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-field.h"
#include "acme-time.h"

/* (nullable): the member, unless it is missing or null */
static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
refuse_type (const char  *name,
             GError     **error)
{
  /* Translators: %s is a name of SCM's programming interface, such as organizationId */
  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM's value of “%s” is of an unexpected type."), name);
  return FALSE;
}

static gboolean
refuse_identity (const char  *name,
                 GError     **error)
{
  /* Translators: %s is a name of SCM's programming interface, such as organizationId */
  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM sent no usable “%s”."), name);
  return FALSE;
}

/**
 * acme_scm_json_get_string:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out) (transfer none) (nullable): its text, valid as long as @object
 * @error: return location
 *
 * Returns: %FALSE if the member is something else than a string
 */
gboolean
acme_scm_json_get_string (JsonObject  *object,
                          const char  *name,
                          const char **out_value,
                          GError     **error)
{
  JsonNode *node = get_member (object, name);

  *out_value = NULL;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return refuse_type (name, error);
  *out_value = json_node_get_string (node);
  return TRUE;
}

/**
 * acme_scm_json_get_number:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out): its value, or %ACME_NUMBER_NONE
 * @error: return location
 *
 * Returns: %FALSE if the member is neither an integer nor a string that holds one in decimal digits
 */
gboolean
acme_scm_json_get_number (JsonObject  *object,
                          const char  *name,
                          gint64      *out_value,
                          GError     **error)
{
  JsonNode *node = get_member (object, name);

  *out_value = ACME_NUMBER_NONE;
  if (node == NULL)
    return TRUE;
  if (holds (node, G_TYPE_INT64))
    {
      *out_value = json_node_get_int (node);
      return TRUE;
    }
  if (holds (node, G_TYPE_STRING) &&
      g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64 + 1, G_MAXINT64, out_value, NULL))
    return TRUE;

  *out_value = ACME_NUMBER_NONE;
  return refuse_type (name, error);
}

/**
 * acme_scm_json_get_id:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out): its value
 * @error: return location
 *
 * Returns: %FALSE if there is no such member, or if it is not a number from 1 on
 */
gboolean
acme_scm_json_get_id (JsonObject  *object,
                      const char  *name,
                      gint64      *out_value,
                      GError     **error)
{
  if (!acme_scm_json_get_number (object, name, out_value, error))
    return FALSE;
  if (*out_value >= 1)
    return TRUE;

  *out_value = ACME_NUMBER_NONE;
  return refuse_identity (name, error);
}

/**
 * acme_scm_json_get_key:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out) (transfer none) (nullable): its text, valid as long as @object
 * @error: return location
 *
 * Returns: %FALSE if there is no such member, or if it is not a text of at least one character
 */
gboolean
acme_scm_json_get_key (JsonObject  *object,
                       const char  *name,
                       const char **out_value,
                       GError     **error)
{
  if (!acme_scm_json_get_string (object, name, out_value, error))
    return FALSE;
  if (*out_value != NULL && **out_value != '\0')
    return TRUE;

  *out_value = NULL;
  return refuse_identity (name, error);
}

/**
 * acme_scm_json_get_time:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out): microseconds since 1970 UTC, or %ACME_TIME_NONE
 * @error: return location
 *
 * Returns: %FALSE if the member is not a string that holds a date
 */
gboolean
acme_scm_json_get_time (JsonObject  *object,
                        const char  *name,
                        gint64      *out_value,
                        GError     **error)
{
  const char *text;

  *out_value = ACME_TIME_NONE;
  if (!acme_scm_json_get_string (object, name, &text, error))
    return FALSE;
  if (text == NULL || text[0] == '\0' || acme_time_parse (text, out_value))
    return TRUE;

  /* Translators: %s is a name of SCM's programming interface, such as validUntil */
  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM's value of “%s” is not a date."), name);
  return FALSE;
}

/**
 * acme_scm_json_get_array:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out) (transfer none) (nullable): the array, valid as long as @object
 * @error: return location
 *
 * Returns: %FALSE if the member is something else than an array
 */
gboolean
acme_scm_json_get_array (JsonObject  *object,
                         const char  *name,
                         JsonArray  **out_value,
                         GError     **error)
{
  JsonNode *node = get_member (object, name);

  *out_value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse_type (name, error);
  *out_value = json_node_get_array (node);
  return TRUE;
}

/**
 * acme_scm_json_get_strings:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out) (transfer full) (nullable): the texts in the array
 * @error: return location
 *
 * Returns: %FALSE if the member is something else than an array of strings; the strings that it has are in @out_value
 *   all the same
 */
gboolean
acme_scm_json_get_strings (JsonObject  *object,
                           const char  *name,
                           GStrv       *out_value,
                           GError     **error)
{
  g_autoptr(GStrvBuilder) builder = NULL;
  gboolean is_pure = TRUE;
  JsonArray *array;

  *out_value = NULL;
  if (!acme_scm_json_get_array (object, name, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (holds (element, G_TYPE_STRING))
        g_strv_builder_add (builder, json_node_get_string (element));
      else
        is_pure = FALSE;
    }
  *out_value = g_strv_builder_end (builder);
  return is_pure || refuse_type (name, error);
}

/**
 * acme_scm_json_get_object:
 * @object: a JSON object
 * @name: the name of a member
 * @out_value: (out) (transfer none) (nullable): the object, valid as long as @object
 * @error: return location
 *
 * Returns: %FALSE if the member is something else than an object
 */
gboolean
acme_scm_json_get_object (JsonObject  *object,
                          const char  *name,
                          JsonObject **out_value,
                          GError     **error)
{
  JsonNode *node = get_member (object, name);

  *out_value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_type (name, error);
  *out_value = json_node_get_object (node);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the file of saved connections. One that cannot be read does not cost the others, and what cannot be used, but
 * can be mended by a person, stays. */

#include "config.h"

#include "acme-connection-file-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-json.h"
#include "acme-scm-parse.h"

#define MAX_SIZE (4 * 1024 * 1024) /* bytes */

static gboolean
refuse_type (const char  *name,
             GError     **error)
{
  /* Translators: %s is a word in a file */
  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("“%s” is not what it should be."), name);
  return FALSE;
}

static gboolean
get_string (JsonObject  *object,
            const char  *name,
            const char **out_value,
            GError     **error)
{
  return acme_scm_json_get_string (object, name, out_value, NULL) || refuse_type (name, error);
}

static gboolean
get_number (JsonObject  *object,
            const char  *name,
            gint64      *out_value,
            GError     **error)
{
  return acme_scm_json_get_number (object, name, out_value, NULL) || refuse_type (name, error);
}

static gboolean
get_flag (JsonObject  *object,
          const char  *name,
          gboolean    *out_value,
          GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *out_value = FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      *out_value = json_node_get_boolean (node);
      return TRUE;
    }
  return refuse_type (name, error);
}

static gboolean
read_field (AcmeSavedConnection  *connection,
            guint                 index,
            JsonObject           *object,
            GError              **error)
{
  const AcmeField *field = &acme_saved_connection_fields.fields[index];
  const char *text;
  gint64 number;
  gboolean flag;

  switch ((guint) field->kind)
    {
    case ACME_FIELD_NUMBER:
      if (!get_number (object, field->id, &number, error))
        return FALSE;
      if (number != ACME_NUMBER_NONE)
        acme_item_set_number (ACME_ITEM (connection), index, number);
      return TRUE;

    case ACME_FIELD_VARIANT:
      if (!get_flag (object, field->id, &flag, error))
        return FALSE;
      acme_saved_connection_set_flag (connection, index, flag);
      return TRUE;

    default:
      if (!get_string (object, field->id, &text, error))
        return FALSE;
      acme_saved_connection_set (connection, index, text);
      return TRUE;
    }
}

static AcmeSavedConnection *
read_connection (JsonNode  *node,
                 GError   **error)
{
  g_autoptr(AcmeSavedConnection) connection = NULL;
  g_autoptr(GError) problem = NULL;
  JsonObject *object;
  const char *id;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("A connection is no object."));
      return NULL;
    }
  object = json_node_get_object (node);
  if (!get_string (object, "id", &id, error))
    return NULL;
  if (id == NULL || id[0] == '\0' || strlen (id) > ACME_SAVED_CONNECTION_MAX_LENGTH)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("A connection has no id."));
      return NULL;
    }

  connection = acme_saved_connection_new_with_id (id);
  for (guint i = 0; i < ACME_SAVED_CONNECTION_N_FIELDS; i++)
    {
      if (i != ACME_SAVED_CONNECTION_ID && i != ACME_SAVED_CONNECTION_DEFAULT &&
          !read_field (connection, i, object, error))
        return NULL;
    }
  if (acme_saved_connection_get_name (connection) == NULL)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("A connection has no name."));
      return NULL;
    }
  /* what cannot be used can be mended by a person, so it stays */
  if (!acme_saved_connection_check (connection, &problem))
    acme_item_set_problem (ACME_ITEM (connection), problem->message);
  return g_steal_pointer (&connection);
}

static gboolean
has_id (AcmeConnectionFile *self,
        const char         *id)
{
  for (guint i = 0; i < self->connections->len; i++)
    {
      if (g_str_equal (acme_saved_connection_get_id (self->connections->pdata[i]), id))
        return TRUE;
    }
  return FALSE;
}

static void
read_connections (AcmeConnectionFile *self,
                  JsonArray          *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeSavedConnection) connection = read_connection (json_array_get_element (array, i), &error);

      if (connection != NULL && has_id (self, acme_saved_connection_get_id (connection)))
        {
          g_clear_object (&connection);
          g_set_error_literal (&error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("Two connections have the same id."));
        }
      if (connection != NULL)
        g_ptr_array_add (self->connections, g_steal_pointer (&connection));
      else if (self->damage == NULL)
        self->damage = g_strdup (error->message);
    }
}

static gboolean
read_root (AcmeConnectionFile  *self,
           JsonNode            *root,
           GError             **error)
{
  JsonObject *object;
  JsonArray *array;
  const char *default_id;
  gint64 version;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("It holds no object."));
      return FALSE;
    }
  object = json_node_get_object (root);
  if (!get_number (object, "version", &version, error))
    return FALSE;
  if (version == ACME_NUMBER_NONE || version < 1)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("It does not say its version."));
      return FALSE;
    }
  if (version > ACME_CONNECTION_FILE_VERSION)
    {
      self->is_newer = TRUE;
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("A later version of this program wrote it."));
      return FALSE;
    }
  if (!get_string (object, "default", &default_id, error))
    return FALSE;
  if (!acme_scm_json_get_array (object, "connections", &array, NULL))
    return refuse_type ("connections", error);

  self->default_id = g_strdup (default_id);
  read_connections (self, array);
  return TRUE;
}

static void
read_text (AcmeConnectionFile *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = acme_scm_parse (self->text, &error);

  if (root == NULL)
    self->damage = g_strdup (_("It is not valid JSON."));
  else if (!read_root (self, root, &error))
    self->damage = g_strdup (error->message);
  acme_connection_file_sort (self);
}

static GError *
refuse_file (GFile      *file,
             const char *reason)
{
  g_autofree char *name = g_file_get_parse_name (file);

  /* Translators: the first %s is the name of a file, the second a reason from another library */
  return g_error_new (ACME_ERROR, ACME_ERROR_FAILED, _("The saved connections in “%s” could not be read: %s"), name,
                      reason);
}

static GBytes *
read_bytes (GFile         *file,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *buffer = NULL;
  gsize n;

  if (stream == NULL)
    return NULL;
  buffer = g_malloc (MAX_SIZE + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, MAX_SIZE + 1, &n, cancellable, error))
    return NULL;
  return g_bytes_new (buffer, n); /* one byte too many is seen by who reads it */
}

/**
 * acme_connection_file_read:
 * @file: where connections are saved
 * @cancellable: (nullable): a cancellable
 * @error: return location for an %ACME_ERROR_FAILED, or %G_IO_ERROR_CANCELLED
 *
 * That there is no such file is no error, and that it is damaged neither: then the result says so.
 *
 * Returns: (transfer full) (nullable): what it holds
 */
AcmeConnectionFile *
acme_connection_file_read (GFile         *file,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(AcmeConnectionFile) self = acme_connection_file_new ();
  g_autoptr(GError) cause = NULL;

  self->text = read_bytes (file, cancellable, &cause);
  if (self->text != NULL && g_bytes_get_size (self->text) > MAX_SIZE)
    self->damage = g_strdup (_("It is too large."));
  else if (self->text != NULL)
    read_text (self);
  else if (acme_error_is_cancelled (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  else if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, refuse_file (file, cause->message));
      return NULL;
    }
  return g_steal_pointer (&self);
}

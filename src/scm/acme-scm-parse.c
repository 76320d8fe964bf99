/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of an answer to JSON. A page of a list is read at once; what would hold up the window is read in a
 * thread, which hands over an immutable tree. */

#include "config.h"

#include "acme-scm-parse.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-scan.h"

#define THREAD_THRESHOLD (256 * 1024)

static guint count_members (JsonNode *node);

static void
count_member_cb (JsonObject *object,
                 const char *name,
                 JsonNode   *member,
                 gpointer    user_data)
{
  *(guint *) user_data += 1 + count_members (member);
}

static guint
count_members (JsonNode *node)
{
  guint n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), count_member_cb, &n);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += count_members (json_array_get_element (array, i));
    }
  return n;
}

/**
 * acme_scm_parse:
 * @bytes: an answer; a byte order mark at its beginning is passed over
 * @error: return location
 *
 * Returns: (transfer full): the value, immutable; or %NULL with %ACME_ERROR_BAD_REPLY
 */
JsonNode *
acme_scm_parse (GBytes  *bytes,
                GError **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) parse_error = NULL;
  guint n_members;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (length == 0)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("The answer is empty."));
      return NULL;
    }
  if (!acme_scm_scan (text, length, &n_members, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &parse_error) || json_parser_get_root (parser) == NULL)
    {
      g_debug ("JSON that passed the scan was refused: %s", parse_error != NULL ? parse_error->message : "no value");
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("The answer is not valid JSON."));
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (count_members (root) != n_members) /* of several with one name json-glib takes the last, others the first */
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                           _("An object in the answer has two values of one name."));
      return NULL;
    }
  return g_steal_pointer (&root);
}

static void
parse_in_task (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  JsonNode *node = acme_scm_parse (task_data, &error);

  if (node != NULL)
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

/**
 * acme_scm_parse_async:
 * @bytes: an answer
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is parsed
 * @user_data: for @callback
 *
 * Like acme_scm_parse(), in a thread if @bytes are many.
 */
void
acme_scm_parse_async (GBytes              *bytes,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, acme_scm_parse_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  if (g_bytes_get_size (bytes) > THREAD_THRESHOLD)
    g_task_run_in_thread (task, parse_in_task);
  else
    parse_in_task (task, NULL, bytes, cancellable);
}

/**
 * acme_scm_parse_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): as acme_scm_parse()
 */
JsonNode *
acme_scm_parse_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_parse_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

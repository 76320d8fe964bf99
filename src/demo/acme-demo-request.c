/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what a request asks for. A getter that finds something it must not accept answers the request with the
 * error that SCM would send and returns %FALSE; its caller just returns then. */

#include "config.h"

#include "acme-demo-request.h"

#include <string.h>

#define MAX_DEPTH 32

static char *
decode_component (const char *text,
                  gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autofree char *decoded = NULL;

  g_strdelimit (copy, "+", ' ');
  decoded = g_uri_unescape_string (copy, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;

  return g_steal_pointer (&decoded);
}

/**
 * acme_demo_form_parse:
 * @text: (array length=length): a query or a form, `a=b&c=d`
 * @length: its length
 *
 * Returns: (transfer full) (nullable): names and values in turn, decoded; %NULL if it cannot be decoded
 */
GPtrArray *
acme_demo_form_parse (const char *text,
                      gsize       length)
{
  g_autoptr(GPtrArray) form = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *copy = g_strndup (text, length);
  g_auto(GStrv) pairs = g_strsplit (copy, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      char *name, *value;

      if (*pairs[i] == '\0')
        continue;

      name = decode_component (pairs[i], equals == NULL ? strlen (pairs[i]) : (gsize) (equals - pairs[i]));
      value = equals == NULL ? g_strdup ("") : decode_component (equals + 1, strlen (equals + 1));
      g_ptr_array_add (form, name);
      g_ptr_array_add (form, value);
      if (name == NULL || value == NULL)
        return NULL;
    }

  return g_steal_pointer (&form);
}

/**
 * acme_demo_form_get:
 * @form: what acme_demo_form_parse() returned
 * @name: a name
 *
 * Returns: (nullable) (transfer none): its first value
 */
const char *
acme_demo_form_get (GPtrArray  *form,
                    const char *name)
{
  for (guint i = 0; i + 1 < form->len; i += 2)
    if (strcmp (form->pdata[i], name) == 0)
      return form->pdata[i + 1];

  return NULL;
}

/**
 * acme_demo_request_query:
 * @request: a request
 * @name: the name of a parameter
 *
 * Returns: (nullable) (transfer none): its first value; %NULL if it is absent or empty
 */
const char *
acme_demo_request_query (AcmeDemoRequest *request,
                         const char      *name)
{
  const char *value = acme_demo_form_get (request->query, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
fail_parameter (AcmeDemoRequest *request,
                const char      *name)
{
  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Parameter '%s' has an invalid value.", name);
  return FALSE;
}

gboolean
acme_demo_request_query_text (AcmeDemoRequest *request,
                              const char      *name,
                              glong            max,
                              const char     **out)
{
  *out = acme_demo_request_query (request, name);
  return *out == NULL || g_utf8_strlen (*out, -1) <= max || fail_parameter (request, name);
}

gboolean
acme_demo_parse_int (const char *text,
                     int         min,
                     int         max,
                     int        *out)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, min, max, &value, NULL))
    return FALSE;

  *out = (int) value;
  return TRUE;
}

gboolean
acme_demo_request_query_int (AcmeDemoRequest *request,
                             const char      *name,
                             int              min,
                             int              max,
                             int              fallback,
                             int             *out)
{
  const char *value = acme_demo_request_query (request, name);

  *out = fallback;
  return value == NULL || acme_demo_parse_int (value, min, max, out) || fail_parameter (request, name);
}

gboolean
acme_demo_request_query_choice (AcmeDemoRequest   *request,
                                const char        *name,
                                const char *const *choices,
                                const char       **out)
{
  *out = acme_demo_request_query (request, name);
  return *out == NULL || g_strv_contains (choices, *out) || fail_parameter (request, name);
}

/**
 * acme_demo_request_query_organization:
 * @request: a request
 * @name: the name of a parameter
 * @may_exclude: whether `,-2` behind the id is understood
 * @out_id: (out): the organization's id, or 0 if the parameter is absent
 * @out_alone: (out): whether its departments are left out
 *
 * Returns: whether the parameter is absent or good
 */
gboolean
acme_demo_request_query_organization (AcmeDemoRequest *request,
                                      const char      *name,
                                      gboolean         may_exclude,
                                      int             *out_id,
                                      gboolean        *out_alone)
{
  const char *value = acme_demo_request_query (request, name);
  g_autofree char *id = NULL;

  *out_id = 0;
  *out_alone = FALSE;
  if (value == NULL)
    return TRUE;

  *out_alone = may_exclude && g_str_has_suffix (value, ",-2");
  id = g_strndup (value, strlen (value) - (*out_alone ? strlen (",-2") : 0));
  return acme_demo_parse_int (id, G_MININT32, G_MAXINT32, out_id) || fail_parameter (request, name);
}

/* The parser recurses, so that deep nesting must be refused before it. */
static gboolean
is_too_deep (const char *text,
             gsize       length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '['))
        depth++;
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;

      if (depth > MAX_DEPTH)
        return TRUE;
    }

  return FALSE;
}

static gboolean
parse_body (AcmeDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (type != NULL && g_ascii_strcasecmp (type, "application/json") != 0)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Content type '%s' is not supported.", type);
      return FALSE;
    }
  if (length == 0 || !g_utf8_validate_len (text, length, NULL) || is_too_deep (text, length) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL) || json_parser_get_root (parser) == NULL)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "The request body is not readable.");
      return FALSE;
    }

  request->body = json_node_ref (json_parser_get_root (parser));
  return TRUE;
}

/**
 * acme_demo_request_body:
 * @request: a request
 *
 * Returns: (nullable) (transfer none): the object that was sent; %NULL after answering that there is none
 */
JsonObject *
acme_demo_request_body (AcmeDemoRequest *request)
{
  if (!parse_body (request))
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (request->body))
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "The request body is not an object.");
      return NULL;
    }

  return json_node_get_object (request->body);
}

/**
 * acme_demo_request_body_array:
 * @request: a request
 *
 * Returns: (nullable) (transfer none): the array that was sent; %NULL after answering that there is none
 */
JsonArray *
acme_demo_request_body_array (AcmeDemoRequest *request)
{
  if (!parse_body (request))
    return NULL;

  if (!JSON_NODE_HOLDS_ARRAY (request->body))
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "The request body is not an array.");
      return NULL;
    }

  return json_node_get_array (request->body);
}

static JsonNode *
find_member (AcmeDemoRequest *request,
             JsonObject      *object,
             const char      *name,
             gboolean         required)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;

  if (required)
    acme_demo_request_fail (request, 400, ACME_DEMO_CODE_MISSING, "%s is required but missing.", name);
  return NULL;
}

/**
 * acme_demo_request_body_text:
 * @request: a request
 * @object: a part of its body
 * @name: the name of a member
 * @max: how many characters are allowed; at least 1 is needed
 * @required: whether it must be there
 * @out: (out): its value; %NULL if it is absent or null
 *
 * Returns: whether it is good
 */
gboolean
acme_demo_request_body_text (AcmeDemoRequest *request,
                             JsonObject      *object,
                             const char      *name,
                             glong            max,
                             gboolean         required,
                             const char     **out)
{
  JsonNode *node = find_member (request, object, name, required);
  glong length;

  *out = NULL;
  if (node == NULL)
    return !required;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      length = g_utf8_strlen (json_node_get_string (node), -1);
      if (length >= 1 && length <= max)
        {
          *out = json_node_get_string (node);
          return TRUE;
        }
    }

  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field '%s' has an invalid value.", name);
  return FALSE;
}

/**
 * acme_demo_request_body_int:
 * @request: a request
 * @object: a part of its body
 * @name: the name of a member
 * @required: whether it must be there
 * @out: (out): its value, at least 1; 0 if it is absent or null
 *
 * Returns: whether it is good
 */
gboolean
acme_demo_request_body_int (AcmeDemoRequest *request,
                            JsonObject      *object,
                            const char      *name,
                            gboolean         required,
                            int             *out)
{
  JsonNode *node = find_member (request, object, name, required);

  *out = 0;
  if (node == NULL)
    return !required;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
      json_node_get_int (node) >= 1 && json_node_get_int (node) <= G_MAXINT32)
    {
      *out = (int) json_node_get_int (node);
      return TRUE;
    }

  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field '%s' has an invalid value.", name);
  return FALSE;
}

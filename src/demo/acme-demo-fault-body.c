/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that are HTTP as it should be, but not what SCM's interface promises. */

#include "config.h"

#include "acme-demo-fault-body.h"

#include <string.h>

#define NESTED_BRACKETS 200000

static const char sign_in_page[] =
  "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1>\n"
  "<form method=\"post\" action=\"/login\"><input name=\"user\"><input name=\"password\" type=\"password\"></form>\n"
  "</body></html>\n";

static void
set_answer (AcmeDemoRequest *request,
            guint            status,
            const char      *content_type,
            const char      *text)
{
  acme_demo_request_empty (request, status);
  request->content_type = content_type;
  g_string_append (request->answer, text);
}

static void
say_retry_after (AcmeDemoRequest *request)
{
  g_autofree char *seconds = g_strdup_printf ("%d", request->plan.retry_after);

  if (request->plan.retry_after >= 0)
    acme_demo_request_header (request, "Retry-After", seconds);
}

static void
set_status (AcmeDemoRequest *request)
{
  guint status = request->plan.status != 0 ? request->plan.status : 500;
  const char *phrase = soup_status_get_phrase (status);

  if (status == 204)
    acme_demo_request_empty (request, status);
  else
    acme_demo_request_fail (request, status, -2, "%s, as a fault of the demonstration.", phrase);
  if (status == 401)
    acme_demo_request_header (request, "WWW-Authenticate", request->core->token_url);
  say_retry_after (request);
}

static void
set_deep (AcmeDemoRequest *request)
{
  g_autofree char *open = g_strnfill (NESTED_BRACKETS, '[');
  g_autofree char *close = g_strnfill (NESTED_BRACKETS, ']');

  set_answer (request, 200, "application/json", open);
  g_string_append (request->answer, close);
}

/**
 * acme_demo_fault_replace:
 * @request: a request
 *
 * Answers it if its fault needs no right answer.
 *
 * Returns: whether it did
 */
gboolean
acme_demo_fault_replace (AcmeDemoRequest *request)
{
  const AcmeDemoFaultPlan *plan = &request->plan;

  switch ((int) plan->kind)
    {
    case ACME_DEMO_FAULT_STALL_BEFORE_HEADERS:
    case ACME_DEMO_FAULT_RESET:
    case ACME_DEMO_FAULT_HUGE:
    case ACME_DEMO_FAULT_GZIP_BOMB:
      set_answer (request, 200, "application/json", "");
      return TRUE;
    case ACME_DEMO_FAULT_STATUS:
      set_status (request);
      return TRUE;
    case ACME_DEMO_FAULT_HTML:
      set_answer (request, 200, "text/html;charset=UTF-8", sign_in_page);
      return TRUE;
    case ACME_DEMO_FAULT_HTML_STATUS:
      set_answer (request, plan->status != 0 ? plan->status : 502, "text/html",
                  "<html><body><h1>The gateway had a bad day</h1></body></html>\n");
      say_retry_after (request);
      return TRUE;
    case ACME_DEMO_FAULT_NOT_JSON:
      set_answer (request, 200, "application/json", "This is {not JSON: at all");
      return TRUE;
    case ACME_DEMO_FAULT_EMPTY:
      set_answer (request, 200, "application/json", "");
      return TRUE;
    case ACME_DEMO_FAULT_DEEP:
      set_deep (request);
      return TRUE;
    case ACME_DEMO_FAULT_REDIRECT:
      acme_demo_request_empty (request, plan->status != 0 ? plan->status : 302);
      if (plan->location != NULL)
        acme_demo_request_header (request, "Location", plan->location);
      return TRUE;
    case ACME_DEMO_FAULT_EXPIRE_TOKEN:
      acme_demo_auth_expire (request->core->auth, request);
      return TRUE;
    default:
      return FALSE;
    }
}

static void rewrite (AcmeDemoJson *json, AcmeDemoFaultKind kind, const char *name, JsonNode *node, guint depth);

static void
rewrite_object (AcmeDemoJson      *json,
                AcmeDemoFaultKind  kind,
                JsonObject        *object,
                guint              depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      rewrite (json, kind, name, node, depth);
      if (kind != ACME_DEMO_FAULT_DUPLICATE_KEYS)
        continue;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        acme_demo_json_string (json, name, "said again, differently");
      else
        acme_demo_json_int (json, name, 4242);
    }
}

/* What has a member's place when its type is to be wrong; a number in a string would be none, clients accept
 * that. */
static void
write_wrong_type (AcmeDemoJson *json,
                  const char   *name,
                  JsonNode     *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    {
      acme_demo_json_string (json, name, "neither object nor array");
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      acme_demo_json_open (json, name, '{');
      acme_demo_json_int (json, "wrong", 17);
      acme_demo_json_close (json, '}');
    }
  else
    {
      acme_demo_json_open (json, name, '[');
      acme_demo_json_close (json, ']');
    }
}

static void
write_scalar (AcmeDemoJson *json,
              const char   *name,
              JsonNode     *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    acme_demo_json_null (json, name);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    acme_demo_json_string (json, name, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    acme_demo_json_bool (json, name, json_node_get_boolean (node));
  else
    acme_demo_json_int (json, name, json_node_get_int (node));
}

/* Depth 0 is the whole answer; the containers that every client looks into first stay what they are. */
static void
rewrite (AcmeDemoJson      *json,
         AcmeDemoFaultKind  kind,
         const char        *name,
         JsonNode          *node,
         guint              depth)
{
  gboolean is_container = JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node);
  gboolean is_kept = depth == 0 || (is_container && name == NULL) || g_strcmp0 (name, "reports") == 0;

  if (kind == ACME_DEMO_FAULT_NULLS && (!is_container || !is_kept))
    {
      acme_demo_json_null (json, name);
    }
  else if (kind == ACME_DEMO_FAULT_WRONG_TYPES && !is_kept)
    {
      write_wrong_type (json, name, node);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      acme_demo_json_open (json, name, '{');
      rewrite_object (json, kind, json_node_get_object (node), depth + 1);
      acme_demo_json_close (json, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      acme_demo_json_open (json, name, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        rewrite (json, kind, NULL, json_array_get_element (array, i), depth + 1);
      acme_demo_json_close (json, ']');
    }
  else
    {
      write_scalar (json, name, node);
    }
}

/* Gives the second element of a list what identifies the first. */
static void
duplicate_id (JsonNode *root)
{
  static const char *const keys[] = { "id", "sslId", "accountId", "name" };
  JsonObject *first, *second;

  if (!JSON_NODE_HOLDS_ARRAY (root) || json_array_get_length (json_node_get_array (root)) < 2)
    return;

  first = json_array_get_object_element (json_node_get_array (root), 0);
  second = json_array_get_object_element (json_node_get_array (root), 1);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (json_object_has_member (first, keys[i]))
      {
        json_object_set_member (second, keys[i], json_node_copy (json_object_get_member (first, keys[i])));
        return;
      }
}

static void
spoil_json (AcmeDemoRequest *request)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  GString *text = g_string_new (NULL);
  AcmeDemoJson json = ACME_DEMO_JSON_INIT (text);

  if (json_parser_load_from_data (parser, request->answer->str, (gssize) request->answer->len, NULL))
    {
      if (request->plan.kind == ACME_DEMO_FAULT_DUPLICATE_IDS)
        duplicate_id (json_parser_get_root (parser));
      rewrite (&json, request->plan.kind, NULL, json_parser_get_root (parser), 0);
      g_string_assign (request->answer, text->str);
    }
  g_string_free (text, TRUE);
}

static void
spoil_utf8 (AcmeDemoRequest *request)
{
  g_auto(GStrv) parts = g_strsplit (request->answer->str, "\":\"", -1);
  g_autofree char *spoilt = g_strjoinv ("\":\"\xff\xfe\xc3", parts);

  g_string_assign (request->answer, spoilt); /* replacing in place would move the rest of it each time */
}

static void
spoil_charset (AcmeDemoRequest *request)
{
  gsize length;
  g_autofree char *latin1 = g_convert_with_fallback (request->answer->str, (gssize) request->answer->len, "ISO-8859-1",
                                                     "UTF-8", "?", NULL, &length, NULL);

  if (latin1 != NULL)
    {
      g_string_truncate (request->answer, 0);
      g_string_append_len (request->answer, latin1, (gssize) length);
    }
  request->content_type = "application/json;charset=ISO-8859-1";
}

/**
 * acme_demo_fault_spoil:
 * @request: a request with its right answer
 *
 * Changes the answer as its fault says.
 */
void
acme_demo_fault_spoil (AcmeDemoRequest *request)
{
  if (request->content_type == NULL)
    return;

  switch ((int) request->plan.kind)
    {
    case ACME_DEMO_FAULT_WRONG_TYPES:
    case ACME_DEMO_FAULT_NULLS:
    case ACME_DEMO_FAULT_DUPLICATE_KEYS:
    case ACME_DEMO_FAULT_DUPLICATE_IDS:
      spoil_json (request);
      break;
    case ACME_DEMO_FAULT_BOM:
      g_string_prepend (request->answer, "\xef\xbb\xbf");
      break;
    case ACME_DEMO_FAULT_INVALID_UTF8:
      spoil_utf8 (request);
      break;
    case ACME_DEMO_FAULT_WRONG_CHARSET:
      spoil_charset (request);
      break;
    default:
      break;
    }
}

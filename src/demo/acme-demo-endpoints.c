/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Enrollment endpoints of every type, those for ACME among them. The list has no URLs, those are in the
 * details. */

#include "config.h"

#include <string.h>

#include "acme-demo-events.h"
#include "acme-demo-organizations.h"
#include "acme-demo-router.h"

static const char *const types[] = {
  "SSL_WEB_FORM", "SMIME_WEB_FORM", "DEVICE_WEB_FORM", "CODE_SIGN_WEB_FORM", "BULK_ENROLLMENT_WEB_FORM",
  "PUBLIC_ACME", "PRIVATE_ACME", "SMIME_SCEP", "DEVICE_SCEP", "SMIME_SCEP_INTUNE", "DEVICE_SCEP_INTUNE",
  "SSL_EST", "SMIME_EST", "DEVICE_EST", "SSL_REST_API", "CLIENT_REST_API", "DEVICE_REST_API",
  "CODE_SIGN_REST_API", NULL,
};

typedef struct
{
  char *name;          /* (nullable): folded */
  char *uri_extension; /* (nullable): folded */
  GPtrArray *types;    /* any of them, or any at all */
} Filter;

static gboolean
match_endpoint (AcmeDemoRequest *request,
                gconstpointer    item,
                gpointer         data)
{
  const AcmeDemoEndpoint *endpoint = item;
  const Filter *filter = data;
  gboolean has_type = filter->types->len == 0;

  for (guint i = 0; i < filter->types->len; i++)
    has_type |= strcmp (endpoint->type, filter->types->pdata[i]) == 0;

  return has_type && acme_demo_store_sees_endpoint (request->core->store, request->scope, endpoint) &&
         acme_demo_contains (endpoint->name, filter->name) &&
         acme_demo_contains (endpoint->uri_extension, filter->uri_extension);
}

static void
write_members (AcmeDemoRequest        *request,
               const AcmeDemoEndpoint *endpoint)
{
  AcmeDemoJson *json = &request->json;

  acme_demo_json_int (json, "id", endpoint->id);
  acme_demo_json_string (json, "name", endpoint->name);
  acme_demo_json_string (json, "type", endpoint->type);
  acme_demo_json_string (json, "delegationMode", endpoint->customized ? "CUSTOMIZED" : "GLOBAL_FOR_CUSTOMER");
}

static void
write_endpoint (AcmeDemoRequest *request,
                gconstpointer    item)
{
  acme_demo_json_open (&request->json, NULL, '{');
  write_members (request, item);
  acme_demo_json_close (&request->json, '}');
}

static void
list_endpoints (AcmeDemoRequest *request)
{
  const char *name = acme_demo_request_query (request, "name");
  const char *uri_extension = acme_demo_request_query (request, "uriExtension");
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();
  Filter filter = { .types = wanted };

  for (guint i = 0; i + 1 < request->query->len; i += 2)
    {
      const char *value = request->query->pdata[i + 1];

      if (strcmp (request->query->pdata[i], "endpointTypes") != 0 &&
          strcmp (request->query->pdata[i], "endpointTypes[]") != 0)
        continue;
      if (!g_strv_contains (types, value))
        {
          acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID,
                                  "Parameter 'endpointTypes' has an invalid value.");
          return;
        }
      g_ptr_array_add (wanted, (gpointer) value);
    }

  filter.name = name != NULL ? g_utf8_casefold (name, -1) : NULL;
  filter.uri_extension = uri_extension != NULL ? g_utf8_casefold (uri_extension, -1) : NULL;
  acme_demo_request_list (request, request->core->store->endpoints, TRUE, match_endpoint, write_endpoint, &filter);
  g_free (filter.name);
  g_free (filter.uri_extension);
}

static AcmeDemoEndpoint *
find_endpoint (AcmeDemoRequest *request)
{
  AcmeDemoEndpoint *endpoint = acme_demo_store_endpoint (request->core->store, request->ids[0]);

  if (endpoint == NULL)
    {
      acme_demo_request_not_found (request, "Enrollment endpoint", request->ids[0]);
      return NULL;
    }
  if (!acme_demo_store_sees_endpoint (request->core->store, request->scope, endpoint))
    {
      acme_demo_request_denied (request);
      return NULL;
    }

  return endpoint;
}

static void
write_form_types (AcmeDemoRequest        *request,
                  const AcmeDemoEndpoint *endpoint)
{
  acme_demo_json_open (&request->json, "webFormAuthTypes", '[');
  if (g_str_has_suffix (endpoint->type, "_WEB_FORM"))
    acme_demo_json_string (&request->json, NULL, "EMAIL_CONFIRMATION");
  acme_demo_json_close (&request->json, ']');
}

static void
get_endpoint (AcmeDemoRequest *request)
{
  AcmeDemoEndpoint *endpoint = find_endpoint (request);
  AcmeDemoJson *json;

  if (endpoint == NULL)
    return;

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '{');
  write_members (request, endpoint);
  acme_demo_json_string (json, "url", endpoint->url);
  acme_demo_json_string (json, "uriExtension", endpoint->uri_extension);
  acme_demo_json_open (json, "organizations", '[');
  for (guint i = 0; endpoint->customized && i < endpoint->organizations->len; i++)
    acme_demo_organizations_write (request, NULL, g_array_index (endpoint->organizations, int, i));
  acme_demo_json_close (json, ']');
  write_form_types (request, endpoint);
  acme_demo_json_close (json, '}');
}

static void
get_config (AcmeDemoRequest *request)
{
  AcmeDemoEndpoint *endpoint = find_endpoint (request);
  AcmeDemoJson *json;

  if (endpoint == NULL)
    return;

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "enrollmentHelp", "Ask the PKI team.");
  acme_demo_json_string (json, "enrollmentLinkName", endpoint->name);
  acme_demo_json_string (json, "enrollmentLinkAddress", endpoint->url);
  acme_demo_json_string (json, "contactName", "PKI Team");
  acme_demo_json_string (json, "contactEmail", "pki@northern.example");
  acme_demo_json_string (json, "contactPhone", "");
  write_form_types (request, endpoint);
  acme_demo_json_close (json, '}');
}

static void
record_delegation (AcmeDemoRequest        *request,
                   const AcmeDemoEndpoint *endpoint,
                   int                     organization_id)
{
  g_autofree char *id = g_strdup_printf ("%d", endpoint->id);
  AcmeDemoOrganization *organization = acme_demo_store_organization (request->core->store, organization_id);

  acme_demo_changes_add (request->core->store, ACME_DEMO_ACTION_ENDPOINT_DELEGATED, request->principal->login,
                         organization_id, id, "Endpoint \"%s\" (%s) delegated to \"%s\"", endpoint->name,
                         endpoint->url, organization != NULL ? organization->name : "everybody");
}

/* Adds to those that have it already. */
static void
delegate_endpoint (AcmeDemoRequest *request)
{
  AcmeDemoEndpoint *endpoint = find_endpoint (request);
  JsonArray *ids = endpoint != NULL ? acme_demo_request_body_array (request) : NULL;

  if (ids == NULL)
    return;

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      gint64 id = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
                      ? json_node_get_int (node)
                      : 0;

      if (id < 1 || id > G_MAXINT32 || acme_demo_store_organization (request->core->store, (int) id) == NULL)
        {
          acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NO_ORGANIZATION, "Organization is not found.");
          return;
        }
    }

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      int id = (int) json_array_get_int_element (ids, i);

      if (!endpoint->customized)
        g_array_set_size (endpoint->organizations, 0);
      endpoint->customized = TRUE;
      if (acme_demo_ids_contain (endpoint->organizations, id))
        continue;

      g_array_append_val (endpoint->organizations, id);
      record_delegation (request, endpoint, id);
    }
  acme_demo_request_empty (request, 204);
}

static void
undelegate_endpoint (AcmeDemoRequest *request)
{
  AcmeDemoEndpoint *endpoint = find_endpoint (request);

  if (endpoint == NULL)
    return;

  endpoint->customized = FALSE;
  g_array_set_size (endpoint->organizations, 0);
  record_delegation (request, endpoint, 0);
  acme_demo_request_empty (request, 204);
}

const AcmeDemoRoute acme_demo_endpoint_routes[] = {
  { "GET", "/api/endpoint/v1", list_endpoints, ACME_DEMO_FOR_ACME },
  { "GET", "/api/endpoint/v1/{}", get_endpoint, ACME_DEMO_FOR_ACME },
  { "GET", "/api/endpoint/v1/{}/config", get_config, ACME_DEMO_FOR_ACME },
  { "PUT", "/api/endpoint/v1/{}/delegations", delegate_endpoint, ACME_DEMO_FOR_MRAO },
  { "DELETE", "/api/endpoint/v1/{}/delegations", undelegate_endpoint, ACME_DEMO_FOR_MRAO },
  { NULL },
};

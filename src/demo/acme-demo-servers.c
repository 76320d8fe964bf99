/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The servers of Sectigo Public ACME. The list tells no total; a server is known by its name and its URL. */

#include "config.h"

#include <string.h>

#include "acme-demo-router.h"

typedef struct
{
  char *name;             /* folded */
  char *url;              /* folded */
  const char *validation;
  int ca_id;
} Filter;

static gboolean
match_server (AcmeDemoRequest *request,
              gconstpointer    item,
              gpointer         data)
{
  const AcmeDemoEndpoint *endpoint = item;
  const Filter *filter = data;

  return endpoint->server_name != NULL &&
         acme_demo_store_sees_endpoint (request->core->store, request->scope, endpoint) &&
         acme_demo_contains (endpoint->server_name, filter->name) &&
         acme_demo_contains (endpoint->url, filter->url) &&
         (filter->validation == NULL || strcmp (endpoint->validation, filter->validation) == 0) &&
         (filter->ca_id == 0 || endpoint->ca_id == filter->ca_id);
}

static void
write_server (AcmeDemoRequest *request,
              gconstpointer    item)
{
  const AcmeDemoEndpoint *endpoint = item;
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "url", endpoint->url);
  acme_demo_json_int (json, "caId", endpoint->ca_id);
  acme_demo_json_string (json, "name", endpoint->server_name);
  acme_demo_json_int (json, "singleProductId", 3 * endpoint->id);
  acme_demo_json_int (json, "multiProductId", 3 * endpoint->id + 1);
  acme_demo_json_int (json, "wcProductId", 3 * endpoint->id + 2);
  acme_demo_json_string (json, "certValidationType", endpoint->validation);
  acme_demo_json_close (json, '}');
}

static void
list_servers (AcmeDemoRequest *request)
{
  static const char *const validations[] = { "DV", "OV", "EV", NULL };
  const char *name = acme_demo_request_query (request, "name");
  const char *url = acme_demo_request_query (request, "url");
  Filter filter = { 0 };

  if (!acme_demo_request_query_choice (request, "certValidationType", validations, &filter.validation) ||
      !acme_demo_request_query_int (request, "caId", G_MININT32, G_MAXINT32, 0, &filter.ca_id))
    return;

  filter.name = name != NULL ? g_utf8_casefold (name, -1) : NULL;
  filter.url = url != NULL ? g_utf8_casefold (url, -1) : NULL;
  acme_demo_request_list (request, request->core->store->endpoints, FALSE, match_server, write_server, &filter);
  g_free (filter.name);
  g_free (filter.url);
}

/* Outdated already, but still there: says for which domains an organization's details would do. */
static void
validate_ev_details (AcmeDemoRequest *request)
{
  static const char *const required[] = { "orgName", "orgCountry", "businessCategory" };
  JsonObject *body = acme_demo_request_body (request);
  const char *value;
  AcmeDemoJson *json;

  if (body == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!acme_demo_request_body_text (request, body, required[i], 256, TRUE, &value))
      return;

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_open (json, "domains", '[');
  acme_demo_json_string (json, NULL, "northern.example");
  acme_demo_json_close (json, ']');
  acme_demo_json_close (json, '}');
}

const AcmeDemoRoute acme_demo_server_routes[] = {
  { "GET", "/api/acme/v1/server", list_servers, ACME_DEMO_FOR_ACME },
  { "POST", "/api/acme/v1/evdetails/validation", validate_ev_details, ACME_DEMO_FOR_ACME },
  { NULL },
};

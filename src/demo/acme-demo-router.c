/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the operation that a request means, and lets it answer if the caller may ask for it. */

#include "config.h"

#include "acme-demo-router.h"

#include <string.h>

static const AcmeDemoRoute *const tables[] = {
  acme_demo_server_routes,
  acme_demo_account_routes,
  acme_demo_universal_routes,
  acme_demo_name_routes,
  acme_demo_client_routes,
  acme_demo_endpoint_routes,
  acme_demo_endpoint_account_routes,
  acme_demo_organization_routes,
  acme_demo_domain_routes,
  acme_demo_profile_routes,
  acme_demo_certificate_routes,
  acme_demo_report_routes,
  acme_demo_audit_routes,
};

/* What was found on the way to the right route */
typedef struct
{
  const AcmeDemoRoute *route;
  GString *allowed; /* methods that the path has */
  gboolean bad_id;
} Search;

static gboolean
path_fits (AcmeDemoRequest *request,
           const char      *pattern,
           gboolean        *out_bad_id)
{
  g_auto(GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto(GStrv) given = g_strsplit (request->path, "/", -1);
  guint n_ids = 0;

  *out_bad_id = FALSE;
  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *segment = g_uri_unescape_string (given[i], NULL);

      if (segment == NULL)
        return FALSE;
      if (strcmp (wanted[i], "{}") == 0 && *segment != '\0')
        *out_bad_id |= !acme_demo_parse_int (segment, 1, G_MAXINT32, &request->ids[n_ids++]);
      else if (strcmp (wanted[i], "{text}") == 0 && *segment != '\0' && g_utf8_validate (segment, -1, NULL))
        {
          g_free (request->text);
          request->text = g_steal_pointer (&segment);
        }
      else if (strcmp (wanted[i], segment) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
find_route (AcmeDemoRequest *request,
            Search          *search)
{
  const char *method = strcmp (request->method, "HEAD") == 0 ? "GET" : request->method;

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const AcmeDemoRoute *route = tables[t]; route->method != NULL; route++)
      {
        gboolean bad_id;

        if (!path_fits (request, route->path, &bad_id))
          continue;

        if (strstr (search->allowed->str, route->method) == NULL)
          g_string_append_printf (search->allowed, "%s%s", search->allowed->len > 0 ? ", " : "", route->method);
        if (strcmp (route->method, method) == 0)
          {
            search->route = route;
            search->bad_id = bad_id;
            return;
          }
      }
}

/* Which permission a caller lacks for a route, if any */
static gboolean
may_use (AcmeDemoRequest     *request,
         const AcmeDemoRoute *route)
{
  switch (route->audience)
    {
    case ACME_DEMO_FOR_ALL:
      return TRUE;
    case ACME_DEMO_FOR_MRAO:
      return request->scope == ACME_DEMO_SCOPE_ALL;
    case ACME_DEMO_FOR_ACME:
    default:
      return request->scope != ACME_DEMO_SCOPE_NOTHING;
    }
}

static void
dispatch_to (AcmeDemoRequest *request,
             Search          *search)
{
  if (search->route != NULL && search->bad_id)
    acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "The id in the path is not a positive number.");
  else if (search->route != NULL && !may_use (request, search->route))
    acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NOT_AUTHORIZED,
                            "You are not authorized to execute this operation.");
  else if (search->route != NULL)
    search->route->handle (request);
  else if (search->allowed->len > 0)
    {
      acme_demo_request_fail (request, 405, 0, "Request method '%s' is not supported.", request->method);
      acme_demo_request_header (request, "Allow", search->allowed->str);
    }
  else
    acme_demo_request_fail (request, 404, 0, "Resource is not found.");
}

/**
 * acme_demo_router_dispatch:
 * @request: a request
 *
 * Answers it.
 */
void
acme_demo_router_dispatch (AcmeDemoRequest *request)
{
  Search search = { 0 };

  if (strcmp (request->path, ACME_DEMO_TOKEN_PATH) == 0 && !request->is_private)
    {
      if (strcmp (request->method, "POST") == 0)
        acme_demo_auth_answer_token (request->core->auth, request);
      else
        acme_demo_request_empty (request, 405);
      return;
    }

  if (!g_str_has_prefix (request->path, "/api/") &&
      (request->is_private || !g_str_has_prefix (request->path, "/audit/api/")))
    {
      acme_demo_request_fail (request, 404, 0, "Resource is not found.");
      return;
    }

  if (!acme_demo_auth_check (request->core->auth, request))
    return;
  if (request->query == NULL)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "The query is not readable.");
      return;
    }

  search.allowed = g_string_new (NULL);
  find_route (request, &search);
  dispatch_to (request, &search);
  g_string_free (search.allowed, TRUE);
}

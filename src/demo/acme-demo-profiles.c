/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificate profiles: as certificate types, as the newer resource with pages of its own style, and the CAs
 * behind them. */

#include "config.h"

#include "acme-demo-profiles.h"

#include <string.h>

#include "acme-demo-router.h"

#define DEFAULT_PAGE_SIZE 20
#define MAX_PAGE_SIZE 200

static void
write_sizes (AcmeDemoJson *json,
             const char   *name,
             const char   *sizes)
{
  g_auto(GStrv) parts = NULL;

  if (sizes == NULL)
    return;

  parts = g_strsplit (sizes, " ", -1);
  acme_demo_json_open (json, name, '[');
  for (guint i = 0; parts[i] != NULL; i++)
    acme_demo_json_string (json, NULL, parts[i]);
  acme_demo_json_close (json, ']');
}

/**
 * acme_demo_profiles_write:
 * @request: a request
 * @name: (nullable): the member's name
 * @profile: a profile
 *
 * Writes a profile as a certificate type.
 */
void
acme_demo_profiles_write (AcmeDemoRequest       *request,
                          const char            *name,
                          const AcmeDemoProfile *profile)
{
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, name, '{');
  acme_demo_json_int (json, "id", profile->id);
  acme_demo_json_string (json, "name", profile->name);
  acme_demo_json_string (json, "description", profile->description);
  acme_demo_json_open (json, "terms", '[');
  for (guint i = 0; profile->terms[i] != 0; i++)
    acme_demo_json_int (json, NULL, profile->terms[i]);
  acme_demo_json_close (json, ']');
  acme_demo_json_open (json, "keyTypes", '{');
  write_sizes (json, "RSA", profile->rsa);
  write_sizes (json, "EC", profile->ec);
  acme_demo_json_close (json, '}');
  acme_demo_json_bool (json, "useSecondaryOrgName", FALSE);
  acme_demo_json_close (json, '}');
}

static gboolean
is_for (const AcmeDemoProfile *profile,
        int                    organization_id)
{
  if (profile->organizations == NULL || organization_id == ACME_DEMO_SCOPE_ALL)
    return TRUE;

  for (guint i = 0; profile->organizations[i] != 0; i++)
    if (profile->organizations[i] == organization_id)
      return TRUE;

  return FALSE;
}

static void
list_types (AcmeDemoRequest *request)
{
  GPtrArray *profiles = request->core->store->profiles;
  AcmeDemoJson *json;
  int organization;

  if (!acme_demo_request_query_int (request, "organizationId", 1, G_MAXINT32, 0, &organization))
    return;

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '[');
  for (guint i = 0; i < profiles->len; i++)
    if (is_for (profiles->pdata[i], request->scope) && is_for (profiles->pdata[i], organization))
      acme_demo_profiles_write (request, NULL, profiles->pdata[i]);
  acme_demo_json_close (json, ']');
}

static void
write_profile (AcmeDemoRequest       *request,
               const AcmeDemoProfile *profile)
{
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_int (json, "id", profile->id);
  acme_demo_json_string (json, "name", profile->name);
  acme_demo_json_string (json, "description", profile->description);
  acme_demo_json_string (json, "certType", "SSL");
  acme_demo_json_string (json, "backendType", profile->backend);
  acme_demo_json_string (json, "delegationMode", profile->organizations != NULL ? "CUSTOMIZED" : "GLOBAL_FOR_CUSTOMER");
  acme_demo_json_open (json, "attributes", '{');
  acme_demo_json_close (json, '}');
  acme_demo_json_close (json, '}');
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const AcmeDemoProfile *first = *(const AcmeDemoProfile *const *) a;
  const AcmeDemoProfile *second = *(const AcmeDemoProfile *const *) b;

  return strcmp (first->name, second->name);
}

/* Pages are counted here, not entries. How filters are written is not published, so there are none. */
static void
list_profiles (AcmeDemoRequest *request)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new ();
  g_autofree char *total = NULL;
  const char *sort = acme_demo_request_query (request, "sort");
  AcmeDemoJson *json;
  int page, size;

  if (!acme_demo_request_query_int (request, "page", 0, G_MAXINT32, 0, &page) ||
      !acme_demo_request_query_int (request, "size", 1, MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE, &size))
    return;

  for (guint i = 0; i < request->core->store->profiles->len; i++)
    if (is_for (request->core->store->profiles->pdata[i], request->scope))
      g_ptr_array_add (profiles, request->core->store->profiles->pdata[i]);
  if (sort != NULL && g_str_has_prefix (sort, "name"))
    g_ptr_array_sort (profiles, compare_names);

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '[');
  for (guint i = 0; i < profiles->len; i++)
    {
      gboolean descends = sort != NULL && g_str_has_suffix (sort, ",desc");

      if (i / (guint) size == (guint) page)
        write_profile (request, profiles->pdata[descends ? profiles->len - 1 - i : i]);
    }
  acme_demo_json_close (json, ']');

  total = g_strdup_printf ("%u", profiles->len);
  acme_demo_request_header (request, "X-Total-Count", total);
}

static void
get_profile (AcmeDemoRequest *request)
{
  GPtrArray *profiles = request->core->store->profiles;

  for (guint i = 0; i < profiles->len; i++)
    {
      const AcmeDemoProfile *profile = profiles->pdata[i];

      if (profile->id == request->ids[0] && is_for (profile, request->scope))
        {
          acme_demo_request_json (request);
          write_profile (request, profile);
          return;
        }
    }

  acme_demo_request_not_found (request, "Certificate profile", request->ids[0]);
}

static void
list_backends (AcmeDemoRequest *request)
{
  static const char *const types[] = { "SASP", "PRIVATE_CA" };
  AcmeDemoJson *json = acme_demo_request_json (request);

  acme_demo_json_open (json, NULL, '[');
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      acme_demo_json_open (json, NULL, '{');
      acme_demo_json_int (json, "id", 301 + i);
      acme_demo_json_string (json, "name", i == 0 ? "Public CA" : "Campus CA");
      acme_demo_json_string (json, "type", types[i]);
      acme_demo_json_bool (json, "public", i == 0);
      acme_demo_json_close (json, '}');
    }
  acme_demo_json_close (json, ']');
}

const AcmeDemoRoute acme_demo_profile_routes[] = {
  { "GET", "/api/ssl/v1/types", list_types, ACME_DEMO_FOR_ACME },
  { "GET", "/api/ssl/v2/types", list_types, ACME_DEMO_FOR_ACME },
  { "GET", "/api/profile/v1", list_profiles, ACME_DEMO_FOR_ACME },
  { "GET", "/api/profile/v1/{}", get_profile, ACME_DEMO_FOR_ACME },
  { "GET", "/api/ca-backend/v1", list_backends, ACME_DEMO_FOR_MRAO },
  { NULL },
};

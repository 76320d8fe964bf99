/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The customer's domains, and whom each is delegated to. An account may be used only for what its organization
 * was given. */

#include "config.h"

#include <string.h>

#include "acme-demo-events.h"
#include "acme-demo-router.h"

#define LIST_PATH "/api/domain/v1"

typedef struct
{
  char *name;         /* (nullable): folded */
  const char *state;  /* (nullable) */
  const char *status; /* (nullable) */
  int organization_id;
} Filter;

static gboolean
sees_domain (AcmeDemoRequest      *request,
             const AcmeDemoDomain *domain)
{
  return request->scope == ACME_DEMO_SCOPE_ALL || acme_demo_ids_contain (domain->organizations, request->scope);
}

static const char *
get_status (const AcmeDemoDomain *domain)
{
  return domain->organizations->len > 0 ? "approved" : "requested";
}

static gboolean
match_domain (AcmeDemoRequest *request,
              gconstpointer    item,
              gpointer         data)
{
  const AcmeDemoDomain *domain = item;
  const Filter *filter = data;

  return sees_domain (request, domain) && acme_demo_contains (domain->name, filter->name) &&
         (filter->state == NULL || domain->active == (strcmp (filter->state, "active") == 0)) &&
         (filter->status == NULL || strcmp (filter->status, get_status (domain)) == 0) &&
         (filter->organization_id == 0 || acme_demo_ids_contain (domain->organizations, filter->organization_id));
}

static void
write_domain (AcmeDemoRequest *request,
              gconstpointer    item)
{
  const AcmeDemoDomain *domain = item;

  acme_demo_json_open (&request->json, NULL, '{');
  acme_demo_json_int (&request->json, "id", domain->id);
  acme_demo_json_string (&request->json, "name", domain->name);
  acme_demo_json_close (&request->json, '}');
}

static void
list_domains (AcmeDemoRequest *request)
{
  static const char *const states[] = { "active", "inactive", NULL };
  static const char *const statuses[] = { "requested", "approved", NULL };
  const char *name = acme_demo_request_query (request, "name");
  g_autofree char *folded = name != NULL ? g_utf8_casefold (name, -1) : NULL;
  Filter filter = { .name = folded };

  if (acme_demo_request_query_choice (request, "state", states, &filter.state) &&
      acme_demo_request_query_choice (request, "status", statuses, &filter.status) &&
      acme_demo_request_query_int (request, "orgId", G_MININT32, G_MAXINT32, 0, &filter.organization_id))
    acme_demo_request_list (request, request->core->store->domains, TRUE, match_domain, write_domain, &filter);
}

static AcmeDemoDomain *
find_domain (AcmeDemoRequest *request)
{
  GPtrArray *domains = request->core->store->domains;

  for (guint i = 0; i < domains->len; i++)
    {
      AcmeDemoDomain *domain = domains->pdata[i];

      if (domain->id != request->ids[0])
        continue;
      if (sees_domain (request, domain))
        return domain;

      acme_demo_request_fail (request, 400, -738, "Access denied on domain.");
      return NULL;
    }

  acme_demo_request_not_found (request, "Domain", request->ids[0]);
  return NULL;
}

static void
write_texts (AcmeDemoJson      *json,
             const char        *name,
             const char *const *texts)
{
  acme_demo_json_open (json, name, '[');
  for (guint i = 0; texts[i] != NULL; i++)
    acme_demo_json_string (json, NULL, texts[i]);
  acme_demo_json_close (json, ']');
}

static void
get_domain (AcmeDemoRequest *request)
{
  static const char *const cert_types[] = { "SSL", NULL };
  static const char *const privileges[] = { "DOMAIN", "SUBDOMAIN", NULL };
  AcmeDemoDomain *domain = find_domain (request);
  AcmeDemoJson *json;

  if (domain == NULL)
    return;

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_int (json, "id", domain->id);
  acme_demo_json_string (json, "name", domain->name);
  acme_demo_json_string (json, "delegationStatus", domain->active ? "ACTIVE" : "INACTIVE");
  acme_demo_json_string (json, "state", domain->active ? "ACTIVE" : "INACTIVE");
  acme_demo_json_string (json, "validationStatus", domain->active ? "VALIDATED" : "EXPIRED");
  acme_demo_json_string (json, "validationMethod", "CNAME");
  acme_demo_json_time (json, "dcvExpiration",
                       request->core->start + (gint64) (domain->id % 180 - 5) * 24 * 3600 * G_USEC_PER_SEC);
  acme_demo_json_open (json, "delegations", '[');
  for (guint i = 0; i < domain->organizations->len; i++)
    {
      int id = g_array_index (domain->organizations, int, i);

      if (!acme_demo_scope_sees (request->scope, id))
        continue;

      acme_demo_json_open (json, NULL, '{');
      acme_demo_json_int (json, "orgId", id);
      write_texts (json, "certTypes", cert_types);
      write_texts (json, "domainCertificateRequestPrivileges", privileges);
      acme_demo_json_string (json, "status", "ACTIVE");
      acme_demo_json_close (json, '}');
    }
  acme_demo_json_close (json, ']');
  acme_demo_json_close (json, '}');
}

static void
record (AcmeDemoRequest      *request,
        AcmeDemoAction        action,
        const AcmeDemoDomain *domain,
        int                   organization_id,
        const char           *what)
{
  g_autofree char *id = g_strdup_printf ("%d", domain->id);

  acme_demo_changes_add (request->core->store, action, request->principal->login, organization_id, id, "Domain %s %s",
                         domain->name, what);
}

/* The organization that a delegation names, which must exist */
static gboolean
read_organization (AcmeDemoRequest *request,
                   JsonObject      *object,
                   int             *out_id)
{
  if (!acme_demo_request_body_int (request, object, "orgId", TRUE, out_id))
    return FALSE;
  if (acme_demo_store_organization (request->core->store, *out_id) != NULL)
    return TRUE;

  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NO_ORGANIZATION, "Organization with id %d is not found.",
                          *out_id);
  return FALSE;
}

static gboolean
read_delegations (AcmeDemoRequest *request,
                  JsonObject      *body,
                  GArray          *ids)
{
  JsonNode *node = json_object_get_member (body, "delegations");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      int id;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        {
          acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field 'delegations' has an invalid value.");
          return FALSE;
        }
      if (!read_organization (request, json_node_get_object (element), &id))
        return FALSE;
      g_array_append_val (ids, id);
    }

  return TRUE;
}

static void
create_domain (AcmeDemoRequest *request)
{
  JsonObject *body = acme_demo_request_body (request);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (int));
  AcmeDemoDomain *domain;
  const char *name;

  if (body == NULL || !acme_demo_request_body_text (request, body, "name", 255, TRUE, &name) ||
      !read_delegations (request, body, ids))
    return;

  domain = acme_demo_store_add_domain (request->core->store, name);
  g_array_append_vals (domain->organizations, ids->data, ids->len);
  record (request, ACME_DEMO_ACTION_DOMAIN_CREATED, domain, 0, "created");
  acme_demo_request_created (request, LIST_PATH, domain->id);
}

static void
change_delegation (AcmeDemoRequest *request,
                   gboolean         adds)
{
  AcmeDemoDomain *domain = find_domain (request);
  JsonObject *body = domain != NULL ? acme_demo_request_body (request) : NULL;
  int id;

  if (body == NULL || !read_organization (request, body, &id))
    return;

  for (guint i = domain->organizations->len; i > 0; i--)
    if (g_array_index (domain->organizations, int, i - 1) == id)
      g_array_remove_index (domain->organizations, i - 1);
  if (adds)
    g_array_append_val (domain->organizations, id);
  record (request, ACME_DEMO_ACTION_DOMAIN_DELEGATED, domain, id, adds ? "delegated" : "not delegated any more");
  acme_demo_request_empty (request, 200);
}

static void
delegate_domain (AcmeDemoRequest *request)
{
  change_delegation (request, TRUE);
}

static void
undelegate_domain (AcmeDemoRequest *request)
{
  change_delegation (request, FALSE);
}

const AcmeDemoRoute acme_demo_domain_routes[] = {
  { "GET", LIST_PATH, list_domains, ACME_DEMO_FOR_ACME },
  { "POST", LIST_PATH, create_domain, ACME_DEMO_FOR_MRAO },
  { "GET", LIST_PATH "/{}", get_domain, ACME_DEMO_FOR_ACME },
  { "POST", LIST_PATH "/{}/delegation", delegate_domain, ACME_DEMO_FOR_MRAO },
  { "DELETE", LIST_PATH "/{}/delegation", undelegate_domain, ACME_DEMO_FOR_MRAO },
  { NULL },
};

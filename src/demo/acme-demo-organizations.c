/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Organizations and their departments, which share one space of ids. The lists have no pages and tell no total. */

#include "config.h"

#include "acme-demo-organizations.h"

#include <string.h>

#include "acme-demo-events.h"
#include "acme-demo-router.h"

#define LIST_PATH "/api/organization/v1"

/* Text members that may be written as they are read */
static const char *const text_fields[] = {
  "secondaryName", "alias", "contactEmails", "contactWebhook", "contactSlack", "contactTeams", "address1", "address2",
  "address3", "city", "stateOrProvince", "postalCode", "country",
};

/**
 * acme_demo_organizations_write:
 * @request: a request
 * @name: (nullable): the member's name
 * @id: an organization's or a department's id
 *
 * Writes an organization as other resources show it: a department inside of its organization. Nothing if it is gone.
 */
void
acme_demo_organizations_write (AcmeDemoRequest *request,
                               const char      *name,
                               int              id)
{
  AcmeDemoStore *store = request->core->store;
  AcmeDemoOrganization *own = acme_demo_store_organization (store, id);
  AcmeDemoOrganization *top =
      own != NULL && own->parent_id != 0 ? acme_demo_store_organization (store, own->parent_id) : own;
  AcmeDemoJson *json = &request->json;

  if (own == NULL || top == NULL)
    return;

  acme_demo_json_open (json, name, '{');
  acme_demo_json_int (json, "id", top->id);
  acme_demo_json_string (json, "name", top->name);
  if (top != own)
    {
      acme_demo_json_open (json, "department", '{');
      acme_demo_json_int (json, "id", own->id);
      acme_demo_json_string (json, "name", own->name);
      acme_demo_json_close (json, '}');
    }
  acme_demo_json_close (json, '}');
}

static gboolean
has_visible_department (AcmeDemoRequest            *request,
                        const AcmeDemoOrganization *organization)
{
  GPtrArray *all = request->core->store->organizations;

  for (guint i = 0; i < all->len; i++)
    {
      AcmeDemoOrganization *department = all->pdata[i];

      if (department->parent_id == organization->id && acme_demo_scope_sees (request->scope, department->id))
        return TRUE;
    }

  return FALSE;
}

static void
write_departments (AcmeDemoRequest            *request,
                   const AcmeDemoOrganization *organization)
{
  GPtrArray *all = request->core->store->organizations;
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, "departments", '[');
  for (guint i = 0; i < all->len; i++)
    {
      AcmeDemoOrganization *department = all->pdata[i];

      if (department->parent_id != organization->id || !acme_demo_scope_sees (request->scope, department->id))
        continue;

      acme_demo_json_open (json, NULL, '{');
      acme_demo_json_int (json, "id", department->id);
      acme_demo_json_string (json, "name", department->name);
      acme_demo_json_string (json, "parentName", organization->name);
      acme_demo_json_close (json, '}');
    }
  acme_demo_json_close (json, ']');
}

static void
write_list (AcmeDemoRequest *request,
            gboolean         with_any)
{
  GPtrArray *all = request->core->store->organizations;
  AcmeDemoJson *json = acme_demo_request_json (request);

  acme_demo_json_open (json, NULL, '[');
  for (guint i = 0; with_any && i < all->len; i++)
    {
      AcmeDemoOrganization *organization = all->pdata[i];

      if (organization->parent_id != 0 ||
          !(acme_demo_scope_sees (request->scope, organization->id) || has_visible_department (request, organization)))
        continue;

      acme_demo_json_open (json, NULL, '{');
      acme_demo_json_int (json, "id", organization->id);
      acme_demo_json_string (json, "name", organization->name);
      write_departments (request, organization);
      acme_demo_json_close (json, '}');
    }
  acme_demo_json_close (json, ']');
}

static void
list_organizations (AcmeDemoRequest *request)
{
  write_list (request, TRUE);
}

/* What the caller manages in a role: who may do everything manages all in each of them. */
static void
list_by_role (AcmeDemoRequest *request)
{
  static const char *const roles[] = {
    "MRAO", "RAO_SSL", "RAO_SMIME", "RAO_CS", "RAO_DEVICE", "DRAO_SSL", "DRAO_SMIME", "DRAO_CS", "DRAO_DEVICE", NULL,
  };

  if (!g_strv_contains (roles, request->text))
    acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "There is no role '%s'.", request->text);
  else
    write_list (request,
                request->scope == ACME_DEMO_SCOPE_ALL || strcmp (request->text, request->principal->role) == 0);
}

static void
list_by_report_type (AcmeDemoRequest *request)
{
  static const char *const types[] = { "SSL", "Client", "Device", "CodeSign", NULL };

  if (!g_strv_contains (types, request->text))
    acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "There is no report type '%s'.", request->text);
  else
    write_list (request, TRUE);
}

static AcmeDemoOrganization *
find_organization (AcmeDemoRequest *request)
{
  AcmeDemoOrganization *organization = acme_demo_store_organization (request->core->store, request->ids[0]);

  if (organization == NULL)
    {
      acme_demo_request_not_found (request, "Organization", request->ids[0]);
      return NULL;
    }
  if (!acme_demo_scope_sees (request->scope, organization->id))
    {
      acme_demo_request_denied (request);
      return NULL;
    }

  return organization;
}

static void
write_details (AcmeDemoRequest            *request,
               const AcmeDemoOrganization *organization)
{
  AcmeDemoOrganization *parent = acme_demo_store_organization (request->core->store, organization->parent_id);
  AcmeDemoJson *json = acme_demo_request_json (request);

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_int (json, "id", organization->id);
  acme_demo_json_string (json, "name", organization->name);
  if (parent != NULL)
    {
      acme_demo_json_int (json, "parentId", parent->id);
      acme_demo_json_string (json, "parentName", parent->name);
    }
  acme_demo_json_open (json, "certTypes", '[');
  acme_demo_json_string (json, NULL, "SSL");
  acme_demo_json_string (json, NULL, "SMIME");
  acme_demo_json_close (json, ']');
  write_departments (request, organization);
  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    acme_demo_json_string (json, text_fields[i], g_hash_table_lookup (organization->fields, text_fields[i]));
  acme_demo_json_string (json, "validationStatus", "VALIDATED");
  acme_demo_json_open (json, "clientCertificate", '{');
  acme_demo_json_bool (json, "allowKeyRecoveryByMasterAdmins", FALSE);
  acme_demo_json_bool (json, "allowKeyRecoveryByOrgAdmins", FALSE);
  acme_demo_json_bool (json, "allowKeyRecoveryByDepartmentAdmins", FALSE);
  acme_demo_json_close (json, '}');
  acme_demo_json_bool (json, "sslCertsApiEnabled", TRUE);
  acme_demo_json_bool (json, "clientCertsApiEnabled", FALSE);
  acme_demo_json_close (json, '}');
}

static void
get_organization (AcmeDemoRequest *request)
{
  AcmeDemoOrganization *organization = find_organization (request);

  if (organization != NULL)
    write_details (request, organization);
}

static void
record (AcmeDemoRequest            *request,
        AcmeDemoAction              action,
        const AcmeDemoOrganization *organization,
        const char                 *what)
{
  g_autofree char *id = g_strdup_printf ("%d", organization->id);

  acme_demo_changes_add (request->core->store, action, request->principal->login, organization->id, id,
                         "Organization \"%s\" %s", organization->name, what);
}

static gboolean
read_text_fields (AcmeDemoRequest      *request,
                  JsonObject           *body,
                  AcmeDemoOrganization *organization)
{
  const char *value;

  /* Nothing is changed before everything is known to be good */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (text_fields); i++)
    {
      const char *name = text_fields[i % G_N_ELEMENTS (text_fields)];

      if (!acme_demo_request_body_text (request, body, name, 256, FALSE, &value))
        return FALSE;
      if (value != NULL && i >= G_N_ELEMENTS (text_fields) && organization != NULL)
        g_hash_table_insert (organization->fields, g_strdup (name), g_strdup (value));
    }

  return TRUE;
}

static AcmeDemoOrganization *
find_parent (AcmeDemoRequest *request,
             const char      *name)
{
  GPtrArray *all = request->core->store->organizations;

  for (guint i = 0; i < all->len; i++)
    {
      AcmeDemoOrganization *organization = all->pdata[i];

      if (organization->parent_id == 0 && strcmp (organization->name, name) == 0)
        return organization;
    }

  return NULL;
}

static void
create_organization (AcmeDemoRequest *request)
{
  JsonObject *body = acme_demo_request_body (request);
  AcmeDemoOrganization *parent = NULL;
  AcmeDemoOrganization *organization;
  const char *name, *parent_name;

  if (body == NULL || !acme_demo_request_body_text (request, body, "name", 128, TRUE, &name) ||
      !acme_demo_request_body_text (request, body, "parentOrgName", 128, FALSE, &parent_name) ||
      !read_text_fields (request, body, NULL))
    return;

  if (parent_name != NULL && (parent = find_parent (request, parent_name)) == NULL)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_NO_ORGANIZATION, "Organization '%s' is not found.",
                              parent_name);
      return;
    }

  organization = acme_demo_store_add_organization (request->core->store, parent != NULL ? parent->id : 0, name);
  read_text_fields (request, body, organization);
  record (request, ACME_DEMO_ACTION_ORGANIZATION_CREATED, organization, "created");
  acme_demo_request_created (request, LIST_PATH, organization->id);
}

static void
change_organization (AcmeDemoRequest *request)
{
  AcmeDemoOrganization *organization = find_organization (request);
  JsonObject *body = organization != NULL ? acme_demo_request_body (request) : NULL;
  const char *name;

  if (body == NULL || !acme_demo_request_body_text (request, body, "name", 128, FALSE, &name) ||
      !read_text_fields (request, body, organization))
    return;

  if (name != NULL)
    {
      g_free (organization->name);
      organization->name = g_strdup (name);
    }
  record (request, ACME_DEMO_ACTION_ORGANIZATION_CHANGED, organization, "updated");
  write_details (request, organization);
}

static gboolean
is_in_use (AcmeDemoStore *store,
           int            id)
{
  for (guint i = 0; i < store->organizations->len; i++)
    if (((AcmeDemoOrganization *) store->organizations->pdata[i])->parent_id == id)
      return TRUE;
  for (guint kind = 0; kind < G_N_ELEMENTS (store->accounts); kind++)
    for (guint i = 0; i < store->accounts[kind]->len; i++)
      if (((AcmeDemoAccount *) store->accounts[kind]->pdata[i])->organization_id == id)
        return TRUE;

  return FALSE;
}

static void
delete_organization (AcmeDemoRequest *request)
{
  AcmeDemoOrganization *organization = find_organization (request);

  if (organization == NULL)
    return;
  if (is_in_use (request->core->store, organization->id))
    {
      acme_demo_request_fail (
          request, 400, ACME_DEMO_CODE_NOT_FOR_ORGANIZATION,
          "The operation cannot be performed for this organization: it has departments or accounts.");
      return;
    }

  record (request, ACME_DEMO_ACTION_ORGANIZATION_DELETED, organization, "deleted");
  g_ptr_array_remove (request->core->store->organizations, organization);
  acme_demo_request_empty (request, 204);
}

const AcmeDemoRoute acme_demo_organization_routes[] = {
  { "GET", LIST_PATH, list_organizations, ACME_DEMO_FOR_ALL },
  { "POST", LIST_PATH, create_organization, ACME_DEMO_FOR_MRAO },
  { "GET", LIST_PATH "/managed-by/{text}", list_by_role, ACME_DEMO_FOR_ALL },
  { "GET", LIST_PATH "/managedBy/{text}", list_by_role, ACME_DEMO_FOR_ALL },
  { "GET", LIST_PATH "/report-type/{text}", list_by_report_type, ACME_DEMO_FOR_ALL },
  { "GET", LIST_PATH "/{}", get_organization, ACME_DEMO_FOR_ACME },
  { "PUT", LIST_PATH "/{}", change_organization, ACME_DEMO_FOR_MRAO },
  { "DELETE", LIST_PATH "/{}", delete_organization, ACME_DEMO_FOR_MRAO },
  { NULL },
};

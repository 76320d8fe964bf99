/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of an enrollment endpoint as this other resource tells them: without EAB values, with a token
 * that says what they are. A web form or an API has one account for each organization that may use it. */

#include "config.h"

#include <string.h>

#include "acme-demo-organizations.h"
#include "acme-demo-router.h"

/* One account, whatever type its endpoint has */
typedef struct
{
  int id;
  int organization_id;
  const char *type;
  char *name;
} Item;

static void
free_item (gpointer data)
{
  g_free (((Item *) data)->name);
  g_free (data);
}

static void
add_item (GPtrArray  *items,
          int         id,
          int         organization_id,
          const char *type,
          const char *name)
{
  Item *item = g_new (Item, 1);

  *item = (Item) { id, organization_id, type, g_strdup (name) };
  g_ptr_array_add (items, item);
}

static void
add_acme_items (AcmeDemoRequest  *request,
                AcmeDemoEndpoint *endpoint,
                GPtrArray        *items)
{
  GPtrArray *accounts = request->core->store->accounts[endpoint->server_name == NULL ? 1 : 0];

  for (guint i = 0; i < accounts->len; i++)
    {
      AcmeDemoAccount *account = accounts->pdata[i];

      if (account->endpoint == endpoint && acme_demo_scope_sees (request->scope, account->organization_id))
        add_item (items, account->id, account->organization_id, endpoint->type, account->name);
    }
}

static void
add_other_items (AcmeDemoRequest  *request,
                 AcmeDemoEndpoint *endpoint,
                 GPtrArray        *items)
{
  GPtrArray *organizations = request->core->store->organizations;

  for (guint i = 0; i < organizations->len; i++)
    {
      AcmeDemoOrganization *organization = organizations->pdata[i];

      if ((!endpoint->customized || acme_demo_ids_contain (endpoint->organizations, organization->id)) &&
          acme_demo_scope_sees (request->scope, organization->id))
        add_item (items, 10 * endpoint->id + (int) i, organization->id, endpoint->type, organization->name);
    }
}

static GPtrArray *
make_items (AcmeDemoRequest *request)
{
  AcmeDemoEndpoint *endpoint = acme_demo_store_endpoint (request->core->store, request->ids[0]);
  GPtrArray *items;

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

  items = g_ptr_array_new_with_free_func (free_item);
  if (g_str_has_suffix (endpoint->type, "_ACME"))
    add_acme_items (request, endpoint, items);
  else
    add_other_items (request, endpoint, items);
  return items;
}

static void
write_item (AcmeDemoRequest *request,
            const Item      *item,
            gboolean         with_id)
{
  g_autofree char *token = g_strdup_printf ("{\"id\":%d,\"type\":\"%s\"}", item->id, item->type);
  g_autofree char *encoded = g_base64_encode ((const guchar *) token, strlen (token));
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  if (with_id)
    acme_demo_json_int (json, "id", item->id);
  acme_demo_json_string (json, "name", item->name);
  acme_demo_json_string (json, "type", item->type);
  acme_demo_json_string (json, "idToken", encoded);
  acme_demo_organizations_write (request, "organization", item->organization_id);
  acme_demo_json_close (json, '}');
}

static void
write_listed (AcmeDemoRequest *request,
              gconstpointer    item)
{
  write_item (request, item, TRUE);
}

static void
list_accounts (AcmeDemoRequest *request)
{
  g_autoptr(GPtrArray) items = make_items (request);

  if (items != NULL)
    acme_demo_request_list (request, items, TRUE, NULL, write_listed, NULL);
}

static void
get_account (AcmeDemoRequest *request)
{
  g_autoptr(GPtrArray) items = make_items (request);

  if (items == NULL)
    return;

  for (guint i = 0; i < items->len; i++)
    if (((const Item *) items->pdata[i])->id == request->ids[1])
      {
        acme_demo_request_json (request);
        write_item (request, items->pdata[i], FALSE);
        return;
      }

  acme_demo_request_not_found (request, "Enrollment endpoint account", request->ids[1]);
}

const AcmeDemoRoute acme_demo_endpoint_account_routes[] = {
  { "GET", "/api/endpoint/v1/{}/account", list_accounts, ACME_DEMO_FOR_ACME },
  { "GET", "/api/endpoint/v1/{}/account/{}", get_account, ACME_DEMO_FOR_ACME },
  { NULL },
};

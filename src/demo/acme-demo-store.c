/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds what the demonstration's SCM knows, and finds it. The rules that do not depend on how it is asked for
 * are here: who sees what, and which names an organization may use. */

#include "config.h"

#include "acme-demo-store.h"

#include <string.h>

#include "acme-demo-events.h"

static void
free_organization (gpointer data)
{
  AcmeDemoOrganization *organization = data;

  g_free (organization->name);
  g_hash_table_unref (organization->fields);
  g_free (organization);
}

static void
free_endpoint (gpointer data)
{
  AcmeDemoEndpoint *endpoint = data;

  g_free (endpoint->name);
  g_free (endpoint->url);
  g_free (endpoint->uri_extension);
  g_free (endpoint->server_name);
  g_array_unref (endpoint->organizations);
  g_free (endpoint);
}

static void
free_domain (gpointer data)
{
  AcmeDemoDomain *domain = data;

  g_free (domain->name);
  g_array_unref (domain->organizations);
  g_free (domain);
}

static void
clear_seed (gpointer data)
{
  AcmeDemoAccountSeed *seed = data;

  g_free (seed->name);
}

/**
 * acme_demo_store_new:
 * @data: how much of it
 * @start: the time that all dates are relative to
 *
 * Returns: (transfer full): a store with the sample data; what belongs to one account is made when it is asked for
 */
AcmeDemoStore *
acme_demo_store_new (AcmeDemoData data,
                     gint64       start)
{
  AcmeDemoStore *store = g_new0 (AcmeDemoStore, 1);

  store->kind = data;
  store->start = start;
  store->organizations = g_ptr_array_new_with_free_func (free_organization);
  store->endpoints = g_ptr_array_new_with_free_func (free_endpoint);
  store->endpoint_by_id = g_hash_table_new (NULL, NULL);
  store->profiles = g_ptr_array_new ();
  store->domains = g_ptr_array_new_with_free_func (free_domain);
  for (guint i = 0; i < G_N_ELEMENTS (store->accounts); i++)
    {
      store->accounts[i] = acme_demo_accounts_new ();
      store->by_id[i] = g_hash_table_new (NULL, NULL);
    }
  store->seeds = g_array_new (FALSE, TRUE, sizeof (AcmeDemoAccountSeed));
  g_array_set_clear_func (store->seeds, clear_seed);
  store->changes = acme_demo_changes_new ();
  store->organization_names = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  acme_demo_sample_fill (store);
  acme_demo_events_init (store);
  return store;
}

void
acme_demo_store_free (AcmeDemoStore *store)
{
  g_ptr_array_unref (store->organizations);
  g_ptr_array_unref (store->endpoints);
  g_hash_table_unref (store->endpoint_by_id);
  g_ptr_array_unref (store->profiles);
  g_ptr_array_unref (store->domains);
  for (guint i = 0; i < G_N_ELEMENTS (store->accounts); i++)
    {
      g_ptr_array_unref (store->accounts[i]);
      g_hash_table_unref (store->by_id[i]);
    }
  g_array_unref (store->seeds);
  g_clear_pointer (&store->certificates, g_ptr_array_unref);
  g_ptr_array_unref (store->changes);
  g_hash_table_unref (store->organization_names);
  g_free (store);
}

/**
 * acme_demo_store_organization:
 * @store: a store
 * @id: an organization's or a department's id
 *
 * Returns: (nullable) (transfer none): the organization
 */
AcmeDemoOrganization *
acme_demo_store_organization (AcmeDemoStore *store,
                              int            id)
{
  for (guint i = 0; i < store->organizations->len; i++)
    {
      AcmeDemoOrganization *organization = store->organizations->pdata[i];

      if (organization->id == id)
        return organization;
    }

  return NULL;
}

/**
 * acme_demo_store_add_organization:
 * @store: a store
 * @parent_id: the organization that a department belongs to, or 0
 * @name: its name
 *
 * Returns: (transfer none): the new organization, with the next id
 */
AcmeDemoOrganization *
acme_demo_store_add_organization (AcmeDemoStore *store,
                                  int            parent_id,
                                  const char    *name)
{
  AcmeDemoOrganization *organization = g_new0 (AcmeDemoOrganization, 1);

  organization->id = ++store->last_organization;
  organization->parent_id = parent_id;
  organization->name = g_strdup (name);
  organization->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (store->organizations, organization);
  g_hash_table_insert (store->organization_names, GINT_TO_POINTER (organization->id), g_strdup (name));
  return organization;
}

/**
 * acme_demo_scope_sees:
 * @scope: the caller's scope
 * @organization_id: whose something is
 *
 * Returns: whether the caller sees what belongs to that organization
 */
gboolean
acme_demo_scope_sees (int scope,
                      int organization_id)
{
  return scope == ACME_DEMO_SCOPE_ALL || scope == organization_id;
}

/**
 * acme_demo_store_is_within:
 * @store: a store
 * @organization_id: an organization or department
 * @within: an organization or department
 *
 * Returns: whether the first is the second or one of its departments
 */
gboolean
acme_demo_store_is_within (AcmeDemoStore *store,
                           int            organization_id,
                           int            within)
{
  AcmeDemoOrganization *organization;

  if (organization_id == within)
    return TRUE;

  organization = acme_demo_store_organization (store, organization_id);
  return organization != NULL && organization->parent_id == within && within != 0;
}

/**
 * acme_demo_store_endpoint:
 * @store: a store
 * @id: an endpoint's id
 *
 * Returns: (nullable) (transfer none): the endpoint
 */
AcmeDemoEndpoint *
acme_demo_store_endpoint (AcmeDemoStore *store,
                          int            id)
{
  return g_hash_table_lookup (store->endpoint_by_id, GINT_TO_POINTER (id));
}

/**
 * acme_demo_store_find_server:
 * @store: a store
 * @server: what a caller gave as `acmeServer`
 * @universal: for a Universal ACME account
 *
 * Real systems are known to take the server's name and its URL.
 *
 * Returns: (nullable) (transfer none): the endpoint
 */
AcmeDemoEndpoint *
acme_demo_store_find_server (AcmeDemoStore *store,
                             const char    *server,
                             gboolean       universal)
{
  const char *type = universal ? "PRIVATE_ACME" : "PUBLIC_ACME";

  for (guint i = 0; i < store->endpoints->len; i++)
    {
      AcmeDemoEndpoint *endpoint = store->endpoints->pdata[i];
      const char *name = universal ? endpoint->name : endpoint->server_name;

      if (strcmp (endpoint->type, type) == 0 && (strcmp (server, endpoint->url) == 0 || strcmp (server, name) == 0))
        return endpoint;
    }

  return NULL;
}

/**
 * acme_demo_store_sees_endpoint:
 * @store: a store
 * @scope: the caller's scope
 * @endpoint: an endpoint
 *
 * Returns: whether it is delegated to the caller
 */
gboolean
acme_demo_store_sees_endpoint (AcmeDemoStore          *store,
                               int                     scope,
                               const AcmeDemoEndpoint *endpoint)
{
  if (scope == ACME_DEMO_SCOPE_ALL)
    return TRUE;

  return scope != ACME_DEMO_SCOPE_NOTHING &&
         (!endpoint->customized || acme_demo_ids_contain (endpoint->organizations, scope));
}

/**
 * acme_demo_store_add_domain:
 * @store: a store
 * @name: a domain name
 *
 * Returns: (transfer none): the new domain, active, with the next id, delegated to nobody
 */
AcmeDemoDomain *
acme_demo_store_add_domain (AcmeDemoStore *store,
                            const char    *name)
{
  AcmeDemoDomain *domain = g_new0 (AcmeDemoDomain, 1);

  domain->id = ++store->last_domain;
  domain->name = g_strdup (name);
  domain->active = TRUE;
  domain->organizations = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (store->domains, domain);
  return domain;
}

/**
 * acme_demo_store_may_use_name:
 * @store: a store
 * @organization_id: whose account it is for
 * @name: a domain name
 *
 * Returns: whether @name, without a leading wildcard, is or lies below an active domain that is delegated to
 *   the organization
 */
gboolean
acme_demo_store_may_use_name (AcmeDemoStore *store,
                              int            organization_id,
                              const char    *name)
{
  gsize length;

  if (g_str_has_prefix (name, "*."))
    name += 2;
  length = strlen (name);

  for (guint i = 0; i < store->domains->len; i++)
    {
      AcmeDemoDomain *domain = store->domains->pdata[i];
      gsize tail = strlen (domain->name);

      if (!domain->active || !acme_demo_ids_contain (domain->organizations, organization_id) || length < tail)
        continue;
      if (g_ascii_strcasecmp (name + length - tail, domain->name) == 0 &&
          (length == tail || name[length - tail - 1] == '.'))
        return TRUE;
    }

  return FALSE;
}

/**
 * acme_demo_ids_contain:
 * @ids: (element-type int): ids
 * @id: an id
 *
 * Returns: whether it is one of them
 */
gboolean
acme_demo_ids_contain (const GArray *ids,
                       int           id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, int, i) == id)
      return TRUE;

  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To which endpoint an account belongs. SCM does not say so by the endpoint's id but by "acmeServer", which documents
 * call the server's name and which real systems fill with its URL (C1). So an account belongs to an endpoint if that
 * text is its URL or name, or a name or URL of the server that has the endpoint's URL or name. URLs are compared in
 * their normal form. This is decided on our side alone: how SCM's own filter compares is not documented. */

#include "config.h"

#include "acme-scm-account-matcher.h"

#include <string.h>

#include "acme-account.h"

/* What the endpoints of one kind are called: text -> AcmeEndpoint (owned) */
typedef struct
{
  GHashTable *urls;         /* normalized */
  GHashTable *names;
  GHashTable *server_urls;  /* the same, as the list of servers has them */
  GHashTable *server_names;
  guint n_endpoints;
  guint n_without_url;
} Names;

typedef enum
{
  SERVERS_TO_COME,
  SERVERS_KNOWN,
  SERVERS_UNKNOWN,
} ServersState;

struct _AcmeScmAccountMatcher
{
  Names public;
  Names universal;
  ServersState servers; /* only public endpoints have any */
};

static void
init_names (Names *names)
{
  names->urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  names->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  names->server_urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  names->server_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
clear_names (Names *names)
{
  g_hash_table_unref (names->urls);
  g_hash_table_unref (names->names);
  g_hash_table_unref (names->server_urls);
  g_hash_table_unref (names->server_names);
}

/**
 * acme_scm_account_matcher_new:
 *
 * Returns: (transfer full): a matcher that knows no endpoints
 */
AcmeScmAccountMatcher *
acme_scm_account_matcher_new (void)
{
  AcmeScmAccountMatcher *self = g_new0 (AcmeScmAccountMatcher, 1);

  init_names (&self->public);
  init_names (&self->universal);
  return self;
}

/**
 * acme_scm_account_matcher_free:
 * @self: (transfer full): a matcher
 */
void
acme_scm_account_matcher_free (AcmeScmAccountMatcher *self)
{
  clear_names (&self->public);
  clear_names (&self->universal);
  g_free (self);
}

/* Of several endpoints with one name, the first has it */
static void
insert (GHashTable   *table,
        char         *text,
        AcmeEndpoint *endpoint)
{
  if (g_hash_table_contains (table, text))
    g_free (text);
  else
    g_hash_table_insert (table, text, g_object_ref (endpoint));
}

static void
add_to (Names        *names,
        AcmeEndpoint *endpoint)
{
  const char *url = acme_endpoint_get_url (endpoint);
  const char *name = acme_endpoint_get_name (endpoint);

  names->n_endpoints++;
  if (url[0] != '\0')
    insert (names->urls, acme_scm_servers_normalize_url (url), endpoint);
  else
    names->n_without_url++;
  if (name[0] != '\0')
    insert (names->names, g_strdup (name), endpoint);
}

/**
 * acme_scm_account_matcher_add:
 * @self: a matcher whose servers are not set yet
 * @endpoint: an endpoint; one of which SCM did not say the type may have accounts of either kind
 */
void
acme_scm_account_matcher_add (AcmeScmAccountMatcher *self,
                              AcmeEndpoint          *endpoint)
{
  const char *type = acme_item_get_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE);

  if (type == NULL || acme_endpoint_is_universal (endpoint))
    add_to (&self->universal, endpoint);
  if (type == NULL || !acme_endpoint_is_universal (endpoint))
    add_to (&self->public, endpoint);
}

static Names *
get_names (AcmeScmAccountMatcher *self,
           const char            *kind)
{
  return g_strcmp0 (kind, ACME_ACCOUNT_KIND_UNIVERSAL) == 0 ? &self->universal : &self->public;
}

/**
 * acme_scm_account_matcher_has_kind:
 * @self: a matcher with all its endpoints
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 *
 * Returns: whether one of the endpoints can have accounts of that kind
 */
gboolean
acme_scm_account_matcher_has_kind (AcmeScmAccountMatcher *self,
                                   const char            *kind)
{
  return get_names (self, kind)->n_endpoints > 0;
}

static void
add_server (Names               *names,
            const AcmeScmServer *server)
{
  g_autofree char *url = server->url != NULL ? acme_scm_servers_normalize_url (server->url) : NULL;
  AcmeEndpoint *by_url = url != NULL ? g_hash_table_lookup (names->urls, url) : NULL;
  AcmeEndpoint *by_name = server->name != NULL ? g_hash_table_lookup (names->names, server->name) : NULL;

  if (by_url != NULL && server->name != NULL)
    insert (names->server_names, g_strdup (server->name), by_url);
  if (by_name != NULL && url != NULL)
    insert (names->server_urls, g_steal_pointer (&url), by_name);
}

/**
 * acme_scm_account_matcher_set_servers:
 * @self: a matcher with all its endpoints
 * @servers: (nullable): the public ACME servers, or %NULL if there is no way to know them
 *
 * From now on nothing is left for later.
 */
void
acme_scm_account_matcher_set_servers (AcmeScmAccountMatcher *self,
                                      AcmeScmServers        *servers)
{
  self->servers = servers != NULL && acme_scm_servers_is_complete (servers) ? SERVERS_KNOWN : SERVERS_UNKNOWN;
  if (servers == NULL)
    return;
  for (guint i = 0; i < acme_scm_servers_get_all (servers)->len; i++)
    add_server (&self->public, acme_scm_servers_get_all (servers)->pdata[i]);
}

static AcmeEndpoint *
find_url (Names      *names,
          const char *text)
{
  g_autofree char *url = acme_scm_servers_normalize_url (text);
  AcmeEndpoint *endpoint = g_hash_table_lookup (names->urls, url);

  return endpoint != NULL ? endpoint : g_hash_table_lookup (names->server_urls, url);
}

static AcmeEndpoint *
find_name (Names      *names,
           const char *text)
{
  AcmeEndpoint *endpoint = g_hash_table_lookup (names->names, text);

  return endpoint != NULL ? endpoint : g_hash_table_lookup (names->server_names, text);
}

/**
 * acme_scm_account_matcher_find:
 * @self: a matcher
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @acme_server: (nullable): how SCM names the server of an account of that kind
 * @out_endpoint: (out) (optional) (transfer none) (nullable): the endpoint that the account belongs to
 *
 * What is found at first stays so when the servers come.
 *
 * Returns: whether the account belongs to one of the endpoints
 */
AcmeScmMatch
acme_scm_account_matcher_find (AcmeScmAccountMatcher  *self,
                               const char             *kind,
                               const char             *acme_server,
                               AcmeEndpoint          **out_endpoint)
{
  Names *names = get_names (self, kind);
  gboolean is_universal = names == &self->universal;
  gboolean is_url = acme_server != NULL && strstr (acme_server, "://") != NULL;
  AcmeEndpoint *endpoint = NULL;

  if (is_url)
    endpoint = find_url (names, acme_server);
  if (endpoint == NULL && acme_server != NULL)
    endpoint = find_name (names, acme_server);
  if (out_endpoint != NULL)
    *out_endpoint = endpoint;

  if (endpoint != NULL)
    return ACME_SCM_MATCH_YES;
  if (acme_server == NULL || acme_server[0] == '\0')
    return ACME_SCM_MATCH_UNKNOWN;
  if (!is_universal && self->servers == SERVERS_TO_COME)
    return ACME_SCM_MATCH_LATER;
  if (is_url && names->n_without_url == 0)
    return ACME_SCM_MATCH_NO;
  if (is_url || (!is_universal && self->servers == SERVERS_UNKNOWN))
    return ACME_SCM_MATCH_UNKNOWN;
  return ACME_SCM_MATCH_NO;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of public ACME servers, which alone tells the validation type of an endpoint, and what else its accounts may
 * call it. A server has no id: documents name it by its name, real systems by its URL, so that it is looked up by
 * either. */

#include "config.h"

#include "acme-scm-servers.h"

#include <libsoup/soup.h>
#include <string.h>

#include "acme-scm-json.h"
#include "acme-scm-list.h"

struct _AcmeScmServers
{
  grefcount ref_count;
  GPtrArray *all;      /* of AcmeScmServer */
  GHashTable *by_url;  /* normalized URL -> validation type */
  GHashTable *by_name; /* name -> validation type */
  gboolean is_incomplete;
};

static void
free_server (gpointer data)
{
  AcmeScmServer *server = data;

  g_free (server->name);
  g_free (server->url);
  g_free (server->validation);
  g_free (server);
}

static AcmeScmServers *
new_servers (void)
{
  AcmeScmServers *self = g_new0 (AcmeScmServers, 1);

  g_ref_count_init (&self->ref_count);
  self->all = g_ptr_array_new_with_free_func (free_server);
  self->by_url = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static AcmeScmServers *
ref_servers (AcmeScmServers *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_scm_servers_unref:
 * @self: (transfer full): servers
 */
void
acme_scm_servers_unref (AcmeScmServers *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->by_url);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/**
 * acme_scm_servers_normalize_url:
 * @url: a URL
 *
 * Returns: (transfer full): the form in which two URLs are equal if they are the same address: host and scheme in small
 *   letters, without the default port and slashes at the end
 */
char *
acme_scm_servers_normalize_url (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  int port;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (url);

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strdup (g_uri_get_path (uri));
  for (gsize length = strlen (path); length > 0 && path[length - 1] == '/';)
    path[--length] = '\0';
  port = g_uri_get_port (uri); /* SOUP_HTTP_URI_FLAGS gives the scheme's own if there is none */
  return g_strdup_printf ("%s://%s:%d%s%s%s", g_uri_get_scheme (uri), host, port, path,
                          g_uri_get_query (uri) != NULL ? "?" : "",
                          g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
}

/* A server that cannot be read is one that no endpoint is found by; that is no reason to lose the others */
static void
take_server (AcmeScmServers *self,
             JsonObject     *element)
{
  const char *url = NULL;
  const char *name = NULL;
  const char *validation = NULL;
  AcmeScmServer *server = g_new (AcmeScmServer, 1);

  if (!acme_scm_json_get_string (element, "url", &url, NULL))
    self->is_incomplete = TRUE;
  if (!acme_scm_json_get_string (element, "name", &name, NULL) || (url == NULL && name == NULL))
    self->is_incomplete = TRUE;
  acme_scm_json_get_string (element, "certValidationType", &validation, NULL);
  *server = (AcmeScmServer) { g_strdup (name), g_strdup (url), g_strdup (validation) };
  g_ptr_array_add (self->all, server);
  if (validation == NULL)
    return;
  if (url != NULL)
    g_hash_table_insert (self->by_url, acme_scm_servers_normalize_url (url), g_strdup (validation));
  if (name != NULL)
    g_hash_table_insert (self->by_name, g_strdup (name), g_strdup (validation));
}

static gboolean
take_page (JsonArray  *page,
           gpointer    user_data,
           GError    **error)
{
  AcmeScmServers *self = user_data;

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonNode *element = json_array_get_element (page, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        take_server (self, json_node_get_object (element));
      else
        self->is_incomplete = TRUE;
    }
  return TRUE;
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, NULL, &error))
    g_task_return_pointer (task, ref_servers (g_task_get_task_data (task)), (GDestroyNotify) acme_scm_servers_unref);
  else
    g_task_return_error (task, error);
}

/**
 * acme_scm_list_servers_async:
 * @session: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 */
void
acme_scm_list_servers_async (AcmeScmSession      *session,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", "/api/acme/v1/server");
  AcmeScmServers *servers = new_servers ();

  g_task_set_source_tag (task, acme_scm_list_servers_async);
  g_task_set_task_data (task, servers, (GDestroyNotify) acme_scm_servers_unref);
  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED | ACME_SCM_LIST_SINGLE, take_page, servers, NULL, NULL,
                       cancellable, list_cb, g_steal_pointer (&task));
}

/**
 * acme_scm_list_servers_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the servers; %NULL with an error of the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
AcmeScmServers *
acme_scm_list_servers_finish (AcmeScmSession  *session,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_list_servers_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * acme_scm_servers_get_all:
 * @self: servers
 *
 * Returns: (transfer none) (element-type AcmeScmServer): all of them, as far as they can be read
 */
GPtrArray *
acme_scm_servers_get_all (AcmeScmServers *self)
{
  return self->all;
}

/**
 * acme_scm_servers_is_complete:
 * @self: servers
 *
 * Returns: whether everything in SCM's list could be read, so that what is not here is not there
 */
gboolean
acme_scm_servers_is_complete (AcmeScmServers *self)
{
  return !self->is_incomplete;
}

/**
 * acme_scm_servers_find_validation:
 * @self: servers
 * @url: (nullable): a server's URL
 * @name: (nullable): a server's name
 *
 * Returns: (transfer none) (nullable): the validation type (DV, OV, EV) of the server with that URL, or else that name
 */
const char *
acme_scm_servers_find_validation (AcmeScmServers *self,
                                  const char     *url,
                                  const char     *name)
{
  g_autofree char *normalized = url != NULL ? acme_scm_servers_normalize_url (url) : NULL;
  const char *found = normalized != NULL ? g_hash_table_lookup (self->by_url, normalized) : NULL;

  if (found == NULL && name != NULL)
    found = g_hash_table_lookup (self->by_name, name);
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME endpoint that --endpoint means: people know it by its name or URL, scripts by its id. A name that several
 * endpoints have is refused, since an account could land at the wrong one. */

#include "config.h"

#include "acme-cli-endpoint.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-cli-connection.h"
#include "acme-error.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-servers.h"

typedef gboolean (*MatchFunc) (AcmeEndpoint *endpoint,
                               const char   *text);

/**
 * acme_cli_list_endpoints:
 * @cli: the run
 * @error: return location for why they could not be listed
 *
 * Returns: (transfer container) (nullable) (element-type AcmeEndpoint): the ACME endpoints
 */
GPtrArray *
acme_cli_list_endpoints (AcmeCli  *cli,
                         GError  **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  if (session == NULL)
    return NULL;

  acme_scm_list_endpoints_async (session, NULL, NULL, cli->cancellable, acme_cli_await_cb, &pending);
  result = acme_cli_await (&pending);
  return acme_scm_list_endpoints_finish (session, result, error);
}

static gboolean
has_id (AcmeEndpoint *endpoint,
        const char   *text)
{
  return strcmp (acme_item_get_text (ACME_ITEM (endpoint), ACME_ENDPOINT_ID), text) == 0;
}

static gboolean
has_name (AcmeEndpoint *endpoint,
          const char   *text)
{
  return strcmp (acme_endpoint_get_name (endpoint), text) == 0;
}

static gboolean
has_folded_name (AcmeEndpoint *endpoint,
                 const char   *text)
{
  g_autofree char *folded = acme_fold (text);

  return strcmp (acme_item_get_folded (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME), folded) == 0;
}

static gboolean
has_url (AcmeEndpoint *endpoint,
         const char   *text)
{
  g_autofree char *wanted = acme_scm_servers_normalize_url (text);
  g_autofree char *url = acme_scm_servers_normalize_url (acme_endpoint_get_url (endpoint));

  return wanted != NULL && g_strcmp0 (wanted, url) == 0;
}

static GPtrArray *
collect (GPtrArray  *endpoints,
         const char *text,
         MatchFunc   matches)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < endpoints->len; i++)
    {
      if (matches (endpoints->pdata[i], text))
        g_ptr_array_add (found, endpoints->pdata[i]);
    }
  return g_steal_pointer (&found);
}

static void
set_ambiguous (const char  *text,
               GPtrArray   *found,
               GError     **error)
{
  g_autoptr(GString) candidates = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      AcmeItem *endpoint = found->pdata[i];

      g_string_append_printf (candidates, "%s%s (%s, %s)", i > 0 ? ", " : "",
                              acme_item_get_text (endpoint, ACME_ENDPOINT_ID),
                              acme_item_get_text (endpoint, ACME_ENDPOINT_NAME),
                              acme_item_get_text (endpoint, ACME_ENDPOINT_URL));
    }
  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
               /* Translators: the second %s lists endpoints: their ids, names and URLs */
               _("“%s” means more than one ACME endpoint; give the id of one: %s."), text, candidates->str);
}

/**
 * acme_cli_find_endpoint:
 * @endpoints: (element-type AcmeEndpoint): the ACME endpoints
 * @text: the id, the name or the URL of one of them
 * @error: return location for an %ACME_ERROR_NOT_FOUND, or for an %ACME_ERROR_INVALID that names those that @text
 *   may mean
 *
 * An id comes before a name, a name as it is spelled before one that differs in upper and lower case, and any name
 * before a URL.
 *
 * Returns: (transfer none) (nullable): the endpoint
 */
AcmeEndpoint *
acme_cli_find_endpoint (GPtrArray   *endpoints,
                        const char  *text,
                        GError     **error)
{
  static const MatchFunc ways[] = { has_id, has_name, has_folded_name, has_url };

  g_return_val_if_fail (endpoints != NULL && text != NULL, NULL);

  /* nothing means no endpoint, not one without a name */
  for (guint i = 0; text[0] != '\0' && i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GPtrArray) found = collect (endpoints, text, ways[i]);

      if (found->len == 1)
        return found->pdata[0];
      if (found->len > 1)
        {
          set_ambiguous (text, found, error);
          return NULL;
        }
    }
  g_set_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND,
               _("There is no ACME endpoint “%s”; “acmectl endpoints” lists them."), text);
  return NULL;
}

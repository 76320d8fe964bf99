/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME endpoint that --endpoint means. A name that several endpoints have is refused, since an account could land
 * at the wrong one; whoever typed it sees which they are. */

#include "config.h"

#include "acme-cli-endpoint.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-cli-connection.h"
#include "acme-error.h"
#include "acme-scm-accounts.h"
#include "acme-scm-endpoint-find.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-servers.h"

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

  if (session == NULL)
    return NULL;

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_endpoints_finish (session, acme_cli_await (cli), error);
}

/**
 * acme_cli_list_accounts:
 * @cli: the run
 * @endpoint: (nullable): the endpoint whose accounts are wanted; %NULL for all
 * @endpoints: (element-type AcmeEndpoint): the ACME endpoints
 * @organization: the id of the organization or department whose accounts are wanted; 0 for any
 * @error: return location for why they could not be listed
 *
 * Returns: (transfer container) (nullable) (element-type AcmeAccount): the accounts
 */
GPtrArray *
acme_cli_list_accounts (AcmeCli       *cli,
                        AcmeEndpoint  *endpoint,
                        GPtrArray     *endpoints,
                        gint64         organization,
                        GError       **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_accounts_async (session, endpoint, endpoints, organization, NULL, NULL, NULL, NULL, cli->cancellable,
                                acme_cli_await_cb, cli);
  return acme_scm_list_accounts_finish (session, acme_cli_await (cli), error);
}

static gboolean
may_mean (AcmeEndpoint *endpoint,
          const char   *text)
{
  g_autofree char *wanted = acme_scm_servers_normalize_url (text);
  g_autofree char *url = acme_scm_servers_normalize_url (acme_endpoint_get_url (endpoint));

  return strcmp (acme_endpoint_get_name (endpoint), text) == 0 || strcmp (url, wanted) == 0;
}

static char *
list_candidates (GPtrArray  *endpoints,
                 const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr(GString) candidates = g_string_new (NULL);

  for (guint i = 0; i < endpoints->len; i++)
    {
      AcmeItem *endpoint = endpoints->pdata[i];

      if (!may_mean (endpoints->pdata[i], stripped))
        continue;
      g_string_append_printf (candidates, "%s%s (%s, %s)", candidates->len > 0 ? ", " : "",
                              acme_item_get_text (endpoint, ACME_ENDPOINT_ID),
                              acme_item_get_text (endpoint, ACME_ENDPOINT_NAME),
                              acme_item_get_text (endpoint, ACME_ENDPOINT_URL));
    }
  return g_string_free (g_steal_pointer (&candidates), FALSE);
}

/**
 * acme_cli_find_endpoint:
 * @endpoints: (element-type AcmeEndpoint): the ACME endpoints
 * @text: the id, the name or the URL of one of them
 * @error: return location for an %ACME_ERROR_NOT_FOUND, or for an %ACME_ERROR_INVALID that names those that @text
 *   may mean
 *
 * Returns: (transfer none) (nullable): the endpoint
 */
AcmeEndpoint *
acme_cli_find_endpoint (GPtrArray   *endpoints,
                        const char  *text,
                        GError     **error)
{
  g_autoptr(GError) cause = NULL;
  g_autofree char *candidates = NULL;
  AcmeEndpoint *endpoint;

  g_return_val_if_fail (endpoints != NULL && text != NULL, NULL);

  endpoint = acme_scm_endpoint_find (endpoints, text, &cause);
  if (endpoint != NULL)
    return endpoint;

  if (!g_error_matches (cause, ACME_ERROR, ACME_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  candidates = list_candidates (endpoints, text);
  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
               /* Translators: the second %s lists endpoints: their ids, names and URLs */
               _("“%s” means more than one ACME endpoint; give the id of one: %s."), text, candidates);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a person writes to the endpoint that is meant, and from there to what SCM calls it in an account. */

#include "config.h"

#include "acme-scm-endpoint-find.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-account.h"
#include "acme-error.h"
#include "acme-scm-error.h"
#include "acme-scm-servers.h"

typedef gboolean (*MatchFunc) (AcmeItem   *endpoint,
                               const char *text);

static gboolean
match_id (AcmeItem   *endpoint,
          const char *text)
{
  gint64 id;

  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &id, NULL) &&
         acme_item_get_number (endpoint, ACME_ENDPOINT_ID) == id;
}

static gboolean
match_name (AcmeItem   *endpoint,
            const char *text)
{
  return g_strcmp0 (acme_item_get_string (endpoint, ACME_ENDPOINT_NAME), text) == 0;
}

static gboolean
match_url (AcmeItem   *endpoint,
           const char *text)
{
  const char *url = acme_item_get_string (endpoint, ACME_ENDPOINT_URL);
  g_autofree char *normalized = url != NULL ? acme_scm_servers_normalize_url (url) : NULL;

  return g_strcmp0 (normalized, text) == 0;
}

static guint
count_matches (GPtrArray     *endpoints,
               MatchFunc      match,
               const char    *text,
               AcmeEndpoint **out_first)
{
  guint n = 0;

  for (guint i = 0; i < endpoints->len; i++)
    {
      if (match (endpoints->pdata[i], text) && n++ == 0)
        *out_first = endpoints->pdata[i];
    }
  return n;
}

/**
 * acme_scm_endpoint_find:
 * @endpoints: (element-type AcmeEndpoint): the endpoints there are
 * @text: the id, the name or the URL of one
 * @error: return location
 *
 * An id goes before a name that looks like one. URLs are the same if they lead to the same place.
 *
 * Returns: (transfer none): the endpoint that is meant; %NULL with %ACME_ERROR_NOT_FOUND, or with %ACME_ERROR_INVALID
 *   if there are several
 */
AcmeEndpoint *
acme_scm_endpoint_find (GPtrArray   *endpoints,
                        const char  *text,
                        GError     **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *url = NULL;
  g_autofree char *shown = NULL;
  AcmeEndpoint *found = NULL;
  guint n;

  g_return_val_if_fail (endpoints != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  url = acme_scm_servers_normalize_url (stripped);
  n = count_matches (endpoints, match_id, stripped, &found);
  if (n == 0)
    n = count_matches (endpoints, match_name, stripped, &found);
  if (n == 0)
    n = count_matches (endpoints, match_url, url, &found);
  if (n == 1)
    return found;

  shown = acme_scm_error_clean (stripped);
  if (n == 0)
    g_set_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND, _("There is no endpoint with the id, name or URL “%s”."),
                 shown);
  else
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There are several endpoints “%s”. Give the id of one."),
                 shown);
  return NULL;
}

/**
 * acme_scm_endpoint_get_server:
 * @endpoint: an endpoint
 * @accounts: (nullable) (element-type AcmeAccount): accounts of any endpoints
 *
 * Documents disagree on whether an account names its server by name or by URL. What SCM itself says of another account
 * of the endpoint is sure to be understood; else the URL is, which is known to be taken by real systems.
 *
 * Returns: (transfer none): the `acmeServer` of a new account; "" if nothing is known about @endpoint
 */
const char *
acme_scm_endpoint_get_server (AcmeEndpoint *endpoint,
                              GPtrArray    *accounts)
{
  gint64 id;

  g_return_val_if_fail (ACME_IS_ENDPOINT (endpoint), NULL);

  id = acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      AcmeItem *account = accounts->pdata[i];
      const char *server = acme_item_get_string (account, ACME_ACCOUNT_ACME_SERVER);

      if (acme_item_get_number (account, ACME_ACCOUNT_ENDPOINT) == id && server != NULL)
        return server;
    }
  return acme_item_get_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL) != NULL ? acme_endpoint_get_url (endpoint)
                                                                                : acme_endpoint_get_name (endpoint);
}

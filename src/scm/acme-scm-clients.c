/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME clients that are connected with an account, of either kind. A client is known by its own account id at the
 * CA, which may be any text; the number that some versions of SCM give it besides means nothing to others (C6).
 *
 * Statuses are looked at on this side only. SCM can filter by them, but its words for them are not documented, and its
 * documents and systems disagree on their case: a filter that SCM understands in another way leaves out clients, and
 * nobody would see it. */

#include "config.h"

#include "acme-scm-clients.h"

#include "acme-client.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-item-list.h"
#include "acme-scm-json.h"

static gboolean
is_wanted (AcmeItem *client,
           GStrv     statuses)
{
  const char *status = acme_item_get_string (client, ACME_CLIENT_STATUS);

  if (statuses == NULL || *statuses == NULL)
    return TRUE;
  for (char **wanted = statuses; status != NULL && *wanted != NULL; wanted++)
    {
      if (g_ascii_strcasecmp (*wanted, status) == 0)
        return TRUE;
    }
  return FALSE;
}

static AcmeItem *
read_client (JsonObject  *element,
             gpointer     statuses,
             GError     **error)
{
  g_autoptr(AcmeItem) item = NULL;
  const char *account_id;

  if (!acme_scm_json_get_key (element, "accountId", &account_id, error))
    return NULL;
  item = ACME_ITEM (acme_client_new (account_id));
  acme_scm_items_read_string (item, ACME_CLIENT_IP_ADDRESS, element, "ipAddress");
  acme_scm_items_read_string (item, ACME_CLIENT_USER_AGENT, element, "userAgent");
  acme_scm_items_read_word (item, ACME_CLIENT_STATUS, element, "status");
  acme_scm_items_read_time (item, ACME_CLIENT_LAST_ACTIVITY, element, "lastActivity");
  acme_scm_items_read_string (item, ACME_CLIENT_CONTACTS, element, "contacts");
  return is_wanted (item, statuses) ? g_steal_pointer (&item) : NULL;
}

/**
 * acme_scm_list_clients_async:
 * @session: a session
 * @account: an account; only its kind and id are looked at
 * @statuses: (nullable): the statuses that are wanted, in any case; none of them, or %NULL, for all clients
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Lists the ACME clients of @account, those that were deactivated too. Of what is in @statuses, words that this program
 * does not know are as good as others.
 */
void
acme_scm_list_clients_async (AcmeScmSession      *session,
                             AcmeAccount         *account,
                             const char *const   *statuses,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(AcmeScmRequest) request = NULL;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  request = acme_scm_account_request_new ("GET", account, "/client");
  acme_scm_item_list_run_async (acme_scm_item_list_new (request, ACME_SCM_LIST_PAGED, read_client,
                                                        g_strdupv ((GStrv) statuses), (GDestroyNotify) g_strfreev),
                                session, cancellable, callback, user_data);
}

/**
 * acme_scm_list_clients_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeClient): the clients in SCM's order; %NULL with an error of the domain
 *   %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_clients_finish (AcmeScmSession  *session,
                              GAsyncResult    *result,
                              GError         **error)
{
  return acme_scm_item_list_run_finish (session, result, error);
}

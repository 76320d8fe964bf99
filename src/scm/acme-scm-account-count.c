/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many domains or clients an account has, which SCM tells in no account. A page with a single entry tells it in its
 * header, X-Total-Count, for every row of a table that is in sight; if the header is missing or contradicts the page,
 * the list itself is counted. */

#include "config.h"

#include "acme-scm-accounts.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-clients.h"
#include "acme-scm-domains.h"
#include "acme-scm-session-private.h"

typedef struct
{
  AcmeAccount *account;
  AcmeScmCount what;
} Count;

static void
free_count (Count *count)
{
  g_object_unref (count->account);
  g_free (count);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Count *count = g_task_get_task_data (task);
  AcmeScmSession *session = ACME_SCM_SESSION (source);
  GError *error = NULL;
  g_autoptr(GPtrArray) items = count->what == ACME_SCM_COUNT_DOMAINS
                                 ? acme_scm_list_domains_finish (session, result, &error)
                                 : acme_scm_list_clients_finish (session, result, &error);

  if (items != NULL)
    g_task_return_int (task, items->len);
  else
    g_task_return_error (task, error);
}

static void
count_list (GTask *task)
{
  Count *count = g_task_get_task_data (task);
  AcmeScmSession *session = g_task_get_source_object (task);

  if (count->what == ACME_SCM_COUNT_DOMAINS)
    acme_scm_list_domains_async (session, count->account, g_task_get_cancellable (task), list_cb,
                                 g_object_ref (task));
  else
    acme_scm_list_clients_async (session, count->account, NULL, g_task_get_cancellable (task), list_cb,
                                 g_object_ref (task));
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(AcmeScmReply) reply = acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, NULL, &error);
  guint n;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!JSON_NODE_HOLDS_ARRAY (reply->json))
    {
      g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM sent something else than a list."));
      return;
    }

  n = json_array_get_length (json_node_get_array (reply->json));
  if (n == 0 && reply->total <= 0)
    g_task_return_int (task, 0);
  else if (n > 0 && reply->total >= n)
    g_task_return_int (task, reply->total);
  else
    count_list (task);
}

/**
 * acme_scm_count_async:
 * @session: a session
 * @account: an account; only its kind and id are looked at
 * @what: what to count; a Universal ACME account has no domains of its own, which is %ACME_ERROR_INVALID
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
acme_scm_count_async (AcmeScmSession      *session,
                      AcmeAccount         *account,
                      AcmeScmCount         what,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  Count *count;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_count_async);
  count = g_new0 (Count, 1);
  count->account = g_object_ref (account);
  count->what = what;
  g_task_set_task_data (task, count, (GDestroyNotify) free_count);
  if (what == ACME_SCM_COUNT_DOMAINS && acme_account_is_universal (account))
    {
      count_list (task); /* which says that there is none */
      return;
    }

  request = acme_scm_account_request_new ("GET", account, what == ACME_SCM_COUNT_DOMAINS ? "/domain" : "/client");
  acme_scm_request_add_number (request, "size", 1);
  acme_scm_request_add_number (request, "position", 0);
  acme_scm_session_send_async (session, request, cancellable, page_cb, g_steal_pointer (&task));
}

/**
 * acme_scm_count_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: how many there are; -1 with an error of the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
gint64
acme_scm_count_finish (AcmeScmSession  *session,
                       GAsyncResult    *result,
                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_count_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

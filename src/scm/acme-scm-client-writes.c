/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thing that can be done to an ACME client: SCM deactivates it for good, and goes on listing it. */

#include "config.h"

#include "acme-scm-client-writes.h"

#include <glib/gi18n.h>

#include "acme-scm-account-reader.h"
#include "acme-scm-json.h"
#include "acme-scm-write.h"

typedef struct
{
  AcmeAccount *account;
  char *client_id;
  char *shown_status; /* (nullable): what SCM shows after an answer that did not come */
} Change;

static void
free_change (Change *change)
{
  g_clear_object (&change->account);
  g_free (change->client_id);
  g_free (change->shown_status);
  g_free (change);
}

static AcmeScmRequest *
make_look (gpointer data)
{
  return acme_scm_account_request_new ("GET", ((Change *) data)->account, "/client");
}

static gboolean
look_at_clients (JsonArray  *page,
                 gpointer    data,
                 GError    **error)
{
  Change *change = data;

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonNode *node = json_array_get_element (page, i);
      JsonObject *client = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = NULL;
      const char *status = NULL;

      if (client != NULL)
        acme_scm_json_get_string (client, "accountId", &id, NULL);
      if (g_strcmp0 (id, change->client_id) != 0)
        continue;
      acme_scm_json_get_string (client, "status", &status, NULL);
      g_free (change->shown_status);
      change->shown_status = g_strdup (status);
    }
  return TRUE;
}

static AcmeScmVerdict
judge (gpointer data)
{
  Change *change = data;

  if (change->shown_status == NULL)
    return ACME_SCM_VERDICT_UNCLEAR;
  return g_ascii_strcasecmp (change->shown_status, "deactivated") == 0 ? ACME_SCM_VERDICT_DONE
                                                                       : ACME_SCM_VERDICT_NOT_DONE;
}

static const AcmeScmWriteKind deactivation_kind = {
  .look = make_look,
  .look_flags = ACME_SCM_LIST_PAGED,
  .look_page = look_at_clients,
  .judge = judge,
  .if_gone = ACME_SCM_VERDICT_GONE,
  .not_done = N_("The client is still active."),
};

/**
 * acme_scm_deactivate_client_async:
 * @session: a session
 * @account: an account of either kind
 * @client_id: the client's own account id (not its number), as SCM lists it
 * @cancellable: (nullable): a cancellable; after it nobody knows whether the client was deactivated
 * @callback: called when that was done or not
 * @user_data: for @callback
 *
 * Deactivates an ACME client of @account. That cannot be undone.
 */
void
acme_scm_deactivate_client_async (AcmeScmSession      *session,
                                  AcmeAccount         *account,
                                  const char          *client_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  Change *change;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));
  g_return_if_fail (client_id != NULL && client_id[0] != '\0');

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_deactivate_client_async);
  change = g_new0 (Change, 1);
  change->account = g_object_ref (account);
  change->client_id = g_strdup (client_id);
  g_task_set_task_data (task, change, (GDestroyNotify) free_change);

  escaped = acme_scm_escape (client_id);
  path = g_strconcat ("/client/", escaped, NULL);
  request = acme_scm_account_request_new ("PUT", account, path);
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
  acme_scm_write_async (session, request, &deactivation_kind, change, cancellable, acme_scm_write_pass_cb,
                        g_steal_pointer (&task));
}

/**
 * acme_scm_deactivate_client_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: whether the client was deactivated; %FALSE with %ACME_ERROR_NOT_FOUND if there is no such client or account
 *   any more, with %ACME_ERROR_UNKNOWN_OUTCOME if it cannot be told what became of it, with another error of the domain
 *   %ACME_ERROR, or with %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_deactivate_client_finish (AcmeScmSession  *session,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_deactivate_client_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

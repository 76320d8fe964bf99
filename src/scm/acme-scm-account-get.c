/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One account with all that SCM says about it, its HMAC key among it. The names of its organization come from the list
 * of organizations, which is asked for side by side and costs no more than the names if it fails. */

#include "config.h"

#include "acme-scm-accounts.h"

#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-deadline.h"
#include "acme-scm-organizations.h"
#include "acme-scm-session-private.h"

typedef struct
{
  char *kind;
  gint64 id;
  gboolean with_names;
  AcmeScmDeadline *deadline; /* no time limit: ends the other request when the account cannot be had */
  AcmeAccount *account; /* (nullable) */
  AcmeOrganizationIndex *index; /* (nullable) */
  GError *names_error; /* (nullable): why there is no index */
  GError *error; /* (nullable) */
  guint n_pending;
} Get;

static void
free_get (Get *get)
{
  g_free (get->kind);
  acme_scm_deadline_free (get->deadline);
  g_clear_object (&get->account);
  g_clear_pointer (&get->index, acme_organization_index_unref);
  g_clear_error (&get->names_error);
  g_clear_error (&get->error);
  g_free (get);
}

static void
end_part (GTask *task)
{
  Get *get = g_task_get_task_data (task);

  if (--get->n_pending > 0)
    return;
  if (get->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&get->error));
      return;
    }
  if (get->with_names)
    acme_scm_account_name (get->account, get->index, get->names_error);
  g_task_return_pointer (task, g_steal_pointer (&get->account), g_object_unref);
}

static void
account_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Get *get = g_task_get_task_data (task);
  g_autoptr(AcmeScmReply) reply = acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, NULL, &get->error);

  if (reply != NULL)
    get->account = acme_scm_account_read_reply (reply, get->kind, get->id, ACME_SCM_ACCOUNT_WITH_SECRETS,
                                                &get->error);
  if (get->error != NULL)
    g_cancellable_cancel (acme_scm_deadline_get_cancellable (get->deadline));
  end_part (task);
}

static void
organizations_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Get *get = g_task_get_task_data (task);
  g_autoptr(GPtrArray) organizations = NULL;

  organizations = acme_scm_list_organizations_finish (ACME_SCM_SESSION (source), result, &get->names_error);
  if (organizations != NULL)
    get->index = acme_organization_index_new (organizations);
  end_part (task);
}

static void
get_account (AcmeScmSession      *session,
             const char          *kind,
             gint64               id,
             gboolean             with_names,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr(AcmeAccount) account = acme_account_new (kind, id);
  g_autoptr(AcmeScmRequest) request = acme_scm_account_request_new ("GET", account, "");
  Get *get = g_new0 (Get, 1);

  g_task_set_source_tag (task, get_account);
  get->kind = g_strdup (kind);
  get->id = id;
  get->with_names = with_names;
  get->deadline = acme_scm_deadline_new (cancellable, 0);
  get->n_pending = with_names ? 2 : 1;
  g_task_set_task_data (task, get, (GDestroyNotify) free_get);

  acme_scm_session_send_async (session, request, acme_scm_deadline_get_cancellable (get->deadline), account_cb,
                               g_object_ref (task));
  if (with_names)
    acme_scm_list_organizations_async (session, acme_scm_deadline_get_cancellable (get->deadline), organizations_cb,
                                       g_object_ref (task));
}

/**
 * acme_scm_get_account_async:
 * @session: a session
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @id: the id of an account of that kind
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads one account with its HMAC key and the names of its organization. Its endpoint and the numbers of its domains
 * and clients are not told.
 */
void
acme_scm_get_account_async (AcmeScmSession      *session,
                            const char          *kind,
                            gint64               id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (kind != NULL);

  get_account (session, kind, id, TRUE, cancellable, callback, user_data);
}

/**
 * acme_scm_get_account_key_async:
 * @session: a session
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @id: the id of an account of that kind
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * The same in one request, without the names of its organization: for who asks for many. To be ended by
 * acme_scm_get_account_finish().
 */
void
acme_scm_get_account_key_async (AcmeScmSession      *session,
                                const char          *kind,
                                gint64               id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (kind != NULL);

  get_account (session, kind, id, FALSE, cancellable, callback, user_data);
}

/**
 * acme_scm_get_account_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * What could not be read of it is said in its problem (acme_item_get_problem()).
 *
 * Returns: (transfer full): the account, %ACME_ACCOUNT_HMAC_KEY set if SCM tells it; %NULL with an error of the domain
 *   %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
AcmeAccount *
acme_scm_get_account_finish (AcmeScmSession  *session,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, get_account), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

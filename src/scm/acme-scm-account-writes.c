/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done to an account that exists: a new name, and the end. SCM can change nothing else of it. */

#include "config.h"

#include "acme-scm-account-writes.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-json.h"
#include "acme-scm-write.h"

typedef struct
{
  AcmeAccount *account; /* only its kind and id matter, and the name that it was known by */
  char *old_name;       /* (nullable) */
  char *name;           /* (nullable): its new name */
  char *shown_name;     /* (nullable): what SCM shows after an answer that did not come */
  gboolean is_shown;    /* whether SCM shows it at all then */
} Change;

static void
free_change (Change *change)
{
  g_clear_object (&change->account);
  g_free (change->old_name);
  g_free (change->name);
  g_free (change->shown_name);
  g_free (change);
}

static AcmeScmRequest *
make_look (gpointer data)
{
  return acme_scm_account_request_new ("GET", ((Change *) data)->account, "");
}

static gboolean
look_at_account (JsonArray  *page,
                 gpointer    data,
                 GError    **error)
{
  Change *change = data;
  JsonNode *node = json_array_get_length (page) == 1 ? json_array_get_element (page, 0) : NULL;
  const char *name;
  gint64 id;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !acme_scm_json_get_id (json_node_get_object (node), "id", &id, NULL) ||
      id != acme_item_get_number (ACME_ITEM (change->account), ACME_ACCOUNT_ID))
    return TRUE;
  change->is_shown = TRUE;
  acme_scm_json_get_string (json_node_get_object (node), "name", &name, NULL);
  change->shown_name = g_strdup (name);
  return TRUE;
}

static AcmeScmVerdict
judge_rename (gpointer data)
{
  Change *change = data;

  if (change->shown_name == NULL)
    return ACME_SCM_VERDICT_UNCLEAR;
  if (g_str_equal (change->shown_name, change->name))
    return ACME_SCM_VERDICT_DONE;
  if (change->old_name == NULL || g_str_equal (change->shown_name, change->old_name))
    return ACME_SCM_VERDICT_NOT_DONE;
  return ACME_SCM_VERDICT_UNCLEAR; /* somebody else, or SCM, made a third name of it */
}

static AcmeScmVerdict
judge_deletion (gpointer data)
{
  return ((Change *) data)->is_shown ? ACME_SCM_VERDICT_NOT_DONE : ACME_SCM_VERDICT_UNCLEAR;
}

static const AcmeScmWriteKind rename_kind = {
  .look = make_look,
  .look_flags = ACME_SCM_LIST_SINGLE,
  .look_page = look_at_account,
  .judge = judge_rename,
  .if_gone = ACME_SCM_VERDICT_GONE,
  .not_done = N_("The account still has its old name."),
};

static const AcmeScmWriteKind deletion_kind = {
  .look = make_look,
  .look_flags = ACME_SCM_LIST_SINGLE,
  .look_page = look_at_account,
  .judge = judge_deletion,
  .if_gone = ACME_SCM_VERDICT_DONE,
  .not_done = N_("The account is still there."),
};

static Change *
new_change (GTask       *task,
            AcmeAccount *account)
{
  Change *change = g_new0 (Change, 1);

  change->account = g_object_ref (account);
  change->old_name = g_strdup (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_NAME));
  g_task_set_task_data (task, change, (GDestroyNotify) free_change);
  return change;
}

static AcmeScmRequest *
make_rename (AcmeAccount *account,
             const char  *name)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_account_request_new ("PUT", account, "");
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_end_object (builder);
  acme_scm_write_set_body (request, builder);
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
  return g_steal_pointer (&request);
}

/**
 * acme_scm_rename_account_async:
 * @session: a session
 * @account: an account; it is not changed itself
 * @name: its new name; white space around it is dropped
 * @cancellable: (nullable): a cancellable; after it nobody knows whether the account was renamed
 * @callback: called when that was done or not
 * @user_data: for @callback
 */
void
acme_scm_rename_account_async (AcmeScmSession      *session,
                               AcmeAccount         *account,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  GError *error = NULL;
  Change *change;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));
  g_return_if_fail (name != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_rename_account_async);
  change = new_change (task, account);
  change->name = acme_account_draft_check_name (name, &error);
  if (change->name == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  request = make_rename (account, change->name);
  acme_scm_write_async (session, request, &rename_kind, change, cancellable, acme_scm_write_pass_cb,
                        g_steal_pointer (&task));
}

/**
 * acme_scm_rename_account_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: whether the account was renamed; %FALSE with %ACME_ERROR_INVALID for a name that cannot be, with
 *   %ACME_ERROR_NOT_FOUND if the account does not exist any more, with %ACME_ERROR_UNKNOWN_OUTCOME if it cannot be told
 *   what became of it, with another error of the domain %ACME_ERROR, or with %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_rename_account_finish (AcmeScmSession  *session,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_rename_account_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_scm_delete_account_async:
 * @session: a session
 * @account: an account
 * @cancellable: (nullable): a cancellable; after it nobody knows whether the account was deleted
 * @callback: called when that was done or not
 * @user_data: for @callback
 */
void
acme_scm_delete_account_async (AcmeScmSession      *session,
                               AcmeAccount         *account,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  Change *change;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_delete_account_async);
  change = new_change (task, account);
  request = acme_scm_account_request_new ("DELETE", account, "");
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
  acme_scm_write_async (session, request, &deletion_kind, change, cancellable, acme_scm_write_pass_cb,
                        g_steal_pointer (&task));
}

/**
 * acme_scm_delete_account_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: whether the account was deleted; %FALSE with %ACME_ERROR_NOT_FOUND if it did not exist any more, with
 *   %ACME_ERROR_UNKNOWN_OUTCOME if it cannot be told what became of it, with another error of the domain %ACME_ERROR,
 *   or with %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_delete_account_finish (AcmeScmSession  *session,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_delete_account_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

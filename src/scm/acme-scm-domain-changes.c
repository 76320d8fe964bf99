/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Domains that an account gets and loses. SCM has a request for each of the two, and answers that it went well also if
 * it did not take a single name: what it left out stands in the answer, by name. */

#include "config.h"

#include "acme-scm-domain-changes.h"

#include <glib/gi18n.h>

#include "acme-domain-names.h"
#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-error.h"
#include "acme-scm-json.h"
#include "acme-scm-write.h"

/* One of the two requests */
typedef struct
{
  AcmeAccount *account; /* (unowned) */
  char **names;         /* what it is about */
  gboolean adds;
  char **left;          /* (nullable): those with which it was not done */
  GPtrArray *shown;     /* of char*: the account's domains after an answer that did not tell */
} Step;

typedef struct
{
  AcmeAccount *account;
  Step addition;
  Step removal;
} Change;

static void
clear_step (Step *step)
{
  g_strfreev (step->names);
  g_strfreev (step->left);
  g_ptr_array_unref (step->shown);
}

static void
free_change (Change *change)
{
  clear_step (&change->addition);
  clear_step (&change->removal);
  g_clear_object (&change->account);
  g_free (change);
}

/**
 * acme_scm_domain_change_free:
 * @self: (transfer full): what became of a change
 */
void
acme_scm_domain_change_free (AcmeScmDomainChange *self)
{
  g_strfreev (self->not_added);
  g_strfreev (self->not_removed);
  g_clear_error (&self->removal_error);
  g_free (self);
}

/* What SCM says that it left out: in our own spelling what is ours, as it is what is not */
static char **
match_left (Step              *step,
            const char *const *reported)
{
  g_autoptr(GStrvBuilder) left = g_strv_builder_new ();
  g_auto(GStrv) ours = acme_domain_names_intersect ((const char *const *) step->names, reported);
  g_auto(GStrv) foreign = acme_domain_names_subtract (reported, (const char *const *) step->names);

  g_strv_builder_addv (left, (const char **) ours);
  for (guint i = 0; foreign[i] != NULL; i++)
    {
      g_autofree char *clean = acme_scm_error_clean (foreign[i]);

      g_strv_builder_add (left, clean);
    }
  return g_strv_builder_end (left);
}

static gboolean
read_left (AcmeScmReply  *reply,
           gpointer       data,
           GError       **error)
{
  Step *step = data;
  g_auto(GStrv) reported = NULL;

  if (reply->json == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (reply->json))
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM sent something else than an object."));
      return FALSE;
    }
  if (!acme_scm_json_get_strings (json_node_get_object (reply->json),
                                  step->adds ? "notAddedDomains" : "notRemovedDomains", &reported, error))
    return FALSE;
  if (reported != NULL)
    step->left = match_left (step, (const char *const *) reported);
  return TRUE;
}

static AcmeScmRequest *
make_look (gpointer data)
{
  return acme_scm_account_request_new ("GET", ((Step *) data)->account, "/domain");
}

static gboolean
look_at_domains (JsonArray  *page,
                 gpointer    data,
                 GError    **error)
{
  Step *step = data;

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonNode *node = json_array_get_element (page, i);
      const char *name;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                               _("SCM's list contains something else than objects."));
          return FALSE;
        }
      if (!acme_scm_json_get_key (json_node_get_object (node), "name", &name, error))
        return FALSE;
      g_ptr_array_add (step->shown, g_strdup (name));
    }
  return TRUE;
}

static AcmeScmVerdict
judge (gpointer data)
{
  Step *step = data;
  const char *const *names = (const char *const *) step->names;
  const char *const *shown;

  g_ptr_array_add (step->shown, NULL);
  shown = (const char *const *) step->shown->pdata;
  step->left = step->adds ? acme_domain_names_subtract (names, shown) : acme_domain_names_intersect (names, shown);
  return g_strv_length (step->left) < g_strv_length (step->names) ? ACME_SCM_VERDICT_DONE : ACME_SCM_VERDICT_NOT_DONE;
}

static const AcmeScmWriteKind addition_kind = {
  .read = read_left,
  .look = make_look,
  .look_flags = ACME_SCM_LIST_PAGED,
  .look_page = look_at_domains,
  .judge = judge,
  .if_gone = ACME_SCM_VERDICT_GONE,
  .not_done = N_("The account has none of these domains."),
};

static const AcmeScmWriteKind removal_kind = {
  .read = read_left,
  .look = make_look,
  .look_flags = ACME_SCM_LIST_PAGED,
  .look_page = look_at_domains,
  .judge = judge,
  .if_gone = ACME_SCM_VERDICT_GONE,
  .not_done = N_("The account still has all of these domains."),
};

static AcmeScmRequest *
make_request (Step *step)
{
  g_autoptr(AcmeScmRequest) request =
    acme_scm_account_request_new (step->adds ? "POST" : "DELETE", step->account, "/domain");
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "domains");
  json_builder_begin_array (builder);
  for (guint i = 0; step->names[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, step->names[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  acme_scm_write_set_body (request, builder);
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_MAYBE);
  return g_steal_pointer (&request);
}

/* (transfer full) (nullable): those with which it was not done, if there are any */
static char **
steal_left (Step *step)
{
  if (step->left != NULL && step->left[0] == NULL)
    g_clear_pointer (&step->left, g_strfreev);
  return g_steal_pointer (&step->left);
}

static void
return_change (GTask  *task,
               GError *removal_error)
{
  Change *change = g_task_get_task_data (task);
  AcmeScmDomainChange *result = g_new0 (AcmeScmDomainChange, 1);

  result->not_added = steal_left (&change->addition);
  if (removal_error == NULL)
    result->not_removed = steal_left (&change->removal);
  else if (!g_error_matches (removal_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    result->not_removed = g_steal_pointer (&change->removal.names);
  result->removal_error = removal_error;
  g_task_return_pointer (task, result, (GDestroyNotify) acme_scm_domain_change_free);
}

static void
remove_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  acme_scm_write_finish (ACME_SCM_SESSION (source), result, NULL, &error);
  if (error != NULL && (change->addition.names[0] == NULL || acme_error_is_cancelled (error)))
    g_task_return_error (task, error);
  else
    return_change (task, error);
}

static void
remove_domains (GTask *task)
{
  Change *change = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = NULL;

  if (change->removal.names[0] == NULL)
    {
      return_change (task, NULL);
      return;
    }
  request = make_request (&change->removal);
  acme_scm_write_async (g_task_get_source_object (task), request, &removal_kind, &change->removal,
                        g_task_get_cancellable (task), remove_cb, g_object_ref (task));
}

static void
add_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (acme_scm_write_finish (ACME_SCM_SESSION (source), result, NULL, &error))
    remove_domains (task);
  else
    g_task_return_error (task, error);
}

static void
add_domains (GTask *task)
{
  Change *change = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = NULL;

  if (change->addition.names[0] == NULL)
    {
      remove_domains (task);
      return;
    }
  request = make_request (&change->addition);
  acme_scm_write_async (g_task_get_source_object (task), request, &addition_kind, &change->addition,
                        g_task_get_cancellable (task), add_cb, g_object_ref (task));
}

static void
init_step (Step              *step,
           AcmeAccount       *account,
           const char *const *names,
           gboolean           adds)
{
  static const char *const none[] = { NULL };

  step->account = account;
  step->names = acme_domain_names_subtract (names != NULL ? names : none, none);
  step->adds = adds;
  step->shown = g_ptr_array_new_with_free_func (g_free);
}

/**
 * acme_scm_change_domains_async:
 * @session: a session
 * @account: a Sectigo Public ACME account; another is %ACME_ERROR_INVALID
 * @add: (nullable): domains to add, as acme_domain_name_normalize() makes them
 * @remove: (nullable): domains to remove, as SCM spells them
 * @cancellable: (nullable): a cancellable; after it nobody knows which domains the account has
 * @callback: called when that was done or not
 * @user_data: for @callback
 *
 * Adds domains, and when that was done, removes others. Nothing is removed if nothing could be added because of an
 * error; but names that SCM does not take are no error.
 */
void
acme_scm_change_domains_async (AcmeScmSession      *session,
                               AcmeAccount         *account,
                               const char *const   *add,
                               const char *const   *remove,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Change *change;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_change_domains_async);
  change = g_new0 (Change, 1);
  change->account = g_object_ref (account);
  init_step (&change->addition, account, add, TRUE);
  init_step (&change->removal, account, remove, FALSE);
  g_task_set_task_data (task, change, (GDestroyNotify) free_change);

  if (g_strcmp0 (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_KIND), ACME_ACCOUNT_KIND_UNIVERSAL) == 0)
    g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_INVALID,
                             _("A Universal ACME account has no domains of its own."));
  else
    add_domains (task);
}

/**
 * acme_scm_change_domains_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): what became of the change; %NULL with %ACME_ERROR_NOT_FOUND if the account does not exist
 *   any more, with %ACME_ERROR_UNKNOWN_OUTCOME if it cannot be told what became of the domains to add, or of those to
 *   remove if there was nothing to add, with another error of the domain %ACME_ERROR if nothing was changed, or with
 *   %G_IO_ERROR_CANCELLED
 */
AcmeScmDomainChange *
acme_scm_change_domains_finish (AcmeScmSession  *session,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_change_domains_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

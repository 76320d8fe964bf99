/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of one kind, organization by organization, for instances that do not list them without one (C2). Each
 * department is asked for too: whether its accounts are among those of its organization is documented only by the way,
 * and an administrator of a department may not ask for the organization. What an administrator may not ask for is left
 * out, as SCM leaves it out of every other list. */

#include "config.h"

#include "acme-scm-account-sweep.h"

#include "acme-error.h"
#include "acme-organization.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-deadline.h"
#include "acme-scm-session-private.h"

typedef struct
{
  char *kind;
  GArray *ids; /* gint64: organizations and departments */
  AcmeScmPageFunc page_func;
  gpointer page_data;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;

  AcmeScmDeadline *deadline; /* no time limit: ends what is on its way when one of them fails */
  GError *error;   /* (nullable) */
  GError *refusal; /* (nullable): the first */
  guint next;
  guint n_done;
  guint n_refused;
} Sweep;

static void advance (GTask *task);

static void
free_sweep (Sweep *sweep)
{
  g_free (sweep->kind);
  g_array_unref (sweep->ids);
  acme_scm_deadline_free (sweep->deadline);
  g_clear_error (&sweep->error);
  g_clear_error (&sweep->refusal);
  g_free (sweep);
}

/* Departments and organizations share one space of ids */
static GArray *
list_ids (GPtrArray *organizations)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < organizations->len; i++)
    {
      gint64 id = acme_item_get_number (organizations->pdata[i], ACME_ORGANIZATION_ID);
      GVariant *departments = acme_item_get_variant (organizations->pdata[i], ACME_ORGANIZATION_DEPARTMENTS);

      g_array_append_val (ids, id);
      for (gsize j = 0; departments != NULL && j < g_variant_n_children (departments); j++)
        {
          g_autoptr(GVariant) department = g_variant_get_child_value (departments, j);

          if (g_variant_lookup (department, "id", "x", &id))
            g_array_append_val (ids, id);
        }
    }
  return ids;
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Sweep *sweep = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  acme_scm_list_finish (ACME_SCM_SESSION (source), result, NULL, &error);
  sweep->n_done++;
  if (error != NULL && acme_scm_account_is_refused (error))
    {
      sweep->n_refused++;
      if (sweep->refusal == NULL)
        sweep->refusal = g_steal_pointer (&error);
    }
  else if (error != NULL && sweep->error == NULL)
    {
      sweep->error = g_steal_pointer (&error);
      g_cancellable_cancel (acme_scm_deadline_get_cancellable (sweep->deadline));
    }
  if (sweep->progress != NULL && sweep->error == NULL)
    sweep->progress (sweep->n_done, sweep->ids->len, sweep->progress_data);
  advance (task);
}

static void
ask_for_more (GTask *task)
{
  Sweep *sweep = g_task_get_task_data (task);

  while (sweep->next < sweep->ids->len && sweep->next - sweep->n_done < ACME_SCM_MAX_IN_FLIGHT)
    {
      g_autoptr(AcmeScmRequest) request =
        acme_scm_account_list_request_new (sweep->kind, g_array_index (sweep->ids, gint64, sweep->next));

      sweep->next++;
      acme_scm_list_async (g_task_get_source_object (task), request, ACME_SCM_LIST_PAGED, sweep->page_func,
                           sweep->page_data, NULL, NULL, acme_scm_deadline_get_cancellable (sweep->deadline), list_cb,
                           g_object_ref (task));
    }
}

static void
advance (GTask *task)
{
  Sweep *sweep = g_task_get_task_data (task);

  if (sweep->error == NULL)
    ask_for_more (task);
  if (sweep->n_done < sweep->next)
    return;

  if (sweep->error != NULL)
    g_task_return_error (task, g_steal_pointer (&sweep->error));
  else if (sweep->refusal != NULL && sweep->n_refused == sweep->n_done)
    g_task_return_error (task, g_steal_pointer (&sweep->refusal));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * acme_scm_account_list_request_new:
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @organization_id: the organization or department that they belong to, or 0 for all
 *
 * Returns: (transfer full): a request for the accounts of a kind, without size and position
 */
AcmeScmRequest *
acme_scm_account_list_request_new (const char *kind,
                                   gint64      organization_id)
{
  AcmeScmRequest *request = acme_scm_request_new ("GET", "%s", acme_scm_account_get_path (kind));

  if (organization_id > 0)
    acme_scm_request_add_number (request, "organizationId", organization_id);
  return request;
}

/**
 * acme_scm_account_is_refused:
 * @error: an error of the domain %ACME_ERROR
 *
 * Returns: whether it says that this administrator may not have these accounts, or that SCM does not have them
 */
gboolean
acme_scm_account_is_refused (const GError *error)
{
  return g_error_matches (error, ACME_ERROR, ACME_ERROR_FORBIDDEN) ||
         g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

/**
 * acme_scm_account_sweep_async:
 * @session: a session
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @organizations: (element-type AcmeOrganization): the organizations to ask for, with their departments
 * @page_func: called for each page, in no particular order; an account may be on several of them
 * @page_data: for @page_func
 * @progress: (nullable): called after each organization or department
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when all are there
 * @user_data: for @callback
 */
void
acme_scm_account_sweep_async (AcmeScmSession      *session,
                              const char          *kind,
                              GPtrArray           *organizations,
                              AcmeScmPageFunc      page_func,
                              gpointer             page_data,
                              AcmeScmProgressFunc  progress,
                              gpointer             progress_data,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Sweep *sweep = g_new0 (Sweep, 1);

  g_task_set_source_tag (task, acme_scm_account_sweep_async);
  sweep->kind = g_strdup (kind);
  sweep->ids = list_ids (organizations);
  sweep->page_func = page_func;
  sweep->page_data = page_data;
  sweep->progress = progress;
  sweep->progress_data = progress_data;
  sweep->deadline = acme_scm_deadline_new (cancellable, 0);
  g_task_set_task_data (task, sweep, (GDestroyNotify) free_sweep);
  advance (task);
}

/**
 * acme_scm_account_sweep_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: %FALSE with an error of the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED; that of the first refusal if there
 *   was nothing else
 */
gboolean
acme_scm_account_sweep_finish (AcmeScmSession  *session,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_account_sweep_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The organizations that the administrator may see, with their departments. SCM gives them without pages. */

#include "config.h"

#include "acme-scm-organizations.h"

#include "acme-organization.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"
#include "acme-scm-list.h"
#include "acme-scm-reference.h"

static AcmeItem *
read_organization (JsonObject  *element,
                   gpointer     user_data,
                   GError     **error)
{
  AcmeItem *item;
  gint64 id;

  if (!acme_scm_json_get_id (element, "id", &id, error))
    return NULL;
  item = ACME_ITEM (acme_organization_new (id));
  acme_scm_items_read_string (item, ACME_ORGANIZATION_NAME, element, "name");
  acme_scm_reference_read_list (item, ACME_ORGANIZATION_DEPARTMENTS, element, "departments");
  return item;
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *organizations = NULL;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, NULL, &error))
    organizations = acme_scm_items_steal (g_task_get_task_data (task), &error);
  if (organizations != NULL)
    g_task_return_pointer (task, organizations, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * acme_scm_list_organizations_async:
 * @session: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 */
void
acme_scm_list_organizations_async (AcmeScmSession      *session,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", "/api/organization/v1");
  AcmeScmItems *items;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_list_organizations_async);
  items = acme_scm_items_new (read_organization, NULL);
  g_task_set_task_data (task, items, (GDestroyNotify) acme_scm_items_free);
  acme_scm_list_async (session, request, ACME_SCM_LIST_DEFAULT, acme_scm_items_take_page, items, NULL, NULL,
                       cancellable, list_cb, g_steal_pointer (&task));
}

/**
 * acme_scm_list_organizations_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeOrganization): the organizations in SCM's order; %NULL with an error of
 *   the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_organizations_finish (AcmeScmSession  *session,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_list_organizations_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

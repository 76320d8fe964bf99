/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The organizations that the administrator may see, with their departments. SCM gives them without pages. */

#include "config.h"

#include "acme-scm-organizations.h"

#include "acme-organization.h"
#include "acme-scm-item-list.h"
#include "acme-scm-json.h"
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
  g_autoptr(AcmeScmRequest) request = NULL;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  request = acme_scm_request_new ("GET", "/api/organization/v1");
  acme_scm_item_list_run_async (acme_scm_item_list_new (request, ACME_SCM_LIST_DEFAULT, read_organization, NULL, NULL),
                                session, cancellable, callback, user_data);
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
  return acme_scm_item_list_run_finish (session, result, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The certificate profiles, by whose names Universal ACME accounts are made. Instances that only know header
 * authentication have them at an older path. */

#include "config.h"

#include "acme-scm-profiles.h"

#include "acme-profile.h"
#include "acme-scm-item-list.h"
#include "acme-scm-json.h"

static AcmeItem *
read_profile (JsonObject  *element,
              gpointer     user_data,
              GError     **error)
{
  AcmeItem *item;
  gint64 id;

  if (!acme_scm_json_get_id (element, "id", &id, error))
    return NULL;
  item = ACME_ITEM (acme_profile_new (id));
  acme_scm_items_read_string (item, ACME_PROFILE_NAME, element, "name");
  acme_scm_items_read_string (item, ACME_PROFILE_DESCRIPTION, element, "description");
  return item;
}

/**
 * acme_scm_list_profiles_async:
 * @session: a session
 * @organization_id: the organization that may use them, or 0 for all
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 */
void
acme_scm_list_profiles_async (AcmeScmSession      *session,
                              gint64               organization_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(AcmeScmRequest) request = NULL;
  AcmeScmItemList *list;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  request = acme_scm_request_new ("GET", "/api/ssl/v2/types");
  if (organization_id > 0)
    acme_scm_request_add_number (request, "organizationId", organization_id);
  list = acme_scm_item_list_new (request, ACME_SCM_LIST_DEFAULT, read_profile, NULL, NULL);
  acme_scm_item_list_set_old_path (list, "/api/ssl/v1/types");
  acme_scm_item_list_run_async (list, session, cancellable, callback, user_data);
}

/**
 * acme_scm_list_profiles_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeProfile): the profiles in SCM's order; %NULL with an error of the domain
 *   %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_profiles_finish (AcmeScmSession  *session,
                               GAsyncResult    *result,
                               GError         **error)
{
  return acme_scm_item_list_run_finish (session, result, error);
}

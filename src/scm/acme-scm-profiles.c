/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The certificate profiles, by whose names Universal ACME accounts are made. Instances that only know header
 * authentication have them at an older path. */

#include "config.h"

#include "acme-scm-profiles.h"

#include "acme-profile.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"
#include "acme-scm-list.h"

static const char *const paths[] = { "/api/ssl/v2/types", "/api/ssl/v1/types" };

typedef struct
{
  AcmeScmItems *items;
  gint64 organization_id;
  guint path; /* of paths */
} Profiles;

static void list_profiles (GTask *task);

static void
free_profiles (Profiles *profiles)
{
  acme_scm_items_free (profiles->items);
  g_free (profiles);
}

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

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Profiles *profiles = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *items = NULL;
  guint status;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, &status, &error))
    items = acme_scm_items_steal (profiles->items, &error);
  else if (status == 404 && profiles->path + 1 < G_N_ELEMENTS (paths))
    {
      g_clear_error (&error);
      profiles->path++;
      list_profiles (task);
      return;
    }

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
list_profiles (GTask *task)
{
  Profiles *profiles = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", "%s", paths[profiles->path]);

  if (profiles->organization_id > 0)
    acme_scm_request_add_number (request, "organizationId", profiles->organization_id);
  acme_scm_list_async (g_task_get_source_object (task), request, ACME_SCM_LIST_DEFAULT, acme_scm_items_take_page,
                       profiles->items, NULL, NULL, g_task_get_cancellable (task), list_cb, g_object_ref (task));
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
  g_autoptr(GTask) task = NULL;
  Profiles *profiles;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_list_profiles_async);
  profiles = g_new0 (Profiles, 1);
  profiles->items = acme_scm_items_new (read_profile, NULL);
  profiles->organization_id = organization_id;
  g_task_set_task_data (task, profiles, (GDestroyNotify) free_profiles);
  list_profiles (task);
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
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_list_profiles_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

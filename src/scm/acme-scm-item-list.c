/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plain kind of a list, which most are: one request that gives items of one kind, and perhaps another path for
 * instances that do not know the newer one. What a resource adds to it is the request and the reader of an element. */

#include "config.h"

#include "acme-scm-item-list.h"

struct _AcmeScmItemList
{
  AcmeScmRequest *request;
  char *old_path; /* (nullable) */
  AcmeScmListFlags flags;
  AcmeScmItems *items;
  gpointer item_data;
  GDestroyNotify free_item_data; /* (nullable) */
  AcmeScmProgressFunc progress;  /* (nullable) */
  gpointer progress_data;
};

static void send_request (GTask *task);

static void
free_list (AcmeScmItemList *self)
{
  acme_scm_request_unref (self->request);
  g_free (self->old_path);
  acme_scm_items_free (self->items);
  if (self->free_item_data != NULL)
    self->free_item_data (self->item_data);
  g_free (self);
}

/**
 * acme_scm_item_list_new:
 * @request: asks for the list, without size and position
 * @flags: how the list comes
 * @item_func: makes an item of an element
 * @item_data: for @item_func
 * @free_item_data: (nullable): frees @item_data in the end
 *
 * Returns: (transfer full): a list that is to be read
 */
AcmeScmItemList *
acme_scm_item_list_new (AcmeScmRequest   *request,
                        AcmeScmListFlags  flags,
                        AcmeScmItemFunc   item_func,
                        gpointer          item_data,
                        GDestroyNotify    free_item_data)
{
  AcmeScmItemList *self = g_new0 (AcmeScmItemList, 1);

  self->request = acme_scm_request_ref (request);
  self->flags = flags;
  self->items = acme_scm_items_new (item_func, item_data);
  self->item_data = item_data;
  self->free_item_data = free_item_data;
  return self;
}

/**
 * acme_scm_item_list_set_old_path:
 * @self: a list
 * @path: where the same is asked for if SCM does not know the path of the list (404)
 */
void
acme_scm_item_list_set_old_path (AcmeScmItemList *self,
                                 const char      *path)
{
  g_free (self->old_path);
  self->old_path = g_strdup (path);
}

/**
 * acme_scm_item_list_set_progress:
 * @self: a list
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 */
void
acme_scm_item_list_set_progress (AcmeScmItemList     *self,
                                 AcmeScmProgressFunc  progress,
                                 gpointer             progress_data)
{
  self->progress = progress;
  self->progress_data = progress_data;
}

static void
ask_old_path (AcmeScmItemList *self)
{
  g_autoptr(AcmeScmRequest) request = g_steal_pointer (&self->request);

  self->request = acme_scm_request_copy_to (request, self->old_path);
  g_clear_pointer (&self->old_path, g_free);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AcmeScmItemList *self = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *items = NULL;
  guint status;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, &status, &error))
    items = acme_scm_items_steal (self->items, &error);
  else if (status == 404 && self->old_path != NULL)
    {
      g_clear_error (&error);
      ask_old_path (self);
      send_request (task);
      return;
    }

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
send_request (GTask *task)
{
  AcmeScmItemList *self = g_task_get_task_data (task);

  acme_scm_list_async (g_task_get_source_object (task), self->request, self->flags, acme_scm_items_take_page,
                       self->items, self->progress, self->progress_data, g_task_get_cancellable (task), list_cb,
                       g_object_ref (task));
}

/**
 * acme_scm_item_list_run_async:
 * @self: (transfer full): a list
 * @session: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when the items are there
 * @user_data: for @callback
 */
void
acme_scm_item_list_run_async (AcmeScmItemList     *self,
                              AcmeScmSession      *session,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, acme_scm_item_list_run_async);
  g_task_set_task_data (task, self, (GDestroyNotify) free_list);
  send_request (task);
}

/**
 * acme_scm_item_list_run_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeItem): the items in SCM's order; %NULL with an error of the domain
 *   %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_item_list_run_finish (AcmeScmSession  *session,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_item_list_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list that SCM gives in pages. It is read in order, as if one page was asked for after the other, and ends by
 * whichever comes first: an empty page, a short page that the announced total (X-Total-Count) does not contradict, the
 * total reached by a full page, or a page like the one before, which a server sends that ignores the position. Since
 * the total tells what will be asked for next, those pages are asked for ahead and wait here for their turn. A total
 * that lies costs a few requests, never a loop; one that grows or shrinks on the way is followed. */

#include "config.h"

#include "acme-scm-list.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-deadline.h"
#include "acme-scm-session-private.h"

#define LOOK_AHEAD (2 * ACME_SCM_MAX_IN_FLIGHT) /* pages */

typedef struct
{
  AcmeScmRequest *request;
  AcmeScmListFlags flags;
  AcmeScmPageFunc page_func;
  gpointer page_data;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;

  AcmeScmDeadline *deadline; /* no time limit: ends the pages that are not needed any more */
  GHashTable *pending;       /* position */
  GHashTable *ready;         /* position -> AcmeScmReply (owned) */
  JsonNode *latest;          /* (nullable): the page read last */
  GError *error;             /* (nullable) */
  gint64 total;              /* announced by the page read last, or -1 */
  gint64 n_read;             /* which is the position of the next page */
  guint status;
  gboolean ahead;            /* whether pages are asked for ahead */
  gboolean ended;
} List;

/* One page on its way */
typedef struct
{
  GTask *task;
  gint64 position;
} Page;

static void
free_list (List *list)
{
  acme_scm_request_unref (list->request);
  acme_scm_deadline_free (list->deadline);
  g_hash_table_unref (list->pending);
  g_hash_table_unref (list->ready);
  g_clear_pointer (&list->latest, json_node_unref);
  g_clear_error (&list->error);
  g_free (list);
}

static void
end_list (List   *list,
          GError *error)
{
  list->ended = TRUE;
  if (list->error == NULL && error != NULL)
    list->error = error;
  else
    g_clear_error (&error);
  g_cancellable_cancel (acme_scm_deadline_get_cancellable (list->deadline));
}

/* (transfer full) (nullable): the page of @reply, as an array */
static JsonNode *
get_page (List          *list,
          AcmeScmReply  *reply,
          GError       **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonArray *array;

  if (JSON_NODE_HOLDS_ARRAY (reply->json))
    return json_node_ref (reply->json);
  if ((list->flags & ACME_SCM_LIST_SINGLE) == 0)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM sent something else than a list."));
      return NULL;
    }

  array = json_array_new ();
  json_array_add_element (array, json_node_ref (reply->json));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return g_steal_pointer (&node);
}

static gboolean
is_last (List     *list,
         JsonNode *page)
{
  gint64 n = json_array_get_length (json_node_get_array (page));

  if ((list->flags & ACME_SCM_LIST_PAGED) == 0 || n == 0)
    return TRUE;
  if (n < ACME_SCM_PAGE_SIZE)
    return list->total < 0 || list->n_read >= list->total;
  return list->n_read == list->total;
}

static void
take_page (List         *list,
           AcmeScmReply *reply)
{
  GError *error = NULL;
  g_autoptr(JsonNode) page = get_page (list, reply, &error);
  guint n = page != NULL ? json_array_get_length (json_node_get_array (page)) : 0;

  if (page == NULL)
    {
      end_list (list, error);
      return;
    }
  if (n >= ACME_SCM_PAGE_SIZE && list->latest != NULL && json_node_equal (page, list->latest))
    {
      end_list (list, NULL);
      return;
    }

  if (reply->total >= 0)
    list->total = reply->total;
  list->n_read += n;
  list->ahead = n == ACME_SCM_PAGE_SIZE;
  if (!list->ahead)
    g_hash_table_remove_all (list->ready); /* they begin at positions that are not asked for any more */
  if (list->n_read > ACME_SCM_MAX_ITEMS)
    g_set_error (&error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                 _("SCM's list has more than %d entries, which cannot be right."), ACME_SCM_MAX_ITEMS);
  if (error != NULL || !list->page_func (json_node_get_array (page), list->page_data, &error) || is_last (list, page))
    end_list (list, error);
  g_clear_pointer (&list->latest, json_node_unref);
  list->latest = g_steal_pointer (&page);
  if (list->progress != NULL && list->error == NULL)
    list->progress (list->n_read, MAX (list->total, 0) <= G_MAXUINT ? MAX (list->total, 0) : 0, list->progress_data);
}

static void advance (GTask *task);

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Page *page = user_data;
  g_autoptr(GTask) task = page->task;
  gint64 position = page->position;
  List *list = g_task_get_task_data (task);
  GError *error = NULL;
  guint status;
  AcmeScmReply *reply = acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, &status, &error);

  g_free (page);
  g_hash_table_remove (list->pending, &position);
  if (list->ended)
    {
      g_clear_error (&error);
      g_clear_pointer (&reply, acme_scm_reply_free);
    }
  else
    {
      list->status = status;
      if (reply != NULL)
        g_hash_table_insert (list->ready, g_memdup2 (&position, sizeof position), reply);
      else
        end_list (list, error);
    }
  advance (task);
}

static void
ask_for (GTask  *task,
         gint64  position)
{
  List *list = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_copy (list->request);
  Page *page = g_new0 (Page, 1);

  if ((list->flags & ACME_SCM_LIST_PAGED) != 0)
    {
      acme_scm_request_add_number (request, "size", ACME_SCM_PAGE_SIZE);
      acme_scm_request_add_number (request, "position", position);
    }
  page->task = g_object_ref (task);
  page->position = position;
  g_hash_table_add (list->pending, g_memdup2 (&position, sizeof position));
  acme_scm_session_send_async (g_task_get_source_object (task), request,
                               acme_scm_deadline_get_cancellable (list->deadline), page_cb, page);
}

static void
ask_for_more (GTask *task)
{
  List *list = g_task_get_task_data (task);

  for (guint i = 0; i < (list->ahead ? LOOK_AHEAD : 1); i++)
    {
      gint64 position = list->n_read + (gint64) i * ACME_SCM_PAGE_SIZE;

      if (g_hash_table_size (list->pending) >= ACME_SCM_MAX_IN_FLIGHT || (i > 0 && position >= list->total))
        break;
      if (!g_hash_table_contains (list->pending, &position) && !g_hash_table_contains (list->ready, &position))
        ask_for (task, position);
    }
}

/* Reads every page whose turn it is, then asks for others, or ends when nothing is on its way any more */
static void
advance (GTask *task)
{
  List *list = g_task_get_task_data (task);
  AcmeScmReply *reply;

  while (!list->ended && (reply = g_hash_table_lookup (list->ready, &list->n_read)) != NULL)
    {
      gint64 position = list->n_read;
      gpointer key;

      g_hash_table_steal_extended (list->ready, &position, &key, NULL);
      g_free (key);
      take_page (list, reply);
      acme_scm_reply_free (reply);
    }

  if (!list->ended)
    ask_for_more (task);
  else if (g_hash_table_size (list->pending) > 0)
    return;
  else if (list->error != NULL)
    g_task_return_error (task, g_steal_pointer (&list->error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * acme_scm_list_async:
 * @session: a session
 * @request: asks for the list, without size and position
 * @flags: how the list comes
 * @page_func: called for each page, in order
 * @page_data: for @page_func
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when the list is complete
 * @user_data: for @callback
 */
void
acme_scm_list_async (AcmeScmSession      *session,
                     AcmeScmRequest      *request,
                     AcmeScmListFlags     flags,
                     AcmeScmPageFunc      page_func,
                     gpointer             page_data,
                     AcmeScmProgressFunc  progress,
                     gpointer             progress_data,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  List *list = g_new0 (List, 1);

  g_task_set_source_tag (task, acme_scm_list_async);
  g_task_set_task_data (task, list, (GDestroyNotify) free_list);
  list->request = acme_scm_request_ref (request);
  list->flags = flags;
  list->page_func = page_func;
  list->page_data = page_data;
  list->progress = progress;
  list->progress_data = progress_data;
  list->deadline = acme_scm_deadline_new (cancellable, 0);
  list->pending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  list->ready = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) acme_scm_reply_free);
  list->total = -1;
  ask_for_more (task);
}

/**
 * acme_scm_list_finish:
 * @session: a session
 * @result: the result
 * @out_status: (out) (optional): the HTTP status of the answer that decided, 0 if there was none
 * @error: return location
 *
 * Returns: %FALSE with an error of the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED; pages that were read before it
 *   have been given to the page function
 */
gboolean
acme_scm_list_finish (AcmeScmSession  *session,
                      GAsyncResult    *result,
                      guint           *out_status,
                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_list_async), FALSE);

  if (out_status != NULL)
    *out_status = ((List *) g_task_get_task_data (G_TASK (result)))->status;
  return g_task_propagate_boolean (G_TASK (result), error);
}

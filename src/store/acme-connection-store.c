/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connections that a person saved, as a list that follows the file: another window's process, or acmectl, may
 * change it at any time. Whoever changes something reads the file first, under a lock that all of them heed, and
 * changes what is there; so no change of another is written over unseen. In this process one thing is done at a time,
 * so that what is shown is never older than what was done. */

#include "config.h"

#include "acme-connection-store.h"

#include "acme-connection-job-private.h"
#include "acme-error.h"
#include "acme-keyed-list.h"

struct _AcmeConnectionStore
{
  GObject parent_instance;

  GFile *file;
  GFileMonitor *monitor; /* (nullable): from the first load on */
  AcmeKeyedList *list;
  GBytes *text;          /* (nullable): the file as it is in the list */
  char *notice;          /* (nullable) */
  GQueue tasks;          /* GTask (owned): the first is at work */
  gboolean is_reloading; /* the file changed, and it will be read */
};

enum
{
  SIGNAL_NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return ACME_TYPE_SAVED_CONNECTION;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ACME_CONNECTION_STORE (model)->list));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ACME_CONNECTION_STORE (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeConnectionStore, acme_connection_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- One thing at a time ---- */

static gboolean
is_shown (AcmeConnectionStore *self,
          AcmeConnectionFile  *contents)
{
  if (self->text == NULL || contents->text == NULL)
    return self->text == contents->text;
  return g_bytes_equal (self->text, contents->text);
}

static void
show (AcmeConnectionStore *self,
      AcmeConnectionFile  *contents)
{
  if (is_shown (self, contents))
    return;

  g_clear_pointer (&self->text, g_bytes_unref);
  if (contents->text != NULL)
    self->text = g_bytes_ref (contents->text);
  acme_keyed_list_replace (self->list, contents->connections);
}

static void
take_notice (AcmeConnectionStore *self,
             const char          *notice)
{
  if (notice == NULL || g_strcmp0 (self->notice, notice) == 0)
    return;

  g_free (self->notice);
  self->notice = g_strdup (notice);
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, self->notice);
}

static void begin_next (AcmeConnectionStore *self);

static void
thread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  AcmeConnectionStore *self = ACME_CONNECTION_STORE (source);
  g_autoptr(GTask) task = g_queue_pop_head (&self->tasks);
  AcmeConnectionJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  /* a cancelled one says nothing of what became of it, but what the thread did is there all the same */
  g_task_propagate_boolean (G_TASK (result), &error);
  if (job->contents != NULL)
    show (self, job->contents);
  acme_connection_job_update_original (job);
  take_notice (self, job->notice);

  begin_next (self);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
begin_next (AcmeConnectionStore *self)
{
  GTask *task = g_queue_peek_head (&self->tasks);
  g_autoptr(GTask) work = NULL;

  if (task == NULL)
    return;

  work = g_task_new (self, g_task_get_cancellable (task), thread_cb, NULL);
  g_task_set_check_cancellable (work, FALSE);
  g_task_set_task_data (work, g_task_get_task_data (task), NULL); /* the queue holds it until then */
  g_task_run_in_thread (work, acme_connection_job_run_in_thread);
}

static void
add_task (AcmeConnectionStore   *self,
          GTask                 *task,
          AcmeConnectionJobKind  kind,
          AcmeSavedConnection   *connection,
          const char            *id)
{
  AcmeConnectionJob *job = acme_connection_job_new (kind, self->file, connection, id);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) acme_connection_job_free);
  g_queue_push_tail (&self->tasks, task);
  if (g_queue_get_length (&self->tasks) == 1)
    begin_next (self);
}

static void
reload_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!acme_connection_store_load_finish (ACME_CONNECTION_STORE (source), result, &error))
    g_debug ("The saved connections changed, but cannot be read: %s", error->message);
}

static gboolean
start_reload_cb (gpointer user_data)
{
  AcmeConnectionStore *self = user_data;

  self->is_reloading = FALSE;
  acme_connection_store_load_async (self, NULL, reload_cb, NULL);
  return G_SOURCE_REMOVE;
}

/* One change of the file makes several events. */
static void
changed_cb (GFileMonitor        *monitor,
            GFile               *file,
            GFile               *other,
            GFileMonitorEvent    event,
            AcmeConnectionStore *self)
{
  if (self->is_reloading)
    return;
  self->is_reloading = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_reload_cb, g_object_ref (self), g_object_unref);
}

static void
watch (AcmeConnectionStore *self)
{
  if (self->monitor != NULL)
    return;

  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL) /* where there is none, each change reads the file all the same */
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
items_changed_cb (GListModel          *list,
                  guint                position,
                  guint                removed,
                  guint                added,
                  AcmeConnectionStore *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* ---- The object ---- */

static void
acme_connection_store_dispose (GObject *object)
{
  AcmeConnectionStore *self = ACME_CONNECTION_STORE (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (acme_connection_store_parent_class)->dispose (object);
}

static void
acme_connection_store_finalize (GObject *object)
{
  AcmeConnectionStore *self = ACME_CONNECTION_STORE (object);

  g_clear_object (&self->file);
  g_clear_object (&self->list);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (acme_connection_store_parent_class)->finalize (object);
}

static void
acme_connection_store_class_init (AcmeConnectionStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = acme_connection_store_dispose;
  object_class->finalize = acme_connection_store_finalize;

  /**
   * AcmeConnectionStore::notice:
   * @self: a store
   * @notice: a sentence
   *
   * The file was damaged, or of a later version, and was set aside.
   */
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
acme_connection_store_init (AcmeConnectionStore *self)
{
  self->list = acme_keyed_list_new ();
  g_queue_init (&self->tasks);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
}

/**
 * acme_connection_store_new:
 * @file: (nullable): where connections are saved; %NULL for where they usually are
 *
 * Returns: (transfer full): a store that is empty until it is loaded
 */
AcmeConnectionStore *
acme_connection_store_new (GFile *file)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "acme-console", "connections.json", NULL);
  AcmeConnectionStore *self;

  g_return_val_if_fail (file == NULL || g_file_peek_path (file) != NULL, NULL);

  self = g_object_new (ACME_TYPE_CONNECTION_STORE, NULL);
  self->file = file != NULL ? g_object_ref (file) : g_file_new_for_path (path);
  return self;
}

/**
 * acme_connection_store_load_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is loaded
 * @user_data: for @callback
 *
 * Reads the file, and follows it from then on. If it is damaged or of a later version it is set aside, which is no
 * error but a notice; what could be read of it stays.
 */
void
acme_connection_store_load_async (AcmeConnectionStore *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ACME_IS_CONNECTION_STORE (self));

  watch (self); /* before it is read, so that nothing falls between */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_connection_store_load_async);
  add_task (self, task, ACME_CONNECTION_JOB_LOAD, NULL, NULL);
}

static gboolean
finish (AcmeConnectionStore  *self,
        GAsyncResult         *result,
        gpointer              tag,
        GError              **error)
{
  g_return_val_if_fail (ACME_IS_CONNECTION_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_connection_store_load_finish:
 * @self: a store
 * @result: how it ended
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the list shows what is saved
 */
gboolean
acme_connection_store_load_finish (AcmeConnectionStore  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  return finish (self, result, acme_connection_store_load_async, error);
}

/**
 * acme_connection_store_get_notice:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the last sentence of the signal #AcmeConnectionStore::notice
 */
const char *
acme_connection_store_get_notice (AcmeConnectionStore *self)
{
  g_return_val_if_fail (ACME_IS_CONNECTION_STORE (self), NULL);

  return self->notice;
}

/**
 * acme_connection_store_lookup:
 * @self: a store
 * @id: the id of a connection
 *
 * Returns: (transfer none) (nullable): that connection
 */
AcmeSavedConnection *
acme_connection_store_lookup (AcmeConnectionStore *self,
                              const char          *id)
{
  AcmeItem *item;

  g_return_val_if_fail (ACME_IS_CONNECTION_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  item = acme_keyed_list_lookup (self->list, id);
  return item != NULL ? ACME_SAVED_CONNECTION (item) : NULL;
}

/**
 * acme_connection_store_find:
 * @self: a store
 * @name: the name of a connection, as somebody typed it
 *
 * Returns: (transfer none) (nullable): that connection
 */
AcmeSavedConnection *
acme_connection_store_find (AcmeConnectionStore *self,
                            const char          *name)
{
  guint n;

  g_return_val_if_fail (ACME_IS_CONNECTION_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcmeSavedConnection) connection = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (acme_connection_job_is_same_name (acme_saved_connection_get_name (connection), name))
        return connection; /* the list holds it */
    }
  return NULL;
}

/**
 * acme_connection_store_get_default:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the connection that is meant if none is named
 */
AcmeSavedConnection *
acme_connection_store_get_default (AcmeConnectionStore *self)
{
  guint n;

  g_return_val_if_fail (ACME_IS_CONNECTION_STORE (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcmeSavedConnection) connection = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (acme_saved_connection_get_flag (connection, ACME_SAVED_CONNECTION_DEFAULT))
        return connection; /* the list holds it */
    }
  return NULL;
}

/**
 * acme_connection_store_save_async:
 * @self: a store
 * @connection: a new connection, or a copy of one in the list that was changed; not to be changed until this ends
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: for @callback
 *
 * The first connection becomes the default.
 */
void
acme_connection_store_save_async (AcmeConnectionStore *self,
                                  AcmeSavedConnection *connection,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (ACME_IS_CONNECTION_STORE (self));
  g_return_if_fail (ACME_IS_SAVED_CONNECTION (connection));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_connection_store_save_async);
  if (acme_saved_connection_check (connection, &error))
    add_task (self, g_steal_pointer (&task), ACME_CONNECTION_JOB_SAVE, connection, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * acme_connection_store_save_finish:
 * @self: a store
 * @result: how it ended
 * @error: return location for an %ACME_ERROR_INVALID if a value cannot be or the name is taken, an %ACME_ERROR_CONFLICT
 *   if somebody else changed or removed the connection, an %ACME_ERROR_FAILED if the file cannot be written, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was saved
 */
gboolean
acme_connection_store_save_finish (AcmeConnectionStore  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  return finish (self, result, acme_connection_store_save_async, error);
}

/**
 * acme_connection_store_remove_async:
 * @self: a store
 * @id: the id of a connection; its secrets are not removed by this
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is removed
 * @user_data: for @callback
 */
void
acme_connection_store_remove_async (AcmeConnectionStore *self,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ACME_IS_CONNECTION_STORE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_connection_store_remove_async);
  add_task (self, task, ACME_CONNECTION_JOB_REMOVE, NULL, id);
}

/**
 * acme_connection_store_remove_finish:
 * @self: a store
 * @result: how it ended
 * @error: return location for an %ACME_ERROR_NOT_FOUND if it was removed already, an %ACME_ERROR_FAILED if the file
 *   cannot be written, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was removed
 */
gboolean
acme_connection_store_remove_finish (AcmeConnectionStore  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  return finish (self, result, acme_connection_store_remove_async, error);
}

/**
 * acme_connection_store_set_default_async:
 * @self: a store
 * @id: (nullable): the id of the connection that is meant if none is named
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is the default
 * @user_data: for @callback
 */
void
acme_connection_store_set_default_async (AcmeConnectionStore *self,
                                         const char          *id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ACME_IS_CONNECTION_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_connection_store_set_default_async);
  add_task (self, task, ACME_CONNECTION_JOB_SET_DEFAULT, NULL, id);
}

/**
 * acme_connection_store_set_default_finish:
 * @self: a store
 * @result: how it ended
 * @error: return location, as of acme_connection_store_remove_finish()
 *
 * Returns: whether it is the default
 */
gboolean
acme_connection_store_set_default_finish (AcmeConnectionStore  *self,
                                          GAsyncResult         *result,
                                          GError              **error)
{
  return finish (self, result, acme_connection_store_set_default_async, error);
}

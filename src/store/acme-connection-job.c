/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing done to the file of saved connections, in a thread: read it, or change it. A change is made to what is in
 * the file at that time, not to what was once read of it, and refused if somebody else changed that meanwhile. */

#include "config.h"

#include "acme-connection-job-private.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "acme-error.h"
#include "acme-fold.h"

/* How often to look whether somebody still writes, and how long to wait between. */
#define N_LOOKS 20
#define LOOK_AGAIN (150 * G_TIME_SPAN_MILLISECOND)

/**
 * acme_connection_job_new:
 * @kind: what to do
 * @file: where connections are saved
 * @connection: (nullable): what is to be saved
 * @id: (nullable): the id of what is to be removed, or to be the default
 *
 * Returns: (transfer full): a job
 */
AcmeConnectionJob *
acme_connection_job_new (AcmeConnectionJobKind  kind,
                         GFile                 *file,
                         AcmeSavedConnection   *connection,
                         const char            *id)
{
  AcmeConnectionJob *self = g_new0 (AcmeConnectionJob, 1);

  self->kind = kind;
  self->file = g_object_ref (file);
  self->original = connection != NULL ? g_object_ref (connection) : NULL;
  self->connection = connection != NULL ? acme_saved_connection_copy (connection) : NULL;
  self->id = g_strdup (id);
  return self;
}

/**
 * acme_connection_job_free:
 * @self: (transfer full): a job
 */
void
acme_connection_job_free (AcmeConnectionJob *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->connection);
  g_clear_object (&self->original);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->contents, acme_connection_file_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_error (&self->error);
  g_free (self);
}

static AcmeSavedConnection *
find_connection (AcmeConnectionFile *contents,
                 const char         *id)
{
  for (guint i = 0; i < contents->connections->len; i++)
    {
      if (g_str_equal (acme_saved_connection_get_id (contents->connections->pdata[i]), id))
        return contents->connections->pdata[i];
    }
  return NULL;
}

/**
 * acme_connection_job_is_same_name:
 * @name: a name of a connection
 * @other: another
 *
 * Returns: whether a person would take them for one
 */
gboolean
acme_connection_job_is_same_name (const char *name,
                                  const char *other)
{
  g_autofree char *folded = NULL;
  g_autofree char *folded_other = NULL;

  g_return_val_if_fail (name != NULL && other != NULL, FALSE);

  folded = acme_fold (name);
  folded_other = acme_fold (other);
  return g_str_equal (folded, folded_other);
}

static gboolean
check_name (AcmeConnectionFile   *contents,
            AcmeSavedConnection  *connection,
            GError              **error)
{
  const char *name = acme_saved_connection_get_name (connection);

  for (guint i = 0; i < contents->connections->len; i++)
    {
      AcmeSavedConnection *other = contents->connections->pdata[i];

      if (!g_str_equal (acme_saved_connection_get_id (other), acme_saved_connection_get_id (connection)) &&
          acme_connection_job_is_same_name (acme_saved_connection_get_name (other), name))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is a connection “%s” already."),
                       acme_saved_connection_get_name (other));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_revision (AcmeSavedConnection  *connection,
                AcmeSavedConnection  *saved,
                GError              **error)
{
  gint64 revision = acme_item_get_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_REVISION);
  const char *name = acme_saved_connection_get_name (connection);

  if (saved == NULL && revision == 0)
    return TRUE;
  if (saved == NULL)
    g_set_error (error, ACME_ERROR, ACME_ERROR_CONFLICT, _("The connection “%s” was removed meanwhile."), name);
  else if (acme_item_get_number (ACME_ITEM (saved), ACME_SAVED_CONNECTION_REVISION) != revision)
    g_set_error (error, ACME_ERROR, ACME_ERROR_CONFLICT, _("The connection “%s” was changed meanwhile."), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
save_connection (AcmeConnectionFile   *contents,
                 AcmeSavedConnection  *connection,
                 GError              **error)
{
  AcmeSavedConnection *saved = find_connection (contents, acme_saved_connection_get_id (connection));
  gint64 revision = acme_item_get_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_REVISION);

  if (!check_revision (connection, saved, error) || !check_name (contents, connection, error))
    return FALSE;

  acme_item_set_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_REVISION, revision + 1);
  if (saved != NULL)
    acme_item_update_from (ACME_ITEM (saved), ACME_ITEM (connection));
  else
    g_ptr_array_add (contents->connections, g_object_ref (connection));
  if (contents->connections->len == 1)
    {
      g_free (contents->default_id);
      contents->default_id = g_strdup (acme_saved_connection_get_id (connection));
    }
  return TRUE;
}

static gboolean
change (AcmeConnectionJob   *job,
        AcmeConnectionFile  *contents)
{
  AcmeSavedConnection *saved;

  if (job->kind == ACME_CONNECTION_JOB_SAVE)
    return save_connection (contents, job->connection, &job->error);

  saved = job->id != NULL ? find_connection (contents, job->id) : NULL;
  if (saved == NULL && job->id != NULL)
    {
      g_set_error_literal (&job->error, ACME_ERROR, ACME_ERROR_NOT_FOUND, _("There is no such connection any more."));
      return FALSE;
    }
  if (job->kind == ACME_CONNECTION_JOB_REMOVE)
    {
      if (g_strcmp0 (contents->default_id, job->id) == 0)
        g_clear_pointer (&contents->default_id, g_free);
      g_ptr_array_remove (contents->connections, saved);
    }
  else
    {
      g_free (contents->default_id);
      contents->default_id = g_strdup (job->id);
    }
  return TRUE;
}

/* An editor may be writing it: what is damaged now need not be in a moment. */
static AcmeConnectionFile *
read_settled (AcmeConnectionJob *job,
              GCancellable      *cancellable)
{
  AcmeConnectionFile *contents = acme_connection_file_read (job->file, cancellable, &job->error);
  gboolean is_settled = FALSE;

  for (guint i = 0; i < N_LOOKS && contents != NULL && contents->damage != NULL && !is_settled; i++)
    {
      g_autoptr(AcmeConnectionFile) before = contents;

      g_usleep (LOOK_AGAIN);
      contents = acme_connection_file_read (job->file, cancellable, &job->error);
      is_settled = contents != NULL && contents->text != NULL && g_bytes_equal (contents->text, before->text);
    }
  return contents;
}

/* Under the lock. What is damaged is set aside also if something else fails then. */
static void
run_locked (AcmeConnectionJob *job,
            GCancellable      *cancellable)
{
  g_autoptr(AcmeConnectionFile) contents = read_settled (job, cancellable);

  if (contents == NULL ||
      (contents->damage != NULL && !acme_connection_file_set_aside (contents, job->file, &job->notice, &job->error)))
    return;

  if (job->kind != ACME_CONNECTION_JOB_LOAD && change (job, contents))
    {
      acme_connection_file_sort (contents);
      if (!acme_connection_file_write (contents, job->file, cancellable, &job->error))
        return;
    }
  job->contents = g_steal_pointer (&contents);
}

/**
 * acme_connection_job_run_in_thread:
 * @task: a task whose data is the job
 * @source: (nullable): not used
 * @task_data: the job
 * @cancellable: (nullable): a cancellable
 *
 * A #GTaskThreadFunc that does the job, and leaves in it what it found.
 */
void
acme_connection_job_run_in_thread (GTask        *task,
                                   gpointer      source,
                                   gpointer      task_data,
                                   GCancellable *cancellable)
{
  AcmeConnectionJob *job = task_data;
  int lock;

  /* who only reads needs no lock, and so no right to write: the file is always whole */
  if (job->kind == ACME_CONNECTION_JOB_LOAD)
    {
      job->contents = acme_connection_file_read (job->file, cancellable, &job->error);
      if (job->contents == NULL || job->contents->damage == NULL)
        {
          g_task_return_boolean (task, job->error == NULL);
          return;
        }
      g_clear_pointer (&job->contents, acme_connection_file_free);
    }

  lock = acme_connection_file_lock (job->file, cancellable, &job->error);
  if (lock >= 0)
    {
      run_locked (job, cancellable);
      close (lock);
    }
  g_task_return_boolean (task, job->error == NULL);
}

/**
 * acme_connection_job_update_original:
 * @self: a job that was done
 *
 * If it saved a connection, that can be changed and saved again.
 */
void
acme_connection_job_update_original (AcmeConnectionJob *self)
{
  g_return_if_fail (self != NULL);

  if (self->error == NULL && self->original != NULL)
    acme_item_set_number (ACME_ITEM (self->original), ACME_SAVED_CONNECTION_REVISION,
                          acme_item_get_number (ACME_ITEM (self->connection), ACME_SAVED_CONNECTION_REVISION));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of saved connections, which a person may have edited and another version of this program may have written.
 * What cannot be read is never written over: it is set aside under another name first. All of this blocks, and is
 * called in a thread. */

#include "config.h"

#include "acme-connection-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "acme-error.h"
#include "acme-json-text.h"
#include "acme-save-error.h"
#include "acme-save-stream.h"

/* How long another program may write to it. */
#define MAX_WAIT (10 * G_TIME_SPAN_SECOND)
#define WAIT (10 * G_TIME_SPAN_MILLISECOND)

#define N_NAMES 100

/**
 * acme_connection_file_new:
 *
 * Returns: (transfer full): a file in which nothing is
 */
AcmeConnectionFile *
acme_connection_file_new (void)
{
  AcmeConnectionFile *self = g_new0 (AcmeConnectionFile, 1);

  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * acme_connection_file_free:
 * @self: (transfer full): a file
 */
void
acme_connection_file_free (AcmeConnectionFile *self)
{
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  g_clear_pointer (&self->default_id, g_free);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->damage, g_free);
  g_free (self);
}

/* ---- Writing ---- */

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  AcmeItem *one = *(AcmeItem *const *) a;
  AcmeItem *other = *(AcmeItem *const *) b;
  int order = acme_item_compare (one, other, ACME_SAVED_CONNECTION_NAME);

  return order != 0 ? order : strcmp (acme_item_get_key (one), acme_item_get_key (other));
}

/**
 * acme_connection_file_sort:
 * @self: a file
 *
 * Brings the connections into the order of their names, and marks the default: that which was chosen, or the only one.
 */
void
acme_connection_file_sort (AcmeConnectionFile *self)
{
  g_ptr_array_sort (self->connections, compare_names);
  for (guint i = 0; i < self->connections->len; i++)
    {
      AcmeSavedConnection *connection = self->connections->pdata[i];
      gboolean is_default = self->connections->len == 1 ||
                            g_strcmp0 (self->default_id, acme_saved_connection_get_id (connection)) == 0;

      acme_saved_connection_set_flag (connection, ACME_SAVED_CONNECTION_DEFAULT, is_default);
    }
}

static gboolean
is_written (AcmeSavedConnection *connection,
            guint                index)
{
  const AcmeField *field = &acme_saved_connection_fields.fields[index];

  if (index == ACME_SAVED_CONNECTION_DEFAULT)
    return FALSE;
  if (field->kind == ACME_FIELD_VARIANT)
    return acme_saved_connection_get_flag (connection, index);
  if (field->kind == ACME_FIELD_NUMBER)
    return acme_item_get_number (ACME_ITEM (connection), index) != ACME_NUMBER_NONE;
  return acme_saved_connection_get (connection, index) != NULL;
}

static void
append_connection (GString             *out,
                   AcmeSavedConnection *connection)
{
  const char *separator = "";

  g_string_append (out, "    {");
  for (guint i = 0; i < ACME_SAVED_CONNECTION_N_FIELDS; i++)
    {
      if (!is_written (connection, i))
        continue;
      g_string_append_printf (out, "%s\n      \"%s\": ", separator, acme_saved_connection_fields.fields[i].id);
      acme_json_append_field (out, ACME_ITEM (connection), i);
      separator = ",";
    }
  g_string_append (out, "\n    }");
}

static GBytes *
make_text (AcmeConnectionFile *self)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\n  \"version\": %d,\n  \"default\": ", ACME_CONNECTION_FILE_VERSION);
  acme_json_append_string (out, self->default_id);
  g_string_append (out, ",\n  \"connections\": [");
  for (guint i = 0; i < self->connections->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_connection (out, self->connections->pdata[i]);
    }
  g_string_append (out, "\n  ]\n}\n");
  return g_string_free_to_bytes (out);
}

/**
 * acme_connection_file_write:
 * @self: what is to be in it; in order
 * @file: where connections are saved; locked
 * @cancellable: (nullable): a cancellable
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file, or %G_IO_ERROR_CANCELLED
 *
 * Writes all of it or nothing, for nobody else to read.
 *
 * Returns: whether it is there now
 */
gboolean
acme_connection_file_write (AcmeConnectionFile  *self,
                            GFile               *file,
                            GCancellable        *cancellable,
                            GError             **error)
{
  g_autoptr(GBytes) text = make_text (self);
  g_autoptr(AcmeSaveStream) stream = acme_save_stream_open (file, ACME_SAVE_PRIVATE, cancellable, error);
  gsize size;
  gconstpointer data = g_bytes_get_data (text, &size);

  if (stream == NULL ||
      !g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, cancellable, error) ||
      !acme_save_stream_commit (stream, cancellable, error))
    return FALSE;

  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_steal_pointer (&text);
  return TRUE;
}

/* ---- Setting aside ---- */

/* The file has two names then, so that it is never without one. Where a file can have but one, it gets the other. */
static gboolean
give_name (const char *path,
           const char *other)
{
  if (link (path, other) == 0)
    return TRUE;
  if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS && errno != EMLINK)
    return FALSE;
  if (g_file_test (other, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return FALSE;
    }
  return g_rename (path, other) == 0;
}

/* Returns the other name; NULL with errno set. */
static char *
rename_aside (const char *path,
              const char *word)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint i = 1; i <= N_NAMES; i++)
    {
      g_autofree char *other = i == 1 ? g_strdup_printf ("%s.%s-%s", path, word, date)
                                      : g_strdup_printf ("%s.%s-%s-%u", path, word, date, i);

      if (give_name (path, other))
        return g_steal_pointer (&other);
      if (errno != EEXIST)
        return NULL;
    }
  return NULL;
}

/**
 * acme_connection_file_set_aside:
 * @self: what could be read of a damaged file, or one of a later version
 * @file: that file, locked
 * @out_notice: (out) (transfer full): a sentence that says what happened and where the file is now
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file
 *
 * Keeps the file under another name, and writes what could be read in its place.
 *
 * Returns: whether there is a good file now, or none
 */
gboolean
acme_connection_file_set_aside (AcmeConnectionFile  *self,
                                GFile               *file,
                                char               **out_notice,
                                GError             **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *other = rename_aside (path, self->is_newer ? "newer" : "damaged");
  g_autofree char *name = NULL;

  if (other == NULL)
    {
      acme_save_error_errno (error, file, errno);
      return FALSE;
    }
  if (self->connections->len > 0)
    {
      if (!acme_connection_file_write (self, file, NULL, error))
        return FALSE;
    }
  else
    {
      g_unlink (path);
      g_clear_pointer (&self->text, g_bytes_unref);
    }

  name = g_filename_display_name (other);
  if (self->is_newer)
    /* Translators: %s is the name of a file */
    *out_notice = g_strdup_printf (_("A later version of this program wrote the saved connections; they are kept in "
                                     "“%s”."), name);
  else if (self->connections->len == 0)
    /* Translators: the first %s is a sentence, the second the name of a file */
    *out_notice = g_strdup_printf (_("The file of saved connections is damaged: %s It is kept as “%s”."), self->damage,
                                   name);
  else
    /* Translators: the first %s is a sentence, the second the name of a file */
    *out_notice = g_strdup_printf (_("Some saved connections could not be read: %s The whole file is kept as “%s”."),
                                   self->damage, name);
  g_clear_pointer (&self->damage, g_free);
  self->is_newer = FALSE;
  return TRUE;
}

/* ---- Locking ---- */

static int
open_lock (GFile   *file,
           GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    acme_save_error_errno (error, file, errno);
  return fd;
}

static gboolean
wait_for_lock (gint64         end,
               GCancellable  *cancellable,
               GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () > end)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED,
                           _("The saved connections are in use by another program."));
      return FALSE;
    }
  g_usleep (WAIT);
  return TRUE;
}

/**
 * acme_connection_file_lock:
 * @file: where connections are saved; its folder is made if there is none
 * @cancellable: (nullable): a cancellable
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file, or %G_IO_ERROR_CANCELLED
 *
 * Waits until no other program, or thread, has it locked. The lock ends with whoever holds it, whatever ends that.
 *
 * Returns: a file descriptor, to be closed when @file was written; -1 on error
 */
int
acme_connection_file_lock (GFile         *file,
                           GCancellable  *cancellable,
                           GError       **error)
{
  gint64 end = g_get_monotonic_time () + MAX_WAIT;
  int fd = open_lock (file, error);

  if (fd < 0)
    return -1;
  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return fd; /* where there are no locks, nobody is kept waiting */
      if (!wait_for_lock (end, cancellable, error))
        {
          close (fd);
          return -1;
        }
    }
  return fd;
}

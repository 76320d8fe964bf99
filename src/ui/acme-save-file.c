/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person saves is written in another thread, and beside the file at first: whatever goes wrong, the file is as
 * it was before, or not there, and never half of it. */

#include "config.h"

#include "acme-save-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "acme-error.h"

typedef struct
{
  GBytes *bytes;
  AcmeSaveFileMode mode;
} Save;

static void
free_save (Save *save)
{
  g_bytes_unref (save->bytes);
  g_free (save);
}

/* Of files that have a path the errors are of one domain, of others of another */
static gboolean
matches (const GError *cause,
         GFileError    file_error,
         GIOErrorEnum  io_error)
{
  return g_error_matches (cause, G_FILE_ERROR, file_error) || g_error_matches (cause, G_IO_ERROR, io_error);
}

static char *
dup_name (GFile *file)
{
  g_autofree char *basename = g_file_get_basename (file);

  return g_filename_display_name (basename);
}

static char *
describe (const GError *cause,
          GFile        *file)
{
  g_autofree char *name = dup_name (file);

  if (matches (cause, G_FILE_ERROR_NOSPC, G_IO_ERROR_NO_SPACE))
    return g_strdup_printf (_("There is no space left for “%s”."), name);
  if (matches (cause, G_FILE_ERROR_ACCES, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return g_strdup_printf (_("You are not allowed to write “%s” there."), name);
  if (matches (cause, G_FILE_ERROR_ROFS, G_IO_ERROR_READ_ONLY))
    return g_strdup_printf (_("“%s” cannot be written to a place that can only be read."), name);
  if (matches (cause, G_FILE_ERROR_NOENT, G_IO_ERROR_NOT_FOUND))
    return g_strdup_printf (_("The folder of “%s” does not exist."), name);
  if (matches (cause, G_FILE_ERROR_ISDIR, G_IO_ERROR_NOT_REGULAR_FILE))
    return g_strdup_printf (_("“%s” is something else than a file, and cannot be replaced."), name);
  /* Translators: the name of a file and a reason from another library */
  return g_strdup_printf (_("“%s” could not be written: %s"), name, cause->message);
}

/* A file that is there keeps the mode that somebody gave it. */
static gboolean
find_mode (const char        *path,
           AcmeSaveFileMode   mode,
           int               *out_mode,
           GError           **error)
{
  GStatBuf status;
  gboolean exists = g_stat (path, &status) == 0;

  /* a device would be replaced just so */
  if (exists && !S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, path);
      return FALSE;
    }
  *out_mode = exists ? (int) (status.st_mode & 0777) : 0666;
  if (mode == ACME_SAVE_FILE_PRIVATE)
    *out_mode = 0600;
  return TRUE;
}

static gboolean
write_file (GFile         *file,
            Save          *save,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *path = g_file_get_path (file);
  gsize length;
  const char *contents = g_bytes_get_data (save->bytes, &length);
  int mode;

  if (path == NULL)
    return g_file_replace_contents (file, contents, length, NULL, FALSE,
                                    save->mode == ACME_SAVE_FILE_PRIVATE ? G_FILE_CREATE_PRIVATE |
                                                                           G_FILE_CREATE_REPLACE_DESTINATION
                                                                         : G_FILE_CREATE_NONE,
                                    NULL, cancellable, error);
  return find_mode (path, save->mode, &mode, error) &&
         g_file_set_contents_full (path, contents != NULL ? contents : "", length, G_FILE_SET_CONTENTS_CONSISTENT, mode,
                                   error);
}

static void
save_in_thread (GTask        *task,
                gpointer      file,
                gpointer      save,
                GCancellable *cancellable)
{
  g_autoptr(GError) cause = NULL;
  g_autofree char *sentence = NULL;

  if (write_file (file, save, cancellable, &cause))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (acme_error_is_cancelled (cause))
    {
      g_task_return_error (task, g_steal_pointer (&cause));
      return;
    }
  sentence = describe (cause, file);
  g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_FAILED, "%s", sentence);
}

/**
 * acme_save_file_async:
 * @file: where to write; what is there is replaced
 * @bytes: all that is to be in the file
 * @mode: who may read it
 * @cancellable: (nullable): a cancellable; what is being written already is written to its end
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes a file as a whole or not at all.
 */
void
acme_save_file_async (GFile               *file,
                      GBytes              *bytes,
                      AcmeSaveFileMode     mode,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Save *save;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (bytes != NULL);

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_save_file_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  save = g_new0 (Save, 1);
  save->bytes = g_bytes_ref (bytes);
  save->mode = mode;
  g_task_set_task_data (task, save, (GDestroyNotify) free_save);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * acme_save_file_finish:
 * @file: the file
 * @result: the result
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file is there now
 */
gboolean
acme_save_file_finish (GFile         *file,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_save_file_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_save_file_show_saved:
 * @overlay: where to say it
 * @file: a file that was saved
 *
 * Tells the person for a moment what it is called.
 */
void
acme_save_file_show_saved (AdwToastOverlay *overlay,
                           GFile           *file)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (G_IS_FILE (file));

  name = dup_name (file);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Saved as “%s”"), name);
  title = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (overlay, adw_toast_new (title));
}

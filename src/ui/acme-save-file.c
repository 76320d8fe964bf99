/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person saves is written in another thread, and as a whole or not at all: see AcmeSaveStream. */

#include "config.h"

#include "acme-save-file.h"

#include <glib/gi18n.h>

#include "acme-file-name.h"

typedef struct
{
  GBytes *bytes;
  AcmeSaveMode mode;
} Save;

static void
free_save (Save *save)
{
  g_bytes_unref (save->bytes);
  g_free (save);
}

static gboolean
write_file (GFile         *file,
            Save          *save,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(AcmeSaveStream) stream = acme_save_stream_open (file, save->mode, cancellable, error);
  gsize length;
  const char *contents = g_bytes_get_data (save->bytes, &length);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), contents, length, NULL, cancellable, error) &&
         acme_save_stream_commit (stream, cancellable, error);
}

static void
save_in_thread (GTask        *task,
                gpointer      file,
                gpointer      save,
                GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;

  if (write_file (file, save, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * acme_save_file_async:
 * @file: where to write; what is there is replaced
 * @bytes: all that is to be in the file
 * @mode: who may read it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes a file as a whole or not at all.
 */
void
acme_save_file_async (GFile               *file,
                      GBytes              *bytes,
                      AcmeSaveMode         mode,
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

  name = acme_file_name_dup (file);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Saved as “%s”"), name);
  title = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (overlay, adw_toast_new (title));
}

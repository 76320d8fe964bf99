/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which file to read or to write. The dialog for it differs from one GTK to the next; only this file knows which one it
 * is. */

#include "config.h"

#include "acme-choose-file.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkNativeDialog *chooser; /* (nullable) (owned): until there is an answer */
  gulong cancelled_id;
  guint cancel_id;
} Question;

const AcmeFileType acme_file_types_csv[] = {
  { N_("Comma-Separated Values"), "*.csv" },
  { NULL },
};

static void
question_free (Question *question)
{
  g_clear_handle_id (&question->cancel_id, g_source_remove);
  g_free (question);
}

/* The first answer counts. */
static void
answer (GTask *task,
        GFile *file)
{
  Question *question = g_task_get_task_data (task);
  g_autoptr(GtkNativeDialog) chooser = g_steal_pointer (&question->chooser);
  g_autoptr(GTask) owned = task; /* it was the chooser's */

  g_signal_handlers_disconnect_by_data (chooser, task);
  gtk_native_dialog_destroy (chooser);
  g_cancellable_disconnect (g_task_get_cancellable (task), question->cancelled_id);
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen.");
}

static void
response_cb (GTask *task,
             int    response)
{
  Question *question = g_task_get_task_data (task);
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (question->chooser));
  answer (task, file);
}

static void
cancel (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  if (question->chooser != NULL)
    answer (task, NULL);
}

static void
cancel_cb (gpointer user_data)
{
  Question *question = g_task_get_task_data (user_data);

  question->cancel_id = 0;
  cancel (user_data);
}

/* Cancelling may happen in the middle of anything, and may not be disconnected from by its own handler. */
static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  Question *question = g_task_get_task_data (task);

  if (question->cancel_id == 0)
    question->cancel_id = g_idle_add_once (cancel_cb, task);
}

static void
add_types (GtkFileChooser     *chooser,
           const AcmeFileType *types)
{
  for (const AcmeFileType *type = types; type != NULL && type->name != NULL; type++)
    {
      g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _(type->name));
      gtk_file_filter_add_pattern (filter, type->pattern);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
choose (GtkWindow            *parent,
        const char           *title,
        GtkFileChooserAction  action,
        const char           *suggested_name,
        const AcmeFileType   *types,
        GTask                *task)
{
  g_autoptr(GTask) owned = task;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GtkFileChooserNative *chooser;
  Question *question;

  if (g_task_return_error_if_cancelled (task))
    return;

  chooser = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_types (GTK_FILE_CHOOSER (chooser), types);
  if (suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested_name);

  question = g_new0 (Question, 1);
  question->chooser = GTK_NATIVE_DIALOG (chooser);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_signal_connect_swapped (chooser, "response", G_CALLBACK (response_cb), task);
  /* A closed window is disposed of when nobody holds it any more, but the task does, and whoever waits for it */
  g_signal_connect_object (parent, "unrealize", G_CALLBACK (cancel), task, G_CONNECT_SWAPPED);
  if (cancellable != NULL)
    question->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), task, NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  g_steal_pointer (&owned);
}

/**
 * acme_choose_file_to_open_async:
 * @parent: the window that asks
 * @title: the title of the dialog
 * @types: (nullable): the kinds of files to choose from; the first one is offered at first
 * @cancellable: (nullable): takes the dialog away
 * @callback: called when a file was chosen, or none
 * @user_data: for @callback
 *
 * Asks for a file that exists.
 */
void
acme_choose_file_to_open_async (GtkWindow           *parent,
                                const char          *title,
                                const AcmeFileType  *types,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, choose);
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, types, task);
}

/**
 * acme_choose_file_to_save_async:
 * @parent: the window that asks
 * @title: the title of the dialog
 * @suggested_name: the name that the file has if nobody changes it
 * @types: (nullable): the kinds of files to choose from; the first one is offered at first
 * @cancellable: (nullable): takes the dialog away
 * @callback: called when a file was chosen, or none
 * @user_data: for @callback
 *
 * Asks where to write a file. Whether to replace one that is there already has been asked when it is chosen.
 */
void
acme_choose_file_to_save_async (GtkWindow           *parent,
                                const char          *title,
                                const char          *suggested_name,
                                const AcmeFileType  *types,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (suggested_name != NULL);

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, choose);
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, suggested_name, types, task);
}

/**
 * acme_choose_file_finish:
 * @result: what the callback of either function was given
 * @error: (nullable): %G_IO_ERROR_CANCELLED if no file was chosen
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with @error
 */
GFile *
acme_choose_file_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, choose), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How something is saved: a person says where to, and then it is written. What goes wrong may be the place, or over
 * soon, so it can be tried again, from the question on; and it all ends with the window that it was begun from. */

#include "config.h"

#include "acme-save-as.h"

#include <glib/gi18n.h>

#include "acme-confirm.h"
#include "acme-error.h"

typedef struct
{
  const AcmeSaveAs *what;
  char *suggested_name;
  const AcmeFileType *types;
  gpointer data;
  GDestroyNotify free_data;
} Question;

static void choose (GTask *task);

static void
free_question (Question *question)
{
  g_free (question->suggested_name);
  if (question->free_data != NULL)
    question->free_data (question->data);
  g_free (question);
}

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not saved");
}

static void
try_again_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  if (acme_confirm_finish (result, NULL))
    choose (task);
  else
    return_cancelled (task);
}

static void
attempt_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else if (acme_error_is_cancelled (error))
    return_cancelled (task);
  else
    acme_confirm_async (GTK_WINDOW (source), _(question->what->failed), error->message, NULL, _("_Try Again"), FALSE,
                        g_task_get_cancellable (task), try_again_cb, g_object_ref (task));
}

/* (transfer full): what is saved in the end is saved, even if it was cancelled in the last moment */
static GTask *
make_task (GtkWindow           *parent,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, acme_save_as_async);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
choose_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr(GFile) file = acme_choose_file_finish (result, NULL);
  g_autoptr(GTask) attempt = NULL;

  if (file == NULL)
    {
      return_cancelled (task);
      return;
    }
  attempt = make_task (GTK_WINDOW (source), g_task_get_cancellable (task), attempt_cb, g_object_ref (task));
  g_task_set_task_data (attempt, question->data, NULL); /* its owner waits for the attempt */
  question->what->save (attempt, file);
}

static void
choose (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  acme_choose_file_to_save_async (g_task_get_source_object (task), _(question->what->title), question->suggested_name,
                                  question->types, g_task_get_cancellable (task), choose_cb, g_object_ref (task));
}

/**
 * acme_save_as_async:
 * @parent: the window that it is done from
 * @what: (transfer none): what is saved, and how; static
 * @suggested_name: what the file is called if the person does not change it
 * @types: (nullable): the kinds of files to choose from; static
 * @data: (transfer full): the task data of each attempt
 * @free_data: (nullable): frees @data
 * @callback: called when it is saved, or is not to be
 * @user_data: for @callback
 *
 * Asks the person where to save something, and saves it. What goes wrong is shown, and can be tried again. An attempt
 * has @parent as its source object; its cancellable is the one to be used for all that it begins, and is cancelled when
 * @parent is closed.
 */
void
acme_save_as_async (GtkWindow           *parent,
                    const AcmeSaveAs    *what,
                    const char          *suggested_name,
                    const AcmeFileType  *types,
                    gpointer             data,
                    GDestroyNotify       free_data,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = NULL;
  Question *question;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (what != NULL && suggested_name != NULL);

  question = g_new0 (Question, 1);
  question->what = what;
  question->suggested_name = g_strdup (suggested_name);
  question->types = types;
  question->data = data;
  question->free_data = free_data;
  /* A closed window is not disposed of as long as the task holds it */
  g_signal_connect_object (parent, "unrealize", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);

  task = make_task (parent, cancellable, callback, user_data);
  g_task_set_task_data (task, question, (GDestroyNotify) free_question);
  choose (task);
}

/**
 * acme_save_as_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): a short sentence that says what was saved and where to; %NULL with %G_IO_ERROR_CANCELLED if
 *   nothing was
 */
char *
acme_save_as_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_save_as_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

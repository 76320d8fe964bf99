/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question before something is done. The dialog for it differs from one libadwaita to the next; only this file knows
 * which one it is. */

#include "config.h"

#include "acme-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "acme-text.h"

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_ACCEPT "accept"

/* So many names are read, of more only the number; and of each so much, in columns. */
#define MAX_NAMES 10
#define MAX_NAME_WIDTH 150

typedef struct
{
  GtkWindow *dialog; /* (unowned): GTK has it */
  gulong cancelled_id;
  guint destroy_id;
} Question;

static void
question_free (Question *question)
{
  g_clear_handle_id (&question->destroy_id, g_source_remove);
  g_free (question);
}

/* The first answer counts: a dialog that goes away is an answer too. */
static void
answer (GTask    *task,
        gboolean  accepted)
{
  Question *question = g_task_get_task_data (task);

  if (question->dialog == NULL)
    return;

  g_signal_handlers_disconnect_by_data (question->dialog, task);
  question->dialog = NULL;
  g_cancellable_disconnect (g_task_get_cancellable (task), question->cancelled_id);
  g_task_return_boolean (task, accepted);
  g_object_unref (task); /* it was the dialog's */
}

static void
response_cb (GTask      *task,
             const char *response)
{
  answer (task, g_str_equal (response, RESPONSE_ACCEPT));
}

static void
destroy_cb (GTask *task)
{
  answer (task, FALSE);
}

static void
destroy_dialog_cb (gpointer user_data)
{
  Question *question = g_task_get_task_data (user_data);

  question->destroy_id = 0;
  if (question->dialog != NULL)
    gtk_window_destroy (question->dialog);
}

/* Cancelling may happen in the middle of anything, and may not be disconnected from by its own handler. */
static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  Question *question = g_task_get_task_data (task);

  if (question->destroy_id == 0)
    question->destroy_id = g_idle_add_once (destroy_dialog_cb, task);
}

static GtkWindow *
make_dialog (GtkWindow  *parent,
             const char *heading,
             const char *body,
             GtkWidget  *extra,
             const char *accept_label,
             gboolean    destructive)
{
  GtkWidget *widget = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_response (dialog, RESPONSE_CANCEL, _("_Cancel"));
  adw_message_dialog_add_response (dialog, RESPONSE_ACCEPT, accept_label);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_ACCEPT, destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                                                   : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? RESPONSE_CANCEL : RESPONSE_ACCEPT);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  return GTK_WINDOW (dialog);
}

/**
 * acme_confirm_async:
 * @parent: the window that the question is about
 * @heading: the question
 * @body: (nullable): what happens then, as plain text
 * @extra: (nullable) (transfer floating): more about it, such as a list of names
 * @accept_label: what is done then, with a mnemonic, such as “_Delete”
 * @destructive: whether it cannot be undone: then the button is red, and Enter does not press it
 * @cancellable: (nullable): takes the question away
 * @callback: called when there is an answer
 * @user_data: for @callback
 *
 * Asks whether to go on. Escape, and closing @parent, mean no.
 */
void
acme_confirm_async (GtkWindow           *parent,
                    const char          *heading,
                    const char          *body,
                    GtkWidget           *extra,
                    const char          *accept_label,
                    gboolean             destructive,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Question *question;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (heading != NULL && accept_label != NULL);

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_confirm_async);
  if (g_task_return_error_if_cancelled (task))
    {
      if (extra != NULL)
        g_object_unref (g_object_ref_sink (extra));
      return;
    }

  question = g_new0 (Question, 1);
  question->dialog = make_dialog (parent, heading, body, extra, accept_label, destructive);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_signal_connect_swapped (question->dialog, "response", G_CALLBACK (response_cb), task);
  g_signal_connect_swapped (question->dialog, "destroy", G_CALLBACK (destroy_cb), task);
  /* A closed window is disposed of when nobody holds it any more, but the task does, and whoever waits for it */
  g_signal_connect_object (parent, "unrealize", G_CALLBACK (gtk_window_destroy), question->dialog, G_CONNECT_SWAPPED);
  if (cancellable != NULL)
    question->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), task, NULL);
  gtk_window_present (question->dialog);
  g_steal_pointer (&task);
}

/**
 * acme_confirm_finish:
 * @result: what the callback was given
 * @error: (nullable): only %G_IO_ERROR_CANCELLED
 *
 * Returns: whether to go on
 */
gboolean
acme_confirm_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_confirm_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One line, whatever somebody wrote into the name to make it look like more. */
static void
append_name (GString    *text,
             const char *name)
{
  g_autofree char *printable = acme_text_make_printable (name);
  g_autofree char *line = acme_text_ellipsize (printable, MAX_NAME_WIDTH);

  g_string_append_printf (text, "%s\n", line);
}

/**
 * acme_confirm_list:
 * @names: (element-type utf8): the names of what it is about
 *
 * Returns: (transfer full): a paragraph for the body of a question: a line for each name, or for the first of many and
 *   one that says how many more there are
 */
char *
acme_confirm_list (GPtrArray *names)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_named;

  g_return_val_if_fail (names != NULL, NULL);

  n_named = names->len > MAX_NAMES ? MAX_NAMES - 1 : names->len;
  for (guint i = 0; i < n_named; i++)
    append_name (text, names->pdata[i]);
  if (names->len > n_named)
    g_string_append_printf (text, ngettext ("and %u more\n", "and %u more\n", names->len - n_named),
                            names->len - n_named);
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

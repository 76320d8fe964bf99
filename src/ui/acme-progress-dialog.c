/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says how far something has come that is done to many, and lets a person stop it. It blocks its parent at once, but is
 * to be seen only if it takes a while: what is done in a moment should not flash.
 *
 * What is blocked is all that is in the parent. An insensitive window itself would not hear that it gets the keyboard
 * when a question before this closes, and would look as if it had not. */

#include "config.h"

#include "acme-progress-dialog.h"

#include <glib/gi18n.h>

#define DELAY_MSEC 300

struct _AcmeProgressDialog
{
  AdwWindow parent_instance;

  GCancellable *cancellable;
  GtkWidget *content; /* (nullable): weak; all of the parent, insensitive meanwhile */
  GtkWidget *focus;   /* (nullable): weak; what had the focus there */

  GtkLabel *title_label;
  GtkLabel *count_label;
  GtkProgressBar *bar;
  GtkWidget *stop_button;

  guint show_id;
};

G_DEFINE_FINAL_TYPE (AcmeProgressDialog, acme_progress_dialog, ADW_TYPE_WINDOW)

static void
show_cb (gpointer user_data)
{
  AcmeProgressDialog *self = user_data;

  self->show_id = 0;
  gtk_window_present (GTK_WINDOW (self));
}

/* The parent can be used again, from where it was left. */
static void
release_parent (AcmeProgressDialog *self)
{
  if (self->content != NULL)
    gtk_widget_set_sensitive (self->content, TRUE);
  if (self->content != NULL && self->focus != NULL && gtk_widget_get_root (self->focus) != NULL)
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->content);
  g_clear_weak_pointer (&self->focus);
}

/* What is on its way is waited for, so the dialog stays until it ends. */
static void
stop (AcmeProgressDialog *self)
{
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  gtk_label_set_label (self->count_label, _("Stopping…"));
  g_cancellable_cancel (self->cancellable);
}

static gboolean
acme_progress_dialog_close_request (GtkWindow *window)
{
  stop (ACME_PROGRESS_DIALOG (window));
  return GDK_EVENT_STOP;
}

static void
acme_progress_dialog_dispose (GObject *object)
{
  AcmeProgressDialog *self = ACME_PROGRESS_DIALOG (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  release_parent (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_PROGRESS_DIALOG);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (acme_progress_dialog_parent_class)->dispose (object);
}

static void
acme_progress_dialog_class_init (AcmeProgressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_progress_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = acme_progress_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-progress-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeProgressDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeProgressDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeProgressDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeProgressDialog, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, stop);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
acme_progress_dialog_init (AcmeProgressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_progress_dialog_new:
 * @parent: the window that waits for it
 * @title: what is being done, such as “Deleting Accounts”
 * @cancellable: cancelled when the person stops it
 *
 * Returns: (transfer none): a dialog that shows itself after a moment; to be ended by acme_progress_dialog_end()
 */
AcmeProgressDialog *
acme_progress_dialog_new (GtkWindow    *parent,
                          const char   *title,
                          GCancellable *cancellable)
{
  AcmeProgressDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_object_new (ACME_TYPE_PROGRESS_DIALOG, "transient-for", parent, "title", title, NULL);
  self->cancellable = g_object_ref (cancellable);
  g_set_weak_pointer (&self->content, gtk_window_get_child (parent));
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (parent));
  if (self->content != NULL)
    gtk_widget_set_sensitive (self->content, FALSE);
  gtk_label_set_label (self->title_label, title);
  self->show_id = g_timeout_add_once (DELAY_MSEC, show_cb, self);
  return self;
}

/**
 * acme_progress_dialog_set:
 * @self: the dialog
 * @n_done: how many of @n_total are done
 * @n_total: how many there are; 0 if that is not known
 */
void
acme_progress_dialog_set (AcmeProgressDialog *self,
                          guint               n_done,
                          guint               n_total)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ACME_IS_PROGRESS_DIALOG (self));

  if (n_total == 0 || g_cancellable_is_cancelled (self->cancellable))
    return;

  /* Translators: how many are done already, and how many there are to do */
  text = g_strdup_printf (_("%'u of %'u"), n_done, n_total);
  gtk_label_set_label (self->count_label, text);
  gtk_progress_bar_set_fraction (self->bar, (double) n_done / n_total);
}

/**
 * acme_progress_dialog_pulse:
 * @self: the dialog
 * @text: how far it has come, without how far it has to go
 *
 * To be called again and again where nobody knows yet how much there is to do.
 */
void
acme_progress_dialog_pulse (AcmeProgressDialog *self,
                            const char         *text)
{
  g_return_if_fail (ACME_IS_PROGRESS_DIALOG (self));
  g_return_if_fail (text != NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  gtk_label_set_label (self->count_label, text);
  gtk_progress_bar_pulse (self->bar);
}

/**
 * acme_progress_dialog_progress_cb:
 * @n_done: how many of @n_total are done
 * @n_total: how many there are; 0 if that is not known
 * @self: the dialog
 *
 * An #AcmeScmProgressFunc.
 */
void
acme_progress_dialog_progress_cb (guint    n_done,
                                  guint    n_total,
                                  gpointer self)
{
  acme_progress_dialog_set (self, n_done, n_total);
}

/**
 * acme_progress_dialog_end:
 * @self: the dialog
 *
 * It is done: the dialog goes, and its parent can be used again.
 */
void
acme_progress_dialog_end (AcmeProgressDialog *self)
{
  g_return_if_fail (ACME_IS_PROGRESS_DIALOG (self));

  g_clear_handle_id (&self->show_id, g_source_remove);
  release_parent (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

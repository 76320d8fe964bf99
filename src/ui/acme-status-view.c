/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in place of the table while there is none: a page that says why, with the one button that helps. */

#include "config.h"

#include "acme-status-view.h"

#include <glib/gi18n.h>

#define PAGE_LOADING "loading"
#define PAGE_MESSAGE "message"

/* A short wait looks shorter without a spinner that flashes up, in ms. */
#define LOADING_DELAY 250

struct _AcmeStatusView
{
  AdwBin parent_instance;

  AcmeStatus status;

  GtkStack *stack;
  GtkWidget *loading_box;
  GtkSpinner *spinner;
  GtkLabel *loading_label;
  GtkLabel *progress_label;
  AdwStatusPage *message_page;
  GtkButton *button;
  GtkLabel *button_label;

  guint loading_id;
};

G_DEFINE_FINAL_TYPE (AcmeStatusView, acme_status_view, ADW_TYPE_BIN)

static void
show_message (AcmeStatusView *self,
              const char     *button,
              const char     *action_name)
{
  gtk_label_set_label (self->button_label, button != NULL ? button : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->message_page), TRUE); /* from the first message on */
  gtk_stack_set_visible_child_name (self->stack, PAGE_MESSAGE);
}

static void
show_loading_cb (gpointer user_data)
{
  AcmeStatusView *self = user_data;

  self->loading_id = 0;
  gtk_widget_set_visible (self->loading_box, TRUE);
}

static void
set_loading (AcmeStatusView *self,
             gboolean        loading)
{
  gtk_spinner_set_spinning (self->spinner, loading);
  if (!loading)
    {
      g_clear_handle_id (&self->loading_id, g_source_remove);
      gtk_widget_set_visible (self->loading_box, FALSE);
    }
  else if (self->loading_id == 0 && !gtk_widget_get_visible (self->loading_box))
    {
      self->loading_id = g_timeout_add_once (LOADING_DELAY, show_loading_cb, self);
    }
}

static void
acme_status_view_dispose (GObject *object)
{
  AcmeStatusView *self = ACME_STATUS_VIEW (object);

  g_clear_handle_id (&self->loading_id, g_source_remove);
  /* First, because both would unparent it */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_STATUS_VIEW);

  G_OBJECT_CLASS (acme_status_view_parent_class)->dispose (object);
}

static void
acme_status_view_class_init (AcmeStatusViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_status_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/acme_console/AcmeConsole/acme-status-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, loading_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, loading_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, progress_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, message_page);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, button);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, button_label);
}

static void
acme_status_view_init (AcmeStatusView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acme_status_view_set_loading (self, NULL);
}

/**
 * acme_status_view_get_status:
 * @self: the view
 *
 * Returns: what it shows
 */
AcmeStatus
acme_status_view_get_status (AcmeStatusView *self)
{
  g_return_val_if_fail (ACME_IS_STATUS_VIEW (self), ACME_STATUS_LOADING);

  return self->status;
}

/**
 * acme_status_view_set_loading:
 * @self: the view
 * @title: (nullable): what is loaded, such as “Loading Endpoints…”
 *
 * Shows that something is to come, after a moment.
 */
void
acme_status_view_set_loading (AcmeStatusView *self,
                              const char     *title)
{
  g_return_if_fail (ACME_IS_STATUS_VIEW (self));

  self->status = ACME_STATUS_LOADING;
  if (title != NULL)
    gtk_label_set_label (self->loading_label, title);
  set_loading (self, TRUE);
  gtk_stack_set_visible_child_name (self->stack, PAGE_LOADING);
}

/**
 * acme_status_view_set_message:
 * @self: the view
 * @icon_name: an icon
 * @title: why there is nothing to show
 * @description: (nullable): what to do about it, as plain text
 * @button: (nullable): the label of a button, with a mnemonic
 * @action_name: (nullable): what the button does
 */
void
acme_status_view_set_message (AcmeStatusView *self,
                              const char     *icon_name,
                              const char     *title,
                              const char     *description,
                              const char     *button,
                              const char     *action_name)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (ACME_IS_STATUS_VIEW (self));
  g_return_if_fail (title != NULL);

  self->status = ACME_STATUS_MESSAGE;
  set_loading (self, FALSE);
  if (description != NULL)
    markup = g_markup_escape_text (description, -1);
  adw_status_page_set_icon_name (self->message_page, icon_name);
  adw_status_page_set_title (self->message_page, title);
  adw_status_page_set_description (self->message_page, markup);
  show_message (self, button, action_name);
}

/**
 * acme_status_view_set_error:
 * @self: the view
 * @error: why there is nothing to show
 * @host: (nullable): the host that was to answer
 * @words: (nullable): what was to be shown
 * @action_name: (nullable): what tries it again; without it there is no button
 */
void
acme_status_view_set_error (AcmeStatusView       *self,
                            const GError         *error,
                            const char           *host,
                            const AcmeErrorWords *words,
                            const char           *action_name)
{
  g_return_if_fail (ACME_IS_STATUS_VIEW (self));
  g_return_if_fail (error != NULL);

  self->status = ACME_STATUS_ERROR;
  set_loading (self, FALSE);
  acme_error_ui_show_page (self->message_page, error, host, words);
  show_message (self, action_name != NULL ? _("_Try Again") : NULL, action_name);
}

/**
 * acme_status_view_set_progress:
 * @self: the view
 * @n_done: how many things have come
 * @n_total: how many there are; 0 if that is not known
 */
void
acme_status_view_set_progress (AcmeStatusView *self,
                               guint           n_done,
                               guint           n_total)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ACME_IS_STATUS_VIEW (self));

  /* Translators: how many of the rows have come already, and how many there are */
  if (n_total > 0)
    text = g_strdup_printf (_("%u of %u"), n_done, n_total);
  acme_status_view_set_progress_text (self, text != NULL ? text : "");
}

/**
 * acme_status_view_set_progress_text:
 * @self: the view
 * @text: how far it is, in words
 */
void
acme_status_view_set_progress_text (AcmeStatusView *self,
                                    const char     *text)
{
  g_return_if_fail (ACME_IS_STATUS_VIEW (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_label (self->progress_label, text);
}

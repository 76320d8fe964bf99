/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in place of the table while there is none: a page that says why, with the one button that helps. */

#include "config.h"

#include "acme-status-view.h"

#include <glib/gi18n.h>

#include "acme-error-ui.h"

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
  GtkLabel *progress_label;
  AdwStatusPage *message_page;
  GtkButton *button;
  GtkLabel *button_label;

  guint loading_id;
};

typedef struct
{
  const char *icon_name;
  const char *title;       /* N_() */
  const char *description; /* (nullable) N_() */
  const char *button;      /* N_() */
  const char *action_name;
} Message;

/* An error has its icon, title and description from acme-error-ui.c. */
static const Message messages[] = {
  [ACME_STATUS_START] = { APPLICATION_ID, N_("Welcome to ACME Console"),
    N_("Manage the ACME endpoints of Sectigo Certificate Manager, the accounts that may use them, and their audit "
       "trail.\n\nThe demo shows sample data. Nothing leaves this computer."),
    N_("Try the _Demo"), "app.demo" },
  [ACME_STATUS_LOADING] = { NULL },
  [ACME_STATUS_STOPPED] = { "process-stop-symbolic", N_("Loading Was Stopped"), NULL, N_("_Refresh"), "win.refresh" },
  [ACME_STATUS_EMPTY] = { "network-server-symbolic", N_("No ACME Endpoints"),
    N_("No ACME endpoint is enabled for this Sectigo account. Contact your Sectigo account manager."),
    N_("_Refresh"), "win.refresh" },
  [ACME_STATUS_ERROR] = { NULL, NULL, NULL, N_("_Try Again"), "win.refresh" },
};

G_DEFINE_FINAL_TYPE (AcmeStatusView, acme_status_view, ADW_TYPE_BIN)

static void
show_message (AcmeStatusView *self,
              const Message  *message)
{
  g_autofree char *description = NULL;

  if (message->title != NULL)
    {
      if (message->description != NULL)
        description = g_markup_escape_text (_(message->description), -1);
      adw_status_page_set_icon_name (self->message_page, message->icon_name);
      adw_status_page_set_title (self->message_page, _(message->title));
      adw_status_page_set_description (self->message_page, description);
    }
  gtk_label_set_label (self->button_label, _(message->button));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), message->action_name);
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
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, progress_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, message_page);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, button);
  gtk_widget_class_bind_template_child (widget_class, AcmeStatusView, button_label);
}

static void
acme_status_view_init (AcmeStatusView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acme_status_view_set_status (self, ACME_STATUS_LOADING);
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
  g_return_val_if_fail (ACME_IS_STATUS_VIEW (self), ACME_STATUS_START);

  return self->status;
}

/**
 * acme_status_view_set_status:
 * @self: the view
 * @status: what to show; for an error there is acme_status_view_set_error()
 */
void
acme_status_view_set_status (AcmeStatusView *self,
                             AcmeStatus      status)
{
  g_return_if_fail (ACME_IS_STATUS_VIEW (self));
  g_return_if_fail (status < ACME_STATUS_ERROR);

  self->status = status;
  set_loading (self, status == ACME_STATUS_LOADING);
  if (status == ACME_STATUS_LOADING)
    gtk_stack_set_visible_child_name (self->stack, PAGE_LOADING);
  else
    show_message (self, &messages[status]);
}

/**
 * acme_status_view_set_error:
 * @self: the view
 * @error: why there is nothing to show
 * @host: (nullable): the host that was to answer
 */
void
acme_status_view_set_error (AcmeStatusView *self,
                            const GError   *error,
                            const char     *host)
{
  g_return_if_fail (ACME_IS_STATUS_VIEW (self));
  g_return_if_fail (error != NULL);

  self->status = ACME_STATUS_ERROR;
  set_loading (self, FALSE);
  acme_error_ui_show_page (self->message_page, error, host);
  show_message (self, &messages[ACME_STATUS_ERROR]);
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

  /* Translators: how many of the endpoints have come already, and how many there are */
  if (n_total > 0)
    text = g_strdup_printf (_("%u of %u"), n_done, n_total);
  gtk_label_set_label (self->progress_label, text != NULL ? text : "");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The details of one account, in a window of their own. It keeps to the account that it was opened for, whatever
 * becomes of the list that it was opened from, and keeps the HMAC key to itself. */

#include "config.h"

#include "acme-account-details-window.h"

#include <glib/gi18n.h>

#include "acme-account-details-page.h"
#include "acme-account-gone.h"
#include "acme-error-bar.h"
#include "acme-error.h"
#include "acme-load.h"
#include "acme-refresh-button.h"
#include "acme-scm-accounts.h"
#include "acme-scm-domains.h"
#include "acme-status-view.h"

#define PAGE_STATUS "status"
#define PAGE_ACCOUNT "account"

struct _AcmeAccountDetailsWindow
{
  AcmeDialog parent_instance;

  AcmeAccount *subject;      /* what it was opened for; kind, id and name */
  AcmeAccount *account;      /* (nullable): what SCM says of it, without the HMAC key */
  gboolean is_gone;          /* whether SCM has it no more */
  GError *error;             /* (nullable): why it could not be loaded the last time */
  AcmeClipboard *clipboard;
  GCancellable *loading;     /* (nullable): exists while something is loaded */
  guint n_pending;           /* how many answers are awaited */

  AdwWindowTitle *window_title;
  AcmeRefreshButton *refresh_button;
  AcmeErrorBar *error_bar;
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  AcmeStatusView *status_view;
  AcmeAccountDetailsPage *page;
  GtkWidget *action_bar;
};

G_DEFINE_FINAL_TYPE (AcmeAccountDetailsWindow, acme_account_details_window, ACME_TYPE_DIALOG)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS
};

enum
{
  EDIT,
  CLIENTS,
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const AcmeErrorWords words = {
  .failed = N_("Account Could Not Be Loaded"),
  .not_found = N_("Account Could Not Be Found"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to see ACME accounts."),
};

static AcmeAccountDomainGroup *
get_domains (AcmeAccountDetailsWindow *self)
{
  return acme_account_details_page_get_domains (self->page);
}

/* Its name as far as it is known by now. */
static const char *
get_name (AcmeAccountDetailsWindow *self)
{
  return acme_item_get_text (ACME_ITEM (acme_account_details_window_get_account (self)), ACME_ACCOUNT_NAME);
}

static void
update_status (AcmeAccountDetailsWindow *self)
{
  if (self->is_gone)
    acme_account_gone_show (self->status_view, acme_account_details_window_get_account (self));
  else if (self->loading != NULL)
    acme_status_view_set_loading (self->status_view, _("Loading Account…"));
  else if (self->error != NULL)
    acme_status_view_set_error (self->status_view, self->error, acme_dialog_get_host (ACME_DIALOG (self)), &words,
                                "win.refresh");
  else
    acme_status_view_set_message (self->status_view, "process-stop-symbolic", _("Loading Was Stopped"), NULL,
                                  _("_Refresh"), "win.refresh");
}

static void
show_page (AcmeAccountDetailsWindow *self,
           const char               *page)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, page);
  if (g_str_equal (page, PAGE_ACCOUNT))
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

/* Makes everything that depends on the state show it. May be called at any time and any number of times. */
static void
update (AcmeAccountDetailsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_account = self->account != NULL && !self->is_gone;

  if (!has_account)
    update_status (self);
  show_page (self, has_account ? PAGE_ACCOUNT : PAGE_STATUS);
  acme_error_bar_set_error (self->error_bar, has_account ? self->error : NULL,
                            acme_dialog_get_host (ACME_DIALOG (self)));
  adw_window_title_set_subtitle (self->window_title, get_name (self));
  acme_refresh_button_set_loading (self->refresh_button, self->loading != NULL);
  gtk_widget_set_visible (self->action_bar, has_account);
  gtk_widget_action_set_enabled (widget, "win.stop", self->loading != NULL);
  gtk_widget_action_set_enabled (widget, "win.edit", has_account);
  gtk_widget_action_set_enabled (widget, "win.clients", has_account);
}

/* The page has the key; what others get of the account is without it. */
static void
take_account (AcmeAccountDetailsWindow *self,
              AcmeAccount              *account)
{
  acme_account_details_page_set_account (self->page, account);
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, NULL);
  g_set_object (&self->account, account);
  acme_item_set_string (ACME_ITEM (self->subject), ACME_ACCOUNT_NAME, get_name (self));
}

static void
stop (AcmeAccountDetailsWindow *self)
{
  if (self->loading == NULL)
    return;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->n_pending = 0;
  acme_account_domain_group_set_loading (get_domains (self), FALSE);
}

/* Nothing is left of it in the window, above all not its key. */
static void
take_gone (AcmeAccountDetailsWindow *self)
{
  stop (self);
  self->is_gone = TRUE;
  g_clear_object (&self->account);
  acme_account_details_page_set_account (self->page, NULL);
  g_signal_emit (self, signals[CHANGED], 0, acme_account_details_window_get_account (self));
}

static void
end_part (AcmeAccountDetailsWindow *self)
{
  if (self->n_pending > 0 && --self->n_pending == 0)
    g_clear_object (&self->loading);
  update (self);
}

static void
account_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(AcmeAccountDetailsWindow) self = NULL;
  g_autoptr(AcmeAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  account = acme_scm_get_account_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  self->is_gone = FALSE;
  if (account != NULL)
    take_account (self, account);
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    take_gone (self);
  else
    self->error = g_steal_pointer (&error);
  end_part (self);
}

static void
domains_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(AcmeAccountDetailsWindow) self = NULL;
  g_autoptr(GPtrArray) domains = NULL;
  g_autoptr(GError) error = NULL;

  domains = acme_scm_list_domains_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  if (domains != NULL)
    acme_account_domain_group_set_domains (get_domains (self), domains);
  else
    acme_account_domain_group_set_error (get_domains (self), error, acme_dialog_get_host (ACME_DIALOG (self)));
  end_part (self);
}

static void
copied_cb (AcmeAccountDetailsWindow *self,
           const char               *message)
{
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (message));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  acme_account_details_window_refresh (ACME_ACCOUNT_DETAILS_WINDOW (widget));
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  stop (ACME_ACCOUNT_DETAILS_WINDOW (widget));
  update (ACME_ACCOUNT_DETAILS_WINDOW (widget));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[EDIT], 0);
}

static void
clients_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[CLIENTS], 0);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AcmeAccountDetailsWindow *self = ACME_ACCOUNT_DETAILS_WINDOW (widget);

  acme_account_domain_group_start_search (get_domains (self));
}

static void
acme_account_details_window_constructed (GObject *object)
{
  AcmeAccountDetailsWindow *self = ACME_ACCOUNT_DETAILS_WINDOW (object);

  G_OBJECT_CLASS (acme_account_details_window_parent_class)->constructed (object);

  acme_account_details_page_set_endpoint (self->page, acme_dialog_get_endpoint (ACME_DIALOG (self)));
  acme_account_details_window_refresh (self);
}

static void
acme_account_details_window_dispose (GObject *object)
{
  AcmeAccountDetailsWindow *self = ACME_ACCOUNT_DETAILS_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->clipboard != NULL)
    acme_clipboard_clear (self->clipboard);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->subject);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_DETAILS_WINDOW);

  G_OBJECT_CLASS (acme_account_details_window_parent_class)->dispose (object);
}

static void
acme_account_details_window_finalize (GObject *object)
{
  g_clear_error (&ACME_ACCOUNT_DETAILS_WINDOW (object)->error);

  G_OBJECT_CLASS (acme_account_details_window_parent_class)->finalize (object);
}

static void
acme_account_details_window_get_property (GObject    *object,
                                          guint       prop_id,
                                          GValue     *value,
                                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, acme_account_details_window_get_account (ACME_ACCOUNT_DETAILS_WINDOW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* A copy: the account of a list follows what happens to the list. */
static AcmeAccount *
copy_subject (AcmeItem *account)
{
  AcmeAccount *copy = acme_account_new (acme_item_get_string (account, ACME_ACCOUNT_KIND),
                                        acme_item_get_number (account, ACME_ACCOUNT_ID));

  acme_item_set_string (ACME_ITEM (copy), ACME_ACCOUNT_NAME, acme_item_get_string (account, ACME_ACCOUNT_NAME));
  return copy;
}

static void
acme_account_details_window_set_property (GObject      *object,
                                          guint         prop_id,
                                          const GValue *value,
                                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      ACME_ACCOUNT_DETAILS_WINDOW (object)->subject = copy_subject (g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (GObjectClass *object_class)
{
  GType type = G_TYPE_FROM_CLASS (object_class);

  /**
   * AcmeAccountDetailsWindow::edit:
   *
   * The user wants to edit the account.
   */
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * AcmeAccountDetailsWindow::clients:
   *
   * The user wants to see the ACME clients of the account.
   */
  signals[CLIENTS] = g_signal_new ("clients", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * AcmeAccountDetailsWindow::changed:
   * @self: the window
   * @account: the account
   *
   * SCM turned out not to have @account any more.
   */
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   ACME_TYPE_ACCOUNT);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "win.clients", NULL, clients_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ACME_TYPE_ACCOUNT_DETAILS_PAGE);
  g_type_ensure (ACME_TYPE_ERROR_BAR);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-details-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, status_view);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsWindow, action_bar);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
}

static void
acme_account_details_window_class_init (AcmeAccountDetailsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = acme_account_details_window_constructed;
  object_class->dispose = acme_account_details_window_dispose;
  object_class->finalize = acme_account_details_window_finalize;
  object_class->get_property = acme_account_details_window_get_property;
  object_class->set_property = acme_account_details_window_set_property;

  /**
   * AcmeAccountDetailsWindow:account:
   *
   * What it is about. Of the one that it is made with only kind, id and name are looked at; see
   * acme_account_details_window_get_account() for the one that it gives.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, ACME_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (object_class);
  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
acme_account_details_window_init (AcmeAccountDetailsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acme_error_bar_set_words (self->error_bar, &words);
  self->clipboard = acme_clipboard_new (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  acme_account_details_page_set_clipboard (self->page, self->clipboard);
}

/**
 * acme_account_details_window_get_account:
 * @self: the window
 *
 * Returns: (transfer none): the account that it is about: always its kind and id, its name, and once it is loaded
 *   whatever SCM says of it but the HMAC key
 */
AcmeAccount *
acme_account_details_window_get_account (AcmeAccountDetailsWindow *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DETAILS_WINDOW (self), NULL);

  return self->account != NULL ? self->account : self->subject;
}

/**
 * acme_account_details_window_refresh:
 * @self: the window
 *
 * Loads everything anew; what was being loaded is given up, as it may be older than what made this necessary. What is
 * on the screen stays meanwhile.
 */
void
acme_account_details_window_refresh (AcmeAccountDetailsWindow *self)
{
  AcmeScmSession *session;
  AcmeItem *subject;

  g_return_if_fail (ACME_IS_ACCOUNT_DETAILS_WINDOW (self));

  stop (self);
  session = acme_dialog_get_session (ACME_DIALOG (self));
  subject = ACME_ITEM (self->subject);
  self->loading = g_cancellable_new ();
  self->n_pending = 1;
  acme_scm_get_account_async (session, acme_item_get_string (subject, ACME_ACCOUNT_KIND),
                              acme_item_get_number (subject, ACME_ACCOUNT_ID), self->loading, account_cb,
                              acme_load_new (self, self->loading));
  if (!acme_account_is_universal (self->subject))
    {
      self->n_pending++;
      acme_account_domain_group_set_loading (get_domains (self), TRUE);
      acme_scm_list_domains_async (session, self->subject, self->loading, domains_cb,
                                   acme_load_new (self, self->loading));
    }
  update (self);
}

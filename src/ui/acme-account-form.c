/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What adding and editing an account have in common: a window with a form that is sent once, is busy until the answer
 * is there, and then either closes or says what was not done and what can be done about that. What was typed stays
 * until SCM has it. */

#include "config.h"

#include "acme-account-form-private.h"

#include <glib/gi18n.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcmeAccountForm, acme_account_form, ACME_TYPE_DIALOG)

enum
{
  PROP_0,
  PROP_FORM,
  N_PROPS
};

enum
{
  CHANGED,
  DETAILS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

AcmeAccountFormPrivate *
acme_account_form_get_private (AcmeAccountForm *self)
{
  return acme_account_form_get_instance_private (self);
}

static gboolean
is_busy (AcmeAccountForm *self)
{
  return acme_dialog_is_writing (ACME_DIALOG (self)) || acme_account_form_get_private (self)->looking != NULL;
}

static gboolean
is_on_page (AcmeAccountForm *self,
            const char      *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (acme_account_form_get_private (self)->stack), page) == 0;
}

static void
update_header (AcmeAccountForm *self,
               gboolean         on_form,
               gboolean         busy)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  AcmeAccountFormClass *klass = ACME_ACCOUNT_FORM_GET_CLASS (self);

  gtk_widget_set_visible (priv->cancel_button, on_form);
  gtk_widget_set_visible (priv->apply_button, on_form);
  adw_header_bar_set_show_start_title_buttons (priv->header_bar, !on_form);
  adw_header_bar_set_show_end_title_buttons (priv->header_bar, !on_form);
  /* What has been sent is not cancelled by closing the window */
  gtk_label_set_label (priv->cancel_label, busy ? _("_Close") : _("_Cancel"));
  gtk_label_set_label (priv->apply_label, busy ? _(klass->busy_label) : _(klass->apply_label));
  gtk_spinner_set_spinning (priv->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), busy);
}

/* A widget that cannot be used loses the keys, so where they were is remembered before. */
static void
remember_focus (AcmeAccountForm *self)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  if (priv->focus != NULL)
    return;
  g_set_weak_pointer (&priv->focus, gtk_root_get_focus (GTK_ROOT (self)));
  gtk_root_set_focus (GTK_ROOT (self), NULL); /* an entry that is made insensitive with its cursor blinking complains */
}

static void
restore_focus (AcmeAccountForm *self)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  if (priv->focus != NULL && gtk_widget_get_mapped (priv->focus))
    gtk_widget_grab_focus (priv->focus);
  g_clear_weak_pointer (&priv->focus);
}

/* Shows one of the pages, with the keys in it. */
void
acme_account_form_show_page (AcmeAccountForm *self,
                             const char      *page)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  if (is_on_page (self, page))
    return;

  g_clear_weak_pointer (&priv->focus);
  gtk_stack_set_visible_child_name (priv->stack, page);
  acme_account_form_update (self);
  if (g_str_equal (page, PAGE_FORM))
    acme_account_name_entry_focus (priv->name_entry);
  else if (g_str_equal (page, PAGE_RESULT))
    acme_account_result_page_focus (priv->result_page);
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (priv->stack), GTK_DIR_TAB_FORWARD);
}

static void
apply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AcmeAccountForm *self = ACME_ACCOUNT_FORM (widget);

  acme_error_bar_set_error (acme_account_form_get_private (self)->error_bar, NULL, NULL);
  ACME_ACCOUNT_FORM_GET_CLASS (self)->apply (self);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  acme_account_form_begin (ACME_ACCOUNT_FORM (widget));
  acme_account_form_retry_domains (ACME_ACCOUNT_FORM (widget));
}

static void
look_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AcmeAccountForm *self = ACME_ACCOUNT_FORM (widget);
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  acme_error_bar_set_error (priv->error_bar, NULL, NULL);
  priv->looking = g_cancellable_new ();
  acme_account_form_update (self);
  if (priv->unknown_domains)
    acme_account_form_look_at_domains (self);
  else
    ACME_ACCOUNT_FORM_GET_CLASS (self)->look (self, priv->looking);
}

static void
details_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcmeAccountForm *self = ACME_ACCOUNT_FORM (widget);

  acme_account_form_tell_details (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* Enter sends what can be sent, and goes on to what is missing. */
static void
name_activated_cb (AcmeAccountForm *self)
{
  g_autofree char *problem = ACME_ACCOUNT_FORM_GET_CLASS (self)->check (self);

  if (problem == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "form.apply", NULL);
  else
    gtk_widget_child_focus (acme_account_form_get_private (self)->form_page, GTK_DIR_TAB_FORWARD);
}

static void
acme_account_form_constructed (GObject *object)
{
  AcmeAccountForm *self = ACME_ACCOUNT_FORM (object);
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));

  G_OBJECT_CLASS (acme_account_form_parent_class)->constructed (object);

  adw_window_title_set_title (priv->window_title, gtk_window_get_title (GTK_WINDOW (self)));
  if (endpoint != NULL)
    adw_window_title_set_subtitle (priv->window_title, acme_endpoint_get_name (endpoint));
  acme_account_name_entry_focus (priv->name_entry);
}

static void
acme_account_form_dispose (GObject *object)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (ACME_ACCOUNT_FORM (object));

  g_cancellable_cancel (priv->looking);
  g_clear_object (&priv->looking);
  g_clear_weak_pointer (&priv->focus);
  /* Not gtk_widget_dispose_template(), which GTK 4.8 can only do for the class of the object itself; what the template
   * made goes with the window */

  G_OBJECT_CLASS (acme_account_form_parent_class)->dispose (object);
}

static void
acme_account_form_finalize (GObject *object)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (ACME_ACCOUNT_FORM (object));

  /* Until now, because what was sent goes on without the window */
  g_clear_object (&priv->account);
  g_clear_pointer (&priv->add, g_strfreev);
  g_clear_pointer (&priv->remove, g_strfreev);

  G_OBJECT_CLASS (acme_account_form_parent_class)->finalize (object);
}

static void
acme_account_form_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FORM:
      gtk_box_append (acme_account_form_get_private (ACME_ACCOUNT_FORM (object))->form_box, g_value_get_object (value));
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
   * AcmeAccountForm::changed:
   * @self: the window
   * @account: the account
   *
   * @account was changed, or may have been, or is not there any more.
   */
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   ACME_TYPE_ACCOUNT);
  /**
   * AcmeAccountForm::details:
   * @self: the window
   * @account: the account
   *
   * The details of @account are to be shown.
   */
  signals[DETAILS] = g_signal_new ("details", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   ACME_TYPE_ACCOUNT);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "form.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "form.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "form.details", NULL, details_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.apply", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.apply", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-form.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, header_bar);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, cancel_button);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, cancel_label);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, apply_button);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, apply_label);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, error_bar);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, stack);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, form_page);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, form_box);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, name_entry);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, result_page);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, gone_view);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, note_bar);
  gtk_widget_class_bind_template_child_private (widget_class, AcmeAccountForm, note_label);
  gtk_widget_class_bind_template_callback (widget_class, acme_account_form_update);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
}

static void
acme_account_form_class_init (AcmeAccountFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = acme_account_form_constructed;
  object_class->dispose = acme_account_form_dispose;
  object_class->finalize = acme_account_form_finalize;
  object_class->set_property = acme_account_form_set_property;

  /**
   * AcmeAccountForm:form:
   *
   * What is asked for beside the name; each time it is set, a widget is added.
   */
  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (object_class);

  g_type_ensure (ACME_TYPE_ERROR_BAR);
  g_type_ensure (ACME_TYPE_ACCOUNT_NAME_ENTRY);
  g_type_ensure (ACME_TYPE_ACCOUNT_RESULT_PAGE);
  g_type_ensure (ACME_TYPE_STATUS_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
acme_account_form_init (AcmeAccountForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acme_error_bar_set_action_name (acme_account_form_get_private (self)->error_bar, NULL);
}

/**
 * acme_account_form_get_name_entry:
 * @self: the window
 *
 * Returns: (transfer none): where the name of the account is typed
 */
AcmeAccountNameEntry *
acme_account_form_get_name_entry (AcmeAccountForm *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_FORM (self), NULL);

  return acme_account_form_get_private (self)->name_entry;
}

/**
 * acme_account_form_get_account:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the account that is changed
 */
AcmeAccount *
acme_account_form_get_account (AcmeAccountForm *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_FORM (self), NULL);

  return acme_account_form_get_private (self)->account;
}

/**
 * acme_account_form_set_account:
 * @self: the window
 * @account: the account to change
 */
void
acme_account_form_set_account (AcmeAccountForm *self,
                               AcmeAccount     *account)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  g_set_object (&acme_account_form_get_private (self)->account, account);
}

/**
 * acme_account_form_set_subtitle:
 * @self: the window
 * @subtitle: what it is about
 */
void
acme_account_form_set_subtitle (AcmeAccountForm *self,
                                const char      *subtitle)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));
  g_return_if_fail (subtitle != NULL);

  adw_window_title_set_subtitle (acme_account_form_get_private (self)->window_title, subtitle);
}

/**
 * acme_account_form_set_note:
 * @self: the window
 * @note: (nullable): a line at the end of the form
 */
void
acme_account_form_set_note (AcmeAccountForm *self,
                            const char      *note)
{
  AcmeAccountFormPrivate *priv;

  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  priv = acme_account_form_get_private (self);
  gtk_label_set_label (priv->note_label, note != NULL ? note : "");
  gtk_action_bar_set_revealed (priv->note_bar, note != NULL && is_on_page (self, PAGE_FORM));
}

/**
 * acme_account_form_update:
 * @self: the window
 *
 * Makes everything that depends on the state show it. To be called when something else was typed or chosen.
 */
void
acme_account_form_update (AcmeAccountForm *self)
{
  AcmeAccountFormPrivate *priv;
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *problem = NULL;
  gboolean busy, on_form, on_result;

  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  priv = acme_account_form_get_private (self);
  busy = is_busy (self);
  on_form = is_on_page (self, PAGE_FORM);
  on_result = is_on_page (self, PAGE_RESULT);
  problem = ACME_ACCOUNT_FORM_GET_CLASS (self)->check (self);

  if (busy)
    remember_focus (self);
  update_header (self, on_form, busy);
  gtk_widget_set_tooltip_text (priv->apply_button, busy ? NULL : problem);
  gtk_action_bar_set_revealed (priv->note_bar, on_form && *gtk_label_get_label (priv->note_label) != '\0');
  gtk_widget_action_set_enabled (widget, "form.apply", on_form && !busy && problem == NULL);
  gtk_widget_action_set_enabled (widget, "form.retry", on_result && !busy);
  gtk_widget_action_set_enabled (widget, "form.look", on_result && !busy);
  gtk_widget_action_set_enabled (widget, "form.details", on_result && !busy);
  gtk_widget_set_sensitive (priv->form_page, !busy);
  acme_account_result_page_set_busy (priv->result_page, busy);
  if (!busy)
    restore_focus (self);
}

/**
 * acme_account_form_tell_changed:
 * @self: the window
 *
 * Tells whoever listens that the account is another one now.
 */
void
acme_account_form_tell_changed (AcmeAccountForm *self)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  g_signal_emit (self, signals[CHANGED], 0, acme_account_form_get_private (self)->account);
}

/**
 * acme_account_form_tell_details:
 * @self: the window
 *
 * Asks whoever listens to show the details of the account.
 */
void
acme_account_form_tell_details (AcmeAccountForm *self)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  g_signal_emit (self, signals[DETAILS], 0, acme_account_form_get_private (self)->account);
}

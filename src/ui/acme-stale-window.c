/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What nobody seems to use any more at an endpoint: clients that have been idle for long, and accounts without a
 * client. This file is the object and what it shows. */

#include "config.h"

#include "acme-stale-window-private.h"

#include <glib/gi18n.h>

#include "acme-stale.h"
#include "acme-table-buttons.h"
#include "acme-widget.h"
#include "acme-wrap-box.h"

#define VIEW "stale"

#define PAGE_START "start"
#define PAGE_LIST "list"

static const AcmeListWords words = {
  N_("Searching…"),
  { N_("The Search Is Not Complete"), N_("The Search Is Not Complete"),
    N_("Ask an administrator of your Sectigo account for the right to see ACME accounts.") },
  N_("The Search Was Stopped"),
  N_("_Continue"),
};

G_DEFINE_FINAL_TYPE (AcmeStaleWindow, acme_stale_window, ACME_TYPE_LIST_DIALOG)

enum
{
  PROP_0,
  PROP_ACCOUNTS,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Tells whoever lists the accounts what became of one. */
void
acme_stale_window_tell_changed (AcmeStaleWindow *self,
                                AcmeAccount     *account,
                                gboolean         deleted)
{
  g_signal_emit (self, signals[CHANGED], 0, account, deleted);
}

/* Shows the list of findings, of which nothing is known yet. */
void
acme_stale_window_show_list (AcmeStaleWindow *self)
{
  g_autofree char *nothing =
    g_strdup_printf (ngettext ("Every account has a client, and none has been idle for more than %u day.",
                               "Every account has a client, and none has been idle for more than %u days.",
                               self->idle_days), self->idle_days);

  acme_list_dialog_set_view (ACME_LIST_DIALOG (self), &acme_stale_fields, VIEW);
  acme_list_page_set_empty (self->page, "object-select-symbolic", _("Nothing Stale Was Found"), nothing, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, PAGE_LIST);
}

static char *
describe_state (AcmeStaleWindow *self)
{
  guint n = self->sweep != NULL ? acme_scm_stale_sweep_get_n_accounts (self->sweep)
                                : g_list_model_get_n_items (self->accounts);

  if (self->sweep == NULL)
    return g_strdup_printf (ngettext ("%u account", "%u accounts", n), n);
  if (acme_list_dialog_is_loading (ACME_LIST_DIALOG (self)))
    return g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", n), self->n_done, n);
  if (self->n_done < n)
    return g_strdup_printf (ngettext ("%u of %u account searched", "%u of %u accounts searched", n), self->n_done, n);
  return g_strdup_printf (ngettext ("%u account searched", "%u accounts searched", n), n);
}

/* (transfer none): what the button does that starts, stops and goes on, with a mnemonic */
static const char *
get_run_label (AcmeStaleWindow *self)
{
  if (acme_list_dialog_is_loading (ACME_LIST_DIALOG (self)))
    return _("S_top");
  if (acme_stale_window_can_continue (self))
    return _("_Continue");
  return acme_stale_window_is_complete (self) ? _("Search A_gain") : _("_Start");
}

/* Not if the list has such a button in its place, as it has while nothing was found. */
static gboolean
is_run_suggested (AcmeStaleWindow *self)
{
  if (acme_list_dialog_is_loading (ACME_LIST_DIALOG (self)) || acme_stale_window_is_complete (self))
    return FALSE;
  return acme_list_page_get_has_rows (self->page) || !acme_stale_window_can_continue (self);
}

static void
update_search (AcmeStaleWindow *self)
{
  gboolean loading = acme_list_dialog_is_loading (ACME_LIST_DIALOG (self));
  g_autofree char *state = describe_state (self);

  gtk_label_set_label (self->run_label, get_run_label (self));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->run_button), loading ? "win.stop" : "win.refresh");
  acme_widget_set_css_class (self->run_button, "suggested-action", is_run_suggested (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), loading ? NULL : self->run_button);
  gtk_label_set_label (self->state_label, state);
  /* Translators: in “Idle for more than 90 days”, which has the number in an entry of its own */
  gtk_label_set_label (self->days_label, ngettext ("day", "days", acme_stale_window_get_idle_days (self)));
}

static void
update_count (AcmeStaleWindow *self,
              guint            n_selected)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (self))));
  g_autofree char *text = NULL;

  if (n_selected > 1)
    text = g_strdup_printf (ngettext ("%u of %u finding selected", "%u of %u findings selected", n), n_selected, n);
  else
    text = g_strdup_printf (ngettext ("%u finding", "%u findings", n), n);
  gtk_label_set_label (self->count_label, text);
}

static void
acme_stale_window_update (AcmeListDialog *dialog,
                          GPtrArray      *selected)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (dialog);

  update_search (self);
  update_count (self, selected->len);
  gtk_action_bar_set_revealed (self->action_bar, acme_list_page_get_has_rows (self->page));
  acme_stale_window_update_actions (self, selected);
}

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many the filter lets through, the second how many there are */
  return g_strdup_printf (ngettext ("%u of %u finding", "%u of %u findings", total), shown, total);
}

static void
days_changed_cb (AcmeStaleWindow *self)
{
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

static void
show_start (AcmeStaleWindow *self)
{
  guint n = g_list_model_get_n_items (self->accounts);
  g_autofree char *text =
    g_strdup_printf (ngettext ("Clients that have been idle for long, and accounts without any client. SCM is asked "
                               "about %u account.",
                               "Clients that have been idle for long, and accounts without any client. SCM is asked "
                               "about each of %u accounts, which may take a while.", n), n);

  adw_status_page_set_description (self->start_page, text);
}

static void
acme_stale_window_constructed (GObject *object)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (object);

  G_OBJECT_CLASS (acme_stale_window_parent_class)->constructed (object);

  adw_window_title_set_subtitle (self->window_title,
                                 acme_endpoint_get_name (acme_dialog_get_endpoint (ACME_DIALOG (self))));
  acme_list_dialog_set_view (ACME_LIST_DIALOG (self), &acme_stale_fields, VIEW);
  show_start (self);
  gtk_spin_button_set_value (self->days_spin, acme_settings_get_idle_days (self->settings));
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->run_button);
}

static void
acme_stale_window_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, ACME_STALE_WINDOW (object)->accounts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_stale_window_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      ACME_STALE_WINDOW (object)->accounts = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_stale_window_dispose (GObject *object)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (object);

  acme_stale_window_forget_found (self);
  g_clear_object (&self->sweep); /* what still comes of it is nobody's */

  G_OBJECT_CLASS (acme_stale_window_parent_class)->dispose (object);
}

static void
acme_stale_window_finalize (GObject *object)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->acting, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_stale_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  g_type_ensure (ACME_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-stale-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, days_spin);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, days_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, run_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, state_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, deactivate_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, delete_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, columns_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeStaleWindow, finding_menu);
  gtk_widget_class_bind_template_callback (widget_class, days_changed_cb);
}

static void
acme_stale_window_class_init (AcmeStaleWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_stale_window_constructed;
  object_class->get_property = acme_stale_window_get_property;
  object_class->set_property = acme_stale_window_set_property;
  object_class->dispose = acme_stale_window_dispose;
  object_class->finalize = acme_stale_window_finalize;
  ACME_LIST_DIALOG_CLASS (klass)->load = acme_stale_window_load;
  ACME_LIST_DIALOG_CLASS (klass)->update = acme_stale_window_update;

  /**
   * AcmeStaleWindow:accounts:
   *
   * The accounts of the endpoint, of the type #AcmeAccount. Each search is through those that there are when it
   * begins.
   */
  properties[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, G_TYPE_LIST_MODEL,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AcmeStaleWindow::changed:
   * @account: one of the accounts
   * @deleted: whether it is gone
   *
   * @account was deleted, or clients of it were deactivated, or one of both was tried.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, ACME_TYPE_ACCOUNT, G_TYPE_BOOLEAN);

  bind_template (widget_class);
  acme_stale_window_class_add_actions (widget_class);
}

static void
acme_stale_window_init (AcmeStaleWindow *self)
{
  GtkEditable *entry;

  self->settings = acme_settings_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  acme_list_dialog_set_up (ACME_LIST_DIALOG (self), self->page, self->toast_overlay, self->columns_section);
  acme_list_page_set_words (self->page, &words);
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->finding_menu);
  gtk_spin_button_set_range (self->days_spin, 0, ACME_SETTINGS_MAX_IDLE_DAYS);
  entry = gtk_editable_get_delegate (GTK_EDITABLE (self->days_spin));
  gtk_text_set_activates_default (GTK_TEXT (entry), TRUE);
}

/**
 * acme_stale_window_new:
 * @session: a session
 * @connection: what @session belongs to
 * @endpoint: an endpoint
 * @accounts: the accounts of @endpoint, of the type #AcmeAccount
 *
 * Returns: (transfer none): a window that searches @accounts for what nobody uses, which GTK owns until it is closed
 */
AcmeStaleWindow *
acme_stale_window_new (AcmeScmSession *session,
                       AcmeConnection *connection,
                       AcmeEndpoint   *endpoint,
                       GListModel     *accounts)
{
  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (ACME_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (ACME_IS_ENDPOINT (endpoint), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (accounts), NULL);

  return g_object_new (ACME_TYPE_STALE_WINDOW, "session", session, "connection", connection, "endpoint", endpoint,
                       "accounts", accounts, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME clients that are connected with an account. They can be deactivated, one or many; those that were stay in
 * the list with their new status, as SCM keeps them. */

#include "config.h"

#include "acme-clients-window.h"

#include <glib/gi18n.h>

#include "acme-certificates-window.h"
#include "acme-client-filter.h"
#include "acme-client.h"
#include "acme-deactivate-clients.h"
#include "acme-load.h"
#include "acme-outcome.h"
#include "acme-outcomes-window.h"
#include "acme-refresh-button.h"
#include "acme-scm-clients.h"
#include "acme-table-buttons.h"

#define VIEW "clients"

struct _AcmeClientsWindow
{
  AcmeListDialog parent_instance;

  AcmeAccount *account;
  gboolean wants_refresh; /* when what is being written is done */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toast_overlay;
  AcmeClientFilter *filter;
  AcmeListPage *page;
  AcmeTable *table;
  GtkActionBar *action_bar;
  GtkLabel *deactivate_label;
  GtkLabel *count_label;
  GMenu *columns_section;
  GMenuModel *client_menu;
};

G_DEFINE_FINAL_TYPE (AcmeClientsWindow, acme_clients_window, ACME_TYPE_LIST_DIALOG)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const AcmeListWords words = {
  N_("Loading Clients…"),
  { N_("Clients Could Not Be Loaded"), N_("The Account Could Not Be Found"),
    N_("Ask an administrator of your Sectigo account for the right to see ACME accounts.") },
};

/* ---- Loading ---- */

static void
list_clients_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) clients = acme_scm_list_clients_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeListDialog) self = acme_load_dup_owner (load);

  if (self != NULL)
    acme_list_dialog_end_load (self, clients, error);
}

static void
acme_clients_window_load (AcmeListDialog *dialog,
                          GCancellable   *cancellable)
{
  acme_scm_list_clients_async (acme_dialog_get_session (ACME_DIALOG (dialog)), ACME_CLIENTS_WINDOW (dialog)->account,
                               NULL, cancellable, list_clients_cb, acme_load_new (dialog, cancellable));
}

/* ---- Deactivating ---- */

/* Those of @clients that can be. */
static GPtrArray *
list_active (GPtrArray *clients)
{
  GPtrArray *active = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < clients->len; i++)
    {
      if (acme_client_is_active (clients->pdata[i]))
        g_ptr_array_add (active, g_object_ref (clients->pdata[i]));
    }
  return active;
}

/* Shows in the list what was done. Returns whether all of it was. */
static gboolean
take_outcomes (AcmeClientsWindow *self,
               GPtrArray         *outcomes)
{
  gboolean all = TRUE;

  for (guint i = 0; i < outcomes->len; i++)
    {
      AcmeOutcome *outcome = outcomes->pdata[i];
      const char *word = acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME);

      if (g_strcmp0 (word, ACME_OUTCOME_DEACTIVATED) == 0)
        acme_item_set_string (acme_outcome_get_subject (outcome), ACME_CLIENT_STATUS, ACME_CLIENT_STATUS_DEACTIVATED);
      else
        all = FALSE;
    }
  if (!acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_keyed_list_touch (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)), NULL);
  return all;
}

static void
show_outcomes (AcmeClientsWindow *self,
               GPtrArray         *outcomes,
               gboolean           all)
{
  if (all)
    {
      g_autofree char *message = g_strdup_printf (ngettext ("%u client deactivated", "%u clients deactivated",
                                                            outcomes->len), outcomes->len);

      acme_list_dialog_show_message (ACME_LIST_DIALOG (self), message);
    }
  else
    {
      acme_outcomes_window_show (GTK_WINDOW (self), _("Deactivating Clients"), outcomes);
    }
}

static void
deactivate_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  AcmeClientsWindow *self = ACME_CLIENTS_WINDOW (source);
  g_autoptr(GPtrArray) outcomes = acme_deactivate_clients_finish (result, NULL);
  gboolean all = outcomes == NULL || take_outcomes (self, outcomes);

  if (outcomes != NULL)
    g_signal_emit (self, signals[CHANGED], 0, self->account);
  acme_dialog_end_write (ACME_DIALOG (self), !all);
  if (acme_dialog_is_gone (ACME_DIALOG (self)))
    return;

  if (outcomes != NULL)
    show_outcomes (self, outcomes, all);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
  acme_list_dialog_keep_focus (ACME_LIST_DIALOG (self));
  if (!all || self->wants_refresh)
    acme_list_dialog_refresh (ACME_LIST_DIALOG (self));
}

static void
deactivate_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AcmeClientsWindow *self = ACME_CLIENTS_WINDOW (widget);
  AcmeListDialog *dialog = ACME_LIST_DIALOG (self);
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);
  g_autoptr(GPtrArray) clients = list_active (selected);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();

  for (guint i = 0; i < clients->len; i++)
    g_ptr_array_add (accounts, self->account);
  self->wants_refresh = acme_list_dialog_is_loading (dialog);
  acme_list_dialog_stop (dialog);
  acme_dialog_begin_write (ACME_DIALOG (self));
  acme_deactivate_clients_async (GTK_WINDOW (self), acme_dialog_get_session (ACME_DIALOG (self)), accounts, clients,
                                 deactivate_cb, NULL);
  acme_list_dialog_update (dialog);
}

/* ---- What else can be done ---- */

static void
certificates_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  acme_certificates_window_show (ACME_DIALOG (widget), ACME_CLIENTS_WINDOW (widget)->account);
}

static void
copy_id_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcmeClientsWindow *self = ACME_CLIENTS_WINDOW (widget);

  acme_list_dialog_copy_text (ACME_LIST_DIALOG (self),
                              acme_item_get_text (acme_table_get_selected_item (self->table), ACME_CLIENT_ACCOUNT_ID),
                              _("Client account ID copied"));
}

/* ---- What it shows ---- */

static void
update_count (AcmeClientsWindow *self,
              guint              n_selected)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (self))));
  g_autofree char *text = NULL;

  if (n_selected > 1)
    text = g_strdup_printf (ngettext ("%u of %u client selected", "%u of %u clients selected", n), n_selected, n);
  else
    text = g_strdup_printf (ngettext ("%u client", "%u clients", n), n);
  gtk_label_set_label (self->count_label, text);
}

/* Of several it says how many can be deactivated. */
static void
update_deactivate (AcmeClientsWindow *self,
                   guint              n_selected,
                   guint              n_active)
{
  g_autofree char *label = NULL;

  if (n_selected > 1 && n_active > 0)
    label = g_strdup_printf (ngettext ("_Deactivate %u…", "_Deactivate %u…", n_active), n_active);
  gtk_label_set_label (self->deactivate_label, label != NULL ? label : _("_Deactivate…"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.deactivate",
                                 n_active > 0 && !acme_dialog_is_writing (ACME_DIALOG (self)));
}

static void
acme_clients_window_update (AcmeListDialog *dialog,
                            GPtrArray      *selected)
{
  AcmeClientsWindow *self = ACME_CLIENTS_WINDOW (dialog);
  g_autoptr(GPtrArray) active = list_active (selected);

  update_deactivate (self, selected->len, active->len);
  update_count (self, selected->len);
  gtk_action_bar_set_revealed (self->action_bar, acme_list_page_get_has_rows (self->page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-client-id", selected->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.certificates",
                                 acme_item_get_number (ACME_ITEM (self->account), ACME_ACCOUNT_ORGANIZATION_ID) > 0);
}

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many the filter lets through, the second how many there are */
  return g_strdup_printf (ngettext ("%u of %u client", "%u of %u clients", total), shown, total);
}

static void
acme_clients_window_constructed (GObject *object)
{
  AcmeClientsWindow *self = ACME_CLIENTS_WINDOW (object);
  AcmeListDialog *dialog = ACME_LIST_DIALOG (object);

  G_OBJECT_CLASS (acme_clients_window_parent_class)->constructed (object);

  adw_window_title_set_subtitle (self->window_title, acme_item_get_text (ACME_ITEM (self->account), ACME_ACCOUNT_NAME));
  acme_list_dialog_set_view (dialog, &acme_client_fields, VIEW);
  acme_client_filter_set_query (self->filter, acme_table_get_query (self->table));
  acme_list_page_set_empty (self->page, "computer-symbolic", _("No Clients"),
                            _("No ACME client has been registered with this account yet."), NULL, NULL);
  acme_list_dialog_refresh (dialog);
}

static void
acme_clients_window_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, ACME_CLIENTS_WINDOW (object)->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_clients_window_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      ACME_CLIENTS_WINDOW (object)->account = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_clients_window_finalize (GObject *object)
{
  g_clear_object (&ACME_CLIENTS_WINDOW (object)->account);

  G_OBJECT_CLASS (acme_clients_window_parent_class)->finalize (object);
}

static void
install_signals (GObjectClass *object_class)
{
  /**
   * AcmeClientsWindow::changed:
   * @account: the account
   *
   * Clients of @account were deactivated, or it was tried.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (object_class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ACME_TYPE_ACCOUNT);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ACME_TYPE_CLIENT_FILTER);
  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-clients-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, deactivate_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, columns_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientsWindow, client_menu);
}

static void
acme_clients_window_class_init (AcmeClientsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_clients_window_constructed;
  object_class->get_property = acme_clients_window_get_property;
  object_class->set_property = acme_clients_window_set_property;
  object_class->finalize = acme_clients_window_finalize;
  ACME_LIST_DIALOG_CLASS (klass)->load = acme_clients_window_load;
  ACME_LIST_DIALOG_CLASS (klass)->update = acme_clients_window_update;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, ACME_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (object_class);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.deactivate", NULL, deactivate_action);
  gtk_widget_class_install_action (widget_class, "win.certificates", NULL, certificates_action);
  gtk_widget_class_install_action (widget_class, "win.copy-client-id", NULL, copy_id_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.deactivate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-client-id", NULL);
}

static void
acme_clients_window_init (AcmeClientsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  acme_list_dialog_set_up (ACME_LIST_DIALOG (self), self->page, self->toast_overlay, self->columns_section);
  acme_list_page_set_words (self->page, &words);
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->client_menu);
}

/**
 * acme_clients_window_new:
 * @session: a session
 * @connection: what @session belongs to
 * @endpoint: (nullable): the endpoint of @account
 * @account: an account; its kind and id are what counts
 *
 * Returns: (transfer none): a window that lists the clients of @account, which GTK owns until it is closed
 */
AcmeClientsWindow *
acme_clients_window_new (AcmeScmSession *session,
                         AcmeConnection *connection,
                         AcmeEndpoint   *endpoint,
                         AcmeAccount    *account)
{
  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (ACME_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (ACME_IS_ACCOUNT (account), NULL);

  return g_object_new (ACME_TYPE_CLIENTS_WINDOW, "session", session, "connection", connection, "endpoint", endpoint,
                       "account", account, NULL);
}

/**
 * acme_clients_window_get_account:
 * @self: the window
 *
 * Returns: (transfer none): the account whose clients it lists
 */
AcmeAccount *
acme_clients_window_get_account (AcmeClientsWindow *self)
{
  g_return_val_if_fail (ACME_IS_CLIENTS_WINDOW (self), NULL);

  return self->account;
}

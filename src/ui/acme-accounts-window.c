/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME accounts of one endpoint. This file is the object and what it shows; one function decides from the state
 * which buttons are there. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include <glib/gi18n.h>

#include "acme-refresh-button.h"
#include "acme-table-buttons.h"
#include "acme-view-settings.h"

/* The kinds have different columns. */
#define VIEW_PUBLIC "accounts-public"
#define VIEW_UNIVERSAL "accounts-universal"

static const AcmeListWords words = {
  N_("Loading Accounts…"),
  { N_("Accounts Could Not Be Loaded"), N_("Accounts Could Not Be Found"),
    N_("Ask an administrator of your Sectigo account for the right to see ACME accounts.") },
};

G_DEFINE_FINAL_TYPE (AcmeAccountsWindow, acme_accounts_window, ACME_TYPE_DIALOG)

/* Of which kind the accounts of this endpoint are. */
const char *
acme_accounts_window_get_kind (AcmeAccountsWindow *self)
{
  return acme_endpoint_is_universal (acme_dialog_get_endpoint (ACME_DIALOG (self))) ? ACME_ACCOUNT_KIND_UNIVERSAL
                                                                                     : ACME_ACCOUNT_KIND_PUBLIC;
}

/* With several accounts selected only what can be done with several is left, and it says with how many. */
static void
update_buttons (AcmeAccountsWindow *self,
                guint               n_selected)
{
  gboolean several = n_selected > 1;
  g_autofree char *delete_label = NULL;
  g_autofree char *export_label = NULL;

  if (several)
    {
      delete_label = g_strdup_printf (ngettext ("De_lete %u…", "De_lete %u…", n_selected), n_selected);
      export_label = g_strdup_printf (ngettext ("E_xport %u…", "E_xport %u…", n_selected), n_selected);
    }
  gtk_widget_set_visible (self->one_box, !several);
  gtk_label_set_label (self->delete_label, several ? delete_label : _("De_lete…"));
  gtk_widget_set_visible (self->export_button, several);
  gtk_label_set_label (self->export_label, several ? export_label : _("E_xport…"));
}

static void
update_count (AcmeAccountsWindow *self,
              guint               n_selected)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  g_autofree char *text = NULL;

  if (n_selected > 1)
    text = g_strdup_printf (ngettext ("%u of %u account selected", "%u of %u accounts selected", n), n_selected, n);
  else
    text = g_strdup_printf (ngettext ("%u account", "%u accounts", n), n);
  gtk_label_set_label (self->count_label, text);
}

/* Makes everything that depends on the state show it. May be called at any time and any number of times. */
void
acme_accounts_window_update (AcmeAccountsWindow *self)
{
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);

  update_buttons (self, selected->len);
  update_count (self, selected->len);
  gtk_action_bar_set_revealed (self->action_bar, acme_list_page_get_has_rows (self->page));
  acme_accounts_window_update_actions (self);
}

/* Shows a short sentence, given as plain text, for a moment. */
void
acme_accounts_window_show_message (AcmeAccountsWindow *self,
                                   const char         *message)
{
  g_autofree char *title = g_markup_escape_text (message, -1);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (title));
}

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many the filter lets through, the second how many there are */
  return g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", total), shown, total);
}

static void
show_accounts (AcmeAccountsWindow *self)
{
  AcmeDialog *dialog = ACME_DIALOG (self);
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (dialog);
  g_autoptr(AcmeViewSettings) view =
    acme_view_settings_new (acme_connection_get_id (acme_dialog_get_connection (dialog)),
                            acme_endpoint_is_universal (endpoint) ? VIEW_UNIVERSAL : VIEW_PUBLIC);

  adw_window_title_set_subtitle (self->window_title, acme_endpoint_get_name (endpoint));
  acme_list_page_set_host (self->page, acme_dialog_get_host (dialog));
  acme_list_page_set_items (self->page, G_LIST_MODEL (self->accounts),
                            acme_account_get_columns (acme_accounts_window_get_kind (self)), view);
  acme_list_page_set_empty (self->page, "system-users-symbolic", _("No Accounts"),
                            _("An account holds the keys with which ACME clients obtain certificates from this "
                              "endpoint."),
                            _("_Add Account"), "win.add");
  self->counts = acme_account_counts_new (acme_dialog_get_session (dialog), self->accounts, self->table);
}

static void
acme_accounts_window_constructed (GObject *object)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  G_OBJECT_CLASS (acme_accounts_window_parent_class)->constructed (object);

  show_accounts (self);
  acme_accounts_window_refresh (self);
}

static void
acme_accounts_window_dispose (GObject *object)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->counts != NULL)
    g_object_run_dispose (G_OBJECT (self->counts));
  g_clear_object (&self->counts);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_ACCOUNTS_WINDOW);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (acme_accounts_window_parent_class)->dispose (object);
}

static void
acme_accounts_window_class_init (AcmeAccountsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_accounts_window_constructed;
  object_class->dispose = acme_accounts_window_dispose;

  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-accounts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, one_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, delete_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, export_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, columns_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, account_menu);
  gtk_widget_class_bind_template_callback (widget_class, acme_accounts_window_open_details);
  gtk_widget_class_bind_template_callback (widget_class, acme_accounts_window_update);
  acme_accounts_window_class_add_actions (widget_class);
}

static void
acme_accounts_window_init (AcmeAccountsWindow *self)
{
  self->accounts = acme_keyed_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  acme_list_page_set_words (self->page, &words);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", acme_table_get_actions (self->table));
  g_menu_append_submenu (self->columns_section, _("_Columns"), acme_table_get_columns_menu (self->table));
  g_menu_append_submenu (self->columns_section, _("_Sort By"), acme_table_get_sort_menu (self->table));
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->account_menu);
  acme_table_set_key_capture_widget (self->table, GTK_WIDGET (self));
}

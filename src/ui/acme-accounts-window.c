/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME accounts of one endpoint. This file is the object and what it shows; one function decides from the state
 * which buttons are there. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include <glib/gi18n.h>

#include "acme-refresh-button.h"
#include "acme-table-buttons.h"

/* The kinds have different columns. */
#define VIEW_PUBLIC "accounts-public"
#define VIEW_UNIVERSAL "accounts-universal"

static const AcmeListWords words = {
  N_("Loading Accounts…"),
  { N_("Accounts Could Not Be Loaded"), N_("Accounts Could Not Be Found"),
    N_("Ask an administrator of your Sectigo account for the right to see ACME accounts.") },
};

G_DEFINE_FINAL_TYPE (AcmeAccountsWindow, acme_accounts_window, ACME_TYPE_LIST_DIALOG)

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
  guint n = g_list_model_get_n_items (G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (self))));
  g_autofree char *text = NULL;

  if (n_selected > 1)
    text = g_strdup_printf (ngettext ("%u of %u account selected", "%u of %u accounts selected", n), n_selected, n);
  else
    text = g_strdup_printf (ngettext ("%u account", "%u accounts", n), n);
  gtk_label_set_label (self->count_label, text);
}

static void
acme_accounts_window_update (AcmeListDialog *dialog,
                             GPtrArray      *selected)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (dialog);

  update_buttons (self, selected->len);
  update_count (self, selected->len);
  gtk_action_bar_set_revealed (self->action_bar, acme_list_page_get_has_rows (self->page));
  acme_accounts_window_update_actions (self, selected);
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
  AcmeListDialog *list = ACME_LIST_DIALOG (self);
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));

  adw_window_title_set_subtitle (self->window_title, acme_endpoint_get_name (endpoint));
  acme_list_dialog_set_view (list, acme_account_get_columns (acme_accounts_window_get_kind (self)),
                             acme_endpoint_is_universal (endpoint) ? VIEW_UNIVERSAL : VIEW_PUBLIC);
  acme_list_page_set_empty (self->page, "system-users-symbolic", _("No Accounts"),
                            _("An account holds the keys with which ACME clients obtain certificates from this "
                              "endpoint."),
                            _("_Add Account"), "win.add");
  self->counts = acme_account_counts_new (acme_dialog_get_session (ACME_DIALOG (self)),
                                          acme_list_dialog_get_items (list), self->table);
}

static void
acme_accounts_window_constructed (GObject *object)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  G_OBJECT_CLASS (acme_accounts_window_parent_class)->constructed (object);

  show_accounts (self);
  acme_list_dialog_refresh (ACME_LIST_DIALOG (self));
}

static void
acme_accounts_window_dispose (GObject *object)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  if (self->counts != NULL)
    g_object_run_dispose (G_OBJECT (self->counts));
  g_clear_object (&self->counts);
  g_clear_pointer (&self->rest, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_accounts_window_parent_class)->dispose (object);
}

static void
acme_accounts_window_class_init (AcmeAccountsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_accounts_window_constructed;
  object_class->dispose = acme_accounts_window_dispose;
  ACME_LIST_DIALOG_CLASS (klass)->load = acme_accounts_window_load;
  ACME_LIST_DIALOG_CLASS (klass)->update = acme_accounts_window_update;

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
  acme_accounts_window_class_add_actions (widget_class);
}

static void
acme_accounts_window_init (AcmeAccountsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  acme_list_dialog_set_up (ACME_LIST_DIALOG (self), self->page, self->toast_overlay, self->columns_section);
  acme_list_page_set_words (self->page, &words);
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->account_menu);
}

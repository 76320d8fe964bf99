/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the accounts of an endpoint. Whatever acts on accounts takes those that are selected at that
 * moment and keeps to them. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include <glib/gi18n.h>

/* (transfer none) (nullable): the account, if exactly one is selected */
static AcmeAccount *
get_selected (AcmeAccountsWindow *self)
{
  AcmeItem *item = acme_table_get_selected_item (self->table);

  return item != NULL ? ACME_ACCOUNT (item) : NULL;
}

static void
copy_text (AcmeAccountsWindow *self,
           const char         *text,
           const char         *message)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  acme_accounts_window_show_message (self, message);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  acme_accounts_window_refresh (ACME_ACCOUNTS_WINDOW (widget));
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_accounts_window_stop (ACME_ACCOUNTS_WINDOW (widget));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_table_set_search_mode (ACME_ACCOUNTS_WINDOW (widget)->table, TRUE);
}

static void
copy_key_id_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  copy_text (self, acme_item_get_text (ACME_ITEM (get_selected (self)), ACME_ACCOUNT_KEY_ID), _("Key ID copied"));
}

static void
copy_row_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    {
      g_autofree char *row = acme_table_get_row_text (self->table, selected->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", row);
    }
  copy_text (self, text->str, ngettext ("Row copied", "Rows copied", selected->len));
}

/* Installs the actions and their keys. */
void
acme_accounts_window_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.copy-key-id", NULL, copy_key_id_action);
  gtk_widget_class_install_action (widget_class, "win.copy-row", NULL, copy_row_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-key-id", NULL);
}

/* Says which actions can be done now. May be called at any time and any number of times. */
void
acme_accounts_window_update_actions (AcmeAccountsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);
  AcmeItem *one = selected->len == 1 ? selected->pdata[0] : NULL;
  gboolean loading = self->loading != NULL;

  gtk_widget_action_set_enabled (widget, "win.refresh", !loading);
  gtk_widget_action_set_enabled (widget, "win.stop", loading);
  gtk_widget_action_set_enabled (widget, "win.find", acme_list_page_get_has_rows (self->page));
  gtk_widget_action_set_enabled (widget, "win.copy-key-id",
                                 one != NULL && *acme_item_get_text (one, ACME_ACCOUNT_KEY_ID) != '\0');
  gtk_widget_action_set_enabled (widget, "win.copy-row", selected->len > 0);
}

/* Opens the details of @item, an account. */
void
acme_accounts_window_open_details (AcmeAccountsWindow *self,
                                   AcmeItem           *item)
{
}

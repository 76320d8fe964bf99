/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the accounts of an endpoint. Whatever acts on accounts takes those that are selected at that
 * moment and keeps to them. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include <glib/gi18n.h>

#include "acme-child-windows.h"
#include "acme-clients-window.h"
#include "acme-delete-accounts.h"
#include "acme-outcome.h"
#include "acme-outcomes-window.h"

/* What SCM listed without an id cannot be named to it. */
static gboolean
has_id (AcmeItem *account)
{
  return acme_item_get_number (account, ACME_ACCOUNT_ID) != ACME_NUMBER_NONE;
}

static gboolean
have_ids (GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      if (!has_id (accounts->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

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

/* Takes out of the list what is gone. Returns whether all of them are. */
static gboolean
remove_deleted (AcmeAccountsWindow *self,
                GPtrArray          *outcomes)
{
  gboolean all = TRUE;

  for (guint i = 0; i < outcomes->len; i++)
    {
      AcmeOutcome *outcome = outcomes->pdata[i];
      const char *word = acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME);

      if (g_strcmp0 (word, ACME_OUTCOME_DELETED) == 0)
        acme_keyed_list_remove (self->accounts, acme_item_get_key (acme_outcome_get_subject (outcome)));
      else
        all = FALSE;
    }
  return all;
}

static void
show_outcomes (AcmeAccountsWindow *self,
               GPtrArray          *outcomes)
{
  AcmeOutcomesWindow *window = acme_outcomes_window_new (_("Deleting Accounts"), outcomes);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
delete_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (source);
  g_autoptr(GPtrArray) outcomes = acme_delete_accounts_finish (result, NULL);
  gboolean all = outcomes == NULL || remove_deleted (self, outcomes);

  acme_dialog_end_write (ACME_DIALOG (self), !all);
  if (outcomes == NULL || acme_dialog_is_gone (ACME_DIALOG (self)))
    return;

  if (all)
    {
      g_autofree char *message = g_strdup_printf (ngettext ("%u account deleted", "%u accounts deleted", outcomes->len),
                                                  outcomes->len);

      acme_accounts_window_show_message (self, message);
    }
  else
    {
      show_outcomes (self, outcomes);
    }
  acme_accounts_window_update (self);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);

  acme_dialog_begin_write (ACME_DIALOG (self));
  acme_delete_accounts_async (GTK_WINDOW (self), acme_dialog_get_session (ACME_DIALOG (self)), selected, delete_cb,
                              NULL);
  acme_accounts_window_update_actions (self);
}

static gboolean
is_of_account (GtkWindow *window,
               gpointer   account)
{
  return acme_clients_window_get_account (ACME_CLIENTS_WINDOW (window)) == account;
}

static void
clients_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);
  AcmeDialog *dialog = ACME_DIALOG (self);
  AcmeAccount *account = get_selected (self);
  GtkWindow *window = acme_child_windows_find (GTK_WINDOW (self), ACME_TYPE_CLIENTS_WINDOW, is_of_account, account);

  if (window == NULL)
    {
      window = GTK_WINDOW (acme_clients_window_new (acme_dialog_get_session (dialog),
                                                    acme_dialog_get_connection (dialog),
                                                    acme_dialog_get_endpoint (dialog), account));
      gtk_window_set_transient_for (window, GTK_WINDOW (self));
      g_signal_connect_object (window, "changed", G_CALLBACK (acme_accounts_window_reload), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (window);
}

/* Installs the actions and their keys. */
void
acme_accounts_window_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.clients", NULL, clients_action);
  gtk_widget_class_install_action (widget_class, "win.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "win.copy-key-id", NULL, copy_key_id_action);
  gtk_widget_class_install_action (widget_class, "win.copy-row", NULL, copy_row_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.delete", NULL);
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
  gtk_widget_action_set_enabled (widget, "win.clients", one != NULL && has_id (one));
  gtk_widget_action_set_enabled (widget, "win.delete",
                                 selected->len > 0 && have_ids (selected) &&
                                 !acme_dialog_is_writing (ACME_DIALOG (self)));
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

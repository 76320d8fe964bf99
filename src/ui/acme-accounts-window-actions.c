/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the accounts of an endpoint. Whatever acts on accounts takes those that are selected at that
 * moment and keeps to them. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include <glib/gi18n.h>

#include "acme-certificates-window.h"
#include "acme-delete-accounts.h"
#include "acme-export.h"
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
details_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  acme_accounts_window_open_details (self, ACME_ITEM (get_selected (self)));
}

static void
clients_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  acme_accounts_window_open_clients (self, get_selected (self));
}

static void
audit_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  acme_accounts_window_open_audit (self, get_selected (self));
}

static void
certificates_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  acme_certificates_window_show (ACME_DIALOG (widget), get_selected (ACME_ACCOUNTS_WINDOW (widget)));
}

static void
copy_key_id_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  acme_list_dialog_copy_text (ACME_LIST_DIALOG (self),
                              acme_item_get_text (ACME_ITEM (get_selected (self)), ACME_ACCOUNT_KEY_ID),
                              _("Key ID copied"));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  acme_accounts_window_open_add (ACME_ACCOUNTS_WINDOW (widget));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  acme_accounts_window_open_edit (self, get_selected (self));
}

/* Takes out of the list what is gone. Returns whether all of them are. */
static gboolean
remove_deleted (AcmeAccountsWindow *self,
                GPtrArray          *outcomes)
{
  AcmeKeyedList *accounts = acme_list_dialog_get_items (ACME_LIST_DIALOG (self));
  gboolean all = TRUE;

  for (guint i = 0; i < outcomes->len; i++)
    {
      AcmeOutcome *outcome = outcomes->pdata[i];
      const char *word = acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME);

      if (g_strcmp0 (word, ACME_OUTCOME_DELETED) == 0)
        acme_keyed_list_remove (accounts, acme_item_get_key (acme_outcome_get_subject (outcome)));
      else
        all = FALSE;
    }
  return all;
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

      acme_list_dialog_show_message (ACME_LIST_DIALOG (self), message);
    }
  else
    {
      acme_outcomes_window_show (GTK_WINDOW (self), _("Deleting Accounts"), outcomes);
    }
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
  acme_list_dialog_keep_focus (ACME_LIST_DIALOG (self));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);

  acme_list_dialog_stop (ACME_LIST_DIALOG (self)); /* what it brings would be older than what is done now */
  acme_dialog_begin_write (ACME_DIALOG (self));
  acme_delete_accounts_async (GTK_WINDOW (self), acme_dialog_get_session (ACME_DIALOG (self)), selected, delete_cb,
                              NULL);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

static void
stale_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  acme_accounts_window_open_stale (ACME_ACCOUNTS_WINDOW (widget));
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  acme_accounts_window_open_import (ACME_ACCOUNTS_WINDOW (widget));
}

static void
export_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (source);
  g_autofree char *message = acme_export_accounts_finish (result, NULL);

  if (message != NULL && !acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_list_dialog_show_message (ACME_LIST_DIALOG (self), message);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);
  GListModel *accounts = G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)));
  g_autoptr(GPtrArray) shown = acme_query_list_matches (acme_table_get_query (self->table), accounts);
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);

  acme_export_accounts_async (GTK_WINDOW (self), acme_dialog_get_session (ACME_DIALOG (self)), shown, selected,
                              export_cb, NULL);
}

/* Installs the actions and their keys. */
void
acme_accounts_window_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "win.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "win.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "win.clients", NULL, clients_action);
  gtk_widget_class_install_action (widget_class, "win.audit", NULL, audit_action);
  gtk_widget_class_install_action (widget_class, "win.certificates", NULL, certificates_action);
  gtk_widget_class_install_action (widget_class, "win.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "win.stale", NULL, stale_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.copy-key-id", NULL, copy_key_id_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-key-id", NULL);
}

/* Says which actions can be done now with the accounts in @selected. */
void
acme_accounts_window_update_actions (AcmeAccountsWindow *self,
                                     GPtrArray          *selected)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AcmeItem *one = selected->len == 1 ? selected->pdata[0] : NULL;

  gtk_widget_action_set_enabled (widget, "win.details", one != NULL && has_id (one));
  gtk_widget_action_set_enabled (widget, "win.edit", one != NULL && has_id (one));
  gtk_widget_action_set_enabled (widget, "win.clients", one != NULL && has_id (one));
  gtk_widget_action_set_enabled (widget, "win.audit", one != NULL);
  gtk_widget_action_set_enabled (widget, "win.certificates",
                                 one != NULL &&
                                 acme_item_get_number (one, ACME_ACCOUNT_ORGANIZATION_ID) != ACME_NUMBER_NONE);
  gtk_widget_action_set_enabled (widget, "win.delete",
                                 selected->len > 0 && have_ids (selected) &&
                                 !acme_dialog_is_writing (ACME_DIALOG (self)));
  gtk_widget_action_set_enabled (widget, "win.stale", self->is_complete && acme_list_page_get_has_rows (self->page));
  gtk_widget_action_set_enabled (widget, "win.export", acme_list_page_get_has_rows (self->page));
  gtk_widget_action_set_enabled (widget, "win.copy-key-id",
                                 one != NULL && *acme_item_get_text (one, ACME_ACCOUNT_KEY_ID) != '\0');
}

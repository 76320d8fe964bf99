/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The windows that the accounts window opens, and what it does when one of them has changed something. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include "acme-account-add-window.h"
#include "acme-account-details-window.h"
#include "acme-account-edit-window.h"
#include "acme-audit-window.h"
#include "acme-child-windows.h"
#include "acme-clients-window.h"
#include "acme-import-window.h"
#include "acme-stale-window.h"

static gboolean
is_about (GtkWindow *window,
          gpointer   account)
{
  g_autoptr(AcmeAccount) of = NULL;

  g_object_get (window, "account", &of, NULL);
  return g_str_equal (acme_item_get_key (ACME_ITEM (of)), acme_item_get_key (account)); /* it may have a copy */
}

/* One window of each kind for an account, or for the endpoint without one. Opening it again brings it to the front and
 * returns NULL; a new one is to be connected and presented. */
static gpointer
open_window (AcmeAccountsWindow *self,
             GType               type,
             AcmeAccount        *account)
{
  AcmeDialog *dialog = ACME_DIALOG (self);
  GtkWindow *window = acme_child_windows_find (GTK_WINDOW (self), type, account != NULL ? is_about : NULL, account);

  if (window != NULL)
    {
      gtk_window_present (window);
      return NULL;
    }
  return g_object_new (type,
                       "application", gtk_window_get_application (GTK_WINDOW (self)),
                       "transient-for", self,
                       "session", acme_dialog_get_session (dialog),
                       "connection", acme_dialog_get_connection (dialog),
                       "endpoint", acme_dialog_get_endpoint (dialog),
                       account != NULL ? "account" : NULL, account, /* the list ends where there is none */
                       NULL);
}

/* Opens the clients of @account. */
void
acme_accounts_window_open_clients (AcmeAccountsWindow *self,
                                   AcmeAccount        *account)
{
  GtkWindow *window = open_window (self, ACME_TYPE_CLIENTS_WINDOW, account);

  if (window == NULL)
    return;
  g_signal_connect_object (window, "changed", G_CALLBACK (acme_accounts_window_reload), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

/* Opens the audit trail of @account. */
void
acme_accounts_window_open_audit (AcmeAccountsWindow *self,
                                 AcmeAccount        *account)
{
  GtkWindow *window = open_window (self, ACME_TYPE_AUDIT_WINDOW, account);

  if (window != NULL)
    gtk_window_present (window);
}

static void
details_clients_cb (AcmeAccountsWindow *self,
                    GtkWindow          *details)
{
  g_autoptr(AcmeAccount) account = NULL;

  g_object_get (details, "account", &account, NULL);
  acme_accounts_window_open_clients (self, account);
}

/* What is shown of @account elsewhere is not up to date any more. */
static void
form_changed_cb (AcmeAccountsWindow *self,
                 AcmeAccount        *account)
{
  GtkWindow *details = acme_child_windows_find (GTK_WINDOW (self), ACME_TYPE_ACCOUNT_DETAILS_WINDOW, is_about, account);

  acme_accounts_window_reload (self, account);
  if (details != NULL)
    acme_account_details_window_refresh (ACME_ACCOUNT_DETAILS_WINDOW (details));
}

static void
show_form (AcmeAccountsWindow *self,
           AcmeAccountForm    *form)
{
  g_signal_connect_object (form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "details", G_CALLBACK (acme_accounts_window_open_details), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

/* Opens a window that adds an account; when it has, the details follow. */
void
acme_accounts_window_open_add (AcmeAccountsWindow *self)
{
  AcmeAccountAddWindow *window = open_window (self, ACME_TYPE_ACCOUNT_ADD_WINDOW, NULL);
  GListModel *accounts = G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)));
  g_autoptr(AcmeAccount) example = g_list_model_get_item (accounts, 0);

  if (window == NULL)
    return;
  if (example != NULL)
    acme_account_add_window_set_example (window, example);
  g_signal_connect_object (window, "created", G_CALLBACK (acme_accounts_window_take), self, G_CONNECT_SWAPPED);
  show_form (self, ACME_ACCOUNT_FORM (window));
}

/* Opens a window that changes @account. */
void
acme_accounts_window_open_edit (AcmeAccountsWindow *self,
                                AcmeAccount        *account)
{
  AcmeAccountForm *form = open_window (self, ACME_TYPE_ACCOUNT_EDIT_WINDOW, account);

  if (form != NULL)
    show_form (self, form);
}

static void
details_edit_cb (AcmeAccountsWindow *self,
                 GtkWindow          *details)
{
  g_autoptr(AcmeAccount) account = NULL;

  g_object_get (details, "account", &account, NULL);
  acme_accounts_window_open_edit (self, account);
}

/* Opens the details of @item, an account. */
void
acme_accounts_window_open_details (AcmeAccountsWindow *self,
                                   AcmeItem           *item)
{
  GtkWindow *window;

  if (acme_item_get_number (item, ACME_ACCOUNT_ID) == ACME_NUMBER_NONE)
    return;

  window = open_window (self, ACME_TYPE_ACCOUNT_DETAILS_WINDOW, ACME_ACCOUNT (item));
  if (window == NULL)
    return;
  g_signal_connect_object (window, "changed", G_CALLBACK (acme_accounts_window_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "edit", G_CALLBACK (details_edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "clients", G_CALLBACK (details_clients_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
stale_changed_cb (AcmeAccountsWindow *self,
                  AcmeAccount        *account,
                  gboolean            deleted)
{
  AcmeListDialog *dialog = ACME_LIST_DIALOG (self);

  if (self->counts == NULL)
    return; /* both windows are going */

  if (deleted)
    acme_keyed_list_remove (acme_list_dialog_get_items (dialog), acme_item_get_key (ACME_ITEM (account)));
  else
    acme_account_counts_forget (self->counts, account);
  acme_list_dialog_update (dialog);
}

/* Opens the search for what nobody uses. */
void
acme_accounts_window_open_stale (AcmeAccountsWindow *self)
{
  AcmeDialog *dialog = ACME_DIALOG (self);
  GtkWindow *window = acme_child_windows_find (GTK_WINDOW (self), ACME_TYPE_STALE_WINDOW, NULL, NULL);

  if (window == NULL)
    {
      GListModel *accounts = G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)));

      window = GTK_WINDOW (acme_stale_window_new (acme_dialog_get_session (dialog), acme_dialog_get_connection (dialog),
                                                  acme_dialog_get_endpoint (dialog), accounts));
      gtk_window_set_application (window, gtk_window_get_application (GTK_WINDOW (self)));
      gtk_window_set_transient_for (window, GTK_WINDOW (self));
      g_signal_connect_object (window, "changed", G_CALLBACK (stale_changed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (window);
}

/* What is being listed at this moment may have been asked for too early. */
static void
imported_cb (AcmeAccountsWindow *self)
{
  acme_list_dialog_stop (ACME_LIST_DIALOG (self));
  acme_list_dialog_refresh (ACME_LIST_DIALOG (self));
}

/* Opens the window that imports accounts, into this endpoint unless its file says otherwise. */
void
acme_accounts_window_open_import (AcmeAccountsWindow *self)
{
  GtkWindow *window = open_window (self, ACME_TYPE_IMPORT_WINDOW, NULL);

  if (window == NULL)
    return;
  g_signal_connect_object (window, "changed", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The windows that the accounts window opens, and what it does when one of them has changed something. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include "acme-account-details-window.h"
#include "acme-child-windows.h"
#include "acme-clients-window.h"

static gboolean
is_about (GtkWindow *window,
          gpointer   account)
{
  g_autoptr(AcmeAccount) of = NULL;

  g_object_get (window, "account", &of, NULL);
  return of == account;
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

static void
details_clients_cb (AcmeAccountsWindow *self,
                    GtkWindow          *details)
{
  g_autoptr(AcmeAccount) account = NULL;

  g_object_get (details, "account", &account, NULL);
  acme_accounts_window_open_clients (self, account);
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
  g_signal_connect_object (window, "clients", G_CALLBACK (details_clients_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

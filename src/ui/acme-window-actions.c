/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done in the window. Whatever acts on an endpoint takes the one that is selected at that moment and keeps
 * to it: a window that opens, or a text that is copied, never follows the selection. */

#include "config.h"

#include "acme-window-private.h"

#include <glib/gi18n.h>

#include "acme-accounts-window.h"
#include "acme-audit-window.h"
#include "acme-child-windows.h"
#include "acme-connection-window.h"
#include "acme-widget.h"

static AcmeEndpoint *
get_selected (AcmeWindow *self)
{
  AcmeItem *item = acme_table_get_selected_item (self->table);

  return item != NULL ? ACME_ENDPOINT (item) : NULL;
}

static gboolean
is_web_address (const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);

  return scheme != NULL && (g_ascii_strcasecmp (scheme, "https") == 0 || g_ascii_strcasecmp (scheme, "http") == 0);
}

static gboolean
is_about (GtkWindow *window,
          gpointer   endpoint)
{
  return acme_dialog_get_endpoint (ACME_DIALOG (window)) == endpoint;
}

/* One window of each kind for an endpoint: opening it again brings it to the front. */
static void
open_window (AcmeWindow   *self,
             GType         type,
             AcmeEndpoint *endpoint)
{
  GtkWindow *window = acme_child_windows_find (GTK_WINDOW (self), type, is_about, endpoint);

  if (window == NULL)
    window = g_object_new (type,
                           "application", gtk_window_get_application (GTK_WINDOW (self)),
                           "transient-for", self,
                           "session", self->session,
                           "connection", self->connection,
                           "endpoint", endpoint,
                           NULL);
  gtk_window_present (window);
}

static void
copy_text (AcmeWindow *self,
           const char *text,
           const char *message)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  acme_window_show_message (self, message);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  acme_window_refresh (ACME_WINDOW (widget));
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_window_stop (ACME_WINDOW (widget));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_object_set (ACME_WINDOW (widget)->table, "search-mode", TRUE, NULL);
}

static void
accounts_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  acme_window_open_accounts (ACME_WINDOW (widget), ACME_ITEM (get_selected (ACME_WINDOW (widget))));
}

static void
audit_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  open_window (ACME_WINDOW (widget), ACME_TYPE_AUDIT_WINDOW, get_selected (ACME_WINDOW (widget)));
}

static void
copy_url_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcmeWindow *self = ACME_WINDOW (widget);

  copy_text (self, acme_endpoint_get_url (get_selected (self)), _("URL copied"));
}

static void
copy_row_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcmeWindow *self = ACME_WINDOW (widget);
  g_autofree char *text = acme_table_get_row_text (self->table, ACME_ITEM (get_selected (self)));

  copy_text (self, text, _("Row copied"));
}

static void
open_url_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcmeWindow *self = ACME_WINDOW (widget);

  gtk_show_uri (GTK_WINDOW (self), acme_endpoint_get_url (get_selected (self)), GDK_CURRENT_TIME);
}

static void
connection_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AcmeWindow *self = ACME_WINDOW (widget);
  GtkWindow *window = GTK_WINDOW (acme_connection_window_new (self->connection));

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

/* Opens the accounts of @item, an endpoint. */
void
acme_window_open_accounts (AcmeWindow *self,
                           AcmeItem   *item)
{
  g_assert (ACME_IS_WINDOW (self));
  g_assert (ACME_IS_ENDPOINT (item));

  open_window (self, ACME_TYPE_ACCOUNTS_WINDOW, ACME_ENDPOINT (item));
}

/* Installs the actions and their keys. */
void
acme_window_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.accounts", NULL, accounts_action);
  gtk_widget_class_install_action (widget_class, "win.audit", NULL, audit_action);
  gtk_widget_class_install_action (widget_class, "win.copy-url", NULL, copy_url_action);
  gtk_widget_class_install_action (widget_class, "win.copy-row", NULL, copy_row_action);
  gtk_widget_class_install_action (widget_class, "win.open-url", NULL, open_url_action);
  gtk_widget_class_install_action (widget_class, "win.connection", NULL, connection_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.stop", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  /* A menu shows the last one */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.audit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "win.audit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-url", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  acme_widget_class_bind_copy (widget_class, "win.copy-row");
}

/* Says which actions can be done now. May be called at any time and any number of times. */
void
acme_window_update_actions (AcmeWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->endpoints)) > 0;
  AcmeEndpoint *selected = has_rows ? get_selected (self) : NULL;
  const char *url = selected != NULL ? acme_endpoint_get_url (selected) : "";
  gboolean refreshing = self->refreshing != NULL;

  gtk_widget_action_set_enabled (widget, "win.refresh", self->session != NULL && !refreshing);
  gtk_widget_action_set_enabled (widget, "win.stop", refreshing);
  gtk_widget_action_set_enabled (widget, "win.find", has_rows);
  gtk_widget_action_set_enabled (widget, "win.accounts", selected != NULL);
  gtk_widget_action_set_enabled (widget, "win.audit", selected != NULL);
  gtk_widget_action_set_enabled (widget, "win.copy-url", *url != '\0');
  gtk_widget_action_set_enabled (widget, "win.copy-row", selected != NULL);
  gtk_widget_action_set_enabled (widget, "win.open-url", is_web_address (url));
  gtk_widget_action_set_enabled (widget, "win.connection", self->connection != NULL);
}

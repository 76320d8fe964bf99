/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a connection is made of, to look at: where it goes and how it signs in. Secrets are never shown. */

#include "config.h"

#include "acme-connection-window.h"

#include <glib/gi18n.h>

struct _AcmeConnectionWindow
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *address_group;
  AdwPreferencesGroup *sign_in_group;
};

G_DEFINE_FINAL_TYPE (AcmeConnectionWindow, acme_connection_window, ADW_TYPE_WINDOW)

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  /* AdwPreferencesRow:use-markup does not reach the subtitle on the floor */
  subtitle = g_markup_escape_text (value, -1);
  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "title", title,
                      "subtitle", subtitle,
                      "subtitle-lines", 3,
                      NULL);
  adw_preferences_group_add (group, row);
}

static void
show_sign_in (AcmeConnectionWindow *self,
              AcmeScmConfig        *config)
{
  switch (acme_scm_config_get_sign_in (config))
    {
    case ACME_SIGN_IN_OAUTH:
      add_row (self->sign_in_group, _("Signs In With"), _("API key (OAuth 2.0 client credentials)"));
      add_row (self->sign_in_group, _("Client ID"), acme_scm_config_get_client_id (config));
      add_row (self->sign_in_group, _("Token URL"), acme_scm_config_get_token_url (config));
      break;
    case ACME_SIGN_IN_PASSWORD:
      add_row (self->sign_in_group, _("Signs In With"), _("Login and password"));
      add_row (self->sign_in_group, _("Login"), acme_scm_config_get_login (config));
      add_row (self->sign_in_group, _("Customer URI"), acme_scm_config_get_customer_uri (config));
      break;
    case ACME_SIGN_IN_CERTIFICATE:
      add_row (self->sign_in_group, _("Signs In With"), _("Client certificate"));
      add_row (self->sign_in_group, _("Login"), acme_scm_config_get_login (config));
      add_row (self->sign_in_group, _("Customer URI"), acme_scm_config_get_customer_uri (config));
      add_row (self->sign_in_group, _("Certificate File"), acme_scm_config_get_certificate_file (config));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
acme_connection_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_CONNECTION_WINDOW);

  G_OBJECT_CLASS (acme_connection_window_parent_class)->dispose (object);
}

static void
acme_connection_window_class_init (AcmeConnectionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_connection_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-connection-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeConnectionWindow, address_group);
  gtk_widget_class_bind_template_child (widget_class, AcmeConnectionWindow, sign_in_group);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
acme_connection_window_init (AcmeConnectionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_connection_window_new:
 * @connection: a connection
 *
 * Returns: (transfer none): a window that describes @connection, which GTK owns until it is closed
 */
AcmeConnectionWindow *
acme_connection_window_new (AcmeConnection *connection)
{
  AcmeConnectionWindow *self;
  AcmeScmConfig *config;

  g_return_val_if_fail (ACME_IS_CONNECTION (connection), NULL);

  self = g_object_new (ACME_TYPE_CONNECTION_WINDOW, NULL);
  config = acme_connection_get_config (connection);

  if (acme_connection_is_demo (connection))
    adw_preferences_group_set_description (self->address_group,
                                           _("Sample data from a server inside this application. Nothing leaves this "
                                             "computer, and every change is gone when the application is closed."));
  add_row (self->address_group, _("Name"), acme_connection_get_name (connection));
  add_row (self->address_group, _("Address"), acme_scm_config_get_url (config));
  add_row (self->address_group, _("Trusted Certificates"), acme_scm_config_get_ca_file (config));
  show_sign_in (self, config);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME accounts of one endpoint, in a window of its own. It goes on belonging to the endpoint that it was opened
 * for, whatever is selected in the table meanwhile. */

#include "config.h"

#include "acme-accounts-window.h"

#include <glib/gi18n.h>

struct _AcmeAccountsWindow
{
  AdwWindow parent_instance;

  AcmeEndpoint *endpoint;

  AdwWindowTitle *window_title;
  AdwStatusPage *page;
};

G_DEFINE_FINAL_TYPE (AcmeAccountsWindow, acme_accounts_window, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_ENDPOINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_endpoint (AcmeAccountsWindow *self)
{
  const char *name = acme_endpoint_get_name (self->endpoint);
  g_autofree char *description = NULL;

  description = g_markup_printf_escaped ("<tt>%s</tt>\n%s\n\n%s",
                                         acme_endpoint_get_url (self->endpoint),
                                         acme_item_get_text (ACME_ITEM (self->endpoint), ACME_ENDPOINT_TYPE),
                                         _("Accounts are not part of this version."));
  adw_window_title_set_subtitle (self->window_title, name);
  adw_status_page_set_title (self->page, name);
  adw_status_page_set_description (self->page, description);
}

static void
acme_accounts_window_constructed (GObject *object)
{
  G_OBJECT_CLASS (acme_accounts_window_parent_class)->constructed (object);

  show_endpoint (ACME_ACCOUNTS_WINDOW (object));
}

static void
acme_accounts_window_dispose (GObject *object)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_ACCOUNTS_WINDOW);
  g_clear_object (&self->endpoint);

  G_OBJECT_CLASS (acme_accounts_window_parent_class)->dispose (object);
}

static void
acme_accounts_window_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ENDPOINT:
      g_value_set_object (value, self->endpoint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_accounts_window_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ENDPOINT:
      self->endpoint = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_accounts_window_class_init (AcmeAccountsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_accounts_window_constructed;
  object_class->dispose = acme_accounts_window_dispose;
  object_class->get_property = acme_accounts_window_get_property;
  object_class->set_property = acme_accounts_window_set_property;

  properties[PROP_ENDPOINT] =
    g_param_spec_object ("endpoint", NULL, NULL, ACME_TYPE_ENDPOINT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-accounts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountsWindow, page);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
acme_accounts_window_init (AcmeAccountsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_accounts_window_new:
 * @endpoint: an endpoint
 *
 * Returns: (transfer none): a window about @endpoint, which GTK owns until it is closed
 */
AcmeAccountsWindow *
acme_accounts_window_new (AcmeEndpoint *endpoint)
{
  g_return_val_if_fail (ACME_IS_ENDPOINT (endpoint), NULL);

  return g_object_new (ACME_TYPE_ACCOUNTS_WINDOW, "endpoint", endpoint, NULL);
}

/**
 * acme_accounts_window_get_endpoint:
 * @self: the window
 *
 * Returns: (transfer none): the endpoint that it is about
 */
AcmeEndpoint *
acme_accounts_window_get_endpoint (AcmeAccountsWindow *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNTS_WINDOW (self), NULL);

  return self->endpoint;
}

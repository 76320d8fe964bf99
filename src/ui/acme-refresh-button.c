/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button of a header bar that loads anew what a window shows (win.refresh), and while that goes on stops it
 * (win.stop). */

#include "config.h"

#include "acme-refresh-button.h"

#include <glib/gi18n.h>

struct _AcmeRefreshButton
{
  GtkButton parent_instance;

  gboolean loading;
};

G_DEFINE_FINAL_TYPE (AcmeRefreshButton, acme_refresh_button, GTK_TYPE_BUTTON)

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update (AcmeRefreshButton *self)
{
  const char *label = self->loading ? _("Stop") : _("Refresh");

  gtk_button_set_icon_name (GTK_BUTTON (self), self->loading ? "process-stop-symbolic" : "view-refresh-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), self->loading ? "win.stop" : "win.refresh");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
acme_refresh_button_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, ACME_REFRESH_BUTTON (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_refresh_button_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_LOADING:
      acme_refresh_button_set_loading (ACME_REFRESH_BUTTON (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_refresh_button_class_init (AcmeRefreshButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = acme_refresh_button_get_property;
  object_class->set_property = acme_refresh_button_set_property;

  /**
   * AcmeRefreshButton:loading:
   *
   * Whether there is something to stop.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                   G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_refresh_button_init (AcmeRefreshButton *self)
{
  update (self);
}

/**
 * acme_refresh_button_new:
 *
 * Returns: (transfer floating): a button that refreshes
 */
GtkWidget *
acme_refresh_button_new (void)
{
  return g_object_new (ACME_TYPE_REFRESH_BUTTON, NULL);
}

/**
 * acme_refresh_button_get_loading:
 * @self: the button
 *
 * Returns: whether there is something to stop
 */
gboolean
acme_refresh_button_get_loading (AcmeRefreshButton *self)
{
  g_return_val_if_fail (ACME_IS_REFRESH_BUTTON (self), FALSE);

  return self->loading;
}

/**
 * acme_refresh_button_set_loading:
 * @self: the button
 * @loading: whether there is something to stop
 */
void
acme_refresh_button_set_loading (AcmeRefreshButton *self,
                                 gboolean           loading)
{
  g_return_if_fail (ACME_IS_REFRESH_BUTTON (self));

  if (self->loading == !!loading)
    return;

  self->loading = !!loading;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

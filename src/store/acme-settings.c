/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the application remembers that belongs to no connection. Everything else asks this object, so that the names
 * and types of the keys stand in one place. */

#include "config.h"

#include "acme-settings.h"

#define KEY_WINDOW_WIDTH "window-width"
#define KEY_WINDOW_HEIGHT "window-height"
#define KEY_WINDOW_MAXIMIZED "window-maximized"
#define KEY_IDLE_DAYS "idle-days"

#define WINDOW_SIZE_MAX 32767

struct _AcmeSettings
{
  GObject parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (AcmeSettings, acme_settings, G_TYPE_OBJECT)

static void
acme_settings_dispose (GObject *object)
{
  AcmeSettings *self = ACME_SETTINGS (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (acme_settings_parent_class)->dispose (object);
}

static void
acme_settings_class_init (AcmeSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_settings_dispose;
}

static void
acme_settings_init (AcmeSettings *self)
{
  self->settings = g_settings_new (ACME_SETTINGS_SCHEMA);
}

/**
 * acme_settings_new:
 *
 * Returns: (transfer full): the settings; every such object sees the same values
 */
AcmeSettings *
acme_settings_new (void)
{
  return g_object_new (ACME_TYPE_SETTINGS, NULL);
}

/**
 * acme_settings_get_window_size:
 * @self: the settings
 * @out_width: (out): width in application pixels
 * @out_height: (out): height in application pixels
 *
 * Tells how large the main window was when it was last neither maximized nor tiled.
 */
void
acme_settings_get_window_size (AcmeSettings *self,
                               int          *out_width,
                               int          *out_height)
{
  g_return_if_fail (ACME_IS_SETTINGS (self));
  g_return_if_fail (out_width != NULL);
  g_return_if_fail (out_height != NULL);

  *out_width = g_settings_get_int (self->settings, KEY_WINDOW_WIDTH);
  *out_height = g_settings_get_int (self->settings, KEY_WINDOW_HEIGHT);
}

/**
 * acme_settings_set_window_size:
 * @self: the settings
 * @width: in application pixels
 * @height: in application pixels
 *
 * Remembers the size of the main window. A size that no window can have is not taken.
 */
void
acme_settings_set_window_size (AcmeSettings *self,
                               int           width,
                               int           height)
{
  g_return_if_fail (ACME_IS_SETTINGS (self));

  if (width < 1 || width > WINDOW_SIZE_MAX || height < 1 || height > WINDOW_SIZE_MAX)
    return;

  g_settings_set_int (self->settings, KEY_WINDOW_WIDTH, width);
  g_settings_set_int (self->settings, KEY_WINDOW_HEIGHT, height);
}

/**
 * acme_settings_get_window_maximized:
 * @self: the settings
 *
 * Returns: whether the main window was maximized when it was closed
 */
gboolean
acme_settings_get_window_maximized (AcmeSettings *self)
{
  g_return_val_if_fail (ACME_IS_SETTINGS (self), FALSE);

  return g_settings_get_boolean (self->settings, KEY_WINDOW_MAXIMIZED);
}

/**
 * acme_settings_set_window_maximized:
 * @self: the settings
 * @maximized: whether the main window is maximized
 */
void
acme_settings_set_window_maximized (AcmeSettings *self,
                                    gboolean      maximized)
{
  g_return_if_fail (ACME_IS_SETTINGS (self));

  g_settings_set_boolean (self->settings, KEY_WINDOW_MAXIMIZED, maximized);
}

/**
 * acme_settings_get_idle_days:
 * @self: the settings
 *
 * Returns: for how many days a client has to have been idle to be looked for
 */
guint
acme_settings_get_idle_days (AcmeSettings *self)
{
  g_return_val_if_fail (ACME_IS_SETTINGS (self), 0);

  return g_settings_get_uint (self->settings, KEY_IDLE_DAYS);
}

/**
 * acme_settings_set_idle_days:
 * @self: the settings
 * @idle_days: for how many days a client has to have been idle to be looked for, at most %ACME_SETTINGS_MAX_IDLE_DAYS
 */
void
acme_settings_set_idle_days (AcmeSettings *self,
                             guint         idle_days)
{
  g_return_if_fail (ACME_IS_SETTINGS (self));
  g_return_if_fail (idle_days <= ACME_SETTINGS_MAX_IDLE_DAYS);

  g_settings_set_uint (self->settings, KEY_IDLE_DAYS, idle_days);
}

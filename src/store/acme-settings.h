/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The schema has one id in every variant of the application. */
#define ACME_SETTINGS_SCHEMA "io.github.acme_console.AcmeConsole"

/* A hundred years; the schema has it too. */
#define ACME_SETTINGS_MAX_IDLE_DAYS 36525

#define ACME_TYPE_SETTINGS (acme_settings_get_type ())

G_DECLARE_FINAL_TYPE (AcmeSettings, acme_settings, ACME, SETTINGS, GObject)

AcmeSettings *acme_settings_new                  (void);

void          acme_settings_get_window_size      (AcmeSettings *self,
                                                  int          *out_width,
                                                  int          *out_height);
void          acme_settings_set_window_size      (AcmeSettings *self,
                                                  int           width,
                                                  int           height);
gboolean      acme_settings_get_window_maximized (AcmeSettings *self);
void          acme_settings_set_window_maximized (AcmeSettings *self,
                                                  gboolean      maximized);

guint         acme_settings_get_idle_days        (AcmeSettings *self);
void          acme_settings_set_idle_days        (AcmeSettings *self,
                                                  guint         idle_days);

G_END_DECLS

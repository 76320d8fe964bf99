/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACME_TYPE_OUTCOMES_WINDOW (acme_outcomes_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeOutcomesWindow, acme_outcomes_window, ACME, OUTCOMES_WINDOW, AdwWindow)

AcmeOutcomesWindow *acme_outcomes_window_new           (const char         *title,
                                                        GPtrArray          *outcomes);
void                acme_outcomes_window_show         (GtkWindow          *parent,
                                                       const char         *title,
                                                       GPtrArray          *outcomes);
void                acme_outcomes_window_set_outcomes  (AcmeOutcomesWindow *self,
                                                        GPtrArray          *outcomes);
void                acme_outcomes_window_set_can_retry (AcmeOutcomesWindow *self,
                                                        gboolean            can_retry);
void                acme_outcomes_window_set_busy      (AcmeOutcomesWindow *self,
                                                        gboolean            busy);
void                acme_outcomes_window_save          (AcmeOutcomesWindow *self,
                                                        GFile              *file);

G_END_DECLS

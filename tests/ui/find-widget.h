/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What every display test needs: finding a widget below another as a person does, and waiting with a deadline. */

#include <gtk/gtk.h>

/* Far more than any of it takes; only reached when something hangs. */
#define WAIT_SECONDS 30

typedef gboolean (*Condition) (gpointer data);

GtkWidget *find_widget           (GtkWidget  *root,
                                  GType       type,
                                  gboolean  (*accept) (GtkWidget *widget));
GtkWidget *find_label            (GtkWidget  *root,
                                  const char *text);
GtkWidget *find_action           (GtkWidget  *root,
                                  const char *action_name);
GtkWindow *find_window           (GType       type);
void       assert_text_nowhere   (GtkWidget  *root,
                                  const char *text);
void       assert_clipboard_text (const char *text);
void       wait_until            (Condition   condition,
                                  gpointer    data);
void       wait_finalized        (gpointer    object);
void       settle                (void);
void       stop_animations       (void);
void       close_popover         (GtkPopover *popover);

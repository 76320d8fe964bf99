/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWindow *wait_chooser     (void);
void       choose_in_folder (const char *folder,
                             const char *name);
void       choose_no_file   (void);

G_END_DECLS

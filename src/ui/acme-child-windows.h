/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says whether @window is the one that is sought. */
typedef gboolean (*AcmeChildWindowFunc) (GtkWindow *window,
                                         gpointer   user_data);

GtkWindow *acme_child_windows_find    (GtkWindow           *parent,
                                       GType                type,
                                       AcmeChildWindowFunc  is_wanted,
                                       gpointer             user_data);
void       acme_child_windows_destroy (GtkWindow           *parent);

G_END_DECLS

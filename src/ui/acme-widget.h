/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void acme_widget_set_css_class (GtkWidget  *widget,
                                const char *css_class,
                                gboolean    set);

G_END_DECLS

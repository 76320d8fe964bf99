/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       acme_widget_set_css_class   (GtkWidget      *widget,
                                        const char     *css_class,
                                        gboolean        set);
void       acme_widget_class_bind_copy (GtkWidgetClass *widget_class,
                                        const char     *action_name);
GtkWidget *acme_widget_skip_hidden     (GtkWidget      *child);

G_END_DECLS

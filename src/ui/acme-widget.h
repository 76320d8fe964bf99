/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       acme_widget_set_css_class   (GtkWidget      *widget,
                                        const char     *css_class,
                                        gboolean        set);
void       acme_widget_class_bind_copy (GtkWidgetClass *widget_class,
                                        const char     *action_name);
GtkWidget *acme_widget_get_first_shown (GtkWidget      *widget);
GtkWidget *acme_widget_get_next_shown  (GtkWidget      *child);
void       acme_widget_allocate_child  (GtkWidget      *widget,
                                        GtkWidget      *child,
                                        int             width,
                                        GtkAllocation   place);

G_END_DECLS

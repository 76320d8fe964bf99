/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GTK has no function for and several widgets do. */

#include "config.h"

#include "acme-widget.h"

/**
 * acme_widget_set_css_class:
 * @widget: a widget
 * @css_class: a style class
 * @set: whether @widget is to have it
 */
void
acme_widget_set_css_class (GtkWidget  *widget,
                           const char *css_class,
                           gboolean    set)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (css_class != NULL);

  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

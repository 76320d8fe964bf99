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

static gboolean
copy_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  const char *action_name = g_variant_get_string (args, NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (focus != NULL && GTK_IS_EDITABLE (focus))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (widget, action_name, NULL);
}

/**
 * acme_widget_class_bind_copy:
 * @widget_class: the class of a window
 * @action_name: what copies what is selected in it
 *
 * Makes Ctrl+C do that, but only where nothing else can be copied: a text field keeps it to itself, even if it is
 * empty.
 */
void
acme_widget_class_bind_copy (GtkWidgetClass *widget_class,
                             const char     *action_name)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, "s", action_name);
}

/**
 * acme_widget_skip_hidden:
 * @child: (nullable): a child of a widget that lays out its children
 *
 * Returns: (transfer none) (nullable): @child, or the next of its siblings that has a place in the layout
 */
GtkWidget *
acme_widget_skip_hidden (GtkWidget *child)
{
  g_return_val_if_fail (child == NULL || GTK_IS_WIDGET (child), NULL);

  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

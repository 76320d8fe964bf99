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

/* (nullable): @child, or the next of its siblings that has a place in the layout */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/**
 * acme_widget_get_first_shown:
 * @widget: a widget that lays out its children
 *
 * Returns: (transfer none) (nullable): the first of them that has a place in the layout
 */
GtkWidget *
acme_widget_get_first_shown (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return skip_hidden (gtk_widget_get_first_child (widget));
}

/**
 * acme_widget_get_next_shown:
 * @child: a child of a widget that lays out its children
 *
 * Returns: (transfer none) (nullable): the next one that has a place in the layout
 */
GtkWidget *
acme_widget_get_next_shown (GtkWidget *child)
{
  g_return_val_if_fail (GTK_IS_WIDGET (child), NULL);

  return skip_hidden (gtk_widget_get_next_sibling (child));
}

/**
 * acme_widget_allocate_child:
 * @widget: a widget that lays out its children
 * @child: one of them
 * @width: of @widget, in pixels
 * @place: where @child is in it if one reads from left to right
 *
 * Gives a child its place, mirrored where one reads from right to left.
 */
void
acme_widget_allocate_child (GtkWidget     *widget,
                            GtkWidget     *child,
                            int            width,
                            GtkAllocation  place)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_WIDGET (child));

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    place.x = width - place.x - place.width;
  gtk_widget_size_allocate (child, &place, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box for templates whose children are laid out by AcmeWrapLayout. */

#include "config.h"

#include "acme-wrap-box.h"

#include "acme-wrap-layout.h"

struct _AcmeWrapBox
{
  GtkWidget parent_instance;
};

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    acme_wrap_box_append (ACME_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeWrapBox, acme_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
acme_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (acme_wrap_box_parent_class)->dispose (object);
}

static void
acme_wrap_box_class_init (AcmeWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_wrap_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, ACME_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wrap-box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
acme_wrap_box_init (AcmeWrapBox *self)
{
}

/**
 * acme_wrap_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
acme_wrap_box_new (void)
{
  return g_object_new (ACME_TYPE_WRAP_BOX, NULL);
}

/**
 * acme_wrap_box_append:
 * @self: the box
 * @child: (transfer floating): a widget
 *
 * Puts @child behind the others.
 */
void
acme_wrap_box_append (AcmeWrapBox *self,
                      GtkWidget   *child)
{
  g_return_if_fail (ACME_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

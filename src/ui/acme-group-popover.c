/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table can be grouped by. It only names the actions of the table's group "table", which knows the state. */

#include "config.h"

#include "acme-group-popover.h"

#include <glib/gi18n.h>

struct _AcmeGroupPopover
{
  GtkPopover parent_instance;

  GtkBox *choices_box;
};

G_DEFINE_FINAL_TYPE (AcmeGroupPopover, acme_group_popover, GTK_TYPE_POPOVER)

static void
add_choice (AcmeGroupPopover *self,
            const char       *title,
            const char       *id)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->choices_box));
  GtkWidget *choice = gtk_check_button_new_with_label (title);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), GTK_CHECK_BUTTON (first)); /* for the arrow keys */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (choice), "table.group");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (choice), "s", id);
  gtk_box_append (self->choices_box, choice);
}

/* The keys begin at what is chosen. */
static void
show_cb (AcmeGroupPopover *self)
{
  for (GtkWidget *choice = gtk_widget_get_first_child (GTK_WIDGET (self->choices_box)); choice != NULL;
       choice = gtk_widget_get_next_sibling (choice))
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice)))
        gtk_widget_grab_focus (choice);
    }
}

static void
acme_group_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_GROUP_POPOVER);

  G_OBJECT_CLASS (acme_group_popover_parent_class)->dispose (object);
}

static void
acme_group_popover_class_init (AcmeGroupPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_group_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-group-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeGroupPopover, choices_box);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
acme_group_popover_init (AcmeGroupPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_group_popover_new:
 *
 * Returns: (transfer floating): a popover without choices
 */
GtkWidget *
acme_group_popover_new (void)
{
  return g_object_new (ACME_TYPE_GROUP_POPOVER, NULL);
}

/**
 * acme_group_popover_set_fields:
 * @self: a popover
 * @fields: (nullable): the fields of a table; those that it can be grouped by become choices
 */
void
acme_group_popover_set_fields (AcmeGroupPopover     *self,
                               const AcmeFieldTable *fields)
{
  GtkWidget *child;

  g_return_if_fail (ACME_IS_GROUP_POPOVER (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices_box))) != NULL)
    gtk_box_remove (self->choices_box, child);
  if (fields == NULL)
    return;

  /* Translators: a table that is not grouped by anything */
  add_choice (self, C_("group by", "None"), "");
  for (guint i = 0; i < fields->n_fields; i++)
    {
      const AcmeField *field = &fields->fields[i];

      if ((field->flags & ACME_FIELD_GROUP) != 0)
        add_choice (self, acme_field_get_title (field), field->id);
    }
}

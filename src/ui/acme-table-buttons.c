/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every header bar above a table has at its end: the buttons for the search, the filter and the groups. */

#include "config.h"

#include "acme-table-buttons.h"

#include "acme-filter-button.h"
#include "acme-group-button.h"

struct _AcmeTableButtons
{
  AdwBin parent_instance;

  AcmeTable *table;         /* (nullable) */
  GBinding *search_binding; /* (nullable) (owned) */

  GtkToggleButton *search_button;
  AcmeFilterButton *filter_button;
  AcmeGroupButton *group_button;
};

G_DEFINE_FINAL_TYPE (AcmeTableButtons, acme_table_buttons, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The table shows other rows. */
static void
update_group_button (AcmeTableButtons *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->group_button), self->table == NULL || acme_table_can_group (self->table));
}

static void
drop_table (AcmeTableButtons *self)
{
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (self->table, self);
  if (self->search_binding != NULL)
    g_binding_unbind (self->search_binding);
  g_clear_object (&self->search_binding);
  g_clear_object (&self->table);
}

static void
acme_table_buttons_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      g_value_set_object (value, ACME_TABLE_BUTTONS (object)->table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_table_buttons_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      acme_table_buttons_set_table (ACME_TABLE_BUTTONS (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_table_buttons_dispose (GObject *object)
{
  drop_table (ACME_TABLE_BUTTONS (object));
  /* First, because both would unparent it */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_TABLE_BUTTONS);

  G_OBJECT_CLASS (acme_table_buttons_parent_class)->dispose (object);
}

static void
acme_table_buttons_class_init (AcmeTableButtonsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_table_buttons_get_property;
  object_class->set_property = acme_table_buttons_set_property;
  object_class->dispose = acme_table_buttons_dispose;

  /**
   * AcmeTableButtons:table:
   *
   * The table that the buttons are for.
   */
  properties[PROP_TABLE] = g_param_spec_object ("table", NULL, NULL, ACME_TYPE_TABLE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ACME_TYPE_FILTER_BUTTON);
  g_type_ensure (ACME_TYPE_GROUP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-table-buttons.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeTableButtons, search_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeTableButtons, filter_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeTableButtons, group_button);
}

static void
acme_table_buttons_init (AcmeTableButtons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_table_buttons_new:
 *
 * Returns: (transfer floating): buttons that belong to no table yet
 */
GtkWidget *
acme_table_buttons_new (void)
{
  return g_object_new (ACME_TYPE_TABLE_BUTTONS, NULL);
}

/**
 * acme_table_buttons_get_table:
 * @self: the buttons
 *
 * Returns: (transfer none) (nullable): the table that they are for
 */
AcmeTable *
acme_table_buttons_get_table (AcmeTableButtons *self)
{
  g_return_val_if_fail (ACME_IS_TABLE_BUTTONS (self), NULL);

  return self->table;
}

/**
 * acme_table_buttons_set_table:
 * @self: the buttons
 * @table: (nullable): the table that they are for
 */
void
acme_table_buttons_set_table (AcmeTableButtons *self,
                              AcmeTable        *table)
{
  g_return_if_fail (ACME_IS_TABLE_BUTTONS (self));
  g_return_if_fail (table == NULL || ACME_IS_TABLE (table));

  if (self->table == table)
    return;

  drop_table (self);
  if (table != NULL)
    {
      self->table = g_object_ref (table);
      self->search_binding = g_object_ref (g_object_bind_property (table, "search-mode", self->search_button, "active",
                                                                   G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE));
      g_signal_connect_swapped (table, "notify::query", G_CALLBACK (update_group_button), self);
    }
  update_group_button (self);
  acme_table_button_set_table (ACME_TABLE_BUTTON (self->filter_button), table);
  acme_table_button_set_table (ACME_TABLE_BUTTON (self->group_button), table);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

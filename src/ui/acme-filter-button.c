/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button of a table's filter. While there is one it says so: by a dot, and in words by its tooltip. */

#include "config.h"

#include "acme-filter-button.h"

#include <glib/gi18n.h>

#include "acme-filter-popover.h"

struct _AcmeFilterButton
{
  AdwBin parent_instance;

  AcmeTable *table; /* (nullable) */
  AcmeQuery *query; /* (nullable): the table's */

  GtkMenuButton *menu_button;
  AcmeFilterPopover *popover;
};

G_DEFINE_FINAL_TYPE (AcmeFilterButton, acme_filter_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint
count_active (AcmeQuery *query)
{
  GPtrArray *criteria = acme_query_get_criteria (query);
  guint n = 0;

  for (guint i = 0; i < criteria->len; i++)
    n += acme_criterion_is_active (criteria->pdata[i]) ? 1 : 0;
  return n;
}

static void
update (AcmeFilterButton *self)
{
  guint n_active = self->query != NULL ? count_active (self->query) : 0;
  g_autofree char *text = NULL;

  if (n_active > 0)
    text = g_strdup_printf (ngettext ("Filter (%u active)", "Filter (%u active)", n_active), n_active);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), text != NULL ? text : _("Filter"));
  if (n_active > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->menu_button), "in-use");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->menu_button), "in-use");
}

static void
drop_query (AcmeFilterButton *self)
{
  if (self->query != NULL)
    g_signal_handlers_disconnect_by_data (self->query, self);
  g_clear_object (&self->query);
}

/* The table asks anew: it shows other items. */
static void
take_query (AcmeFilterButton *self)
{
  drop_query (self);
  if (self->table != NULL)
    g_set_object (&self->query, acme_table_get_query (self->table));
  if (self->query != NULL)
    g_signal_connect_swapped (self->query, "changed", G_CALLBACK (update), self);
  acme_filter_popover_set_query (self->popover, self->query,
                                 self->query != NULL ? acme_table_get_settings (self->table) : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), self->query != NULL);
  update (self);
}

static void
drop_table (AcmeFilterButton *self)
{
  drop_query (self);
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (self->table, self);
  g_clear_object (&self->table);
}

static void
acme_filter_button_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      g_value_set_object (value, ACME_FILTER_BUTTON (object)->table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_filter_button_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      acme_filter_button_set_table (ACME_FILTER_BUTTON (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_filter_button_dispose (GObject *object)
{
  AcmeFilterButton *self = ACME_FILTER_BUTTON (object);

  drop_table (self);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before the template forgets it, which the bin would not notice */
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_FILTER_BUTTON);

  G_OBJECT_CLASS (acme_filter_button_parent_class)->dispose (object);
}

static void
acme_filter_button_class_init (AcmeFilterButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_filter_button_get_property;
  object_class->set_property = acme_filter_button_set_property;
  object_class->dispose = acme_filter_button_dispose;

  /**
   * AcmeFilterButton:table:
   *
   * The table that it filters.
   */
  properties[PROP_TABLE] = g_param_spec_object ("table", NULL, NULL, ACME_TYPE_TABLE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ACME_TYPE_FILTER_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-filter-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterButton, popover);
}

static void
acme_filter_button_init (AcmeFilterButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_filter_button_new:
 *
 * Returns: (transfer floating): a button that belongs to no table yet
 */
GtkWidget *
acme_filter_button_new (void)
{
  return g_object_new (ACME_TYPE_FILTER_BUTTON, NULL);
}

/**
 * acme_filter_button_get_table:
 * @self: a button
 *
 * Returns: (transfer none) (nullable): the table that it filters
 */
AcmeTable *
acme_filter_button_get_table (AcmeFilterButton *self)
{
  g_return_val_if_fail (ACME_IS_FILTER_BUTTON (self), NULL);

  return self->table;
}

/**
 * acme_filter_button_set_table:
 * @self: a button
 * @table: (nullable): the table that it filters
 */
void
acme_filter_button_set_table (AcmeFilterButton *self,
                              AcmeTable        *table)
{
  g_return_if_fail (ACME_IS_FILTER_BUTTON (self));
  g_return_if_fail (table == NULL || ACME_IS_TABLE (table));

  if (self->table == table)
    return;

  drop_table (self);
  if (table != NULL)
    {
      self->table = g_object_ref (table);
      g_signal_connect_swapped (table, "notify::query", G_CALLBACK (take_query), self);
    }
  take_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

/**
 * acme_filter_button_popup:
 * @self: a button
 *
 * Opens its popover.
 */
void
acme_filter_button_popup (AcmeFilterButton *self)
{
  g_return_if_fail (ACME_IS_FILTER_BUTTON (self));

  gtk_menu_button_popup (self->menu_button);
}

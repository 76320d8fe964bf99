/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button with a popover in which the query of a table is changed. While something of it is in use the button says
 * so: by a dot, and in words by its tooltip. The base of the filter and the group button. */

#include "config.h"

#include "acme-table-button.h"

typedef struct
{
  AcmeTable *table; /* (nullable) */
  AcmeQuery *query; /* (nullable): the table's */

  char *title;
  GtkMenuButton *menu_button; /* (unowned): the bin holds it */
  GtkWidget *popover;         /* (nullable) (unowned): the menu button holds it */
} AcmeTableButtonPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcmeTableButton, acme_table_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static AcmeTableButtonPrivate *
get_private (AcmeTableButton *self)
{
  return acme_table_button_get_instance_private (self);
}

static void
update (AcmeTableButton *self)
{
  AcmeTableButtonPrivate *priv = get_private (self);
  g_autofree char *text = NULL;

  if (priv->query != NULL)
    text = ACME_TABLE_BUTTON_GET_CLASS (self)->describe (self, priv->query);
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->menu_button), text != NULL ? text : priv->title);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (priv->menu_button), "in-use");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (priv->menu_button), "in-use");
}

/* Into the popover: once it has been made, GTK 4.8 does not look for a new group between it and the window. */
static void
insert_actions (AcmeTableButton *self)
{
  AcmeTableButtonPrivate *priv = get_private (self);

  if (priv->popover != NULL)
    gtk_widget_insert_action_group (priv->popover, "table",
                                    priv->table != NULL ? acme_table_get_actions (priv->table) : NULL);
}

static void
fill_popover (AcmeTableButton *self)
{
  AcmeTableButtonPrivate *priv = get_private (self);

  if (priv->popover != NULL)
    ACME_TABLE_BUTTON_GET_CLASS (self)->fill_popover (self, priv->popover, priv->table, priv->query);
}

/* Before each opening; only the first one makes the popover, since most starts go without. */
static void
make_popover_cb (GtkMenuButton *menu_button,
                 gpointer       user_data)
{
  AcmeTableButton *self = user_data;
  AcmeTableButtonPrivate *priv = get_private (self);

  if (priv->popover != NULL)
    return;

  priv->popover = ACME_TABLE_BUTTON_GET_CLASS (self)->make_popover (self);
  insert_actions (self);
  gtk_menu_button_set_popover (menu_button, priv->popover);
  fill_popover (self);
}

static void
drop_query (AcmeTableButton *self)
{
  AcmeTableButtonPrivate *priv = get_private (self);

  if (priv->query != NULL)
    g_signal_handlers_disconnect_by_data (priv->query, self);
  g_clear_object (&priv->query);
}

/* The table asks anew: it shows other items. */
static void
take_query (AcmeTableButton *self)
{
  AcmeTableButtonPrivate *priv = get_private (self);

  drop_query (self);
  if (priv->table != NULL)
    g_set_object (&priv->query, acme_table_get_query (priv->table));
  if (priv->query != NULL)
    g_signal_connect_swapped (priv->query, "changed", G_CALLBACK (update), self);
  fill_popover (self);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->menu_button), priv->query != NULL);
  update (self);
}

static void
drop_table (AcmeTableButton *self)
{
  AcmeTableButtonPrivate *priv = get_private (self);

  drop_query (self);
  if (priv->table != NULL)
    g_signal_handlers_disconnect_by_data (priv->table, self);
  g_clear_object (&priv->table);
}

static void
acme_table_button_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      g_value_set_object (value, acme_table_button_get_table (ACME_TABLE_BUTTON (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_table_button_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      acme_table_button_set_table (ACME_TABLE_BUTTON (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_table_button_dispose (GObject *object)
{
  AcmeTableButton *self = ACME_TABLE_BUTTON (object);

  drop_table (self);
  fill_popover (self); /* with nothing: GTK 4.8 never lets go of a popover that is open now */
  get_private (self)->popover = NULL;

  G_OBJECT_CLASS (acme_table_button_parent_class)->dispose (object);
}

static void
acme_table_button_finalize (GObject *object)
{
  g_free (get_private (ACME_TABLE_BUTTON (object))->title);

  G_OBJECT_CLASS (acme_table_button_parent_class)->finalize (object);
}

static void
acme_table_button_class_init (AcmeTableButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = acme_table_button_get_property;
  object_class->set_property = acme_table_button_set_property;
  object_class->dispose = acme_table_button_dispose;
  object_class->finalize = acme_table_button_finalize;

  /**
   * AcmeTableButton:table:
   *
   * The table whose query the popover changes.
   */
  properties[PROP_TABLE] = g_param_spec_object ("table", NULL, NULL, ACME_TYPE_TABLE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_table_button_init (AcmeTableButton *self)
{
  GtkWidget *menu_button = gtk_menu_button_new ();

  get_private (self)->menu_button = GTK_MENU_BUTTON (menu_button);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu_button), make_popover_cb, self, NULL);
  gtk_widget_set_sensitive (menu_button, FALSE);
  adw_bin_set_child (ADW_BIN (self), menu_button);
}

/**
 * acme_table_button_set_up:
 * @self: a button that is being made
 * @icon_name: its icon
 * @title: its name in the user's language
 *
 * For the init function of a subclass.
 */
void
acme_table_button_set_up (AcmeTableButton *self,
                          const char      *icon_name,
                          const char      *title)
{
  AcmeTableButtonPrivate *priv;

  g_return_if_fail (ACME_IS_TABLE_BUTTON (self));

  priv = get_private (self);
  priv->title = g_strdup (title);
  gtk_menu_button_set_icon_name (priv->menu_button, icon_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->menu_button), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * acme_table_button_get_table:
 * @self: a button
 *
 * Returns: (transfer none) (nullable): the table whose query it changes
 */
AcmeTable *
acme_table_button_get_table (AcmeTableButton *self)
{
  g_return_val_if_fail (ACME_IS_TABLE_BUTTON (self), NULL);

  return get_private (self)->table;
}

/**
 * acme_table_button_set_table:
 * @self: a button
 * @table: (nullable): the table whose query it changes
 */
void
acme_table_button_set_table (AcmeTableButton *self,
                             AcmeTable       *table)
{
  AcmeTableButtonPrivate *priv;

  g_return_if_fail (ACME_IS_TABLE_BUTTON (self));
  g_return_if_fail (table == NULL || ACME_IS_TABLE (table));

  priv = get_private (self);
  if (priv->table == table)
    return;

  drop_table (self);
  if (table != NULL)
    {
      priv->table = g_object_ref (table);
      g_signal_connect_swapped (table, "notify::query", G_CALLBACK (take_query), self);
    }
  insert_actions (self);
  take_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

/**
 * acme_table_button_popup:
 * @self: a button
 *
 * Opens its popover.
 */
void
acme_table_button_popup (AcmeTableButton *self)
{
  g_return_if_fail (ACME_IS_TABLE_BUTTON (self));

  gtk_menu_button_popup (get_private (self)->menu_button);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table that every window of the application shows its items in: columns from the fields table, a search, a bar
 * that says what is filtered, groups, and all of it remembered. Knows nothing of what the items are. */

#include "config.h"

#include "acme-table.h"

#include <glib/gi18n.h>

#include "acme-compat.h"
#include "acme-table-private.h"

/* Dragging a column's edge or typing a filter changes settings many times a second. */
#define SAVE_DELAY_MSEC 400

G_DEFINE_FINAL_TYPE (AcmeTable, acme_table, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MULTIPLE,
  PROP_QUERY,
  PROP_SEARCH_MODE,
  PROP_SELECTED_ITEM,
  PROP_TITLE,
  N_PROPS
};

enum
{
  ACTIVATE,
  SELECTION_CHANGED,
  VISIBLE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
save (AcmeTable *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  acme_table_save_columns (self);
  acme_view_settings_save_query (self->settings, self->query);
}

static void
save_cb (gpointer user_data)
{
  AcmeTable *self = user_data;

  self->save_id = 0;
  save (self);
}

void
acme_table_queue_save (AcmeTable *self)
{
  if (self->settings != NULL && self->save_id == 0)
    self->save_id = g_timeout_add_once (SAVE_DELAY_MSEC, save_cb, self);
}

/* Tells that other items are selected than before, and whether with that the only one is another. */
void
acme_table_tell_selected (AcmeTable *self,
                          gboolean   only_item_changed)
{
  if (only_item_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ITEM]);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
update_grouped (AcmeTable *self)
{
  if (acme_query_get_group (self->query) != ACME_QUERY_NO_FIELD)
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "grouped");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->view), "grouped");
}

/* Before the rows follow, which may be at once. */
static void
query_changing_cb (AcmeTable *self,
                   guint      changes)
{
  self->changes |= changes;
}

static void
query_changed_cb (AcmeTable *self,
                  guint      changes)
{
  if ((changes & ACME_QUERY_SORT) != 0)
    acme_table_show_sort (self);
  if ((changes & ACME_QUERY_GROUP) != 0)
    update_grouped (self);
  acme_table_update_actions (self);
  acme_table_queue_save (self);
}

static void
rows_updated_cb (AcmeTable *self)
{
  acme_table_place_updated (self);
  acme_table_update_filter (self);
  acme_table_visible_queue (self);
}

static void
view_activate_cb (AcmeTable *self,
                  guint      position)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (ACME_IS_GROUP (row))
    acme_table_toggle_group (self, ACME_GROUP (row));
  else if (row != NULL)
    g_signal_emit (self, signals[ACTIVATE], 0, row);
}

static gboolean
query_tooltip_cb (AcmeTable  *self,
                  int         x,
                  int         y,
                  gboolean    keyboard_mode,
                  GtkTooltip *tooltip)
{
  return acme_table_query_tooltip (self, x, y, keyboard_mode, tooltip);
}

static void
drop_rows (AcmeTable *self)
{
  if (self->query == NULL)
    return;

  if (self->save_id != 0)
    save (self);
  acme_table_place_forget (self);
  g_signal_handlers_disconnect_by_data (self->query, self);
  g_signal_handlers_disconnect_by_data (self->rows, self);
  acme_table_drop_selection (self);
  acme_table_drop_columns (self);
  g_clear_object (&self->rows);
  g_clear_object (&self->items);
  g_clear_object (&self->query);
  g_clear_object (&self->settings);
}

static void
take_query (AcmeTable        *self,
            AcmeQuery        *query,
            AcmeViewSettings *settings)
{
  self->fields = acme_query_get_table (query);
  self->query = g_object_ref (query);
  g_set_object (&self->settings, settings);
  if (settings != NULL)
    acme_view_settings_load_query (settings, query);
}

/* The order of these matters: the table hears of a change of the rows before the view does. */
static void
take_rows (AcmeTable *self,
           AcmeRows  *rows)
{
  self->rows = g_object_ref (rows);
  if (!acme_table_can_group (self))
    acme_query_set_group (self->query, ACME_QUERY_NO_FIELD);
  g_signal_connect_swapped (self->query, "changing", G_CALLBACK (query_changing_cb), self);
  g_signal_connect_swapped (self->query, "changed", G_CALLBACK (query_changed_cb), self);
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (acme_table_place_rows_change), self);
  g_signal_connect_data (rows, "items-changed", G_CALLBACK (acme_table_place_rows_changed), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_swapped (rows, "updated", G_CALLBACK (rows_updated_cb), self);

  acme_table_build_columns (self);
  acme_table_show_sort (self);
  update_grouped (self);
  acme_query_set_search (self->query, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  acme_table_take_selection (self);
  g_clear_handle_id (&self->save_id, g_source_remove); /* nothing was changed by being restored */
  acme_table_place_start (self);
  acme_table_visible_queue (self);
}

static void
acme_table_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AcmeTable *self = ACME_TABLE (object);

  switch (prop_id)
    {
    case PROP_MULTIPLE:
      g_value_set_boolean (value, self->multiple);
      break;
    case PROP_QUERY:
      g_value_set_object (value, self->query);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, acme_table_get_search_mode (self));
      break;
    case PROP_SELECTED_ITEM:
      g_value_set_object (value, self->selected_item);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_table_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  AcmeTable *self = ACME_TABLE (object);

  switch (prop_id)
    {
    case PROP_MULTIPLE:
      acme_table_set_multiple (self, g_value_get_boolean (value));
      break;
    case PROP_SEARCH_MODE:
      acme_table_set_search_mode (self, g_value_get_boolean (value));
      break;
    case PROP_TITLE:
      acme_table_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The application may be about to end, and then nothing is disposed of. */
static void
acme_table_unroot (GtkWidget *widget)
{
  AcmeTable *self = ACME_TABLE (widget);

  if (self->save_id != 0)
    save (self);

  GTK_WIDGET_CLASS (acme_table_parent_class)->unroot (widget);
}

static void
acme_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (acme_table_parent_class)->map (widget);

  acme_table_place_start (ACME_TABLE (widget));
  acme_table_visible_queue (ACME_TABLE (widget));
}

static void
acme_table_unmap (GtkWidget *widget)
{
  acme_table_place_cancel (ACME_TABLE (widget));
  acme_table_visible_cancel (ACME_TABLE (widget));

  GTK_WIDGET_CLASS (acme_table_parent_class)->unmap (widget);
}

static void
acme_table_dispose (GObject *object)
{
  AcmeTable *self = ACME_TABLE (object);

  drop_rows (self);
  acme_table_set_context_menu (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before the template forgets it, which the bin would not notice */
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_TABLE);

  G_OBJECT_CLASS (acme_table_parent_class)->dispose (object);
}

static void
acme_table_finalize (GObject *object)
{
  AcmeTable *self = ACME_TABLE (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->nothing_title, g_free);
  g_clear_pointer (&self->nothing_description, g_free);
  g_clear_pointer (&self->nothing_label, g_free);
  g_clear_pointer (&self->nothing_action, g_free);
  g_clear_pointer (&self->selected, g_ptr_array_unref);
  g_clear_object (&self->selected_item);
  g_clear_object (&self->actions);
  g_clear_object (&self->columns_menu);
  g_clear_object (&self->sort_menu);
  g_clear_object (&self->sort_section);
  g_clear_object (&self->value_menu);

  G_OBJECT_CLASS (acme_table_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * AcmeTable:multiple:
   *
   * Whether more than one item can be selected.
   */
  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                    G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AcmeTable:query:
   *
   * What is asked of the items; another one after each acme_table_set_items() or acme_table_set_rows().
   */
  properties[PROP_QUERY] = g_param_spec_object ("query", NULL, NULL, ACME_TYPE_QUERY,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeTable:search-mode:
   *
   * Whether the search entry is shown.
   */
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                       G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AcmeTable:selected-item:
   *
   * The selected item; none if nothing, a group or more than one item is selected, or if the item is filtered out.
   */
  properties[PROP_SELECTED_ITEM] = g_param_spec_object ("selected-item", NULL, NULL, ACME_TYPE_ITEM,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeTable:title:
   *
   * What the table is called for those who hear it.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_table_class_init (AcmeTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_table_get_property;
  object_class->set_property = acme_table_set_property;
  object_class->dispose = acme_table_dispose;
  object_class->finalize = acme_table_finalize;
  widget_class->map = acme_table_map;
  widget_class->unmap = acme_table_unmap;
  widget_class->unroot = acme_table_unroot;
  install_properties (object_class);

  /**
   * AcmeTable::activate:
   * @item: an item
   *
   * The user pressed Enter in the row of @item, or clicked it twice.
   */
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, ACME_TYPE_ITEM);
  /**
   * AcmeTable::selection-changed:
   *
   * acme_table_get_selected_items() gives something else than before: the user selected, or what was selected is gone,
   * filtered out, or shown again.
   */
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AcmeTable::visible-changed:
   *
   * The rows were changed, scrolled or given another height, and have been painted: acme_table_list_visible() may give
   * something else than before. Emitted once for all that happened in a frame.
   */
  signals[VISIBLE_CHANGED] = g_signal_new ("visible-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/acme_console/AcmeConsole/acme-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, filter_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, clear_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, nothing_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeTable, view);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
acme_table_init (AcmeTable *self)
{
  self->selected = g_ptr_array_new_with_free_func (g_object_unref);
  acme_table_init_menus (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  acme_table_init_filter (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (acme_table_follow_sort),
                           self, G_CONNECT_SWAPPED);
  acme_table_init_actions (self);
  acme_table_init_input (self);
  acme_table_init_visible (self);
}

/* Nothing is left of what it showed. */
static void
begin_change (AcmeTable *self)
{
  drop_rows (self);
  acme_table_notify_selected (self); /* not when it is disposed of: nobody is to act on it any more */
  self->fields = NULL;
}

static void
end_change (AcmeTable *self)
{
  acme_table_update_filter (self);
  acme_table_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * acme_table_new:
 *
 * Returns: (transfer floating): a table without columns
 */
GtkWidget *
acme_table_new (void)
{
  return g_object_new (ACME_TYPE_TABLE, NULL);
}

/**
 * acme_table_set_items:
 * @self: a table
 * @items: (nullable): a list of #AcmeItem of one kind
 * @fields: (nullable): their fields; not %NULL if @items is not
 * @settings: (nullable): how this table was left and where to remember how it is left
 *
 * Shows other items. The table makes a new #AcmeQuery and takes over how it was left from @settings; the search text
 * stays.
 */
void
acme_table_set_items (AcmeTable            *self,
                      GListModel           *items,
                      const AcmeFieldTable *fields,
                      AcmeViewSettings     *settings)
{
  g_return_if_fail (ACME_IS_TABLE (self));
  g_return_if_fail (items == NULL || (G_IS_LIST_MODEL (items) && fields != NULL));
  g_return_if_fail (settings == NULL || ACME_IS_VIEW_SETTINGS (settings));

  begin_change (self);
  if (items != NULL)
    {
      g_autoptr(AcmeQuery) query = acme_query_new (fields);
      g_autoptr(AcmeRowModel) rows = NULL;

      take_query (self, query, settings);
      self->items = g_object_ref (items);
      rows = acme_row_model_new (items, query);
      take_rows (self, ACME_ROWS (rows));
    }
  end_change (self);
}

/**
 * acme_table_set_rows:
 * @self: a table
 * @rows: what to show
 * @query: what @rows follow; a sort that it has is the one of a table that was never sorted
 * @settings: (nullable): how this table was left and where to remember how it is left
 *
 * As acme_table_set_items(), for rows that somebody else makes: as many as there may be, each of them an item only
 * while somebody looks at it. A change of many of them has to be told as "all gone" and "all new", since GTK looks at
 * each row of a change that it can relate. @query takes over how the table was left from @settings, except for groups
 * unless @rows are an #AcmeRowModel.
 */
void
acme_table_set_rows (AcmeTable        *self,
                     AcmeRows         *rows,
                     AcmeQuery        *query,
                     AcmeViewSettings *settings)
{
  g_return_if_fail (ACME_IS_TABLE (self));
  g_return_if_fail (ACME_IS_ROWS (rows));
  g_return_if_fail (ACME_IS_QUERY (query));
  g_return_if_fail (settings == NULL || ACME_IS_VIEW_SETTINGS (settings));

  begin_change (self);
  take_query (self, query, settings);
  take_rows (self, rows);
  end_change (self);
}

/**
 * acme_table_get_query:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): what is asked of the items; changing it changes the table
 */
AcmeQuery *
acme_table_get_query (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return self->query;
}

/**
 * acme_table_get_rows:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the rows it shows
 */
AcmeRows *
acme_table_get_rows (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return self->rows;
}

/**
 * acme_table_get_settings:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): where it remembers how it is left
 */
AcmeViewSettings *
acme_table_get_settings (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return self->settings;
}

/**
 * acme_table_can_group:
 * @self: a table
 *
 * Returns: whether its rows can be grouped; this changes with #AcmeTable:query only, and without rows it is %TRUE
 */
gboolean
acme_table_can_group (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), FALSE);

  return self->rows == NULL || ACME_IS_ROW_MODEL (self->rows);
}

/**
 * acme_table_get_title:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *
acme_table_get_title (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return self->title;
}

/**
 * acme_table_set_title:
 * @self: a table
 * @title: (nullable): what it is called for those who hear it, such as “Endpoints”
 */
void
acme_table_set_title (AcmeTable  *self,
                      const char *title)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  if (!acme_set_str (&self->title, title))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

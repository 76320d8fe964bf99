/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of a table, made from the fields of its items: their order, which are shown, how wide, and all that
 * remembered. The first one shown is the lead: it holds group titles and warnings, and takes the free width together
 * with the columns of long fields. */

#include "config.h"

#include "acme-table-private.h"

#include <glib/gi18n.h>

#include "acme-column-order.h"

/* Characters from which on a column shares the free width with the lead. */
#define LONG_FIELD 40

static void
free_column (AcmeTableColumn *column)
{
  g_signal_handlers_disconnect_by_data (column->column, column);
  g_signal_handlers_disconnect_by_data (column->action, column);
  g_clear_object (&column->column);
  g_clear_object (&column->action);
  g_clear_pointer (&column->cells, g_hash_table_unref);
  g_free (column);
}

static AcmeTableColumn *
find_column (AcmeTable           *self,
             GtkColumnViewColumn *gtk_column)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      AcmeTableColumn *column = self->columns->pdata[i];

      if (column->column == gtk_column)
        return column;
    }
  return NULL;
}

/*
 * acme_table_get_shown_column:
 * @n: a number, counted as the columns stand on screen
 *
 * Returns: (nullable): the @n-th column that is shown
 */
AcmeTableColumn *
acme_table_get_shown_column (AcmeTable *self,
                             guint      n)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column) && n-- == 0)
        return find_column (self, column);
    }
  return NULL;
}

static gboolean
is_long (const AcmeTableColumn *column)
{
  return column->table->fields->fields[column->field].width >= LONG_FIELD;
}

static void
set_lead (AcmeTableColumn *column,
          gboolean         lead)
{
  acme_table_set_lead_cells (column, lead);
  gtk_column_view_column_set_expand (column->column, lead || is_long (column));
}

static void
update_lead (AcmeTable *self)
{
  AcmeTableColumn *lead = acme_table_get_shown_column (self, 0);

  if (lead == self->lead)
    return;

  if (self->lead != NULL)
    set_lead (self->lead, FALSE);
  self->lead = lead;
  if (lead != NULL)
    set_lead (lead, TRUE);
}

/* The search looks where the user does, and the last column cannot be hidden. */
static void
update_shown (AcmeTable *self)
{
  g_autoptr(GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->columns->len; i++)
    {
      AcmeTableColumn *column = self->columns->pdata[i];

      if (gtk_column_view_column_get_visible (column->column))
        g_array_append_val (fields, column->field);
    }
  acme_query_set_search_fields (self->query, (const guint *) fields->data, fields->len);

  for (guint i = 0; i < self->columns->len; i++)
    {
      AcmeTableColumn *column = self->columns->pdata[i];
      gboolean shown = gtk_column_view_column_get_visible (column->column);

      g_simple_action_set_state (column->action, g_variant_new_boolean (shown));
      g_simple_action_set_enabled (column->action, !shown || fields->len > 1);
    }
}

static void
visible_changed_cb (AcmeTableColumn *column)
{
  update_lead (column->table);
  update_shown (column->table);
  acme_table_queue_save (column->table);
}

static void
width_changed_cb (AcmeTableColumn *column)
{
  acme_table_queue_save (column->table);
}

static void
order_changed_cb (AcmeTable *self)
{
  update_lead (self);
  acme_table_queue_save (self);
}

static void
change_shown_cb (AcmeTableColumn *column,
                 GVariant        *value)
{
  gtk_column_view_column_set_visible (column->column, g_variant_get_boolean (value));
}

void
acme_table_init_menus (AcmeTable *self)
{
  g_autoptr(GMenu) direction = g_menu_new ();

  self->columns_menu = g_menu_new ();
  self->sort_menu = g_menu_new ();
  self->sort_section = g_menu_new ();
  g_menu_append_section (self->sort_menu, NULL, G_MENU_MODEL (self->sort_section));
  g_menu_append (direction, _("_Descending"), "table.sort-descending");
  g_menu_append_section (self->sort_menu, NULL, G_MENU_MODEL (direction));
}

static GMenuModel *
make_header_menu (AcmeTableColumn *column)
{
  const char *id = column->table->fields->fields[column->field].id;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) sort = g_menu_new ();
  g_autoptr(GMenu) more = g_menu_new ();

  for (int descending = 0; descending <= 1; descending++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (descending ? _("Sort _Descending") : _("Sort _Ascending"), NULL);

      g_menu_item_set_action_and_target (item, "table.sort", "(sb)", id, descending);
      g_menu_append_item (sort, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  g_menu_append_submenu (more, _("_Columns"), G_MENU_MODEL (column->table->columns_menu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
add_action (AcmeTableColumn *column)
{
  const AcmeField *field = &column->table->fields->fields[column->field];
  g_autofree char *name = g_strdup_printf ("show-column-%s", field->id);
  g_autofree char *detailed = g_strdup_printf ("table.%s", name);
  g_autoptr(GMenuItem) item = NULL;

  column->action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));
  g_signal_connect_swapped (column->action, "change-state", G_CALLBACK (change_shown_cb), column);
  g_action_map_add_action (G_ACTION_MAP (column->table->actions), G_ACTION (column->action));
  g_menu_append (column->table->columns_menu, acme_field_get_title (field), detailed);

  item = g_menu_item_new (acme_field_get_title (field), NULL);
  g_menu_item_set_action_and_target (item, "table.sort-by", "s", field->id);
  g_menu_append_item (column->table->sort_section, item);
}

static void
add_column (AcmeTable *self,
            guint      index)
{
  const AcmeField *field = &self->fields->fields[index];
  AcmeTableColumn *column = g_new0 (AcmeTableColumn, 1);
  g_autoptr(GMenuModel) header_menu = NULL;
  g_autoptr(GtkSorter) sorter = NULL;

  column->table = self;
  column->field = index;
  column->column = gtk_column_view_column_new (acme_field_get_title (field), NULL);
  gtk_column_view_column_set_resizable (column->column, TRUE);
  gtk_column_view_column_set_visible (column->column, (field->flags & ACME_FIELD_SHOWN) != 0);
  sorter = acme_table_new_sorter (column);
  gtk_column_view_column_set_sorter (column->column, sorter);
  add_action (column);
  header_menu = make_header_menu (column);
  gtk_column_view_column_set_header_menu (column->column, header_menu);
  g_ptr_array_add (self->columns, column);
}

static void
append_column (AcmeTableColumn *column)
{
  acme_table_init_cells (column);
  gtk_column_view_column_set_expand (column->column, is_long (column));
  g_signal_connect_swapped (column->column, "notify::visible", G_CALLBACK (visible_changed_cb), column);
  g_signal_connect_swapped (column->column, "notify::fixed-width", G_CALLBACK (width_changed_cb), column);
  gtk_column_view_append_column (column->table->view, column->column);
}

/* As they were left; the rest follows in its natural order. */
static void
append_columns (AcmeTable *self)
{
  g_autoptr(GArray) stored = NULL;
  g_autoptr(GPtrArray) rest = g_ptr_array_copy (self->columns, NULL, NULL);

  g_ptr_array_set_free_func (rest, NULL);
  if (self->settings != NULL)
    stored = acme_view_settings_dup_columns (self->settings, self->fields);

  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      const AcmeViewColumn *left = &g_array_index (stored, AcmeViewColumn, i);

      for (guint j = 0; j < rest->len; j++)
        {
          AcmeTableColumn *column = rest->pdata[j];

          if (self->fields->fields[column->field].id != left->id)
            continue;
          gtk_column_view_column_set_visible (column->column, left->shown);
          gtk_column_view_column_set_fixed_width (column->column, left->width);
          append_column (column);
          g_ptr_array_remove_index (rest, j);
          break;
        }
    }
  for (guint i = 0; i < rest->len; i++)
    append_column (rest->pdata[i]);
}

static void
show_any_column (AcmeTable *self)
{
  if (acme_table_get_shown_column (self, 0) == NULL && self->columns->len > 0)
    gtk_column_view_column_set_visible (((AcmeTableColumn *) self->columns->pdata[0])->column, TRUE);
}

/* Makes the columns of the fields table, as the settings say they were left. */
void
acme_table_build_columns (AcmeTable *self)
{
  g_autoptr(GArray) fields = acme_list_column_fields (self->fields);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) free_column);
  for (guint i = 0; i < fields->len; i++)
    add_column (self, g_array_index (fields, guint, i));
  append_columns (self);
  show_any_column (self);
  update_lead (self);
  update_shown (self);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
}

void
acme_table_drop_columns (AcmeTable *self)
{
  if (self->columns == NULL)
    return;

  g_signal_handlers_disconnect_by_func (gtk_column_view_get_columns (self->view), order_changed_cb, self);
  self->lead = NULL;
  for (guint i = 0; i < self->columns->len; i++)
    {
      AcmeTableColumn *column = self->columns->pdata[i];

      g_action_map_remove_action (G_ACTION_MAP (self->actions), g_action_get_name (G_ACTION (column->action)));
      gtk_column_view_remove_column (self->view, column->column);
    }
  g_menu_remove_all (self->columns_menu);
  g_menu_remove_all (self->sort_section);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
}

void
acme_table_save_columns (AcmeTable *self)
{
  g_autoptr(GArray) left = g_array_new (FALSE, FALSE, sizeof (AcmeViewColumn));
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      AcmeTableColumn *ours = find_column (self, column);
      AcmeViewColumn state;

      if (ours == NULL)
        continue;
      state.id = self->fields->fields[ours->field].id;
      state.shown = gtk_column_view_column_get_visible (column);
      state.width = gtk_column_view_column_get_fixed_width (column);
      g_array_append_val (left, state);
    }
  acme_view_settings_set_columns (self->settings, (const AcmeViewColumn *) left->data, left->len);
}

/**
 * acme_table_get_row_text:
 * @self: a table
 * @item: an item of its kind
 *
 * Returns: (transfer full): the texts of the shown columns, as they stand on screen, with tabs between them
 */
char *
acme_table_get_row_text (AcmeTable *self,
                         AcmeItem  *item)
{
  g_autoptr(GString) text = g_string_new (NULL);
  AcmeTableColumn *column;

  g_return_val_if_fail (ACME_IS_TABLE (self) && self->query != NULL, NULL);
  g_return_val_if_fail (ACME_IS_ITEM (item), NULL);

  for (guint i = 0; (column = acme_table_get_shown_column (self, i)) != NULL; i++)
    {
      g_autofree char *cell = g_strdup (acme_item_get_text (item, column->field));

      if (i > 0)
        g_string_append_c (text, '\t');
      g_string_append (text, g_strdelimit (cell, "\t\r\n", ' '));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * acme_table_get_columns_menu:
 * @self: a table
 *
 * Returns: (transfer none): a check item for each column; it follows acme_table_set_items()
 */
GMenuModel *
acme_table_get_columns_menu (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return G_MENU_MODEL (self->columns_menu);
}

/**
 * acme_table_get_sort_menu:
 * @self: a table
 *
 * Returns: (transfer none): a radio item for each column, and whether descending, for those who cannot click a header;
 *   it follows acme_table_set_items()
 */
GMenuModel *
acme_table_get_sort_menu (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return G_MENU_MODEL (self->sort_menu);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is selected in a table: one row, which may be a group's header while the keys are on it, or any number of items.
 * Of one row GTK keeps the number; while the rows change that number means nothing, so the row itself is remembered and
 * found again when they are complete. Several items look after themselves, see AcmeItemSelection. */

#include "config.h"

#include "acme-table-private.h"

static GPtrArray *
list_selected (AcmeTable *self)
{
  GPtrArray *items;
  gpointer row;

  if (self->several != NULL)
    return acme_item_selection_list (self->several);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  row = self->single != NULL ? gtk_single_selection_get_selected_item (self->single) : NULL;
  if (ACME_IS_ITEM (row))
    g_ptr_array_add (items, g_object_ref (row));
  return items;
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

/* Tells whoever follows the selection if other items are selected than it knows. */
void
acme_table_notify_selected (AcmeTable *self)
{
  g_autoptr(GPtrArray) items = list_selected (self);
  AcmeItem *only_item = items->len == 1 ? items->pdata[0] : NULL;
  gboolean only_item_changed;

  if (is_same (self->selected, items))
    return;

  g_ptr_array_unref (self->selected);
  self->selected = g_steal_pointer (&items);
  only_item_changed = g_set_object (&self->selected_item, only_item);
  acme_table_tell_selected (self, only_item_changed);
}

/* By the user, unless GTK hears of a change of the rows. */
static void
selected_cb (AcmeTable *self)
{
  if (self->is_telling || self->is_restoring)
    return;

  g_set_object (&self->current, gtk_single_selection_get_selected_item (self->single));
  acme_table_notify_selected (self);
}

/* By the user, or because items are gone; that does not change where the user is. */
static void
several_changed_cb (AcmeTable *self)
{
  AcmeItem *last = acme_item_selection_get_last (self->several);

  if (last != NULL && last != self->last_selected)
    g_set_object (&self->current, G_OBJECT (last));
  self->last_selected = last;
  acme_table_notify_selected (self);
}

/* The rows are known, and what is selected among them can be. */
void
acme_table_take_selection (AcmeTable *self)
{
  GtkSelectionModel *model;

  if (self->multiple)
    {
      self->several = acme_item_selection_new (self->rows, self->items);
      g_signal_connect_swapped (self->several, "selection-changed", G_CALLBACK (several_changed_cb), self);
      model = GTK_SELECTION_MODEL (self->several);
    }
  else
    {
      self->single = gtk_single_selection_new (NULL);
      gtk_single_selection_set_autoselect (self->single, FALSE);
      gtk_single_selection_set_can_unselect (self->single, TRUE);
      gtk_single_selection_set_model (self->single, G_LIST_MODEL (self->rows));
      g_signal_connect_swapped (self->single, "notify::selected-item", G_CALLBACK (selected_cb), self);
      model = GTK_SELECTION_MODEL (self->single);
    }
  gtk_column_view_set_model (self->view, model);
  /* GTK tells it of a model of its own only */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, self->multiple, -1);
}

void
acme_table_drop_selection (AcmeTable *self)
{
  if (self->single != NULL)
    g_signal_handlers_disconnect_by_data (self->single, self);
  if (self->several != NULL)
    g_signal_handlers_disconnect_by_data (self->several, self);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->single);
  g_clear_object (&self->several);
  self->last_selected = NULL;
}

/* The rows are complete again. */
void
acme_table_restore_selection (AcmeTable *self)
{
  guint position;

  if (self->single == NULL)
    return;
  if (self->current == NULL || !acme_rows_find (self->rows, self->current, &position))
    position = GTK_INVALID_LIST_POSITION;
  self->is_restoring = TRUE;
  gtk_single_selection_set_selected (self->single, position);
  self->is_restoring = FALSE;
}

/* Whether a row is among several that are selected. */
gboolean
acme_table_is_selected (AcmeTable *self,
                        gpointer   row)
{
  guint position;

  return self->several != NULL && ACME_IS_ITEM (row) && acme_rows_find (self->rows, row, &position) &&
         gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->several), position);
}

/* Selects a row and nothing else, scrolls to it if need be, and gives it the focus if asked to. */
void
acme_table_choose_row (AcmeTable *self,
                       gpointer   row,
                       gboolean   focus)
{
  g_autoptr(GObject) alive = g_object_ref (row);
  guint position;

  if (!acme_rows_find (self->rows, row, &position))
    return;

  if (self->single != NULL)
    gtk_single_selection_set_selected (self->single, position);
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->several), position, TRUE);
  acme_table_place_show (self, row, focus);
}

/* As acme_table_choose_row(), but if the row is among several that are selected the menu is about all of them, and for
 * a group's header, which has no menu, several are not given up. */
void
acme_table_choose_for_menu (AcmeTable *self,
                            gpointer   row,
                            gboolean   focus)
{
  if (acme_table_is_selected (self, row) || (self->several != NULL && ACME_IS_GROUP (row)))
    acme_table_place_show (self, row, focus);
  else
    acme_table_choose_row (self, row, focus);
}

/**
 * acme_table_get_multiple:
 * @self: a table
 *
 * Returns: whether more than one item can be selected
 */
gboolean
acme_table_get_multiple (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), FALSE);

  return self->multiple;
}

/**
 * acme_table_set_multiple:
 * @self: a table
 * @multiple: whether more than one item can be selected
 *
 * Nothing is selected after a change.
 */
void
acme_table_set_multiple (AcmeTable *self,
                         gboolean   multiple)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  if (self->multiple == !!multiple)
    return;

  self->multiple = !!multiple;
  if (self->rows != NULL)
    {
      acme_table_drop_selection (self);
      g_clear_object (&self->current);
      acme_table_take_selection (self);
      acme_table_notify_selected (self);
      acme_table_place_start (self);
    }
  g_object_notify (G_OBJECT (self), "multiple");
}

/**
 * acme_table_get_selected_item:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the selected item; %NULL for a group, or if there is more than one
 */
AcmeItem *
acme_table_get_selected_item (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return self->selected_item;
}

/**
 * acme_table_get_selected_items:
 * @self: a table
 *
 * What is filtered out or in a collapsed group is not among them, even if it will be selected when it is shown again.
 * They stay the same items whatever becomes of the table, so what is done to the selection is done to this list.
 *
 * Returns: (transfer full) (element-type AcmeItem): the selected items that are shown, in the order of the rows
 */
GPtrArray *
acme_table_get_selected_items (AcmeTable *self)
{
  g_autoptr(GPtrArray) items = NULL;

  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  if (self->several != NULL)
    return acme_item_selection_list (self->several);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->selected_item != NULL) /* while the rows change, GTK's number may stand for another one */
    g_ptr_array_add (items, g_object_ref (self->selected_item));
  return g_steal_pointer (&items);
}

/**
 * acme_table_select_item:
 * @self: a table
 * @item: (nullable): an item, or %NULL for none
 *
 * Selects @item and nothing else and scrolls to it, if the filter and the groups let it be shown.
 */
void
acme_table_select_item (AcmeTable *self,
                        AcmeItem  *item)
{
  g_return_if_fail (ACME_IS_TABLE (self));
  g_return_if_fail (item == NULL || ACME_IS_ITEM (item));

  if (self->rows == NULL)
    return;
  if (item != NULL)
    acme_table_choose_row (self, item, FALSE);
  else if (self->single != NULL)
    gtk_single_selection_set_selected (self->single, GTK_INVALID_LIST_POSITION);
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->several));
}

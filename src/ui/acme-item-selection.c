/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of a table's items are selected, any number of them. GtkMultiSelection keeps numbers of rows, and those stand
 * for other items as soon as the rows change; here it is the items themselves that are kept. So a selection can never
 * come to mean another row, an item that is filtered out is selected again when it comes back, and one that is gone
 * from the list is forgotten. Group headers are no items and are never selected.
 *
 * Rows without a list behind them may be a million, each of them an item only while somebody holds it. What is selected
 * is held; so no more than some of those can be selected at a time, and to know which are no other row is made. */

#include "config.h"

#include "acme-item-selection.h"

/* Of rows without a list. */
#define MAX_CHOSEN 1000
/* Up to so many items are looked for among the rows rather than all rows looked at. */
#define FEW 32

struct _AcmeItemSelection
{
  GObject parent_instance;

  AcmeRows *rows;
  GListModel *items;   /* (nullable): that the rows are made of */
  GHashTable *chosen;  /* set of AcmeItem (owned), shown or not */
  AcmeItem *last;      /* (nullable) (owned): of those that were selected, the last one */
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ACME_ITEM_SELECTION (model)->rows));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ACME_ITEM_SELECTION (model)->rows), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tell_all (AcmeItemSelection *self)
{
  guint n_rows = get_n_items (G_LIST_MODEL (self));

  if (n_rows > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_rows);
}

static void
choose (AcmeItemSelection *self,
        guint              position,
        gboolean           chosen)
{
  g_autoptr(GObject) row = get_item (G_LIST_MODEL (self), position);

  if (!ACME_IS_ITEM (row))
    return;
  if (!chosen)
    {
      g_hash_table_remove (self->chosen, row);
      return;
    }
  g_hash_table_add (self->chosen, g_object_ref (row));
  g_set_object (&self->last, ACME_ITEM (row));
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  AcmeItemSelection *self = ACME_ITEM_SELECTION (model);
  g_autoptr(GObject) row = NULL;

  if (g_hash_table_size (self->chosen) == 0)
    return FALSE;
  row = get_item (G_LIST_MODEL (self), position);
  return row != NULL && g_hash_table_contains (self->chosen, row);
}

/* Where what is selected is shown, if it is. */
static GtkBitset *
find_chosen (AcmeItemSelection *self)
{
  GtkBitset *positions = gtk_bitset_new_empty ();
  guint n_chosen = g_hash_table_size (self->chosen);
  guint n_rows = get_n_items (G_LIST_MODEL (self));
  GHashTableIter iter;
  gpointer item;
  guint position;

  if (self->items != NULL && n_chosen > FEW)
    {
      for (guint i = 0; i < n_rows && gtk_bitset_get_size (positions) < n_chosen; i++)
        {
          if (is_selected (GTK_SELECTION_MODEL (self), i))
            gtk_bitset_add (positions, i);
        }
      return positions;
    }

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      if (acme_rows_find (self->rows, item, &position))
        gtk_bitset_add (positions, position);
    }
  return positions;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_rows)
{
  GtkBitset *selected = find_chosen (ACME_ITEM_SELECTION (model));
  g_autoptr(GtkBitset) range = gtk_bitset_new_range (position, n_rows);

  gtk_bitset_intersect (selected, range);
  return selected;
}

/* Whether so many more may be selected. */
static gboolean
has_room (AcmeItemSelection *self,
          guint64            n_more,
          gboolean           unselect_rest)
{
  guint n_chosen = unselect_rest ? 0 : g_hash_table_size (self->chosen);

  return self->items != NULL || n_chosen + n_more <= MAX_CHOSEN;
}

static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n_rows,
              gboolean           unselect_rest)
{
  AcmeItemSelection *self = ACME_ITEM_SELECTION (model);

  if (!has_room (self, n_rows, unselect_rest))
    return FALSE;

  if (unselect_rest)
    g_hash_table_remove_all (self->chosen);
  for (guint i = position; i < position + n_rows; i++)
    choose (self, i, TRUE);
  if (unselect_rest)
    tell_all (self);
  else
    gtk_selection_model_selection_changed (model, position, n_rows);
  return TRUE;
}

static void
choose_all (AcmeItemSelection *self,
            GtkBitset         *positions,
            gboolean           chosen)
{
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    choose (self, position, chosen);
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint              position,
                guint              n_rows)
{
  g_autoptr(GtkBitset) selected = get_selection_in_range (model, position, n_rows);

  choose_all (ACME_ITEM_SELECTION (model), selected, FALSE);
  gtk_selection_model_selection_changed (model, position, n_rows);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  return select_range (model, position, 1, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  return unselect_range (model, position, 1);
}

/* What is filtered out is not meant by "all". */
static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, get_n_items (G_LIST_MODEL (model)), TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  g_hash_table_remove_all (ACME_ITEM_SELECTION (model)->chosen);
  tell_all (ACME_ITEM_SELECTION (model));
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  AcmeItemSelection *self = ACME_ITEM_SELECTION (model);
  g_autoptr(GtkBitset) wanted = gtk_bitset_copy (selected);
  g_autoptr(GtkBitset) unwanted = NULL;
  guint position = gtk_bitset_get_minimum (mask);

  gtk_bitset_intersect (wanted, mask);
  if (gtk_bitset_is_empty (mask))
    return TRUE;
  if (!has_room (self, gtk_bitset_get_size (wanted), FALSE))
    return FALSE;

  unwanted = find_chosen (self);
  gtk_bitset_intersect (unwanted, mask);
  gtk_bitset_subtract (unwanted, wanted);
  choose_all (self, unwanted, FALSE);
  choose_all (self, wanted, TRUE);
  gtk_selection_model_selection_changed (model, position, gtk_bitset_get_maximum (mask) - position + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeItemSelection, acme_item_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
rows_changed_cb (AcmeItemSelection *self,
                 guint              position,
                 guint              n_removed,
                 guint              n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Forgets what is gone. */
static void
items_changed_cb (AcmeItemSelection *self)
{
  g_autoptr(GHashTable) left = NULL;
  guint n_items = g_list_model_get_n_items (self->items);
  guint n_before = g_hash_table_size (self->chosen);

  if (n_before == 0)
    return;

  left = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < n_items && g_hash_table_size (left) < n_before; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (self->items, i);

      if (g_hash_table_contains (self->chosen, item))
        g_hash_table_add (left, g_steal_pointer (&item));
    }
  if (g_hash_table_size (left) == n_before)
    return;

  g_hash_table_unref (self->chosen);
  self->chosen = g_steal_pointer (&left);
  if (self->last != NULL && !g_hash_table_contains (self->chosen, self->last))
    g_clear_object (&self->last);
  tell_all (self); /* many rows follow later than the items, and show what is gone until then */
}

static void
acme_item_selection_dispose (GObject *object)
{
  AcmeItemSelection *self = ACME_ITEM_SELECTION (object);

  g_hash_table_remove_all (self->chosen);
  g_clear_object (&self->last);

  G_OBJECT_CLASS (acme_item_selection_parent_class)->dispose (object);
}

static void
acme_item_selection_finalize (GObject *object)
{
  AcmeItemSelection *self = ACME_ITEM_SELECTION (object);

  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (acme_item_selection_parent_class)->finalize (object);
}

static void
acme_item_selection_class_init (AcmeItemSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = acme_item_selection_dispose;
  object_class->finalize = acme_item_selection_finalize;
}

static void
acme_item_selection_init (AcmeItemSelection *self)
{
  self->chosen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * acme_item_selection_new:
 * @rows: what is shown
 * @items: (nullable): the list of #AcmeItem that @rows are made of; without it nothing is ever gone, and no more than a
 *   thousand items can be selected
 *
 * Returns: (transfer full): a #GtkSelectionModel of @rows, in which nothing is selected
 */
AcmeItemSelection *
acme_item_selection_new (AcmeRows   *rows,
                         GListModel *items)
{
  AcmeItemSelection *self;

  g_return_val_if_fail (ACME_IS_ROWS (rows), NULL);
  g_return_val_if_fail (items == NULL || G_IS_LIST_MODEL (items), NULL);

  self = g_object_new (ACME_TYPE_ITEM_SELECTION, NULL);
  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  if (items == NULL)
    return self;

  self->items = g_object_ref (items);
  g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * acme_item_selection_list:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type AcmeItem): what is selected and shown, in the order of the rows
 */
GPtrArray *
acme_item_selection_list (AcmeItemSelection *self)
{
  g_autoptr(GtkBitset) positions = NULL;
  g_autoptr(GPtrArray) items = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (ACME_IS_ITEM_SELECTION (self), NULL);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  positions = find_chosen (self);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (items, get_item (G_LIST_MODEL (self), position));
  return g_steal_pointer (&items);
}

/**
 * acme_item_selection_get_last:
 * @self: a selection
 *
 * Returns: (transfer none) (nullable): of the items that were selected, the last one
 */
AcmeItem *
acme_item_selection_get_last (AcmeItemSelection *self)
{
  g_return_val_if_fail (ACME_IS_ITEM_SELECTION (self), NULL);

  return self->last;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of items that keeps their identity over a refresh: an item that is still there is updated in place, so that
 * whatever points to it (a selection, an open dialog) goes on pointing to the same thing. */

#include "config.h"

#include "acme-keyed-list.h"

struct _AcmeKeyedList
{
  GObject parent_instance;

  GPtrArray *items;   /* AcmeItem (owned) */
  GHashTable *by_key; /* key -> AcmeItem (unowned: items holds it) */
};

static GType
get_item_type (GListModel *model)
{
  return ACME_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ACME_KEYED_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AcmeKeyedList *self = ACME_KEYED_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeKeyedList, acme_keyed_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
acme_keyed_list_finalize (GObject *object)
{
  AcmeKeyedList *self = ACME_KEYED_LIST (object);

  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_keyed_list_parent_class)->finalize (object);
}

static void
acme_keyed_list_class_init (AcmeKeyedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_keyed_list_finalize;
}

static void
acme_keyed_list_init (AcmeKeyedList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * acme_keyed_list_new:
 *
 * Returns: (transfer full): an empty list
 */
AcmeKeyedList *
acme_keyed_list_new (void)
{
  return g_object_new (ACME_TYPE_KEYED_LIST, NULL);
}

/**
 * acme_keyed_list_replace:
 * @self: a list
 * @fresh: (element-type AcmeItem): all items as they are now, of one kind
 *
 * Makes the list consist of @fresh, in that order. An item whose key was in the list already is updated and stays the
 * same object. Of several with one key, the first stays. Views are told by one change.
 */
void
acme_keyed_list_replace (AcmeKeyedList *self,
                         GPtrArray     *fresh)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GHashTable) by_key = NULL;
  guint n_before;

  g_return_if_fail (ACME_IS_KEYED_LIST (self));
  g_return_if_fail (fresh != NULL);

  items = g_ptr_array_new_full (fresh->len, g_object_unref);
  by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < fresh->len; i++)
    {
      AcmeItem *item = fresh->pdata[i];
      const char *key = acme_item_get_key (item);
      AcmeItem *known = g_hash_table_lookup (self->by_key, key);

      if (g_hash_table_contains (by_key, key))
        continue;
      g_hash_table_insert (by_key, g_strdup (key), known != NULL ? known : item);
      if (known != NULL && known != item)
        acme_item_update_from (known, item);
      g_ptr_array_add (items, g_object_ref (known != NULL ? known : item));
    }

  n_before = self->items->len;
  g_ptr_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  g_hash_table_unref (self->by_key);
  self->by_key = g_steal_pointer (&by_key);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->items->len);
}

/**
 * acme_keyed_list_add:
 * @self: a list
 * @items: (element-type AcmeItem): some items as they are now, of the kind that is in the list
 *
 * An item whose key was in the list already is updated and stays the same object in its place; the others are appended,
 * of several with one key the first. An item that is in the list itself counts as changed. Views are told by one
 * change, and of nothing if nothing changed.
 */
void
acme_keyed_list_add (AcmeKeyedList *self,
                     GPtrArray     *items)
{
  g_autoptr(GHashTable) changed = NULL;
  guint n_before;
  guint first;

  g_return_if_fail (ACME_IS_KEYED_LIST (self));
  g_return_if_fail (items != NULL);

  changed = g_hash_table_new (NULL, NULL);
  n_before = self->items->len;
  for (guint i = 0; i < items->len; i++)
    {
      AcmeItem *item = items->pdata[i];
      const char *key = acme_item_get_key (item);
      AcmeItem *known = g_hash_table_lookup (self->by_key, key);

      if (known == NULL)
        {
          g_hash_table_insert (self->by_key, g_strdup (key), item);
          g_ptr_array_add (self->items, g_object_ref (item));
        }
      else if (known == item || acme_item_update_from (known, item))
        g_hash_table_add (changed, known);
    }

  first = n_before;
  for (guint i = 0; g_hash_table_size (changed) > 0 && i < first; i++)
    {
      if (g_hash_table_contains (changed, self->items->pdata[i]))
        first = i;
    }
  if (first < self->items->len)
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_before - first, self->items->len - first);
}

/**
 * acme_keyed_list_remove:
 * @self: a list
 * @key: the key of an item
 *
 * Returns: whether there was such an item; it is gone now
 */
gboolean
acme_keyed_list_remove (AcmeKeyedList *self,
                        const char    *key)
{
  AcmeItem *item;
  guint position;

  g_return_val_if_fail (ACME_IS_KEYED_LIST (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  item = g_hash_table_lookup (self->by_key, key);
  if (item == NULL || !g_ptr_array_find (self->items, item, &position))
    return FALSE;

  g_hash_table_remove (self->by_key, key);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

/**
 * acme_keyed_list_touch:
 * @self: a list
 * @item: (nullable): an item of the list that was changed in place, or %NULL for any of them
 *
 * Tells the views, which cannot see it by themselves. An item that is not in the list is of no interest to them.
 */
void
acme_keyed_list_touch (AcmeKeyedList *self,
                       AcmeItem      *item)
{
  guint position = 0;

  g_return_if_fail (ACME_IS_KEYED_LIST (self));

  if (item == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, self->items->len, self->items->len);
  else if (g_ptr_array_find (self->items, item, &position))
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

/**
 * acme_keyed_list_lookup:
 * @self: a list
 * @key: the key of an item
 *
 * Returns: (transfer none) (nullable): the item of that key
 */
AcmeItem *
acme_keyed_list_lookup (AcmeKeyedList *self,
                        const char    *key)
{
  g_return_val_if_fail (ACME_IS_KEYED_LIST (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return g_hash_table_lookup (self->by_key, key);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "virtual-rows.h"

struct _VirtualRows
{
  GObject parent_instance;

  AcmeQuery *query;
  guint n_total;
  guint n_shown;
  gboolean descending;
  gboolean busy;
  guint n_made;
  GHashTable *alive; /* index + 1 -> AcmeEvent (unowned) */
  GHashTable *index; /* AcmeEvent (unowned) -> index + 1 */
};

enum
{
  PROP_0,
  PROP_BUSY,
};

static void list_model_init (GListModelInterface *iface);
static void rows_init       (AcmeRowsInterface   *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VirtualRows, virtual_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (ACME_TYPE_ROWS, rows_init))

static GType
get_item_type (GListModel *model)
{
  return ACME_TYPE_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return VIRTUAL_ROWS (model)->n_shown;
}

static guint
turn (VirtualRows *self,
      guint        number)
{
  return self->descending ? self->n_shown - 1 - number : number;
}

static void
gone_cb (gpointer  user_data,
         GObject  *event)
{
  VirtualRows *self = user_data;

  g_hash_table_remove (self->alive, g_hash_table_lookup (self->index, event));
  g_hash_table_remove (self->index, event);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  VirtualRows *self = VIRTUAL_ROWS (model);
  g_autofree char *id = NULL;
  gpointer key;
  AcmeEvent *event;

  if (position >= self->n_shown)
    return NULL;
  key = GUINT_TO_POINTER (turn (self, position) + 1);
  event = g_hash_table_lookup (self->alive, key);
  if (event != NULL)
    return g_object_ref (event);

  id = g_strdup_printf ("%u", turn (self, position));
  event = acme_event_new (id);
  acme_item_set_number (ACME_ITEM (event), ACME_EVENT_DATE, turn (self, position) * G_USEC_PER_SEC);
  acme_item_set_string (ACME_ITEM (event), ACME_EVENT_ACTION, id);
  self->n_made++;
  g_hash_table_insert (self->alive, key, event);
  g_hash_table_insert (self->index, event, key);
  g_object_weak_ref (G_OBJECT (event), gone_cb, self);
  return event;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
get_n_matches (AcmeRows *rows)
{
  return VIRTUAL_ROWS (rows)->n_shown;
}

static guint
get_n_total (AcmeRows *rows)
{
  return VIRTUAL_ROWS (rows)->n_total;
}

static gboolean
find_row (AcmeRows *rows,
          gpointer  row,
          guint    *out_position)
{
  VirtualRows *self = VIRTUAL_ROWS (rows);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, row));

  if (number == 0 || number > self->n_shown)
    return FALSE;
  if (out_position != NULL)
    *out_position = turn (self, number - 1);
  return TRUE;
}

/* Made up, and only for the admin: a name that many have, and one that few have. */
static GPtrArray *
list_texts (AcmeRows *rows,
            guint     field)
{
  GPtrArray *texts;

  if (field != ACME_EVENT_ADMIN)
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_object_unref);
  if (VIRTUAL_ROWS (rows)->n_total == 0)
    return texts;
  g_ptr_array_add (texts, acme_text_count_new ("admin (1)", 1234));
  g_ptr_array_add (texts, acme_text_count_new ("root", 5));
  return texts;
}

static void
rows_init (AcmeRowsInterface *iface)
{
  iface->get_n_matches = get_n_matches;
  iface->get_n_total = get_n_total;
  iface->find = find_row;
  iface->list_texts = list_texts;
}

/* Shows the first @n_shown, in the order that the query asks for: all gone, then all new. */
void
virtual_rows_replace (VirtualRows *self,
                      guint        n_shown)
{
  guint n_before = self->n_shown;

  self->n_shown = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  acme_query_get_sort (self->query, &self->descending);
  self->n_shown = n_shown;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_shown);
}

/* More events come, which are newer than those before. */
void
virtual_rows_grow (VirtualRows *self,
                   guint        n_more)
{
  guint n_before = self->n_shown;

  self->n_total += n_more;
  self->n_shown = self->n_total;
  g_list_model_items_changed (G_LIST_MODEL (self), self->descending ? 0 : n_before, 0, self->n_shown - n_before);
  acme_rows_updated (ACME_ROWS (self));
}

guint
virtual_rows_get_n_alive (VirtualRows *self)
{
  return g_hash_table_size (self->alive);
}

guint
virtual_rows_get_n_made (VirtualRows *self)
{
  return self->n_made;
}

static void
query_changed_cb (VirtualRows *self)
{
  virtual_rows_replace (self, acme_query_is_filtered (self->query) ? MIN (self->n_total, 10) : self->n_total);
  acme_rows_updated (ACME_ROWS (self));
}

static void
virtual_rows_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_assert_cmpuint (prop_id, ==, PROP_BUSY);
  g_value_set_boolean (value, VIRTUAL_ROWS (object)->busy);
}

static void
virtual_rows_finalize (GObject *object)
{
  VirtualRows *self = VIRTUAL_ROWS (object);

  g_assert_cmpuint (g_hash_table_size (self->alive), ==, 0);
  g_hash_table_unref (self->alive);
  g_hash_table_unref (self->index);
  g_object_unref (self->query);

  G_OBJECT_CLASS (virtual_rows_parent_class)->finalize (object);
}

static void
virtual_rows_class_init (VirtualRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = virtual_rows_get_property;
  object_class->finalize = virtual_rows_finalize;
  g_object_class_override_property (object_class, PROP_BUSY, "busy");
}

static void
virtual_rows_init (VirtualRows *self)
{
  self->alive = g_hash_table_new (NULL, NULL);
  self->index = g_hash_table_new (NULL, NULL);
}

VirtualRows *
virtual_rows_new (AcmeQuery *query,
                  guint      n)
{
  VirtualRows *self = g_object_new (VIRTUAL_TYPE_ROWS, NULL);

  self->query = g_object_ref (query);
  self->n_total = self->n_shown = n;
  acme_query_get_sort (query, &self->descending);
  g_signal_connect_object (query, "changed", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a table: the items of a list that a query lets through, in its order, with a header row for each group.
 * It stands in for GTK's filter, sort and tree models because those hold the main thread for a third of a second with
 * 100,000 rows, and because it needs no GTK. Work is done in slices; until it is done the old rows stay. */

#include "config.h"

#include "acme-row-model.h"

#include <string.h>

#include "acme-group.h"
#include "acme-sort-job.h"

/* How long one slice may hold the main thread. A frame is 16.7 ms and needs some of that itself. */
#define SLICE_USEC (8 * 1000)
/* Between two looks at the clock. */
#define FILTER_BATCH 256
/* Lists up to this length are done at once: there is nothing to wait for, and no flicker. */
#define AT_ONCE 4096
/* A change of more rows is told as "all gone" and "all new", since GTK fetches each row of a change it can relate. */
#define LARGE_CHANGE 2048

struct _AcmeRowModel
{
  GObject parent_instance;

  GListModel *source;
  AcmeQuery *query;

  GPtrArray *rows;    /* what is shown: AcmeItem or AcmeGroup (owned) */
  GArray *serials;    /* guint per row: the state in which it was shown */
  guint n_matches;
  GHashTable *groups; /* title (owned by the group) -> AcmeGroup (owned) */

  GPtrArray *sorted;  /* (nullable): all items in the query's order (owned) */
  AcmeSortJob *sort_job; /* (nullable): what makes it */

  /* the rows to come, as far as they are found */
  GPtrArray *next_rows;    /* (nullable): AcmeItem or AcmeGroup (owned) */
  GArray *next_serials;
  guint position;          /* the next of sorted to look at */
  guint n_found;
  const char *group_title; /* (nullable): of the last item found; its group owns it */
  guint group_row;         /* where its header is */
  guint group_count;
  gboolean group_is_collapsed;

  gboolean busy;
  guint idle_id;
};

enum
{
  PROP_0,
  PROP_BUSY,
};

static void work (AcmeRowModel *self,
                  gint64        deadline);

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return ACME_ROW_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AcmeRowModel *self = ACME_ROW_MODEL (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
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
  return ACME_ROW_MODEL (rows)->n_matches;
}

static guint
get_n_total (AcmeRows *rows)
{
  AcmeRowModel *self = ACME_ROW_MODEL (rows);

  return self->source != NULL ? g_list_model_get_n_items (self->source) : 0;
}

static gboolean
find_row (AcmeRows *rows,
          gpointer  row,
          guint    *out_position)
{
  return g_ptr_array_find (ACME_ROW_MODEL (rows)->rows, row, out_position);
}

static void
rows_init (AcmeRowsInterface *iface)
{
  iface->get_n_matches = get_n_matches;
  iface->get_n_total = get_n_total;
  iface->find = find_row;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeRowModel, acme_row_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (ACME_TYPE_ROWS, rows_init))

static void
set_busy (AcmeRowModel *self,
          gboolean      busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify (G_OBJECT (self), "busy");
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      query)
{
  return acme_query_compare (query, (AcmeItem *) a, (AcmeItem *) b);
}

/* The groups' serial is their count and state, which is all that changes in them. */
static guint
get_serial (gpointer row)
{
  if (ACME_IS_GROUP (row))
    return acme_group_get_count (row) * 2 + (acme_group_get_expanded (row) ? 1 : 0);
  return acme_item_get_serial (row);
}

static GPtrArray *
list_source (AcmeRowModel *self)
{
  guint n = g_list_model_get_n_items (self->source);
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (self->source, i));
  return items;
}

static void
add_row (AcmeRowModel *self,
         gpointer      row,
         guint         serial)
{
  g_ptr_array_add (self->next_rows, g_object_ref (row));
  g_array_append_val (self->next_serials, serial);
}

/* The header of the group that is being found gets its count when the group is complete. */
static void
finish_group (AcmeRowModel *self)
{
  AcmeGroup *group;

  if (self->group_title == NULL)
    return;

  group = self->next_rows->pdata[self->group_row];
  acme_group_update (group, self->group_count, !self->group_is_collapsed);
  g_array_index (self->next_serials, guint, self->group_row) = get_serial (group);
}

static void
start_group (AcmeRowModel *self,
             const char   *title)
{
  AcmeGroup *group = g_hash_table_lookup (self->groups, title);

  finish_group (self);
  if (group == NULL)
    {
      group = acme_group_new (title);
      g_hash_table_insert (self->groups, (char *) acme_group_get_title (group), group);
    }
  self->group_title = acme_group_get_title (group);
  self->group_row = self->next_rows->len;
  self->group_count = 0;
  self->group_is_collapsed = acme_query_is_collapsed (self->query, title);
  add_row (self, group, 0);
}

static void
add_match (AcmeRowModel *self,
           AcmeItem     *item)
{
  self->n_found++;
  if (acme_query_get_group (self->query) != ACME_QUERY_NO_FIELD)
    {
      const char *title = acme_query_get_group_title (self->query, item);

      if (g_strcmp0 (title, self->group_title) != 0)
        start_group (self, title);
      self->group_count++;
      if (self->group_is_collapsed)
        return;
    }
  add_row (self, item, acme_item_get_serial (item));
}

static void
take_rows (AcmeRowModel *self,
           GPtrArray    *rows,
           GArray       *serials)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->serials);
  self->rows = rows;
  self->serials = serials;
}

/* Rows that changed in themselves while all stayed in their places are told one run at a time. */
static void
tell_changes_in_place (AcmeRowModel *self,
                       GArray       *before)
{
  guint n = self->rows->len;
  guint i = 0;

  while (i < n)
    {
      guint start = i;

      while (i < n && g_array_index (before, guint, i) != g_array_index (self->serials, guint, i))
        i++;
      if (i > start)
        g_list_model_items_changed (G_LIST_MODEL (self), start, i - start, i - start);
      else
        i++;
    }
}

static gboolean
is_same_order (GPtrArray *a,
               GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

static void
show_rows (AcmeRowModel *self,
           GPtrArray    *rows,
           GArray       *serials)
{
  g_autoptr(GPtrArray) old_rows = g_ptr_array_ref (self->rows);
  g_autoptr(GArray) old_serials = g_array_ref (self->serials);
  guint shorter = MIN (old_rows->len, rows->len);
  guint prefix = 0, suffix = 0;
  guint n_removed, n_added;

  if (is_same_order (old_rows, rows))
    {
      take_rows (self, rows, serials);
      tell_changes_in_place (self, old_serials);
      return;
    }

#define SAME(i, j) (old_rows->pdata[i] == rows->pdata[j] && \
                    g_array_index (old_serials, guint, i) == g_array_index (serials, guint, j))
  while (prefix < shorter && SAME (prefix, prefix))
    prefix++;
  while (suffix < shorter - prefix && SAME (old_rows->len - 1 - suffix, rows->len - 1 - suffix))
    suffix++;
#undef SAME

  n_removed = old_rows->len - prefix - suffix;
  n_added = rows->len - prefix - suffix;
  if (n_removed + n_added > LARGE_CHANGE)
    {
      take_rows (self, g_ptr_array_new_with_free_func (g_object_unref), g_array_new (FALSE, FALSE, sizeof (guint)));
      g_list_model_items_changed (G_LIST_MODEL (self), 0, old_rows->len, 0);
      prefix = n_removed = 0;
      n_added = rows->len;
    }
  take_rows (self, rows, serials);
  g_list_model_items_changed (G_LIST_MODEL (self), prefix, n_removed, n_added);
}

static gboolean
work_cb (gpointer user_data)
{
  AcmeRowModel *self = user_data;

  work (self, g_get_monotonic_time () + SLICE_USEC);
  if (self->busy)
    return G_SOURCE_CONTINUE;

  self->idle_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
sort_some (AcmeRowModel *self,
           gint64        deadline)
{
  if (self->sorted != NULL)
    return TRUE;

  if (self->sort_job == NULL)
    self->sort_job = acme_sort_job_new (list_source (self), compare_items, self->query);

  if (!acme_sort_job_step (self->sort_job, deadline))
    return FALSE;

  self->sorted = acme_sort_job_steal (self->sort_job);
  g_clear_pointer (&self->sort_job, acme_sort_job_free);
  return TRUE;
}

static void
forget_next_rows (AcmeRowModel *self)
{
  g_clear_pointer (&self->next_rows, g_ptr_array_unref);
  g_clear_pointer (&self->next_serials, g_array_unref);
}

static gboolean
filter_some (AcmeRowModel *self,
             gint64        deadline)
{
  if (self->next_rows == NULL)
    {
      self->next_rows = g_ptr_array_new_with_free_func (g_object_unref);
      self->next_serials = g_array_new (FALSE, FALSE, sizeof (guint));
      self->position = 0;
      self->n_found = 0;
      self->group_title = NULL;
    }
  while (self->position < self->sorted->len)
    {
      AcmeItem *item = self->sorted->pdata[self->position++];

      if (acme_query_matches (self->query, item))
        add_match (self, item);
      if (self->position % FILTER_BATCH == 0 && deadline != G_MAXINT64 && g_get_monotonic_time () >= deadline)
        return FALSE;
    }
  finish_group (self);
  return TRUE;
}

static void
work (AcmeRowModel *self,
      gint64        deadline)
{
  g_autoptr(AcmeRowModel) alive = g_object_ref (self);

  if (!sort_some (self, deadline) || !filter_some (self, deadline))
    return;

  self->n_matches = self->n_found;
  show_rows (self, g_steal_pointer (&self->next_rows), g_steal_pointer (&self->next_serials));
  set_busy (self, FALSE);
  acme_rows_updated (ACME_ROWS (self));
}

static void
forget_order (AcmeRowModel *self)
{
  g_clear_pointer (&self->sort_job, acme_sort_job_free);
  g_clear_pointer (&self->sorted, g_ptr_array_unref);
}

static void
start (AcmeRowModel *self)
{
  guint n = g_list_model_get_n_items (self->source);

  forget_next_rows (self);
  set_busy (self, TRUE);
  work (self, n <= AT_ONCE ? G_MAXINT64 : g_get_monotonic_time () + SLICE_USEC);
  if (self->busy && self->idle_id == 0)
    self->idle_id = g_idle_add (work_cb, self);
}

static void
source_changed_cb (AcmeRowModel *self)
{
  forget_order (self);
  start (self);
}

static void
query_changed_cb (AcmeRowModel *self,
                  guint         change)
{
  if ((change & (ACME_QUERY_SORT | ACME_QUERY_GROUP)) != 0)
    forget_order (self);
  start (self);
}

static void
acme_row_model_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ACME_ROW_MODEL (object)->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_row_model_dispose (GObject *object)
{
  AcmeRowModel *self = ACME_ROW_MODEL (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  forget_next_rows (self);
  forget_order (self);
  g_clear_object (&self->source);
  g_clear_object (&self->query);

  G_OBJECT_CLASS (acme_row_model_parent_class)->dispose (object);
}

static void
acme_row_model_finalize (GObject *object)
{
  AcmeRowModel *self = ACME_ROW_MODEL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->serials, g_array_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);

  G_OBJECT_CLASS (acme_row_model_parent_class)->finalize (object);
}

static void
acme_row_model_class_init (AcmeRowModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = acme_row_model_get_property;
  object_class->dispose = acme_row_model_dispose;
  object_class->finalize = acme_row_model_finalize;

  g_object_class_override_property (object_class, PROP_BUSY, "busy");
}

static void
acme_row_model_init (AcmeRowModel *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->serials = g_array_new (FALSE, FALSE, sizeof (guint));
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

/**
 * acme_row_model_new:
 * @source: a list of #AcmeItem of one kind
 * @query: which of them to show, and how
 *
 * Returns: (transfer full): the rows, which follow both
 */
AcmeRowModel *
acme_row_model_new (GListModel *source,
                    AcmeQuery  *query)
{
  AcmeRowModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (source), NULL);
  g_return_val_if_fail (ACME_IS_QUERY (query), NULL);

  self = g_object_new (ACME_TYPE_ROW_MODEL, NULL);
  self->source = g_object_ref (source);
  self->query = g_object_ref (query);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (query, "changed", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
  start (self);
  return self;
}

/**
 * acme_row_model_collapse_all:
 * @self: a row model
 * @collapsed: whether the rows of all groups are hidden
 */
void
acme_row_model_collapse_all (AcmeRowModel *self,
                             gboolean      collapsed)
{
  g_autoptr(GStrvBuilder) titles = g_strv_builder_new ();
  g_auto(GStrv) collapsed_titles = NULL;

  g_return_if_fail (ACME_IS_ROW_MODEL (self));

  for (guint i = 0; collapsed && i < self->rows->len; i++)
    {
      if (ACME_IS_GROUP (self->rows->pdata[i]))
        g_strv_builder_add (titles, acme_group_get_title (self->rows->pdata[i]));
    }
  collapsed_titles = g_strv_builder_end (titles);
  acme_query_set_collapsed (self->query, (const char *const *) collapsed_titles);
}

/**
 * acme_row_model_finish:
 * @self: a row model
 *
 * Does at once what is left of the work. For programs without a window, and for tests.
 */
void
acme_row_model_finish (AcmeRowModel *self)
{
  g_return_if_fail (ACME_IS_ROW_MODEL (self));

  if (self->busy)
    work (self, G_MAXINT64);
  g_clear_handle_id (&self->idle_id, g_source_remove);
}

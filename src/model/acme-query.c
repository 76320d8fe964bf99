/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person asks of a table: which rows (search text and criteria), in which order, in which groups. Its
 * predicates are the one meaning of a filter, a sort and a group for the windows and for acmectl. */

#include "config.h"

#include "acme-query.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-compat.h"
#include "acme-fold.h"

struct _AcmeQuery
{
  GObject parent_instance;

  const AcmeFieldTable *table;
  char *search;
  char **words;         /* (nullable): the search text, folded and split; each must occur */
  GArray *search_fields; /* guint */
  GPtrArray *criteria;  /* AcmeCriterion */
  int sort_field;
  gboolean descending;
  int group_field;
  GHashTable *collapsed; /* set of group titles */
};

G_DEFINE_FINAL_TYPE (AcmeQuery, acme_query, G_TYPE_OBJECT)

enum
{
  CHANGING,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (AcmeQuery       *self,
              AcmeQueryChange  change)
{
  g_signal_emit (self, signals[CHANGING], 0, (guint) change);
  g_signal_emit (self, signals[CHANGED], 0, (guint) change);
}

static void
acme_query_finalize (GObject *object)
{
  AcmeQuery *self = ACME_QUERY (object);

  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->search_fields, g_array_unref);
  g_clear_pointer (&self->criteria, g_ptr_array_unref);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);

  G_OBJECT_CLASS (acme_query_parent_class)->finalize (object);
}

static void
acme_query_class_init (AcmeQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_query_finalize;

  /**
   * AcmeQuery::changing:
   * @change: what changed, as #AcmeQueryChange flags
   *
   * It has changed, and nothing that follows it has done so yet. For those who have to know before all others do,
   * whoever asked first.
   */
  signals[CHANGING] = g_signal_new ("changing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * AcmeQuery::changed:
   * @change: what changed, as #AcmeQueryChange flags
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
acme_query_init (AcmeQuery *self)
{
  self->search = g_strdup ("");
  self->search_fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  self->sort_field = ACME_QUERY_NO_FIELD;
  self->group_field = ACME_QUERY_NO_FIELD;
  self->collapsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * acme_query_new:
 * @table: (transfer none): the fields of the items to ask for
 *
 * Returns: (transfer full): a query that lets everything through in the given order; it searches in the fields that
 *   are shown by default
 */
AcmeQuery *
acme_query_new (const AcmeFieldTable *table)
{
  AcmeQuery *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_object_new (ACME_TYPE_QUERY, NULL);
  self->table = table;
  for (guint i = 0; i < table->n_fields; i++)
    {
      if ((table->fields[i].flags & ACME_FIELD_SHOWN) != 0)
        g_array_append_val (self->search_fields, i);
    }
  return self;
}

/**
 * acme_query_get_table:
 * @self: a query
 *
 * Returns: (transfer none): the fields of the items it asks for
 */
const AcmeFieldTable *
acme_query_get_table (AcmeQuery *self)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);

  return self->table;
}

/**
 * acme_query_set_search:
 * @self: a query
 * @text: words; an item is let through if each occurs in one of the search fields
 */
void
acme_query_set_search (AcmeQuery  *self,
                       const char *text)
{
  g_return_if_fail (ACME_IS_QUERY (self));
  g_return_if_fail (text != NULL);

  if (!acme_set_str (&self->search, text))
    return;

  g_clear_pointer (&self->words, g_strfreev);
  self->words = acme_fold_words (text);
  emit_changed (self, ACME_QUERY_FILTER);
}

/**
 * acme_query_get_search:
 * @self: a query
 *
 * Returns: (transfer none): the search text as it was typed
 */
const char *
acme_query_get_search (AcmeQuery *self)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);

  return self->search;
}

/**
 * acme_query_get_words:
 * @self: a query
 *
 * For what searches without items.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): what the search text is looked for by: words as
 *   acme_fold() makes them, each of which must occur in a search field; %NULL without any
 */
const char *const *
acme_query_get_words (AcmeQuery *self)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);

  return (const char *const *) self->words;
}

/**
 * acme_query_get_search_fields:
 * @self: a query
 * @out_n_fields: (out): how many
 *
 * Returns: (transfer none) (array length=out_n_fields): the indices of the fields in which the search text is looked
 *   for
 */
const guint *
acme_query_get_search_fields (AcmeQuery *self,
                              guint     *out_n_fields)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);
  g_return_val_if_fail (out_n_fields != NULL, NULL);

  *out_n_fields = self->search_fields->len;
  return (const guint *) self->search_fields->data;
}

/**
 * acme_query_set_search_fields:
 * @self: a query
 * @fields: (array length=n_fields): indices of the fields in which the search text is looked for
 * @n_fields: how many
 */
void
acme_query_set_search_fields (AcmeQuery   *self,
                              const guint *fields,
                              guint        n_fields)
{
  g_return_if_fail (ACME_IS_QUERY (self));

  if (self->search_fields->len == n_fields &&
      (n_fields == 0 || memcmp (self->search_fields->data, fields, n_fields * sizeof (guint)) == 0))
    return;

  g_array_set_size (self->search_fields, 0);
  g_array_append_vals (self->search_fields, fields, n_fields);
  if (self->words != NULL)
    emit_changed (self, ACME_QUERY_FILTER);
}

/**
 * acme_query_set_criteria:
 * @self: a query
 * @criteria: (element-type AcmeCriterion): the conditions, all of which an item must meet; references are taken
 */
void
acme_query_set_criteria (AcmeQuery *self,
                         GPtrArray *criteria)
{
  g_autoptr(GPtrArray) copy = NULL;

  g_return_if_fail (ACME_IS_QUERY (self));
  g_return_if_fail (criteria != NULL);

  copy = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  for (guint i = 0; i < criteria->len; i++)
    g_ptr_array_add (copy, acme_criterion_ref (criteria->pdata[i]));

  g_ptr_array_unref (self->criteria);
  self->criteria = g_steal_pointer (&copy);
  emit_changed (self, ACME_QUERY_FILTER);
}

/**
 * acme_query_get_criteria:
 * @self: a query
 *
 * Returns: (transfer none) (element-type AcmeCriterion): the conditions, active or not
 */
GPtrArray *
acme_query_get_criteria (AcmeQuery *self)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);

  return self->criteria;
}

/**
 * acme_query_set_sort:
 * @self: a query
 * @field: the index of a field, or %ACME_QUERY_NO_FIELD for the order in which SCM listed the items
 * @descending: whether the largest come first
 */
void
acme_query_set_sort (AcmeQuery *self,
                     int        field,
                     gboolean   descending)
{
  g_return_if_fail (ACME_IS_QUERY (self));
  g_return_if_fail (field == ACME_QUERY_NO_FIELD || (guint) field < self->table->n_fields);

  if (self->sort_field == field && self->descending == descending)
    return;

  self->sort_field = field;
  self->descending = descending;
  emit_changed (self, ACME_QUERY_SORT);
}

/**
 * acme_query_get_sort:
 * @self: a query
 * @out_descending: (out) (optional): whether the largest come first
 *
 * Returns: the index of the sort field, or %ACME_QUERY_NO_FIELD
 */
int
acme_query_get_sort (AcmeQuery *self,
                     gboolean  *out_descending)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), ACME_QUERY_NO_FIELD);

  if (out_descending != NULL)
    *out_descending = self->descending;
  return self->sort_field;
}

/**
 * acme_query_set_group:
 * @self: a query
 * @field: the index of a field, or %ACME_QUERY_NO_FIELD for no groups
 */
void
acme_query_set_group (AcmeQuery *self,
                      int        field)
{
  g_return_if_fail (ACME_IS_QUERY (self));
  g_return_if_fail (field == ACME_QUERY_NO_FIELD || (guint) field < self->table->n_fields);

  if (self->group_field == field)
    return;

  self->group_field = field;
  emit_changed (self, ACME_QUERY_GROUP);
}

/**
 * acme_query_get_group:
 * @self: a query
 *
 * Returns: the index of the field by which the items are grouped, or %ACME_QUERY_NO_FIELD
 */
int
acme_query_get_group (AcmeQuery *self)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), ACME_QUERY_NO_FIELD);

  return self->group_field;
}

/**
 * acme_query_set_collapsed:
 * @self: a query
 * @titles: (array zero-terminated=1): the titles of all groups whose items are hidden
 */
void
acme_query_set_collapsed (AcmeQuery         *self,
                          const char *const *titles)
{
  g_return_if_fail (ACME_IS_QUERY (self));
  g_return_if_fail (titles != NULL);

  g_hash_table_remove_all (self->collapsed);
  for (const char *const *title = titles; *title != NULL; title++)
    g_hash_table_add (self->collapsed, g_strdup (*title));
  emit_changed (self, ACME_QUERY_COLLAPSED);
}

/**
 * acme_query_dup_collapsed:
 * @self: a query
 *
 * Returns: (transfer full) (array zero-terminated=1): the titles of all groups whose items are hidden
 */
char **
acme_query_dup_collapsed (AcmeQuery *self)
{
  g_autoptr(GStrvBuilder) titles = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer title;

  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);

  g_hash_table_iter_init (&iter, self->collapsed);
  while (g_hash_table_iter_next (&iter, &title, NULL))
    g_strv_builder_add (titles, title);
  return g_strv_builder_end (titles);
}

/**
 * acme_query_collapse:
 * @self: a query
 * @title: the title of a group
 * @collapsed: whether its items are hidden
 */
void
acme_query_collapse (AcmeQuery  *self,
                     const char *title,
                     gboolean    collapsed)
{
  g_return_if_fail (ACME_IS_QUERY (self));
  g_return_if_fail (title != NULL);

  if (acme_query_is_collapsed (self, title) == collapsed)
    return;

  if (collapsed)
    g_hash_table_add (self->collapsed, g_strdup (title));
  else
    g_hash_table_remove (self->collapsed, title);
  emit_changed (self, ACME_QUERY_COLLAPSED);
}

/**
 * acme_query_is_collapsed:
 * @self: a query
 * @title: the title of a group
 *
 * Returns: whether its items are hidden
 */
gboolean
acme_query_is_collapsed (AcmeQuery  *self,
                         const char *title)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), FALSE);

  return g_hash_table_contains (self->collapsed, title);
}

/**
 * acme_query_is_filtered:
 * @self: a query
 *
 * Returns: whether it may hold items back, by search text or by an active criterion
 */
gboolean
acme_query_is_filtered (AcmeQuery *self)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), FALSE);

  if (self->words != NULL)
    return TRUE;

  for (guint i = 0; i < self->criteria->len; i++)
    {
      if (acme_criterion_is_active (self->criteria->pdata[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_field_contains (AcmeQuery  *self,
                    AcmeItem   *item,
                    const char *word)
{
  for (guint i = 0; i < self->search_fields->len; i++)
    {
      if (strstr (acme_item_get_folded (item, g_array_index (self->search_fields, guint, i)), word) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * acme_query_matches:
 * @self: a query
 * @item: an item
 *
 * Returns: whether @item is let through
 */
gboolean
acme_query_matches (AcmeQuery *self,
                    AcmeItem  *item)
{
  g_return_val_if_fail (ACME_IS_QUERY (self), FALSE);

  for (guint i = 0; i < self->criteria->len; i++)
    {
      if (!acme_criterion_matches (self->criteria->pdata[i], item))
        return FALSE;
    }
  for (char **word = self->words; word != NULL && *word != NULL; word++)
    {
      if (!any_field_contains (self, item, *word))
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_query_compare:
 * @self: a query
 * @a: an item
 * @b: another
 *
 * Compares by group, then by the sort field. Use it with a stable sort: equal items keep SCM's order.
 *
 * Returns: less than, equal to or greater than 0
 */
int
acme_query_compare (AcmeQuery *self,
                    AcmeItem  *a,
                    AcmeItem  *b)
{
  int order = 0;

  if (self->group_field != ACME_QUERY_NO_FIELD)
    {
      order = acme_item_compare (a, b, self->group_field);
      /* letters that collate alike but differ must not share a group by turns */
      if (order == 0)
        order = strcmp (acme_item_get_text (a, self->group_field), acme_item_get_text (b, self->group_field));
    }
  if (order == 0 && self->sort_field != ACME_QUERY_NO_FIELD)
    {
      order = acme_item_compare (a, b, self->sort_field);
      if (self->descending)
        order = -order;
    }
  return order;
}

static int
compare_pointers (gconstpointer a,
                  gconstpointer b,
                  gpointer      query)
{
  return acme_query_compare (query, *(AcmeItem *const *) a, *(AcmeItem *const *) b);
}

/**
 * acme_query_list_matches:
 * @self: a query
 * @items: a list of #AcmeItem
 *
 * Returns: (transfer full) (element-type AcmeItem): those that are let through, in the order of @self, and those of
 *   collapsed groups too
 */
GPtrArray *
acme_query_list_matches (AcmeQuery  *self,
                         GListModel *items)
{
  g_autoptr(GPtrArray) matches = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(AcmeItem) item = g_list_model_get_item (items, i);

      if (acme_query_matches (self, item))
        g_ptr_array_add (matches, g_steal_pointer (&item));
    }
  g_ptr_array_sort_with_data (matches, compare_pointers, self); /* which is stable */
  return g_steal_pointer (&matches);
}

/**
 * acme_query_get_group_title:
 * @self: a query with a group field
 * @item: an item
 *
 * Returns: (transfer none): the title of the group that @item belongs to
 */
const char *
acme_query_get_group_title (AcmeQuery *self,
                            AcmeItem  *item)
{
  const char *text;

  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);
  g_return_val_if_fail (self->group_field != ACME_QUERY_NO_FIELD, NULL);

  text = acme_item_get_text (item, self->group_field);
  /* Translators: the title of the group of all rows that have nothing in the field they are grouped by */
  return text[0] != '\0' ? text : _("Not Set");
}

/**
 * acme_query_describe:
 * @self: a query
 *
 * Returns: (transfer full): its active criteria in words, for the bar above the table; "" without any
 */
char *
acme_query_describe (AcmeQuery *self)
{
  g_autoptr(GString) words = g_string_new (NULL);

  g_return_val_if_fail (ACME_IS_QUERY (self), NULL);

  for (guint i = 0; i < self->criteria->len; i++)
    {
      g_autofree char *criterion = NULL;

      if (!acme_criterion_is_active (self->criteria->pdata[i]))
        continue;
      criterion = acme_criterion_describe (self->criteria->pdata[i]);
      if (words->len > 0)
        g_string_append (words, " · ");
      g_string_append (words, criterion);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

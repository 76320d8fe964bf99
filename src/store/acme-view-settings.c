/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one table of one connection was left: its columns, sort, group and filter, and the filters saved by name. Fields
 * are stored by their stable ids; what this version does not know is passed over, never an error. */

#include "config.h"

#include "acme-view-settings.h"

#include <string.h>

#define SCHEMA_ID "io.github.acme_console.AcmeConsole.View"
#define VIEWS_PATH "/io/github/acme_console/AcmeConsole/views/"

struct _AcmeViewSettings
{
  GObject parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (AcmeViewSettings, acme_view_settings, G_TYPE_OBJECT)

enum
{
  FILTERS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
filters_changed_cb (AcmeViewSettings *self)
{
  g_signal_emit (self, signals[FILTERS_CHANGED], 0);
}

static void
acme_view_settings_dispose (GObject *object)
{
  g_clear_object (&ACME_VIEW_SETTINGS (object)->settings);

  G_OBJECT_CLASS (acme_view_settings_parent_class)->dispose (object);
}

static void
acme_view_settings_class_init (AcmeViewSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_view_settings_dispose;

  /**
   * AcmeViewSettings::filters-changed:
   *
   * The set of saved filters changed, perhaps in another window.
   */
  signals[FILTERS_CHANGED] = g_signal_new ("filters-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
acme_view_settings_init (AcmeViewSettings *self)
{
}

static char *
make_path (const char *connection_id,
           const char *table_id)
{
  g_autofree char *connection = g_uri_escape_string (connection_id, NULL, FALSE);
  g_autofree char *table = g_uri_escape_string (table_id, NULL, FALSE);

  return g_strdup_printf (VIEWS_PATH "%s/%s/", connection, table);
}

/**
 * acme_view_settings_new:
 * @connection_id: the stable id of a connection, not empty
 * @table_id: the stable id of a kind of table, such as `endpoints`, not empty
 *
 * Returns: (transfer full): how that table of that connection was left
 */
AcmeViewSettings *
acme_view_settings_new (const char *connection_id,
                        const char *table_id)
{
  AcmeViewSettings *self;
  g_autofree char *path = NULL;

  g_return_val_if_fail (connection_id != NULL && connection_id[0] != '\0', NULL);
  g_return_val_if_fail (table_id != NULL && table_id[0] != '\0', NULL);

  self = g_object_new (ACME_TYPE_VIEW_SETTINGS, NULL);
  path = make_path (connection_id, table_id);
  self->settings = g_settings_new_with_path (SCHEMA_ID, path);
  g_signal_connect_object (self->settings, "changed::saved-filters", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* a key's changes are only told once it has been read */
  g_variant_unref (g_settings_get_value (self->settings, "saved-filters"));
  return self;
}

/* A field that may be a column, and with it a filter's field and a sort key. */
static gboolean
find_column (const AcmeFieldTable *table,
             const char           *id,
             guint                *out_field)
{
  return acme_field_table_find (table, id, out_field) &&
         (table->fields[*out_field].flags & ACME_FIELD_COLUMN) != 0;
}

/**
 * acme_view_settings_dup_columns:
 * @self: view settings
 * @table: the fields that a column can show
 *
 * Returns: (transfer full) (element-type AcmeViewColumn): the columns in their order; those never stored are not among
 *   them
 */
GArray *
acme_view_settings_dup_columns (AcmeViewSettings     *self,
                                const AcmeFieldTable *table)
{
  g_autoptr(GArray) columns = g_array_new (FALSE, FALSE, sizeof (AcmeViewColumn));
  g_autoptr(GVariant) stored = NULL;
  GVariantIter iter;
  AcmeViewColumn column;

  g_return_val_if_fail (ACME_IS_VIEW_SETTINGS (self), NULL);
  g_return_val_if_fail (table != NULL, NULL);

  stored = g_settings_get_value (self->settings, "columns");
  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "(&sbi)", &column.id, &column.shown, &column.width))
    {
      gboolean seen = FALSE;
      guint field;

      if (!find_column (table, column.id, &field))
        continue;
      column.id = table->fields[field].id; /* outlives the variant */
      if (column.width < 1)
        column.width = ACME_VIEW_WIDTH_NATURAL;
      for (guint i = 0; i < columns->len; i++)
        seen |= g_array_index (columns, AcmeViewColumn, i).id == column.id;
      if (!seen)
        g_array_append_val (columns, column);
    }
  return g_steal_pointer (&columns);
}

/**
 * acme_view_settings_set_columns:
 * @self: view settings
 * @columns: (array length=n_columns): all columns in their order
 * @n_columns: how many
 */
void
acme_view_settings_set_columns (AcmeViewSettings     *self,
                                const AcmeViewColumn *columns,
                                guint                 n_columns)
{
  GVariantBuilder builder;

  g_return_if_fail (ACME_IS_VIEW_SETTINGS (self));

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbi)"));
  for (guint i = 0; i < n_columns; i++)
    g_variant_builder_add (&builder, "(sbi)", columns[i].id, columns[i].shown, columns[i].width);
  g_settings_set_value (self->settings, "columns", g_variant_builder_end (&builder));
}

static GPtrArray *
read_criteria (GVariant             *stored,
               const AcmeFieldTable *table)
{
  GPtrArray *criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  const char *field_id, *operator_id, *value;
  GVariantIter iter;

  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &field_id, &operator_id, &value))
    {
      AcmeCriterion *criterion;
      guint field;

      if (!find_column (table, field_id, &field))
        continue;
      criterion = acme_criterion_parse (table, field_id, operator_id, value, NULL);
      if (criterion != NULL)
        g_ptr_array_add (criteria, criterion);
    }
  return criteria;
}

/* Criteria without a value are rows that a user has not filled in: there is nothing to remember about them. */
static GVariant *
write_criteria (GPtrArray            *criteria,
                const AcmeFieldTable *table)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < criteria->len; i++)
    {
      const AcmeCriterion *criterion = criteria->pdata[i];

      if (acme_criterion_is_active (criterion))
        g_variant_builder_add (&builder, "(sss)", table->fields[acme_criterion_get_field (criterion)].id,
                               acme_operator_get_id (acme_criterion_get_operator (criterion)),
                               acme_criterion_get_value (criterion));
    }
  return g_variant_builder_end (&builder);
}

/**
 * acme_view_settings_load_query:
 * @self: view settings
 * @query: what to make of them: its sort, group, criteria and collapsed groups are set
 */
void
acme_view_settings_load_query (AcmeViewSettings *self,
                               AcmeQuery        *query)
{
  const AcmeFieldTable *table;
  g_autoptr(GVariant) stored = NULL;
  g_autoptr(GPtrArray) criteria = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *group = NULL;
  g_auto(GStrv) collapsed = NULL;
  gboolean descending;
  guint field;

  g_return_if_fail (ACME_IS_VIEW_SETTINGS (self));
  g_return_if_fail (ACME_IS_QUERY (query));

  table = acme_query_get_table (query);

  g_settings_get (self->settings, "sort", "(sb)", &sort, &descending);
  if (find_column (table, sort, &field))
    acme_query_set_sort (query, field, descending);

  group = g_settings_get_string (self->settings, "group");
  if (acme_field_table_find (table, group, &field) && (table->fields[field].flags & ACME_FIELD_GROUP) != 0)
    acme_query_set_group (query, field);

  collapsed = g_settings_get_strv (self->settings, "collapsed");
  if (collapsed[0] != NULL)
    acme_query_set_collapsed (query, (const char *const *) collapsed);

  stored = g_settings_get_value (self->settings, "criteria");
  criteria = read_criteria (stored, table);
  if (criteria->len > 0)
    acme_query_set_criteria (query, criteria);
}

static void
set_if_different (AcmeViewSettings *self,
                  const char       *key,
                  GVariant         *value)
{
  g_autoptr(GVariant) fresh = g_variant_ref_sink (value);
  g_autoptr(GVariant) stored = g_settings_get_value (self->settings, key);

  if (!g_variant_equal (stored, fresh))
    g_settings_set_value (self->settings, key, fresh);
}

static const char *
get_field_id (const AcmeFieldTable *table,
              int                   field)
{
  return field != ACME_QUERY_NO_FIELD ? table->fields[field].id : "";
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * acme_view_settings_save_query:
 * @self: view settings
 * @query: what to remember: its sort, group, criteria and collapsed groups; not its search text
 */
void
acme_view_settings_save_query (AcmeViewSettings *self,
                               AcmeQuery        *query)
{
  const AcmeFieldTable *table;
  g_auto(GStrv) collapsed = NULL;
  gboolean descending;
  int sort;

  g_return_if_fail (ACME_IS_VIEW_SETTINGS (self));
  g_return_if_fail (ACME_IS_QUERY (query));

  table = acme_query_get_table (query);
  sort = acme_query_get_sort (query, &descending);
  collapsed = acme_query_dup_collapsed (query);
  qsort (collapsed, g_strv_length (collapsed), sizeof (char *), compare_strings);

  set_if_different (self, "sort", g_variant_new ("(sb)", get_field_id (table, sort), descending));
  set_if_different (self, "group", g_variant_new_string (get_field_id (table, acme_query_get_group (query))));
  set_if_different (self, "criteria", write_criteria (acme_query_get_criteria (query), table));
  set_if_different (self, "collapsed", g_variant_new_strv ((const char *const *) collapsed, -1));
}

/**
 * acme_view_settings_dup_filter_names:
 * @self: view settings
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the saved filters in the order they were saved
 */
char **
acme_view_settings_dup_filter_names (AcmeViewSettings *self)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(GVariant) stored = NULL;
  GVariantIter iter;
  const char *name;

  g_return_val_if_fail (ACME_IS_VIEW_SETTINGS (self), NULL);

  stored = g_settings_get_value (self->settings, "saved-filters");
  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "(&s@a(sss))", &name, NULL))
    g_strv_builder_add (names, name);
  return g_strv_builder_end (names);
}

/**
 * acme_view_settings_dup_filter:
 * @self: view settings
 * @name: the name of a saved filter
 * @table: the fields it is made of
 *
 * Returns: (transfer full) (nullable) (element-type AcmeCriterion): its criteria; %NULL if there is no such filter
 */
GPtrArray *
acme_view_settings_dup_filter (AcmeViewSettings     *self,
                               const char           *name,
                               const AcmeFieldTable *table)
{
  g_autoptr(GVariant) stored = NULL;

  g_return_val_if_fail (ACME_IS_VIEW_SETTINGS (self), NULL);
  g_return_val_if_fail (name != NULL && table != NULL, NULL);

  stored = g_settings_get_value (self->settings, "saved-filters");
  for (gsize i = 0; i < g_variant_n_children (stored); i++)
    {
      g_autoptr(GVariant) criteria = NULL;
      const char *stored_name;

      g_variant_get_child (stored, i, "(&s@a(sss))", &stored_name, &criteria);
      if (strcmp (stored_name, name) == 0)
        return read_criteria (criteria, table);
    }
  return NULL;
}

/* Writes all saved filters anew, with @name at its old place, at the end if it is new, nowhere without @criteria. */
static void
replace_filter (AcmeViewSettings *self,
                const char       *name,
                GVariant         *criteria)
{
  g_autoptr(GVariant) stored = g_settings_get_value (self->settings, "saved-filters");
  g_autoptr(GVariant) fresh = criteria != NULL ? g_variant_ref_sink (criteria) : NULL;
  gboolean found = FALSE;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sa(sss))"));
  for (gsize i = 0; i < g_variant_n_children (stored); i++)
    {
      g_autoptr(GVariant) known = NULL;
      const char *known_name;

      g_variant_get_child (stored, i, "(&s@a(sss))", &known_name, &known);
      if (strcmp (known_name, name) != 0)
        g_variant_builder_add (&builder, "(s@a(sss))", known_name, known);
      else if (fresh != NULL && !found)
        g_variant_builder_add (&builder, "(s@a(sss))", name, fresh);
      found |= strcmp (known_name, name) == 0;
    }
  if (!found && fresh != NULL)
    g_variant_builder_add (&builder, "(s@a(sss))", name, fresh);
  g_settings_set_value (self->settings, "saved-filters", g_variant_builder_end (&builder));
}

/**
 * acme_view_settings_save_filter:
 * @self: view settings
 * @name: a name; a filter that has it already is replaced
 * @table: the fields that @criteria are made of
 * @criteria: (element-type AcmeCriterion): what to save
 */
void
acme_view_settings_save_filter (AcmeViewSettings     *self,
                                const char           *name,
                                const AcmeFieldTable *table,
                                GPtrArray            *criteria)
{
  g_return_if_fail (ACME_IS_VIEW_SETTINGS (self));
  g_return_if_fail (name != NULL && name[0] != '\0');
  g_return_if_fail (table != NULL && criteria != NULL);

  replace_filter (self, name, write_criteria (criteria, table));
}

/**
 * acme_view_settings_delete_filter:
 * @self: view settings
 * @name: the name of a saved filter
 */
void
acme_view_settings_delete_filter (AcmeViewSettings *self,
                                  const char       *name)
{
  g_return_if_fail (ACME_IS_VIEW_SETTINGS (self));
  g_return_if_fail (name != NULL);

  replace_filter (self, name, NULL);
}

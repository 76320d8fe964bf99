/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What menus, buttons and accelerators can do with a table: the action group "table". The columns' own actions are in
 * acme-table-columns.c. */

#include "config.h"

#include "acme-table-private.h"

static void
clear_filter_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  acme_table_clear_filter (user_data);
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  acme_table_set_search_mode (user_data, TRUE);
}

static void
expand_all_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  AcmeTable *self = user_data;

  if (ACME_IS_ROW_MODEL (self->rows))
    acme_row_model_collapse_all (ACME_ROW_MODEL (self->rows), FALSE);
}

static void
collapse_all_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  AcmeTable *self = user_data;

  if (ACME_IS_ROW_MODEL (self->rows))
    acme_row_model_collapse_all (ACME_ROW_MODEL (self->rows), TRUE);
}

static void
change_group_cb (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       user_data)
{
  AcmeTable *self = user_data;
  const char *id = g_variant_get_string (value, NULL);
  guint field;

  if (self->query == NULL)
    return;
  if (id[0] == '\0')
    acme_query_set_group (self->query, ACME_QUERY_NO_FIELD);
  else if (acme_table_can_group (self) && acme_field_table_find (self->fields, id, &field) &&
           (self->fields->fields[field].flags & ACME_FIELD_GROUP) != 0)
    acme_query_set_group (self->query, field);
}

static void
change_sort_cb (GSimpleAction *action,
                GVariant      *value,
                gpointer       user_data)
{
  AcmeTable *self = user_data;
  gboolean descending;
  const char *id;
  guint field;

  g_variant_get (value, "(&sb)", &id, &descending);
  if (self->query != NULL && acme_field_table_find (self->fields, id, &field) &&
      (self->fields->fields[field].flags & ACME_FIELD_COLUMN) != 0)
    acme_query_set_sort (self->query, field, descending);
}

static void
change_sort_by_cb (GSimpleAction *action,
                   GVariant      *value,
                   gpointer       user_data)
{
  AcmeTable *self = user_data;
  guint field;

  if (self->query != NULL && acme_field_table_find (self->fields, g_variant_get_string (value, NULL), &field) &&
      (self->fields->fields[field].flags & ACME_FIELD_COLUMN) != 0)
    {
      gboolean descending;

      acme_query_get_sort (self->query, &descending);
      acme_query_set_sort (self->query, field, descending);
    }
}

static void
change_descending_cb (GSimpleAction *action,
                      GVariant      *value,
                      gpointer       user_data)
{
  AcmeTable *self = user_data;

  if (self->query != NULL)
    acme_query_set_sort (self->query, acme_query_get_sort (self->query, NULL), g_variant_get_boolean (value));
}

static void
add_criterion (AcmeTable    *self,
               AcmeOperator  operator,
               GVariant     *parameter)
{
  const char *id, *value;

  g_variant_get (parameter, "(&s&s)", &id, &value);
  acme_table_add_criterion (self, id, operator, value);
}

static void
show_only_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  add_criterion (user_data, ACME_OPERATOR_IS, parameter);
}

static void
leave_out_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  add_criterion (user_data, ACME_OPERATOR_IS_NOT, parameter);
}

void
acme_table_init_actions (AcmeTable *self)
{
  static const GActionEntry entries[] = {
    { "find", find_cb },
    { "clear-filter", clear_filter_cb },
    { "show-only", show_only_cb, "(ss)" },
    { "leave-out", leave_out_cb, "(ss)" },
    { "expand-all", expand_all_cb },
    { "collapse-all", collapse_all_cb },
    { "group", NULL, "s", "''", change_group_cb },
    { "sort", NULL, "(sb)", "('', false)", change_sort_cb },
    { "sort-by", NULL, "s", "''", change_sort_by_cb },
    { "sort-descending", NULL, NULL, "false", change_descending_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
  acme_table_update_actions (self);
}

static GSimpleAction *
get_action (AcmeTable  *self,
            const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

static const char *
get_id (AcmeTable *self,
        int        field)
{
  return field != ACME_QUERY_NO_FIELD ? self->fields->fields[field].id : "";
}

/* Makes the actions tell what the query says. */
void
acme_table_update_actions (AcmeTable *self)
{
  int group = ACME_QUERY_NO_FIELD, sort = ACME_QUERY_NO_FIELD;
  gboolean descending = FALSE;

  if (self->query != NULL)
    {
      group = acme_query_get_group (self->query);
      sort = acme_query_get_sort (self->query, &descending);
    }
  g_simple_action_set_state (get_action (self, "group"), g_variant_new_string (get_id (self, group)));
  g_simple_action_set_enabled (get_action (self, "group"), acme_table_can_group (self));
  g_simple_action_set_state (get_action (self, "sort"), g_variant_new ("(sb)", get_id (self, sort), descending));
  g_simple_action_set_state (get_action (self, "sort-by"), g_variant_new_string (get_id (self, sort)));
  g_simple_action_set_state (get_action (self, "sort-descending"), g_variant_new_boolean (descending));
  g_simple_action_set_enabled (get_action (self, "sort-descending"), sort != ACME_QUERY_NO_FIELD);
  g_simple_action_set_enabled (get_action (self, "expand-all"), group != ACME_QUERY_NO_FIELD);
  g_simple_action_set_enabled (get_action (self, "collapse-all"), group != ACME_QUERY_NO_FIELD);
  g_simple_action_set_enabled (get_action (self, "clear-filter"),
                               self->query != NULL && acme_query_is_filtered (self->query));
}

void
acme_table_toggle_group (AcmeTable *self,
                         AcmeGroup *group)
{
  acme_query_collapse (self->query, acme_group_get_title (group), acme_group_get_expanded (group));
}

/**
 * acme_table_get_actions:
 * @self: a table
 *
 * Returns: (transfer none): its actions, to be inserted as "table" wherever menus and buttons name them: find,
 *   clear-filter, show-only and leave-out (a field's id and a value), expand-all, collapse-all, group (a field's id or
 *   ""), sort (a field's id and whether descending), sort-by (a field's id), sort-descending, show-column-ID of each
 *   column
 */
GActionGroup *
acme_table_get_actions (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

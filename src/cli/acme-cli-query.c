/* SPDX-License-Identifier: GPL-3.0-or-later */

/* --filter, --sort and --group: the words of the command line for what the window's popovers ask of a table. */

#include "config.h"

#include "acme-cli-query.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"

/* The fields that have all of @wanted and none of @unwanted flags, as a person would list them. */
static char *
list_fields (const AcmeFieldTable *table,
             AcmeFieldFlags        wanted,
             AcmeFieldFlags        unwanted)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < table->n_fields; i++)
    {
      const AcmeField *field = &table->fields[i];

      if ((field->flags & wanted) == wanted && (field->flags & unwanted) == 0)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", field->id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
suits_any_field (AcmeOperator          operator,
                 const AcmeFieldTable *table)
{
  for (guint i = 0; i < table->n_fields; i++)
    {
      if (acme_operator_suits (operator, &table->fields[i]))
        return TRUE;
    }
  return FALSE;
}

static char *
list_operators (const AcmeFieldTable *table)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < ACME_N_OPERATORS; i++)
    {
      if (suits_any_field (i, table))
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", acme_operator_get_id (i));
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
find_field (const AcmeFieldTable  *table,
            const char            *id,
            AcmeFieldFlags         wanted,
            guint                 *out_field,
            GError               **error)
{
  g_autofree char *ids = NULL;

  if (acme_field_table_find (table, id, out_field) &&
      (table->fields[*out_field].flags & wanted) == wanted &&
      (table->fields[*out_field].flags & ACME_FIELD_SECRET) == 0)
    return TRUE;

  ids = list_fields (table, wanted, ACME_FIELD_SECRET);
  if ((wanted & ACME_FIELD_GROUP) != 0)
    /* Translators: the second %s lists the fields there are */
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no field “%s” to group by, only: %s."), id, ids);
  else
    /* Translators: the second %s lists the fields there are */
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no field “%s”, only: %s."), id, ids);
  return FALSE;
}

static AcmeCriterion *
parse_criterion (const AcmeFieldTable  *table,
                 char                 **words,
                 GError               **error)
{
  AcmeOperator operator;
  guint field;

  if (!find_field (table, words[0], 0, &field, error))
    return NULL;

  if (!acme_operator_parse (words[1], &operator))
    {
      g_autofree char *ids = list_operators (table);

      /* Translators: the second %s lists the ways to compare */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no way to compare called “%s”, only: %s."),
                   words[1], ids);
      return NULL;
    }

  /* in the window an empty value is one that is still to be typed; a script with an unset variable must not get all */
  if (words[2][0] == '\0')
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The filter on “%s” has no value."), words[0]);
      return NULL;
    }
  return acme_criterion_new (table, field, operator, words[2], error);
}

static gboolean
set_filter (AcmeQuery             *query,
            const AcmeFieldTable  *table,
            GPtrArray             *filters,
            GError               **error)
{
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      AcmeCriterion *criterion = parse_criterion (table, filters->pdata[i], error);

      if (criterion == NULL)
        return FALSE;
      g_ptr_array_add (criteria, criterion);
    }
  acme_query_set_criteria (query, criteria);
  return TRUE;
}

static gboolean
set_sort (AcmeQuery             *query,
          const AcmeFieldTable  *table,
          const char            *value,
          GError               **error)
{
  g_autofree char *id = g_strdup (value[0] == '-' ? value + 1 : value);
  gboolean descending = value[0] == '-';
  guint field;

  if (g_str_has_suffix (id, ":desc"))
    {
      descending = TRUE;
      id[strlen (id) - strlen (":desc")] = '\0';
    }
  else if (g_str_has_suffix (id, ":asc"))
    id[strlen (id) - strlen (":asc")] = '\0';

  if (!find_field (table, id, 0, &field, error))
    return FALSE;
  acme_query_set_sort (query, field, descending);
  return TRUE;
}

/**
 * acme_cli_query_parse:
 * @args: what was typed, for a command with %ACME_CLI_QUERY_OPTIONS
 * @table: the fields of what the command lists
 * @error: return location for an %ACME_ERROR_INVALID that says what there is instead
 *
 * Returns: (transfer full) (nullable): what was asked for
 */
AcmeQuery *
acme_cli_query_parse (const AcmeCliArgs     *args,
                      const AcmeFieldTable  *table,
                      GError               **error)
{
  g_autoptr(AcmeQuery) query = NULL;
  const char *sort, *group;
  guint field;

  g_return_val_if_fail (args != NULL && table != NULL, NULL);

  query = acme_query_new (table);
  if (!set_filter (query, table, acme_cli_args_list (args, "filter"), error))
    return NULL;

  sort = acme_cli_args_get (args, "sort");
  if (sort != NULL && !set_sort (query, table, sort, error))
    return NULL;

  group = acme_cli_args_get (args, "group");
  if (group != NULL)
    {
      if (!find_field (table, group, ACME_FIELD_GROUP, &field, error))
        return NULL;
      acme_query_set_group (query, field);
    }
  return g_steal_pointer (&query);
}

/**
 * acme_cli_query_explain:
 * @table: the fields of what a command lists
 * @help: where to append which words its options take
 */
void
acme_cli_query_explain (const AcmeFieldTable *table,
                        GString              *help)
{
  g_autofree char *fields = NULL;
  g_autofree char *groups = NULL;
  g_autofree char *operators = NULL;

  g_return_if_fail (table != NULL && help != NULL);

  fields = list_fields (table, 0, ACME_FIELD_SECRET);
  groups = list_fields (table, ACME_FIELD_GROUP, ACME_FIELD_SECRET);
  operators = list_operators (table);
  g_string_append_printf (help, _("FIELD is one of: %s.\n"), fields);
  g_string_append_printf (help, _("To group by: %s.\n"), groups);
  g_string_append_printf (help, _("OP is one of: %s.\n"), operators);
}

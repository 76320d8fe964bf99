/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a cell says to a filter, without typing it: only the rows that say the same in that column, or all but
 * those. With the pointer it is the cell that was clicked; the keyboard goes by rows, so its menu asks for the
 * column. */

#include "config.h"

#include "acme-table-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a menu says of a text, in characters */
#define MAX_CHARS 40

static gboolean
is_text (const AcmeField *field)
{
  return (field->flags & (ACME_FIELD_SECRET | ACME_FIELD_UNFILTERED)) == 0 &&
         (field->kind == ACME_FIELD_TEXT || field->kind == ACME_FIELD_CHOICE || field->kind == ACME_FIELD_DERIVED);
}

/* As a condition has it: of a choice the wire's word. "" if there is nothing to ask for. */
static const char *
get_value (AcmeTable *self,
           AcmeItem  *item,
           guint      field)
{
  const AcmeField *description = &self->fields->fields[field];
  const char *value = NULL;

  if (is_text (description))
    value = description->kind == ACME_FIELD_CHOICE ? acme_item_get_string (item, field)
                                                   : acme_item_get_text (item, field);
  return value != NULL ? value : "";
}

/* Short, in one line, and without mnemonics. */
static char *
make_label (const char *text)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));
  g_autoptr(GString) label = g_string_new (g_strdelimit (start, "\n\r\t", ' '));

  if (label->len < strlen (text))
    g_string_append (label, "…");
  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static char *
describe_value (AcmeTable *self,
                AcmeItem  *item,
                guint      field)
{
  return make_label (acme_field_get_choice (&self->fields->fields[field], get_value (self, item, field)));
}

static void
append (AcmeTable  *self,
        GMenu      *menu,
        const char *label,
        const char *action_name,
        AcmeItem   *item,
        guint       field)
{
  g_autoptr(GMenuItem) menu_item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (menu_item, action_name, "(ss)", self->fields->fields[field].id,
                                     get_value (self, item, field));
  g_menu_append_item (menu, menu_item);
}

static void
append_of_cell (AcmeTable *self,
                AcmeItem  *item,
                guint      field)
{
  g_autofree char *value = describe_value (self, item, field);
  /* Translators: these filter a table by the value of a cell */
  g_autofree char *only = g_strdup_printf (_("Show _Only “%s”"), value);
  g_autofree char *but = g_strdup_printf (_("_Leave Out “%s”"), value);

  if (*value == '\0')
    return;
  append (self, self->value_menu, only, "table.show-only", item, field);
  append (self, self->value_menu, but, "table.leave-out", item, field);
}

static void
append_of_row (AcmeTable  *self,
               const char *label,
               const char *action_name,
               AcmeItem   *item)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  AcmeTableColumn *column;

  for (guint i = 0; (column = acme_table_get_shown_column (self, i)) != NULL; i++)
    {
      const char *title = acme_field_get_title (&self->fields->fields[column->field]);
      g_autofree char *value = describe_value (self, item, column->field);
      /* Translators: a column and what a row says there */
      g_autofree char *both = g_strdup_printf (_("%s: %s"), title, value);

      if (*value != '\0')
        append (self, menu, both, action_name, item, column->field);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0)
    g_menu_append_submenu (self->value_menu, label, G_MENU_MODEL (menu));
}

/*
 * acme_table_fill_value_menu:
 * @item: an item
 * @column: (nullable): the column of the cell it is about; without one the menu asks for it
 *
 * Fills the part of the context menu that filters by what @item says.
 */
void
acme_table_fill_value_menu (AcmeTable       *self,
                            AcmeItem        *item,
                            AcmeTableColumn *column)
{
  g_menu_remove_all (self->value_menu);
  if (column != NULL)
    {
      append_of_cell (self, item, column->field);
      return;
    }
  append_of_row (self, _("Show _Only"), "table.show-only", item);
  append_of_row (self, _("_Leave Out"), "table.leave-out", item);
}

/* GTK has no way to ask for the column of a cell. */
static gboolean
is_of_column (AcmeTableColumn *column,
              GtkWidget       *widget)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, column->cells);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    {
      GtkWidget *child = gtk_list_item_get_child (list_item);
      GtkWidget *cell = child != NULL ? gtk_widget_get_parent (child) : NULL;

      if (cell != NULL && (widget == cell || gtk_widget_is_ancestor (widget, cell)))
        return TRUE;
    }
  return FALSE;
}

/*
 * acme_table_find_column_at:
 * @widget: any widget
 *
 * Returns: (nullable): the column of the cell that it belongs to
 */
AcmeTableColumn *
acme_table_find_column_at (AcmeTable *self,
                           GtkWidget *widget)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (is_of_column (self->columns->pdata[i], widget))
        return self->columns->pdata[i];
    }
  return NULL;
}

static gboolean
is_same (const AcmeCriterion *a,
         const AcmeCriterion *b)
{
  return acme_criterion_get_field (a) == acme_criterion_get_field (b) &&
         acme_criterion_get_operator (a) == acme_criterion_get_operator (b) &&
         g_str_equal (acme_criterion_get_value (a), acme_criterion_get_value (b));
}

/*
 * acme_table_add_criterion:
 * @id: of a field
 * @operator: how to compare
 * @value: with what
 *
 * Filters by this too. What cannot be asked for, or is asked for already, changes nothing.
 */
void
acme_table_add_criterion (AcmeTable    *self,
                          const char   *id,
                          AcmeOperator  operator,
                          const char   *value)
{
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  g_autoptr(AcmeCriterion) criterion = NULL;
  GPtrArray *before;

  if (self->query == NULL)
    return;
  criterion = acme_criterion_parse (self->fields, id, acme_operator_get_id (operator), value, NULL);
  if (criterion == NULL || !acme_criterion_is_active (criterion))
    return;

  before = acme_query_get_criteria (self->query);
  for (guint i = 0; i < before->len; i++)
    {
      if (is_same (before->pdata[i], criterion))
        return;
      g_ptr_array_add (criteria, acme_criterion_ref (before->pdata[i]));
    }
  g_ptr_array_add (criteria, g_steal_pointer (&criterion));
  acme_query_set_criteria (self->query, criteria);
}

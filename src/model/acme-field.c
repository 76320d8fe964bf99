/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fields table says once what an item consists of: it drives the columns, the column menu, the filter, the groups,
 * CSV, JSON and acmectl's tables. */

#include "config.h"

#include "acme-field.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * acme_field_table_find:
 * @table: a fields table
 * @id: the stable name of a field
 * @out_index: (out) (optional): its index
 *
 * Returns: whether @table has such a field
 */
gboolean
acme_field_table_find (const AcmeFieldTable *table,
                       const char           *id,
                       guint                *out_index)
{
  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < table->n_fields; i++)
    {
      if (strcmp (table->fields[i].id, id) == 0)
        {
          if (out_index != NULL)
            *out_index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * acme_field_get_title:
 * @field: a field
 *
 * Returns: (transfer none): its title in the user's language
 */
const char *
acme_field_get_title (const AcmeField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  return _(field->title);
}

static const AcmeChoice *
find_choice (const AcmeField *field,
             const char      *value)
{
  if (value == NULL || field->choices == NULL)
    return NULL;

  for (const AcmeChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      if (g_ascii_strcasecmp (choice->value, value) == 0)
        return choice;
    }
  return NULL;
}

/**
 * acme_field_get_choice:
 * @field: a field
 * @value: (nullable): a word of the wire
 *
 * Returns: (transfer none) (nullable): the title of @value in the user's language, or @value itself if this program
 *   does not know the word
 */
const char *
acme_field_get_choice (const AcmeField *field,
                       const char      *value)
{
  const AcmeChoice *choice;

  g_return_val_if_fail (field != NULL, NULL);

  choice = find_choice (field, value);
  return choice != NULL ? _(choice->title) : value;
}

/**
 * acme_field_get_style:
 * @field: a field
 * @value: (nullable): a word of the wire
 *
 * Returns: what @value says of its item; %ACME_CHOICE_PLAIN if this program does not know the word
 */
AcmeChoiceStyle
acme_field_get_style (const AcmeField *field,
                      const char      *value)
{
  const AcmeChoice *choice;

  g_return_val_if_fail (field != NULL, ACME_CHOICE_PLAIN);

  choice = find_choice (field, value);
  return choice != NULL ? choice->style : ACME_CHOICE_PLAIN;
}

/**
 * acme_field_has_styles:
 * @field: a field
 *
 * Returns: whether any of its words says something of its item
 */
gboolean
acme_field_has_styles (const AcmeField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  for (const AcmeChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    {
      if (choice->style != ACME_CHOICE_PLAIN)
        return TRUE;
    }
  return FALSE;
}

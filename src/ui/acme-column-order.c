/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In which order a person meets the fields of a table: as columns, and as the fields of a filter. */

#include "config.h"

#include "acme-column-order.h"

/* What is shown by default, then what is hidden by default, then identifiers that are. */
static guint
get_rank (const AcmeField *field)
{
  if ((field->flags & ACME_FIELD_SHOWN) != 0)
    return 0;
  return (field->flags & ACME_FIELD_KEY) != 0 ? 2 : 1;
}

static GArray *
list_fields (const AcmeFieldTable *table,
             AcmeFieldFlags        without)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint rank = 0; rank <= 2; rank++)
    {
      for (guint i = 0; i < table->n_fields; i++)
        {
          const AcmeField *field = &table->fields[i];

          if ((field->flags & ACME_FIELD_COLUMN) != 0 && (field->flags & without) == 0 && get_rank (field) == rank)
            g_array_append_val (fields, i);
        }
    }
  return fields;
}

/**
 * acme_list_column_fields:
 * @table: a fields table
 *
 * Returns: (transfer full) (element-type guint): the indices of the fields that can be columns, in
 *   their order on screen
 */
GArray *
acme_list_column_fields (const AcmeFieldTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return list_fields (table, ACME_FIELD_SECRET);
}

/**
 * acme_list_filter_fields:
 * @table: a fields table
 *
 * Returns: (transfer full) (element-type guint): the indices of the fields that a filter can ask for, in the same order
 */
GArray *
acme_list_filter_fields (const AcmeFieldTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return list_fields (table, ACME_FIELD_SECRET | ACME_FIELD_UNFILTERED);
}

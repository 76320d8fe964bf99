/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which header was clicked. GTK draws the arrows and keeps the user's choice in the view's sorter, but the floor has no
 * way to ask that sorter for it (GtkColumnViewSorter is public since 4.10). So it is made to compare two objects that
 * only this file knows: it asks the columns' own sorters in their order, the first of them notes itself and answers
 * "smaller", which ends the comparison, and the answer comes back turned round if that column is descending. The rows
 * themselves are never sorted by GTK; AcmeRowModel does that. */

#include "config.h"

#include "acme-table-private.h"

/* Two objects that are no rows. */
static GObject *
get_probe (guint which)
{
  static GObject *probes[2];

  if (probes[which] == NULL)
    probes[which] = g_object_new (G_TYPE_OBJECT, NULL);
  return probes[which];
}

static int
answer_probe (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  AcmeTableColumn *column = user_data;

  if (a != get_probe (0) || b != get_probe (1))
    return GTK_ORDERING_EQUAL;

  column->table->probed_field = column->field;
  return GTK_ORDERING_SMALLER;
}

/*
 * acme_table_new_sorter:
 *
 * Returns: (transfer full): what marks a column as one that the user can sort by
 */
GtkSorter *
acme_table_new_sorter (AcmeTableColumn *column)
{
  return GTK_SORTER (gtk_custom_sorter_new (answer_probe, column, NULL));
}

/* Makes the query's sort what the headers show. */
void
acme_table_follow_sort (AcmeTable *self)
{
  GtkOrdering order;

  if (self->is_sorting || self->query == NULL)
    return;

  self->probed_field = ACME_QUERY_NO_FIELD;
  order = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), get_probe (0), get_probe (1));
  acme_query_set_sort (self->query, self->probed_field, order == GTK_ORDERING_LARGER);
}

/* Makes the headers show the query's sort. */
void
acme_table_show_sort (AcmeTable *self)
{
  GtkColumnViewColumn *column = NULL;
  gboolean descending;
  int field = acme_query_get_sort (self->query, &descending);

  for (guint i = 0; i < self->columns->len; i++)
    {
      AcmeTableColumn *candidate = self->columns->pdata[i];

      if ((int) candidate->field == field)
        column = candidate->column;
    }
  self->is_sorting = TRUE;
  gtk_column_view_sort_by_column (self->view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_sorting = FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to the items of a list page, as its window tells: they are others, they are being loaded, they have come
 * or they have not. */

#include "config.h"

#include "acme-list-page-private.h"

#include "acme-error.h"

/* Many rows come a little later than their items, and rows that are not made of any may come without being shown. */
static void
rows_updated_cb (AcmeListPage *self)
{
  if (self->rows != NULL)
    acme_list_page_update (self);
  if (self->wants_focus)
    acme_list_page_focus_table (self);
}

static void
set_loading (AcmeListPage *self,
             gboolean      loading)
{
  gboolean changed = self->loading != loading;

  self->loading = loading;
  acme_list_page_update (self);
  if (changed)
    acme_list_page_tell_loading (self);
}

void
acme_list_page_drop_items (AcmeListPage *self)
{
  if (self->items == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->items, acme_list_page_update, self);
  if (self->table != NULL && acme_table_get_rows (self->table) != NULL)
    g_signal_handlers_disconnect_by_func (acme_table_get_rows (self->table), rows_updated_cb, self);
  g_clear_object (&self->items);
  self->rows = NULL;
}

/* What is shown when only some of the rows have come before loading was stopped. */
gboolean
acme_list_page_is_partial (AcmeListPage *self)
{
  return self->rows != NULL && self->was_begun && !self->loading && !self->was_complete;
}

/* Nothing is left of what was loaded or failed before. */
static void
begin_change (AcmeListPage *self)
{
  acme_list_page_drop_items (self);
  self->was_begun = self->was_complete = FALSE;
  g_clear_error (&self->error);
}

/* Follows them after the table, which has them now. */
static void
take_items (AcmeListPage *self,
            GListModel   *items)
{
  self->items = g_object_ref (items);
  g_signal_connect_object (items, "items-changed", G_CALLBACK (acme_list_page_update), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (acme_table_get_rows (self->table), "updated", G_CALLBACK (rows_updated_cb), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

/**
 * acme_list_page_set_items:
 * @self: a page with a table
 * @items: (nullable): a list of #AcmeItem of one kind
 * @fields: (nullable): their fields; not %NULL if @items is not
 * @settings: (nullable): how the table was left and where to remember how it is left
 *
 * Shows other items, of which it is not known yet whether they are complete: nothing is left of what was loaded or
 * failed before.
 */
void
acme_list_page_set_items (AcmeListPage         *self,
                          GListModel           *items,
                          const AcmeFieldTable *fields,
                          AcmeViewSettings     *settings)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));
  g_return_if_fail (self->table != NULL);
  g_return_if_fail (items == NULL || (G_IS_LIST_MODEL (items) && fields != NULL));

  begin_change (self);
  acme_table_set_items (self->table, items, fields, settings);
  if (items != NULL)
    take_items (self, items);
  set_loading (self, FALSE);
}

/**
 * acme_list_page_set_rows:
 * @self: a page with a table
 * @rows: what to show
 * @query: what @rows follow; see acme_table_set_rows()
 * @settings: (nullable): how the table was left and where to remember how it is left
 *
 * As acme_list_page_set_items(), for rows that somebody else makes and that come one after another while they are
 * loaded. They are shown as they come; if loading is stopped they stay, and the page says that they are not all.
 */
void
acme_list_page_set_rows (AcmeListPage     *self,
                         AcmeRows         *rows,
                         AcmeQuery        *query,
                         AcmeViewSettings *settings)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));
  g_return_if_fail (self->table != NULL);
  g_return_if_fail (ACME_IS_ROWS (rows));
  g_return_if_fail (ACME_IS_QUERY (query));

  begin_change (self);
  acme_table_set_rows (self->table, rows, query, settings);
  self->rows = rows;
  take_items (self, G_LIST_MODEL (rows));
  set_loading (self, FALSE);
}

/**
 * acme_list_page_begin:
 * @self: a page with items
 *
 * The items are being loaded. What is there already stays on the screen meanwhile.
 */
void
acme_list_page_begin (AcmeListPage *self)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));
  g_return_if_fail (self->items != NULL);

  self->was_begun = TRUE;
  acme_status_view_set_progress (self->status_view, 0, 0);
  acme_list_page_set_progress_label (self, "");
  set_loading (self, TRUE);
  if (self->progress_bar != NULL)
    gtk_progress_bar_set_fraction (self->progress_bar, 0);
}

/**
 * acme_list_page_set_progress:
 * @self: a page that is loading
 * @n_done: how many items have come
 * @n_total: how many there are; 0 if that is not known
 */
void
acme_list_page_set_progress (AcmeListPage *self,
                             guint         n_done,
                             guint         n_total)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));

  acme_status_view_set_progress (self->status_view, n_done, n_total);
  if (self->progress_bar != NULL && n_total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, MIN (1.0, (double) n_done / n_total));
  else if (self->progress_bar != NULL)
    gtk_progress_bar_pulse (self->progress_bar);
}

/**
 * acme_list_page_set_progress_text:
 * @self: a page that is loading
 * @text: how far it is in words, such as “61 %, 31,207 events, 12.4 MB”
 * @fraction: the same as a number from 0 to 1; less than 0 if it is not known
 *
 * Says it in place of the rows, or under them when there are any. For what is not counted in items, instead of
 * acme_list_page_set_progress(). To be called some times a second.
 */
void
acme_list_page_set_progress_text (AcmeListPage *self,
                                  const char   *text,
                                  double        fraction)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));
  g_return_if_fail (text != NULL);

  acme_status_view_set_progress_text (self->status_view, text);
  acme_list_page_set_progress_label (self, text);
  if (self->progress_bar == NULL)
    return;
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, MIN (1.0, fraction));
  else
    gtk_progress_bar_pulse (self->progress_bar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/**
 * acme_list_page_end:
 * @self: a page that is loading
 * @error: (nullable): why it failed, or %NULL if the items are complete
 *
 * Loading is over. If it was cancelled it is as acme_list_page_stop() says.
 */
void
acme_list_page_end (AcmeListPage *self,
                    const GError *error)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));

  if (!acme_error_is_cancelled (error))
    {
      g_clear_error (&self->error);
      if (error != NULL)
        self->error = g_error_copy (error);
      else
        self->was_complete = TRUE;
    }
  set_loading (self, FALSE);
}

/**
 * acme_list_page_stop:
 * @self: the page
 *
 * Loading was stopped: everything is as it was before it, and rows that came one after another stay.
 */
void
acme_list_page_stop (AcmeListPage *self)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));

  set_loading (self, FALSE);
}

/**
 * acme_list_page_get_state:
 * @self: the page
 *
 * Returns: what it shows
 */
AcmeListPageState
acme_list_page_get_state (AcmeListPage *self)
{
  g_return_val_if_fail (ACME_IS_LIST_PAGE (self), ACME_LIST_PAGE_EMPTY);

  if (acme_list_page_get_has_rows (self))
    return ACME_LIST_PAGE_ROWS;
  if (self->items == NULL)
    return ACME_LIST_PAGE_EMPTY;
  if (self->loading || !self->was_begun)
    return ACME_LIST_PAGE_LOADING;
  if (self->error != NULL)
    return ACME_LIST_PAGE_ERROR;
  return self->was_complete ? ACME_LIST_PAGE_EMPTY : ACME_LIST_PAGE_STOPPED;
}

/**
 * acme_list_page_get_loading:
 * @self: the page
 *
 * Returns: whether items are being loaded
 */
gboolean
acme_list_page_get_loading (AcmeListPage *self)
{
  g_return_val_if_fail (ACME_IS_LIST_PAGE (self), FALSE);

  return self->loading;
}

/**
 * acme_list_page_get_has_rows:
 * @self: the page
 *
 * Returns: whether there are items, filtered out or not
 */
gboolean
acme_list_page_get_has_rows (AcmeListPage *self)
{
  g_return_val_if_fail (ACME_IS_LIST_PAGE (self), FALSE);

  if (self->rows != NULL)
    return acme_rows_get_n_total (self->rows) > 0;
  return self->items != NULL && g_list_model_get_n_items (self->items) > 0;
}

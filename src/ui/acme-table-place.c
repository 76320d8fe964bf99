/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the user is in a table: the row selected last, the keyboard focus, the scroll position. GTK keeps all three
 * over small changes of the rows. A large one empties the list first (see AcmeRowModel), which loses them; and after a
 * new sort or filter GTK scrolls to wherever the row went that happened to be on top. So the place is noted before a
 * change, by row and not by number, and found again after it: a refresh and an opened or closed group leave what is on
 * top on top, a new sort, filter or grouping keeps the selected row where it was if it was in sight, or else starts at
 * the top. Rows that keep coming in, which the table has not made, leave the selected row where it is too, and whoever
 * looks at the first row sees the first one all the time. */

#include "config.h"

#include "acme-table-private.h"

#define REARRANGED (ACME_QUERY_FILTER | ACME_QUERY_SORT | ACME_QUERY_GROUP)

/* Pixels to which the list may be scrolled and still be at its top: see layout_cb(). */
#define AT_TOP 2

/* A place's offset that stands for: anywhere, as long as it can be seen. */
#define ANYWHERE (-G_MAXDOUBLE)

static void
clear_place (AcmeTablePlace *place)
{
  g_clear_object (&place->row);
  place->offset = 0;
}

static void
set_place (AcmeTablePlace *place,
           gpointer        row,
           double          offset)
{
  g_set_object (&place->row, row);
  place->offset = offset;
}

static GtkAdjustment *
get_adjustment (AcmeTable *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
}

static gboolean
has_focus (AcmeTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));
}

static gboolean
get_row_bounds (GtkListItem     *list_item,
                graphene_rect_t *out_bounds)
{
  GtkWidget *row_widget = acme_table_get_row_widget (list_item);

  return row_widget != NULL && gtk_widget_get_mapped (row_widget) &&
         gtk_widget_compute_bounds (row_widget, gtk_widget_get_parent (row_widget), out_bounds);
}

/* Whether anything of a row is to be seen, and where its upper edge is, from that of what is visible. It is reckoned
 * from the row's number, as all rows are of one height: a row that was made since the last layout is anywhere. */
gboolean
acme_table_place_is_visible (AcmeTable   *self,
                             GtkListItem *list_item,
                             double      *out_y)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  graphene_rect_t bounds;

  if (!get_row_bounds (list_item, &bounds) || bounds.size.height <= 0)
    return FALSE;

  *out_y = gtk_list_item_get_position (list_item) * (double) bounds.size.height - gtk_adjustment_get_value (adjustment);
  return *out_y + bounds.size.height > 0 && *out_y < gtk_adjustment_get_page_size (adjustment);
}

/* With several rows selected the focus may be on any row. */
static void
note_focus (AcmeTable *self)
{
  GtkListItem *focus = self->several != NULL ? acme_table_get_focus_row (self) : NULL;

  if (focus != NULL)
    g_set_object (&self->current, gtk_list_item_get_item (focus));
}

/* Called before the view hears of the change, so its widgets still stand for the rows before it. */
static void
note_place (AcmeTable *self)
{
  g_autoptr(GList) rows = acme_table_list_rows (self);

  clear_place (&self->top);
  clear_place (&self->chosen);
  self->was_at_top = gtk_adjustment_get_value (get_adjustment (self)) < AT_TOP;
  self->had_focus = has_focus (self);
  if (self->had_focus)
    note_focus (self);

  for (GList *l = rows; l != NULL; l = l->next)
    {
      gpointer row = gtk_list_item_get_item (l->data);
      double y;

      if (row == NULL || !acme_table_place_is_visible (self, l->data, &y))
        continue;
      if (row == self->current || (self->chosen.row == NULL && acme_table_is_selected (self, row)))
        set_place (&self->chosen, row, y);
      if (self->top.row == NULL || y < self->top.offset)
        set_place (&self->top, row, y);
    }
}

static void
stop_waiting (AcmeTable *self)
{
  if (self->clock != NULL)
    g_clear_signal_handler (&self->layout_id, self->clock);
  g_clear_object (&self->clock);
}

static void
scroll_to_target (AcmeTable *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  guint position;

  if (self->target.row != NULL && acme_rows_find (self->rows, self->target.row, &position))
    {
      /* all rows are of one height */
      double height = gtk_adjustment_get_upper (adjustment) / g_list_model_get_n_items (G_LIST_MODEL (self->rows));
      double y = position * height;
      double room = gtk_adjustment_get_page_size (adjustment) - height;

      value = self->target.offset != ANYWHERE ? y - self->target.offset : CLAMP (value, y - room, y);
    }
  else
    {
      value = self->target.offset != ANYWHERE ? 0 : self->fresh_value;
    }
  gtk_adjustment_set_value (adjustment, value);
}

static GtkListItem *
find_first_row (AcmeTable *self)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), 0);

  return row != NULL ? acme_table_find_row (self, row) : NULL;
}

static void
focus_cb (gpointer user_data)
{
  AcmeTable *self = user_data;
  GtkListItem *list_item = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focus_id = 0;
  /* the user has gone elsewhere meanwhile */
  if (focus != NULL && focus != GTK_WIDGET (root) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;

  if (self->current != NULL)
    list_item = acme_table_find_row (self, self->current);
  if (list_item == NULL && self->target.row != NULL)
    list_item = acme_table_find_row (self, self->target.row);
  if (list_item == NULL && self->wants_first)
    list_item = find_first_row (self);
  if (list_item != NULL)
    gtk_widget_grab_focus (acme_table_get_row_widget (list_item));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* The list's height is known only after a layout. To scroll from here means another layout, which comes before anything
 * is painted. GTK 4.8 does not make the rows for the first jump after a list was filled, only for later ones; so the
 * first one is by a pixel, and made as soon as there are rows, lest it be the user's. To focus may mean one more
 * layout; that waits, since there must not be too many in a frame. */
static void
layout_cb (AcmeTable *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    {
      stop_waiting (self); /* GTK would warn that there is no row to scroll to */
      return;
    }
  if (self->is_fresh)
    {
      self->is_fresh = FALSE;
      self->fresh_value = gtk_adjustment_get_value (adjustment);
      gtk_adjustment_set_value (adjustment, self->fresh_value >= 1 ? self->fresh_value - 1 : 1);
      gtk_widget_queue_allocate (GTK_WIDGET (self->view));
      return;
    }
  stop_waiting (self);
  scroll_to_target (self);
  if (self->wants_focus && self->focus_id == 0)
    self->focus_id = g_idle_add_once (focus_cb, self);
}

/* Gives up what the next layout was to achieve. */
void
acme_table_place_cancel (AcmeTable *self)
{
  stop_waiting (self);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  clear_place (&self->target);
  self->wants_first = FALSE;
}

static void
reach_target (AcmeTable *self,
              gpointer   row,
              double     offset,
              gboolean   focus)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  acme_table_place_cancel (self);
  if (clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;

  set_place (&self->target, row, offset);
  self->wants_focus = focus;
  self->clock = g_object_ref (clock);
  self->layout_id = g_signal_connect_object (clock, "layout", G_CALLBACK (layout_cb), self,
                                             G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self->view));
}

/* The rows have changed and the view does not know it yet. */
void
acme_table_place_rows_change (AcmeTable *self)
{
  self->is_telling = TRUE;
  if (!self->is_changing)
    {
      self->is_changing = TRUE;
      self->was_emptied = FALSE;
      note_place (self);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    self->was_emptied = self->is_fresh = TRUE;
}

/* The view knows it. */
void
acme_table_place_rows_changed (AcmeTable *self)
{
  self->is_telling = FALSE;
}

static gboolean
is_shown (AcmeTable            *self,
          const AcmeTablePlace *place)
{
  return place->row != NULL && acme_rows_find (self->rows, place->row, NULL);
}

/* What stays where it was: the row in use, the first one to be seen, or with neither the top of the list. */
static const AcmeTablePlace *
get_lasting_place (AcmeTable *self,
                   gboolean   rearranged)
{
  static const AcmeTablePlace top = { NULL, 0 };
  gboolean passing = !acme_table_can_group (self);

  if ((rearranged || passing) && is_shown (self, &self->chosen))
    return &self->chosen;
  if (rearranged || (passing && self->was_at_top))
    return &top;
  return is_shown (self, &self->top) ? &self->top : &self->chosen;
}

/* Whether the change may have moved what has to stay, and GTK has not taken care of that. */
static gboolean
was_moved (AcmeTable            *self,
           const AcmeTablePlace *place,
           gboolean              rearranged)
{
  gboolean is_on_its_way = self->clock != NULL && self->target.row == NULL && self->target.offset != ANYWHERE;

  if (rearranged || self->was_emptied)
    return TRUE;
  return place->row == NULL && !acme_table_can_group (self) && self->was_at_top && !is_on_its_way;
}

/* Whether the first row has the keys only because it is the first: then the next one to be so has them. */
static gboolean
is_focus_passing (AcmeTable            *self,
                  const AcmeTablePlace *place)
{
  return place->row == NULL && !acme_table_can_group (self) && self->was_at_top && self->had_focus &&
         self->selected->len == 0;
}

/* The rows are complete again. */
void
acme_table_place_updated (AcmeTable *self)
{
  gboolean rearranged = (self->changes & REARRANGED) != 0;
  const AcmeTablePlace *place;

  self->changes = 0;
  if (!self->is_changing)
    return;

  acme_table_restore_selection (self);
  self->is_changing = FALSE;
  acme_table_notify_selected (self);

  place = get_lasting_place (self, rearranged);
  if (was_moved (self, place, rearranged))
    reach_target (self, place->row, place->offset, self->had_focus && self->was_emptied);
  if (is_focus_passing (self, place) && self->clock != NULL)
    self->wants_focus = self->wants_first = TRUE;
  clear_place (&self->top);
  clear_place (&self->chosen);
}

/* The rows are to be seen for the first time. */
void
acme_table_place_start (AcmeTable *self)
{
  if (self->rows == NULL)
    return;
  self->is_fresh = TRUE;
  reach_target (self, NULL, ANYWHERE, FALSE);
}

/* Scrolls to a row that the rows have, if need be, and gives it the focus if asked to. */
void
acme_table_place_show (AcmeTable *self,
                       gpointer   row,
                       gboolean   focus)
{
  GtkListItem *list_item = acme_table_find_row (self, row);
  graphene_rect_t bounds;

  if (focus)
    g_set_object (&self->current, row); /* also if it is not among those that are selected */
  if (focus && list_item != NULL && get_row_bounds (list_item, &bounds))
    gtk_widget_grab_focus (acme_table_get_row_widget (list_item));
  reach_target (self, row, ANYWHERE, focus);
}

/* Other rows: nothing of the old place is left. */
void
acme_table_place_forget (AcmeTable *self)
{
  acme_table_place_cancel (self);
  clear_place (&self->top);
  clear_place (&self->chosen);
  g_clear_object (&self->current);
  self->is_changing = FALSE;
  self->changes = 0;
}

/**
 * acme_table_grab_focus_view:
 * @self: a table
 *
 * Gives the keyboard focus to the row that was selected or focused last, or to the rows if it is not shown.
 */
void
acme_table_grab_focus_view (AcmeTable *self)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  if (self->current != NULL && acme_rows_find (self->rows, self->current, NULL))
    acme_table_place_show (self, self->current, TRUE);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

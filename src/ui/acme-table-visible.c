/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which items of a table are on the screen, for windows that load what is dear (a count, say) only for those. GTK keeps
 * widgets for some two hundred rows whatever is to be seen, so binding a row tells nothing; the layout does. */

#include "config.h"

#include "acme-table-private.h"

typedef struct
{
  AcmeItem *item; /* (unowned): its row holds it */
  guint position;
} VisibleRow;

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const VisibleRow *x = a;
  const VisibleRow *y = b;

  return (x->position > y->position) - (x->position < y->position);
}

static gboolean
is_followed (AcmeTable *self)
{
  return g_signal_has_handler_pending (self, g_signal_lookup ("visible-changed", ACME_TYPE_TABLE), 0, FALSE);
}

static void
painted_cb (AcmeTable *self)
{
  acme_table_visible_cancel (self);
  g_signal_emit_by_name (self, "visible-changed");
}

/* Something happened after which other items may be on the screen. However much that is in a frame, it is told once. */
void
acme_table_visible_queue (AcmeTable *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->visible_clock != NULL || clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      !is_followed (self))
    return;

  self->visible_clock = g_object_ref (clock);
  self->visible_id = g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

/* Nobody is to be told any more. */
void
acme_table_visible_cancel (AcmeTable *self)
{
  if (self->visible_clock != NULL)
    g_clear_signal_handler (&self->visible_id, self->visible_clock);
  g_clear_object (&self->visible_clock);
}

void
acme_table_init_visible (AcmeTable *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (acme_table_visible_queue), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (acme_table_visible_queue), self, G_CONNECT_SWAPPED);
}

/**
 * acme_table_list_visible:
 * @self: a table
 *
 * To be asked for when #AcmeTable::visible-changed has been emitted; between a change and the layout after it, some are
 * missing.
 *
 * Returns: (transfer full) (element-type AcmeItem): the items whose rows are on the screen now, if only in part, in the
 *   order of the rows
 */
GPtrArray *
acme_table_list_visible (AcmeTable *self)
{
  g_autoptr(GArray) visible = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GList) rows = NULL;

  g_return_val_if_fail (ACME_IS_TABLE (self), NULL);

  visible = g_array_new (FALSE, FALSE, sizeof (VisibleRow));
  rows = acme_table_list_rows (self);
  for (GList *l = rows; l != NULL; l = l->next)
    {
      VisibleRow row = { gtk_list_item_get_item (l->data), gtk_list_item_get_position (l->data) };
      double y;

      if (ACME_IS_ITEM (row.item) && acme_table_place_is_visible (self, l->data, &y))
        g_array_append_val (visible, row);
    }
  g_array_sort (visible, compare_positions);

  items = g_ptr_array_new_full (visible->len, g_object_unref);
  for (guint i = 0; i < visible->len; i++)
    g_ptr_array_add (items, g_object_ref (g_array_index (visible, VisibleRow, i).item));
  return g_steal_pointer (&items);
}

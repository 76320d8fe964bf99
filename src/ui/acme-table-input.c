/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keys and clicks do in a table beyond what GTK's column view does: groups open and close, menus pop up, one more
 * row is selected. */

#include "config.h"

#include "acme-table-private.h"

/*
 * acme_table_get_focus_row:
 *
 * Returns: (nullable): the row that has the keyboard focus
 */
GtkListItem *
acme_table_get_focus_row (AcmeTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return NULL;
  return acme_table_find_row_at (self, focus);
}

static void
focus_row (GtkListItem *list_item)
{
  GtkWidget *row_widget = list_item != NULL ? acme_table_get_row_widget (list_item) : NULL;

  if (row_widget != NULL)
    gtk_widget_grab_focus (row_widget);
}

/* GTK leaves the focus to whatever comes first in the window. */
static void
context_closed_cb (AcmeTable *self)
{
  if (self->current != NULL)
    focus_row (acme_table_find_row (self, self->current));
}

static GtkWidget *
make_context_popover (AcmeTable *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  for (int i = 0; i < g_menu_model_get_n_items (self->context_menu); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new_from_model (self->context_menu, i);

      g_menu_append_item (menu, item); /* one by one, since a section in a section is not set apart */
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->value_menu));

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (context_closed_cb), self);
  return popover;
}

/* The menu is made of many widgets, so of none before it is asked for. */
static void
pop_up (AcmeTable          *self,
        AcmeItem           *item,
        AcmeTableColumn    *column,
        const GdkRectangle *area)
{
  acme_table_fill_value_menu (self, item, column);
  if (self->context_popover == NULL)
    self->context_popover = make_context_popover (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_popover), area);
  gtk_popover_popup (GTK_POPOVER (self->context_popover));
}

static gboolean
pop_up_at_row (AcmeTable   *self,
               GtkListItem *list_item)
{
  GtkWidget *child = list_item != NULL ? gtk_list_item_get_child (list_item) : NULL;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  graphene_rect_t bounds;

  if (self->context_menu == NULL || child == NULL || !ACME_IS_ITEM (gtk_list_item_get_item (list_item)) ||
      !gtk_widget_compute_bounds (child, GTK_WIDGET (self), &bounds))
    return FALSE;

  acme_table_choose_for_menu (self, gtk_list_item_get_item (list_item), FALSE);
  pop_up (self, gtk_list_item_get_item (list_item), acme_table_find_column_at (self, focus),
          &(GdkRectangle) { bounds.origin.x + bounds.size.height, bounds.origin.y + bounds.size.height, 1, 1 });
  return TRUE;
}

/* The header above a row, since groups are not nested. */
static AcmeGroup *
find_group_of (AcmeTable *self,
               gpointer   item)
{
  guint position;

  if (!acme_rows_find (self->rows, item, &position))
    return NULL;
  while (position-- > 0)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

      if (ACME_IS_GROUP (row))
        return ACME_GROUP (row); /* the rows hold it */
    }
  return NULL;
}

static void
choose_next (AcmeTable   *self,
             GtkListItem *list_item)
{
  g_autoptr(GObject) next = g_list_model_get_item (G_LIST_MODEL (self->rows),
                                                   gtk_list_item_get_position (list_item) + 1);

  if (next != NULL)
    acme_table_choose_row (self, next, TRUE);
}

/* As in a tree: towards the text opens a group, then enters it; back leaves a row for its group, then closes that. */
static gboolean
move_in_tree (AcmeTable   *self,
              GtkListItem *list_item,
              gboolean     forward)
{
  gpointer row = gtk_list_item_get_item (list_item);
  AcmeGroup *group = ACME_IS_GROUP (row) ? row : NULL;

  if (group != NULL && acme_group_get_expanded (group) != forward)
    acme_table_toggle_group (self, group);
  else if (group != NULL && forward)
    choose_next (self, list_item);
  else if (group == NULL && !forward && find_group_of (self, row) != NULL)
    acme_table_choose_row (self, find_group_of (self, row), TRUE);
  return TRUE;
}

static gboolean
key_pressed_cb (AcmeTable       *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GtkListItem *list_item = acme_table_get_focus_row (self);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (list_item == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    return pop_up_at_row (self, list_item);
  if (state != 0 || acme_query_get_group (self->query) == ACME_QUERY_NO_FIELD)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_in_tree (self, list_item, is_rtl);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_in_tree (self, list_item, !is_rtl);
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (!ACME_IS_GROUP (gtk_list_item_get_item (list_item)))
        return GDK_EVENT_PROPAGATE;
      acme_table_toggle_group (self, gtk_list_item_get_item (list_item));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* GTK 4.8 has a click with Ctrl selected by the row and unselected again by the cell, each of which has a gesture. */
static void
toggle_row (AcmeTable       *self,
            GtkListItem     *list_item,
            GdkModifierType  state)
{
  GtkWidget *row_widget = acme_table_get_row_widget (list_item);

  gtk_widget_grab_focus (row_widget);
  gtk_widget_activate_action (row_widget, "list.select-item", "(ubb)", gtk_list_item_get_position (list_item),
                              TRUE, (state & GDK_SHIFT_MASK) != 0);
}

/* A click on a group's arrow is enough; elsewhere in its row it takes two, as it only selects. */
static void
primary_pressed_cb (AcmeTable       *self,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkListItem *list_item = widget != NULL ? acme_table_find_row_at (self, widget) : NULL;
  gpointer row = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;

  if (ACME_IS_GROUP (row) && GTK_IS_IMAGE (widget))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      if (n_press == 1)
        acme_table_toggle_group (self, row);
    }
  else if (ACME_IS_ITEM (row) && self->several != NULL && (state & GDK_CONTROL_MASK) != 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      toggle_row (self, list_item, state);
    }
}

static void
secondary_pressed_cb (AcmeTable       *self,
                      int              n_press,
                      double           x,
                      double           y,
                      GtkGestureClick *gesture)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkListItem *list_item = widget != NULL ? acme_table_find_row_at (self, widget) : NULL;
  double own_x, own_y;

  if (list_item == NULL)
    return; /* the header has a menu of its own */

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  focus_row (list_item); /* at once: later it would be taken from the menu */
  acme_table_choose_for_menu (self, gtk_list_item_get_item (list_item), FALSE);
  if (self->context_menu == NULL || !ACME_IS_ITEM (gtk_list_item_get_item (list_item)))
    return;

  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &own_x, &own_y);
  pop_up (self, gtk_list_item_get_item (list_item), acme_table_find_column_at (self, widget),
          &(GdkRectangle) { own_x, own_y, 1, 1 });
}

static void
add_click (AcmeTable *self,
           guint      button,
           GCallback  callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (gesture, "pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

void
acme_table_init_input (AcmeTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->value_menu = g_menu_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (primary_pressed_cb));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (secondary_pressed_cb));
}

/**
 * acme_table_set_context_menu:
 * @self: a table
 * @menu: (nullable): what pops up at an item by a right click, the Menu key or Shift+F10; the table adds how to filter
 *   by what a cell says
 */
void
acme_table_set_context_menu (AcmeTable  *self,
                             GMenuModel *menu)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  g_clear_pointer (&self->context_popover, gtk_widget_unparent);
  g_set_object (&self->context_menu, menu);
}

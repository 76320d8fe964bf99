/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one does to a histogram: drag over bars, or double-click one, to select its time; click to select nothing. By
 * keys: the arrows go from bar to bar, with Shift they extend, Enter selects, Escape takes back one step at a time. */

#include "config.h"

#include "acme-histogram-plot-private.h"

#include "acme-time.h"

#define DRAG_DISTANCE 4
#define PAGE 10

static void
select_bins (AcmeHistogramPlot *self)
{
  guint first = MIN (self->cursor, self->anchor);
  guint last = MAX (self->cursor, self->anchor);

  acme_histogram_plot_select (self, self->data->edges[first], self->data->edges[last + 1]);
}

static void
select_nothing (AcmeHistogramPlot *self)
{
  acme_histogram_plot_select (self, ACME_TIME_NONE, ACME_TIME_NONE);
}

/* Where the keys begin: at the selection, or at the latest that there is. */
static void
place_cursor (AcmeHistogramPlot *self)
{
  guint first, n;
  guint bin = self->data->n_bins - 1;

  if (acme_histogram_plot_find_selection (self, &first, &n))
    bin = first;
  else
    while (bin > 0 && acme_histogram_data_count (self->data, bin, 1) == 0)
      bin--;
  self->cursor = self->anchor = bin;
}

static gboolean
move_cursor (AcmeHistogramPlot *self,
             int                to,
             gboolean           extend)
{
  self->cursor = CLAMP (to, 0, (int) self->data->n_bins - 1);
  if (!extend)
    self->anchor = self->cursor;
  acme_histogram_plot_update (self);
  return GDK_EVENT_STOP;
}

static gboolean
press_enter (AcmeHistogramPlot *self)
{
  select_bins (self);
  acme_histogram_plot_update (self);
  return GDK_EVENT_STOP;
}

/* What has nothing to take back is somebody else's, such as a window's that closes. */
static gboolean
press_escape (AcmeHistogramPlot *self)
{
  gboolean is_extended = self->is_dragging || self->anchor != self->cursor;
  gboolean is_selected = acme_histogram_plot_is_selected (self);

  if (!is_extended && self->selected_from == ACME_TIME_NONE)
    return GDK_EVENT_PROPAGATE;

  self->is_dragging = FALSE;
  self->anchor = self->cursor;
  if (!is_extended || is_selected)
    select_nothing (self);
  acme_histogram_plot_update (self);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (AcmeHistogramPlot *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;

  if (self->data == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (self->cursor < 0)
    place_cursor (self);

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_cursor (self, self->cursor - 1, extend);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_cursor (self, self->cursor + 1, extend);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return move_cursor (self, self->cursor - PAGE, extend);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return move_cursor (self, self->cursor + PAGE, extend);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return move_cursor (self, 0, extend);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return move_cursor (self, self->data->n_bins - 1, extend);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return press_enter (self);
    case GDK_KEY_Escape:
      return press_escape (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* When the focus comes or goes. */
void
acme_histogram_plot_take_focus (AcmeHistogramPlot *self)
{
  if (self->data != NULL && self->cursor < 0 && gtk_widget_is_focus (GTK_WIDGET (self)))
    place_cursor (self);
  acme_histogram_plot_update (self);
}

static void
set_hover (AcmeHistogramPlot *self,
           int                bin)
{
  if (self->hover == bin)
    return;

  self->hover = bin;
  acme_histogram_plot_point (self);
}

static void
motion_cb (AcmeHistogramPlot *self,
           double             x,
           double             y)
{
  set_hover (self, acme_histogram_plot_find_bin (self, x));
}

static void
leave_cb (AcmeHistogramPlot *self)
{
  set_hover (self, -1);
}

static void
drag_update_cb (AcmeHistogramPlot *self,
                double             offset_x,
                double             offset_y,
                GtkGestureDrag    *drag)
{
  double start_x, start_y;

  gtk_gesture_drag_get_start_point (drag, &start_x, &start_y);
  if (self->data == NULL || (!self->is_dragging && ABS (offset_x) < DRAG_DISTANCE))
    return;

  if (!self->is_dragging)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
      self->is_dragging = TRUE;
      self->anchor = acme_histogram_plot_find_bin (self, start_x);
    }
  self->cursor = acme_histogram_plot_find_bin (self, start_x + offset_x);
  acme_histogram_plot_update (self);
}

static void
drag_end_cb (AcmeHistogramPlot *self)
{
  if (!self->is_dragging)
    return;

  self->is_dragging = FALSE;
  if (self->cursor >= 0)
    select_bins (self);
  acme_histogram_plot_update (self);
}

static void
drag_cancel_cb (AcmeHistogramPlot *self)
{
  self->is_dragging = FALSE;
  self->anchor = self->cursor;
  acme_histogram_plot_update (self);
}

static void
pressed_cb (AcmeHistogramPlot *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (AcmeHistogramPlot *self,
             int                n_press,
             double             x,
             double             y)
{
  if (self->data == NULL)
    return;

  self->cursor = self->anchor = acme_histogram_plot_find_bin (self, x);
  if (n_press == 2 && self->cursor >= 0)
    select_bins (self);
  else if (n_press == 1)
    select_nothing (self);
  acme_histogram_plot_update (self);
}

static void
add_gestures (AcmeHistogramPlot *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* When it is made. */
void
acme_histogram_plot_take_input (AcmeHistogramPlot *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  add_gestures (self);
}

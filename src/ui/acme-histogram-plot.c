/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bars of a histogram, over which one drags, or goes by keys, to select a range of time. To assistive technology it
 * is a slider, whose value is a bin and says in words what that holds. */

#include "config.h"

#include "acme-histogram-plot-private.h"

#include <glib/gi18n.h>

#include "acme-histogram-words.h"
#include "acme-time.h"

#define MIN_WIDTH 120
#define NATURAL_WIDTH 400
#define MIN_HEIGHT 72
#define NATURAL_HEIGHT 120

G_DEFINE_FINAL_TYPE (AcmeHistogramPlot, acme_histogram_plot, GTK_TYPE_WIDGET)

enum
{
  POINTED,
  RANGE_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Where the keys are, or what a drag extends over */
static gboolean
find_cursor (AcmeHistogramPlot *self,
             guint             *out_first_bin,
             guint             *out_n_bins)
{
  if (self->cursor < 0 || !(self->is_dragging || gtk_widget_is_focus (GTK_WIDGET (self))))
    return FALSE;

  *out_first_bin = MIN (self->cursor, self->anchor);
  *out_n_bins = ABS (self->cursor - self->anchor) + 1;
  return TRUE;
}

/* Whether what the cursor extends over is what is selected. */
gboolean
acme_histogram_plot_is_selected (AcmeHistogramPlot *self)
{
  return self->data != NULL && self->cursor >= 0 && self->selected_from != ACME_TIME_NONE &&
         self->data->edges[MIN (self->cursor, self->anchor)] == self->selected_from &&
         self->data->edges[MAX (self->cursor, self->anchor) + 1] == self->selected_to;
}

static char *
describe_cursor (AcmeHistogramPlot *self)
{
  gboolean at_cursor;
  g_autofree char *text = NULL;
  guint first, n;

  at_cursor = find_cursor (self, &first, &n);
  if (!at_cursor && !acme_histogram_plot_find_selection (self, &first, &n))
    return g_strdup ("");

  text = acme_histogram_describe_bins (self->data, first, n, FALSE);
  if (at_cursor && !acme_histogram_plot_is_selected (self))
    return g_steal_pointer (&text);
  /* Translators: what assistive technology says of a range of time and what happened in it */
  return g_strdup_printf (_("Selected: %s"), text);
}

/* What is said of the cursor, or of the selection. The description is for GTK 4.8, which does not tell the text of a
 * value. */
static void
update_value (AcmeHistogramPlot *self)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  g_autofree char *text = NULL;

  if (self->data == NULL)
    {
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }

  text = describe_cursor (self);
  gtk_accessible_update_property (accessible,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) (self->data->n_bins - 1),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) MAX (self->cursor, 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* After anything that the user does in it. */
void
acme_histogram_plot_update (AcmeHistogramPlot *self)
{
  update_value (self);
  acme_histogram_plot_point (self);
}

/* After the pointer has moved, which is nothing that one would be told in words. */
void
acme_histogram_plot_point (AcmeHistogramPlot *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[POINTED], 0);
}

/* By the user; %ACME_TIME_NONE for nothing */
void
acme_histogram_plot_select (AcmeHistogramPlot *self,
                            gint64             from,
                            gint64             to)
{
  if (self->selected_from == from && self->selected_to == to)
    return;

  self->selected_from = from;
  self->selected_to = to;
  g_signal_emit (self, signals[RANGE_SELECTED], 0, from, to);
}

/* The bins that the selection touches. */
gboolean
acme_histogram_plot_find_selection (AcmeHistogramPlot *self,
                                    guint             *out_first_bin,
                                    guint             *out_n_bins)
{
  guint first, last;

  if (self->data == NULL || self->selected_from == ACME_TIME_NONE || self->selected_to <= self->data->from ||
      self->selected_from >= self->data->to)
    return FALSE;

  acme_histogram_data_find_bin (self->data, MAX (self->selected_from, self->data->from), &first);
  acme_histogram_data_find_bin (self->data, MIN (self->selected_to, self->data->to) - 1, &last);
  *out_first_bin = first;
  *out_n_bins = last - first + 1;
  return TRUE;
}

static gboolean
acme_histogram_plot_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard_mode,
                                   GtkTooltip *tooltip)
{
  AcmeHistogramPlot *self = ACME_HISTOGRAM_PLOT (widget);
  int bin = keyboard_mode ? self->cursor : acme_histogram_plot_find_bin (self, x);
  graphene_rect_t column;
  g_autofree char *text = NULL;

  if (bin < 0 || self->is_dragging)
    return FALSE;

  text = acme_histogram_describe_bins (self->data, bin, 1, TRUE);
  acme_histogram_plot_get_column (self, bin, 1, &column);
  gtk_tooltip_set_text (tooltip, text);
  /* Below the bars, so that it does not lie upon them */
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { column.origin.x, column.origin.y + column.size.height,
                                                       column.size.width, 1 });
  return TRUE;
}

static void
acme_histogram_plot_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
acme_histogram_plot_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  acme_histogram_plot_forget_look (ACME_HISTOGRAM_PLOT (widget));
}

static void
acme_histogram_plot_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  acme_histogram_plot_draw (ACME_HISTOGRAM_PLOT (widget), snapshot);
}

static void
acme_histogram_plot_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  AcmeHistogramPlot *self = ACME_HISTOGRAM_PLOT (widget);

  GTK_WIDGET_CLASS (acme_histogram_plot_parent_class)->css_changed (widget, change);

  acme_histogram_style_update (&self->style, widget);
  acme_histogram_plot_forget_look (self);
  gtk_widget_queue_draw (widget);
}

static void
acme_histogram_plot_state_flags_changed (GtkWidget     *widget,
                                         GtkStateFlags  previous)
{
  GtkStateFlags focus = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  if (((gtk_widget_get_state_flags (widget) ^ previous) & focus) != 0)
    acme_histogram_plot_take_focus (ACME_HISTOGRAM_PLOT (widget));
}

static void
acme_histogram_plot_finalize (GObject *object)
{
  AcmeHistogramPlot *self = ACME_HISTOGRAM_PLOT (object);

  acme_histogram_plot_forget_look (self);
  acme_histogram_style_clear (&self->style);
  g_clear_pointer (&self->data, acme_histogram_data_unref);

  G_OBJECT_CLASS (acme_histogram_plot_parent_class)->finalize (object);
}

static void
acme_histogram_plot_class_init (AcmeHistogramPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = acme_histogram_plot_finalize;
  widget_class->measure = acme_histogram_plot_measure;
  widget_class->size_allocate = acme_histogram_plot_size_allocate;
  widget_class->snapshot = acme_histogram_plot_snapshot;
  widget_class->css_changed = acme_histogram_plot_css_changed;
  widget_class->state_flags_changed = acme_histogram_plot_state_flags_changed;
  widget_class->query_tooltip = acme_histogram_plot_query_tooltip;

  /**
   * AcmeHistogramPlot::pointed:
   * @self: the plot
   *
   * What acme_histogram_plot_get_pointed() tells may have changed.
   */
  signals[POINTED] = g_signal_new ("pointed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * AcmeHistogramPlot::range-selected:
   * @self: the plot
   * @from: microseconds since 1970 UTC, or %ACME_TIME_NONE
   * @to: likewise
   *
   * See #AcmeHistogram::range-selected.
   */
  signals[RANGE_SELECTED] = g_signal_new ("range-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "histogram-plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
acme_histogram_plot_init (AcmeHistogramPlot *self)
{
  self->cursor = self->anchor = self->hover = -1;
  self->selected_from = self->selected_to = ACME_TIME_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  acme_histogram_plot_take_input (self);
}

/**
 * acme_histogram_plot_new:
 *
 * Returns: (transfer floating): a plot of nothing
 */
GtkWidget *
acme_histogram_plot_new (void)
{
  return g_object_new (ACME_TYPE_HISTOGRAM_PLOT, NULL);
}

/**
 * acme_histogram_plot_get_data:
 * @self: a plot
 *
 * Returns: (transfer none) (nullable): what is drawn
 */
AcmeHistogramData *
acme_histogram_plot_get_data (AcmeHistogramPlot *self)
{
  g_return_val_if_fail (ACME_IS_HISTOGRAM_PLOT (self), NULL);

  return self->data;
}

/* The same moment in other bins. */
static int
move_bin (const AcmeHistogramData *old,
          const AcmeHistogramData *new,
          int                      bin)
{
  guint moved;

  if (bin < 0 || old == NULL || new == NULL || !acme_histogram_data_find_bin (new, old->edges[bin], &moved))
    return -1;
  return moved;
}

static void
describe_whole (AcmeHistogramPlot *self)
{
  g_autofree char *text = self->data != NULL ? acme_histogram_describe (self->data) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : _("No events"), -1);
}

/**
 * acme_histogram_plot_set_data:
 * @self: a plot
 * @data: (nullable) (transfer none): what to draw
 *
 * The selection stays; the cursor stays where it is in time.
 */
void
acme_histogram_plot_set_data (AcmeHistogramPlot *self,
                              AcmeHistogramData *data)
{
  AcmeHistogramData *old;

  g_return_if_fail (ACME_IS_HISTOGRAM_PLOT (self));

  old = self->data;
  self->data = data != NULL ? acme_histogram_data_ref (data) : NULL;
  self->cursor = move_bin (old, data, self->cursor);
  self->anchor = self->cursor >= 0 ? move_bin (old, data, self->anchor) : -1;
  if (self->anchor < 0)
    self->anchor = self->cursor;
  self->hover = move_bin (old, data, self->hover);
  self->is_dragging = self->is_dragging && self->cursor >= 0;
  g_clear_pointer (&old, acme_histogram_data_unref);

  acme_histogram_plot_forget_look (self);
  describe_whole (self);
  acme_histogram_plot_update (self);
}

/**
 * acme_histogram_plot_get_selection:
 * @self: a plot
 * @out_from: (out): microseconds since 1970 UTC, or %ACME_TIME_NONE
 * @out_to: (out): likewise
 *
 * Returns: whether a range is selected
 */
gboolean
acme_histogram_plot_get_selection (AcmeHistogramPlot *self,
                                   gint64            *out_from,
                                   gint64            *out_to)
{
  g_return_val_if_fail (ACME_IS_HISTOGRAM_PLOT (self), FALSE);
  g_return_val_if_fail (out_from != NULL && out_to != NULL, FALSE);

  *out_from = self->selected_from;
  *out_to = self->selected_to;
  return self->selected_from != ACME_TIME_NONE;
}

/**
 * acme_histogram_plot_set_selection:
 * @self: a plot
 * @from: microseconds since 1970 UTC, or %ACME_TIME_NONE for no selection
 * @to: likewise, after @from
 *
 * Shows as selected what was selected elsewhere; "range-selected" is not emitted.
 */
void
acme_histogram_plot_set_selection (AcmeHistogramPlot *self,
                                   gint64             from,
                                   gint64             to)
{
  g_return_if_fail (ACME_IS_HISTOGRAM_PLOT (self));
  g_return_if_fail (from < to || (from == ACME_TIME_NONE && to == ACME_TIME_NONE));

  self->selected_from = from;
  self->selected_to = to;
  acme_histogram_plot_update (self);
}

/**
 * acme_histogram_plot_get_pointed:
 * @self: a plot
 * @out_first_bin: (out): a bin
 * @out_n_bins: (out): how many from there on
 *
 * What the user looks at: what is dragged over, what is under the pointer, where the keys are, or else the selection.
 *
 * Returns: whether there is anything of these
 */
gboolean
acme_histogram_plot_get_pointed (AcmeHistogramPlot *self,
                                 guint             *out_first_bin,
                                 guint             *out_n_bins)
{
  g_return_val_if_fail (ACME_IS_HISTOGRAM_PLOT (self), FALSE);
  g_return_val_if_fail (out_first_bin != NULL && out_n_bins != NULL, FALSE);

  if (self->hover >= 0 && !self->is_dragging)
    {
      *out_first_bin = self->hover;
      *out_n_bins = 1;
      return TRUE;
    }
  return find_cursor (self, out_first_bin, out_n_bins) ||
         acme_histogram_plot_find_selection (self, out_first_bin, out_n_bins);
}

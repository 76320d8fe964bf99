/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the bars of a histogram look. Bars and axes are made once, for the size and the colours that there are, and kept
 * as they are drawn; what follows the pointer is put above and below them, so that a frame costs the same for ten
 * bars and for hundreds. */

#include "config.h"

#include "acme-histogram-plot-private.h"

#include "acme-histogram-axis.h"
#include "acme-histogram-words.h"

#define LABEL_GAP 6
#define TICK_DISTANCE 72 /* how far labels are apart, roughly */
#define LINE_DISTANCE 34 /* the same for those above each other */
#define FADED 0.35

/* To the next whole pixel */
static double
snap (double value)
{
  return (int) (value + 0.5);
}

static double
get_x (AcmeHistogramPlot *self,
       gint64             time)
{
  double part = (double) (time - self->data->from) / (double) (self->data->to - self->data->from);

  return self->area.origin.x + snap (part * self->area.size.width);
}

/* All of the height over some bins, as wide as they are. */
void
acme_histogram_plot_get_column (AcmeHistogramPlot *self,
                                guint              first_bin,
                                guint              n_bins,
                                graphene_rect_t   *out_column)
{
  double start = get_x (self, self->data->edges[first_bin]);
  double end = get_x (self, self->data->edges[first_bin + n_bins]);

  graphene_rect_init (out_column, start, self->area.origin.y, MAX (end - start, 1), self->area.size.height);
}

/* The bin at @x, or the nearest one; -1 if there is none. */
int
acme_histogram_plot_find_bin (AcmeHistogramPlot *self,
                              double             x)
{
  double part;
  gint64 span;
  guint bin;

  if (self->data == NULL || self->area.size.width <= 0)
    return -1;

  part = CLAMP ((x - self->area.origin.x) / self->area.size.width, 0, 1);
  span = self->data->to - self->data->from;
  acme_histogram_data_find_bin (self->data, self->data->from + MIN ((gint64) (part * span), span - 1), &bin);
  return bin;
}

static PangoLayout *
make_label (AcmeHistogramPlot *self,
            const char        *text,
            int               *out_width,
            int               *out_height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, out_width, out_height);
  return layout;
}

static void
draw_label (AcmeHistogramPlot *self,
            GtkSnapshot       *snapshot,
            PangoLayout       *layout,
            double             x,
            double             y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &self->style.label);
  gtk_snapshot_restore (snapshot);
}

/* By how much one line is above the next */
static guint64
get_step (AcmeHistogramPlot *self,
          guint64            most)
{
  return acme_histogram_axis_choose_step (most, MAX (self->area.size.height / LINE_DISTANCE, 1));
}

static double
get_height (AcmeHistogramPlot *self,
            guint64            count,
            guint64            most)
{
  return most > 0 ? (double) count / most * self->area.size.height : 0;
}

/* The place that the labels leave to the bars. */
static void
lay_out (AcmeHistogramPlot *self,
         guint64            most)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int label_width, label_height;
  g_autoptr(PangoLayout) zero = make_label (self, "0", &label_width, &label_height);
  double left = label_width;
  double top = (label_height + 1) / 2;

  graphene_rect_init (&self->area, 0, top, 1, MAX (height - top - label_height - 5, 1));
  for (guint64 count = get_step (self, most); count <= most; count += get_step (self, most))
    {
      g_autofree char *number = acme_histogram_format_count (count);
      g_autoptr(PangoLayout) layout = make_label (self, number, &label_width, &label_height);

      left = MAX (left, label_width);
    }
  self->area.origin.x = left + LABEL_GAP;
  self->area.size.width = MAX (width - self->area.origin.x - 1, 1);
}

static void
draw_lines (AcmeHistogramPlot *self,
            GtkSnapshot       *snapshot,
            guint64            most)
{
  for (guint64 count = 0; count <= most; count += get_step (self, most))
    {
      double y = self->area.origin.y + self->area.size.height - snap (get_height (self, count, most));
      g_autofree char *number = acme_histogram_format_count (count);
      int width, height;
      g_autoptr(PangoLayout) layout = make_label (self, number, &width, &height);

      gtk_snapshot_append_color (snapshot, &self->style.line,
                                 &GRAPHENE_RECT_INIT (self->area.origin.x, y, self->area.size.width, 1));
      draw_label (self, snapshot, layout, self->area.origin.x - LABEL_GAP - width, y - (height + 1) / 2);
    }
}

static void
draw_ticks (AcmeHistogramPlot *self,
            GtkSnapshot       *snapshot)
{
  guint max_ticks = MAX (self->area.size.width / TICK_DISTANCE, 1);
  g_autoptr(GArray) ticks = acme_histogram_axis_list_ticks (self->data->from, self->data->to, max_ticks);
  double bottom = self->area.origin.y + self->area.size.height;
  double free_from = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      AcmeHistogramTick *tick = &g_array_index (ticks, AcmeHistogramTick, i);
      double x = get_x (self, tick->time);
      int width, height;
      g_autoptr(PangoLayout) layout = make_label (self, tick->label, &width, &height);

      if (x < free_from || x + width > self->area.origin.x + self->area.size.width)
        continue;
      gtk_snapshot_append_color (snapshot, &self->style.line, &GRAPHENE_RECT_INIT (x, bottom, 1, 5));
      draw_label (self, snapshot, layout, x + 4, bottom + 3);
      free_from = x + width + 12;
    }
}

/* One upon the other. Each kind that there is gets a pixel as long as there are pixels. */
static void
draw_bar (AcmeHistogramPlot *self,
          GtkSnapshot       *snapshot,
          guint              bin,
          guint64            most)
{
  guint64 total = acme_histogram_data_count (self->data, bin, 1);
  double height = MAX (snap (get_height (self, total, most)), 1);
  double bottom = self->area.origin.y + self->area.size.height;
  graphene_rect_t bar;
  double radius;
  int gap;
  GskRoundedRect shape;
  guint64 below = 0;

  if (total == 0)
    return;

  acme_histogram_plot_get_column (self, bin, 1, &bar);
  gap = bar.size.width >= 16 ? 3 : bar.size.width >= 8 ? 2 : bar.size.width >= 3 ? 1 : 0;
  graphene_rect_init (&bar, bar.origin.x + gap / 2, bottom - height, bar.size.width - gap, height);
  radius = self->style.high_contrast || bar.size.width < 5 ? 0 : MIN (MIN (3, bar.size.width / 3), height);
  gsk_rounded_rect_init (&shape, &bar, &GRAPHENE_SIZE_INIT (radius, radius), &GRAPHENE_SIZE_INIT (radius, radius),
                         &GRAPHENE_SIZE_INIT (0, 0), &GRAPHENE_SIZE_INIT (0, 0));

  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  for (guint kind = 0; kind < self->data->n_kinds; kind++)
    {
      guint count = self->data->counts[bin * self->data->n_kinds + kind];
      double start = snap (height * below / total);
      double end = snap (height * (below + count) / total);

      below += count;
      if (end > start)
        acme_histogram_style_draw (&self->style, snapshot, acme_histogram_style_get_fill (self->data, kind),
                                   &GRAPHENE_RECT_INIT (bar.origin.x, bottom - end, bar.size.width, end - start));
    }
  gtk_snapshot_pop (snapshot);
}

static void
build (AcmeHistogramPlot *self)
{
  GtkSnapshot *axes = gtk_snapshot_new ();
  GtkSnapshot *bars = gtk_snapshot_new ();
  guint64 most;

  acme_histogram_data_find_highest (self->data, &most);
  lay_out (self, most);
  draw_lines (self, axes, most);
  draw_ticks (self, axes);
  for (guint bin = 0; bin < self->data->n_bins; bin++)
    draw_bar (self, bars, bin, most);
  self->axes = gtk_snapshot_free_to_node (axes);
  self->bars = gtk_snapshot_free_to_node (bars);
  self->is_built = TRUE;
}

/* After a change of what is drawn, its size or its colours */
void
acme_histogram_plot_forget_look (AcmeHistogramPlot *self)
{
  g_clear_pointer (&self->axes, gsk_render_node_unref);
  g_clear_pointer (&self->bars, gsk_render_node_unref);
  self->is_built = FALSE;
}

static void
draw_clipped (AcmeHistogramPlot *self,
              GtkSnapshot       *snapshot,
              double             start,
              double             end,
              gboolean           is_faded)
{
  if (end <= start)
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (start, 0, end - start,
                                                         gtk_widget_get_height (GTK_WIDGET (self))));
  if (is_faded)
    gtk_snapshot_push_opacity (snapshot, FADED);
  gtk_snapshot_append_node (snapshot, self->bars);
  if (is_faded)
    gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}

/* What is selected stands out from the rest. */
static void
draw_bars (AcmeHistogramPlot     *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *selection)
{
  double left = self->area.origin.x;
  double right = left + self->area.size.width;

  if (self->bars == NULL)
    return;

  if (selection == NULL)
    {
      gtk_snapshot_append_node (snapshot, self->bars);
      return;
    }
  draw_clipped (self, snapshot, left, selection->origin.x, TRUE);
  draw_clipped (self, snapshot, selection->origin.x, selection->origin.x + selection->size.width, FALSE);
  draw_clipped (self, snapshot, selection->origin.x + selection->size.width, right, TRUE);
}

static void
fill (GtkSnapshot           *snapshot,
      GdkRGBA                color,
      float                  alpha,
      const graphene_rect_t *area)
{
  color.alpha *= alpha;
  gtk_snapshot_append_color (snapshot, &color, area);
}

static void
draw_ends (AcmeHistogramPlot     *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *selection)
{
  double width = self->style.high_contrast ? 2 : 1;

  fill (snapshot, self->style.accent, 1,
        &GRAPHENE_RECT_INIT (selection->origin.x, selection->origin.y, width, selection->size.height));
  fill (snapshot, self->style.accent, 1,
        &GRAPHENE_RECT_INIT (selection->origin.x + selection->size.width - width, selection->origin.y, width,
                             selection->size.height));
}

static void
draw_cursor (AcmeHistogramPlot *self,
             GtkSnapshot       *snapshot)
{
  graphene_rect_t column;
  GskRoundedRect outline;
  GdkRGBA color = self->style.accent;

  acme_histogram_plot_get_column (self, self->cursor, 1, &column);
  graphene_rect_inset (&column, -2, -2);
  gsk_rounded_rect_init_from_rect (&outline, &column, 4);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { color, color, color, color });
}

/* What is selected, or is about to be. */
static gboolean
find_selected_column (AcmeHistogramPlot *self,
                      graphene_rect_t   *out_column)
{
  guint first, n;
  gboolean has_focus = gtk_widget_has_visible_focus (GTK_WIDGET (self));

  if (self->cursor >= 0 && (self->is_dragging || (has_focus && self->anchor != self->cursor)))
    {
      acme_histogram_plot_get_column (self, MIN (self->cursor, self->anchor), ABS (self->cursor - self->anchor) + 1,
                                      out_column);
      return TRUE;
    }
  if (!acme_histogram_plot_find_selection (self, &first, &n))
    return FALSE;
  acme_histogram_plot_get_column (self, first, n, out_column);
  return TRUE;
}

void
acme_histogram_plot_draw (AcmeHistogramPlot *self,
                          GtkSnapshot       *snapshot)
{
  graphene_rect_t selection, column;
  gboolean has_selection;

  if (self->data == NULL)
    return;

  if (!self->is_built)
    build (self);
  has_selection = find_selected_column (self, &selection);
  if (has_selection)
    fill (snapshot, self->style.accent, 0.15, &selection);
  if (self->hover >= 0 && !self->is_dragging)
    {
      acme_histogram_plot_get_column (self, self->hover, 1, &column);
      fill (snapshot, self->style.text, self->style.high_contrast ? 0.25 : 0.1, &column);
    }
  if (self->axes != NULL)
    gtk_snapshot_append_node (snapshot, self->axes);
  draw_bars (self, snapshot, has_selection ? &selection : NULL);
  if (has_selection)
    draw_ends (self, snapshot, &selection);
  if (self->cursor >= 0 && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    draw_cursor (self, snapshot);
}

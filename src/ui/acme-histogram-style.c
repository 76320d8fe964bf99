/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the kinds of a histogram are told apart: by colours of the palette that stay different from each other, and from
 * what is behind them, for eyes that do not see red or green; in high contrast by patterns and outlines too. */

#include "config.h"

#include "acme-histogram-style.h"

/* The edge of a pattern's tile, in logical pixels; it is drawn twice as fine. */
#define TILE 8

static const char *const light_fills[ACME_HISTOGRAM_N_FILLS] = {
  "blue_3", "orange_3", "green_5", "purple_3", "brown_4", "light_5",
};

static const char *const dark_fills[ACME_HISTOGRAM_N_FILLS] = {
  "blue_3", "orange_2", "green_4", "purple_1", "brown_2", "dark_1",
};

static GdkRGBA
look_up (GtkStyleContext *context,
         const char      *name,
         const GdkRGBA   *otherwise)
{
  GdkRGBA color;

  return gtk_style_context_lookup_color (context, name, &color) ? color : *otherwise;
}

static GdkRGBA
fade (GdkRGBA color,
      float   alpha)
{
  color.alpha *= alpha;
  return color;
}

static void
draw_dots (cairo_t *cr)
{
  for (int i = 0; i < 2; i++)
    {
      cairo_arc (cr, 2 + i * TILE / 2, 2 + i * TILE / 2, 1.4, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_line (cairo_t *cr,
           double   x0,
           double   y0,
           double   x1,
           double   y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

/* From corner to corner of the tile, and what of the neighbours' lines reaches into it */
static void
draw_diagonals (cairo_t *cr,
                gboolean falling)
{
  for (int i = -1; i <= 1; i++)
    {
      if (falling)
        draw_line (cr, i * TILE - 2, -2, i * TILE + TILE + 2, TILE + 2);
      else
        draw_line (cr, i * TILE - 2, TILE + 2, i * TILE + TILE + 2, -2);
    }
}

/* The first kind is solid, and so is what is left over, which has no colour. */
static void
draw_pattern (cairo_t *cr,
              guint    fill)
{
  switch (fill)
    {
    case 1:
      draw_diagonals (cr, FALSE);
      break;
    case 2:
      draw_dots (cr);
      break;
    case 3:
      draw_line (cr, 0, TILE / 4, TILE, TILE / 4);
      draw_line (cr, 0, TILE * 3 / 4, TILE, TILE * 3 / 4);
      break;
    case 4:
      draw_diagonals (cr, TRUE);
      break;
    default:
      break;
    }
}

static GdkTexture *
make_pattern (guint          fill,
              const GdkRGBA *color)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * TILE, 2 * TILE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_scale (cr, 2, 2);
  cairo_set_line_width (cr, 1.5);
  gdk_cairo_set_source_rgba (cr, color);
  draw_pattern (cr, fill);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface) * 2 * TILE);
  texture = gdk_memory_texture_new (2 * TILE, 2 * TILE, GDK_MEMORY_DEFAULT, bytes,
                                    cairo_image_surface_get_stride (surface));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return texture;
}

/**
 * acme_histogram_style_update:
 * @self: a style, which was all 0 at first
 * @widget: what is drawn
 *
 * Takes the colours that @widget has now.
 */
void
acme_histogram_style_update (AcmeHistogramStyle *self,
                             GtkWidget          *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  const char *const *names = adw_style_manager_get_dark (manager) ? dark_fills : light_fills;
  GdkRGBA background;

  acme_histogram_style_clear (self);
  self->high_contrast = adw_style_manager_get_high_contrast (manager);
  gtk_style_context_get_color (context, &self->text);
  self->label = fade (self->text, self->high_contrast ? 0.9 : 0.6);
  self->line = fade (self->text, self->high_contrast ? 0.5 : 0.12);
  self->accent = look_up (context, "accent_color", &self->text);
  background = look_up (context, "window_bg_color", &self->text);
  for (guint fill = 0; fill < ACME_HISTOGRAM_N_FILLS; fill++)
    {
      self->fills[fill] = look_up (context, names[fill], &self->text);
      if (self->high_contrast)
        self->patterns[fill] = make_pattern (fill, &background);
    }
}

/**
 * acme_histogram_style_clear:
 * @self: a style
 *
 * Frees what it holds.
 */
void
acme_histogram_style_clear (AcmeHistogramStyle *self)
{
  for (guint fill = 0; fill < ACME_HISTOGRAM_N_FILLS; fill++)
    g_clear_object (&self->patterns[fill]);
}

/**
 * acme_histogram_style_get_fill:
 * @data: counts
 * @kind: a kind of @data
 *
 * Returns: how @kind is drawn
 */
guint
acme_histogram_style_get_fill (const AcmeHistogramData *data,
                               guint                    kind)
{
  if (data->has_other && kind == data->n_kinds - 1)
    return ACME_HISTOGRAM_N_FILLS - 1;
  return kind % (ACME_HISTOGRAM_N_FILLS - 1);
}

static void
draw_outline (const AcmeHistogramStyle *self,
              GtkSnapshot              *snapshot,
              const graphene_rect_t    *area)
{
  GskRoundedRect outline;
  float widths[4] = { 1, 1, 1, 1 };
  GdkRGBA colors[4] = { self->text, self->text, self->text, self->text };

  gsk_rounded_rect_init_from_rect (&outline, area, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/**
 * acme_histogram_style_draw:
 * @self: a style
 * @snapshot: what is drawn to
 * @fill: how to draw it
 * @area: what to fill
 */
void
acme_histogram_style_draw (const AcmeHistogramStyle *self,
                           GtkSnapshot              *snapshot,
                           guint                     fill,
                           const graphene_rect_t    *area)
{
  gtk_snapshot_append_color (snapshot, &self->fills[fill], area);
  if (!self->high_contrast)
    return;

  if (fill > 0 && fill < ACME_HISTOGRAM_N_FILLS - 1)
    {
      /* From the bottom of the plot, so that the pattern goes on from bar to bar */
      graphene_rect_t tile = GRAPHENE_RECT_INIT (0, 0, TILE, TILE);

      gtk_snapshot_push_repeat (snapshot, area, &tile);
      gtk_snapshot_append_texture (snapshot, self->patterns[fill], &tile);
      gtk_snapshot_pop (snapshot);
    }
  if (area->size.width >= 4 && area->size.height >= 3)
    draw_outline (self, snapshot, area);
}

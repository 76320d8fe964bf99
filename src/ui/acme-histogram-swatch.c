/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A piece of the colour, and of the pattern, by which a kind is drawn in a histogram. */

#include "config.h"

#include "acme-histogram-swatch.h"

#include "acme-histogram-style.h"

#define SIZE 10
#define HIGH_CONTRAST_SIZE 16

struct _AcmeHistogramSwatch
{
  GtkWidget parent_instance;

  guint fill;
  AcmeHistogramStyle style;
};

G_DEFINE_FINAL_TYPE (AcmeHistogramSwatch, acme_histogram_swatch, GTK_TYPE_WIDGET)

static void
acme_histogram_swatch_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  *minimum = *natural = ACME_HISTOGRAM_SWATCH (widget)->style.high_contrast ? HIGH_CONTRAST_SIZE : SIZE;
}

static void
acme_histogram_swatch_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  AcmeHistogramSwatch *self = ACME_HISTOGRAM_SWATCH (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &area, self->style.high_contrast ? 0 : 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  acme_histogram_style_draw (&self->style, snapshot, self->fill, &area);
  gtk_snapshot_pop (snapshot);
}

static void
acme_histogram_swatch_css_changed (GtkWidget         *widget,
                                   GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (acme_histogram_swatch_parent_class)->css_changed (widget, change);

  acme_histogram_style_update (&ACME_HISTOGRAM_SWATCH (widget)->style, widget);
  gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
acme_histogram_swatch_finalize (GObject *object)
{
  acme_histogram_style_clear (&ACME_HISTOGRAM_SWATCH (object)->style);

  G_OBJECT_CLASS (acme_histogram_swatch_parent_class)->finalize (object);
}

static void
acme_histogram_swatch_class_init (AcmeHistogramSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = acme_histogram_swatch_finalize;
  widget_class->measure = acme_histogram_swatch_measure;
  widget_class->snapshot = acme_histogram_swatch_snapshot;
  widget_class->css_changed = acme_histogram_swatch_css_changed;
  gtk_widget_class_set_css_name (widget_class, "histogram-swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
acme_histogram_swatch_init (AcmeHistogramSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * acme_histogram_swatch_new:
 *
 * Returns: (transfer floating): a swatch of the first colour
 */
GtkWidget *
acme_histogram_swatch_new (void)
{
  return g_object_new (ACME_TYPE_HISTOGRAM_SWATCH, NULL);
}

/**
 * acme_histogram_swatch_set_fill:
 * @self: a swatch
 * @fill: what it shows, as by acme_histogram_style_get_fill()
 */
void
acme_histogram_swatch_set_fill (AcmeHistogramSwatch *self,
                                guint                fill)
{
  g_return_if_fail (ACME_IS_HISTOGRAM_SWATCH (self));
  g_return_if_fail (fill < ACME_HISTOGRAM_N_FILLS);

  self->fill = fill;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which colour is which kind, and how many of each there are: in all, or in what is pointed at. */

#include "config.h"

#include "acme-histogram-legend.h"

#include "acme-histogram-style.h"
#include "acme-histogram-swatch.h"
#include "acme-histogram-words.h"
#include "acme-wrap-box.h"

struct _AcmeHistogramLegend
{
  AdwBin parent_instance;

  AcmeWrapBox *box;
};

G_DEFINE_FINAL_TYPE (AcmeHistogramLegend, acme_histogram_legend, ADW_TYPE_BIN)

static GtkWidget *
add_entry (AcmeHistogramLegend *self)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (count), 0);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "count");
  gtk_box_append (GTK_BOX (entry), acme_histogram_swatch_new ());
  gtk_box_append (GTK_BOX (entry), title);
  gtk_box_append (GTK_BOX (entry), count);
  acme_wrap_box_append (self->box, entry);
  return entry;
}

/* The count takes the room of the total, so that nothing moves while the pointer does. */
static void
fill_entry (GtkWidget               *entry,
            const AcmeHistogramData *data,
            guint                    kind,
            guint                    first_bin,
            guint                    n_bins)
{
  GtkWidget *swatch = gtk_widget_get_first_child (entry);
  GtkWidget *title = gtk_widget_get_next_sibling (swatch);
  GtkWidget *count = gtk_widget_get_next_sibling (title);
  g_autofree char *total = acme_histogram_format_count (acme_histogram_data_count_kind (data, kind, 0, data->n_bins));
  g_autofree char *number = acme_histogram_format_count (acme_histogram_data_count_kind (data, kind, first_bin,
                                                                                         n_bins));

  acme_histogram_swatch_set_fill (ACME_HISTOGRAM_SWATCH (swatch), acme_histogram_style_get_fill (data, kind));
  gtk_label_set_text (GTK_LABEL (title), data->kinds[kind]);
  gtk_label_set_width_chars (GTK_LABEL (count), g_utf8_strlen (total, -1));
  gtk_label_set_text (GTK_LABEL (count), number);
}

static void
acme_histogram_legend_class_init (AcmeHistogramLegendClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "histogram-legend");
}

static void
acme_histogram_legend_init (AcmeHistogramLegend *self)
{
  self->box = ACME_WRAP_BOX (acme_wrap_box_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * acme_histogram_legend_new:
 *
 * Returns: (transfer floating): an empty legend
 */
GtkWidget *
acme_histogram_legend_new (void)
{
  return g_object_new (ACME_TYPE_HISTOGRAM_LEGEND, NULL);
}

/**
 * acme_histogram_legend_show:
 * @self: a legend
 * @data: (nullable): counts
 * @first_bin: the first bin of those whose counts are shown
 * @n_bins: how many they are; more than there are is all
 */
void
acme_histogram_legend_show (AcmeHistogramLegend     *self,
                            const AcmeHistogramData *data,
                            guint                    first_bin,
                            guint                    n_bins)
{
  GtkWidget *entry;

  g_return_if_fail (ACME_IS_HISTOGRAM_LEGEND (self));

  entry = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (guint kind = 0; data != NULL && kind < data->n_kinds; kind++)
    {
      if (entry == NULL)
        entry = add_entry (self);
      fill_entry (entry, data, kind, first_bin, n_bins);
      entry = gtk_widget_get_next_sibling (entry);
    }
  while (entry != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (entry);

      gtk_widget_unparent (entry);
      entry = next;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events over time, stacked by their kinds: a line that says what is looked at, the bars, and a legend with numbers. */

#include "config.h"

#include "acme-histogram.h"

#include <glib/gi18n.h>

#include "acme-histogram-legend.h"
#include "acme-histogram-plot.h"
#include "acme-histogram-words.h"
#include "acme-time.h"

struct _AcmeHistogram
{
  GtkWidget parent_instance;

  GtkLabel *times_label;
  GtkLabel *count_label;
  AcmeHistogramPlot *plot;
  AcmeHistogramLegend *legend;
};

G_DEFINE_FINAL_TYPE (AcmeHistogram, acme_histogram, GTK_TYPE_WIDGET)

enum
{
  RANGE_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is pointed at, or else all of it */
static void
show_pointed (AcmeHistogram *self)
{
  AcmeHistogramData *data = acme_histogram_plot_get_data (self->plot);
  guint first = 0;
  guint n = data != NULL ? data->n_bins : 0;
  g_autofree char *times = NULL;
  g_autofree char *count = NULL;

  if (data == NULL)
    {
      gtk_label_set_text (self->times_label, "");
      gtk_label_set_text (self->count_label, "");
      acme_histogram_legend_show (self->legend, NULL, 0, 0);
      return;
    }

  acme_histogram_plot_get_pointed (self->plot, &first, &n);
  times = acme_histogram_describe_times (data->edges[first], data->edges[first + n]);
  count = acme_histogram_format_events (acme_histogram_data_count (data, first, n));
  gtk_label_set_text (self->times_label, times);
  gtk_label_set_text (self->count_label, count);
  acme_histogram_legend_show (self->legend, data, first, n);
}

static void
range_selected_cb (AcmeHistogram *self,
                   gint64         from,
                   gint64         to)
{
  g_signal_emit (self, signals[RANGE_SELECTED], 0, from, to);
}

static void
acme_histogram_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_HISTOGRAM);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL) /* those that have no name */
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (acme_histogram_parent_class)->dispose (object);
}

static void
acme_histogram_class_init (AcmeHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_histogram_dispose;

  /**
   * AcmeHistogram::range-selected:
   * @self: the histogram
   * @from: microseconds since 1970 UTC, or %ACME_TIME_NONE
   * @to: likewise: what is selected is not before @from and before @to
   *
   * The user has selected a range of time, or with %ACME_TIME_NONE that there be none.
   */
  signals[RANGE_SELECTED] = g_signal_new ("range-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  g_type_ensure (ACME_TYPE_HISTOGRAM_LEGEND);
  g_type_ensure (ACME_TYPE_HISTOGRAM_PLOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-histogram.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeHistogram, times_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeHistogram, count_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeHistogram, plot);
  gtk_widget_class_bind_template_child (widget_class, AcmeHistogram, legend);
  gtk_widget_class_bind_template_callback (widget_class, show_pointed);
  gtk_widget_class_bind_template_callback (widget_class, range_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
acme_histogram_init (AcmeHistogram *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_histogram_new:
 *
 * Returns: (transfer floating): a histogram of nothing
 */
GtkWidget *
acme_histogram_new (void)
{
  return g_object_new (ACME_TYPE_HISTOGRAM, NULL);
}

/**
 * acme_histogram_get_data:
 * @self: a histogram
 *
 * Returns: (transfer none) (nullable): what it shows
 */
AcmeHistogramData *
acme_histogram_get_data (AcmeHistogram *self)
{
  g_return_val_if_fail (ACME_IS_HISTOGRAM (self), NULL);

  return acme_histogram_plot_get_data (self->plot);
}

/**
 * acme_histogram_set_data:
 * @self: a histogram
 * @data: (nullable) (transfer none): what to show
 *
 * As often as it changes, such as while it loads. What is selected stays so.
 */
void
acme_histogram_set_data (AcmeHistogram     *self,
                         AcmeHistogramData *data)
{
  g_return_if_fail (ACME_IS_HISTOGRAM (self));

  acme_histogram_plot_set_data (self->plot, data);
}

/**
 * acme_histogram_get_selection:
 * @self: a histogram
 * @out_from: (out): microseconds since 1970 UTC, or %ACME_TIME_NONE
 * @out_to: (out): likewise
 *
 * Returns: whether a range of time is selected
 */
gboolean
acme_histogram_get_selection (AcmeHistogram *self,
                              gint64        *out_from,
                              gint64        *out_to)
{
  g_return_val_if_fail (ACME_IS_HISTOGRAM (self), FALSE);

  return acme_histogram_plot_get_selection (self->plot, out_from, out_to);
}

/**
 * acme_histogram_set_selection:
 * @self: a histogram
 * @from: microseconds since 1970 UTC, or %ACME_TIME_NONE for no selection
 * @to: likewise, after @from
 *
 * Shows as selected what was selected elsewhere; "range-selected" is not emitted.
 */
void
acme_histogram_set_selection (AcmeHistogram *self,
                              gint64         from,
                              gint64         to)
{
  g_return_if_fail (ACME_IS_HISTOGRAM (self));

  acme_histogram_plot_set_selection (self->plot, from, to);
}

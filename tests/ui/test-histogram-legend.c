/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-legend.h"

#include "find-widget.h"
#include "sample-histogram.h"

static void
test_show (void)
{
  GtkWidget *legend = g_object_ref_sink (acme_histogram_legend_new ());
  AcmeHistogramLegend *self = ACME_HISTOGRAM_LEGEND (legend);
  g_autoptr(AcmeHistogramData) data = sample_histogram_new ();
  static const char *const fewer[] = { "Certificate", NULL };
  g_autoptr(AcmeHistogramData) other = acme_histogram_data_new (data->from, data->to, 4, fewer, FALSE);

  acme_histogram_legend_show (self, data, 0, data->n_bins);
  g_assert_nonnull (find_label (legend, "ACME account"));
  g_assert_nonnull (find_label (legend, "30"));
  g_assert_nonnull (find_label (legend, "15"));
  acme_histogram_legend_show (self, data, 0, 1);
  g_assert_nonnull (find_label (legend, "10"));
  assert_text_nowhere (legend, "15");

  acme_histogram_legend_show (self, other, 0, 1);
  g_assert_nonnull (find_label (legend, "Certificate"));
  assert_text_nowhere (legend, "Login");
  acme_histogram_legend_show (self, NULL, 0, 0);
  assert_text_nowhere (legend, "Certificate");
  g_assert_finalize_object (legend);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/histogram-legend/show", test_show);
  return g_test_run ();
}

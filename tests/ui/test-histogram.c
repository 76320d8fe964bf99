/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram.h"

#include "acme-histogram-plot.h"
#include "acme-time.h"
#include "find-widget.h"
#include "sample-histogram.h"

static void
test_new (void)
{
  GtkWidget *histogram = g_object_ref_sink (acme_histogram_new ());
  gint64 from, to;

  g_assert_null (acme_histogram_get_data (ACME_HISTOGRAM (histogram)));
  g_assert_false (acme_histogram_get_selection (ACME_HISTOGRAM (histogram), &from, &to));
  g_assert_finalize_object (histogram);
}

static void
take_from_cb (gint64 *out_from,
              gint64  from,
              gint64  to)
{
  *out_from = from;
}

/* All of it, until something is pointed at */
static void
test_words (void)
{
  GtkWidget *histogram = acme_histogram_new ();
  GtkWidget *window = sample_histogram_show (histogram);
  GtkWidget *plot = find_widget (histogram, ACME_TYPE_HISTOGRAM_PLOT, NULL);
  AcmeHistogramData *data = sample_histogram_new ();
  gint64 selected_from = 0;

  g_signal_connect_swapped (histogram, "range-selected", G_CALLBACK (take_from_cb), &selected_from);
  acme_histogram_set_data (ACME_HISTOGRAM (histogram), data);
  acme_histogram_data_unref (data);
  g_assert_true (acme_histogram_get_data (ACME_HISTOGRAM (histogram)) == data);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  acme_histogram_set_selection (ACME_HISTOGRAM (histogram), ACME_TIME_NONE, ACME_TIME_NONE);
  g_assert_nonnull (find_label (histogram, "1 – 4 Nov 2026"));
  g_assert_nonnull (find_label (histogram, "50 events"));
  g_assert_nonnull (find_label (histogram, "Login"));

  acme_histogram_set_selection (ACME_HISTOGRAM (histogram), sample_histogram_get_time (1),
                                sample_histogram_get_time (2));
  g_assert_nonnull (find_label (histogram, "1 Nov 2026"));
  g_assert_nonnull (find_label (histogram, "10 events"));

  gtk_widget_grab_focus (plot);
  sample_histogram_press (plot, GDK_KEY_End);
  g_assert_nonnull (find_label (histogram, "4 Nov 2026"));
  g_assert_nonnull (find_label (histogram, "0 events"));
  sample_histogram_press (plot, GDK_KEY_Return);
  g_assert_cmpint (selected_from, ==, sample_histogram_get_time (4));

  acme_histogram_set_data (ACME_HISTOGRAM (histogram), NULL);
  assert_text_nowhere (histogram, "Login");
  /* With the focus in it */
  g_object_add_weak_pointer (G_OBJECT (histogram), (gpointer *) &histogram);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_null (histogram);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/histogram/new", test_new);
  g_test_add_func ("/histogram/words", test_words);
  return g_test_run ();
}

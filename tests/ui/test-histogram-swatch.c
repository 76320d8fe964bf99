/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-swatch.h"

#include <adwaita.h>

#include "find-widget.h"
#include "sample-histogram.h"

static gboolean
is_blue (GdkRGBA color)
{
  return color.blue > 0.7 && color.red < 0.4;
}

static void
test_fill (void)
{
  GtkWidget *swatch = acme_histogram_swatch_new ();
  GtkWidget *window = sample_histogram_show (swatch);
  int x = gtk_widget_get_width (swatch) / 2;
  int y = gtk_widget_get_height (swatch) / 2;

  g_assert_true (is_blue (sample_histogram_get_pixel (swatch, x, y)));
  acme_histogram_swatch_set_fill (ACME_HISTOGRAM_SWATCH (swatch), 1);
  g_assert_false (is_blue (sample_histogram_get_pixel (swatch, x, y)));

  g_object_add_weak_pointer (G_OBJECT (swatch), (gpointer *) &swatch);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_assert_null (swatch);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/histogram-swatch/fill", test_fill);
  return g_test_run ();
}

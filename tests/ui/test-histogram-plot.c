/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-plot.h"

#include <adwaita.h>

#include "acme-time.h"
#include "find-widget.h"
#include "sample-histogram.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *widget;
  AcmeHistogramPlot *plot;
  gint64 from; /* what was told last */
  gint64 to;
  guint n_told;
} Fixture;

static void
range_selected_cb (Fixture *fixture,
                   gint64   from,
                   gint64   to)
{
  fixture->from = from;
  fixture->to = to;
  fixture->n_told++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AcmeHistogramData) counts = sample_histogram_new ();

  fixture->widget = acme_histogram_plot_new ();
  fixture->plot = ACME_HISTOGRAM_PLOT (fixture->widget);
  acme_histogram_plot_set_data (fixture->plot, counts);
  g_signal_connect_swapped (fixture->plot, "range-selected", G_CALLBACK (range_selected_cb), fixture);
  fixture->window = sample_histogram_show (fixture->widget);
  gtk_widget_grab_focus (fixture->widget);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_null (fixture->widget);
}

static void
assert_told (Fixture *fixture,
             guint    first_day,
             guint    day_after)
{
  g_assert_cmpint (fixture->from, ==, sample_histogram_get_time (first_day));
  g_assert_cmpint (fixture->to, ==, sample_histogram_get_time (day_after));
}

static void
assert_pointed (Fixture *fixture,
                guint    first_bin,
                guint    n_bins)
{
  guint first, n;

  g_assert_true (acme_histogram_plot_get_pointed (fixture->plot, &first, &n));
  g_assert_cmpuint (first, ==, first_bin);
  g_assert_cmpuint (n, ==, n_bins);
}

static void
test_new (void)
{
  GtkWidget *plot = g_object_ref_sink (acme_histogram_plot_new ());
  gint64 from, to;
  guint first, n;

  g_assert_null (acme_histogram_plot_get_data (ACME_HISTOGRAM_PLOT (plot)));
  g_assert_false (acme_histogram_plot_get_selection (ACME_HISTOGRAM_PLOT (plot), &from, &to));
  g_assert_cmpint (from, ==, ACME_TIME_NONE);
  g_assert_false (acme_histogram_plot_get_pointed (ACME_HISTOGRAM_PLOT (plot), &first, &n));
  g_assert_false (sample_histogram_press (plot, GDK_KEY_Left));
  acme_histogram_plot_set_data (ACME_HISTOGRAM_PLOT (plot), NULL);
  g_assert_finalize_object (plot);
}

static gboolean
is_blue (GdkRGBA color)
{
  return color.alpha > 0.9 && color.blue > 0.7 && color.red < 0.4;
}

/* The 1st and the 3rd have bars, of different height, the 2nd has none. */
static void
test_draw (Fixture       *fixture,
           gconstpointer  data)
{
  int width = gtk_widget_get_width (fixture->widget);
  int height = gtk_widget_get_height (fixture->widget);
  int bottom = height - 40;

  g_assert_true (is_blue (sample_histogram_get_pixel (fixture->widget, width / 8, bottom)));
  g_assert_false (is_blue (sample_histogram_get_pixel (fixture->widget, width * 3 / 8, bottom)));
  g_assert_true (is_blue (sample_histogram_get_pixel (fixture->widget, width * 5 / 8, bottom)));
  g_assert_false (is_blue (sample_histogram_get_pixel (fixture->widget, width / 8, height / 2)));
  g_assert_true (is_blue (sample_histogram_get_pixel (fixture->widget, width * 5 / 8, height / 2 + 10)));

  acme_histogram_plot_set_selection (fixture->plot, sample_histogram_get_time (3), sample_histogram_get_time (4));
  g_assert_false (is_blue (sample_histogram_get_pixel (fixture->widget, width / 8, bottom)));
  g_assert_true (is_blue (sample_histogram_get_pixel (fixture->widget, width * 5 / 8, bottom)));
}

/* From the latest that there is, on the 3rd */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 from, to;

  g_assert_true (sample_histogram_press (fixture->widget, GDK_KEY_Left));
  assert_pointed (fixture, 1, 1);
  sample_histogram_press (fixture->widget, GDK_KEY_Return);
  assert_told (fixture, 2, 3);

  sample_histogram_shift (fixture->widget, GDK_KEY_Right);
  sample_histogram_shift (fixture->widget, GDK_KEY_Right);
  sample_histogram_shift (fixture->widget, GDK_KEY_Right);
  assert_pointed (fixture, 1, 3);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  sample_histogram_press (fixture->widget, GDK_KEY_Return);
  assert_told (fixture, 2, 5);
  g_assert_true (acme_histogram_plot_get_selection (fixture->plot, &from, &to));
  g_assert_cmpint (from, ==, fixture->from);

  sample_histogram_press (fixture->widget, GDK_KEY_Home);
  assert_pointed (fixture, 0, 1);
  sample_histogram_press (fixture->widget, GDK_KEY_Left);
  assert_pointed (fixture, 0, 1);
  sample_histogram_press (fixture->widget, GDK_KEY_Page_Down);
  assert_pointed (fixture, 3, 1);
  g_assert_false (sample_histogram_press (fixture->widget, GDK_KEY_a));
  g_assert_cmpuint (fixture->n_told, ==, 2);
}

/* One step at a time: what was extended, then what is selected; then it is not for the plot. */
static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  acme_histogram_plot_set_selection (fixture->plot, sample_histogram_get_time (1), sample_histogram_get_time (2));
  sample_histogram_press (fixture->widget, GDK_KEY_End);
  sample_histogram_shift (fixture->widget, GDK_KEY_Left);
  g_assert_true (sample_histogram_press (fixture->widget, GDK_KEY_Escape));
  assert_pointed (fixture, 2, 1);
  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_true (sample_histogram_press (fixture->widget, GDK_KEY_Escape));
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpint (fixture->from, ==, ACME_TIME_NONE);
  g_assert_cmpint (fixture->to, ==, ACME_TIME_NONE);
  g_assert_false (sample_histogram_press (fixture->widget, GDK_KEY_Escape));

  /* What was selected just now goes at once. */
  sample_histogram_shift (fixture->widget, GDK_KEY_Left);
  sample_histogram_press (fixture->widget, GDK_KEY_Return);
  g_assert_cmpuint (fixture->n_told, ==, 2);
  sample_histogram_press (fixture->widget, GDK_KEY_Escape);
  g_assert_cmpuint (fixture->n_told, ==, 3);
  g_assert_cmpint (fixture->from, ==, ACME_TIME_NONE);
}

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller; /* the widget holds it */
    }
  g_assert_not_reached ();
}

static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  GtkEventController *motion = find_controller (fixture->widget, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  GtkEventController *click = find_controller (fixture->widget, GTK_TYPE_GESTURE_CLICK);
  double width;

  sample_histogram_get_pixel (fixture->widget, 0, 0); /* it has drawn itself */
  width = gtk_widget_get_width (fixture->widget);
  g_signal_emit_by_name (motion, "motion", width * 5 / 8, 50.0);
  assert_pointed (fixture, 2, 1);
  g_signal_emit_by_name (motion, "motion", -100.0, 50.0);
  assert_pointed (fixture, 0, 1);
  g_signal_emit_by_name (motion, "leave");

  g_signal_emit_by_name (click, "released", 1, width * 5 / 8, 50.0);
  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_signal_emit_by_name (click, "released", 2, width * 5 / 8, 50.0);
  assert_told (fixture, 3, 4);
  g_signal_emit_by_name (click, "released", 1, width * 5 / 8, 50.0);
  g_assert_cmpint (fixture->from, ==, ACME_TIME_NONE);
}

/* While it loads: the cursor stays at its time, and the selection as it is. */
static void
test_other_data (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const kinds[] = { "Login", NULL };
  g_autoptr(AcmeHistogramData) later = acme_histogram_data_new (sample_histogram_get_time (3),
                                                                sample_histogram_get_time (7), 4, kinds, FALSE);
  g_autoptr(AcmeHistogramData) much_later = acme_histogram_data_new (sample_histogram_get_time (10),
                                                                     sample_histogram_get_time (14), 4, kinds, FALSE);
  gint64 from, to;
  guint first, n;

  sample_histogram_press (fixture->widget, GDK_KEY_End);
  acme_histogram_plot_set_selection (fixture->plot, sample_histogram_get_time (2), sample_histogram_get_time (5));
  acme_histogram_plot_set_data (fixture->plot, later);
  assert_pointed (fixture, 1, 1);
  g_assert_true (acme_histogram_plot_get_selection (fixture->plot, &from, &to));
  g_assert_cmpint (from, ==, sample_histogram_get_time (2));

  acme_histogram_plot_set_data (fixture->plot, much_later);
  g_assert_false (acme_histogram_plot_get_pointed (fixture->plot, &first, &n));
  acme_histogram_plot_set_data (fixture->plot, NULL);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/histogram-plot/new", test_new);
  g_test_add ("/histogram-plot/draw", Fixture, NULL, set_up, test_draw, tear_down);
  g_test_add ("/histogram-plot/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/histogram-plot/escape", Fixture, NULL, set_up, test_escape, tear_down);
  g_test_add ("/histogram-plot/pointer", Fixture, NULL, set_up, test_pointer, tear_down);
  g_test_add ("/histogram-plot/other-data", Fixture, NULL, set_up, test_other_data, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-histogram.h"

#include "acme-time.h"
#include "find-widget.h"

/* The beginning of a day of that month */
gint64
sample_histogram_get_time (guint day)
{
  g_autofree char *text = g_strdup_printf ("2026-11-%02u", day);
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

AcmeHistogramData *
sample_histogram_new (void)
{
  static const char *const kinds[] = { "ACME account", "Login", "Other", NULL };
  AcmeHistogramData *data;

  g_setenv ("TZ", "UTC", TRUE);
  data = acme_histogram_data_new (sample_histogram_get_time (1), sample_histogram_get_time (5), 4, kinds, TRUE);
  g_assert_cmpuint (data->n_bins, ==, 4);
  data->counts[0 * 3 + 0] = 10;
  data->counts[2 * 3 + 0] = 20;
  data->counts[2 * 3 + 1] = 15;
  data->counts[2 * 3 + 2] = 5;
  return data;
}

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

/* In a window, which is given back */
GtkWidget *
sample_histogram_show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 640, 240);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (has_size, widget);
  settle ();
  return window;
}

static gboolean
press (GtkWidget       *plot,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (plot);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      return handled;
    }
  g_assert_not_reached ();
}

gboolean
sample_histogram_press (GtkWidget *plot,
                        guint      keyval)
{
  return press (plot, keyval, 0);
}

gboolean
sample_histogram_shift (GtkWidget *plot,
                        guint      keyval)
{
  return press (plot, keyval, GDK_SHIFT_MASK);
}

/* The colour that a widget in a window draws there. */
GdkRGBA
sample_histogram_get_pixel (GtkWidget *widget,
                            int        x,
                            int        y)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree guchar *pixels = NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  const guchar *pixel;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  pixels = g_malloc (width * height * 4);
  gdk_texture_download (texture, pixels, width * 4);
  pixel = pixels + (y * width + x) * 4;
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  return (GdkRGBA) { pixel[2] / 255.0, pixel[1] / 255.0, pixel[0] / 255.0, pixel[3] / 255.0 };
#else
  return (GdkRGBA) { pixel[1] / 255.0, pixel[2] / 255.0, pixel[3] / 255.0, pixel[0] / 255.0 };
#endif
}

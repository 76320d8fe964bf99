/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-style.h"

#include "sample-histogram.h"

static void
assert_differ (const AcmeHistogramStyle *style)
{
  for (guint i = 0; i < ACME_HISTOGRAM_N_FILLS; i++)
    {
      for (guint k = 0; k < i; k++)
        g_assert_false (gdk_rgba_equal (&style->fills[i], &style->fills[k]));
    }
}

static void
test_colors (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  AcmeHistogramStyle light = { 0 };
  AcmeHistogramStyle dark = { 0 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  acme_histogram_style_update (&light, widget);
  assert_differ (&light);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  acme_histogram_style_update (&dark, widget);
  assert_differ (&dark);
  g_assert_false (gdk_rgba_equal (&light.fills[1], &dark.fills[1]));
  acme_histogram_style_clear (&light);
  acme_histogram_style_clear (&dark);
  g_assert_finalize_object (widget);
}

/* In high contrast there are patterns, and more to draw than a colour. */
static void
test_patterns (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  AcmeHistogramStyle style = { 0 };
  gboolean high_contrast = g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0;

  acme_histogram_style_update (&style, widget);
  for (guint fill = 0; fill < ACME_HISTOGRAM_N_FILLS; fill++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      g_autoptr(GskRenderNode) node = NULL;

      g_assert_cmpint (style.patterns[fill] != NULL, ==, high_contrast);
      acme_histogram_style_draw (&style, snapshot, fill, &GRAPHENE_RECT_INIT (0, 0, 20, 20));
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_cmpint (gsk_render_node_get_node_type (node) == GSK_COLOR_NODE, ==, !high_contrast);
    }
  acme_histogram_style_clear (&style);
  g_assert_null (style.patterns[0]);
  g_assert_finalize_object (widget);
}

/* It is asked for before libadwaita begins. */
static void
test_high_contrast (void)
{
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  g_test_trap_subprocess ("/histogram-style/patterns", 0, 0);
  g_unsetenv ("ADW_DEBUG_HIGH_CONTRAST");
  g_test_trap_assert_passed ();
}

static void
test_fill (void)
{
  static const char *const many[] = { "a", "b", "c", "d", "e", "f", "g", NULL };
  g_autoptr(AcmeHistogramData) data = sample_histogram_new ();
  g_autoptr(AcmeHistogramData) more = acme_histogram_data_new (data->from, data->to, 1, many, FALSE);

  g_assert_cmpuint (acme_histogram_style_get_fill (data, 1), ==, 1);
  g_assert_cmpuint (acme_histogram_style_get_fill (data, 2), ==, ACME_HISTOGRAM_N_FILLS - 1);
  g_assert_cmpuint (acme_histogram_style_get_fill (more, 6), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/histogram-style/colors", test_colors);
  g_test_add_func ("/histogram-style/patterns", test_patterns);
  g_test_add_func ("/histogram-style/high-contrast", test_high_contrast);
  g_test_add_func ("/histogram-style/fill", test_fill);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-wrap-layout.h"

#include <adwaita.h>

#include "layout-fixture.h"

#define SPACING 12
#define LINE_SPACING 6
#define ONE_LINE (100 + SPACING + 60 + SPACING + 80)

static void
set_up (Layout        *layout,
        gconstpointer  data)
{
  static const GtkRequisition sizes[] = { { 100, 20 }, { 60, 30 }, { 80, 40 } };

  layout_set_up (layout, acme_wrap_layout_new (), sizes, G_N_ELEMENTS (sizes));
}

static void
assert_height (Layout *layout,
               int     width,
               int     height)
{
  layout_assert_size (layout, GTK_ORIENTATION_VERTICAL, width, height, height);
}

static void
test_measure (Layout        *layout,
              gconstpointer  data)
{
  g_assert_cmpint (gtk_widget_get_request_mode (layout->box), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  layout_assert_size (layout, GTK_ORIENTATION_HORIZONTAL, -1, 100, ONE_LINE);
  assert_height (layout, -1, 40);
  assert_height (layout, 900, 40);
  assert_height (layout, ONE_LINE, 40);
  assert_height (layout, ONE_LINE - 1, 30 + LINE_SPACING + 40);
  assert_height (layout, 172, 30 + LINE_SPACING + 40);
  assert_height (layout, 171, 20 + LINE_SPACING + 40);
  assert_height (layout, 151, 20 + LINE_SPACING + 30 + LINE_SPACING + 40);
  assert_height (layout, 100, 20 + LINE_SPACING + 30 + LINE_SPACING + 40);
}

/* Those of a line are as high as the line. */
static void
test_lines (Layout        *layout,
            gconstpointer  data)
{
  layout_allocate (layout, ONE_LINE, 40);
  layout_assert_place (layout, 0, 0, 0, 100, 40);
  layout_assert_place (layout, 1, 100 + SPACING, 0, 60, 40);
  layout_assert_place (layout, 2, 160 + 2 * SPACING, 0, 80, 40);

  layout_allocate (layout, ONE_LINE - 1, 76);
  layout_assert_place (layout, 0, 0, 0, 100, 30);
  layout_assert_place (layout, 1, 100 + SPACING, 0, 60, 30);
  layout_assert_place (layout, 2, 0, 30 + LINE_SPACING, 80, 40);

  layout_allocate (layout, 100, 102);
  layout_assert_place (layout, 1, 0, 20 + LINE_SPACING, 60, 30);
  layout_assert_place (layout, 2, 0, 50 + 2 * LINE_SPACING, 80, 40);
}

static void
test_right_to_left (Layout        *layout,
                    gconstpointer  data)
{
  gtk_widget_set_direction (layout->box, GTK_TEXT_DIR_RTL);
  layout_allocate (layout, 200, 76);
  layout_assert_place (layout, 0, 100, 0, 100, 30);
  layout_assert_place (layout, 1, 40 - SPACING, 0, 60, 30);
  layout_assert_place (layout, 2, 120, 30 + LINE_SPACING, 80, 40);
}

static void
test_hidden (Layout        *layout,
             gconstpointer  data)
{
  gtk_widget_set_visible (layout->children[0], FALSE);
  layout_allocate (layout, 140 + SPACING, 40);
  layout_assert_place (layout, 1, 0, 0, 60, 40);
  layout_assert_place (layout, 2, 60 + SPACING, 0, 80, 40);
  gtk_widget_set_visible (layout->children[1], FALSE);
  gtk_widget_set_visible (layout->children[2], FALSE);
  assert_height (layout, 200, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/wrap-layout/" name, Layout, NULL, set_up, function, layout_tear_down)
  ADD ("measure", test_measure);
  ADD ("lines", test_lines);
  ADD ("right-to-left", test_right_to_left);
  ADD ("hidden", test_hidden);
#undef ADD
  return g_test_run ();
}

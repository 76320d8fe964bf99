/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-side-layout.h"

#include <adwaita.h>

#include "layout-fixture.h"

#define SPACING 12
#define BESIDE (320 + SPACING + 320)

static void
set_up (Layout        *layout,
        gconstpointer  data)
{
  static const GtkRequisition sizes[] = { { 100, 20 }, { 100, 50 } };

  layout_set_up (layout, acme_side_layout_new (), sizes, G_N_ELEMENTS (sizes));
}

static void
test_measure (Layout        *layout,
              gconstpointer  data)
{
  g_assert_cmpint (gtk_widget_get_request_mode (layout->box), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  layout_assert_size (layout, GTK_ORIENTATION_HORIZONTAL, -1, 100, BESIDE);
  layout_assert_size (layout, GTK_ORIENTATION_VERTICAL, -1, 50, 50);
  layout_assert_size (layout, GTK_ORIENTATION_VERTICAL, BESIDE, 50, 50);
  layout_assert_size (layout, GTK_ORIENTATION_VERTICAL, BESIDE - 1, 50 + SPACING + 50, 50 + SPACING + 50);

  /* what needs more gets more */
  gtk_widget_set_size_request (layout->children[0], 400, 20);
  layout_assert_size (layout, GTK_ORIENTATION_HORIZONTAL, -1, 400, 812);
  layout_assert_size (layout, GTK_ORIENTATION_VERTICAL, 811, 112, 112);
  layout_assert_size (layout, GTK_ORIENTATION_VERTICAL, 812, 50, 50);
}

static void
test_allocate (Layout        *layout,
               gconstpointer  data)
{
  layout_allocate (layout, 1013, 200);
  layout_assert_place (layout, 0, 0, 0, 500, 200);
  layout_assert_place (layout, 1, 512, 0, 501, 200);

  layout_allocate (layout, 400, 213);
  layout_assert_place (layout, 0, 0, 0, 400, 100);
  layout_assert_place (layout, 1, 0, 112, 400, 101);
}

static void
test_right_to_left (Layout        *layout,
                    gconstpointer  data)
{
  gtk_widget_set_direction (layout->box, GTK_TEXT_DIR_RTL);
  layout_allocate (layout, 1013, 200);
  layout_assert_place (layout, 0, 513, 0, 500, 200);
  layout_assert_place (layout, 1, 0, 0, 501, 200);

  layout_allocate (layout, 400, 213);
  layout_assert_place (layout, 0, 0, 0, 400, 100);
  layout_assert_place (layout, 1, 0, 112, 400, 101);
}

static void
test_hidden (Layout        *layout,
             gconstpointer  data)
{
  gtk_widget_set_visible (layout->children[0], FALSE);
  layout_allocate (layout, 400, 200);
  layout_assert_place (layout, 1, 0, 0, 400, 200);
  gtk_widget_set_visible (layout->children[1], FALSE);
  layout_assert_size (layout, GTK_ORIENTATION_HORIZONTAL, -1, 0, 0);
  layout_allocate (layout, 400, 200);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/side-layout/" name, Layout, NULL, set_up, function, layout_tear_down)
  ADD ("measure", test_measure);
  ADD ("allocate", test_allocate);
  ADD ("right-to-left", test_right_to_left);
  ADD ("hidden", test_hidden);
#undef ADD
  return g_test_run ();
}

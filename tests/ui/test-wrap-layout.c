/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-wrap-layout.h"

#include <adwaita.h>

#define SPACING 12
#define LINE_SPACING 6

typedef struct
{
  GtkWidget *box;
  GtkWidget *children[3];
} Fixture;

/* A box with children of 100, 60 and 80 by 20 */
static void
set_up (Fixture       *fixture,
        gconstpointer  direction)
{
  static const int widths[] = { 100, 60, 80 };
  g_autoptr(GtkLayoutManager) layout = acme_wrap_layout_new ();

  fixture->box = g_object_ref_sink (adw_bin_new ());
  gtk_widget_set_layout_manager (fixture->box, g_steal_pointer (&layout));
  gtk_widget_set_direction (fixture->box, GPOINTER_TO_INT (direction));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      fixture->children[i] = gtk_drawing_area_new ();
      gtk_widget_set_size_request (fixture->children[i], widths[i], 20);
      gtk_widget_set_parent (fixture->children[i], fixture->box);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  direction)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->children); i++)
    gtk_widget_unparent (fixture->children[i]);
  g_assert_finalize_object (fixture->box);
}

static void
assert_place (Fixture *fixture,
              guint    child,
              int      x,
              int      y)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (fixture->children[child], fixture->box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
}

/* Gives the box that width, and the height that it wants for it. */
static void
allocate (Fixture *fixture,
          int      width,
          int      expected_height)
{
  int minimum, natural;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, expected_height);
  g_assert_cmpint (natural, ==, expected_height);
  gtk_widget_measure (fixture->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, width);
  gtk_widget_size_allocate (fixture->box, &(GtkAllocation) { 0, 0, width, expected_height }, -1);
}

static void
test_lines (Fixture       *fixture,
            gconstpointer  direction)
{
  int minimum, natural;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 240 + 2 * SPACING);

  allocate (fixture, natural, 20);
  assert_place (fixture, 2, 160 + 2 * SPACING, 0);
  allocate (fixture, natural - 1, 40 + LINE_SPACING);
  assert_place (fixture, 1, 100 + SPACING, 0);
  assert_place (fixture, 2, 0, 20 + LINE_SPACING);
  allocate (fixture, 100, 60 + 2 * LINE_SPACING);
  assert_place (fixture, 1, 0, 20 + LINE_SPACING);
  assert_place (fixture, 2, 0, 40 + 2 * LINE_SPACING);
}

static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  direction)
{
  allocate (fixture, 200, 40 + LINE_SPACING);
  assert_place (fixture, 0, 100, 0);
  assert_place (fixture, 1, 40 - SPACING, 0);
  assert_place (fixture, 2, 120, 20 + LINE_SPACING);
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  direction)
{
  gtk_widget_set_visible (fixture->children[0], FALSE);
  allocate (fixture, 140 + SPACING, 20);
  assert_place (fixture, 1, 0, 0);
  assert_place (fixture, 2, 60 + SPACING, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/wrap-layout/lines", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_LTR), set_up, test_lines, tear_down);
  g_test_add ("/wrap-layout/right-to-left", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_RTL), set_up, test_right_to_left,
              tear_down);
  g_test_add ("/wrap-layout/hidden", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_LTR), set_up, test_hidden, tear_down);

  return g_test_run ();
}

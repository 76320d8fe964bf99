/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-side-layout.h"

#include "acme-wrap-box.h"
#include "find-widget.h"

#define N_CHILDREN 2
#define BESIDE (320 + 12 + 320)

typedef struct
{
  GtkWidget *window;
  GtkWidget *box;
  GtkWidget *children[N_CHILDREN]; /* 100 wide and 20, 50 high */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->box = acme_wrap_box_new ();
  gtk_widget_set_layout_manager (fixture->box, acme_side_layout_new ());
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      fixture->children[i] = gtk_label_new (NULL);
      gtk_widget_set_size_request (fixture->children[i], 100, 20 + 30 * i);
      acme_wrap_box_append (ACME_WRAP_BOX (fixture->box), fixture->children[i]);
    }
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->box);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->box);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->box);
}

static void
assert_size (Fixture        *fixture,
             GtkOrientation  orientation,
             int             for_size,
             int             minimum,
             int             natural)
{
  int actual_minimum, actual_natural;

  gtk_widget_measure (fixture->box, orientation, for_size, &actual_minimum, &actual_natural, NULL, NULL);
  g_assert_cmpint (actual_minimum, ==, minimum);
  g_assert_cmpint (actual_natural, ==, natural);
}

static void
assert_place (Fixture *fixture,
              guint    i,
              int      x,
              int      y,
              int      width,
              int      height)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (fixture->children[i], fixture->box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
  g_assert_cmpfloat (bounds.size.width, ==, width);
  g_assert_cmpfloat (bounds.size.height, ==, height);
}

static void
allocate (Fixture *fixture,
          int      width,
          int      height)
{
  int minimum;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, height);
  gtk_widget_size_allocate (fixture->box, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpint (gtk_widget_get_request_mode (fixture->box), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  assert_size (fixture, GTK_ORIENTATION_HORIZONTAL, -1, 100, BESIDE);
  assert_size (fixture, GTK_ORIENTATION_VERTICAL, -1, 50, 50);
  assert_size (fixture, GTK_ORIENTATION_VERTICAL, BESIDE, 50, 50);
  assert_size (fixture, GTK_ORIENTATION_VERTICAL, BESIDE - 1, 50 + 12 + 50, 50 + 12 + 50);

  /* what needs more gets more */
  gtk_widget_set_size_request (fixture->children[0], 400, 20);
  assert_size (fixture, GTK_ORIENTATION_HORIZONTAL, -1, 400, 812);
  assert_size (fixture, GTK_ORIENTATION_VERTICAL, 811, 112, 112);
  assert_size (fixture, GTK_ORIENTATION_VERTICAL, 812, 50, 50);
}

static void
test_allocate (Fixture       *fixture,
               gconstpointer  data)
{
  allocate (fixture, 1013, 200);
  assert_place (fixture, 0, 0, 0, 500, 200);
  assert_place (fixture, 1, 512, 0, 501, 200);

  allocate (fixture, 400, 213);
  assert_place (fixture, 0, 0, 0, 400, 100);
  assert_place (fixture, 1, 0, 112, 400, 101);

  gtk_widget_set_direction (fixture->box, GTK_TEXT_DIR_RTL);
  allocate (fixture, 1012, 200);
  assert_place (fixture, 0, 512, 0, 500, 200);
  assert_place (fixture, 1, 0, 0, 500, 200);
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_set_visible (fixture->children[0], FALSE);
  allocate (fixture, 400, 200);
  assert_place (fixture, 1, 0, 0, 400, 200);
  gtk_widget_set_visible (fixture->children[1], FALSE);
  assert_size (fixture, GTK_ORIENTATION_HORIZONTAL, -1, 0, 0);
  allocate (fixture, 400, 200);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/side-layout/measure", Fixture, NULL, set_up, test_measure, tear_down);
  g_test_add ("/side-layout/allocate", Fixture, NULL, set_up, test_allocate, tear_down);
  g_test_add ("/side-layout/hidden", Fixture, NULL, set_up, test_hidden, tear_down);

  return g_test_run ();
}

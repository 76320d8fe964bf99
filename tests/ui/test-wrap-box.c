/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-wrap-box.h"

#include "find-widget.h"

#define N_CHILDREN 3

typedef struct
{
  GtkWidget *window;
  GtkWidget *box;
  GtkWidget *children[N_CHILDREN]; /* 100 wide and 20, 30, 40 high */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->box = acme_wrap_box_new ();
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      fixture->children[i] = gtk_label_new (NULL);
      gtk_widget_set_size_request (fixture->children[i], 100, 20 + 10 * i);
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
assert_height (Fixture *fixture,
               int      width,
               int      height)
{
  int minimum;
  int natural;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, height);
  g_assert_cmpint (natural, ==, height);
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  int minimum;
  int natural;

  g_assert_cmpint (gtk_widget_get_request_mode (fixture->box), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  gtk_widget_measure (fixture->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 324);

  assert_height (fixture, -1, 40);
  assert_height (fixture, 900, 40);
  assert_height (fixture, 324, 40);
  assert_height (fixture, 323, 30 + 6 + 40);
  assert_height (fixture, 212, 30 + 6 + 40);
  assert_height (fixture, 211, 20 + 6 + 30 + 6 + 40);
  assert_height (fixture, 100, 20 + 6 + 30 + 6 + 40);
}

static void
assert_place (Fixture *fixture,
              guint    i,
              int      x,
              int      y)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (fixture->children[i], fixture->box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
  g_assert_cmpfloat (bounds.size.width, ==, 100);
}

static void
allocate (Fixture *fixture,
          int      width)
{
  int height;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (fixture->box, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
test_allocate (Fixture       *fixture,
               gconstpointer  data)
{
  allocate (fixture, 400);
  assert_place (fixture, 0, 0, 0);
  assert_place (fixture, 1, 112, 0);
  assert_place (fixture, 2, 224, 0);

  allocate (fixture, 220);
  assert_place (fixture, 1, 112, 0);
  assert_place (fixture, 2, 0, 36);

  gtk_widget_set_direction (fixture->box, GTK_TEXT_DIR_RTL);
  allocate (fixture, 220);
  assert_place (fixture, 0, 120, 0);
  assert_place (fixture, 1, 8, 0);
  assert_place (fixture, 2, 120, 36);
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_set_visible (fixture->children[0], FALSE);
  assert_height (fixture, 212, 40);
  allocate (fixture, 212);
  assert_place (fixture, 1, 0, 0);
  assert_place (fixture, 2, 112, 0);
  for (guint i = 1; i < N_CHILDREN; i++)
    gtk_widget_set_visible (fixture->children[i], FALSE);
  assert_height (fixture, 212, 0);
}

static void
test_template (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *box;

  g_type_ensure (ACME_TYPE_WRAP_BOX);
  gtk_builder_add_from_string (builder, "<interface><object class='AcmeWrapBox' id='box'>"
                               "<child><object class='GtkLabel' id='one'/></child>"
                               "<child><object class='GtkLabel' id='two'/></child></object></interface>", -1, NULL);
  box = GTK_WIDGET (gtk_builder_get_object (builder, "box"));
  g_assert_true (gtk_widget_get_first_child (box) == GTK_WIDGET (gtk_builder_get_object (builder, "one")));
  g_assert_true (gtk_widget_get_last_child (box) == GTK_WIDGET (gtk_builder_get_object (builder, "two")));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/wrap-box/measure", Fixture, NULL, set_up, test_measure, tear_down);
  g_test_add ("/wrap-box/allocate", Fixture, NULL, set_up, test_allocate, tear_down);
  g_test_add ("/wrap-box/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add_func ("/wrap-box/template", test_template);

  return g_test_run ();
}

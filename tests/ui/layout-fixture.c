/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box of children with sizes of their own, for what lays them out. */

#include "layout-fixture.h"

#include <adwaita.h>

/* @manager: (transfer full) */
void
layout_set_up (Layout               *self,
               GtkLayoutManager     *manager,
               const GtkRequisition *sizes,
               guint                 n_children)
{
  g_assert_cmpuint (n_children, <=, LAYOUT_MAX_CHILDREN);
  self->box = g_object_ref_sink (adw_bin_new ());
  gtk_widget_set_layout_manager (self->box, manager);
  for (guint i = 0; i < n_children; i++)
    {
      self->children[i] = gtk_drawing_area_new ();
      gtk_widget_set_size_request (self->children[i], sizes[i].width, sizes[i].height);
      gtk_widget_set_parent (self->children[i], self->box);
    }
}

void
layout_tear_down (Layout        *self,
                  gconstpointer  data)
{
  for (guint i = 0; i < LAYOUT_MAX_CHILDREN; i++)
    g_clear_pointer (&self->children[i], gtk_widget_unparent);
  g_assert_finalize_object (self->box);
}

void
layout_assert_size (Layout         *self,
                    GtkOrientation  orientation,
                    int             for_size,
                    int             minimum,
                    int             natural)
{
  int actual_minimum, actual_natural;

  gtk_widget_measure (self->box, orientation, for_size, &actual_minimum, &actual_natural, NULL, NULL);
  g_assert_cmpint (actual_minimum, ==, minimum);
  g_assert_cmpint (actual_natural, ==, natural);
}

/* Gives the box a size, which has to be enough for it. */
void
layout_allocate (Layout *self,
                 int     width,
                 int     height)
{
  int minimum;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, width);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, height);
  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, -1);
}

void
layout_assert_place (Layout *self,
                     guint   child,
                     int     x,
                     int     y,
                     int     width,
                     int     height)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (self->children[child], self->box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
  g_assert_cmpfloat (bounds.size.width, ==, width);
  g_assert_cmpfloat (bounds.size.height, ==, height);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays out children beside each other, all alike, where there is room for that, and else below each other. What is in
 * them scrolls, so the room is what counts and not what they would like to have. The floor has no breakpoints. */

#include "config.h"

#include "acme-side-layout.h"

#include "acme-widget.h"

#define SPACING 12

/* The least that each of them should have beside others. */
#define WIDTH 320

struct _AcmeSideLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeSideLayout, acme_side_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
count (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = acme_widget_get_first_shown (widget); child != NULL;
       child = acme_widget_get_next_shown (child))
    n++;
  return n;
}

/* What the widest or highest of them needs. */
static void
measure_largest (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = acme_widget_get_first_shown (widget); child != NULL;
       child = acme_widget_get_next_shown (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* The width from which on they are beside each other. */
static int
get_beside_width (GtkWidget *widget,
                  int        n)
{
  int minimum, natural;

  measure_largest (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  return MAX (minimum, WIDTH) * n + SPACING * (n - 1);
}

/* What each of @n gets of @size. */
static int
share (int size,
       int n)
{
  return MAX (size - SPACING * (n - 1), 0) / MAX (n, 1);
}

static GtkSizeRequestMode
acme_side_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
acme_side_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  int n = count (widget);

  if (n == 0)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_largest (widget, orientation, -1, minimum, natural);
      *natural = MAX (*natural * n + SPACING * (n - 1), get_beside_width (widget, n));
    }
  else if (for_size < 0 || for_size >= get_beside_width (widget, n))
    {
      measure_largest (widget, orientation, for_size < 0 ? -1 : share (for_size, n), minimum, natural);
    }
  else
    {
      measure_largest (widget, orientation, for_size, minimum, natural);
      *minimum = *minimum * n + SPACING * (n - 1);
      *natural = *natural * n + SPACING * (n - 1);
    }
}

/* As many pixels as there are, also where they cannot be shared. */
static void
acme_side_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  int n = count (widget);
  gboolean beside = width >= get_beside_width (widget, n);
  int size = share (beside ? width : height, n);
  int offset = 0;

  for (GtkWidget *child = acme_widget_get_first_shown (widget); child != NULL;
       child = acme_widget_get_next_shown (child))
    {
      if (acme_widget_get_next_shown (child) == NULL)
        size = (beside ? width : height) - offset;
      if (beside)
        acme_widget_allocate_child (widget, child, width, (GtkAllocation) { offset, 0, size, height });
      else
        acme_widget_allocate_child (widget, child, width, (GtkAllocation) { 0, offset, width, size });
      offset += size + SPACING;
    }
}

static void
acme_side_layout_class_init (AcmeSideLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = acme_side_layout_get_request_mode;
  layout_class->measure = acme_side_layout_measure;
  layout_class->allocate = acme_side_layout_allocate;
}

static void
acme_side_layout_init (AcmeSideLayout *self)
{
}

/**
 * acme_side_layout_new:
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
acme_side_layout_new (void)
{
  return g_object_new (ACME_TYPE_SIDE_LAYOUT, NULL);
}

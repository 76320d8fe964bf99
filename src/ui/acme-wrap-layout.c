/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays out children beside each other, at their natural width, and goes on in a next line where a window is too narrow
 * for all of them. The floor has no AdwWrapBox yet, and a GtkFlowBox makes columns of what is not alike. */

#include "config.h"

#include "acme-wrap-layout.h"

#include "acme-widget.h"

#define SPACING 12
#define LINE_SPACING 6

struct _AcmeWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeWrapLayout, acme_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
acme_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_width (GtkWidget *child,
           int        available)
{
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return MIN (width, available);
}

static int
get_height (GtkWidget *child,
            int        width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Measures the line that begins with @child. Returns the first child of the next one. */
static GtkWidget *
measure_line (GtkWidget *child,
              int        available,
              int       *height)
{
  int used = 0;

  *height = 0;
  for (; child != NULL; child = acme_widget_get_next_shown (child))
    {
      int width = get_width (child, available);

      if (used > 0 && width > available - used - SPACING)
        return child;
      used += width + (used > 0 ? SPACING : 0);
      *height = MAX (*height, get_height (child, width));
    }
  return NULL;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = acme_widget_get_first_shown (widget); child != NULL;
       child = acme_widget_get_next_shown (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static int
measure_height (GtkWidget *widget,
                int        width)
{
  int total = 0;

  for (GtkWidget *child = acme_widget_get_first_shown (widget); child != NULL;)
    {
      int height;

      child = measure_line (child, width, &height);
      total += height + (total > 0 ? LINE_SPACING : 0);
    }
  return total;
}

static void
acme_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = measure_height (widget, for_size >= 0 ? for_size : G_MAXINT);
}

static void
allocate_line (GtkWidget *widget,
               GtkWidget *child,
               GtkWidget *end,
               int        available,
               int        y,
               int        height)
{
  int x = 0;

  for (; child != end; child = acme_widget_get_next_shown (child))
    {
      int width = get_width (child, available);

      acme_widget_allocate_child (widget, child, available, (GtkAllocation) { x, y, width, height });
      x += width + SPACING;
    }
}

static void
acme_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  int y = 0;

  for (GtkWidget *child = acme_widget_get_first_shown (widget); child != NULL;)
    {
      int line_height;
      GtkWidget *next = measure_line (child, width, &line_height);

      allocate_line (widget, child, next, width, y, line_height);
      y += line_height + LINE_SPACING;
      child = next;
    }
}

static void
acme_wrap_layout_class_init (AcmeWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = acme_wrap_layout_get_request_mode;
  layout_class->measure = acme_wrap_layout_measure;
  layout_class->allocate = acme_wrap_layout_allocate;
}

static void
acme_wrap_layout_init (AcmeWrapLayout *self)
{
}

/**
 * acme_wrap_layout_new:
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
acme_wrap_layout_new (void)
{
  return g_object_new (ACME_TYPE_WRAP_LAYOUT, NULL);
}

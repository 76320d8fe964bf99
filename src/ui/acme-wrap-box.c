/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Widgets in a line, or in as many lines as it takes, each as wide as it wants to be: AdwWrapBox, which the floor does
 * not have. GtkFlowBox is for things that are all alike: it puts them into columns, wraps them before it has to, and
 * cuts off the last line. */

#include "config.h"

#include "acme-wrap-box.h"

#define CHILD_SPACING 12
#define LINE_SPACING 6

struct _AcmeWrapBox
{
  GtkWidget parent_instance;
};

/* The children that stand side by side. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;   /* (nullable): the one after the last */
  int min_height;
  int nat_height;
} Line;

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    acme_wrap_box_append (ACME_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeWrapBox, acme_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static int
get_child_width (GtkWidget *child,
                 int        width)
{
  int min_width;
  int nat_width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, &nat_width, NULL, NULL);
  return CLAMP (width, min_width, nat_width);
}

/* The line that begins with @first, in a box of that width. */
static Line
make_line (GtkWidget *first,
           int        width)
{
  Line line = { first, first, 0, 0 };
  int used = -CHILD_SPACING;

  for (; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      int child_width;
      int min_height;
      int nat_height;

      if (!gtk_widget_should_layout (line.end))
        continue;
      child_width = get_child_width (line.end, width);
      if (used >= 0 && used + CHILD_SPACING + child_width > width)
        break;
      used += CHILD_SPACING + child_width;
      gtk_widget_measure (line.end, GTK_ORIENTATION_VERTICAL, child_width, &min_height, &nat_height, NULL, NULL);
      line.min_height = MAX (line.min_height, min_height);
      line.nat_height = MAX (line.nat_height, nat_height);
    }
  return line;
}

static GtkSizeRequestMode
acme_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  int used = -CHILD_SPACING;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int min_width;
      int nat_width;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, &nat_width, NULL, NULL);
      *minimum = MAX (*minimum, min_width);
      used += CHILD_SPACING + nat_width;
    }
  *natural = MAX (used, 0);
}

static void
measure_height (GtkWidget *widget,
                int        width,
                int       *minimum,
                int       *natural)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int spacing = 0;

  while (child != NULL)
    {
      Line line = make_line (child, width);

      *minimum += spacing + line.min_height;
      *natural += spacing + line.nat_height;
      spacing = LINE_SPACING;
      child = line.end;
    }
}

static void
acme_wrap_box_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    measure_height (widget, for_size >= 0 ? for_size : G_MAXINT / 2, minimum, natural);
}

static void
allocate_line (const Line *line,
               int         y,
               int         width,
               gboolean    is_rtl)
{
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (child, width);
      gtk_widget_size_allocate (child, &(GtkAllocation) { is_rtl ? width - x - child_width : x, y, child_width,
                                                          line->nat_height }, -1);
      x += child_width + CHILD_SPACING;
    }
}

static void
acme_wrap_box_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      Line line = make_line (child, width);

      allocate_line (&line, y, width, is_rtl);
      y += line.nat_height + LINE_SPACING;
      child = line.end;
    }
}

static void
acme_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (acme_wrap_box_parent_class)->dispose (object);
}

static void
acme_wrap_box_class_init (AcmeWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_wrap_box_dispose;
  widget_class->get_request_mode = acme_wrap_box_get_request_mode;
  widget_class->measure = acme_wrap_box_measure;
  widget_class->size_allocate = acme_wrap_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wrap-box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
acme_wrap_box_init (AcmeWrapBox *self)
{
}

/**
 * acme_wrap_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
acme_wrap_box_new (void)
{
  return g_object_new (ACME_TYPE_WRAP_BOX, NULL);
}

/**
 * acme_wrap_box_append:
 * @self: the box
 * @child: (transfer floating): a widget
 *
 * Puts @child behind the others.
 */
void
acme_wrap_box_append (AcmeWrapBox *self,
                      GtkWidget   *child)
{
  g_return_if_fail (ACME_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAYOUT_MAX_CHILDREN 3

typedef struct
{
  GtkWidget *box;
  GtkWidget *children[LAYOUT_MAX_CHILDREN];
} Layout;

void layout_set_up       (Layout               *self,
                          GtkLayoutManager     *manager,
                          const GtkRequisition *sizes,
                          guint                 n_children);
void layout_tear_down    (Layout               *self,
                          gconstpointer         data);
void layout_assert_size  (Layout               *self,
                          GtkOrientation        orientation,
                          int                   for_size,
                          int                   minimum,
                          int                   natural);
void layout_allocate     (Layout               *self,
                          int                   width,
                          int                   height);
void layout_assert_place (Layout               *self,
                          guint                 child,
                          int                   x,
                          int                   y,
                          int                   width,
                          int                   height);

G_END_DECLS

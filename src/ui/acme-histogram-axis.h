/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place on the axis of time that gets a label */
typedef struct
{
  gint64 time; /* microseconds since 1970 UTC */
  char *label;
} AcmeHistogramTick;

GArray *acme_histogram_axis_list_ticks  (gint64  from,
                                         gint64  to,
                                         guint   max_ticks);
guint64 acme_histogram_axis_choose_step (guint64 most,
                                         guint   max_lines);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The longest that one iteration of the main loop took while it was watched, in processor time. */
typedef struct
{
  gint64 longest; /* microseconds */
  gint64 total;
  guint n_iterations;
} BenchLoop;

double     bench_get_private_mib  (void);
gint64     bench_get_cpu_time     (void);
gint64     bench_get_process_time (void);
GPtrArray *bench_make_endpoints   (guint        n);
void       bench_run_loop         (BenchLoop   *loop,
                                   gboolean   (*is_done) (gpointer data),
                                   gpointer     data);
gboolean   bench_send_all         (int          socket,
                                   const char  *bytes,
                                   gsize        length);
double     bench_median           (double      *values,
                                   guint        n);

G_END_DECLS

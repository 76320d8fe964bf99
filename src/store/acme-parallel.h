/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ACME_PARALLEL_MAX_THREADS 4

/* Does one of many pieces of work; @thread is less than ACME_PARALLEL_MAX_THREADS, and one at a time has it. */
typedef void (*AcmeParallelFunc) (guint    piece,
                                  guint    thread,
                                  gpointer user_data);

void acme_parallel_run (guint             n_pieces,
                        AcmeParallelFunc  func,
                        gpointer          user_data);

G_END_DECLS

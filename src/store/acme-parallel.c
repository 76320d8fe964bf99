/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pieces of work that need nothing of each other, done by as many threads as there are processors. */

#include "config.h"

#include "acme-parallel.h"

typedef struct
{
  AcmeParallelFunc func;
  gpointer user_data;
  guint n_pieces;
  int next_piece;  /* atomic */
  int next_thread; /* atomic */
} Work;

static gpointer
run_thread (gpointer data)
{
  Work *work = data;
  guint thread = g_atomic_int_add (&work->next_thread, 1);
  guint piece;

  while ((piece = g_atomic_int_add (&work->next_piece, 1)) < work->n_pieces)
    work->func (piece, thread, work->user_data);
  return NULL;
}

/**
 * acme_parallel_run:
 * @n_pieces: how many pieces of work there are
 * @func: does one of them; called in several threads at a time, of which this may be one
 * @user_data: for @func
 *
 * Returns when all is done.
 */
void
acme_parallel_run (guint            n_pieces,
                   AcmeParallelFunc func,
                   gpointer         user_data)
{
  Work work = { .func = func, .user_data = user_data, .n_pieces = n_pieces };
  guint n_threads = MIN (MIN (g_get_num_processors (), ACME_PARALLEL_MAX_THREADS), n_pieces);
  GThread *threads[ACME_PARALLEL_MAX_THREADS] = { NULL };

  g_return_if_fail (func != NULL);

  /* where no thread can be had, the others do its part */
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("parallel", run_thread, &work, NULL);
  run_thread (&work);
  for (guint i = 1; i < n_threads; i++)
    g_clear_pointer (&threads[i], g_thread_join);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-parallel.h"

#define N 10000

typedef struct
{
  int n_times[N];
  int n_inside[ACME_PARALLEL_MAX_THREADS];
} Seen;

static void
note (guint    piece,
      guint    thread,
      gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpuint (thread, <, ACME_PARALLEL_MAX_THREADS);
  g_assert_cmpint (g_atomic_int_add (&seen->n_inside[thread], 1), ==, 0); /* nobody else has that number now */
  g_atomic_int_inc (&seen->n_times[piece]);
  g_atomic_int_add (&seen->n_inside[thread], -1);
}

/* Each of them once */
static void
test_all (gconstpointer data)
{
  g_autofree Seen *seen = g_new0 (Seen, 1);
  guint n = GPOINTER_TO_UINT (data);

  acme_parallel_run (n, note, seen);
  for (guint i = 0; i < N; i++)
    g_assert_cmpint (seen->n_times[i], ==, i < n ? 1 : 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/parallel/none", GUINT_TO_POINTER (0), test_all);
  g_test_add_data_func ("/parallel/one", GUINT_TO_POINTER (1), test_all);
  g_test_add_data_func ("/parallel/many", GUINT_TO_POINTER (N), test_all);
  return g_test_run ();
}

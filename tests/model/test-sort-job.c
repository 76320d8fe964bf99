/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-sort-job.h"

/* Numbers of which only the upper part counts for the order, so that the lower part shows whether the sort is
 * stable. */
#define CLASS(pointer) (GPOINTER_TO_UINT (pointer) >> 20)

static guint n_compared;

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  n_compared++;
  return (int) CLASS (a) - (int) CLASS (b);
}

static GPtrArray *
make_numbers (guint n)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (n);
  GPtrArray *numbers = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (numbers, GUINT_TO_POINTER ((guint) g_rand_int_range (rand, 0, 50) << 20 | i));
  return numbers;
}

static void
assert_sorted (GPtrArray *numbers,
               guint      n)
{
  g_assert_cmpuint (numbers->len, ==, n);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (numbers->pdata[i - 1]), <, GPOINTER_TO_UINT (numbers->pdata[i]));
}

static void
test_sizes (void)
{
  static const guint sizes[] = { 0, 1, 2, 511, 512, 513, 1024, 1025, 5000, 100001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(AcmeSortJob) job = acme_sort_job_new (make_numbers (sizes[i]), compare, NULL);
      g_autoptr(GPtrArray) sorted = NULL;

      g_assert_true (acme_sort_job_step (job, G_MAXINT64));
      sorted = acme_sort_job_steal (job);
      assert_sorted (sorted, sizes[i]);
    }
}

static void
test_slices (void)
{
  g_autoptr(AcmeSortJob) job = acme_sort_job_new (make_numbers (30000), compare, NULL);
  g_autoptr(GPtrArray) sorted = NULL;
  guint n_steps = 1;

  /* a deadline that has passed: the least that a step does */
  for (n_compared = 0; !acme_sort_job_step (job, 0); n_steps++)
    {
      g_assert_cmpuint (n_compared, <, 20000);
      g_assert_cmpuint (n_steps, <, 10000);
      n_compared = 0;
    }
  g_assert_cmpuint (n_steps, >, 100);
  sorted = acme_sort_job_steal (job);
  assert_sorted (sorted, 30000);
}

static void
test_dropped_in_the_middle (void)
{
  AcmeSortJob *job = acme_sort_job_new (make_numbers (5000), compare, NULL);

  for (guint i = 0; i < 15; i++)
    g_assert_false (acme_sort_job_step (job, 0));
  acme_sort_job_free (job);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort-job/sizes", test_sizes);
  g_test_add_func ("/sort-job/slices", test_slices);
  g_test_add_func ("/sort-job/dropped-in-the-middle", test_dropped_in_the_middle);
  return g_test_run ();
}

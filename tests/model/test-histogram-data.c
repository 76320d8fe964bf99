/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-data.h"

#include "zone.h"

static const char *const kinds[] = { "ACME account", "Login", "Other", NULL };

static AcmeHistogramData *
make (const char *from,
      const char *to,
      guint       max_bins)
{
  return acme_histogram_data_new (parse_time (from), parse_time (to), max_bins, kinds, TRUE);
}

static void
test_bins (void)
{
  g_autoptr(AcmeHistogramData) data = NULL;

  set_zone ("Europe/Stockholm");
  data = make ("2026-10-24T10:00:00Z", "2026-10-27T10:00:00Z", 5);
  g_assert_cmpuint (data->n_bins, ==, 4);
  g_assert_cmpuint (data->n_kinds, ==, 3);
  g_assert_true (data->has_other);
  assert_time (data->edges[0], "2026-10-24T10:00:00.000Z");
  assert_time (data->edges[1], "2026-10-24T22:00:00.000Z");
  assert_time (data->edges[2], "2026-10-25T23:00:00.000Z");
  assert_time (data->edges[4], "2026-10-27T10:00:00.000Z");
}

/* Never more than asked for, and each time is in the bin that it is in. */
static void
test_find (void)
{
  for (guint i = 0; i < 500; i++)
    {
      gint64 from = parse_time ("2020-01-01T00:00:00Z") + g_test_rand_int () * (gint64) 100000;
      gint64 length = (gint64) g_test_rand_int_range (1, 1000000) << g_test_rand_int_range (0, 29);
      guint max_bins = g_test_rand_int_range (1, 200);
      g_autoptr(AcmeHistogramData) data = acme_histogram_data_new (from, from + length, max_bins, kinds, FALSE);
      guint bin;

      g_assert_cmpuint (data->n_bins, >=, 1);
      g_assert_cmpuint (data->n_bins, <=, max_bins);
      for (guint k = 0; k < 50; k++)
        {
          gint64 time = k < 2 ? from + k * (length - 1) : from + (gint64) (g_test_rand_double () * length);

          time = MIN (time, from + length - 1);
          g_assert_true (acme_histogram_data_find_bin (data, time, &bin));
          g_assert_cmpint (data->edges[bin], <=, time);
          g_assert_cmpint (data->edges[bin + 1], >, time);
        }
      g_assert_false (acme_histogram_data_find_bin (data, from - 1, &bin));
      g_assert_false (acme_histogram_data_find_bin (data, from + length, &bin));
    }
}

static void
test_count (void)
{
  g_autoptr(AcmeHistogramData) data = NULL;
  guint64 most;

  set_zone ("UTC");
  data = make ("2026-11-01T00:00:00Z", "2026-11-05T00:00:00Z", 4);
  g_assert_cmpuint (data->n_bins, ==, 4);
  g_assert_cmpuint (acme_histogram_data_find_highest (data, &most), ==, 0);
  g_assert_cmpuint (most, ==, 0);

  data->counts[1 * 3 + 0] = 5;
  data->counts[1 * 3 + 2] = 4;
  data->counts[3 * 3 + 1] = G_MAXUINT;
  g_assert_cmpuint (acme_histogram_data_count (data, 1, 1), ==, 9);
  g_assert_cmpuint (acme_histogram_data_count_kind (data, 2, 0, 4), ==, 4);
  g_assert_cmpuint (acme_histogram_data_count (data, 0, 100), ==, 9 + (guint64) G_MAXUINT);
  g_assert_cmpuint (acme_histogram_data_find_highest (data, &most), ==, 3);
  g_assert_cmpuint (most, ==, G_MAXUINT);
}

static void
test_boxed (void)
{
  AcmeHistogramData *data = make ("2026-11-01T00:00:00Z", "2026-11-05T00:00:00Z", 4);
  AcmeHistogramData *copy = g_boxed_copy (ACME_TYPE_HISTOGRAM_DATA, data);

  acme_histogram_data_unref (data);
  g_assert_cmpuint (copy->n_bins, ==, 4);
  g_boxed_free (ACME_TYPE_HISTOGRAM_DATA, copy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/histogram-data/bins", test_bins);
  g_test_add_func ("/histogram-data/find", test_find);
  g_test_add_func ("/histogram-data/count", test_count);
  g_test_add_func ("/histogram-data/boxed", test_boxed);
  return g_test_run ();
}

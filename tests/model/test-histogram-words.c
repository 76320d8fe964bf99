/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-words.h"

#include "zone.h"

static AcmeHistogramData *
make_days (void)
{
  static const char *const kinds[] = { "ACME account", "Login", "Other", NULL };
  AcmeHistogramData *data = acme_histogram_data_new (parse_time ("2026-11-01"), parse_time ("2026-11-05"), 4, kinds,
                                                     TRUE);

  data->counts[1 * 3 + 0] = 150;
  data->counts[1 * 3 + 1] = 49;
  data->counts[2 * 3 + 1] = 1;
  data->counts[2 * 3 + 2] = 1;
  return data;
}

static void
test_times (void)
{
  static const char *const cases[][3] = {
    { "2026-11-14T00:00:00Z", "2026-11-15T00:00:00Z", "14 Nov 2026" },
    { "2026-11-09T00:00:00Z", "2026-11-15T00:00:00Z", "9 – 14 Nov 2026" },
    { "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", "November 2026" },
    { "2026-11-14T06:00:00Z", "2026-11-14T09:00:00Z", "14 Nov 2026, 06:00 – 09:00" },
    { "2026-11-14T18:00:00Z", "2026-11-15T00:00:00Z", "14 Nov 2026, 18:00 – 00:00" },
    { "2026-11-14T18:00:00Z", "2026-11-15T06:00:00Z", "14 Nov 2026, 18:00 – 15 Nov 2026, 06:00" },
    { "2026-11-14T18:00:01Z", "2026-11-14T18:00:02Z", "14 Nov 2026, 18:00:01 – 18:00:02" },
  };

  set_zone ("UTC");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = acme_histogram_describe_times (parse_time (cases[i][0]), parse_time (cases[i][1]));

      g_assert_cmpstr (text, ==, cases[i][2]);
    }
}

static void
test_whole (void)
{
  g_autoptr(AcmeHistogramData) data = NULL;
  g_autofree char *text = NULL;
  g_autofree char *nothing = NULL;

  set_zone ("UTC");
  data = make_days ();
  text = acme_histogram_describe (data);
  g_assert_cmpstr (text, ==, "201 events, 1 – 4 Nov 2026; most, 199: 2 Nov 2026; "
                             "ACME account 75%, Login 25%, Other under 1%");

  for (guint i = 0; i < data->n_bins * data->n_kinds; i++)
    data->counts[i] = 0;
  nothing = acme_histogram_describe (data);
  g_assert_cmpstr (nothing, ==, "No events, 1 – 4 Nov 2026");
}

static void
test_bins (void)
{
  g_autoptr(AcmeHistogramData) data = NULL;
  g_autofree char *one = NULL;
  g_autofree char *several = NULL;
  g_autofree char *none = NULL;

  set_zone ("UTC");
  data = make_days ();
  one = acme_histogram_describe_bins (data, 1, 1, FALSE);
  several = acme_histogram_describe_bins (data, 1, 2, TRUE);
  none = acme_histogram_describe_bins (data, 0, 1, FALSE);
  g_assert_cmpstr (one, ==, "2 Nov 2026: 199 events; ACME account 150, Login 49");
  g_assert_cmpstr (several, ==, "2 – 3 Nov 2026: 201 events\nACME account 150\nLogin 50\nOther 1");
  g_assert_cmpstr (none, ==, "1 Nov 2026: no events");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/histogram-words/times", test_times);
  g_test_add_func ("/histogram-words/whole", test_whole);
  g_test_add_func ("/histogram-words/bins", test_bins);
  return g_test_run ();
}

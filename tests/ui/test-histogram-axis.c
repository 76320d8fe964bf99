/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-histogram-axis.h"

#include "acme-time.h"

static gint64
parse (const char *text)
{
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

static void
test_ticks (void)
{
  static const struct { const char *from; const char *to; guint max; const char *labels; } cases[] = {
    { "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", 8, "24 Nov 03:00 06:00 09:00 12:00 15:00 18:00 21:00" },
    { "2026-11-18T00:00:00Z", "2026-11-25T00:00:00Z", 12,
      "18 Nov 19 Nov 20 Nov 21 Nov 22 Nov 23 Nov 24 Nov" },
    { "2026-10-26T00:00:00Z", "2026-11-25T00:00:00Z", 12, "26 Oct 2 Nov 9 Nov 16 Nov 23 Nov" },
    { "2026-11-10T00:00:00Z", "2027-02-25T00:00:00Z", 4, "Dec 2027 Feb" },
    { "2026-11-24T10:00:00Z", "2026-11-24T10:00:04Z", 4, "10:00:00 10:00:01 10:00:02 10:00:03" },
    { "2024-06-01T00:00:00Z", "2027-02-25T00:00:00Z", 4, "2025 2026 2027" },
  };

  g_setenv ("TZ", "UTC", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) ticks = acme_histogram_axis_list_ticks (parse (cases[i].from), parse (cases[i].to),
                                                                cases[i].max);
      g_autoptr(GString) labels = g_string_new (NULL);

      for (guint k = 0; k < ticks->len; k++)
        g_string_append_printf (labels, "%s%s", k > 0 ? " " : "", g_array_index (ticks, AcmeHistogramTick, k).label);
      g_assert_cmpstr (labels->str, ==, cases[i].labels);
    }
}

static void
test_step (void)
{
  static const guint64 cases[][3] = {
    { 0, 3, 1 }, { 1, 3, 1 }, { 3, 3, 1 }, { 4, 3, 2 }, { 8, 3, 5 }, { 19, 3, 5 }, { 20, 3, 10 }, { 578, 2, 200 },
    { 60, 1, 50 }, { G_GUINT64_CONSTANT (4000000000), 3, 2000000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (acme_histogram_axis_choose_step (cases[i][0], cases[i][1]), ==, cases[i][2]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/histogram-axis/ticks", test_ticks);
  g_test_add_func ("/histogram-axis/step", test_step);
  return g_test_run ();
}

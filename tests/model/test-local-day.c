/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-local-day.h"

#include "zone.h"

#define HOUR (60 * 60 * (gint64) G_USEC_PER_SEC)

static guint32
get_day (int day,
         int month,
         int year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static void
test_start (void)
{
  static const struct { const char *zone; int day, month, year; const char *start; int hours; } cases[] = {
    { "UTC", 14, 11, 2026, "2026-11-14T00:00:00.000Z", 24 },
    { "Europe/Stockholm", 14, 11, 2026, "2026-11-13T23:00:00.000Z", 24 },
    { "Europe/Stockholm", 29, 3, 2026, "2026-03-28T23:00:00.000Z", 23 },
    { "Europe/Stockholm", 25, 10, 2026, "2026-10-24T22:00:00.000Z", 25 },
    { "Asia/Kolkata", 1, 1, 1970, "1969-12-31T18:30:00.000Z", 24 },
    { "America/Sao_Paulo", 4, 11, 2018, "2018-11-04T03:00:00.000Z", 23 }, /* without a midnight */
    { "America/Havana", 1, 11, 2026, "2026-11-01T04:00:00.000Z", 25 },    /* with two of them */
    { "Pacific/Apia", 30, 12, 2011, "2011-12-30T10:00:00.000Z", 0 },      /* was left out */
    { "Pacific/Apia", 31, 12, 2011, "2011-12-30T10:00:00.000Z", 24 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 day = get_day (cases[i].day, cases[i].month, cases[i].year);
      gint64 start;

      set_zone (cases[i].zone);
      start = acme_local_day_start (day);
      g_test_message ("%s %d", cases[i].zone, cases[i].day);
      assert_time (start, cases[i].start);
      g_assert_cmpint (acme_local_day_start (day + 1) - start, ==, cases[i].hours * HOUR);
      if (cases[i].hours > 0)
        g_assert_cmpuint (acme_local_day_of (start), ==, day);
      g_assert_cmpuint (acme_local_day_of (start - 1), <, day);
    }
}

static void
test_far (void)
{
  set_zone ("Europe/Stockholm");
  g_assert_cmpuint (acme_local_day_of (G_MININT64), ==, 1);
  g_assert_cmpuint (acme_local_day_of (G_MAXINT64), ==, get_day (31, 12, 9999));
  g_assert_cmpint (acme_local_day_start (get_day (31, 12, 9999)), <, acme_local_day_start (get_day (31, 12, 9999) + 1));
  g_assert_cmpint (acme_local_day_start (1), <, acme_local_day_start (2));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/local-day/start", test_start);
  g_test_add_func ("/local-day/far", test_far);
  return g_test_run ();
}

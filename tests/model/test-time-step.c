/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-time-step.h"

#include "zone.h"

#define HOUR (60 * 60 * (gint64) G_USEC_PER_SEC)
#define DAY (24 * HOUR)

static void
test_choose (void)
{
  static const struct { const char *from; const char *to; guint max; AcmeTimeUnit unit; guint n; } cases[] = {
    { "2026-11-14T00:00:00Z", "2026-11-14T00:01:00Z", 100, ACME_TIME_UNIT_SECOND, 1 },
    { "2026-11-14T00:00:00Z", "2026-11-15T00:00:00Z", 100, ACME_TIME_UNIT_MINUTE, 15 },
    { "2026-11-08T00:00:00Z", "2026-11-15T00:00:00Z", 100, ACME_TIME_UNIT_HOUR, 3 },
    { "2026-10-26T00:00:00Z", "2026-11-25T00:00:00Z", 100, ACME_TIME_UNIT_HOUR, 12 },
    { "2026-10-26T00:00:00Z", "2026-11-25T00:00:00Z", 30, ACME_TIME_UNIT_DAY, 1 },
    { "2026-10-26T00:00:01Z", "2026-11-25T00:00:01Z", 30, ACME_TIME_UNIT_DAY, 7 }, /* 31 days are touched */
    { "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", 12, ACME_TIME_UNIT_MONTH, 1 },
    { "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", 11, ACME_TIME_UNIT_MONTH, 3 },
    { "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", 1, ACME_TIME_UNIT_YEAR, 1 },
    { "0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z", 100, ACME_TIME_UNIT_YEAR, 100 },
  };

  set_zone ("UTC");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AcmeTimeStep *step = acme_time_step_choose (parse_time (cases[i].from), parse_time (cases[i].to),
                                                        cases[i].max);

      g_test_message ("%s to %s", cases[i].from, cases[i].to);
      g_assert_nonnull (step);
      g_assert_cmpint (step->unit, ==, cases[i].unit);
      g_assert_cmpuint (step->n, ==, cases[i].n);
    }
  g_assert_null (acme_time_step_choose (parse_time ("0001-01-01T00:00:00Z"), parse_time ("9999-01-01T00:00:00Z"), 2));
}

static void
test_edges (void)
{
  static const struct { const char *zone; AcmeTimeStep step; const char *from; const char *edges[5]; } cases[] = {
    { "Europe/Stockholm", { ACME_TIME_UNIT_DAY, 1 }, "2026-10-24T12:00:00Z", /* winter comes */
      { "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", "2026-10-26T23:00:00.000Z" } },
    { "Europe/Stockholm", { ACME_TIME_UNIT_HOUR, 6 }, "2026-10-24T22:00:00Z",
      { "2026-10-25T05:00:00.000Z", "2026-10-25T11:00:00.000Z", "2026-10-25T17:00:00.000Z" } },
    { "Europe/Stockholm", { ACME_TIME_UNIT_HOUR, 3 }, "2026-03-28T23:00:00Z", /* and summer */
      { "2026-03-29T01:00:00.000Z", "2026-03-29T04:00:00.000Z", "2026-03-29T07:00:00.000Z" } },
    { "Europe/Stockholm", { ACME_TIME_UNIT_HOUR, 1 }, "2026-10-25T00:30:00Z", /* 02:30, twice */
      { "2026-10-25T01:00:00.000Z", "2026-10-25T02:00:00.000Z" } },
    { "Asia/Kolkata", { ACME_TIME_UNIT_HOUR, 1 }, "2026-11-14T00:00:00Z",
      { "2026-11-14T00:30:00.000Z", "2026-11-14T01:30:00.000Z" } },
    { "UTC", { ACME_TIME_UNIT_DAY, 7 }, "2026-11-14T00:00:00Z", /* Mondays */
      { "2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z" } },
    { "UTC", { ACME_TIME_UNIT_MONTH, 3 }, "2026-11-14T00:00:00Z",
      { "2027-01-01T00:00:00.000Z", "2027-04-01T00:00:00.000Z" } },
    { "UTC", { ACME_TIME_UNIT_YEAR, 25 }, "2026-11-14T00:00:00Z",
      { "2050-01-01T00:00:00.000Z", "2075-01-01T00:00:00.000Z" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = parse_time (cases[i].from);

      set_zone (cases[i].zone);
      for (guint k = 0; cases[i].edges[k] != NULL; k++)
        {
          time = acme_time_step_next (&cases[i].step, time);
          g_test_message ("%u in %s", cases[i].step.n, cases[i].zone);
          assert_time (time, cases[i].edges[k]);
        }
    }
}

/* Whatever the zone does: what a step begins with is its own beginning, and all of it is in it. */
static void
test_consistent (void)
{
  static const char *const zones[] = { "UTC", "Europe/Stockholm", "Europe/Kyiv", "Asia/Kathmandu", "America/Sao_Paulo",
                                       "America/Havana", "Australia/Lord_Howe", "Pacific/Apia" };
  static const AcmeTimeStep steps[] = {
    { ACME_TIME_UNIT_MINUTE, 15 }, { ACME_TIME_UNIT_HOUR, 1 }, { ACME_TIME_UNIT_HOUR, 3 }, { ACME_TIME_UNIT_HOUR, 12 },
    { ACME_TIME_UNIT_DAY, 1 }, { ACME_TIME_UNIT_DAY, 7 }, { ACME_TIME_UNIT_MONTH, 1 }, { ACME_TIME_UNIT_YEAR, 1 },
  };
  gint64 start = parse_time ("2011-01-01T00:00:00Z");

  for (guint zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    {
      set_zone (zones[zone]);
      for (guint i = 0; i < 4000; i++)
        {
          const AcmeTimeStep *step = &steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))];
          gint64 time = start + g_test_rand_int_range (0, 8 * 366 * 24 * 4) * HOUR / 4;
          gint64 begin = acme_time_step_floor (step, time);
          gint64 next = acme_time_step_next (step, time);

          g_assert_cmpint (begin, <=, time);
          g_assert_cmpint (next, >, time);
          g_assert_cmpint (acme_time_step_floor (step, begin), ==, begin);
          g_assert_cmpint (acme_time_step_floor (step, next), ==, next);
          g_assert_cmpint (acme_time_step_floor (step, next - 1), ==, begin);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time-step/choose", test_choose);
  g_test_add_func ("/time-step/edges", test_edges);
  g_test_add_func ("/time-step/consistent", test_consistent);
  return g_test_run ();
}

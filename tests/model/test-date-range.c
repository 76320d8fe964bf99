/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-date-range.h"

#include "zone.h"

static AcmeDateRange
make_range (const char *text)
{
  AcmeDateRange range;

  g_assert_true (acme_date_range_parse (text, &range));
  return range;
}

static void
test_times (void)
{
  static const struct { const char *range; const char *now; const char *from; const char *to; } cases[] = {
    /* 00:30 of the 24th in Stockholm, while it is still the 23rd in UTC */
    { "today", "2026-11-23T23:30:00Z", "2026-11-23T23:00:00.000Z", "2026-11-24T23:00:00.000Z" },
    { "last-7-days", "2026-11-24T12:00:00Z", "2026-11-17T23:00:00.000Z", "2026-11-24T23:00:00.000Z" },
    { "last-30-days", "2026-11-24T12:00:00Z", "2026-10-25T23:00:00.000Z", "2026-11-24T23:00:00.000Z" },
    { "this-month", "2026-11-24T12:00:00Z", "2026-10-31T23:00:00.000Z", "2026-11-24T23:00:00.000Z" },
    { "this-month", "2026-11-01T12:00:00Z", "2026-10-31T23:00:00.000Z", "2026-11-01T23:00:00.000Z" },
    /* Over the change to winter, in a day of 25 hours, and in one of 23 */
    { "last-7-days", "2026-10-28T12:00:00Z", "2026-10-21T22:00:00.000Z", "2026-10-28T23:00:00.000Z" },
    { "today", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z" },
    { "today", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z" },
    { "2026-02-28/2026-03-01", "2026-11-24T12:00:00Z", "2026-02-27T23:00:00.000Z", "2026-03-01T23:00:00.000Z" },
  };

  set_zone ("Europe/Stockholm");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcmeDateRange range = make_range (cases[i].range);
      gint64 from, to;

      g_test_message ("%s at %s", cases[i].range, cases[i].now);
      acme_date_range_get_times (&range, parse_time (cases[i].now), &from, &to);
      assert_time (from, cases[i].from);
      assert_time (to, cases[i].to);
    }
}

static void
test_describe (void)
{
  static const char *const cases[][2] = {
    { "today", "Today" },
    { "last-30-days", "Last 30 Days" },
    { "2026-11-14/2026-11-14", "14 Nov 2026" },
    { "2026-11-01/2026-11-14", "1 – 14 Nov 2026" },
    { "2026-11-01/2026-11-30", "November 2026" },
    { "2026-10-28/2026-11-03", "28 Oct – 3 Nov 2026" },
    { "2026-12-28/2027-01-03", "28 Dec 2026 – 3 Jan 2027" },
    { "2025-11-01/2026-11-30", "1 Nov 2025 – 30 Nov 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcmeDateRange range = make_range (cases[i][0]);
      g_autofree char *text = acme_date_range_describe (&range);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
  g_assert_cmpstr (acme_date_range_name_preset (ACME_DATE_RANGE_CUSTOM), ==, "Custom…");
}

static void
test_text (void)
{
  static const char *const good[] = { "today", "last-7-days", "last-30-days", "this-month", "2026-11-01/2026-11-14" };
  static const char *const bad[] = { NULL, "", "custom", "2026-11-01", "2026-11-01/", "2026-11-01/2026-11-31",
                                     "2026-11-01/2026-11-14/2026-11-15", "0000-01-01/2026-01-01", "2026W01/2026W02",
                                     "2026-1-1/2026-1-2" };
  AcmeDateRange kept = make_range ("today");
  AcmeDateRange reversed = make_range ("2026-11-14/2026-11-01");
  g_autofree char *sorted = acme_date_range_to_text (&reversed);

  g_assert_cmpstr (sorted, ==, "2026-11-01/2026-11-14");
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      AcmeDateRange range = make_range (good[i]);
      g_autofree char *text = acme_date_range_to_text (&range);

      g_assert_cmpstr (text, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (acme_date_range_parse (bad[i], &kept));
      g_assert_cmpint (kept.preset, ==, ACME_DATE_RANGE_TODAY);
    }
}

static void
test_equal (void)
{
  AcmeDateRange week = acme_date_range_of_preset (ACME_DATE_RANGE_LAST_7_DAYS);
  AcmeDateRange again = make_range ("last-7-days");
  AcmeDateRange days = make_range ("2026-11-01/2026-11-07");
  AcmeDateRange other = make_range ("2026-11-01/2026-11-08");
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_true (acme_date_range_equal (&week, &again));
  g_assert_false (acme_date_range_equal (&week, &days));
  g_assert_false (acme_date_range_equal (&days, &other));

  g_value_init (&value, ACME_TYPE_DATE_RANGE);
  g_value_set_boxed (&value, &days);
  g_assert_true (acme_date_range_equal (g_value_get_boxed (&value), &days));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date-range/times", test_times);
  g_test_add_func ("/date-range/describe", test_describe);
  g_test_add_func ("/date-range/text", test_text);
  g_test_add_func ("/date-range/equal", test_equal);
  return g_test_run ();
}

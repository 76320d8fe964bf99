/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-time.h"

static void
test_round_trip (void)
{
  static const struct { const char *in; const char *out; } cases[] = {
    { "2030-01-02T03:04:05.678Z", "2030-01-02T03:04:05.678Z" },
    { "2030-01-02T03:04:05Z", "2030-01-02T03:04:05.000Z" },
    { "2030-01-02T03:04:05.678+02:00", "2030-01-02T01:04:05.678Z" },
    { "2030-01-02T03:04:05+0200", "2030-01-02T01:04:05.000Z" },
    { "2030-01-02", "2030-01-02T00:00:00.000Z" },
    { "1969-12-31T23:59:59.250Z", "1969-12-31T23:59:59.250Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL;
      gint64 time;

      g_assert_true (acme_time_parse (cases[i].in, &time));
      out = acme_time_format (time);
      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", "yesterday", "2030-13-01", "2030-01-02T25:00:00Z", "0123456789",
    "2030-01-02T03:04:05.678Z and then very much more text than any date on any wire would ever have",
  };
  gint64 time = 7;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (acme_time_parse (cases[i], &time));
      g_assert_cmpint (time, ==, ACME_TIME_NONE);
    }
  g_assert_false (acme_time_parse (NULL, &time));
  g_assert_null (acme_time_format (ACME_TIME_NONE));
  g_assert_null (acme_time_format (G_MAXINT64));
}

static gint64
parse (const char *text)
{
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

static void
test_local (void)
{
  g_autofree char *local = acme_time_format_local (parse ("2030-01-02T23:04:05.678Z"));
  g_autofree char *exact = acme_time_format_exact (parse ("2030-01-02T23:04:05.678Z"));

  g_assert_cmpstr (local, ==, "2030-01-03 01:04:05");
  g_assert_cmpstr (exact, ==, "2030-01-03 01:04:05 EET\n2030-01-02 23:04:05 UTC");
  g_assert_null (acme_time_format_local (ACME_TIME_NONE));
  g_assert_null (acme_time_format_exact (ACME_TIME_NONE));
  g_assert_null (acme_time_format_exact (G_MAXINT64));
}

/* By days of the local calendar, two hours ahead of UTC. */
static void
test_relative (void)
{
  static const struct { const char *time; const char *expected; } cases[] = {
    { "2030-03-15T10:00:00Z", "Today, 12:00" },
    { "2030-03-15T21:59:59Z", "Today, 23:59" },
    { "2030-03-15T22:00:00Z", "Tomorrow" },
    { "2030-03-14T22:00:00Z", "Today, 00:00" },
    { "2030-03-14T21:59:59Z", "Yesterday" },
    { "2030-03-13T10:00:00Z", "2 days ago" },
    { "2030-03-17T10:00:00Z", "In 2 days" },
    { "2030-01-14T10:00:00Z", "60 days ago" },
    { "2030-01-13T10:00:00Z", "2 months ago" },
    { "2030-05-14T10:00:00Z", "In 60 days" },
    { "2030-06-14T10:00:00Z", "In 2 months" },
    { "2030-06-15T10:00:00Z", "In 3 months" },
    { "2028-03-16T10:00:00Z", "23 months ago" },
    { "2028-03-15T10:00:00Z", "2 years ago" },
    { "2033-03-14T10:00:00Z", "In 2 years" },
    { "1970-01-01T00:00:00Z", "60 years ago" },
    { "9999-12-31T00:00:00Z", "In 7969 years" },
  };
  gint64 now = parse ("2030-03-15T10:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = acme_time_format_relative (parse (cases[i].time), now);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
  g_assert_null (acme_time_format_relative (ACME_TIME_NONE, now));
  g_assert_null (acme_time_format_relative (G_MAXINT64, now));
}

static void
test_days (void)
{
  static const struct { const char *time; gint64 expected; } cases[] = {
    { "2030-03-15T10:00:00Z", 0 }, { "2030-03-15T21:59:59Z", 0 }, { "2030-03-15T22:00:00Z", 1 },
    { "2030-03-14T21:59:59Z", -1 }, { "2030-04-14T10:00:00Z", 30 }, { "2029-03-15T10:00:00Z", -365 },
  };
  gint64 now = parse ("2030-03-15T10:00:00Z");
  gint64 days;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (acme_time_count_days (parse (cases[i].time), now, &days));
      g_assert_cmpint (days, ==, cases[i].expected);
    }
  g_assert_false (acme_time_count_days (ACME_TIME_NONE, now, &days));
  g_assert_false (acme_time_count_days (G_MAXINT64, now, &days));
  g_assert_cmpint (days, ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "EET-2", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/round-trip", test_round_trip);
  g_test_add_func ("/time/refused", test_refused);
  g_test_add_func ("/time/local", test_local);
  g_test_add_func ("/time/relative", test_relative);
  g_test_add_func ("/time/days", test_days);
  return g_test_run ();
}

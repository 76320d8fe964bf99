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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/round-trip", test_round_trip);
  g_test_add_func ("/time/refused", test_refused);
  return g_test_run ();
}

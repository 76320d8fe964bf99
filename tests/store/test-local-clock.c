/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-local-clock.h"

#include <string.h>
#include <time.h>

static void
check (AcmeLocalClock *clock,
       gint64          time)
{
  char text[ACME_LOCAL_CLOCK_SIZE];
  g_autofree char *expected = acme_time_format_local (time);
  gsize length = acme_local_clock_print (clock, time, text);

  g_assert_cmpstr (text, ==, expected != NULL ? expected : "");
  g_assert_cmpuint (length, ==, strlen (text));
}

/* In any zone, at any time, and around the hours at which clocks are changed: what acme_time_format_local() says */
static void
test_same (gconstpointer zone)
{
  const gint64 second = G_USEC_PER_SEC, hour = 3600 * second, year = 365 * 24 * hour;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(AcmeLocalClock) clock = NULL;

  g_setenv ("TZ", zone, TRUE);
  tzset ();
  clock = acme_local_clock_new ();
  check (clock, ACME_TIME_NONE);
  check (clock, 0);
  check (clock, -1);
  for (gint64 time = 56 * year; time < 57 * year; time += hour / 4 - second)
    check (clock, time);
  for (guint i = 0; i < 2000; i++)
    check (clock, (gint64) (g_rand_double_range (rand, -300, 300) * (double) year));
  for (guint i = 0; i < 200; i++)
    check (clock, (gint64) (g_rand_double_range (rand, -1968, 8028) * (double) year));
  check (clock, G_GINT64_CONSTANT (253402300799) * second); /* the end of the year 9999 */
}

int
main (int argc, char **argv)
{
  static const char *const zones[] = { "UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe",
                                       "Asia/Kathmandu", "Pacific/Apia" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *path = g_strconcat ("/local-clock/", zones[i], NULL);

      g_test_add_data_func (path, zones[i], test_same);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-time.h"

#define N_RANDOM 50000

/* What GLib says, which is what ours must say too. */
static gint64
parse_slowly (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (text, utc);

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date)
                      : ACME_TIME_NONE;
}

static char *
format_slowly (gint64 time)
{
  g_autoptr(GDateTime) epoch = g_date_time_new_from_unix_utc (0);
  g_autoptr(GDateTime) date = time != ACME_TIME_NONE ? g_date_time_add (epoch, time) : NULL;
  g_autofree char *rest = date != NULL ? g_date_time_format (date, "%m-%dT%H:%M:%S") : NULL;

  if (date == NULL)
    return NULL;
  /* GLib's %Y is not always of 4 digits */
  return g_strdup_printf ("%04d-%s.%03dZ", g_date_time_get_year (date), rest,
                          g_date_time_get_microsecond (date) / 1000);
}

static void
check_parse (const char *text)
{
  gint64 expected = parse_slowly (text);
  gint64 time;

  g_assert_cmpint (acme_time_parse (text, &time), ==, expected != ACME_TIME_NONE);
  if (time != expected)
    g_test_message ("“%s”", text);
  g_assert_cmpint (time, ==, expected);
}

static void
check_print (gint64 time)
{
  g_autofree char *expected = format_slowly (time);
  g_autofree char *text = acme_time_format (time);
  char printed[ACME_TIME_PRINT_SIZE];
  gsize length = acme_time_print (time, printed);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (printed, ==, expected != NULL ? expected : "");
  g_assert_cmpuint (length, ==, strlen (printed));
}

static char *
make_date (GRand *rand)
{
  static const char *const offsets[] = {
    "Z", "+02:00", "-11:30", "+00:00", "+0200", "+02", "", "z", "+24:00", "+2:00",
  };
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_printf (text, "%04d-%02d-%02dT%02d:%02d:%02d", g_rand_int_range (rand, 0, 10000),
                   g_rand_int_range (rand, 0, 14), g_rand_int_range (rand, 0, 33), g_rand_int_range (rand, 0, 26),
                   g_rand_int_range (rand, 0, 62), g_rand_int_range (rand, 0, 62));
  if (g_rand_boolean (rand))
    {
      g_string_append_c (text, '.');
      for (int n = g_rand_int_range (rand, 0, 9); n > 0; n--)
        g_string_append_c (text, '0' + g_rand_int_range (rand, 0, 10));
    }
  g_string_append (text, offsets[g_rand_int_range (rand, 0, G_N_ELEMENTS (offsets))]);
  if (g_rand_int_range (rand, 0, 4) == 0)
    text->str[g_rand_int_range (rand, 0, text->len)] = g_rand_int_range (rand, ' ', 0x7f);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_parse (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *text = make_date (rand);

      check_parse (text);
    }
}

static void
test_parse_edges (void)
{
  static const char *const cases[] = {
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-02:00", "0000-01-01T00:00:00Z",
    "2000-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-02-29T23:59:59.999999Z", "2023-02-29T00:00:00Z",
    "2030-01-02T03:04:05.Z", "2030-01-02T03:04:05.1234567Z", "2030-01-02T03:04:05,678Z", "2030-01-02T24:00:00Z",
    "2030-01-02T03:04:60Z", "2030-01-02T03:04:05-00:00", "2030-01-02T03:04:05+23:59", "2030-01-02t03:04:05Z",
    "2030-W01-2T03:04:05Z", "2030-002T03:04:05Z", "20300102T030405Z", "2030-01-02T03:04:05Z ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_parse (cases[i]);
}

/* What follows belongs to something else. */
static void
test_parse_len (void)
{
  static const char text[] = "2030-01-02T03:04:05.678Z,2030-01-02+0200";
  gint64 time;

  g_assert_true (acme_time_parse_len (text, 24, &time));
  g_assert_cmpint (time, ==, parse_slowly ("2030-01-02T03:04:05.678Z"));
  g_assert_true (acme_time_parse_len (text + 25, 10, &time));
  g_assert_cmpint (time, ==, parse_slowly ("2030-01-02T00:00:00Z"));
  g_assert_false (acme_time_parse_len (text, 25, &time));
  g_assert_false (acme_time_parse_len ("2030-01-02T03:04:05\0Z", 21, &time));
  g_assert_false (acme_time_parse_len (NULL, 0, &time));
  g_assert_cmpint (time, ==, ACME_TIME_NONE);
}

static void
test_print (void)
{
  static const gint64 edges[] = {
    0, -1, 1, 999, 1000, -1000, ACME_TIME_NONE, G_MININT64 + 1, G_MAXINT64, G_GINT64_CONSTANT (951782400999999),
  };
  gint64 first = parse_slowly ("0001-01-01T00:00:00Z");
  gint64 last = parse_slowly ("9999-12-31T23:59:59.999999Z");
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    check_print (edges[i]);
  for (int i = -2; i <= 2; i++)
    {
      check_print (first + i);
      check_print (last + i);
    }
  for (guint i = 0; i < N_RANDOM; i++)
    check_print ((gint64) g_rand_double_range (rand, first, last));
}

/* Each day that anybody will ever see. */
static void
test_every_day (void)
{
  const gint64 day = (gint64) 24 * 3600 * G_USEC_PER_SEC;
  gint64 time;

  for (gint64 i = -20000; i < 60000; i++)
    {
      char text[ACME_TIME_PRINT_SIZE];

      g_assert_cmpuint (acme_time_print (i * day + 1000, text), ==, 24);
      g_assert_true (acme_time_parse (text, &time));
      g_assert_cmpint (time, ==, i * day + 1000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-wire/parse", test_parse);
  g_test_add_func ("/time-wire/parse-edges", test_parse_edges);
  g_test_add_func ("/time-wire/parse-len", test_parse_len);
  g_test_add_func ("/time-wire/print", test_print);
  g_test_add_func ("/time-wire/every-day", test_every_day);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wire's dates: RFC 3339 in and out, with what SCM is known to vary (offsets without a colon, plain dates). A
 * million of them pass by in an audit, so what is usual is read and written here, without an object of GLib's; what
 * is not usual is left to GLib. */

#include "config.h"

#include "acme-time.h"

#include <string.h>

#define LONGEST 64
#define SECONDS_A_DAY ((gint64) 24 * 3600)
/* From 0000-03-01, where this count of days begins, to 1970-01-01 */
#define DAYS_TO_1970 719468
#define DAYS_IN_400_YEARS 146097

static const char digits[] =
  "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
  "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
  "8081828384858687888990919293949596979899";

/* The number in the @n digits at @text; -1 if there is something else. */
static int
read_digits (const char *text,
             guint       n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + text[i] - '0';
    }
  return value;
}

static gboolean
is_leap_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static gboolean
is_date (int year,
         int month,
         int day)
{
  static const guint8 days[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  /* an offset may not lead out of the years that GLib knows */
  if (year < 2 || year > 9998 || month < 1 || month > 12 || day < 1)
    return FALSE;
  return day <= days[month] + (month == 2 && is_leap_year (year) ? 1 : 0);
}

/* How many days after 1970-01-01 that is. A year is counted from March here, so that the leap day is its last. */
static gint64
count_days (int year,
            int month,
            int day)
{
  gint64 y = month > 2 ? year : year - 1;
  int m = month > 2 ? month - 3 : month + 9;

  return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - DAYS_TO_1970;
}

/* The microseconds of a fraction with up to six digits; -1 if it is something else. */
static int
read_fraction (const char *text,
               gsize       length)
{
  int value = length >= 1 && length <= 6 ? read_digits (text, length) : -1;

  for (gsize i = length; value >= 0 && i < 6; i++)
    value *= 10;
  return value;
}

/* `Z` or `+02:00`, in seconds. */
static gboolean
read_offset (const char *text,
             gsize       length,
             int        *out_offset)
{
  int hour, minute;

  *out_offset = 0;
  if (length == 1 && text[0] == 'Z')
    return TRUE;
  if (length != strlen ("+02:00") || (text[0] != '+' && text[0] != '-') || text[3] != ':')
    return FALSE;

  hour = read_digits (text + 1, 2);
  minute = read_digits (text + 4, 2);
  *out_offset = (hour * 60 + minute) * 60 * (text[0] == '-' ? -1 : 1);
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
}

/* `YYYY-MM-DDTHH:MM:SS`, perhaps a fraction, and an offset. */
static gboolean
parse_usual (const char *text,
             gsize       length,
             gint64     *out_time)
{
  const gsize plain = strlen ("YYYY-MM-DDTHH:MM:SS");
  int year, month, day, hour, minute, second, offset;
  int fraction = 0;
  gsize at = plain;

  if (length <= plain || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
    return FALSE;

  year = read_digits (text, 4);
  month = read_digits (text + 5, 2);
  day = read_digits (text + 8, 2);
  hour = read_digits (text + 11, 2);
  minute = read_digits (text + 14, 2);
  second = read_digits (text + 17, 2);
  if (!is_date (year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;

  if (text[plain] == '.')
    {
      while (++at < length && g_ascii_isdigit (text[at]))
        ;
      fraction = read_fraction (text + plain + 1, at - plain - 1);
    }
  if (fraction < 0 || !read_offset (text + at, length - at, &offset))
    return FALSE;

  *out_time = (count_days (year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second - offset)
              * G_USEC_PER_SEC + fraction;
  return TRUE;
}

/* Everything else that GLib takes. */
static gboolean
parse_unusual (const char *text,
               gint64     *out_time)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (text, utc);

  if (date != NULL)
    *out_time = g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);
  return date != NULL;
}

/**
 * acme_time_parse_len:
 * @text: as for acme_time_parse(), but not necessarily terminated
 * @length: its length in bytes
 * @out_time: (out): microseconds since 1970 UTC; %ACME_TIME_NONE if @text is no date
 *
 * Returns: whether @text was a date
 */
gboolean
acme_time_parse_len (const char *text,
                     gsize       length,
                     gint64     *out_time)
{
  char copy[LONGEST + sizeof "T00:00:00Z"];

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (out_time != NULL, FALSE);

  *out_time = ACME_TIME_NONE;
  if (length == 0 || length > LONGEST)
    return FALSE;
  if (parse_usual (text, length, out_time))
    return TRUE;
  if (memchr (text, '\0', length) != NULL)
    return FALSE;

  memcpy (copy, text, length);
  strcpy (copy + length, length == strlen ("YYYY-MM-DD") ? "T00:00:00Z" : "");
  return parse_unusual (copy, out_time);
}

/**
 * acme_time_parse:
 * @text: (nullable): an RFC 3339 date-time, or a plain `YYYY-MM-DD`, which means midnight UTC
 * @out_time: (out): microseconds since 1970 UTC; %ACME_TIME_NONE if @text is no date
 *
 * Returns: whether @text was a date
 */
gboolean
acme_time_parse (const char *text,
                 gint64     *out_time)
{
  return acme_time_parse_len (text, text != NULL ? strnlen (text, LONGEST + 1) : 0, out_time);
}

static char *
print_two (char *out,
           int   value)
{
  memcpy (out, digits + 2 * value, 2);
  return out + 2;
}

/* `YYYY-MM-DD` of so many days after 1970-01-01, which is none before the year 1. */
static char *
print_day (char   *out,
           gint64  days)
{
  int since = (int) (days + DAYS_TO_1970);
  int era = since / DAYS_IN_400_YEARS;
  int day = since % DAYS_IN_400_YEARS;
  int year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  int month;

  day -= 365 * year + year / 4 - year / 100;
  month = (5 * day + 2) / 153;
  day -= (153 * month + 2) / 5;
  year += era * 400 + (month >= 10 ? 1 : 0);

  out = print_two (print_two (out, year / 100), year % 100);
  *out++ = '-';
  out = print_two (out, month < 10 ? month + 3 : month - 9);
  *out++ = '-';
  return print_two (out, day + 1);
}

/**
 * acme_time_print:
 * @time: microseconds since 1970 UTC
 * @out: (out caller-allocates): room for %ACME_TIME_PRINT_SIZE bytes
 *
 * Writes what acme_time_format() returns, terminated, without an allocation.
 *
 * Returns: how many bytes that are without the NUL; 0 for %ACME_TIME_NONE and for years outside 1 to 9999
 */
gsize
acme_time_print (gint64  time,
                 char   *out)
{
  const gint64 day_length = SECONDS_A_DAY * G_USEC_PER_SEC;
  gint64 days = time / day_length - (time % day_length < 0 ? 1 : 0);
  int milliseconds;
  char *at;

  g_return_val_if_fail (out != NULL, 0);

  out[0] = '\0';
  if (days < count_days (1, 1, 1) || days > count_days (9999, 12, 31))
    return 0;

  milliseconds = (int) ((time - days * day_length) / 1000);
  at = print_day (out, days);
  *at++ = 'T';
  at = print_two (at, milliseconds / 3600000);
  *at++ = ':';
  at = print_two (at, milliseconds / 60000 % 60);
  *at++ = ':';
  at = print_two (at, milliseconds / 1000 % 60);
  *at++ = '.';
  *at++ = '0' + milliseconds / 100 % 10;
  at = print_two (at, milliseconds % 100);
  strcpy (at, "Z");
  return at + 1 - out;
}

/**
 * acme_time_format:
 * @time: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): @time as RFC 3339 in UTC with milliseconds, `2030-01-02T03:04:05.678Z`;
 *   %NULL for %ACME_TIME_NONE and for years outside 1 to 9999
 */
char *
acme_time_format (gint64 time)
{
  char text[ACME_TIME_PRINT_SIZE];

  return acme_time_print (time, text) > 0 ? g_strdup (text) : NULL;
}

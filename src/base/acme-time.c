/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wire's dates: RFC 3339 in and out, with what SCM is known to vary (offsets without a colon, plain dates). */

#include "acme-time.h"

#include <string.h>

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
  g_autoptr(GTimeZone) utc = NULL;
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *with_time = NULL;

  g_return_val_if_fail (out_time != NULL, FALSE);

  *out_time = ACME_TIME_NONE;
  if (text == NULL || strlen (text) > 64)
    return FALSE;

  if (strlen (text) == strlen ("YYYY-MM-DD"))
    text = with_time = g_strconcat (text, "T00:00:00Z", NULL);

  utc = g_time_zone_new_utc ();
  date = g_date_time_new_from_iso8601 (text, utc);
  if (date == NULL)
    return FALSE;

  *out_time = g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);
  return TRUE;
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
  g_autoptr(GDateTime) epoch = NULL;
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *seconds = NULL;

  if (time == ACME_TIME_NONE)
    return NULL;

  epoch = g_date_time_new_from_unix_utc (0);
  date = g_date_time_add (epoch, time);
  if (date == NULL)
    return NULL;

  seconds = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (date) / 1000);
}

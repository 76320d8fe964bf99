/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days of the user's time zone, by number. They have 23, 24 or 25 hours, some do not begin at midnight because
 * there was none, and in some midnight comes twice; all that is settled here. */

#include "config.h"

#include "acme-local-day.h"

#include "acme-time.h"

/* All zones change by whole quarters of an hour. */
#define QUARTER (15 * 60 * (gint64) G_USEC_PER_SEC)

/* The last day that GDateTime knows, in the year 9999 */
#define LAST_DAY 3652059
#define DAY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * acme_local_day_of:
 * @time: microseconds since 1970 UTC
 *
 * Returns: the day in which @time is by the user's time zone, as g_date_get_julian() numbers it; the first or the last
 *   that there is for times outside of the years 1 to 9999
 */
guint32
acme_local_day_of (gint64 time)
{
  g_autoptr(GDateTime) epoch = g_date_time_new_from_unix_utc (0);
  g_autoptr(GDateTime) utc = g_date_time_add (epoch, time);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  GDate date;
  int year, month, day;

  if (local == NULL)
    return time < 0 ? 1 : LAST_DAY;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static gint64
get_midnight (guint32 day)
{
  g_autoptr(GDateTime) midnight = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  midnight = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  return g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}

/**
 * acme_local_day_start:
 * @day: a day as by g_date_get_julian(), at least 1
 *
 * Returns: when @day begins by the user's time zone, in microseconds since 1970 UTC: at midnight, or at the next moment
 *   after it that there is
 */
gint64
acme_local_day_start (guint32 day)
{
  gint64 start;

  g_return_val_if_fail (day >= 1, ACME_TIME_NONE);

  if (day > LAST_DAY)
    return get_midnight (LAST_DAY) + (day - LAST_DAY) * DAY;

  start = get_midnight (day);
  while (acme_local_day_of (start) < day)
    start += QUARTER;
  while (day > 1 && acme_local_day_of (start - 1) >= day)
    start -= QUARTER;
  return start;
}

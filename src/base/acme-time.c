/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person reads for a point in time: by the clock on the wall, and as seen from today. */

#include "config.h"

#include "acme-time.h"

#include <glib/gi18n.h>

/* Up to here the days are counted. */
#define MANY_DAYS 60
#define MANY_MONTHS 24

static GDateTime *
new_utc (gint64 time)
{
  g_autoptr(GDateTime) epoch = NULL;

  if (time == ACME_TIME_NONE)
    return NULL;

  epoch = g_date_time_new_from_unix_utc (0);
  return g_date_time_add (epoch, time);
}

static GDateTime *
new_local (gint64 time)
{
  g_autoptr(GDateTime) utc = new_utc (time);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/**
 * acme_time_format_local:
 * @time: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): @time by the user's time zone to the second, in an order that sorts,
 *   `2030-01-02 04:04:05`; %NULL as acme_time_format()
 */
char *
acme_time_format_local (gint64 time)
{
  g_autoptr(GDateTime) local = new_local (time);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : NULL;
}

/**
 * acme_time_format_exact:
 * @time: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): @time by the user's time zone, which is named, and in a second line in UTC if
 *   that differs; %NULL as acme_time_format()
 */
char *
acme_time_format_exact (gint64 time)
{
  g_autoptr(GDateTime) local = new_local (time);
  g_autoptr(GDateTime) utc = local != NULL ? g_date_time_to_utc (local) : NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (utc == NULL)
    return NULL;

  here = g_date_time_format (local, "%Y-%m-%d %H:%M:%S %Z");
  there = g_date_time_format (utc, "%Y-%m-%d %H:%M:%S UTC");
  return g_str_equal (here, there) ? g_steal_pointer (&here) : g_strdup_printf ("%s\n%s", here, there);
}

/* The number of the local day, so that differences count midnights and not spans of 24 hours. */
static gint64
get_day (GDateTime *local)
{
  GDate date;
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static int
get_month (GDateTime *local)
{
  return g_date_time_get_year (local) * 12 + g_date_time_get_month (local);
}

/* How many whole months, of different length, @later is after @earlier. */
static int
count_months (GDateTime *earlier,
              GDateTime *later)
{
  int months = get_month (later) - get_month (earlier);

  return g_date_time_get_day_of_month (later) < g_date_time_get_day_of_month (earlier) ? months - 1 : months;
}

static char *
format_past (gint64 days,
             int    months)
{
  if (days <= MANY_DAYS)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", days), (int) days);
  if (months < MANY_MONTHS)
    return g_strdup_printf (ngettext ("%d month ago", "%d months ago", months), months);
  return g_strdup_printf (ngettext ("%d year ago", "%d years ago", months / 12), months / 12);
}

static char *
format_future (gint64 days,
               int    months)
{
  if (days <= MANY_DAYS)
    return g_strdup_printf (ngettext ("In %d day", "In %d days", days), (int) days);
  if (months < MANY_MONTHS)
    return g_strdup_printf (ngettext ("In %d month", "In %d months", months), months);
  return g_strdup_printf (ngettext ("In %d year", "In %d years", months / 12), months / 12);
}

/**
 * acme_time_count_days:
 * @time: microseconds since 1970 UTC
 * @now: the present time, likewise
 * @out_days: (out): how many midnights of the user's time zone are between them; negative if @time is in the past
 *
 * Returns: whether that can be told: not as acme_time_format()
 */
gboolean
acme_time_count_days (gint64  time,
                      gint64  now,
                      gint64 *out_days)
{
  g_autoptr(GDateTime) date = new_local (time);
  g_autoptr(GDateTime) today = new_local (now);

  g_return_val_if_fail (out_days != NULL, FALSE);

  *out_days = 0;
  if (date == NULL || today == NULL)
    return FALSE;

  *out_days = get_day (date) - get_day (today);
  return TRUE;
}

/**
 * acme_time_format_relative:
 * @time: microseconds since 1970 UTC
 * @now: the present time, likewise
 *
 * By days of the user's time zone, so that what was said stays true until midnight and agrees with a calendar.
 *
 * Returns: (transfer full) (nullable): @time as seen from @now, in words that stand by themselves: “Today, 14:32”,
 *   “Yesterday”, “3 days ago”, “In 12 days”, “5 months ago”; %NULL as acme_time_format()
 */
char *
acme_time_format_relative (gint64 time,
                           gint64 now)
{
  g_autoptr(GDateTime) date = new_local (time);
  g_autoptr(GDateTime) today = new_local (now);
  gint64 days;

  if (date == NULL || today == NULL)
    return NULL;

  days = get_day (date) - get_day (today);
  /* Translators: %H is the hour, %M the minute: a time of this day, like “Today, 14:32” */
  if (days == 0)
    return g_date_time_format (date, _("Today, %H:%M"));
  if (days == -1)
    return g_strdup (_("Yesterday"));
  if (days == 1)
    return g_strdup (_("Tomorrow"));
  if (days < 0)
    return format_past (-days, count_months (date, today));
  return format_future (days, count_months (today, date));
}

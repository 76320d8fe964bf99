/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How time is divided for people: by the full hours, days, weeks and months of their own time zone. Such steps are not
 * all of the same length, so that one goes from each to the next instead of multiplying. */

#include "config.h"

#include "acme-time-step.h"

#include "acme-local-day.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define HOUR (60 * 60 * SECOND)
#define DAY (24 * HOUR)

static const AcmeTimeStep steps[] = {
  { ACME_TIME_UNIT_SECOND, 1 }, { ACME_TIME_UNIT_SECOND, 5 }, { ACME_TIME_UNIT_SECOND, 15 },
  { ACME_TIME_UNIT_SECOND, 30 }, { ACME_TIME_UNIT_MINUTE, 1 }, { ACME_TIME_UNIT_MINUTE, 5 },
  { ACME_TIME_UNIT_MINUTE, 15 }, { ACME_TIME_UNIT_MINUTE, 30 }, { ACME_TIME_UNIT_HOUR, 1 }, { ACME_TIME_UNIT_HOUR, 3 },
  { ACME_TIME_UNIT_HOUR, 6 }, { ACME_TIME_UNIT_HOUR, 12 }, { ACME_TIME_UNIT_DAY, 1 }, { ACME_TIME_UNIT_DAY, 7 },
  { ACME_TIME_UNIT_MONTH, 1 }, { ACME_TIME_UNIT_MONTH, 3 }, { ACME_TIME_UNIT_YEAR, 1 }, { ACME_TIME_UNIT_YEAR, 5 },
  { ACME_TIME_UNIT_YEAR, 25 }, { ACME_TIME_UNIT_YEAR, 100 },
};

/* The shortest that a step can be. */
static gint64
get_length (const AcmeTimeStep *step)
{
  static const gint64 lengths[] = {
    [ACME_TIME_UNIT_SECOND] = SECOND, [ACME_TIME_UNIT_MINUTE] = 60 * SECOND, [ACME_TIME_UNIT_HOUR] = HOUR,
    [ACME_TIME_UNIT_DAY] = DAY, [ACME_TIME_UNIT_MONTH] = 28 * DAY, [ACME_TIME_UNIT_YEAR] = 365 * DAY,
  };

  return step->n * lengths[step->unit];
}

static gboolean
fits (const AcmeTimeStep *step,
      gint64              from,
      gint64              to,
      guint               max_steps)
{
  gint64 time = from;

  if ((to - from) / get_length (step) > 2 * (gint64) max_steps)
    return FALSE;
  for (guint n = 0; n < max_steps && time < to; n++)
    time = acme_time_step_next (step, time);
  return time >= to;
}

/**
 * acme_time_step_choose:
 * @from: microseconds since 1970 UTC
 * @to: likewise, after @from
 * @max_steps: how many there may be, at least 1
 *
 * Returns: (transfer none) (nullable): the shortest step that divides what is between @from and @to into at most
 *   @max_steps pieces, the first and the last of which may be cut off; %NULL if there is none
 */
const AcmeTimeStep *
acme_time_step_choose (gint64 from,
                       gint64 to,
                       guint  max_steps)
{
  g_return_val_if_fail (from < to, NULL);
  g_return_val_if_fail (max_steps >= 1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (fits (&steps[i], from, to, max_steps))
        return &steps[i];
    }
  return NULL;
}

/* What the clock on the wall shows, in microseconds since midnight */
static gint64
get_clock (gint64 time)
{
  gint64 fraction = (time % SECOND + SECOND) % SECOND;
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local ((time - fraction) / SECOND);

  if (local == NULL)
    return 0;
  return ((g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local)) * 60 +
          g_date_time_get_second (local)) * SECOND + fraction;
}

/* When the clock shows @clock on @day; the first time if it does so twice. */
static gint64
find_clock (guint32 day,
            gint64  clock)
{
  g_autoptr(GDateTime) local = NULL;
  GDate date;
  gint64 time;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  local = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                                 clock / HOUR, clock % HOUR / (60 * SECOND), 0);
  time = g_date_time_to_unix (local) * SECOND;
  return get_clock (time - HOUR) == get_clock (time) ? time - HOUR : time;
}

/* When the clock was put forward or back between the two, as it was at one time only. */
static gint64
find_change (gint64 before,
             gint64 after)
{
  gint64 shift = (after - get_clock (after)) % DAY;

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if ((middle - get_clock (middle)) % DAY == shift)
        after = middle;
      else
        before = middle;
    }
  return after;
}

/* There are zones whose clocks are put forward and back by half an hour, in the middle of one. */
static gint64
floor_hour (gint64 time,
            gint64 length)
{
  gint64 clock = get_clock (time);
  gint64 begin = time - clock % length;

  return get_clock (begin) == clock - clock % length ? begin : find_change (begin, time);
}

/* Several hours are counted by the clock, which skips or repeats some of them on a few days of the year. */
static gint64
floor_clock (gint64 time,
             gint64 length)
{
  gint64 clock = get_clock (time);
  guint32 day;

  if (length <= HOUR)
    return floor_hour (time, length);

  day = acme_local_day_of (time);
  if (clock < length)
    return acme_local_day_start (day);
  return MIN (find_clock (day, clock - clock % length), time);
}

static gint64
floor_date (const AcmeTimeStep *self,
            gint64              time)
{
  guint32 day = acme_local_day_of (time);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (self->unit == ACME_TIME_UNIT_DAY)
    return acme_local_day_start (day - (day - 1) % self->n); /* the first of all was a Monday */
  if (self->unit == ACME_TIME_UNIT_MONTH)
    g_date_set_dmy (&date, 1, g_date_get_month (&date) - (g_date_get_month (&date) - 1) % self->n,
                    g_date_get_year (&date));
  else
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, MAX (g_date_get_year (&date) - g_date_get_year (&date) % self->n, 1));
  return acme_local_day_start (g_date_get_julian (&date));
}

/**
 * acme_time_step_floor:
 * @self: a step
 * @time: microseconds since 1970 UTC
 *
 * Weeks begin on Monday, everything else where a clock or a calendar of the user's time zone turns over.
 *
 * Returns: where the step in which @time is begins
 */
gint64
acme_time_step_floor (const AcmeTimeStep *self,
                      gint64              time)
{
  g_return_val_if_fail (self != NULL, time);

  return self->unit < ACME_TIME_UNIT_DAY ? floor_clock (time, get_length (self)) : floor_date (self, time);
}

/**
 * acme_time_step_next:
 * @self: a step
 * @time: microseconds since 1970 UTC
 *
 * Returns: where the step after that in which @time is begins, which is always later than @time
 */
gint64
acme_time_step_next (const AcmeTimeStep *self,
                     gint64              time)
{
  gint64 length;
  gint64 hour;
  gint64 start;
  gint64 next;

  g_return_val_if_fail (self != NULL, time + 1);

  length = get_length (self);
  hour = MIN (length, HOUR);
  start = acme_time_step_floor (self, time);
  next = acme_time_step_floor (self, start + length);
  /* A day with 25 hours, or a month that is not February: somewhat later it is. */
  for (guint i = 1; next <= time && i <= 64; i++)
    next = acme_time_step_floor (self, start + length + i * (self->unit >= ACME_TIME_UNIT_MONTH ? DAY : hour));
  return next > time ? next : time + length;
}

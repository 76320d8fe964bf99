/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what acme_time_format_local() says of a million points in time, most of which are of the same day as the one
 * before: the time zone is asked once a day. */

#include "config.h"

#include "acme-local-clock.h"

#include <string.h>

#define DAY_SECONDS (24 * 3600)

struct _AcmeLocalClock
{
  GTimeZone *zone;
  gint64 day;       /* of UTC, since 1970 */
  gboolean is_even; /* whether the offset is the same all that day */
  gint64 offset;    /* seconds */

  gint64 local_day; /* which text has the date of */
  char text[ACME_LOCAL_CLOCK_SIZE];
  gsize length;     /* of the date with the space behind it */
};

/**
 * acme_local_clock_new:
 *
 * Returns: (transfer full): a clock that shows the user's time zone; for one thread
 */
AcmeLocalClock *
acme_local_clock_new (void)
{
  AcmeLocalClock *self = g_new0 (AcmeLocalClock, 1);

  self->zone = g_time_zone_new_local ();
  self->day = G_MININT64;
  self->local_day = G_MININT64;
  return self;
}

/**
 * acme_local_clock_free:
 * @self: (transfer full): a clock
 */
void
acme_local_clock_free (AcmeLocalClock *self)
{
  g_return_if_fail (self != NULL);

  g_time_zone_unref (self->zone);
  g_free (self);
}

static gint64
divide_down (gint64 a,
             gint64 b)
{
  return a / b - (a % b < 0);
}

static gint64
get_offset (AcmeLocalClock *self,
            gint64          seconds)
{
  gint64 day = divide_down (seconds, DAY_SECONDS);

  if (day != self->day)
    {
      int first = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, day * DAY_SECONDS);
      int last = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, (day + 1) * DAY_SECONDS - 1);

      self->day = day;
      self->is_even = first == last;
      self->offset = g_time_zone_get_offset (self->zone, first);
    }
  if (self->is_even)
    return self->offset;
  return g_time_zone_get_offset (self->zone,
                                 g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, seconds));
}

static void
write_pair (char  *out,
            guint  value)
{
  out[0] = '0' + value / 10;
  out[1] = '0' + value % 10;
}

static gboolean
set_day (AcmeLocalClock *self,
         gint64          day)
{
  GDate date;
  gint64 julian = day + 719163; /* GDate's day 1 is the first of the year 1 */

  if (self->local_day == day)
    return TRUE;
  if (julian < 1 || julian > 3652059) /* the last of the year 9999 */
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  /* years before 1000 have fewer digits there, too */
  self->length = g_snprintf (self->text, sizeof self->text, "%d-%02d-%02d ", g_date_get_year (&date),
                             g_date_get_month (&date), g_date_get_day (&date));
  self->local_day = day;
  return TRUE;
}

/**
 * acme_local_clock_print:
 * @self: a clock
 * @time: microseconds since 1970 UTC, or %ACME_TIME_NONE
 * @out: (out): %ACME_LOCAL_CLOCK_SIZE bytes of room
 *
 * Writes what acme_time_format_local() returns; "" where that returns %NULL.
 *
 * Returns: how many bytes were written, without the NUL
 */
gsize
acme_local_clock_print (AcmeLocalClock *self,
                        gint64          time,
                        char           *out)
{
  gint64 local, of_day;

  g_return_val_if_fail (self != NULL && out != NULL, 0);

  out[0] = '\0';
  if (time == ACME_TIME_NONE)
    return 0;

  local = divide_down (time, G_USEC_PER_SEC);
  local += get_offset (self, local);
  if (!set_day (self, divide_down (local, DAY_SECONDS)))
    return 0;

  of_day = local - self->local_day * DAY_SECONDS;
  memcpy (out, self->text, self->length);
  memcpy (out + self->length, "00:00:00", sizeof "00:00:00");
  write_pair (out + self->length, of_day / 3600);
  write_pair (out + self->length + 3, of_day / 60 % 60);
  write_pair (out + self->length + 6, of_day % 60);
  return self->length + strlen ("00:00:00");
}

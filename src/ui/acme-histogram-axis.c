/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands beside the axes of a histogram: few, round and short. */

#include "config.h"

#include "acme-histogram-axis.h"

#include <glib/gi18n.h>

#include "acme-time-step.h"

static void
clear_tick (AcmeHistogramTick *tick)
{
  g_free (tick->label);
}

static const char *
get_format (AcmeTimeUnit  unit,
            GDateTime    *local)
{
  gboolean is_midnight = g_date_time_get_hour (local) == 0 && g_date_time_get_minute (local) == 0 &&
                         g_date_time_get_second (local) == 0;

  switch (unit)
    {
    case ACME_TIME_UNIT_SECOND:
      /* Translators: a time of the day beside an axis; see strftime() */
      return _("%H:%M:%S");
    case ACME_TIME_UNIT_MINUTE:
    case ACME_TIME_UNIT_HOUR:
      /* Translators: a time of the day, or a day, beside an axis; see strftime() */
      return is_midnight ? _("%-d %b") : _("%H:%M");
    case ACME_TIME_UNIT_DAY:
      return _("%-d %b");
    case ACME_TIME_UNIT_MONTH:
      /* Translators: a month, or the year in its first month, beside an axis; see strftime() */
      return g_date_time_get_month (local) == 1 ? "%Y" : _("%b");
    case ACME_TIME_UNIT_YEAR:
    default:
      return "%Y";
    }
}

static void
add_tick (GArray       *ticks,
          AcmeTimeUnit  unit,
          gint64        time)
{
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  AcmeHistogramTick tick = { time, NULL };

  if (local == NULL)
    return;

  tick.label = g_date_time_format (local, get_format (unit, local));
  g_array_append_val (ticks, tick);
}

/**
 * acme_histogram_axis_list_ticks:
 * @from: microseconds since 1970 UTC
 * @to: likewise, after @from
 * @max_ticks: at most about so many, at least 1
 *
 * Returns: (transfer full) (element-type AcmeHistogramTick): where the clock or the calendar of the user's time zone
 *   turns over from @from until before @to, in order
 */
GArray *
acme_histogram_axis_list_ticks (gint64 from,
                                gint64 to,
                                guint  max_ticks)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (AcmeHistogramTick));
  const AcmeTimeStep *step;

  g_array_set_clear_func (ticks, (GDestroyNotify) clear_tick);
  g_return_val_if_fail (from < to, ticks);
  g_return_val_if_fail (max_ticks >= 1, ticks);

  step = acme_time_step_choose (from, to, max_ticks + 1); /* one of which is cut off, mostly */
  if (step == NULL)
    return ticks;

  for (gint64 time = acme_time_step_floor (step, from); time < to; time = acme_time_step_next (step, time))
    {
      if (time >= from)
        add_tick (ticks, step->unit, time);
    }
  return ticks;
}

/**
 * acme_histogram_axis_choose_step:
 * @most: the highest value beside the axis
 * @max_lines: how many lines there may be above 0, at least 1
 *
 * Returns: by how much one line is higher than the one below: 1, 2 or 5 times a power of 10
 */
guint64
acme_histogram_axis_choose_step (guint64 most,
                                 guint   max_lines)
{
  guint64 step = 1;

  g_return_val_if_fail (max_lines >= 1, MAX (most, 1));

  while (most / step > max_lines)
    {
      if (most / (2 * step) <= max_lines)
        return 2 * step;
      if (most / (5 * step) <= max_lines)
        return 5 * step;
      step *= 10;
    }
  return step;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From which day to which something is asked for. The days of a range with a name, such as the last 30 days, depend on
 * when one asks, so that it is kept by its name and becomes days, and points in time, only then. */

#include "config.h"

#include "acme-date-range.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-local-day.h"
#include "acme-time.h"

static const struct
{
  const char *id;
  const char *title;
  guint n_days; /* 0: not a number of days that ends today */
} presets[ACME_DATE_RANGE_N_PRESETS] = {
  [ACME_DATE_RANGE_TODAY] = { "today", N_("Today"), 1 },
  [ACME_DATE_RANGE_LAST_7_DAYS] = { "last-7-days", N_("Last 7 Days"), 7 },
  [ACME_DATE_RANGE_LAST_30_DAYS] = { "last-30-days", N_("Last 30 Days"), 30 },
  [ACME_DATE_RANGE_THIS_MONTH] = { "this-month", N_("This Month"), 0 },
  [ACME_DATE_RANGE_CUSTOM] = { "custom", N_("Custom…"), 0 },
};

static AcmeDateRange *
copy_range (AcmeDateRange *self)
{
  return g_memdup2 (self, sizeof *self);
}

G_DEFINE_BOXED_TYPE (AcmeDateRange, acme_date_range, copy_range, g_free)

/**
 * acme_date_range_of_preset:
 * @preset: a range with a name, not %ACME_DATE_RANGE_CUSTOM
 *
 * Returns: that range
 */
AcmeDateRange
acme_date_range_of_preset (AcmeDateRangePreset preset)
{
  AcmeDateRange range = { ACME_DATE_RANGE_TODAY, 0, 0 };

  g_return_val_if_fail (preset < ACME_DATE_RANGE_CUSTOM, range);

  range.preset = preset;
  return range;
}

/**
 * acme_date_range_of_days:
 * @one: a day
 * @other: another day, or the same
 *
 * Returns: the custom range from the earlier of the two to the later, both of which belong to it
 */
AcmeDateRange
acme_date_range_of_days (const GDate *one,
                         const GDate *other)
{
  AcmeDateRange range = { ACME_DATE_RANGE_TODAY, 0, 0 };

  g_return_val_if_fail (g_date_valid (one) && g_date_valid (other), range);

  range.preset = ACME_DATE_RANGE_CUSTOM;
  range.first = MIN (g_date_get_julian (one), g_date_get_julian (other));
  range.last = MAX (g_date_get_julian (one), g_date_get_julian (other));
  return range;
}

/**
 * acme_date_range_equal:
 * @self: a range
 * @other: another
 *
 * Returns: whether they are the same choice. A custom one is not the same as one with a name, even if its days are.
 */
gboolean
acme_date_range_equal (const AcmeDateRange *self,
                       const AcmeDateRange *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->preset == other->preset && self->first == other->first && self->last == other->last;
}

/**
 * acme_date_range_get_days:
 * @self: a range
 * @now: the present time, in microseconds since 1970 UTC
 * @out_first: (out caller-allocates): its first day by the user's time zone
 * @out_last: (out caller-allocates): its last day. This month ends today, as the last days do: nothing was later.
 */
void
acme_date_range_get_days (const AcmeDateRange *self,
                          gint64               now,
                          GDate               *out_first,
                          GDate               *out_last)
{
  guint32 today;

  g_return_if_fail (self != NULL);
  g_return_if_fail (out_first != NULL && out_last != NULL);

  g_date_clear (out_first, 1);
  g_date_clear (out_last, 1);
  if (self->preset == ACME_DATE_RANGE_CUSTOM)
    {
      g_date_set_julian (out_first, self->first);
      g_date_set_julian (out_last, self->last);
      return;
    }

  today = acme_local_day_of (now);
  g_date_set_julian (out_last, today);
  *out_first = *out_last;
  if (self->preset == ACME_DATE_RANGE_THIS_MONTH)
    g_date_set_day (out_first, 1);
  else
    g_date_set_julian (out_first, MAX (today, presets[self->preset].n_days) - presets[self->preset].n_days + 1);
}

/**
 * acme_date_range_get_times:
 * @self: a range
 * @now: the present time, in microseconds since 1970 UTC
 * @out_from: (out): when its first day begins by the user's time zone, likewise
 * @out_to: (out): when its last day ends. What is in the range is not before @out_from and before @out_to.
 */
void
acme_date_range_get_times (const AcmeDateRange *self,
                           gint64               now,
                           gint64              *out_from,
                           gint64              *out_to)
{
  GDate first, last;

  g_return_if_fail (self != NULL);
  g_return_if_fail (out_from != NULL && out_to != NULL);

  acme_date_range_get_days (self, now, &first, &last);
  *out_from = acme_local_day_start (g_date_get_julian (&first));
  *out_to = acme_local_day_start (g_date_get_julian (&last) + 1);
}

/**
 * acme_date_range_name_preset:
 * @preset: a choice
 *
 * Returns: (transfer none): its name, such as “Last 30 Days”, or “Custom…”
 */
const char *
acme_date_range_name_preset (AcmeDateRangePreset preset)
{
  g_return_val_if_fail (preset < ACME_DATE_RANGE_N_PRESETS, NULL);

  return _(presets[preset].title);
}

/**
 * acme_date_range_describe:
 * @self: a range
 *
 * Returns: (transfer full): its name, or its days as acme_date_range_describe_days()
 */
char *
acme_date_range_describe (const AcmeDateRange *self)
{
  GDate first, last;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->preset != ACME_DATE_RANGE_CUSTOM)
    return g_strdup (_(presets[self->preset].title));

  acme_date_range_get_days (self, 0, &first, &last);
  return acme_date_range_describe_days (&first, &last);
}

static char *
format_date (const GDate *date,
             const char  *format)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date),
                                                   g_date_get_day (date), 0, 0, 0);

  return g_date_time_format (time, format);
}

/**
 * acme_date_range_describe_days:
 * @first: a day
 * @last: the same day, or a later one
 *
 * Returns: (transfer full): the days in words, without what they have in common: “14 Nov 2026”, “1 – 14 Nov 2026”,
 *   “28 Oct – 3 Nov 2026”, “28 Dec 2026 – 3 Jan 2027”; a whole month as “November 2026”
 */
char *
acme_date_range_describe_days (const GDate *first,
                               const GDate *last)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  gboolean same_year;
  gboolean same_month;

  g_return_val_if_fail (g_date_valid (first) && g_date_valid (last), NULL);

  same_year = g_date_get_year (first) == g_date_get_year (last);
  same_month = same_year && g_date_get_month (first) == g_date_get_month (last);

  if (same_month && g_date_is_first_of_month (first) && g_date_is_last_of_month (last))
    /* Translators: a whole month, like “November 2026”; see strftime() */
    return format_date (first, _("%OB %Y"));

  /* Translators: a day, like “14 Nov 2026”; see strftime() */
  end = format_date (last, _("%-d %b %Y"));
  if (g_date_compare (first, last) == 0)
    return g_steal_pointer (&end);

  if (same_month)
    /* Translators: the day at the start of a range within a month, like the “1” of “1 – 14 Nov 2026” */
    start = format_date (first, _("%-d"));
  else if (same_year)
    /* Translators: the day at the start of a range within a year, like the “28 Oct” of “28 Oct – 3 Nov 2026” */
    start = format_date (first, _("%-d %b"));
  else
    start = format_date (first, _("%-d %b %Y"));
  /* Translators: from one day to another, like “1 – 14 Nov 2026” */
  return g_strdup_printf (_("%s – %s"), start, end);
}

/**
 * acme_date_range_to_text:
 * @self: a range
 *
 * Returns: (transfer full): it as settings keep it, `last-30-days` or `2026-11-01/2026-11-14`
 */
char *
acme_date_range_to_text (const AcmeDateRange *self)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  GDate first, last;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->preset != ACME_DATE_RANGE_CUSTOM)
    return g_strdup (presets[self->preset].id);

  acme_date_range_get_days (self, 0, &first, &last);
  start = format_date (&first, "%Y-%m-%d");
  end = format_date (&last, "%Y-%m-%d");
  return g_strconcat (start, "/", end, NULL);
}

static gboolean
parse_day (const char *text,
           GDate      *out_day)
{
  g_autofree char *time = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (time, NULL);

  if (date == NULL || strlen (text) != strlen ("YYYY-MM-DD"))
    return FALSE;

  g_date_clear (out_day, 1);
  g_date_set_dmy (out_day, g_date_time_get_day_of_month (date), g_date_time_get_month (date),
                  g_date_time_get_year (date));
  return TRUE;
}

/**
 * acme_date_range_parse:
 * @text: (nullable): what acme_date_range_to_text() made, or anything else
 * @out_range: (out caller-allocates): the range; not touched if @text is none
 *
 * Returns: whether @text was a range
 */
gboolean
acme_date_range_parse (const char    *text,
                       AcmeDateRange *out_range)
{
  g_auto(GStrv) days = NULL;
  GDate first, last;

  g_return_val_if_fail (out_range != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  for (guint i = 0; i < ACME_DATE_RANGE_CUSTOM; i++)
    {
      if (g_str_equal (text, presets[i].id))
        {
          *out_range = acme_date_range_of_preset (i);
          return TRUE;
        }
    }

  days = g_strsplit (text, "/", 3);
  if (g_strv_length (days) != 2 || !parse_day (days[0], &first) || !parse_day (days[1], &last))
    return FALSE;
  *out_range = acme_date_range_of_days (&first, &last);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A histogram of events in words, for those who do not see it and for those who want to know exactly. */

#include "config.h"

#include "acme-histogram-words.h"

#include <glib/gi18n.h>

#include "acme-date-range.h"
#include "acme-local-day.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/**
 * acme_histogram_format_count:
 * @count: how many
 *
 * Returns: (transfer full): @count with what separates thousands in the user's language
 */
char *
acme_histogram_format_count (guint64 count)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
}

/**
 * acme_histogram_format_events:
 * @count: how many
 *
 * Returns: (transfer full): “1 event”, “3,012 events”
 */
char *
acme_histogram_format_events (guint64 count)
{
  g_autofree char *number = acme_histogram_format_count (count);

  /* Translators: %s is a number */
  return g_strdup_printf (ngettext ("%s event", "%s events", count), number);
}

static gboolean
is_day_start (gint64 time)
{
  return acme_local_day_start (acme_local_day_of (time)) == time;
}

static void
set_day (GDate  *date,
         gint64  time)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, acme_local_day_of (time));
}

static char *
describe_day (gint64 time)
{
  GDate day;

  set_day (&day, time);
  return acme_date_range_describe_days (&day, &day);
}

static char *
describe_clock (gint64 time)
{
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (time / SECOND);

  if (local == NULL)
    return g_strdup ("");
  return g_date_time_format (local, g_date_time_get_second (local) == 0 ? "%H:%M" : "%H:%M:%S");
}

/**
 * acme_histogram_describe_times:
 * @from: microseconds since 1970 UTC
 * @to: likewise, after @from
 *
 * Returns: (transfer full): what is from @from until before @to, in words of the user's time zone: “14 Nov 2026”,
 *   “9 – 14 Nov 2026”, “14 Nov 2026, 06:00 – 09:00”, “14 Nov 2026, 18:00 – 15 Nov 2026, 06:00”
 */
char *
acme_histogram_describe_times (gint64 from,
                               gint64 to)
{
  g_autofree char *first_day = describe_day (from);
  g_autofree char *first_clock = describe_clock (from);
  g_autofree char *last_day = NULL;
  g_autofree char *last_clock = NULL;

  if (is_day_start (from) && is_day_start (to))
    {
      GDate first, last;

      set_day (&first, from);
      set_day (&last, to - 1);
      return acme_date_range_describe_days (&first, &last);
    }

  last_clock = describe_clock (to);
  if (acme_local_day_of (from) == acme_local_day_of (to - 1))
    /* Translators: within one day, like “14 Nov 2026, 06:00 – 09:00” */
    return g_strdup_printf (_("%s, %s – %s"), first_day, first_clock, last_clock);

  last_day = describe_day (to);
  /* Translators: from one day to another, like “14 Nov 2026, 18:00 – 15 Nov 2026, 06:00” */
  return g_strdup_printf (_("%s, %s – %s, %s"), first_day, first_clock, last_day, last_clock);
}

/* The kinds that there are, with their numbers, or as parts of the whole. */
static void
add_kinds (GString                 *text,
           const AcmeHistogramData *data,
           guint                    first_bin,
           guint                    n_bins,
           gboolean                 as_parts,
           gboolean                 in_lines)
{
  guint64 total = acme_histogram_data_count (data, first_bin, n_bins);
  const char *separator = in_lines ? "\n" : "; ";

  for (guint kind = 0; kind < data->n_kinds; kind++)
    {
      guint64 count = acme_histogram_data_count_kind (data, kind, first_bin, n_bins);
      g_autofree char *number = acme_histogram_format_count (count);

      if (count == 0)
        continue;

      g_string_append (text, separator);
      separator = in_lines ? "\n" : ", ";
      if (!as_parts)
        /* Translators: a kind of events and how many there are of it, like “Login 1,204” */
        g_string_append_printf (text, _("%s %s"), data->kinds[kind], number);
      else if (count * 100 < total)
        /* Translators: a kind of events and its part of the whole, like “Login under 1%” */
        g_string_append_printf (text, _("%s under 1%%"), data->kinds[kind]);
      else
        /* Translators: a kind of events and its part of the whole, like “Login 12%” */
        g_string_append_printf (text, _("%s %u%%"), data->kinds[kind], (guint) ((count * 100 + total / 2) / total));
    }
}

/**
 * acme_histogram_describe:
 * @data: counts of events
 *
 * Returns: (transfer full): the whole in words: how many, when, when most, and of which kinds
 */
char *
acme_histogram_describe (const AcmeHistogramData *data)
{
  g_autofree char *times = NULL;
  g_autofree char *events = NULL;
  g_autofree char *top_times = NULL;
  g_autofree char *top_number = NULL;
  GString *text;
  guint64 most;
  guint top;

  g_return_val_if_fail (data != NULL, NULL);

  times = acme_histogram_describe_times (data->from, data->to);
  top = acme_histogram_data_find_highest (data, &most);
  if (most == 0)
    /* Translators: %s is a range of time, like “1 – 14 Nov 2026” */
    return g_strdup_printf (_("No events, %s"), times);

  events = acme_histogram_format_events (acme_histogram_data_count (data, 0, data->n_bins));
  top_times = acme_histogram_describe_times (data->edges[top], data->edges[top + 1]);
  top_number = acme_histogram_format_count (most);
  text = g_string_new (NULL);
  /* Translators: like “48,112 events, 1 – 30 Nov 2026; most, 3,012: 14 Nov 2026” */
  g_string_append_printf (text, _("%s, %s; most, %s: %s"), events, times, top_number, top_times);
  add_kinds (text, data, 0, data->n_bins, TRUE, FALSE);
  return g_string_free (text, FALSE);
}

/**
 * acme_histogram_describe_bins:
 * @data: counts of events
 * @first_bin: a bin
 * @n_bins: how many from there on, at least 1
 * @in_lines: whether each kind gets a line of its own
 *
 * Returns: (transfer full): what is in them, in words
 */
char *
acme_histogram_describe_bins (const AcmeHistogramData *data,
                              guint                    first_bin,
                              guint                    n_bins,
                              gboolean                 in_lines)
{
  g_autofree char *times = NULL;
  g_autofree char *events = NULL;
  GString *text;
  guint64 count;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (n_bins >= 1 && first_bin + n_bins <= data->n_bins, NULL);

  times = acme_histogram_describe_times (data->edges[first_bin], data->edges[first_bin + n_bins]);
  count = acme_histogram_data_count (data, first_bin, n_bins);
  if (count == 0)
    /* Translators: %s is a range of time, like “1 – 14 Nov 2026” */
    return g_strdup_printf (_("%s: no events"), times);

  events = acme_histogram_format_events (count);
  text = g_string_new (NULL);
  /* Translators: a range of time and how many there were, like “14 Nov 2026: 3,012 events” */
  g_string_append_printf (text, _("%s: %s"), times, events);
  add_kinds (text, data, first_bin, n_bins, FALSE, in_lines);
  return g_string_free (text, FALSE);
}

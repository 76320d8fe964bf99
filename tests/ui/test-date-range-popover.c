/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-date-range-popover.h"

#include <adwaita.h>

#include "find-widget.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *popover;
  GtkListBox *list;
  GtkCalendar *from;
  GtkCalendar *to;
  AcmeDateRange chosen;
  guint n_chosen;
} Fixture;

static void
chosen_cb (Fixture             *fixture,
           const AcmeDateRange *range)
{
  fixture->chosen = *range;
  fixture->n_chosen++;
}

static gboolean
is_open (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_height (data) > 0;
}

static gboolean
is_to (GtkWidget *widget)
{
  GtkWidget *box = gtk_widget_get_parent (widget);

  return gtk_widget_get_next_sibling (box) == NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  fixture->popover = acme_date_range_popover_new ();
  gtk_widget_set_parent (fixture->popover, box);
  g_signal_connect_swapped (fixture->popover, "chosen", G_CALLBACK (chosen_cb), fixture);
  fixture->list = GTK_LIST_BOX (find_widget (fixture->popover, GTK_TYPE_LIST_BOX, NULL));
  fixture->from = GTK_CALENDAR (find_widget (fixture->popover, GTK_TYPE_CALENDAR, NULL));
  fixture->to = GTK_CALENDAR (find_widget (fixture->popover, GTK_TYPE_CALENDAR, is_to));
  g_assert_true (fixture->to != NULL && fixture->to != fixture->from);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_popover_popup (GTK_POPOVER (fixture->popover));
  wait_until (is_open, fixture->popover);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_popover (GTK_POPOVER (fixture->popover));
  g_object_ref (fixture->popover);
  gtk_widget_unparent (fixture->popover);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_finalized (fixture->popover);
}

static void
activate (Fixture             *fixture,
          AcmeDateRangePreset  preset)
{
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->list, preset)));
}

static void
select_day (GtkCalendar *calendar,
            int          day,
            int          month)
{
  g_autoptr(GDateTime) date = g_date_time_new_local (2026, month, day, 12, 0, 0);

  gtk_calendar_select_day (calendar, date);
}

static void
assert_day (GtkCalendar *calendar,
            int          day,
            int          month)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (calendar);

  g_assert_cmpint (g_date_time_get_day_of_month (date), ==, day);
  g_assert_cmpint (g_date_time_get_month (date), ==, month);
}

static void
test_preset (Fixture       *fixture,
             gconstpointer  data)
{
  AcmeDateRange range = acme_date_range_of_preset (ACME_DATE_RANGE_LAST_7_DAYS);
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->list, ACME_DATE_RANGE_LAST_7_DAYS));

  acme_date_range_popover_set_range (ACME_DATE_RANGE_POPOVER (fixture->popover), &range);
  g_assert_cmpfloat (gtk_widget_get_opacity (find_widget (row, GTK_TYPE_IMAGE, NULL)), ==, 1);
  g_assert_cmpuint (fixture->n_chosen, ==, 0);

  activate (fixture, ACME_DATE_RANGE_THIS_MONTH);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpint (fixture->chosen.preset, ==, ACME_DATE_RANGE_THIS_MONTH);
}

/* The calendars begin at what was chosen, and only what is applied counts. */
static void
test_custom (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *text = NULL;
  AcmeDateRange range;

  g_assert_true (acme_date_range_parse ("2026-10-28/2026-11-03", &range));
  acme_date_range_popover_set_range (ACME_DATE_RANGE_POPOVER (fixture->popover), &range);
  activate (fixture, ACME_DATE_RANGE_CUSTOM);
  assert_day (fixture->from, 28, 10);
  assert_day (fixture->to, 3, 11);
  g_assert_nonnull (find_label (fixture->popover, "28 Oct – 3 Nov 2026 · 7 days"));

  select_day (fixture->from, 1, 11);
  g_assert_nonnull (find_label (fixture->popover, "1 – 3 Nov 2026 · 3 days"));
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
  g_signal_emit_by_name (gtk_widget_get_parent (find_label (fixture->popover, "Apply")), "clicked");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  text = acme_date_range_to_text (&fixture->chosen);
  g_assert_cmpstr (text, ==, "2026-11-01/2026-11-03");
}

/* From is never after to: the other one goes along. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  activate (fixture, ACME_DATE_RANGE_CUSTOM);
  select_day (fixture->from, 1, 11);
  select_day (fixture->to, 14, 11);
  select_day (fixture->from, 20, 11);
  assert_day (fixture->to, 20, 11);
  g_assert_nonnull (find_label (fixture->popover, "20 Nov 2026 · 1 day"));
  select_day (fixture->to, 31, 10);
  assert_day (fixture->from, 31, 10);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  stop_animations ();

  g_test_add ("/date-range-popover/preset", Fixture, NULL, set_up, test_preset, tear_down);
  g_test_add ("/date-range-popover/custom", Fixture, NULL, set_up, test_custom, tear_down);
  g_test_add ("/date-range-popover/order", Fixture, NULL, set_up, test_order, tear_down);
  return g_test_run ();
}

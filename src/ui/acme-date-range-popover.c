/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a date range is chosen from: a list of those with a name, which are chosen at once, and two calendars for any
 * other. What is clicked together in the calendars counts only when it is applied, since it may cost a long
 * download. */

#include "config.h"

#include "acme-date-range-popover.h"

#include <glib/gi18n.h>

struct _AcmeDateRangePopover
{
  GtkPopover parent_instance;

  AcmeDateRange range; /* what was chosen */
  gboolean is_filling;

  GtkStack *stack;
  GtkListBox *list;
  GtkCalendar *from_calendar;
  GtkCalendar *to_calendar;
  GtkLabel *days_label;
  GtkButton *apply_button;
};

G_DEFINE_FINAL_TYPE (AcmeDateRangePopover, acme_date_range_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
get_day (GtkCalendar *calendar,
         GDate       *out_day)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (calendar);
  int year, month, day;

  g_date_time_get_ymd (date, &year, &month, &day);
  g_date_clear (out_day, 1);
  g_date_set_dmy (out_day, day, month, year);
}

/* At noon, which every day has. */
static void
set_day (GtkCalendar *calendar,
         const GDate *day)
{
  g_autoptr(GDateTime) date = g_date_time_new_local (g_date_get_year (day), g_date_get_month (day),
                                                     g_date_get_day (day), 12, 0, 0);

  gtk_calendar_select_day (calendar, date);
}

static void
show_days (AcmeDateRangePopover *self)
{
  GDate first, last;
  g_autofree char *days = NULL;
  g_autofree char *text = NULL;
  int n_days;

  get_day (self->from_calendar, &first);
  get_day (self->to_calendar, &last);
  n_days = g_date_days_between (&first, &last) + 1;
  days = acme_date_range_describe_days (&first, &last);
  /* Translators: %s is a range of days, like “1 – 14 Nov 2026”, and %d how many they are */
  text = g_strdup_printf (ngettext ("%s · %d day", "%s · %d days", n_days), days, n_days);
  gtk_label_set_text (self->days_label, text);
}

static void
describe_calendar (GtkCalendar *calendar)
{
  GDate day;
  g_autofree char *text = NULL;

  get_day (calendar, &day);
  text = acme_date_range_describe_days (&day, &day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* The end that was not touched goes along if it would be on the wrong side. */
static void
day_selected_cb (AcmeDateRangePopover *self,
                 GtkCalendar          *calendar)
{
  GDate first, last;

  if (self->is_filling)
    return;

  get_day (self->from_calendar, &first);
  get_day (self->to_calendar, &last);
  if (g_date_compare (&first, &last) > 0)
    {
      self->is_filling = TRUE;
      set_day (calendar == self->from_calendar ? self->to_calendar : self->from_calendar,
               calendar == self->from_calendar ? &first : &last);
      self->is_filling = FALSE;
    }
  describe_calendar (self->from_calendar);
  describe_calendar (self->to_calendar);
  show_days (self);
}

static void
fill_calendars (AcmeDateRangePopover *self)
{
  GDate first, last;

  acme_date_range_get_days (&self->range, g_get_real_time (), &first, &last);
  self->is_filling = TRUE;
  set_day (self->from_calendar, &first);
  set_day (self->to_calendar, &last);
  self->is_filling = FALSE;
  day_selected_cb (self, self->from_calendar);
}

static void
choose (AcmeDateRangePopover *self,
        AcmeDateRange         range)
{
  self->range = range;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, &range);
}

/* With Enter one applies what the calendars show; in the list a default would only be in the way. */
static void
show_calendars (AcmeDateRangePopover *self)
{
  fill_calendars (self);
  gtk_stack_set_visible_child_name (self->stack, "calendars");
  gtk_popover_set_default_widget (GTK_POPOVER (self), GTK_WIDGET (self->apply_button));
  gtk_widget_grab_focus (GTK_WIDGET (self->from_calendar));
}

/* The keys begin at what is chosen. */
static void
show_list (AcmeDateRangePopover   *self,
           GtkStackTransitionType  transition)
{
  gtk_stack_set_visible_child_full (self->stack, "list", transition);
  gtk_popover_set_default_widget (GTK_POPOVER (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, self->range.preset)));
}

static void
row_activated_cb (AcmeDateRangePopover *self,
                  GtkListBoxRow        *row)
{
  AcmeDateRangePreset preset = gtk_list_box_row_get_index (row);

  if (preset == ACME_DATE_RANGE_CUSTOM)
    show_calendars (self);
  else
    choose (self, acme_date_range_of_preset (preset));
}

/* As everywhere else; but what makes the space bar do so is a window, from which a popover is cut off. */
static gboolean
press_space_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_activate (focus);
}

static void
apply_cb (AcmeDateRangePopover *self)
{
  GDate first, last;

  get_day (self->from_calendar, &first);
  get_day (self->to_calendar, &last);
  choose (self, acme_date_range_of_days (&first, &last));
}

static void
back_cb (AcmeDateRangePopover *self)
{
  show_list (self, gtk_stack_get_transition_type (self->stack));
}

/* It opens as a list, whatever was left behind. */
static void
show_cb (AcmeDateRangePopover *self)
{
  show_list (self, GTK_STACK_TRANSITION_TYPE_NONE);
}

static void
show_range (AcmeDateRangePopover *self)
{
  for (guint preset = 0; preset < ACME_DATE_RANGE_N_PRESETS; preset++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, preset);
      gboolean is_chosen = preset == self->range.preset;

      gtk_widget_set_opacity (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)), is_chosen ? 1 : 0);
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                                   is_chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
add_row (AcmeDateRangePopover *self,
         AcmeDateRangePreset   preset)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *label = gtk_label_new (acme_date_range_name_preset (preset));
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_append (self->list, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (self->list, preset)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, acme_date_range_name_preset (preset), -1);
}

static void
acme_date_range_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_DATE_RANGE_POPOVER);

  G_OBJECT_CLASS (acme_date_range_popover_parent_class)->dispose (object);
}

static void
acme_date_range_popover_class_init (AcmeDateRangePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_date_range_popover_dispose;

  /**
   * AcmeDateRangePopover::chosen:
   * @self: the popover
   * @range: what the user has chosen
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, ACME_TYPE_DATE_RANGE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-date-range-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeDateRangePopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeDateRangePopover, list);
  gtk_widget_class_bind_template_child (widget_class, AcmeDateRangePopover, from_calendar);
  gtk_widget_class_bind_template_child (widget_class, AcmeDateRangePopover, to_calendar);
  gtk_widget_class_bind_template_child (widget_class, AcmeDateRangePopover, days_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeDateRangePopover, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, press_space_cb, NULL);
}

static void
acme_date_range_popover_init (AcmeDateRangePopover *self)
{
  self->range = acme_date_range_of_preset (ACME_DATE_RANGE_TODAY);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint preset = 0; preset < ACME_DATE_RANGE_N_PRESETS; preset++)
    add_row (self, preset);
  show_range (self);
  fill_calendars (self);
}

/**
 * acme_date_range_popover_new:
 *
 * Returns: (transfer floating): a popover in which today is chosen
 */
GtkWidget *
acme_date_range_popover_new (void)
{
  return g_object_new (ACME_TYPE_DATE_RANGE_POPOVER, NULL);
}

/**
 * acme_date_range_popover_set_range:
 * @self: a popover
 * @range: what is chosen; "chosen" is not emitted
 */
void
acme_date_range_popover_set_range (AcmeDateRangePopover *self,
                                   const AcmeDateRange  *range)
{
  g_return_if_fail (ACME_IS_DATE_RANGE_POPOVER (self));
  g_return_if_fail (range != NULL);

  self->range = *range;
  show_range (self);
}

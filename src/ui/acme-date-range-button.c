/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button that says which days are looked at, and from which one chooses others. */

#include "config.h"

#include "acme-date-range-button.h"

#include <glib/gi18n.h>

#include "acme-date-range-popover.h"

struct _AcmeDateRangeButton
{
  AdwBin parent_instance;

  AcmeDateRange range;
  GtkMenuButton *menu_button;    /* (unowned): the bin holds it */
  AcmeDateRangePopover *popover; /* (nullable) (unowned): the menu button holds it */
};

G_DEFINE_FINAL_TYPE (AcmeDateRangeButton, acme_date_range_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_RANGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_range (AcmeDateRangeButton *self)
{
  g_autofree char *text = acme_date_range_describe (&self->range);
  /* Translators: what assistive technology says of a button, %s is a range like “Last 30 Days” */
  g_autofree char *name = g_strdup_printf (_("Date Range: %s"), text);

  gtk_menu_button_set_label (self->menu_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->popover != NULL)
    acme_date_range_popover_set_range (self->popover, &self->range);
}

static void
chosen_cb (AcmeDateRangeButton *self,
           const AcmeDateRange *range)
{
  acme_date_range_button_set_range (self, range);
}

/* Before each opening; only the first one makes it. */
static void
make_popover_cb (GtkMenuButton *menu_button,
                 gpointer       user_data)
{
  AcmeDateRangeButton *self = user_data;

  if (self->popover != NULL)
    return;

  self->popover = ACME_DATE_RANGE_POPOVER (acme_date_range_popover_new ());
  acme_date_range_popover_set_range (self->popover, &self->range);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_menu_button_set_popover (menu_button, GTK_WIDGET (self->popover));
}

static void
acme_date_range_button_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RANGE:
      g_value_set_boxed (value, acme_date_range_button_get_range (ACME_DATE_RANGE_BUTTON (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_date_range_button_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_RANGE:
      acme_date_range_button_set_range (ACME_DATE_RANGE_BUTTON (object), g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_date_range_button_class_init (AcmeDateRangeButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = acme_date_range_button_get_property;
  object_class->set_property = acme_date_range_button_set_property;

  /**
   * AcmeDateRangeButton:range:
   *
   * The days that are chosen.
   */
  properties[PROP_RANGE] = g_param_spec_boxed ("range", NULL, NULL, ACME_TYPE_DATE_RANGE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_date_range_button_init (AcmeDateRangeButton *self)
{
  GtkWidget *menu_button = gtk_menu_button_new ();

  self->range = acme_date_range_of_preset (ACME_DATE_RANGE_LAST_30_DAYS);
  self->menu_button = GTK_MENU_BUTTON (menu_button);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_popover_cb, self, NULL);
  gtk_widget_set_tooltip_text (menu_button, _("Date Range"));
  adw_bin_set_child (ADW_BIN (self), menu_button);
  show_range (self);
}

/**
 * acme_date_range_button_new:
 *
 * Returns: (transfer floating): a button with the last 30 days
 */
GtkWidget *
acme_date_range_button_new (void)
{
  return g_object_new (ACME_TYPE_DATE_RANGE_BUTTON, NULL);
}

/**
 * acme_date_range_button_get_range:
 * @self: a button
 *
 * Returns: (transfer none): the days that are chosen
 */
const AcmeDateRange *
acme_date_range_button_get_range (AcmeDateRangeButton *self)
{
  g_return_val_if_fail (ACME_IS_DATE_RANGE_BUTTON (self), NULL);

  return &self->range;
}

/**
 * acme_date_range_button_set_range:
 * @self: a button
 * @range: days to choose
 */
void
acme_date_range_button_set_range (AcmeDateRangeButton *self,
                                  const AcmeDateRange *range)
{
  g_return_if_fail (ACME_IS_DATE_RANGE_BUTTON (self));
  g_return_if_fail (range != NULL);

  if (acme_date_range_equal (&self->range, range))
    return;

  self->range = *range;
  show_range (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RANGE]);
}

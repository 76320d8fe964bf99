/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of a form in which one item is chosen out of many: an organization, a department, a certificate profile.
 * It shows what is chosen, or why nothing can be: the items are on their way, could not be loaded, or there are
 * none. */

#include "config.h"

#include "acme-picker.h"

#include <glib/gi18n.h>

#include "acme-compat.h"
#include "acme-picker-popover.h"
#include "acme-widget.h"

struct _AcmePicker
{
  AdwActionRow parent_instance;

  GListModel *items;    /* (nullable) */
  gulong items_id;
  guint title_field;
  AcmeItem *selected;   /* (nullable) */
  gboolean loading;
  char *error;          /* (nullable) */
  char *placeholder;    /* (nullable) */
  char *empty_text;     /* (nullable) */
  char *none_title;     /* (nullable) */

  GtkWidget *popover;   /* (unowned): a child of the row */
  GtkSpinner *spinner;
  GtkWidget *retry_button;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (AcmePicker, acme_picker, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_PLACEHOLDER,
  PROP_EMPTY_TEXT,
  PROP_NONE_TITLE,
  N_PROPS
};

enum
{
  RETRY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static guint
get_n_items (AcmePicker *self)
{
  return self->items != NULL ? g_list_model_get_n_items (self->items) : 0;
}

static const char *
get_text (AcmePicker *self)
{
  if (self->error != NULL)
    return self->error;
  if (self->selected != NULL)
    return acme_item_get_text (self->selected, self->title_field);
  if (self->loading && get_n_items (self) == 0)
    return _("Loading…");
  if (self->items != NULL && get_n_items (self) == 0 && self->empty_text != NULL)
    return self->empty_text;
  if (self->items != NULL && self->none_title != NULL)
    return self->none_title;
  return self->placeholder != NULL ? self->placeholder : "";
}

static void
update (AcmePicker *self)
{
  gboolean can_choose = self->error == NULL && get_n_items (self) > 0;
  const char *text = get_text (self);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  acme_widget_set_css_class (GTK_WIDGET (self), "placeholder", self->selected == NULL && self->error == NULL);
  acme_widget_set_css_class (GTK_WIDGET (self), "failed", self->error != NULL);

  gtk_spinner_set_spinning (self->spinner, self->loading);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->loading);
  gtk_widget_set_visible (self->retry_button, self->error != NULL && !self->loading);
  gtk_widget_set_visible (self->arrow, self->error == NULL && !self->loading);
  gtk_widget_set_sensitive (self->arrow, can_choose);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), can_choose);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.open", can_choose);
  if (!can_choose)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static AcmeItem *
find_item (AcmePicker *self,
           const char *key)
{
  guint n = get_n_items (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcmeItem) item = g_list_model_get_item (self->items, i);

      if (g_str_equal (acme_item_get_key (item), key))
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
take_selected (AcmePicker *self,
               AcmeItem   *item)
{
  if (!g_set_object (&self->selected, item))
    return;
  acme_picker_popover_set_selected (ACME_PICKER_POPOVER (self->popover), item);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* What is chosen must be one of the items; over a refresh it is known by its key. */
static void
items_changed_cb (AcmePicker *self)
{
  g_autoptr(AcmeItem) item = NULL;

  if (self->selected != NULL)
    item = find_item (self, acme_item_get_key (self->selected));
  take_selected (self, item);
  update (self); /* its text may have changed, and the number of items */
}

static void
open_popover (AcmePicker *self)
{
  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (GTK_WIDGET (self)), 240), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  open_popover (ACME_PICKER (widget));
}

static void
chosen_cb (AcmePicker *self,
           AcmeItem   *item)
{
  take_selected (self, item);
}

static void
retry_cb (AcmePicker *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
popover_shown_cb (AcmePicker *self)
{
  gboolean shown = gtk_widget_get_visible (self->popover);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, (int) shown, -1);
  acme_widget_set_css_class (GTK_WIDGET (self), "has-open-popup", shown);
}

static void
popover_closed_cb (AcmePicker *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
title_changed_cb (AcmePicker *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
acme_picker_activate (AdwActionRow *row)
{
  if (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)))
    open_popover (ACME_PICKER (row));
}

static void
drop_items (AcmePicker *self)
{
  g_clear_signal_handler (&self->items_id, self->items);
  g_clear_object (&self->items);
}

static void
acme_picker_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AcmePicker *self = ACME_PICKER (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, self->empty_text);
      break;
    case PROP_NONE_TITLE:
      g_value_set_string (value, self->none_title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_picker_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AcmePicker *self = ACME_PICKER (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      acme_picker_set_selected (self, g_value_get_object (value));
      break;
    case PROP_PLACEHOLDER:
      acme_picker_set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_EMPTY_TEXT:
      acme_picker_set_empty_text (self, g_value_get_string (value));
      break;
    case PROP_NONE_TITLE:
      acme_picker_set_none_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_picker_dispose (GObject *object)
{
  AcmePicker *self = ACME_PICKER (object);

  drop_items (self);
  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_PICKER);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (acme_picker_parent_class)->dispose (object);
}

static void
acme_picker_finalize (GObject *object)
{
  AcmePicker *self = ACME_PICKER (object);

  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->placeholder, g_free);
  g_clear_pointer (&self->empty_text, g_free);
  g_clear_pointer (&self->none_title, g_free);

  G_OBJECT_CLASS (acme_picker_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * AcmePicker:selected:
   *
   * What is chosen, or nothing.
   */
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, ACME_TYPE_ITEM,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                   G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AcmePicker:placeholder:
   *
   * What is shown while nothing is chosen.
   */
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AcmePicker:empty-text:
   *
   * What is shown when there are no items to choose from.
   */
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                     G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AcmePicker:none-title:
   *
   * What the choice of nothing is called. Without a title it is not offered.
   */
  properties[PROP_NONE_TITLE] = g_param_spec_string ("none-title", NULL, NULL, NULL,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                     G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_picker_class_init (AcmePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_picker_get_property;
  object_class->set_property = acme_picker_set_property;
  object_class->dispose = acme_picker_dispose;
  object_class->finalize = acme_picker_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = acme_picker_activate;
  install_properties (object_class);

  /**
   * AcmePicker::retry:
   *
   * The items could not be loaded and the user asks to try again.
   */
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "picker.open", NULL, open_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmePicker, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcmePicker, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AcmePicker, arrow);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
}

static void
acme_picker_init (AcmePicker *self)
{
  self->popover = acme_picker_popover_new ();
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->popover, "notify::visible", G_CALLBACK (popover_shown_cb), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (popover_closed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  update (self);
}

/**
 * acme_picker_new:
 *
 * Returns: (transfer floating): a row in which nothing can be chosen yet
 */
GtkWidget *
acme_picker_new (void)
{
  return g_object_new (ACME_TYPE_PICKER, NULL);
}

/**
 * acme_picker_set_items:
 * @self: a picker
 * @items: (nullable): the list of #AcmeItem of one kind to choose from; nothing can be chosen without it
 * @fields: (nullable): their fields table; needed with @items
 * @title_field: the index of the field that names an item, by which they are ordered
 * @subtitle_field: the index of a field shown below it in the list, or -1; the search looks into both
 *
 * What was chosen stays chosen if @items has an item of the same key.
 */
void
acme_picker_set_items (AcmePicker           *self,
                       GListModel           *items,
                       const AcmeFieldTable *fields,
                       guint                 title_field,
                       int                   subtitle_field)
{
  g_return_if_fail (ACME_IS_PICKER (self));
  g_return_if_fail (items == NULL || G_IS_LIST_MODEL (items));
  g_return_if_fail (items == NULL || fields != NULL);

  drop_items (self);
  self->title_field = title_field;
  if (items != NULL)
    {
      self->items = g_object_ref (items);
      self->items_id = g_signal_connect_swapped (items, "items-changed", G_CALLBACK (items_changed_cb), self);
    }
  acme_picker_popover_set_items (ACME_PICKER_POPOVER (self->popover), items, fields, title_field, subtitle_field);
  items_changed_cb (self);
}

/**
 * acme_picker_get_selected:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): what is chosen
 */
AcmeItem *
acme_picker_get_selected (AcmePicker *self)
{
  g_return_val_if_fail (ACME_IS_PICKER (self), NULL);

  return self->selected;
}

/**
 * acme_picker_set_selected:
 * @self: a picker
 * @item: (nullable): what to choose, one of the items
 */
void
acme_picker_set_selected (AcmePicker *self,
                          AcmeItem   *item)
{
  g_return_if_fail (ACME_IS_PICKER (self));
  g_return_if_fail (item == NULL || ACME_IS_ITEM (item));

  take_selected (self, item);
}

/**
 * acme_picker_set_loading:
 * @self: a picker
 * @loading: whether items are on their way; those that are there already can be chosen
 */
void
acme_picker_set_loading (AcmePicker *self,
                         gboolean    loading)
{
  g_return_if_fail (ACME_IS_PICKER (self));

  self->loading = loading;
  update (self);
}

/**
 * acme_picker_set_error:
 * @self: a picker
 * @error: (nullable): why the items could not be loaded; the picker offers to try again
 */
void
acme_picker_set_error (AcmePicker   *self,
                       const GError *error)
{
  g_return_if_fail (ACME_IS_PICKER (self));

  acme_set_str (&self->error, error != NULL ? error->message : NULL);
  update (self);
}

/**
 * acme_picker_set_placeholder:
 * @self: a picker
 * @placeholder: (nullable): what is shown while nothing is chosen
 */
void
acme_picker_set_placeholder (AcmePicker *self,
                             const char *placeholder)
{
  g_return_if_fail (ACME_IS_PICKER (self));

  if (!acme_set_str (&self->placeholder, placeholder))
    return;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACEHOLDER]);
}

/**
 * acme_picker_set_empty_text:
 * @self: a picker
 * @empty_text: (nullable): what is shown when there are no items to choose from
 */
void
acme_picker_set_empty_text (AcmePicker *self,
                            const char *empty_text)
{
  g_return_if_fail (ACME_IS_PICKER (self));

  if (!acme_set_str (&self->empty_text, empty_text))
    return;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
}

/**
 * acme_picker_set_none_title:
 * @self: a picker
 * @none_title: (nullable): what the choice of nothing is called; without a title it is not offered
 */
void
acme_picker_set_none_title (AcmePicker *self,
                            const char *none_title)
{
  g_return_if_fail (ACME_IS_PICKER (self));

  if (!acme_set_str (&self->none_title, none_title))
    return;
  acme_picker_popover_set_none_title (ACME_PICKER_POPOVER (self->popover), none_title);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NONE_TITLE]);
}

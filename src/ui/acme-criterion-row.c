/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One condition of a filter, to be edited: a field, a comparison, a value, which is chosen where there are few of them
 * and typed otherwise. Where the rows know what there is, a typed one can be chosen from a list as well. While what is
 * typed is no usable pattern it is marked, and the condition stays the last valid one. */

#include "config.h"

#include "acme-criterion-row.h"

#include <glib/gi18n.h>

#include "acme-column-order.h"
#include "acme-picker-popover.h"

/* Of a typed value, in characters. In a window of 360 pixels the other things in its line leave room for ten. */
#define WIDTH 20
#define COMPACT_WIDTH 10
/* Of the button beside it */
#define BUTTON_WIDTH 4
/* Of the list of texts, in pixels */
#define LIST_WIDTH 360
#define COMPACT_LIST_WIDTH 300

struct _AcmeCriterionRow
{
  AdwBin parent_instance;

  const AcmeFieldTable *table;
  AcmeRows *rows;           /* (nullable): what may know which texts there are */
  GArray *fields;           /* guint: the index in @table of each entry of the fields' list */
  GStrv values;             /* (nullable): the word of each entry of the choices' list */
  AcmeCriterion *criterion; /* the last valid one */
  gboolean is_filling;
  gboolean is_compact;
  AcmePickerPopover *texts_popover; /* (nullable) (unowned): the button holds it */

  GtkBox *box;
  GtkDropDown *field_drop_down;
  GtkDropDown *operator_drop_down;
  GtkStack *value_stack;
  GtkWidget *text_box;
  GtkEntry *entry;
  GtkMenuButton *texts_button;
  GtkDropDown *choice_drop_down;
  GtkButton *remove_button;
  GtkButton *compact_remove_button; /* in the first line */
};

G_DEFINE_FINAL_TYPE (AcmeCriterionRow, acme_criterion_row, ADW_TYPE_BIN)

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_field (AcmeCriterionRow *self)
{
  return g_array_index (self->fields, guint, gtk_drop_down_get_selected (self->field_drop_down));
}

static const AcmeField *
get_description (AcmeCriterionRow *self)
{
  return &self->table->fields[get_field (self)];
}

static AcmeOperator
get_operator (AcmeCriterionRow *self)
{
  return gtk_drop_down_get_selected (self->operator_drop_down);
}

static gboolean
is_chosen (AcmeCriterionRow *self)
{
  return get_description (self)->choices != NULL &&
         (get_operator (self) == ACME_OPERATOR_IS || get_operator (self) == ACME_OPERATOR_IS_NOT);
}

static const char *
get_value (AcmeCriterionRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice_drop_down);

  if (!is_chosen (self))
    return gtk_editable_get_text (GTK_EDITABLE (self->entry));
  return self->values != NULL && selected != GTK_INVALID_LIST_POSITION ? self->values[selected] : "";
}

/* (transfer full) (nullable) */
static GPtrArray *
list_texts (AcmeCriterionRow *self)
{
  if (self->rows == NULL || get_description (self)->kind != ACME_FIELD_TEXT)
    return NULL;
  return acme_rows_list_texts (self->rows, get_field (self));
}

/* The list is offered where there is one. */
static void
update_texts_button (AcmeCriterionRow *self)
{
  g_autoptr(GPtrArray) texts = list_texts (self);
  guint width = self->is_compact ? COMPACT_WIDTH : WIDTH;

  gtk_widget_set_visible (GTK_WIDGET (self->texts_button), texts != NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), texts != NULL ? width - BUTTON_WIDTH : width);
}

static void
show_error (AcmeCriterionRow *self,
            const GError     *error)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);

  if (error == NULL)
    {
      gtk_widget_remove_css_class (entry, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, NULL);
    }
  else
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      error->message, -1);
      gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, "dialog-warning-symbolic");
      gtk_entry_set_icon_activatable (self->entry, GTK_ENTRY_ICON_SECONDARY, FALSE);
    }
  gtk_widget_set_tooltip_text (entry, error != NULL ? error->message : NULL);
}

static void
update_criterion (AcmeCriterionRow *self)
{
  g_autoptr(GError) error = NULL;
  AcmeCriterion *criterion;

  if (self->is_filling)
    return;

  criterion = acme_criterion_new (self->table, get_field (self), get_operator (self), get_value (self), &error);
  show_error (self, error);
  if (criterion == NULL)
    return;

  g_clear_pointer (&self->criterion, acme_criterion_unref);
  self->criterion = criterion;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The words to choose from, and @value too if this program does not know it. */
static void
fill_choices (AcmeCriterionRow *self,
              const char       *value)
{
  const AcmeField *field = get_description (self);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  guint selected = 0, n = 0;
  gboolean is_known = value[0] == '\0';

  for (const AcmeChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      const char *title = acme_field_get_choice (field, choice->value);

      if (g_ascii_strcasecmp (value, choice->value) == 0 || g_utf8_collate (value, title) == 0)
        {
          selected = n;
          is_known = TRUE;
        }
      gtk_string_list_append (titles, title);
      g_strv_builder_add (values, choice->value);
      n++;
    }
  if (!is_known)
    {
      selected = n;
      gtk_string_list_append (titles, value);
      g_strv_builder_add (values, value);
    }

  g_strfreev (self->values);
  self->values = g_strv_builder_end (values);
  gtk_drop_down_set_model (self->choice_drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice_drop_down, selected);
}

/* Puts @value where it is edited with the current field and operator. */
static void
show_value (AcmeCriterionRow *self,
            const char       *value)
{
  self->is_filling = TRUE;
  if (is_chosen (self))
    {
      fill_choices (self, value);
      gtk_stack_set_visible_child (self->value_stack, GTK_WIDGET (self->choice_drop_down));
    }
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), acme_field_get_choice (get_description (self), value));
      gtk_stack_set_visible_child (self->value_stack, self->text_box);
    }
  update_texts_button (self);
  self->is_filling = FALSE;
}

static void
set_operator (AcmeCriterionRow *self,
              AcmeOperator      operator)
{
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->operator_drop_down, operator);
  self->is_filling = FALSE;
}

/* Those that suit the current field. One that only some fields have is behind those that all have, so that an operator
 * is at its own place in the list. What was chosen stays, or else the list begins anew. */
static void
fill_operators (AcmeCriterionRow *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->operator_drop_down);
  gboolean was_filling = self->is_filling;

  for (guint i = 0; i < ACME_N_OPERATORS && acme_operator_suits (i, get_description (self)); i++)
    gtk_string_list_append (titles, acme_operator_get_title (i));
  if (gtk_drop_down_get_model (self->operator_drop_down) != NULL &&
      g_list_model_get_n_items (gtk_drop_down_get_model (self->operator_drop_down)) ==
      g_list_model_get_n_items (G_LIST_MODEL (titles)))
    return;

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->operator_drop_down, G_LIST_MODEL (titles));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (titles)))
    gtk_drop_down_set_selected (self->operator_drop_down, selected);
  self->is_filling = was_filling;
}

/* A choice asks for "is", a text for "contains"; but what was typed or set stays. */
static void
field_changed_cb (AcmeCriterionRow *self)
{
  gboolean was_chosen = gtk_stack_get_visible_child (self->value_stack) == GTK_WIDGET (self->choice_drop_down);
  g_autofree char *value = NULL;

  if (self->is_filling)
    return;

  fill_operators (self);
  value = g_strdup (was_chosen ? "" : gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (value[0] == '\0')
    set_operator (self, get_description (self)->choices != NULL ? ACME_OPERATOR_IS : ACME_OPERATOR_CONTAINS);
  show_value (self, is_chosen (self) ? "" : value);
  update_criterion (self);
}

static void
operator_changed_cb (AcmeCriterionRow *self)
{
  gboolean was_chosen = gtk_stack_get_visible_child (self->value_stack) == GTK_WIDGET (self->choice_drop_down);
  guint selected = gtk_drop_down_get_selected (self->choice_drop_down);
  g_autofree char *value = NULL;

  if (self->is_filling)
    return;

  if (was_chosen != is_chosen (self))
    {
      if (was_chosen && selected != GTK_INVALID_LIST_POSITION)
        value = g_strdup (self->values[selected]);
      else
        value = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
      show_value (self, value);
    }
  update_criterion (self);
}

static void
value_changed_cb (AcmeCriterionRow *self)
{
  update_criterion (self);
}

/* A whole text was chosen: that is what a condition that was not begun yet asks for, and never a pattern. */
static void
text_chosen_cb (AcmeCriterionRow *self,
                AcmeItem         *text)
{
  AcmeOperator operator = get_operator (self);

  if (operator == ACME_OPERATOR_MATCHES ||
      (operator == ACME_OPERATOR_CONTAINS && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0'))
    set_operator (self, ACME_OPERATOR_IS);
  show_value (self, acme_item_get_text (text, ACME_TEXT_COUNT_TEXT));
  update_criterion (self);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static AcmePickerPopover *
make_texts_popover (AcmeCriterionRow *self)
{
  GtkWidget *popover = acme_picker_popover_new ();

  gtk_widget_set_halign (popover, GTK_ALIGN_END);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (text_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->texts_button, popover);
  return ACME_PICKER_POPOVER (popover);
}

/* Before each opening: there may be others by now. */
static void
fill_texts_cb (GtkMenuButton *button,
               gpointer       user_data)
{
  AcmeCriterionRow *self = user_data;
  g_autoptr(GPtrArray) texts = list_texts (self);
  g_autoptr(GListStore) list = g_list_store_new (ACME_TYPE_TEXT_COUNT);
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *title = acme_field_get_title (get_description (self));
  AcmeItem *chosen = NULL;

  if (texts == NULL)
    return;

  if (self->texts_popover == NULL)
    self->texts_popover = make_texts_popover (self);
  g_list_store_splice (list, 0, 0, texts->pdata, texts->len);
  for (guint i = 0; i < texts->len && chosen == NULL; i++)
    {
      if (g_str_equal (acme_item_get_text (texts->pdata[i], ACME_TEXT_COUNT_TEXT), value))
        chosen = texts->pdata[i];
    }
  acme_picker_popover_set_items (self->texts_popover, G_LIST_MODEL (list), &acme_text_count_fields,
                                 ACME_TEXT_COUNT_TEXT, ACME_TEXT_COUNT_COUNT);
  acme_picker_popover_set_selected (self->texts_popover, chosen);
  gtk_widget_set_size_request (GTK_WIDGET (self->texts_popover), self->is_compact ? COMPACT_LIST_WIDTH : LIST_WIDTH,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->texts_popover), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* As a combo box opens */
static gboolean
key_pressed_cb (AcmeCriterionRow *self,
                guint             keyval,
                guint             keycode,
                GdkModifierType   state)
{
  gboolean is_down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;

  if (!is_down || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK ||
      !gtk_widget_get_visible (GTK_WIDGET (self->texts_button)))
    return GDK_EVENT_PROPAGATE;

  gtk_menu_button_popup (self->texts_button);
  return GDK_EVENT_STOP;
}

static void
remove_cb (AcmeCriterionRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
fill_lists (AcmeCriterionRow *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  self->fields = acme_list_filter_fields (self->table);
  for (guint i = 0; i < self->fields->len; i++)
    {
      guint field = g_array_index (self->fields, guint, i);

      gtk_string_list_append (titles, acme_field_get_title (&self->table->fields[field]));
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->field_drop_down, G_LIST_MODEL (titles));
  fill_operators (self);
  self->is_filling = FALSE;
}

static void
fill (AcmeCriterionRow *self,
      guint             field,
      AcmeOperator      operator,
      const char       *value)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (g_array_index (self->fields, guint, i) == field)
        gtk_drop_down_set_selected (self->field_drop_down, i);
    }
  fill_operators (self);
  gtk_drop_down_set_selected (self->operator_drop_down, operator);
  self->is_filling = FALSE;
  show_value (self, value);
}

static void
acme_criterion_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template forgets it, which the bin would not notice */
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_CRITERION_ROW);
  g_clear_object (&ACME_CRITERION_ROW (object)->rows);

  G_OBJECT_CLASS (acme_criterion_row_parent_class)->dispose (object);
}

static void
acme_criterion_row_finalize (GObject *object)
{
  AcmeCriterionRow *self = ACME_CRITERION_ROW (object);

  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_pointer (&self->values, g_strfreev);
  g_clear_pointer (&self->criterion, acme_criterion_unref);

  G_OBJECT_CLASS (acme_criterion_row_parent_class)->finalize (object);
}

static void
acme_criterion_row_class_init (AcmeCriterionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acme_criterion_row_dispose;
  object_class->finalize = acme_criterion_row_finalize;

  /**
   * AcmeCriterionRow::changed:
   *
   * There is another valid condition.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * AcmeCriterionRow::remove:
   *
   * The user asks for this condition to go.
   */
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-criterion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, box);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, field_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, operator_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, value_stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, texts_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, choice_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeCriterionRow, compact_remove_button);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, operator_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
acme_criterion_row_init (AcmeCriterionRow *self)
{
  self->is_filling = TRUE; /* until there is a table */
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->texts_button, fill_texts_cb, self, NULL);
}

/**
 * acme_criterion_row_new:
 * @table: the fields to choose from
 * @criterion: (nullable): the condition to edit; without one it is empty and lets everything through
 * @rows: (nullable): what is filtered, which may know the texts to choose from
 *
 * Returns: (transfer floating): a row to edit it
 */
GtkWidget *
acme_criterion_row_new (const AcmeFieldTable *table,
                        AcmeCriterion        *criterion,
                        AcmeRows             *rows)
{
  AcmeCriterionRow *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_object_new (ACME_TYPE_CRITERION_ROW, NULL);
  self->table = table;
  g_set_object (&self->rows, rows);
  fill_lists (self);
  self->criterion = criterion != NULL ? acme_criterion_ref (criterion)
                                      : acme_criterion_new (table, g_array_index (self->fields, guint, 0),
                                                            ACME_OPERATOR_CONTAINS, "", NULL);
  fill (self, acme_criterion_get_field (self->criterion), acme_criterion_get_operator (self->criterion),
        acme_criterion_get_value (self->criterion));
  return GTK_WIDGET (self);
}

/**
 * acme_criterion_row_get_criterion:
 * @self: a row
 *
 * Returns: (transfer none): the condition as it was when it was last valid
 */
AcmeCriterion *
acme_criterion_row_get_criterion (AcmeCriterionRow *self)
{
  g_return_val_if_fail (ACME_IS_CRITERION_ROW (self), NULL);

  return self->criterion;
}

/**
 * acme_criterion_row_set_compact:
 * @self: a row
 * @compact: whether the comparison and the value go below the field, for narrow windows
 */
void
acme_criterion_row_set_compact (AcmeCriterionRow *self,
                                gboolean          compact)
{
  g_return_if_fail (ACME_IS_CRITERION_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->field_drop_down), compact);
  self->is_compact = compact;
  update_texts_button (self);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->compact_remove_button), compact);
}

/**
 * acme_criterion_row_align:
 * @self: a row
 * @fields: what makes the fields of several rows equally wide
 * @operators: what makes their comparisons equally wide
 */
void
acme_criterion_row_align (AcmeCriterionRow *self,
                          GtkSizeGroup     *fields,
                          GtkSizeGroup     *operators)
{
  g_return_if_fail (ACME_IS_CRITERION_ROW (self));

  gtk_size_group_add_widget (fields, GTK_WIDGET (self->field_drop_down));
  gtk_size_group_add_widget (operators, GTK_WIDGET (self->operator_drop_down));
}

/**
 * acme_criterion_row_focus_value:
 * @self: a row
 *
 * Gives the value the keyboard focus.
 */
void
acme_criterion_row_focus_value (AcmeCriterionRow *self)
{
  g_return_if_fail (ACME_IS_CRITERION_ROW (self));

  if (is_chosen (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->choice_drop_down));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

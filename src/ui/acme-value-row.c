/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value to be read and copied: its title, itself below, and a button that copies it. A secret is shown as dots of a
 * fixed number and appears only while its button is toggled or held, so nobody learns it, nor its length, from a glance
 * or a screen reader. It is kept here once, and wiped; what GTK copied while it was on the screen is out of reach. */

#include "config.h"

#include "acme-value-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-compat.h"
#include "acme-widget.h"

#define MASK "••••••••••••"

struct _AcmeValueRow
{
  AdwPreferencesRow parent_instance;

  char *value;              /* (nullable) */
  char *missing_text;       /* (nullable) */
  AcmeClipboard *clipboard; /* (nullable) */
  gboolean secret;
  gboolean monospace;
  gboolean held;
  GtkSizeGroup *title_group; /* (nullable): what has its title beside it */

  GtkBox *text_box;
  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkToggleButton *reveal_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (AcmeValueRow, acme_value_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_SECRET,
  PROP_MONOSPACE,
  PROP_MISSING_TEXT,
  PROP_TITLE_GROUP,
  N_PROPS
};

enum
{
  COPIED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_masked (AcmeValueRow *self)
{
  return self->value != NULL && self->secret && !acme_value_row_get_revealed (self);
}

static const char *
get_shown (AcmeValueRow *self)
{
  if (is_masked (self))
    return MASK;
  if (self->value != NULL)
    return self->value;
  return self->missing_text != NULL ? self->missing_text : "";
}

/* The value is told by its label alone, so that there is one place where a secret could be read. */
static void
update_accessible (AcmeValueRow *self)
{
  const char *text = is_masked (self) ? C_("secret", "Hidden") : get_shown (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (acme_value_row_get_revealed (self))
    text = C_("secret", "Shown");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
name_button (GtkWidget  *button,
             const char *name,
             const char *tooltip)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, tooltip);
}

/* The buttons say what of: a window has many of them. */
static void
update_names (AcmeValueRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* Translators: a button; %s is the title of a value, such as "Key ID" */
  g_autofree char *copy = g_strdup_printf (_("Copy %s"), title);
  /* Translators: a button; %s is the title of a secret value, such as "HMAC Key" */
  g_autofree char *show = g_strdup_printf (_("Show %s"), title);
  /* Translators: a button; %s is the title of a secret value, such as "HMAC Key" */
  g_autofree char *hide = g_strdup_printf (_("Hide %s"), title);
  gboolean active = gtk_toggle_button_get_active (self->reveal_button);

  gtk_label_set_label (self->title_label, title);
  name_button (self->copy_button, copy, copy);
  name_button (GTK_WIDGET (self->reveal_button), show, active ? hide : show);
}

static void
update (AcmeValueRow *self)
{
  gtk_label_set_text (self->value_label, get_shown (self));
  /* a key has no words, though characters that look as if it had */
  gtk_label_set_wrap_mode (self->value_label, self->secret ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->value_label, self->value != NULL && !self->secret);
  acme_widget_set_css_class (GTK_WIDGET (self->value_label), "monospace", self->monospace && self->value != NULL);
  acme_widget_set_css_class (GTK_WIDGET (self), "placeholder", self->value == NULL);

  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button),
                            is_masked (self) ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), self->secret && self->value != NULL);
  gtk_widget_set_visible (self->copy_button, self->value != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "value.copy", self->value != NULL);
  update_accessible (self);
}

static void
reveal_toggled_cb (AcmeValueRow *self)
{
  update_names (self);
  update (self);
}

static void
conceal (AcmeValueRow *self)
{
  self->held = FALSE;
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
  update (self);
}

static void
hold_cb (AcmeValueRow *self,
         double        x,
         double        y,
         GtkGesture   *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED); /* or the release would toggle it */
  self->held = TRUE;
  update (self);
}

/* What is held is concealed at once, also if it had been toggled before. */
static void
release_cb (AcmeValueRow *self)
{
  if (self->held)
    conceal (self);
}

static void
copy (AcmeValueRow *self)
{
  if (self->value == NULL)
    return;

  if (self->clipboard != NULL && self->secret)
    acme_clipboard_copy_secret (self->clipboard, self->value);
  else if (self->clipboard != NULL)
    acme_clipboard_copy (self->clipboard, self->value);
  else
    g_return_if_reached ();
  g_signal_emit (self, signals[COPIED], 0);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  copy (ACME_VALUE_ROW (widget));
}

static void
title_changed_cb (AcmeValueRow *self)
{
  update_names (self);
}

static void
acme_value_row_unmap (GtkWidget *widget)
{
  conceal (ACME_VALUE_ROW (widget));

  GTK_WIDGET_CLASS (acme_value_row_parent_class)->unmap (widget);
}

/* A row of many that are to be seen at once. */
static void
set_title_group (AcmeValueRow *self,
                 GtkSizeGroup *group)
{
  gboolean compact = group != NULL;

  if (self->title_group != NULL)
    gtk_size_group_remove_widget (self->title_group, GTK_WIDGET (self->title_label));
  g_set_object (&self->title_group, group);
  if (compact)
    gtk_size_group_add_widget (group, GTK_WIDGET (self->title_label));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->text_box),
                                  compact ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_label_set_wrap (self->title_label, !compact);
  gtk_widget_set_valign (GTK_WIDGET (self->title_label), compact ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  acme_widget_set_css_class (GTK_WIDGET (self), "compact", compact);
}

static void
wipe (char **text)
{
  if (*text != NULL)
    explicit_bzero (*text, strlen (*text));
  g_clear_pointer (text, g_free);
}

static void
acme_value_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AcmeValueRow *self = ACME_VALUE_ROW (object);

  switch (prop_id)
    {
    case PROP_SECRET:
      g_value_set_boolean (value, self->secret);
      break;
    case PROP_MONOSPACE:
      g_value_set_boolean (value, self->monospace);
      break;
    case PROP_MISSING_TEXT:
      g_value_set_string (value, self->missing_text);
      break;
    case PROP_TITLE_GROUP:
      g_value_set_object (value, self->title_group);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_value_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AcmeValueRow *self = ACME_VALUE_ROW (object);

  switch (prop_id)
    {
    case PROP_SECRET:
      self->secret = g_value_get_boolean (value);
      break;
    case PROP_MONOSPACE:
      self->monospace = g_value_get_boolean (value);
      break;
    case PROP_MISSING_TEXT:
      acme_set_str (&self->missing_text, g_value_get_string (value));
      break;
    case PROP_TITLE_GROUP:
      set_title_group (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  update (self);
}

static void
acme_value_row_dispose (GObject *object)
{
  AcmeValueRow *self = ACME_VALUE_ROW (object);

  if (self->title_group != NULL && self->title_label != NULL)
    gtk_size_group_remove_widget (self->title_group, GTK_WIDGET (self->title_label));
  g_clear_object (&self->title_group);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_VALUE_ROW);
  g_clear_object (&self->clipboard);
  wipe (&self->value);

  G_OBJECT_CLASS (acme_value_row_parent_class)->dispose (object);
}

static void
acme_value_row_finalize (GObject *object)
{
  AcmeValueRow *self = ACME_VALUE_ROW (object);

  g_clear_pointer (&self->missing_text, g_free);

  G_OBJECT_CLASS (acme_value_row_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * AcmeValueRow:secret:
   *
   * Whether the value is masked, and copied as a secret.
   */
  properties[PROP_SECRET] = g_param_spec_boolean ("secret", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeValueRow:monospace:
   *
   * Whether the value is an address or identifier.
   */
  properties[PROP_MONOSPACE] = g_param_spec_boolean ("monospace", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeValueRow:missing-text:
   *
   * What is shown when there is no value.
   */
  properties[PROP_MISSING_TEXT] = g_param_spec_string ("missing-text", NULL, NULL, NULL,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeValueRow:title-group:
   *
   * Rows that have their titles beside their values, in a column of its own, and take less room. Without one the title
   * is above the value.
   */
  properties[PROP_TITLE_GROUP] = g_param_spec_object ("title-group", NULL, NULL, GTK_TYPE_SIZE_GROUP,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_value_row_class_init (AcmeValueRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_value_row_get_property;
  object_class->set_property = acme_value_row_set_property;
  object_class->dispose = acme_value_row_dispose;
  object_class->finalize = acme_value_row_finalize;
  widget_class->unmap = acme_value_row_unmap;
  install_properties (object_class);

  /**
   * AcmeValueRow::copied:
   *
   * The value was copied, for a toast to say.
   */
  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "value.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "value.copy", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-value-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeValueRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeValueRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeValueRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeValueRow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeValueRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, hold_cb);
  gtk_widget_class_bind_template_callback (widget_class, release_cb);
}

static void
acme_value_row_init (AcmeValueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * acme_value_row_new:
 *
 * Returns: (transfer floating): a row without a value
 */
GtkWidget *
acme_value_row_new (void)
{
  return g_object_new (ACME_TYPE_VALUE_ROW, NULL);
}

/**
 * acme_value_row_set_value:
 * @self: a row
 * @value: (nullable): what it shows; an empty string counts as none
 *
 * Of a secret one copy is made, which is wiped when it is replaced and when the row goes. Another secret is concealed.
 */
void
acme_value_row_set_value (AcmeValueRow *self,
                          const char   *value)
{
  g_return_if_fail (ACME_IS_VALUE_ROW (self));

  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->value, value) == 0)
    return;

  wipe (&self->value);
  self->value = g_strdup (value);
  conceal (self);
}

/**
 * acme_value_row_set_clipboard:
 * @self: a row
 * @clipboard: (nullable): what it copies with; needed before anything is copied
 */
void
acme_value_row_set_clipboard (AcmeValueRow  *self,
                              AcmeClipboard *clipboard)
{
  g_return_if_fail (ACME_IS_VALUE_ROW (self));
  g_return_if_fail (clipboard == NULL || ACME_IS_CLIPBOARD (clipboard));

  g_set_object (&self->clipboard, clipboard);
}

/**
 * acme_value_row_get_revealed:
 * @self: a row
 *
 * Returns: whether its secret can be read on the screen now
 */
gboolean
acme_value_row_get_revealed (AcmeValueRow *self)
{
  g_return_val_if_fail (ACME_IS_VALUE_ROW (self), FALSE);

  return self->secret && self->value != NULL &&
         (self->held || gtk_toggle_button_get_active (self->reveal_button));
}

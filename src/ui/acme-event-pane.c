/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All of one event, beside the table that has room for a few words of it: every field with its time by both clocks, and
 * the record as SCM sent it, since it may say more than the fields do. Rows stay where they are, also those without a
 * value, so that one who goes from event to event can keep looking at one place. */

#include "config.h"

#include "acme-event-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-json-indent.h"
#include "acme-side-layout.h"
#include "acme-time.h"
#include "acme-value-row.h"
#include "acme-wrap-box.h"

#define PAGE_EMPTY "empty"
#define PAGE_EVENT "event"

/* Bytes of a record that are shown. A record has about 400; what is much longer would take GTK long to lay out. */
#define MAX_SHOWN (32 * 1024)

struct _AcmeEventPane
{
  AdwBin parent_instance;

  AcmeEvent *event; /* (nullable) */
  AcmeClipboard *clipboard; /* (nullable) */

  GtkStack *stack;
  GtkListBox *fields;
  AcmeValueRow *rows[ACME_EVENT_N_FIELDS];
  AcmeValueRow *utc_row;
  GtkTextView *record_view;
  GtkWidget *cut_label;
};

G_DEFINE_FINAL_TYPE (AcmeEventPane, acme_event_pane, ADW_TYPE_BIN)

enum
{
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a person looks for first comes first, and what is longest has what follows it out of the way. */
static const guint order[] = {
  ACME_EVENT_DATE,         ACME_EVENT_ACTION,  ACME_EVENT_ADMIN,        ACME_EVENT_ADMIN_NAME,
  ACME_EVENT_ACCESS_METHOD, ACME_EVENT_ADDRESS, ACME_EVENT_ORGANIZATION, ACME_EVENT_DESCRIPTION,
  ACME_EVENT_ID,
};

static const char *
get_record (AcmeEventPane *self)
{
  const char *record = self->event != NULL ? acme_item_get_string (ACME_ITEM (self->event), ACME_EVENT_RAW) : NULL;

  return record != NULL ? record : "";
}

/* ---- Showing ---- */

static void
show_time (AcmeEventPane *self)
{
  gint64 time = acme_item_get_number (ACME_ITEM (self->event), ACME_EVENT_DATE);
  g_autofree char *exact = acme_time_format_exact (time);
  g_autofree char *utc = acme_time_format (time);

  if (exact != NULL)
    exact[strcspn (exact, "\n")] = '\0';
  acme_value_row_set_value (self->rows[ACME_EVENT_DATE], exact);
  acme_value_row_set_value (self->utc_row, utc);
}

static void
show_fields (AcmeEventPane *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (order[i] != ACME_EVENT_DATE)
        acme_value_row_set_value (self->rows[order[i]], acme_item_get_text (ACME_ITEM (self->event), order[i]));
    }
  show_time (self);
}

static void
show_text (AcmeEventPane *self,
           const char    *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->record_view);
  const char *end = text + strlen (text);
  gboolean is_cut = end - text > MAX_SHOWN;
  GtkTextIter start;

  if (is_cut)
    end = g_utf8_find_prev_char (text, text + MAX_SHOWN);
  gtk_text_buffer_set_text (buffer, text, end - text);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_widget_set_visible (self->cut_label, is_cut);
}

static void
show_record (AcmeEventPane *self)
{
  const char *record = get_record (self);
  g_autofree char *indented = strlen (record) <= MAX_SHOWN ? acme_json_indent (record) : NULL;

  show_text (self, indented != NULL ? indented : record);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.copy-record", *record != '\0');
}

static void
update (AcmeEventPane *self)
{
  if (self->event != NULL)
    show_fields (self);
  show_record (self);
  gtk_stack_set_visible_child_name (self->stack, self->event != NULL ? PAGE_EVENT : PAGE_EMPTY);
}

/* ---- Copying ---- */

static void
row_copied_cb (AcmeEventPane *self,
               AcmeValueRow  *row)
{
  g_autofree char *text = NULL;

  /* Translators: %s is the title of a value, such as "Key ID" */
  text = g_strdup_printf (_("%s copied"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  g_signal_emit (self, signals[COPIED], 0, text);
}

/* As it came, and all of it. */
static void
copy_record_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AcmeEventPane *self = ACME_EVENT_PANE (widget);

  g_return_if_fail (self->clipboard != NULL);

  acme_clipboard_copy (self->clipboard, get_record (self));
  g_signal_emit (self, signals[COPIED], 0, _("Record copied"));
}

/* ---- The rows ---- */

static AcmeValueRow *
add_row (AcmeEventPane *self,
         const char    *title,
         gboolean       monospace,
         GtkSizeGroup  *group)
{
  GtkWidget *row = acme_value_row_new ();

  g_object_set (row,
                "title", title,
                "monospace", monospace,
                /* Translators: an event has no value of this kind, such as no organization */
                "missing-text", C_("event", "None"),
                "title-group", group,
                NULL);
  g_signal_connect_object (row, "copied", G_CALLBACK (row_copied_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->fields, row);
  return ACME_VALUE_ROW (row);
}

static void
add_rows (AcmeEventPane *self)
{
  g_autoptr(GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const AcmeField *field = &acme_event_fields.fields[order[i]];

      self->rows[order[i]] = add_row (self, acme_field_get_title (field), (field->flags & ACME_FIELD_MONOSPACE) != 0,
                                      group);
      if (order[i] == ACME_EVENT_DATE)
        /* Translators: the date and time of an event in UTC */
        self->utc_row = add_row (self, _("Date in UTC"), FALSE, group);
    }
}

static void
acme_event_pane_dispose (GObject *object)
{
  AcmeEventPane *self = ACME_EVENT_PANE (object);

  /* first, because both would unparent it */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_EVENT_PANE);
  g_clear_object (&self->event);
  g_clear_object (&self->clipboard);

  G_OBJECT_CLASS (acme_event_pane_parent_class)->dispose (object);
}

static void
acme_event_pane_class_init (AcmeEventPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_event_pane_dispose;

  /**
   * AcmeEventPane::copied:
   * @self: the pane
   * @message: what was copied, for a toast to say
   *
   * Something was copied.
   */
  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ACME_TYPE_SIDE_LAYOUT);
  g_type_ensure (ACME_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-event-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeEventPane, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeEventPane, fields);
  gtk_widget_class_bind_template_child (widget_class, AcmeEventPane, record_view);
  gtk_widget_class_bind_template_child (widget_class, AcmeEventPane, cut_label);
  gtk_widget_class_install_action (widget_class, "event.copy-record", NULL, copy_record_action);
}

static void
acme_event_pane_init (AcmeEventPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self);
  /* a record reads from left to right in every language */
  gtk_widget_set_direction (GTK_WIDGET (self->record_view), GTK_TEXT_DIR_LTR);
  update (self);
}

/**
 * acme_event_pane_new:
 *
 * Returns: (transfer floating): a pane without an event
 */
GtkWidget *
acme_event_pane_new (void)
{
  return g_object_new (ACME_TYPE_EVENT_PANE, NULL);
}

/**
 * acme_event_pane_set_clipboard:
 * @self: the pane
 * @clipboard: (nullable): what is copied with; needed before anything is copied
 */
void
acme_event_pane_set_clipboard (AcmeEventPane *self,
                               AcmeClipboard *clipboard)
{
  g_return_if_fail (ACME_IS_EVENT_PANE (self));
  g_return_if_fail (clipboard == NULL || ACME_IS_CLIPBOARD (clipboard));

  g_set_object (&self->clipboard, clipboard);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    acme_value_row_set_clipboard (self->rows[order[i]], clipboard);
  acme_value_row_set_clipboard (self->utc_row, clipboard);
}

/**
 * acme_event_pane_set_event:
 * @self: the pane
 * @event: (nullable): what it shows
 */
void
acme_event_pane_set_event (AcmeEventPane *self,
                           AcmeEvent     *event)
{
  g_return_if_fail (ACME_IS_EVENT_PANE (self));
  g_return_if_fail (event == NULL || ACME_IS_EVENT (event));

  if (g_set_object (&self->event, event))
    update (self);
}

/**
 * acme_event_pane_get_event:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): what it shows
 */
AcmeEvent *
acme_event_pane_get_event (AcmeEventPane *self)
{
  g_return_val_if_fail (ACME_IS_EVENT_PANE (self), NULL);

  return self->event;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the events of the audit window. */

#include "config.h"

#include "acme-audit-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-export-events.h"
#include "acme-time.h"

/* Of what a file is about in its name, which a file system allows 255 bytes */
#define MAX_BYTES 160

static void
all_events_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  acme_audit_window_show_all_events (ACME_AUDIT_WINDOW (widget));
}

/* Shows the events of all of the days again. */
void
acme_audit_window_show_all_times (AcmeAuditWindow *self)
{
  acme_histogram_set_selection (self->histogram, ACME_TIME_NONE, ACME_TIME_NONE);
  acme_audit_window_narrow (self, ACME_TIME_NONE, ACME_TIME_NONE);
  acme_list_dialog_keep_focus (ACME_LIST_DIALOG (self));
}

static void
show_all_times_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  acme_audit_window_show_all_times (ACME_AUDIT_WINDOW (widget));
}

/* Opens the pane for the event that is selected. */
void
acme_audit_window_show_details (AcmeAuditWindow *self)
{
  gtk_toggle_button_set_active (self->details_button, TRUE);
}

static void
details_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  acme_audit_window_show_details (ACME_AUDIT_WINDOW (widget));
}

static void
copy_record_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (widget);
  AcmeItem *event = acme_table_get_selected_item (self->table);

  acme_list_dialog_copy_text (ACME_LIST_DIALOG (self), acme_item_get_string (event, ACME_EVENT_RAW),
                              _("Record copied"));
}

static void
export_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AcmeAuditWindow) self = user_data;
  g_autofree char *message = acme_export_events_finish (result, NULL);

  if (message != NULL && !acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_list_dialog_show_message (ACME_LIST_DIALOG (self), message);
}

/* (transfer full): of at most MAX_BYTES, which leaves no half character */
static char *
shorten (const char *text)
{
  return strlen (text) <= MAX_BYTES ? g_strdup (text)
                                    : g_strndup (text, g_utf8_find_prev_char (text, text + MAX_BYTES + 1) - text);
}

/* “Audit of OV – Central IT, 2026-11-24.csv”: a person finds it again, and nothing in it troubles a file system. */
static char *
make_name (AcmeAuditWindow *self,
           const char      *extension)
{
  const char *of = self->account != NULL ? acme_item_get_text (ACME_ITEM (self->account), ACME_ACCOUNT_NAME)
                                         : acme_endpoint_get_name (acme_dialog_get_endpoint (ACME_DIALOG (self)));
  g_autofree char *short_of = shorten (of);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: the name of a file without its extension: an endpoint or an account, and a day such as 2026-11-24 */
  g_autofree char *stem = g_strdup_printf (_("Audit of %s, %s"), short_of, today);
  char *name = g_strconcat (stem, extension, NULL);

  return g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
}

static void
download_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  g_autoptr(GBytes) order = g_str_has_prefix (what, "shown") ? acme_audit_view_dup_order (self->view) : NULL;
  gboolean is_csv = g_str_has_suffix (what, "csv");
  g_autofree char *name = make_name (self, is_csv ? ".csv" : ".jsonl");

  acme_export_events_async (GTK_WINDOW (self), self->log, order, is_csv ? ACME_EVENT_CSV : ACME_EVENT_JSON_LINES, name,
                            export_cb, g_object_ref (self));
}

static void
source_changed_cb (GSimpleAction   *action,
                   GVariant        *value,
                   AcmeAuditWindow *self)
{
  AcmeScmAuditSource source = g_str_equal (g_variant_get_string (value, NULL), "audit-api") ? ACME_SCM_AUDIT_API
                                                                                            : ACME_SCM_AUDIT_ACTIVITY;

  if (self->source == source)
    return;

  self->source = source;
  g_simple_action_set_state (action, value);
  acme_audit_window_reload (self);
}

/* Who has a key of the Audit API chooses where the events come from. */
void
acme_audit_window_add_sources (AcmeAuditWindow *self)
{
  g_autoptr(GSimpleActionGroup) group = NULL;
  g_autoptr(GSimpleAction) action = NULL;
  g_autoptr(GMenu) sources = NULL;

  if (acme_connection_get_audit_config (acme_dialog_get_connection (ACME_DIALOG (self))) == NULL)
    return;

  group = g_simple_action_group_new ();
  action = g_simple_action_new_stateful ("source", G_VARIANT_TYPE_STRING, g_variant_new_string ("activity"));
  g_signal_connect (action, "change-state", G_CALLBACK (source_changed_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "audit", G_ACTION_GROUP (group));

  sources = g_menu_new ();
  g_menu_append (sources, _("_Activity Log"), "audit.source::activity");
  g_menu_append (sources, _("A_udit API"), "audit.source::audit-api");
  g_menu_append_section (self->source_section, _("Source"), G_MENU_MODEL (sources));
}

/* Installs the actions and their keys. */
void
acme_audit_window_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.all-events", NULL, all_events_action);
  gtk_widget_class_install_action (widget_class, "win.show-all-times", NULL, show_all_times_action);
  gtk_widget_class_install_action (widget_class, "win.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "win.copy-record", NULL, copy_record_action);
  gtk_widget_class_install_action (widget_class, "win.download", "s", download_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "win.download", "s", "shown-csv");
}

/* Enables what can be done. */
void
acme_audit_window_update_actions (AcmeAuditWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_rows = acme_list_page_get_has_rows (self->page);
  gboolean is_selected = acme_table_get_selected_item (self->table) != NULL;

  gtk_widget_action_set_enabled (widget, "win.download", has_rows);
  gtk_widget_action_set_enabled (widget, "win.details", is_selected);
  gtk_widget_action_set_enabled (widget, "win.copy-record", is_selected);
}

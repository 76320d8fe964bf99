/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit trail of one endpoint, or of one of its accounts: a table of what happened in the days that were chosen, a
 * picture of when, and all of one event. This file is the object and what it shows.
 *
 * SCM cannot say which events belong to an endpoint. All of the days' events are loaded, and those that name it are
 * shown, which the window says. */

#include "config.h"

#include "acme-audit-window-private.h"

#include <glib/gi18n.h>

#include "acme-histogram-words.h"
#include "acme-refresh-button.h"
#include "acme-table-buttons.h"
#include "acme-time.h"

#define VIEW "audit"

/* As many as are told apart at a glance, and have a width that a pointer can hit */
#define MAX_BINS 100

static const AcmeListWords words = {
  N_("Loading Events…"),
  { N_("Events Could Not Be Loaded"), N_("Events Could Not Be Found"),
    N_("Ask an administrator of your Sectigo account for the right to see reports.") },
  .partial = N_("Loading was stopped: later events are missing."),
};

G_DEFINE_FINAL_TYPE (AcmeAuditWindow, acme_audit_window, ACME_TYPE_LIST_DIALOG)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many are shown, the second how many there are */
  return g_strdup_printf (ngettext ("%'u of %'u event", "%'u of %'u events", total), shown, total);
}

static void
show_histogram (AcmeAuditWindow *self)
{
  g_autoptr(AcmeHistogramData) data = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self->histogram)) || acme_audit_log_get_n (self->log) > 0)
    data = acme_audit_view_count_bins (self->view, self->from, self->to, MAX_BINS);
  acme_histogram_set_data (self->histogram, data);
}

static void
show_narrowed (AcmeAuditWindow *self)
{
  g_autofree char *times = NULL;
  gint64 from, to;

  acme_audit_view_get_time_range (self->view, &from, &to);
  gtk_widget_set_visible (self->narrowed_button, from != G_MININT64);
  if (from != G_MININT64)
    times = acme_histogram_describe_times (from, to);
  adw_button_content_set_label (self->narrowed_content, times != NULL ? times : "");
}

/* What came while loading is in the picture too. */
static void
rows_updated_cb (AcmeAuditWindow *self)
{
  show_histogram (self);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

/* Shows only the events of a part of the days, which was chosen in the histogram. */
void
acme_audit_window_narrow (AcmeAuditWindow *self,
                          gint64           from,
                          gint64           to)
{
  if (self->view == NULL)
    return;

  acme_audit_view_set_time_range (self->view, from != ACME_TIME_NONE ? from : G_MININT64,
                                  from != ACME_TIME_NONE ? to : G_MAXINT64);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

static void
acme_audit_window_update (AcmeListDialog *dialog,
                          GPtrArray      *selected)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (dialog);
  gboolean has_events = self->log != NULL &&
                        (acme_audit_log_get_n (self->log) > 0 || acme_list_dialog_is_loading (dialog));

  /* While other days are loaded its place is kept */
  gtk_widget_set_visible (GTK_WIDGET (self->histogram),
                          has_events && acme_histogram_get_data (self->histogram) != NULL);
  acme_event_pane_set_event (self->event_pane, selected->len == 1 ? selected->pdata[0] : NULL);
  if (self->view != NULL)
    show_narrowed (self);
  acme_audit_window_update_actions (self);
}

/* Nobody shows it any more; what was read of it is gone when nobody writes it to a file either. */
static void
drop_log (AcmeAuditWindow *self)
{
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_object (&self->view);
  g_clear_object (&self->query);
  g_clear_object (&self->log);
}

/* Errors are of who answers, which may not be the host of the connection. */
static void
show_host (AcmeAuditWindow *self)
{
  g_autofree char *host = acme_audit_window_dup_host (self);

  acme_list_page_set_host (self->page, host);
}

/* Another log, and what is shown of it. Of the same days, the same part is. */
void
acme_audit_window_take_log (AcmeAuditWindow *self,
                            AcmeAuditLog    *log,
                            gint64           from,
                            gint64           to)
{
  gint64 part_from = G_MININT64;
  gint64 part_to = G_MAXINT64;

  if (self->view != NULL && self->from == from && self->to == to)
    acme_audit_view_get_time_range (self->view, &part_from, &part_to);
  drop_log (self);
  self->log = g_object_ref (log);
  self->from = from;
  self->to = to;
  self->query = acme_query_new (&acme_event_fields);
  acme_query_set_sort (self->query, ACME_EVENT_DATE, TRUE);
  self->view = acme_audit_view_new (log, self->query);
  acme_audit_window_take_scope (self);
  acme_audit_view_set_time_range (self->view, part_from, part_to);
  if (part_from == G_MININT64)
    acme_histogram_set_selection (self->histogram, ACME_TIME_NONE, ACME_TIME_NONE);
  g_signal_connect_swapped (self->view, "updated", G_CALLBACK (rows_updated_cb), self);
  acme_list_dialog_set_rows (ACME_LIST_DIALOG (self), ACME_ROWS (self->view), self->query, VIEW);
  show_host (self);
  show_histogram (self);
}

/* Elsewhere than where it belongs to something, Escape takes back what narrows the rows before it closes the window,
 * which costs all that was loaded. */
static gboolean
key_pressed_cb (AcmeAuditWindow *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (keyval != GDK_KEY_Escape || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (gtk_widget_get_visible (self->narrowed_button))
    acme_audit_window_show_all_times (self);
  else if (acme_table_get_search_mode (self->table))
    acme_table_set_search_mode (self->table, FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
show_what_it_is_about (AcmeAuditWindow *self)
{
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));
  const char *name = acme_endpoint_get_name (endpoint);
  g_autofree char *both = NULL;

  if (self->account != NULL)
    {
      const char *account = acme_item_get_text (ACME_ITEM (self->account), ACME_ACCOUNT_NAME);

      /* Translators: an account and its endpoint */
      both = g_strdup_printf (_("%s at %s"), account, name);
    }
  adw_window_title_set_subtitle (self->window_title, both != NULL ? both : name);
}

static void
acme_audit_window_constructed (GObject *object)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (object);
  g_autoptr(AcmeAuditLog) nothing = acme_audit_log_new (self->source);

  G_OBJECT_CLASS (acme_audit_window_parent_class)->constructed (object);

  show_what_it_is_about (self);
  acme_audit_window_set_up_scope (self);
  acme_audit_window_add_sources (self);
  acme_audit_window_take_log (self, nothing, 0, 0);
  acme_list_dialog_refresh (ACME_LIST_DIALOG (self));
}

static void
acme_audit_window_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, ACME_AUDIT_WINDOW (object)->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_audit_window_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      ACME_AUDIT_WINDOW (object)->account = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_audit_window_dispose (GObject *object)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (object);

  acme_audit_window_drop_scope (self);
  drop_log (self);
  g_clear_object (&self->clipboard);

  G_OBJECT_CLASS (acme_audit_window_parent_class)->dispose (object);
}

static void
acme_audit_window_finalize (GObject *object)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (object);

  g_clear_object (&self->account);
  g_clear_object (&self->audit_session);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_audit_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-audit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, range_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, scope_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, narrowed_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, narrowed_content);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, details_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, histogram);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, note_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, event_pane);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, columns_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, source_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, event_menu);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, acme_audit_window_narrow);
  gtk_widget_class_bind_template_callback (widget_class, acme_audit_window_show_details);
  gtk_widget_class_bind_template_callback (widget_class, acme_audit_window_take_scope);
  gtk_widget_class_bind_template_callback (widget_class, acme_audit_window_reload);
  gtk_widget_class_bind_template_callback (widget_class, acme_list_dialog_show_message);
}

static void
acme_audit_window_class_init (AcmeAuditWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = acme_audit_window_constructed;
  object_class->get_property = acme_audit_window_get_property;
  object_class->set_property = acme_audit_window_set_property;
  object_class->dispose = acme_audit_window_dispose;
  object_class->finalize = acme_audit_window_finalize;
  ACME_LIST_DIALOG_CLASS (klass)->load = acme_audit_window_load;
  ACME_LIST_DIALOG_CLASS (klass)->update = acme_audit_window_update;

  /**
   * AcmeAuditWindow:account:
   *
   * The account whose events are shown at first; %NULL for those of the whole endpoint.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, ACME_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ACME_TYPE_DATE_RANGE_BUTTON);
  g_type_ensure (ACME_TYPE_EVENT_PANE);
  g_type_ensure (ACME_TYPE_HISTOGRAM);
  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  bind_template (GTK_WIDGET_CLASS (klass));
  acme_audit_window_class_add_actions (GTK_WIDGET_CLASS (klass));
}

static void
acme_audit_window_init (AcmeAuditWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->clipboard = acme_clipboard_new (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  acme_list_dialog_set_up (ACME_LIST_DIALOG (self), self->page, self->toast_overlay, self->columns_section);
  acme_list_page_set_words (self->page, &words);
  acme_list_page_set_empty (self->page, "document-open-recent-symbolic", _("No Events"),
                            _("SCM recorded nothing in these days."), NULL, NULL);
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->event_menu);
  acme_table_set_nothing (self->table, _("No Events"),
                          _("What SCM recorded in these days is about something else, or does not name it."),
                          _("_All Events"), "win.all-events");
  acme_event_pane_set_clipboard (self->event_pane, self->clipboard);
}

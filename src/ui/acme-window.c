/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main window: the ACME endpoints of one connection. This file is the object and what it shows; one function
 * decides from the state which buttons are there. */

#include "config.h"

#include "acme-window-private.h"

#include <glib/gi18n.h>

#include "acme-child-windows.h"
#include "acme-refresh-button.h"
#include "acme-table-buttons.h"
#include "acme-view-settings.h"

#define VIEW_ENDPOINTS "endpoints"

/* From this width on, in application pixels, every button of the action bar has its label */
#define WIDE_WIDTH 660

static const AcmeListWords words = {
  N_("Loading Endpoints…"),
  { N_("Endpoints Could Not Be Loaded"), N_("Endpoints Could Not Be Found"),
    N_("Ask an administrator of your Sectigo account for the right to see enrollment endpoints.") },
};

G_DEFINE_FINAL_TYPE (AcmeWindow, acme_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SETTINGS,
  PROP_CONNECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_time (AcmeWindow *self)
{
  g_autofree char *time = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *text = NULL;

  if (self->updated == NULL)
    return;

  time = g_date_time_format (self->updated, "%H:%M");
  exact = g_date_time_format (self->updated, "%c");
  /* Translators: %s is a time of the day, like 14:32 */
  text = g_strdup_printf (_("Updated at %s"), time);
  gtk_label_set_label (self->updated_label, self->wide ? text : time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->updated_label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->updated_label), exact);
}

/* Makes everything that depends on the state show it. May be called at any time and any number of times. */
void
acme_window_update (AcmeWindow *self)
{
  g_assert (ACME_IS_WINDOW (self));

  update_time (self);
  gtk_widget_set_visible (self->refresh_button, self->session != NULL);
  gtk_widget_set_visible (self->table_buttons, self->session != NULL);
  gtk_action_bar_set_revealed (self->action_bar, acme_list_page_get_has_rows (self->page));
  acme_window_update_actions (self);
}

static void
update_title (AcmeWindow *self)
{
  const char *name = self->connection != NULL ? acme_connection_get_name (self->connection) : _("ACME Console");

  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->window_title, name);
  adw_window_title_set_subtitle (self->window_title, self->host != NULL ? self->host : "");
}

/* For a person who has no connection yet. */
static void
show_start (AcmeWindow *self)
{
  acme_list_page_set_empty (self->page, APPLICATION_ID, _("Welcome to ACME Console"),
                            _("Manage the ACME endpoints of Sectigo Certificate Manager, the accounts that may use "
                              "them, and their audit trail.\n\nThe demo shows sample data. Nothing leaves this "
                              "computer."),
                            _("Try the _Demo"), "app.demo");
  acme_window_update (self);
}

static void
show_endpoints (AcmeWindow *self)
{
  g_autoptr(AcmeViewSettings) view = NULL;

  view = acme_view_settings_new (acme_connection_get_id (self->connection), VIEW_ENDPOINTS);
  acme_list_page_set_host (self->page, self->host);
  acme_list_page_set_items (self->page, G_LIST_MODEL (self->endpoints), &acme_endpoint_fields, view);
  acme_list_page_set_empty (self->page, "network-server-symbolic", _("No ACME Endpoints"),
                            _("No ACME endpoint is enabled for this Sectigo account. Contact your Sectigo account "
                              "manager."),
                            _("_Refresh"), "win.refresh");
  acme_window_refresh (self);
}

static void
show_label (AcmeWindow *self,
            GtkWidget  *button,
            GtkWidget  *icon,
            GtkWidget  *label)
{
  gtk_widget_set_visible (icon, !self->wide);
  gtk_widget_set_visible (label, self->wide);
  gtk_widget_remove_css_class (button, self->wide ? "image-button" : "text-button");
  gtk_widget_add_css_class (button, self->wide ? "text-button" : "image-button");
}

static void
update_wide (AcmeWindow *self)
{
  show_label (self, self->copy_button, self->copy_icon, self->copy_label);
  show_label (self, self->open_button, self->open_icon, self->open_label);
  update_time (self);
}

static void
update_wide_cb (gpointer user_data)
{
  AcmeWindow *self = user_data;

  self->wide_id = 0;
  update_wide (self);
}

/* The floor has no breakpoints. In the middle of an allocation no widget may ask for another size, hence the idle. */
static void
acme_window_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  AcmeWindow *self = ACME_WINDOW (widget);
  gboolean wide = width >= WIDE_WIDTH;

  GTK_WIDGET_CLASS (acme_window_parent_class)->size_allocate (widget, width, height, baseline);

  if (wide == self->wide)
    return;
  self->wide = wide;
  if (self->wide_id == 0)
    self->wide_id = g_idle_add_once (update_wide_cb, self);
}

static gboolean
acme_window_close_request (GtkWindow *window)
{
  AcmeWindow *self = ACME_WINDOW (window);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  acme_settings_set_window_size (self->settings, width, height);
  acme_settings_set_window_maximized (self->settings, gtk_window_is_maximized (window));

  return GTK_WINDOW_CLASS (acme_window_parent_class)->close_request (window);
}

static void
acme_window_constructed (GObject *object)
{
  AcmeWindow *self = ACME_WINDOW (object);
  int width;
  int height;

  G_OBJECT_CLASS (acme_window_parent_class)->constructed (object);

  if (self->connection == NULL)
    show_start (self);
  acme_settings_get_window_size (self->settings, &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  self->wide = width >= WIDE_WIDTH;
  if (!self->wide) /* the template is wide, which could be wider than that */
    update_wide (self);
  if (acme_settings_get_window_maximized (self->settings))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
acme_window_dispose (GObject *object)
{
  AcmeWindow *self = ACME_WINDOW (object);

  acme_child_windows_destroy (GTK_WINDOW (self));
  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  g_clear_handle_id (&self->wide_id, g_source_remove);
  g_clear_handle_id (&self->open_id, g_source_remove);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_WINDOW);

  g_clear_object (&self->session);
  g_clear_object (&self->connection);
  g_clear_object (&self->settings);
  g_clear_object (&self->endpoints);

  G_OBJECT_CLASS (acme_window_parent_class)->dispose (object);
}

static void
acme_window_finalize (GObject *object)
{
  AcmeWindow *self = ACME_WINDOW (object);

  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->updated, g_date_time_unref);

  G_OBJECT_CLASS (acme_window_parent_class)->finalize (object);
}

static void
acme_window_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AcmeWindow *self = ACME_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_window_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AcmeWindow *self = ACME_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_CONNECTION:
      acme_window_set_connection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/acme_console/AcmeConsole/acme-window.ui");

  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, table_buttons);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, copy_icon);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, copy_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, open_icon);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, open_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, updated_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, columns_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeWindow, endpoint_menu);

  gtk_widget_class_bind_template_callback (widget_class, acme_window_open_accounts);
  gtk_widget_class_bind_template_callback (widget_class, acme_window_update_actions);
}

static void
acme_window_class_init (AcmeWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_window_constructed;
  object_class->dispose = acme_window_dispose;
  object_class->finalize = acme_window_finalize;
  object_class->get_property = acme_window_get_property;
  object_class->set_property = acme_window_set_property;
  widget_class->size_allocate = acme_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = acme_window_close_request;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, ACME_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, ACME_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_TABLE);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  bind_template (widget_class);
  acme_window_class_add_actions (widget_class);
}

/* Before each opening of the main menu; only the first one makes its many widgets. */
static void
make_menu_cb (GtkMenuButton *menu_button,
              gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (menu_button) == NULL)
    gtk_menu_button_set_menu_model (menu_button, user_data);
}

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many the filter lets through, the second how many there are */
  return g_strdup_printf (ngettext ("%u of %u endpoint", "%u of %u endpoints", total), shown, total);
}

static void
acme_window_init (AcmeWindow *self)
{
  self->endpoints = acme_keyed_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

#if IS_DEVEL
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif
  acme_list_page_set_words (self->page, &words);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", acme_table_get_actions (self->table));
  g_menu_append_submenu (self->columns_section, _("_Columns"), acme_table_get_columns_menu (self->table));
  g_menu_append_submenu (self->columns_section, _("_Sort By"), acme_table_get_sort_menu (self->table));
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, g_object_ref (self->main_menu),
                                         g_object_unref);
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->endpoint_menu);
  acme_table_set_key_capture_widget (self->table, GTK_WIDGET (self));
}

/**
 * acme_window_new:
 * @application: the application
 * @settings: where the size of the window is remembered
 * @connection: (nullable): what to open, or nothing for a person who has no connection yet
 *
 * Returns: (transfer none): a window, which GTK owns until it is closed. It loads the endpoints at once.
 */
AcmeWindow *
acme_window_new (GtkApplication *application,
                 AcmeSettings   *settings,
                 AcmeConnection *connection)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (ACME_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (connection == NULL || ACME_IS_CONNECTION (connection), NULL);

  return g_object_new (ACME_TYPE_WINDOW,
                       "application", application,
                       "settings", settings,
                       "connection", connection,
                       NULL);
}

/**
 * acme_window_get_connection:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): what it shows
 */
AcmeConnection *
acme_window_get_connection (AcmeWindow *self)
{
  g_return_val_if_fail (ACME_IS_WINDOW (self), NULL);

  return self->connection;
}

/**
 * acme_window_set_connection:
 * @self: the window
 * @connection: (nullable): what to show from now on
 *
 * Forgets what the window showed and loads the endpoints of @connection.
 */
void
acme_window_set_connection (AcmeWindow     *self,
                            AcmeConnection *connection)
{
  g_autoptr(GPtrArray) nothing = NULL;

  g_return_if_fail (ACME_IS_WINDOW (self));
  g_return_if_fail (connection == NULL || ACME_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  acme_window_stop (self);
  nothing = g_ptr_array_new ();
  acme_keyed_list_replace (self->endpoints, nothing);
  g_clear_object (&self->session);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->updated, g_date_time_unref);

  if (connection != NULL)
    {
      self->session = acme_scm_session_new (acme_connection_get_config (connection));
      self->host = acme_connection_dup_host (connection);
    }
  update_title (self);
  if (connection != NULL)
    {
      show_endpoints (self);
    }
  else
    {
      acme_list_page_set_items (self->page, NULL, NULL, NULL);
      show_start (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

/**
 * acme_window_is_refreshing:
 * @self: the window
 *
 * Returns: whether it is loading
 */
gboolean
acme_window_is_refreshing (AcmeWindow *self)
{
  g_return_val_if_fail (ACME_IS_WINDOW (self), FALSE);

  return self->refreshing != NULL;
}

/**
 * acme_window_show_message:
 * @self: the window
 * @message: a short sentence, as plain text
 *
 * Shows @message for a moment.
 */
void
acme_window_show_message (AcmeWindow *self,
                          const char *message)
{
  g_autofree char *title = NULL;

  g_return_if_fail (ACME_IS_WINDOW (self));
  g_return_if_fail (message != NULL);

  title = g_markup_escape_text (message, -1);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (title));
}

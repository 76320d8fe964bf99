/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that lists something of a connection in a table: the base of those that do. It loads the list, keeps it over
 * a refresh, and has what can be done with any table: refresh, stop, find, copy rows. A subclass has the template, says
 * how its items are loaded, and adds what can be done with them.
 *
 * While the window changes something at SCM its list is not loaded: what was asked before would come back as it was. */

#include "config.h"

#include "acme-list-dialog.h"

#include <glib/gi18n.h>

#include "acme-widget.h"

typedef struct
{
  AcmeKeyedList *items;
  GCancellable *loading; /* (nullable): exists while they are listed */

  /* of the template: (nullable) (unowned), gone when the window is disposed of */
  AcmeListPage *page;
  AcmeTable *table;
  AdwToastOverlay *toast_overlay;
} AcmeListDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcmeListDialog, acme_list_dialog, ACME_TYPE_DIALOG)

static AcmeListDialogPrivate *
get_private (gpointer self)
{
  return acme_list_dialog_get_instance_private (ACME_LIST_DIALOG (self));
}

static void
update_actions (AcmeListDialog *self,
                GPtrArray      *selected)
{
  AcmeListDialogPrivate *priv = get_private (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean loading = priv->loading != NULL;

  gtk_widget_action_set_enabled (widget, "win.refresh", !loading && !acme_dialog_is_writing (ACME_DIALOG (self)));
  gtk_widget_action_set_enabled (widget, "win.stop", loading);
  gtk_widget_action_set_enabled (widget, "win.find", acme_list_page_get_has_rows (priv->page));
  gtk_widget_action_set_enabled (widget, "win.copy-row", selected->len > 0);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  acme_list_dialog_refresh (ACME_LIST_DIALOG (widget));
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_list_dialog_stop (ACME_LIST_DIALOG (widget));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_table_set_search_mode (get_private (widget)->table, TRUE);
}

static void
copy_row_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AcmeTable *table = get_private (widget)->table;
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (table);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    {
      g_autofree char *row = acme_table_get_row_text (table, selected->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", row);
    }
  acme_list_dialog_copy_text (ACME_LIST_DIALOG (widget), text->str,
                              ngettext ("Row copied", "Rows copied", selected->len));
}

static void
acme_list_dialog_dispose (GObject *object)
{
  AcmeListDialogPrivate *priv = get_private (object);

  g_cancellable_cancel (priv->loading);
  g_clear_object (&priv->loading);

  priv->page = NULL;
  priv->table = NULL;
  priv->toast_overlay = NULL;
  gtk_widget_insert_action_group (GTK_WIDGET (object), "table", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->items);

  G_OBJECT_CLASS (acme_list_dialog_parent_class)->dispose (object);
}

static void
acme_list_dialog_class_init (AcmeListDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_list_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.copy-row", NULL, copy_row_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  acme_widget_class_bind_copy (widget_class, "win.copy-row");
}

static void
acme_list_dialog_init (AcmeListDialog *self)
{
  get_private (self)->items = acme_keyed_list_new ();
}

/**
 * acme_list_dialog_set_up:
 * @self: a window whose template has just been made
 * @page: where its items are shown, with a table
 * @toast_overlay: where messages are shown
 * @columns_section: the section of a menu for the columns of the table
 *
 * For the init function of a subclass, after gtk_widget_init_template(). What it names is the template's; the template
 * is disposed of here too.
 */
void
acme_list_dialog_set_up (AcmeListDialog  *self,
                         AcmeListPage    *page,
                         AdwToastOverlay *toast_overlay,
                         GMenu           *columns_section)
{
  AcmeListDialogPrivate *priv;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));
  g_return_if_fail (ACME_IS_LIST_PAGE (page));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toast_overlay));
  g_return_if_fail (G_IS_MENU (columns_section));

  priv = get_private (self);
  priv->page = page;
  priv->table = acme_list_page_get_table (page);
  priv->toast_overlay = toast_overlay;

  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", acme_table_get_actions (priv->table));
  g_menu_append_submenu (columns_section, _("_Columns"), acme_table_get_columns_menu (priv->table));
  g_menu_append_submenu (columns_section, _("_Sort By"), acme_table_get_sort_menu (priv->table));
  acme_table_set_key_capture_widget (priv->table, GTK_WIDGET (self));
  g_signal_connect_swapped (priv->table, "selection-changed", G_CALLBACK (acme_list_dialog_update), self);
}

/* How the window was left, for a page that knows by now whose list it is */
static AcmeViewSettings *
open_view (AcmeListDialog *self,
           const char     *view_id)
{
  AcmeDialog *dialog = ACME_DIALOG (self);

  acme_list_page_set_host (get_private (self)->page, acme_dialog_get_host (dialog));
  return acme_view_settings_new (acme_connection_get_id (acme_dialog_get_connection (dialog)), view_id);
}

/**
 * acme_list_dialog_set_view:
 * @self: a window that is being made
 * @fields: the fields of its items
 * @view_id: the name of the settings in which it is kept how they are looked at
 *
 * For the constructed function of a subclass, when it is known what the window is about.
 */
void
acme_list_dialog_set_view (AcmeListDialog       *self,
                           const AcmeFieldTable *fields,
                           const char           *view_id)
{
  AcmeListDialogPrivate *priv;
  g_autoptr(AcmeViewSettings) view = NULL;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));
  g_return_if_fail (fields != NULL && view_id != NULL);

  priv = get_private (self);
  view = open_view (self, view_id);
  acme_list_page_set_items (priv->page, G_LIST_MODEL (priv->items), fields, view);
}

/**
 * acme_list_dialog_set_rows:
 * @self: a window
 * @rows: what it shows
 * @query: what @rows follow; see acme_table_set_rows()
 * @view_id: the name of the settings in which it is kept how they are looked at
 *
 * Instead of acme_list_dialog_set_view(), for a window with rows of its own. It may call this again with others, also
 * while they are being loaded; it then ends loading without items.
 */
void
acme_list_dialog_set_rows (AcmeListDialog *self,
                           AcmeRows       *rows,
                           AcmeQuery      *query,
                           const char     *view_id)
{
  AcmeListDialogPrivate *priv;
  g_autoptr(AcmeViewSettings) view = NULL;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));
  g_return_if_fail (view_id != NULL);

  priv = get_private (self);
  view = open_view (self, view_id);
  acme_list_page_set_rows (priv->page, rows, query, view);
  if (priv->loading != NULL)
    acme_list_page_begin (priv->page);
}

/**
 * acme_list_dialog_get_items:
 * @self: the window
 *
 * Returns: (transfer none): what it lists
 */
AcmeKeyedList *
acme_list_dialog_get_items (AcmeListDialog *self)
{
  g_return_val_if_fail (ACME_IS_LIST_DIALOG (self), NULL);

  return get_private (self)->items;
}

/**
 * acme_list_dialog_refresh:
 * @self: the window
 *
 * Lists the items anew, unless that is going on already, or something is being changed.
 */
void
acme_list_dialog_refresh (AcmeListDialog *self)
{
  AcmeListDialogPrivate *priv;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));

  priv = get_private (self);
  if (priv->loading != NULL || priv->page == NULL || acme_dialog_is_writing (ACME_DIALOG (self)))
    return;

  priv->loading = g_cancellable_new ();
  acme_list_page_begin (priv->page);
  acme_list_dialog_update (self);
  ACME_LIST_DIALOG_GET_CLASS (self)->load (self, priv->loading);
}

/**
 * acme_list_dialog_stop:
 * @self: the window
 *
 * Ends that and leaves what is there.
 */
void
acme_list_dialog_stop (AcmeListDialog *self)
{
  AcmeListDialogPrivate *priv;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));

  priv = get_private (self);
  if (priv->loading == NULL)
    return;

  g_cancellable_cancel (priv->loading);
  g_clear_object (&priv->loading);
  acme_list_page_stop (priv->page);
  acme_list_dialog_update (self);
}

/**
 * acme_list_dialog_is_loading:
 * @self: the window
 *
 * Returns: whether its items are being listed
 */
gboolean
acme_list_dialog_is_loading (AcmeListDialog *self)
{
  g_return_val_if_fail (ACME_IS_LIST_DIALOG (self), FALSE);

  return get_private (self)->loading != NULL;
}

/**
 * acme_list_dialog_end_load:
 * @self: a window that still waits for it, as an #AcmeLoad tells
 * @items: (nullable) (element-type AcmeItem): all that was listed; %NULL if it could not be, or if the window has rows
 *   of its own
 * @error: (nullable): why it could not be
 *
 * Loading is over.
 */
void
acme_list_dialog_end_load (AcmeListDialog *self,
                           GPtrArray      *items,
                           const GError   *error)
{
  AcmeListDialogPrivate *priv;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));
  g_return_if_fail (items == NULL || error == NULL);

  priv = get_private (self);
  g_clear_object (&priv->loading);
  if (items != NULL)
    acme_keyed_list_replace (priv->items, items);
  else if (error != NULL)
    g_debug ("A list could not be loaded: %s", error->message);
  acme_list_page_end (priv->page, error);
  acme_list_dialog_update (self);
}

/**
 * acme_list_dialog_update:
 * @self: the window
 *
 * Makes everything that depends on the state show it. May be called at any time and any number of times.
 */
void
acme_list_dialog_update (AcmeListDialog *self)
{
  AcmeListDialogPrivate *priv;
  g_autoptr(GPtrArray) selected = NULL;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));

  priv = get_private (self);
  if (priv->table == NULL)
    return;

  selected = acme_table_get_selected_items (priv->table);
  update_actions (self, selected);
  ACME_LIST_DIALOG_GET_CLASS (self)->update (self, selected);
}

/**
 * acme_list_dialog_keep_focus:
 * @self: the window
 *
 * Gives the focus to the table if nothing has it: what was pressed cannot be pressed any more.
 */
void
acme_list_dialog_keep_focus (AcmeListDialog *self)
{
  AcmeListDialogPrivate *priv;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));

  priv = get_private (self);
  if (priv->table != NULL && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    acme_table_grab_focus_view (priv->table);
}

/**
 * acme_list_dialog_show_message:
 * @self: the window
 * @message: a short sentence, as plain text
 *
 * Shows @message for a moment.
 */
void
acme_list_dialog_show_message (AcmeListDialog *self,
                               const char     *message)
{
  g_autofree char *title = NULL;

  g_return_if_fail (ACME_IS_LIST_DIALOG (self));
  g_return_if_fail (message != NULL);

  title = g_markup_escape_text (message, -1);
  adw_toast_overlay_add_toast (get_private (self)->toast_overlay, adw_toast_new (title));
}

/**
 * acme_list_dialog_copy_text:
 * @self: the window
 * @text: a text that is no secret
 * @message: what to say of it, as plain text
 *
 * Copies @text to the clipboard.
 */
void
acme_list_dialog_copy_text (AcmeListDialog *self,
                            const char     *text,
                            const char     *message)
{
  g_return_if_fail (ACME_IS_LIST_DIALOG (self));
  g_return_if_fail (text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  acme_list_dialog_show_message (self, message);
}

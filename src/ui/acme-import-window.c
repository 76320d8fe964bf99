/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many accounts from a file: what each of its lines would do is shown before anything is sent, and what became of it
 * afterwards. This file is the object and what it shows; one function decides from the state what that is. */

#include "config.h"

#include "acme-import-window-private.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-file-name.h"
#include "acme-import-row.h"
#include "acme-import-summary.h"
#include "acme-outcome.h"
#include "acme-refresh-button.h"
#include "acme-table-buttons.h"
#include "acme-widget.h"

#define PAGE_START "start"
#define PAGE_FILE "file"
#define PAGE_READY "ready"
#define PAGE_RUNNING "running"

G_DEFINE_FINAL_TYPE (AcmeImportWindow, acme_import_window, ACME_TYPE_DIALOG)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- What it shows ---- */

static void
update_title (AcmeImportWindow *self)
{
  g_autofree char *name = self->file != NULL ? acme_file_name_dup (self->file) : NULL;

  adw_window_title_set_subtitle (self->window_title,
                                 name != NULL ? name
                                              : acme_endpoint_get_name (acme_dialog_get_endpoint (ACME_DIALOG (self))));
}

static void
update_summary (AcmeImportWindow *self)
{
  gboolean attention = self->rows != NULL && acme_import_summary_needs_attention (self->rows);
  g_autofree char *text = self->rows != NULL ? acme_import_summary_describe (self->rows) : NULL;

  gtk_widget_set_visible (self->summary_box, text != NULL);
  if (text == NULL)
    return;

  gtk_label_set_label (self->summary_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_icon), self->is_checked && self->running == NULL);
  gtk_image_set_from_icon_name (self->summary_icon, attention ? "dialog-warning-symbolic" : "object-select-symbolic");
  acme_widget_set_css_class (GTK_WIDGET (self->summary_icon), "warning", attention);
}

static void
update_progress (AcmeImportWindow *self)
{
  g_autofree char *text = NULL;

  if (self->running == NULL)
    return;

  if (g_cancellable_is_cancelled (self->running))
    text = g_strdup (_("Stopping…"));
  else
    /* Translators: how many are done already, and how many there are to do */
    text = g_strdup_printf (_("%u of %u"), self->n_done, self->n_to_do);
  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) self->n_done / self->n_to_do);
}

/* With the number of accounts on it; the first time it only asks, and says so by its dots. */
static void
update_import_button (AcmeImportWindow *self,
                      guint             n_to_do)
{
  g_autofree char *label = NULL;

  if (n_to_do > 0 && self->was_run)
    label = g_strdup_printf (ngettext ("_Continue With %u", "_Continue With %u", n_to_do), n_to_do);
  else if (n_to_do > 0)
    label = g_strdup_printf (ngettext ("_Import %u…", "_Import %u…", n_to_do), n_to_do);
  gtk_label_set_label (self->import_label, label != NULL ? label : _("_Import…"));
  gtk_widget_set_visible (self->import_button, n_to_do > 0 || !self->was_run);
}

static void
update_actions (AcmeImportWindow *self,
                guint             n_to_do)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean running = self->running != NULL;
  gboolean busy = running || self->checking != NULL;

  gtk_widget_action_set_enabled (widget, "win.open", !running);
  gtk_widget_action_set_enabled (widget, "win.refresh", self->file != NULL && !busy);
  gtk_widget_action_set_enabled (widget, "win.stop", self->checking != NULL ||
                                                     (running && !g_cancellable_is_cancelled (self->running)));
  gtk_widget_action_set_enabled (widget, "win.import", n_to_do > 0 && !busy);
  gtk_widget_action_set_enabled (widget, "win.save", self->rows != NULL && !busy);
  gtk_widget_action_set_enabled (widget, "win.find", self->rows != NULL);
}

/* Makes everything that depends on the state show it. May be called at any time and any number of times. */
void
acme_import_window_update (AcmeImportWindow *self)
{
  g_autoptr(GPtrArray) to_do = acme_import_window_list_to_do (self);

  update_title (self);
  update_summary (self);
  update_progress (self);
  update_import_button (self, to_do->len);
  gtk_stack_set_visible_child_name (self->stack, self->file != NULL ? PAGE_FILE : PAGE_START);
  gtk_stack_set_visible_child_name (self->action_stack, self->running != NULL ? PAGE_RUNNING : PAGE_READY);
  gtk_action_bar_set_revealed (self->action_bar, self->rows != NULL);
  update_actions (self, to_do->len);
}

/* Says under the header bar what did not work, or nothing. */
void
acme_import_window_show_error (AcmeImportWindow     *self,
                               const GError         *error,
                               const AcmeErrorWords *words,
                               const char           *action_name)
{
  acme_error_bar_set_words (self->error_bar, words);
  acme_error_bar_set_action_name (self->error_bar, action_name);
  acme_error_bar_set_error (self->error_bar, error, acme_dialog_get_host (ACME_DIALOG (self)));
}

/* Says that accounts may have been created. */
void
acme_import_window_tell_changed (AcmeImportWindow *self)
{
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many the filter lets through, the second how many there are */
  return g_strdup_printf (ngettext ("%u of %u line", "%u of %u lines", total), shown, total);
}

/* ---- Actions ---- */

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_import_window_choose (ACME_IMPORT_WINDOW (widget));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  acme_import_window_check (ACME_IMPORT_WINDOW (widget));
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AcmeImportWindow *self = ACME_IMPORT_WINDOW (widget);

  if (self->running != NULL)
    acme_import_window_stop_run (self);
  else
    acme_import_window_stop_check (self);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_table_set_search_mode (ACME_IMPORT_WINDOW (widget)->table, TRUE);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  acme_import_window_ask_to_run (ACME_IMPORT_WINDOW (widget));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  acme_import_window_choose_to_save (ACME_IMPORT_WINDOW (widget));
}

static void
save_example_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  acme_import_window_choose_to_explain (ACME_IMPORT_WINDOW (widget));
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.save-example", NULL, save_example_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "win.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "win.import", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.import", NULL);
}

/* ---- The object ---- */

static gboolean
acme_import_window_close_request (GtkWindow *window)
{
  AcmeImportWindow *self = ACME_IMPORT_WINDOW (window);

  if (self->running != NULL && !g_cancellable_is_cancelled (self->running))
    {
      acme_import_window_ask_to_stop (self);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (acme_import_window_parent_class)->close_request (window);
}

/* The window goes whatever is on its way, with that to which it belongs: no account is begun that nobody sees. */
static void
acme_import_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ACME_IMPORT_WINDOW (widget)->running);

  GTK_WIDGET_CLASS (acme_import_window_parent_class)->unrealize (widget);
}

static void
acme_import_window_constructed (GObject *object)
{
  AcmeImportWindow *self = ACME_IMPORT_WINDOW (object);

  G_OBJECT_CLASS (acme_import_window_parent_class)->constructed (object);

  acme_import_start_set_endpoint (self->start, acme_dialog_get_endpoint (ACME_DIALOG (self)));
  acme_list_page_set_host (self->page, acme_dialog_get_host (ACME_DIALOG (self)));
  acme_import_window_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->start));
}

static void
acme_import_window_dispose (GObject *object)
{
  AcmeImportWindow *self = ACME_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->checking);
  g_cancellable_cancel (self->saving);
  g_clear_object (&self->checking);
  g_clear_handle_id (&self->touch_id, g_source_remove);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_IMPORT_WINDOW);
  g_clear_object (&self->saving);
  g_clear_object (&self->list);
  g_clear_object (&self->file);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->endpoints, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_import_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ACME_TYPE_ERROR_BAR);
  g_type_ensure (ACME_TYPE_IMPORT_START);
  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, start);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, summary_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, summary_icon);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, action_stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, import_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportWindow, columns_section);
}

static void
acme_import_window_class_init (AcmeImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_import_window_constructed;
  object_class->dispose = acme_import_window_dispose;
  widget_class->unrealize = acme_import_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = acme_import_window_close_request;

  /**
   * AcmeImportWindow::changed:
   * @account: (nullable): always %NULL: any of them
   *
   * Accounts may have been created.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ACME_TYPE_ACCOUNT);

  bind_template (widget_class);
  add_actions (widget_class);
}

static void
acme_import_window_init (AcmeImportWindow *self)
{
  self->saving = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", acme_table_get_actions (self->table));
  g_menu_append_submenu (self->columns_section, _("_Columns"), acme_table_get_columns_menu (self->table));
  g_menu_append_submenu (self->columns_section, _("_Sort By"), acme_table_get_sort_menu (self->table));
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_key_capture_widget (self->table, GTK_WIDGET (self));
  acme_list_page_set_empty (self->page, "text-x-generic-symbolic", _("No Accounts in This File"),
                            _("It has a first line that names its columns, and no other."),
                            _("_Choose Another File…"), "win.open");
  acme_import_window_accept_drops (self, adw_window_get_content (ADW_WINDOW (self)));
}

/**
 * acme_import_window_open:
 * @self: the window
 * @file: a CSV file of accounts
 *
 * Reads @file and shows what each of its lines would do. Does nothing while accounts are created.
 */
void
acme_import_window_open (AcmeImportWindow *self,
                         GFile            *file)
{
  g_return_if_fail (ACME_IS_IMPORT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->running != NULL)
    return;

  g_set_object (&self->file, file);
  acme_import_window_check (self);
}

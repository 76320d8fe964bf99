/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of an import: the one that is chosen or dropped, the results, and an example of what such a file looks
 * like. */

#include "config.h"

#include "acme-import-window-private.h"

#include <glib/gi18n.h>

#include "acme-choose-file.h"
#include "acme-error.h"
#include "acme-export-format.h"
#include "acme-import-row.h"
#include "acme-save-file.h"

/* Spreadsheets have several names for the same thing. */
static const AcmeFileType open_types[] = {
  { N_("Comma-Separated Values"), "*.csv" },
  { N_("All Files"), "*" },
  { NULL },
};

static const AcmeErrorWords result_words = {
  .failed = N_("The Results Could Not Be Saved"),
};

static const AcmeErrorWords example_words = {
  .failed = N_("The Example Could Not Be Saved"),
};

/* ---- Opening ---- */

static void
open_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;
  g_autoptr(GFile) file = acme_choose_file_finish (result, NULL);

  if (file != NULL && !acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_import_window_open (self, file);
}

/* Asks for the file. */
void
acme_import_window_choose (AcmeImportWindow *self)
{
  acme_choose_file_to_open_async (GTK_WINDOW (self), _("Choose a File"), open_types, NULL, open_chosen_cb,
                                  g_object_ref (self));
}

/* Of several files the first. */
static gboolean
drop_cb (AcmeImportWindow *self,
         const GValue     *value)
{
  g_autoptr(GSList) files = NULL;

  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    files = g_slist_prepend (NULL, g_value_get_object (value));
  else
    files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (files == NULL || files->data == NULL || self->running != NULL)
    return FALSE;

  acme_import_window_open (self, files->data);
  return TRUE;
}

/* Lets a file be dropped on @widget. */
void
acme_import_window_accept_drops (AcmeImportWindow *self,
                                 GtkWidget        *widget)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* ---- Saving ---- */

static void
show_saved (AcmeImportWindow     *self,
            GObject              *source,
            GAsyncResult         *result,
            const AcmeErrorWords *words,
            const char           *action_name)
{
  g_autoptr(GError) error = NULL;

  acme_save_file_finish (G_FILE (source), result, &error);
  if (acme_error_is_cancelled (error))
    return;

  acme_import_window_show_error (self, error, words, action_name);
  if (error == NULL)
    acme_save_file_show_saved (self->toast_overlay, G_FILE (source));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;

  show_saved (self, source, result, &result_words, "win.save");
}

/**
 * acme_import_window_save:
 * @self: a window that shows the lines of a file
 * @file: where to write what is known of each line, as CSV
 *
 * The window tells what became of it.
 */
void
acme_import_window_save (AcmeImportWindow *self,
                         GFile            *file)
{
  /* those of acmectl, in its order */
  static const guint fields[] = { ACME_IMPORT_ROW_LINE, ACME_IMPORT_ROW_NAME, ACME_IMPORT_ROW_OUTCOME,
                                  ACME_IMPORT_ROW_ID, ACME_IMPORT_ROW_MESSAGE };
  g_autoptr(GBytes) csv = NULL;

  g_return_if_fail (ACME_IS_IMPORT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->list != NULL);

  csv = acme_export_format_rows (ACME_EXPORT_CSV, &acme_import_row_fields, fields, G_N_ELEMENTS (fields),
                                 G_LIST_MODEL (self->list));
  acme_save_file_async (file, csv, ACME_SAVE_PLAIN, self->saving, saved_cb, g_object_ref (self));
}

static void
save_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;
  g_autoptr(GFile) file = acme_choose_file_finish (result, NULL);

  if (file != NULL && !acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_import_window_save (self, file);
}

/* Asks where to save the results. */
void
acme_import_window_choose_to_save (AcmeImportWindow *self)
{
  acme_choose_file_to_save_async (GTK_WINDOW (self), _("Save Results"),
                                  /* Translators: the name of a file */
                                  _("results.csv"), acme_file_types_csv, self->saving, save_chosen_cb,
                                  g_object_ref (self));
}

/* ---- The example ---- */

static void
add_example (AcmeImportWindow *self,
             GListStore       *rows,
             const char       *name,
             const char       *domains)
{
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));
  gboolean universal = acme_endpoint_is_universal (endpoint);
  g_autoptr(AcmeItem) row = ACME_ITEM (acme_import_row_new (g_list_model_get_n_items (G_LIST_MODEL (rows)) + 2));

  acme_item_set_string (row, ACME_IMPORT_ROW_NAME, name);
  acme_item_set_string (row, ACME_IMPORT_ROW_ENDPOINT, acme_endpoint_get_name (endpoint));
  acme_item_set_string (row, ACME_IMPORT_ROW_ORGANIZATION_ID, "1001");
  acme_item_set_string (row, ACME_IMPORT_ROW_DOMAINS, universal ? NULL : domains);
  /* Translators: stands in an example for the name of a certificate profile */
  acme_item_set_string (row, ACME_IMPORT_ROW_PROFILE, universal ? _("Name of a profile") : NULL);
  g_list_store_append (rows, row);
}

static void
saved_example_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;

  show_saved (self, source, result, &example_words, "win.save-example");
}

/**
 * acme_import_window_save_example:
 * @self: the window
 * @file: where to write a file as it could be imported
 *
 * The window tells what became of it.
 */
void
acme_import_window_save_example (AcmeImportWindow *self,
                                 GFile            *file)
{
  static const guint fields[] = { ACME_IMPORT_ROW_NAME, ACME_IMPORT_ROW_ENDPOINT, ACME_IMPORT_ROW_ORGANIZATION_ID,
                                  ACME_IMPORT_ROW_DOMAINS, ACME_IMPORT_ROW_PROFILE };
  g_autoptr(GListStore) rows = g_list_store_new (ACME_TYPE_IMPORT_ROW);
  g_autoptr(GBytes) csv = NULL;

  g_return_if_fail (ACME_IS_IMPORT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  add_example (self, rows, "web-server", "www.example.com example.com");
  add_example (self, rows, "mail-server", "mail.example.com");
  csv = acme_export_format_rows (ACME_EXPORT_CSV, &acme_import_row_fields, fields, G_N_ELEMENTS (fields),
                                 G_LIST_MODEL (rows));
  acme_save_file_async (file, csv, ACME_SAVE_PLAIN, self->saving, saved_example_cb, g_object_ref (self));
}

static void
example_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;
  g_autoptr(GFile) file = acme_choose_file_finish (result, NULL);

  if (file != NULL && !acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_import_window_save_example (self, file);
}

/* Asks where to save the example. */
void
acme_import_window_choose_to_explain (AcmeImportWindow *self)
{
  acme_choose_file_to_save_async (GTK_WINDOW (self), _("Save an Example"),
                                  /* Translators: the name of a file */
                                  _("accounts.csv"), acme_file_types_csv, self->saving, example_chosen_cb,
                                  g_object_ref (self));
}

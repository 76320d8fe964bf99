/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a file becomes lines of which it is known what they would do: the endpoints are listed, the file is read, and its
 * lines are compared with what SCM has. Nothing is changed by any of it. */

#include "config.h"

#include "acme-import-window-private.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-import-reader.h"
#include "acme-import-row.h"
#include "acme-load.h"
#include "acme-scm-endpoint-find.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-import.h"
#include "acme-view-settings.h"

#define VIEW "import"

static const AcmeListWords file_words = {
  N_("Reading the File…"),
  { N_("The File Cannot Be Used"), N_("The File Cannot Be Used"), N_("Choose another file.") },
};

static const AcmeListWords scm_words = {
  N_("Checking the File…"),
  { N_("The File Could Not Be Checked"), N_("The File Could Not Be Checked"),
    N_("Ask an administrator of your Sectigo account for the right to see ACME accounts.") },
};

static void
end_check (AcmeImportWindow    *self,
           const AcmeListWords *words,
           const GError        *error)
{
  g_clear_object (&self->checking);
  self->is_checked = error == NULL;
  acme_list_page_set_words (self->page, words);
  acme_list_page_end (self->page, error);
  acme_import_window_update (self);
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  g_autoptr(AcmeImportWindow) self = acme_load_dup_owner (user_data);

  if (self != NULL)
    acme_list_page_set_progress (self->page, n_done, n_total);
}

static void
check_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  gboolean checked = acme_scm_import_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeImportWindow) self = acme_load_dup_owner (load);

  if (self == NULL)
    return;

  if (!checked)
    g_debug ("The lines could not be compared: %s", error->message);
  acme_keyed_list_touch (self->list, NULL);
  end_check (self, &scm_words, error);
}

static void
read_file_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = acme_import_read_file_finish (G_FILE (source), result, &error);
  g_autoptr(AcmeImportWindow) self = acme_load_dup_owner (load);
  gpointer data;

  if (self == NULL)
    return;

  if (rows == NULL || rows->len == 0)
    {
      /* what is wrong is the file, not the connection */
      if (error != NULL)
        error->code = ACME_ERROR_FAILED;
      end_check (self, &file_words, error);
      return;
    }

  self->rows = g_steal_pointer (&rows);
  acme_keyed_list_replace (self->list, self->rows);
  acme_list_page_set_words (self->page, &scm_words);
  acme_import_window_update (self);
  data = g_steal_pointer (&load);
  acme_scm_import_async (acme_dialog_get_session (ACME_DIALOG (self)), self->rows, self->endpoints, TRUE, progress_cb,
                         data, self->checking, check_cb, data);
}

/* (transfer full): how a line would name the endpoint of this window */
static char *
dup_endpoint_text (AcmeImportWindow *self)
{
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));
  gint64 id = acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  AcmeEndpoint *current = acme_scm_endpoint_find (self->endpoints, text, NULL);
  const char *name = current != NULL ? acme_endpoint_get_name (current) : "";

  /* the name says more, if it is the name of no other */
  if (*name != '\0' && acme_scm_endpoint_find (self->endpoints, name, NULL) == current)
    return g_strdup (name);
  return g_steal_pointer (&text);
}

static void
list_endpoints_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) endpoints = acme_scm_list_endpoints_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeImportWindow) self = acme_load_dup_owner (load);
  g_autofree char *endpoint = NULL;

  if (self == NULL)
    return;

  if (endpoints == NULL)
    {
      g_debug ("The endpoints could not be listed: %s", error->message);
      end_check (self, &scm_words, error);
      return;
    }
  g_clear_pointer (&self->endpoints, g_ptr_array_unref);
  self->endpoints = g_steal_pointer (&endpoints);
  endpoint = dup_endpoint_text (self);
  acme_import_read_file_async (self->file, endpoint, self->checking, read_file_cb, g_steal_pointer (&load));
}

/* Forgets the lines that were read, and what is on the screen of them. */
static void
drop_rows (AcmeImportWindow *self)
{
  g_autoptr(AcmeViewSettings) view =
    acme_view_settings_new (acme_connection_get_id (acme_dialog_get_connection (ACME_DIALOG (self))), VIEW);

  self->is_checked = self->was_run = FALSE;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->list);
  self->list = acme_keyed_list_new ();
  acme_list_page_set_items (self->page, G_LIST_MODEL (self->list), &acme_import_row_fields, view);
}

/* Reads the chosen file, once more if it has been read already, and compares it with SCM. */
void
acme_import_window_check (AcmeImportWindow *self)
{
  AcmeLoad *load;

  g_assert (self->file != NULL && self->running == NULL);

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  load = acme_load_new (self, self->checking);
  drop_rows (self);
  acme_import_window_show_error (self, NULL, NULL, NULL);
  acme_list_page_set_words (self->page, &scm_words);
  acme_list_page_begin (self->page);
  acme_import_window_update (self);
  acme_scm_list_endpoints_async (acme_dialog_get_session (ACME_DIALOG (self)), NULL, NULL, NULL, NULL,
                                 self->checking, list_endpoints_cb, load);
}

/* Ends that. What is known of some of the lines only is of no use. */
void
acme_import_window_stop_check (AcmeImportWindow *self)
{
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  drop_rows (self);
  acme_list_page_begin (self->page);
  acme_list_page_stop (self->page);
  acme_import_window_update (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How events are exported: a person says where to, and then they are written in another thread, while a dialog says how
 * many of them are. It does not wait for the table, and not even for the download: what comes is written as it comes.
 * The file is there when all of it is, and what was there before stays until then. */

#include "config.h"

#include "acme-export-events.h"

#include <glib/gi18n.h>

#include "acme-audit-export.h"
#include "acme-file-name.h"
#include "acme-progress-dialog.h"
#include "acme-save-as.h"

#define UPDATE_MSEC 100

typedef struct
{
  AcmeAuditLog *log;
  GBytes *order;                /* (nullable) */
  AcmeEventFormat format;

  GFile *file;                  /* (nullable): where to */
  guint n_done;                 /* of the thread */
  AcmeProgressDialog *progress; /* (nullable) (unowned): while one is shown */
  guint update_id;
} Export;

static const AcmeFileType json_types[] = {
  { N_("JSON Lines"), "*.jsonl" },
  { NULL },
};

static void
free_export (Export *export)
{
  g_clear_object (&export->log);
  g_clear_pointer (&export->order, g_bytes_unref);
  g_clear_object (&export->file);
  g_free (export);
}

static void
show_progress (Export *export)
{
  guint n_done = g_atomic_int_get (&export->n_done);
  g_autofree char *text = NULL;

  if (export->order != NULL)
    {
      acme_progress_dialog_set (export->progress, n_done, g_bytes_get_size (export->order) / sizeof (guint32));
    }
  else if (acme_audit_log_is_complete (export->log))
    {
      acme_progress_dialog_set (export->progress, n_done, acme_audit_log_get_n (export->log));
    }
  else
    {
      text = g_strdup_printf (ngettext ("%'u event so far", "%'u events so far", n_done), n_done);
      acme_progress_dialog_pulse (export->progress, text);
    }
}

static gboolean
update_cb (gpointer user_data)
{
  show_progress (user_data);
  return G_SOURCE_CONTINUE;
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      user_data,
                GCancellable *cancellable)
{
  Export *export = user_data;
  GError *error = NULL;

  if (acme_audit_export_save (export->log, export->order, export->format, export->file, &export->n_done, cancellable,
                              &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
describe_saved (Export *export)
{
  guint n = g_atomic_int_get (&export->n_done);
  g_autofree char *name = acme_file_name_dup (export->file);

  if (export->order == NULL && acme_audit_log_is_cut (export->log))
    /* Translators: the number of events, and the name of a file; there are more events, which could not be loaded */
    return g_strdup_printf (ngettext ("Only %'u event exported to “%s”: loading ended early",
                                      "Only %'u events exported to “%s”: loading ended early", n), n, name);
  /* Translators: the number of events, and the name of a file */
  return g_strdup_printf (ngettext ("%'u event exported to “%s”", "%'u events exported to “%s”", n), n, name);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) attempt = user_data;
  Export *export = g_task_get_task_data (attempt);
  GError *error = NULL;

  g_clear_handle_id (&export->update_id, g_source_remove);
  acme_progress_dialog_end (export->progress);
  export->progress = NULL;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (attempt, describe_saved (export), g_free);
  else
    g_task_return_error (attempt, error);
}

static void
save (GTask *attempt,
      GFile *file)
{
  Export *export = g_task_get_task_data (attempt);
  GCancellable *cancellable = g_task_get_cancellable (attempt);
  g_autoptr(GTask) saving = g_task_new (NULL, cancellable, save_cb, g_object_ref (attempt));

  g_set_object (&export->file, file);
  export->n_done = 0;
  export->progress = acme_progress_dialog_new (g_task_get_source_object (attempt), _("Exporting Events"), cancellable);
  export->update_id = g_timeout_add (UPDATE_MSEC, update_cb, export);
  g_task_set_source_tag (saving, save);
  g_task_set_check_cancellable (saving, FALSE);
  g_task_set_task_data (saving, export, NULL); /* its owner waits for the attempt */
  g_task_run_in_thread (saving, save_in_thread);
}

/**
 * acme_export_events_async:
 * @parent: the window that it is done from
 * @log: an audit log
 * @order: (nullable): which of its events, as guint32 numbers by arrival, in the order in which they are to be written;
 *   with %NULL all of them as they came, and those that are still to come
 * @format: how to write them
 * @name: what the file is called if the person does not change it
 * @callback: called when it is done, or was not wanted
 * @user_data: for @callback
 *
 * Asks the person where to write events, and writes them. What goes wrong is shown, and can be tried again. It all ends
 * with @parent.
 */
void
acme_export_events_async (GtkWindow           *parent,
                          AcmeAuditLog        *log,
                          GBytes              *order,
                          AcmeEventFormat      format,
                          const char          *name,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  static const AcmeSaveAs events = { N_("Export Events"), N_("Events Could Not Be Exported"), save };
  Export *export;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ACME_IS_AUDIT_LOG (log));
  g_return_if_fail (name != NULL);

  export = g_new0 (Export, 1);
  export->log = g_object_ref (log);
  export->order = order != NULL ? g_bytes_ref (order) : NULL;
  export->format = format;
  acme_save_as_async (parent, &events, name, format == ACME_EVENT_CSV ? acme_file_types_csv : json_types, export,
                      (GDestroyNotify) free_export, callback, user_data);
}

/**
 * acme_export_events_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): a short sentence that says what was exported and where to; %NULL with
 *   %G_IO_ERROR_CANCELLED if nothing was
 */
char *
acme_export_events_finish (GAsyncResult  *result,
                           GError       **error)
{
  return acme_save_as_finish (result, error);
}

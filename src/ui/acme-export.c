/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How accounts are exported: a person says what and where to, and then they are written, to a file that nobody else can
 * read if it holds their keys. The accounts are those that were given at the start, whatever happens to a list
 * meanwhile; and it all ends with the window that it was begun from. */

#include "config.h"

#include "acme-export.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-choose-file.h"
#include "acme-confirm.h"
#include "acme-error.h"
#include "acme-export-keys.h"
#include "acme-export-options.h"
#include "acme-outcome.h"
#include "acme-progress-dialog.h"
#include "acme-save-file.h"

typedef struct
{
  GtkWindow *parent;
  AcmeScmSession *session;
  GPtrArray *shown;           /* AcmeAccount */
  GPtrArray *selected;        /* AcmeAccount */
  GCancellable *cancellable;

  AcmeExportOptions *options; /* what the person is asked about */
  void (*next) (GTask *task); /* after the answer that is awaited */
  GFile *file;                /* (nullable): where to */
  GListModel *rows;           /* (nullable) (element-type AcmeAccount): what */
  AcmeProgressDialog *progress; /* (nullable) (unowned): while one is shown */
} Export;

static const AcmeFileType json_types[] = {
  { N_("JSON"), "*.json" },
  { NULL },
};

static void choose (GTask *task);

static void
free_export (Export *export)
{
  g_clear_object (&export->parent);
  g_clear_object (&export->session);
  g_clear_object (&export->cancellable);
  g_clear_object (&export->options);
  g_clear_object (&export->file);
  g_clear_object (&export->rows);
  g_clear_pointer (&export->shown, g_ptr_array_unref);
  g_clear_pointer (&export->selected, g_ptr_array_unref);
  g_free (export);
}

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not exported");
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *export = g_task_get_task_data (task);

  if (acme_confirm_finish (result, NULL))
    export->next (task);
  else
    return_cancelled (task);
}

/* Goes on with @next if the person says so. */
static void
ask (GTask      *task,
     const char *heading,
     const char *body,
     GtkWidget  *extra,
     const char *accept_label,
     void      (*next) (GTask *task))
{
  Export *export = g_task_get_task_data (task);

  export->next = next;
  acme_confirm_async (export->parent, heading, body, extra, accept_label, FALSE, export->cancellable, answer_cb,
                      g_object_ref (task));
}

static GPtrArray *
get_accounts (Export *export)
{
  return acme_export_options_get_selected_only (export->options) ? export->selected : export->shown;
}

/* ---- Errors ---- */

/* What was wrong may be the place, or over soon. */
static void
show_error (GTask        *task,
            const GError *error)
{
  Export *export = g_task_get_task_data (task);

  if (acme_error_is_cancelled (error) || g_cancellable_is_cancelled (export->cancellable))
    return_cancelled (task);
  else
    ask (task, _("Accounts Could Not Be Exported"), error->message, NULL, _("_Try Again"), choose);
}

/* ---- Writing ---- */

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  guint n = g_list_model_get_n_items (export->rows);
  g_autoptr(GError) error = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *name = NULL;

  if (!acme_save_file_finish (G_FILE (source), result, &error))
    {
      show_error (task, error);
      return;
    }
  basename = g_file_get_basename (G_FILE (source));
  name = g_filename_display_name (basename);
  g_task_return_pointer (task,
                         /* Translators: the number of accounts, and the name of a file */
                         g_strdup_printf (ngettext ("%u account exported to “%s”", "%u accounts exported to “%s”", n),
                                          n, name), g_free);
}

/* (transfer container): the indices of the fields to write, in the order of the table */
static GArray *
list_fields (gboolean with_keys)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < acme_account_fields.n_fields; i++)
    {
      if ((acme_account_fields.fields[i].flags & ACME_FIELD_EXPORT) != 0 || (with_keys && i == ACME_ACCOUNT_HMAC_KEY))
        g_array_append_val (fields, i);
    }
  return fields;
}

static void
save (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  gboolean with_keys = acme_export_options_get_with_keys (export->options);
  g_autoptr(GArray) fields = list_fields (with_keys);
  g_autoptr(GBytes) bytes =
    acme_export_format_rows (acme_export_options_get_format (export->options), &acme_account_fields,
                             (const guint *) fields->data, fields->len, export->rows);

  acme_save_file_async (export->file, bytes, with_keys ? ACME_SAVE_PRIVATE : ACME_SAVE_PLAIN,
                        export->cancellable, save_cb, g_object_ref (task));
}

static void
take_accounts (Export *export)
{
  GPtrArray *accounts = get_accounts (export);
  GListStore *rows = g_list_store_new (ACME_TYPE_ACCOUNT);

  g_list_store_splice (rows, 0, 0, accounts->pdata, accounts->len);
  export->rows = G_LIST_MODEL (rows);
}

/* ---- Keys ---- */

static char *
describe_missing (GPtrArray *missing)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < missing->len; i++)
    /* Translators: the name of an account, and a sentence that says why its key could not be read */
    g_ptr_array_add (lines, g_strdup_printf (_("%s: %s"), acme_item_get_text (missing->pdata[i], ACME_OUTCOME_NAME),
                                             acme_item_get_text (missing->pdata[i], ACME_OUTCOME_MESSAGE)));
  list = acme_confirm_list (lines);
  return g_strconcat (list, _("The accounts can be exported without these keys."), NULL);
}

/* A file that is taken for complete and is not would be found out when it is needed. */
static void
ask_about_missing (GTask     *task,
                   GPtrArray *missing)
{
  g_autofree char *heading = g_strdup_printf (ngettext ("The Key of %u Account Could Not Be Read",
                                                        "The Keys of %u Accounts Could Not Be Read", missing->len),
                                              missing->len);
  g_autofree char *body = describe_missing (missing);

  ask (task, heading, body, NULL, _("_Export Anyway"), save);
}

static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GError) error = NULL;

  acme_progress_dialog_end (export->progress);
  export->progress = NULL;
  export->rows = acme_export_keys_finish (ACME_SCM_SESSION (source), result, &missing, &error);
  if (export->rows == NULL)
    show_error (task, error);
  else if (missing->len > 0)
    ask_about_missing (task, missing);
  else
    save (task);
}

static void
read_keys (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  export->progress = acme_progress_dialog_new (export->parent, _("Reading Keys"), export->cancellable);
  acme_export_keys_async (export->session, get_accounts (export), acme_progress_dialog_progress_cb, export->progress,
                          export->cancellable, keys_cb, g_object_ref (task));
}

/* ---- Asking ---- */

static void
choose_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr(GFile) file = acme_choose_file_finish (result, NULL);

  if (file == NULL)
    {
      return_cancelled (task);
      return;
    }
  g_set_object (&export->file, file);
  g_clear_object (&export->rows);
  if (acme_export_options_get_with_keys (export->options))
    {
      read_keys (task);
    }
  else
    {
      take_accounts (export);
      save (task);
    }
}

static void
choose (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  gboolean json = acme_export_options_get_format (export->options) == ACME_EXPORT_JSON;

  acme_choose_file_to_save_async (export->parent, _("Export Accounts"),
                                  /* Translators: the name of a file */
                                  json ? _("accounts.json") : _("accounts.csv"),
                                  json ? json_types : acme_file_types_csv, export->cancellable, choose_cb, g_object_ref (task));
}

/**
 * acme_export_accounts_async:
 * @parent: the window that it is done from
 * @session: a session
 * @shown: (element-type AcmeAccount): the accounts that are to be seen
 * @selected: (element-type AcmeAccount): those of them that are selected; neither list may change any more
 * @callback: called when it is done, or was not wanted
 * @user_data: for @callback
 *
 * Asks the person which accounts to export and how, and writes them. What goes wrong is shown, and can be tried again.
 */
void
acme_export_accounts_async (GtkWindow           *parent,
                            AcmeScmSession      *session,
                            GPtrArray           *shown,
                            GPtrArray           *selected,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Export *export;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (shown != NULL);
  g_return_if_fail (selected != NULL);

  export = g_new0 (Export, 1);
  export->parent = g_object_ref (parent);
  export->session = g_object_ref (session);
  export->shown = g_ptr_array_ref (shown);
  export->selected = g_ptr_array_ref (selected);
  export->cancellable = g_cancellable_new ();
  export->options = ACME_EXPORT_OPTIONS (g_object_ref_sink (acme_export_options_new (shown->len, selected->len)));
  /* A closed window is not disposed of as long as the task holds it */
  g_signal_connect_object (parent, "unrealize", G_CALLBACK (g_cancellable_cancel), export->cancellable,
                           G_CONNECT_SWAPPED);

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, acme_export_accounts_async);
  g_task_set_task_data (task, export, (GDestroyNotify) free_export);
  ask (task, _("Export Accounts"), NULL, GTK_WIDGET (export->options), _("_Export…"), choose);
}

/**
 * acme_export_accounts_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): a short sentence that says what was exported and where to; %NULL with
 *   %G_IO_ERROR_CANCELLED if nothing was
 */
char *
acme_export_accounts_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_export_accounts_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

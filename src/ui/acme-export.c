/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How accounts are exported: a person says what and where to, and then they are written, to a file that nobody else can
 * read if it holds their keys. The accounts are those that were given at the start, whatever happens to a list
 * meanwhile; and it all ends with the window that it was begun from. */

#include "config.h"

#include "acme-export.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-confirm.h"
#include "acme-export-keys.h"
#include "acme-export-options.h"
#include "acme-file-name.h"
#include "acme-outcome.h"
#include "acme-progress-dialog.h"
#include "acme-save-as.h"
#include "acme-save-file.h"

typedef struct
{
  AcmeScmSession *session;
  GPtrArray *shown;             /* AcmeAccount */
  GPtrArray *selected;          /* AcmeAccount */

  AcmeExportOptions *options;   /* what the person is asked about */
  GFile *file;                  /* (nullable): where to */
  GListModel *rows;             /* (nullable) (element-type AcmeAccount): what */
  AcmeProgressDialog *progress; /* (nullable) (unowned): while one is shown */
} Export;

static const AcmeFileType json_types[] = {
  { N_("JSON"), "*.json" },
  { NULL },
};

static void
free_export (Export *export)
{
  g_clear_object (&export->session);
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

static GPtrArray *
get_accounts (Export *export)
{
  return acme_export_options_get_selected_only (export->options) ? export->selected : export->shown;
}

/* ---- Writing ---- */

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) attempt = user_data;
  Export *export = g_task_get_task_data (attempt);
  guint n = g_list_model_get_n_items (export->rows);
  GError *error = NULL;
  g_autofree char *name = NULL;

  if (!acme_save_file_finish (G_FILE (source), result, &error))
    {
      g_task_return_error (attempt, error);
      return;
    }
  name = acme_file_name_dup (G_FILE (source));
  g_task_return_pointer (attempt,
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
save_rows (GTask *attempt)
{
  Export *export = g_task_get_task_data (attempt);
  gboolean with_keys = acme_export_options_get_with_keys (export->options);
  g_autoptr(GArray) fields = list_fields (with_keys);
  g_autoptr(GBytes) bytes =
    acme_export_format_rows (acme_export_options_get_format (export->options), &acme_account_fields,
                             (const guint *) fields->data, fields->len, export->rows);

  acme_save_file_async (export->file, bytes, with_keys ? ACME_SAVE_PRIVATE : ACME_SAVE_PLAIN,
                        g_task_get_cancellable (attempt), save_cb, g_object_ref (attempt));
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

static void
export_anyway_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) attempt = user_data;

  if (acme_confirm_finish (result, NULL))
    save_rows (attempt);
  else
    return_cancelled (attempt);
}

/* A file that is taken for complete and is not would be found out when it is needed. */
static void
ask_about_missing (GTask     *attempt,
                   GPtrArray *missing)
{
  g_autofree char *heading = g_strdup_printf (ngettext ("The Key of %u Account Could Not Be Read",
                                                        "The Keys of %u Accounts Could Not Be Read", missing->len),
                                              missing->len);
  g_autofree char *body = describe_missing (missing);

  acme_confirm_async (g_task_get_source_object (attempt), heading, body, NULL, _("_Export Anyway"), FALSE,
                      g_task_get_cancellable (attempt), export_anyway_cb, g_object_ref (attempt));
}

static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) attempt = user_data;
  Export *export = g_task_get_task_data (attempt);
  g_autoptr(GPtrArray) missing = NULL;
  GError *error = NULL;

  acme_progress_dialog_end (export->progress);
  export->progress = NULL;
  export->rows = acme_export_keys_finish (ACME_SCM_SESSION (source), result, &missing, &error);
  if (export->rows == NULL)
    g_task_return_error (attempt, error);
  else if (missing->len > 0)
    ask_about_missing (attempt, missing);
  else
    save_rows (attempt);
}

static void
read_keys (GTask *attempt)
{
  Export *export = g_task_get_task_data (attempt);
  GCancellable *cancellable = g_task_get_cancellable (attempt);

  export->progress = acme_progress_dialog_new (g_task_get_source_object (attempt), _("Reading Keys"), cancellable);
  acme_export_keys_async (export->session, get_accounts (export), acme_progress_dialog_progress_cb, export->progress,
                          cancellable, keys_cb, g_object_ref (attempt));
}

static void
save (GTask *attempt,
      GFile *file)
{
  Export *export = g_task_get_task_data (attempt);

  g_set_object (&export->file, file);
  g_clear_object (&export->rows);
  if (acme_export_options_get_with_keys (export->options))
    {
      read_keys (attempt);
    }
  else
    {
      take_accounts (export);
      save_rows (attempt);
    }
}

/* ---- Asking ---- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char *text = acme_save_as_finish (result, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
options_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  static const AcmeSaveAs accounts = { N_("Export Accounts"), N_("Accounts Could Not Be Exported"), save };
  g_autoptr(GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  gboolean json = acme_export_options_get_format (export->options) == ACME_EXPORT_JSON;

  if (!acme_confirm_finish (result, NULL))
    {
      return_cancelled (task);
      return;
    }
  acme_save_as_async (GTK_WINDOW (source), &accounts,
                      /* Translators: the name of a file */
                      json ? _("accounts.json") : _("accounts.csv"), json ? json_types : acme_file_types_csv,
                      export, NULL, saved_cb, g_object_ref (task)); /* the task owns it, and waits */
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
  export->session = g_object_ref (session);
  export->shown = g_ptr_array_ref (shown);
  export->selected = g_ptr_array_ref (selected);
  export->options = ACME_EXPORT_OPTIONS (g_object_ref_sink (acme_export_options_new (shown->len, selected->len)));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, acme_export_accounts_async);
  g_task_set_task_data (task, export, (GDestroyNotify) free_export);
  acme_confirm_async (parent, _("Export Accounts"), NULL, GTK_WIDGET (export->options), _("_Export…"), FALSE, NULL,
                      options_cb, g_object_ref (task));
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

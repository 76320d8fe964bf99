/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the accounts of a file are created, once a person has confirmed it. What is on its way is always waited for; a
 * run that was stopped or that failed can be continued with the lines that are left, and no other is touched. */

#include "config.h"

#include "acme-import-window-private.h"

#include <glib/gi18n.h>

#include "acme-confirm.h"
#include "acme-error.h"
#include "acme-import-row.h"
#include "acme-import-summary.h"
#include "acme-outcome.h"
#include "acme-scm-import.h"

/* How often the table follows, in milliseconds; with very many lines less often, as each time costs more */
#define FOLLOW_MSEC 200
#define FOLLOW_ROWS_PER_MSEC 25

static const AcmeErrorWords words = {
  .failed = N_("Not Everything Was Imported"),
  .not_found = N_("Not Everything Was Imported"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to create ACME accounts."),
};

static gboolean
is_to_do (AcmeImportWindow *self,
          AcmeItem         *row)
{
  const char *outcome = acme_item_get_string (row, ACME_IMPORT_ROW_OUTCOME);

  /* Not what is unknown: it may have been done. Whoever wants to know lets the file be checked again. */
  if (self->was_run)
    return g_strcmp0 (outcome, ACME_OUTCOME_FAILED) == 0 || g_strcmp0 (outcome, ACME_OUTCOME_SKIPPED) == 0;
  return g_strcmp0 (outcome, ACME_OUTCOME_VALID) == 0;
}

/* (transfer full) (element-type AcmeImportRow): the lines whose accounts are to be created, or still are */
GPtrArray *
acme_import_window_list_to_do (AcmeImportWindow *self)
{
  GPtrArray *to_do = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->rows != NULL && self->is_checked && i < self->rows->len; i++)
    {
      if (is_to_do (self, self->rows->pdata[i]))
        g_ptr_array_add (to_do, g_object_ref (self->rows->pdata[i]));
    }
  return to_do;
}

/* ---- Running ---- */

static void
touch_cb (gpointer user_data)
{
  AcmeImportWindow *self = user_data;

  self->touch_id = 0;
  acme_keyed_list_touch (self->list, NULL);
  acme_import_window_update (self);
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  AcmeImportWindow *self = user_data;

  self->n_done = n_done;
  self->n_to_do = n_total;
  if (self->touch_id == 0)
    self->touch_id = g_timeout_add_once (MAX (FOLLOW_MSEC, self->rows->len / FOLLOW_ROWS_PER_MSEC), touch_cb, self);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean complete = acme_scm_import_finish (ACME_SCM_SESSION (source), result, &error);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->running);
  g_clear_handle_id (&self->touch_id, g_source_remove);
  self->was_run = TRUE;
  acme_keyed_list_touch (self->list, NULL);
  if (!complete)
    g_debug ("The import ended early: %s", error->message);
  acme_import_window_show_error (self, acme_error_is_cancelled (error) ? NULL : error, &words, "win.import");
  acme_import_window_update (self);
  acme_import_window_tell_changed (self);
  acme_dialog_end_write (ACME_DIALOG (self), !complete || acme_import_summary_needs_attention (self->rows));
}

static void
run (AcmeImportWindow *self)
{
  g_autoptr(GPtrArray) to_do = acme_import_window_list_to_do (self);

  if (to_do->len == 0 || self->running != NULL)
    return;

  acme_dialog_begin_write (ACME_DIALOG (self));
  self->running = g_cancellable_new ();
  self->n_done = 0;
  self->n_to_do = to_do->len;
  acme_import_window_show_error (self, NULL, NULL, NULL);
  acme_import_window_update (self);
  acme_scm_import_async (acme_dialog_get_session (ACME_DIALOG (self)), to_do, self->endpoints, FALSE, progress_cb,
                         self, self->running, run_cb, g_object_ref (self));
}

/* Begins no other account. */
void
acme_import_window_stop_run (AcmeImportWindow *self)
{
  g_cancellable_cancel (self->running);
  acme_import_window_update (self);
}

/* ---- Asking ---- */

static void
confirm_run_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;

  if (acme_confirm_finish (result, NULL) && !acme_dialog_is_gone (ACME_DIALOG (self)))
    run (self);
}

/* Asks whether to create the accounts; to go on with it has been confirmed already. */
void
acme_import_window_ask_to_run (AcmeImportWindow *self)
{
  g_autoptr(GPtrArray) to_do = acme_import_window_list_to_do (self);
  guint n_left = self->rows != NULL ? self->rows->len - to_do->len : 0;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (self->was_run)
    {
      run (self);
      return;
    }

  heading = g_strdup_printf (ngettext ("Import %u Account?", "Import %u Accounts?", to_do->len), to_do->len);
  if (n_left > 0)
    body = g_strdup_printf (ngettext ("They are created in SCM. The other line is left alone.",
                                      "They are created in SCM. The other %u lines are left alone.", n_left), n_left);
  else
    body = g_strdup (_("They are created in SCM."));
  acme_confirm_async (GTK_WINDOW (self), heading, body, NULL, _("_Import"), FALSE, NULL, confirm_run_cb,
                      g_object_ref (self));
}

static void
confirm_stop_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcmeImportWindow) self = user_data;

  g_clear_object (&self->asking);
  if (acme_confirm_finish (result, NULL) && !acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_import_window_stop_run (self);
}

/* Asks whether to stop, because the window is to be closed. */
void
acme_import_window_ask_to_stop (AcmeImportWindow *self)
{
  if (self->asking != NULL)
    return;

  self->asking = g_cancellable_new ();
  acme_confirm_async (GTK_WINDOW (self), _("Stop Importing?"),
                      _("Accounts that have been created stay. The others can be imported later from the same file."),
                      NULL, _("_Stop"), TRUE, self->asking, confirm_stop_cb, g_object_ref (self));
}

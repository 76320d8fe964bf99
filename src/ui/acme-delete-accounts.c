/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How accounts are deleted, from whichever window: their clients are counted, a person confirms with the names and that
 * number in view, and then they are deleted, with progress. The accounts are those that were given at the start,
 * whatever happens to a list meanwhile. */

#include "config.h"

#include "acme-delete-accounts.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-confirm.h"
#include "acme-error.h"
#include "acme-progress-dialog.h"
#include "acme-scm-accounts.h"
#include "acme-scm-batch.h"
#include "acme-scm-bulk.h"

typedef struct
{
  GtkWindow *parent;
  AcmeScmSession *session;
  GPtrArray *accounts; /* AcmeAccount */
  AcmeProgressDialog *progress; /* (nullable) (unowned): while one is shown */

  guint64 n_clients;
  guint n_uncounted;   /* accounts whose clients could not be counted */
} Deletion;

static gpointer
ref_account (gconstpointer account,
             gpointer      user_data)
{
  return g_object_ref ((gpointer) account);
}

static void
free_deletion (Deletion *deletion)
{
  g_object_unref (deletion->parent);
  g_object_unref (deletion->session);
  g_ptr_array_unref (deletion->accounts);
  g_free (deletion);
}

static AcmeScmProgressFunc
show_progress (Deletion     *deletion,
               const char   *title,
               GCancellable *cancellable)
{
  deletion->progress = acme_progress_dialog_new (deletion->parent, title, cancellable);
  return acme_progress_dialog_progress_cb;
}

static void
hide_progress (Deletion *deletion)
{
  acme_progress_dialog_end (deletion->progress);
  deletion->progress = NULL;
}

/* ---- Deleting ---- */

static void
delete_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GPtrArray) outcomes = NULL;
  g_autoptr(GError) error = NULL;

  hide_progress (g_task_get_task_data (task));
  /* whatever ended it, each account has an outcome that says so */
  acme_scm_delete_accounts_finish (ACME_SCM_SESSION (source), result, &outcomes, &error);
  g_task_return_pointer (task, g_steal_pointer (&outcomes), (GDestroyNotify) g_ptr_array_unref);
}

static void
confirm_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Deletion *deletion = g_task_get_task_data (task);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  AcmeScmProgressFunc progress;

  if (!acme_confirm_finish (result, NULL))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not confirmed");
      return;
    }

  progress = show_progress (deletion, _("Deleting Accounts"), cancellable);
  acme_scm_delete_accounts_async (deletion->session, deletion->accounts, progress, deletion->progress, cancellable,
                                  delete_cb, g_steal_pointer (&task));
}

/* ---- Asking ---- */

static char *
make_heading (Deletion *deletion)
{
  guint n = deletion->accounts->len;

  if (n == 1)
    return g_strdup_printf (_("Delete “%s”?"), acme_item_get_text (deletion->accounts->pdata[0], ACME_ACCOUNT_NAME));
  return g_strdup_printf (ngettext ("Delete %u Account?", "Delete %u Accounts?", n), n);
}

static void
append_names (Deletion *deletion,
              GString  *text)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < deletion->accounts->len; i++)
    g_ptr_array_add (names, (char *) acme_item_get_text (deletion->accounts->pdata[i], ACME_ACCOUNT_NAME));
  list = acme_confirm_list (names);
  g_string_append (text, list);
}

static void
append_clients (Deletion *deletion,
                GString  *text)
{
  if (deletion->n_clients > 0)
    g_string_append_printf (text, ngettext ("%u ACME client will not obtain certificates any more.",
                                            "%u ACME clients will not obtain certificates any more.",
                                            deletion->n_clients), (guint) deletion->n_clients);
  else if (deletion->n_uncounted == 0)
    g_string_append (text, _("No ACME client uses it."));
  if (deletion->n_uncounted > 0)
    g_string_append_printf (text, ngettext ("%sThe clients of %u account could not be counted.",
                                            "%sThe clients of %u accounts could not be counted.",
                                            deletion->n_uncounted),
                            deletion->n_clients > 0 ? " " : "", deletion->n_uncounted);
  g_string_append_printf (text, " %s", _("This cannot be undone."));
}

static void
ask (GTask *task)
{
  Deletion *deletion = g_task_get_task_data (task);
  g_autofree char *heading = make_heading (deletion);
  g_autoptr(GString) body = g_string_new (NULL);

  if (deletion->accounts->len > 1)
    append_names (deletion, body);
  append_clients (deletion, body);
  acme_confirm_async (deletion->parent, heading, body->str, NULL, _("_Delete"), TRUE, NULL, confirm_cb,
                      g_object_ref (task));
}

/* ---- Counting ---- */

static void
start_count (AcmeScmSession      *session,
             gpointer             thing,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data,
             gpointer             data)
{
  acme_scm_count_async (session, thing, ACME_SCM_COUNT_CLIENTS, cancellable, callback, user_data);
}

static GError *
end_count (AcmeScmSession *session,
           GAsyncResult   *result,
           gpointer        thing,
           gpointer        data)
{
  Deletion *deletion = data;
  GError *error = NULL;
  gint64 n = acme_scm_count_finish (session, result, &error);

  if (error == NULL)
    deletion->n_clients += n;
  else
    deletion->n_uncounted++;
  return error;
}

static void
skip_count (gpointer    thing,
            const char *reason,
            gpointer    data)
{
  ((Deletion *) data)->n_uncounted++;
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  hide_progress (g_task_get_task_data (task));
  if (!acme_scm_batch_finish (ACME_SCM_SESSION (source), result, &error) && acme_error_is_cancelled (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    g_debug ("The clients could not be counted: %s", error->message);
  ask (task);
}

/**
 * acme_delete_accounts_async:
 * @parent: the window that it is done from; it cannot be used meanwhile
 * @session: a session
 * @accounts: (element-type AcmeAccount): the accounts to delete
 * @callback: called when it is done, or was not confirmed
 * @user_data: for @callback
 *
 * Counts the clients of @accounts, asks the person, and deletes them.
 */
void
acme_delete_accounts_async (GtkWindow           *parent,
                            AcmeScmSession      *session,
                            GPtrArray           *accounts,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  static const AcmeScmBatchFuncs funcs = { TRUE, start_count, end_count, skip_count };
  g_autoptr(GTask) task = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  AcmeScmProgressFunc progress;
  Deletion *deletion;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (accounts != NULL && accounts->len > 0);

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, acme_delete_accounts_async);
  deletion = g_new0 (Deletion, 1);
  deletion->parent = g_object_ref (parent);
  deletion->session = g_object_ref (session);
  deletion->accounts = g_ptr_array_copy (accounts, ref_account, NULL);
  g_ptr_array_set_free_func (deletion->accounts, g_object_unref);
  g_task_set_task_data (task, deletion, (GDestroyNotify) free_deletion);

  progress = show_progress (deletion, _("Counting Clients"), cancellable);
  acme_scm_batch_async (session, deletion->accounts, &funcs, deletion, progress, deletion->progress, cancellable,
                        count_cb, g_steal_pointer (&task));
}

/**
 * acme_delete_accounts_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeOutcome): what became of each account, its subject; %NULL with
 *   %G_IO_ERROR_CANCELLED if the person did not want it
 */
GPtrArray *
acme_delete_accounts_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_delete_accounts_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How ACME clients are deactivated, from whichever window: a person confirms with their names in view, and then it is
 * done, with progress. The clients are those that were given at the start, whatever happens to a list meanwhile.
 *
 * A client has no name of its own. It is called by its program and its address, and by as much more as it takes to tell
 * it from the others. */

#include "config.h"

#include "acme-deactivate-clients.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-client.h"
#include "acme-confirm.h"
#include "acme-outcome.h"
#include "acme-progress-dialog.h"
#include "acme-scm-bulk.h"
#include "acme-text.h"

/* Of what a client or a person could choose at any length, in columns. */
#define MAX_PART_WIDTH 32

typedef struct
{
  GtkWindow *parent;
  AcmeScmSession *session;
  GPtrArray *accounts; /* AcmeAccount: of each client */
  GPtrArray *clients;  /* AcmeClient */
  GPtrArray *names;    /* utf8: of each client */
  AcmeProgressDialog *progress; /* (nullable) (unowned): while it is shown */
} Deactivation;

static gpointer
ref_item (gconstpointer item,
          gpointer      user_data)
{
  return g_object_ref ((gpointer) item);
}

static GPtrArray *
copy_items (GPtrArray *items)
{
  GPtrArray *copy = g_ptr_array_copy (items, ref_item, NULL);

  g_ptr_array_set_free_func (copy, g_object_unref);
  return copy;
}

static void
free_deactivation (Deactivation *deactivation)
{
  g_object_unref (deactivation->parent);
  g_object_unref (deactivation->session);
  g_ptr_array_unref (deactivation->accounts);
  g_ptr_array_unref (deactivation->clients);
  g_ptr_array_unref (deactivation->names);
  g_free (deactivation);
}

/* ---- What they are called ---- */

/* A field of a name, so that what follows it is still to be seen. */
static char *
get_part (AcmeItem *item,
          guint     field)
{
  g_autofree char *printable = acme_text_make_printable (acme_item_get_text (item, field));

  return acme_text_ellipsize (printable, MAX_PART_WIDTH);
}

/* Both texts, or the one that there is. */
static char *
join (const char *text,
      const char *more)
{
  if (*text == '\0' || *more == '\0')
    return g_strconcat (text, more, NULL);
  /* Translators: what a client is called: its program, its address and more, as in “Certbot 2.1 · 192.0.2.1” */
  return g_strdup_printf (_("%s · %s"), text, more);
}

static gboolean
have_one_account (GPtrArray *accounts)
{
  for (guint i = 1; i < accounts->len; i++)
    {
      if (g_strcmp0 (acme_item_get_key (accounts->pdata[i]), acme_item_get_key (accounts->pdata[0])) != 0)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_short_names (GPtrArray *accounts,
                  GPtrArray *clients)
{
  gboolean one_account = have_one_account (accounts);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < clients->len; i++)
    {
      g_autofree char *program = get_part (clients->pdata[i], ACME_CLIENT_CLIENT);
      g_autofree char *account = one_account ? g_strdup ("") : get_part (accounts->pdata[i], ACME_ACCOUNT_NAME);
      g_autofree char *name = join (program, acme_item_get_text (clients->pdata[i], ACME_CLIENT_IP_ADDRESS));

      g_ptr_array_add (names, join (name, account));
    }
  return names;
}

static GPtrArray *
list_names (GPtrArray *accounts,
            GPtrArray *clients)
{
  g_autoptr(GPtrArray) short_names = list_short_names (accounts, clients);
  g_autoptr(GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < short_names->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, short_names->pdata[i]));

      g_hash_table_insert (counts, short_names->pdata[i], GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < short_names->len; i++)
    {
      const char *name = short_names->pdata[i];
      gboolean is_enough = *name != '\0' && GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) == 1;

      g_ptr_array_add (names, join (name, is_enough ? "" : acme_item_get_text (clients->pdata[i],
                                                                               ACME_CLIENT_ACCOUNT_ID)));
    }
  return names;
}

/* ---- Deactivating ---- */

static void
deactivate_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Deactivation *deactivation = g_task_get_task_data (task);
  g_autoptr(GPtrArray) outcomes = NULL;
  g_autoptr(GError) error = NULL;

  acme_progress_dialog_end (deactivation->progress);
  /* whatever ended it, each client has an outcome that says so */
  acme_scm_deactivate_clients_finish (ACME_SCM_SESSION (source), result, &outcomes, &error);
  for (guint i = 0; i < outcomes->len; i++)
    acme_item_set_string (outcomes->pdata[i], ACME_OUTCOME_NAME, deactivation->names->pdata[i]);
  g_task_return_pointer (task, g_steal_pointer (&outcomes), (GDestroyNotify) g_ptr_array_unref);
}

static void
confirm_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Deactivation *deactivation = g_task_get_task_data (task);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  if (!acme_confirm_finish (result, NULL))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not confirmed");
      return;
    }

  deactivation->progress = acme_progress_dialog_new (deactivation->parent, _("Deactivating Clients"), cancellable);
  acme_scm_deactivate_clients_async (deactivation->session, deactivation->accounts, deactivation->clients,
                                     acme_progress_dialog_progress_cb, deactivation->progress, cancellable,
                                     deactivate_cb, g_steal_pointer (&task));
}

/* ---- Asking ---- */

static char *
make_heading (guint n)
{
  if (n == 1)
    return g_strdup (_("Deactivate This Client?"));
  return g_strdup_printf (ngettext ("Deactivate %u Client?", "Deactivate %u Clients?", n), n);
}

static char *
make_body (GPtrArray *names)
{
  g_autofree char *list = acme_confirm_list (names);

  return g_strconcat (list, ngettext ("It will not obtain certificates any more. This cannot be undone, but it can "
                                      "register again with the same key, if it still has it.",
                                      "They will not obtain certificates any more. This cannot be undone, but they "
                                      "can register again with the same key, if they still have it.", names->len),
                      NULL);
}

/**
 * acme_deactivate_clients_async:
 * @parent: the window that it is done from; it cannot be used meanwhile
 * @session: a session
 * @accounts: (element-type AcmeAccount): for each client the account that it belongs to
 * @clients: (element-type AcmeClient): the clients to deactivate
 * @callback: called when it is done, or was not confirmed
 * @user_data: for @callback
 *
 * Asks the person, and deactivates @clients.
 */
void
acme_deactivate_clients_async (GtkWindow           *parent,
                               AcmeScmSession      *session,
                               GPtrArray           *accounts,
                               GPtrArray           *clients,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  Deactivation *deactivation;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (clients != NULL && clients->len > 0);
  g_return_if_fail (accounts != NULL && accounts->len == clients->len);

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, acme_deactivate_clients_async);
  deactivation = g_new0 (Deactivation, 1);
  deactivation->parent = g_object_ref (parent);
  deactivation->session = g_object_ref (session);
  deactivation->accounts = copy_items (accounts);
  deactivation->clients = copy_items (clients);
  deactivation->names = list_names (accounts, clients);
  g_task_set_task_data (task, deactivation, (GDestroyNotify) free_deactivation);

  heading = make_heading (clients->len);
  body = make_body (deactivation->names);
  acme_confirm_async (parent, heading, body, NULL, _("_Deactivate"), TRUE, NULL, confirm_cb, g_steal_pointer (&task));
}

/**
 * acme_deactivate_clients_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeOutcome): what became of each client, its subject, in their order and by
 *   the names that were asked for; %NULL with %G_IO_ERROR_CANCELLED if the person did not want it
 */
GPtrArray *
acme_deactivate_clients_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_deactivate_clients_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the accounts window loads its accounts. At first they are shown page by page, as they come; later what is on the
 * screen stays until all is there. After a change of one account only that one is asked for again. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include "acme-error.h"
#include "acme-load.h"
#include "acme-scm-accounts.h"

/* More than fit the largest of windows */
#define FIRST_ROWS 64

static AcmeKeyedList *
get_accounts (AcmeAccountsWindow *self)
{
  return acme_list_dialog_get_items (ACME_LIST_DIALOG (self));
}

/* Shows what was held back, if anything was. */
static void
add_rest (AcmeAccountsWindow *self)
{
  g_autoptr(GPtrArray) rest = g_steal_pointer (&self->rest);

  if (rest != NULL)
    acme_keyed_list_add (get_accounts (self), rest);
}

/* The first call comes in the frame that draws the first rows. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  AcmeAccountsWindow *self = ACME_ACCOUNTS_WINDOW (widget);

  if (++self->n_ticks == 1)
    return G_SOURCE_CONTINUE;

  add_rest (self);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
  return G_SOURCE_REMOVE;
}

/* GTK makes two hundred rows if there are so many, while the person waits for the few that fit the window: those come
 * first, and the others when they are painted. */
static void
add_first (AcmeAccountsWindow *self,
           GPtrArray          *accounts)
{
  g_autoptr(GPtrArray) first = g_ptr_array_new ();

  self->rest = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < accounts->len; i++)
    {
      if (i < FIRST_ROWS)
        g_ptr_array_add (first, accounts->pdata[i]);
      else
        g_ptr_array_add (self->rest, g_object_ref (accounts->pdata[i]));
    }
  acme_keyed_list_add (get_accounts (self), first);
  self->n_ticks = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
page_cb (GPtrArray *accounts,
         gpointer   user_data)
{
  g_autoptr(AcmeAccountsWindow) self = acme_load_dup_owner (user_data);

  if (self == NULL || self->is_complete)
    return;

  add_rest (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (get_accounts (self))) == 0 && accounts->len > FIRST_ROWS)
    add_first (self, accounts);
  else
    acme_keyed_list_add (get_accounts (self), accounts);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  g_autoptr(AcmeAccountsWindow) self = acme_load_dup_owner (user_data);

  if (self != NULL && n_total > 0)
    acme_list_page_set_progress (self->page, n_done, n_total);
}

/* What was counted stays until it has been counted again. */
static void
keep_counts (AcmeAccountsWindow *self,
             AcmeItem           *fresh)
{
  static const guint counts[] = { ACME_ACCOUNT_DOMAINS, ACME_ACCOUNT_CLIENTS };
  AcmeItem *known = acme_keyed_list_lookup (get_accounts (self), acme_item_get_key (fresh));

  for (guint i = 0; known != NULL && i < G_N_ELEMENTS (counts); i++)
    acme_item_set_number (fresh, counts[i], acme_item_get_number (known, counts[i]));
}

static void
list_accounts_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = acme_scm_list_accounts_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeAccountsWindow) self = acme_load_dup_owner (load);

  if (self == NULL)
    return;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    keep_counts (self, accounts->pdata[i]);
  if (accounts == NULL)
    add_rest (self);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  self->is_complete |= accounts != NULL;
  acme_list_dialog_end_load (ACME_LIST_DIALOG (self), accounts, error);
  acme_account_counts_forget (self->counts, NULL);
}

/* Lists the accounts. */
void
acme_accounts_window_load (AcmeListDialog *dialog,
                           GCancellable   *cancellable)
{
  AcmeLoad *load = acme_load_new (dialog, cancellable);

  acme_scm_list_accounts_async (acme_dialog_get_session (ACME_DIALOG (dialog)),
                                acme_dialog_get_endpoint (ACME_DIALOG (dialog)), NULL, 0, page_cb, load, progress_cb,
                                load, cancellable, list_accounts_cb, load);
}

/* Takes an account as it is now into the list, without its key: nothing that is listed holds one. */
void
acme_accounts_window_take (AcmeAccountsWindow *self,
                           AcmeAccount        *account)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, NULL);
  acme_item_set_number (ACME_ITEM (account), ACME_ACCOUNT_ENDPOINT,
                        acme_item_get_number (ACME_ITEM (acme_dialog_get_endpoint (ACME_DIALOG (self))),
                                              ACME_ENDPOINT_ID));
  keep_counts (self, ACME_ITEM (account));
  g_ptr_array_add (accounts, account);
  acme_keyed_list_add (get_accounts (self), accounts);
  acme_account_counts_forget (self->counts, account);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

typedef struct
{
  GWeakRef window;
  char *key;
} Reload;

static void
reload_free (Reload *reload)
{
  g_weak_ref_clear (&reload->window);
  g_free (reload->key);
  g_free (reload);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reload, reload_free)

static void
get_account_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Reload) reload = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeAccount) account = acme_scm_get_account_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeAccountsWindow) self = g_weak_ref_get (&reload->window);

  if (self == NULL || acme_dialog_is_gone (ACME_DIALOG (self)))
    return;

  if (account != NULL)
    {
      acme_accounts_window_take (self, account);
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    {
      acme_keyed_list_remove (get_accounts (self), reload->key);
      acme_list_dialog_update (ACME_LIST_DIALOG (self));
    }
  else
    {
      g_debug ("The account %s could not be read again: %s", reload->key, error->message);
    }
}

/* Asks for one account that was changed, and shows it as it is now, or not any more if it is gone. */
void
acme_accounts_window_reload (AcmeAccountsWindow *self,
                             AcmeAccount        *account)
{
  Reload *reload = g_new0 (Reload, 1);
  AcmeItem *item = ACME_ITEM (account);

  g_weak_ref_init (&reload->window, self);
  reload->key = g_strdup (acme_item_get_key (item));
  acme_scm_get_account_async (acme_dialog_get_session (ACME_DIALOG (self)),
                              acme_item_get_string (item, ACME_ACCOUNT_KIND),
                              acme_item_get_number (item, ACME_ACCOUNT_ID), NULL, get_account_cb, reload);
}

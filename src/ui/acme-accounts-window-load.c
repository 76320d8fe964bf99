/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the accounts window loads its accounts. At first they are shown page by page, as they come; later what is on the
 * screen stays until all is there. After a change of one account only that one is asked for again. */

#include "config.h"

#include "acme-accounts-window-private.h"

#include "acme-error.h"
#include "acme-load.h"
#include "acme-scm-accounts.h"

static void
page_cb (GPtrArray *accounts,
         gpointer   user_data)
{
  g_autoptr(AcmeAccountsWindow) self = acme_load_dup_owner (user_data);

  if (self == NULL || self->is_complete)
    return;

  acme_keyed_list_add (self->accounts, accounts);
  acme_accounts_window_update (self);
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
  AcmeItem *known = acme_keyed_list_lookup (self->accounts, acme_item_get_key (fresh));

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

  g_clear_object (&self->loading);
  if (accounts != NULL)
    {
      for (guint i = 0; i < accounts->len; i++)
        keep_counts (self, accounts->pdata[i]);
      acme_keyed_list_replace (self->accounts, accounts);
      self->is_complete = TRUE;
    }
  else
    {
      g_debug ("The accounts could not be listed: %s", error->message);
    }
  acme_list_page_end (self->page, error);
  acme_account_counts_forget (self->counts, NULL);
  acme_accounts_window_update (self);
}

/* Lists the accounts anew, unless that is going on already. */
void
acme_accounts_window_refresh (AcmeAccountsWindow *self)
{
  AcmeDialog *dialog = ACME_DIALOG (self);
  AcmeLoad *load;

  if (self->loading != NULL)
    return;

  self->loading = g_cancellable_new ();
  load = acme_load_new (self, self->loading);
  acme_list_page_begin (self->page);
  acme_accounts_window_update (self);
  acme_scm_list_accounts_async (acme_dialog_get_session (dialog), acme_dialog_get_endpoint (dialog), NULL, 0,
                                page_cb, load, progress_cb, load, self->loading, list_accounts_cb, load);
}

/* Ends that and leaves what is there. */
void
acme_accounts_window_stop (AcmeAccountsWindow *self)
{
  if (self->loading == NULL)
    return;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  acme_list_page_stop (self->page);
  acme_accounts_window_update (self);
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
  acme_keyed_list_add (self->accounts, accounts);
  acme_account_counts_forget (self->counts, account);
  acme_accounts_window_update (self);
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

  if (self == NULL || self->accounts == NULL)
    return;

  if (account != NULL)
    {
      acme_accounts_window_take (self, account);
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    {
      acme_keyed_list_remove (self->accounts, reload->key);
      acme_accounts_window_update (self);
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

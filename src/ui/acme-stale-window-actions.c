/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with findings: idle clients are deactivated, accounts without a client are deleted. Both act on the
 * findings that are selected at that moment and keep to them, while a search goes on adding others. What was done, or
 * was gone already because somebody else did it, leaves the list. */

#include "config.h"

#include "acme-stale-window-private.h"

#include <glib/gi18n.h>

#include "acme-deactivate-clients.h"
#include "acme-delete-accounts.h"
#include "acme-error.h"
#include "acme-outcome.h"
#include "acme-outcomes-window.h"
#include "acme-stale.h"

/* (element-type AcmeStale): those of @items that are about a client, or those about an account without one */
static GPtrArray *
list_findings (GPtrArray *items,
               gboolean   about_client)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      if ((acme_stale_get_client (items->pdata[i]) != NULL) == about_client)
        g_ptr_array_add (findings, g_object_ref (items->pdata[i]));
    }
  return findings;
}

static GPtrArray *
list_accounts (GPtrArray *findings)
{
  GPtrArray *accounts = g_ptr_array_new_full (findings->len, NULL);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (accounts, acme_stale_get_account (findings->pdata[i]));
  return accounts;
}

static GPtrArray *
list_clients (GPtrArray *findings)
{
  GPtrArray *clients = g_ptr_array_new_full (findings->len, NULL);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (clients, acme_stale_get_client (findings->pdata[i]));
  return clients;
}

/* ---- What became of it ---- */

/* Two people may tidy up at once; what somebody else has done is done. */
static gboolean
is_done (AcmeOutcome *outcome,
         const char  *word)
{
  if (g_error_matches (acme_outcome_get_error (outcome), ACME_ERROR, ACME_ERROR_NOT_FOUND))
    acme_outcome_set_result (outcome, word, _("It was gone already."));
  return g_strcmp0 (acme_item_get_string (ACME_ITEM (outcome), ACME_OUTCOME_OUTCOME), word) == 0;
}

static void
remove_finding (AcmeStaleWindow *self,
                AcmeItem        *finding)
{
  const char *key = acme_item_get_key (finding);

  if (self->sweep != NULL)
    acme_keyed_list_remove (acme_scm_stale_sweep_get_findings (self->sweep), key);
  if (!acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_keyed_list_remove (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)), key);
}

/* Tells of each account once. Returns whether everything was done. */
static gboolean
take_outcomes (AcmeStaleWindow *self,
               GPtrArray       *outcomes,
               const char      *word)
{
  gboolean deleting = g_str_equal (word, ACME_OUTCOME_DELETED);
  g_autoptr(GHashTable) told = g_hash_table_new (NULL, NULL);
  gboolean all = TRUE;

  g_assert (outcomes->len == self->acting->len);
  for (guint i = 0; i < outcomes->len; i++)
    {
      AcmeStale *finding = self->acting->pdata[i];
      AcmeAccount *account = acme_stale_get_account (finding);
      gboolean done = is_done (outcomes->pdata[i], word);

      if (done)
        remove_finding (self, ACME_ITEM (finding));
      else
        all = FALSE;
      if (g_hash_table_add (told, account))
        acme_stale_window_tell_changed (self, account, deleting && done);
    }
  return all;
}

static void
show_outcomes (AcmeStaleWindow *self,
               GPtrArray       *outcomes,
               const char      *word,
               gboolean         all)
{
  gboolean deleting = g_str_equal (word, ACME_OUTCOME_DELETED);
  guint n = outcomes->len;
  g_autofree char *message = NULL;

  if (all)
    {
      message = deleting ? g_strdup_printf (ngettext ("%u account deleted", "%u accounts deleted", n), n)
                         : g_strdup_printf (ngettext ("%u client deactivated", "%u clients deactivated", n), n);
      acme_list_dialog_show_message (ACME_LIST_DIALOG (self), message);
    }
  else
    {
      acme_outcomes_window_show (GTK_WINDOW (self), deleting ? _("Deleting Accounts") : _("Deactivating Clients"),
                                 outcomes);
    }
}

/* @outcomes is %NULL if the person did not want it. */
static void
end_acting (AcmeStaleWindow *self,
            GPtrArray       *outcomes,
            const char      *word)
{
  gboolean all = outcomes == NULL || take_outcomes (self, outcomes, word);

  g_clear_pointer (&self->acting, g_ptr_array_unref);
  acme_dialog_end_write (ACME_DIALOG (self), !all);
  if (acme_dialog_is_gone (ACME_DIALOG (self)))
    return;

  if (outcomes != NULL)
    show_outcomes (self, outcomes, word, all);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

/* ---- Acting ---- */

static void
begin_acting (AcmeStaleWindow *self,
              gboolean         about_client)
{
  g_autoptr(GPtrArray) selected = acme_table_get_selected_items (self->table);

  self->acting = list_findings (selected, about_client);
  acme_dialog_begin_write (ACME_DIALOG (self));
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

static void
deactivate_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GPtrArray) outcomes = acme_deactivate_clients_finish (result, NULL);

  end_acting (ACME_STALE_WINDOW (source), outcomes, ACME_OUTCOME_DEACTIVATED);
}

static void
deactivate_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (widget);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GPtrArray) clients = NULL;

  begin_acting (self, TRUE);
  accounts = list_accounts (self->acting);
  clients = list_clients (self->acting);
  acme_deactivate_clients_async (GTK_WINDOW (self), acme_dialog_get_session (ACME_DIALOG (self)), accounts, clients,
                                 deactivate_cb, NULL);
}

static void
delete_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GPtrArray) outcomes = acme_delete_accounts_finish (result, NULL);

  end_acting (ACME_STALE_WINDOW (source), outcomes, ACME_OUTCOME_DELETED);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (widget);
  g_autoptr(GPtrArray) accounts = NULL;

  begin_acting (self, FALSE);
  accounts = list_accounts (self->acting);
  acme_delete_accounts_async (GTK_WINDOW (self), acme_dialog_get_session (ACME_DIALOG (self)), accounts, delete_cb,
                              NULL);
}

/* Installs the actions and their keys. */
void
acme_stale_window_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.deactivate", NULL, deactivate_action);
  gtk_widget_class_install_action (widget_class, "win.delete", NULL, delete_action);

  /* Whichever can be done; with both kinds selected it is the accounts */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.deactivate", NULL);
}

/* Says how much of @selected can be acted on. */
void
acme_stale_window_update_actions (AcmeStaleWindow *self,
                                  GPtrArray       *selected)
{
  g_autoptr(GPtrArray) clients = list_findings (selected, TRUE);
  g_autoptr(GPtrArray) accounts = list_findings (selected, FALSE);
  gboolean is_writing = acme_dialog_is_writing (ACME_DIALOG (self));
  g_autofree char *deactivate = NULL;
  g_autofree char *delete = NULL;

  if (clients->len > 1)
    deactivate = g_strdup_printf (ngettext ("_Deactivate %u…", "_Deactivate %u…", clients->len), clients->len);
  if (accounts->len > 1)
    delete = g_strdup_printf (ngettext ("De_lete %u…", "De_lete %u…", accounts->len), accounts->len);
  gtk_label_set_label (self->deactivate_label, deactivate != NULL ? deactivate : _("_Deactivate…"));
  gtk_label_set_label (self->delete_label, delete != NULL ? delete : _("De_lete Account…"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.deactivate", clients->len > 0 && !is_writing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.delete", accounts->len > 0 && !is_writing);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of all events the audit window shows: those that name its account, those that name its endpoint or one of the
 * endpoint's accounts, or all. What is not known of the accounts yet is not waited for. */

#include "config.h"

#include "acme-audit-window-private.h"

#include <glib/gi18n.h>

#include "acme-load.h"
#include "acme-scm-accounts.h"

/* From the narrowest on; the first is only there for an account */
enum
{
  SCOPE_ACCOUNT,
  SCOPE_ENDPOINT,
  SCOPE_ALL,
  N_SCOPES
};

static const char *const titles[N_SCOPES] = { N_("This Account"), N_("This Endpoint"), N_("All Events") };

static guint
get_scope (AcmeAuditWindow *self)
{
  return gtk_drop_down_get_selected (self->scope_drop_down) + (self->account != NULL ? 0 : SCOPE_ENDPOINT);
}

static AcmeEventScope *
make_scope (AcmeAuditWindow *self,
            guint            scope)
{
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));

  switch (scope)
    {
    case SCOPE_ACCOUNT:
      return acme_event_scope_new_for_account (endpoint, self->account);
    case SCOPE_ENDPOINT:
      return acme_event_scope_new_for_endpoint (endpoint, self->accounts);
    default:
      return NULL;
    }
}

static const char *
describe_scope (AcmeAuditWindow *self,
                guint            scope)
{
  if (scope == SCOPE_ACCOUNT)
    return _("Matched by text: events that name this account or its ID.");
  if (self->accounts != NULL)
    return _("Matched by text: events that name this endpoint, its URL, or one of its accounts or their IDs.");
  return _("Matched by text: events that name this endpoint or its URL.");
}

/* Shows the events that were chosen in the drop-down. */
void
acme_audit_window_take_scope (AcmeAuditWindow *self)
{
  g_autoptr(AcmeEventScope) scope = NULL;
  guint chosen = get_scope (self);

  gtk_widget_set_visible (self->note_bar, chosen != SCOPE_ALL);
  gtk_label_set_label (self->note_label, describe_scope (self, chosen));
  if (self->view == NULL)
    return;

  scope = make_scope (self, chosen);
  acme_audit_view_set_scope (self->view, scope);
  acme_audit_window_list_accounts (self);
}

/* Chooses all. */
void
acme_audit_window_show_all_events (AcmeAuditWindow *self)
{
  gtk_drop_down_set_selected (self->scope_drop_down, SCOPE_ALL - (self->account != NULL ? 0 : SCOPE_ENDPOINT));
}

static void
list_accounts_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = acme_scm_list_accounts_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeAuditWindow) self = acme_load_dup_owner (load);

  if (self == NULL)
    return;

  g_clear_object (&self->listing);
  if (accounts == NULL)
    {
      g_debug ("The accounts are not known to the audit: %s", error->message);
      return;
    }
  self->accounts = g_steal_pointer (&accounts);
  if (get_scope (self) == SCOPE_ENDPOINT)
    acme_audit_window_take_scope (self);
}

/* Asks for the accounts by which an endpoint's events are known, if those are wanted and the accounts are not known. */
void
acme_audit_window_list_accounts (AcmeAuditWindow *self)
{
  AcmeLoad *load;

  if (get_scope (self) != SCOPE_ENDPOINT || self->accounts != NULL || self->listing != NULL)
    return;

  self->listing = g_cancellable_new ();
  load = acme_load_new (self, self->listing);
  acme_scm_list_accounts_async (acme_dialog_get_session (ACME_DIALOG (self)),
                                acme_dialog_get_endpoint (ACME_DIALOG (self)), NULL, 0, NULL, NULL, NULL, NULL,
                                self->listing, list_accounts_cb, load);
}

/* Offers what there is, the narrowest first. */
void
acme_audit_window_set_up_scope (AcmeAuditWindow *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = self->account != NULL ? SCOPE_ACCOUNT : SCOPE_ENDPOINT; i < N_SCOPES; i++)
    gtk_string_list_append (list, _(titles[i]));
  gtk_drop_down_set_model (self->scope_drop_down, G_LIST_MODEL (list));
  acme_audit_window_take_scope (self);
}

/* The window goes. */
void
acme_audit_window_drop_scope (AcmeAuditWindow *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
}

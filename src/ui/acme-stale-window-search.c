/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the findings come. SCM is asked for each account, so a search takes long: what was found is shown at once, and a
 * search that was stopped or failed goes on where it was. One for another number of days, or after a complete one,
 * begins anew with the accounts that there are then. */

#include "config.h"

#include "acme-stale-window-private.h"

#include <glib/gi18n.h>

#include "acme-outcome.h"

/* A table takes a thousand rows as fast as one, so they come in batches, in ms. */
#define BATCH_DELAY 500

/* What the callbacks of one run get. The window may be gone by then, or may have stopped this run. */
typedef struct
{
  GWeakRef window;
  GCancellable *cancellable;
} Run;

static void
run_free (Run *run)
{
  g_weak_ref_clear (&run->window);
  g_object_unref (run->cancellable);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

guint
acme_stale_window_get_idle_days (AcmeStaleWindow *self)
{
  return gtk_spin_button_get_value_as_int (self->days_spin);
}

static gboolean
has_search (AcmeStaleWindow *self)
{
  return self->sweep != NULL && self->idle_days == acme_stale_window_get_idle_days (self);
}

/* Whether there is something left of a search for the days that are asked for now. */
gboolean
acme_stale_window_can_continue (AcmeStaleWindow *self)
{
  return has_search (self) && acme_scm_stale_sweep_get_n_done (self->sweep) <
                              acme_scm_stale_sweep_get_n_accounts (self->sweep);
}

/* Whether all is known that is asked for now. */
gboolean
acme_stale_window_is_complete (AcmeStaleWindow *self)
{
  return has_search (self) && !acme_stale_window_can_continue (self);
}

static GPtrArray *
list_items (GListModel *model)
{
  guint n = g_list_model_get_n_items (model);
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, i));
  return items;
}

/* What SCM listed without an id cannot be asked about. */
static GPtrArray *
list_accounts (AcmeStaleWindow *self)
{
  g_autoptr(GPtrArray) all = list_items (self->accounts);
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      if (acme_item_get_number (all->pdata[i], ACME_ACCOUNT_ID) != ACME_NUMBER_NONE)
        g_ptr_array_add (accounts, g_object_ref (all->pdata[i]));
    }
  return accounts;
}

/* Shows what has been found since the last time. */
static void
show_found (AcmeStaleWindow *self)
{
  g_autoptr(GPtrArray) found = g_steal_pointer (&self->found);

  g_clear_handle_id (&self->show_id, g_source_remove);
  if (found != NULL)
    acme_keyed_list_add (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)), found);
}

static void
show_found_cb (gpointer user_data)
{
  AcmeStaleWindow *self = user_data;

  self->show_id = 0;
  show_found (self);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

/* The first ones are shown at once. What was acted on is taken out of both lists by whoever did. */
static void
findings_changed_cb (AcmeStaleWindow *self,
                     guint            position,
                     guint            n_removed,
                     guint            n_added,
                     GListModel      *findings)
{
  if (n_added == 0 || self->sweep == NULL ||
      findings != G_LIST_MODEL (acme_scm_stale_sweep_get_findings (self->sweep)))
    return;

  if (self->found == NULL)
    self->found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = position; i < position + n_added; i++)
    g_ptr_array_add (self->found, g_list_model_get_item (findings, i));
  if (self->show_id == 0)
    self->show_id = g_timeout_add_once (acme_list_page_get_has_rows (self->page) ? BATCH_DELAY : 0, show_found_cb,
                                        self);
}

/* Gives up showing what has been found. */
void
acme_stale_window_forget_found (AcmeStaleWindow *self)
{
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

/* Nothing is left of the search before. */
static void
begin_search (AcmeStaleWindow *self)
{
  g_autoptr(GPtrArray) accounts = list_accounts (self);
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

  self->idle_days = acme_stale_window_get_idle_days (self);
  acme_settings_set_idle_days (self->settings, self->idle_days);
  self->is_running = FALSE;
  acme_stale_window_forget_found (self);

  g_clear_object (&self->sweep);
  self->sweep = acme_scm_stale_sweep_new (acme_dialog_get_session (ACME_DIALOG (self)), accounts, self->idle_days);
  g_signal_connect_object (acme_scm_stale_sweep_get_findings (self->sweep), "items-changed",
                           G_CALLBACK (findings_changed_cb), self, G_CONNECT_SWAPPED);

  acme_keyed_list_replace (acme_list_dialog_get_items (ACME_LIST_DIALOG (self)), nothing);
  acme_stale_window_show_list (self);
  acme_list_page_begin (self->page);
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(AcmeStaleWindow) self = g_weak_ref_get (&run->window);

  if (self == NULL || g_cancellable_is_cancelled (run->cancellable))
    return;

  self->n_done = n_done;
  acme_list_page_set_progress (self->page, n_done, n_total);
  acme_list_dialog_update (ACME_LIST_DIALOG (self));
}

/* That some accounts could not be looked at, though the rest were. */
static GError *
make_problem (GListModel *problems)
{
  guint n = g_list_model_get_n_items (problems);
  g_autoptr(AcmeOutcome) first = g_list_model_get_item (problems, 0);
  const GError *error = acme_outcome_get_error (first);

  /* Translators: the %s is a sentence that says why */
  return g_error_new (error->domain, error->code,
                      ngettext ("The clients of %u account could not be listed. %s",
                                "The clients of %u accounts could not be listed. %s", n), n, error->message);
}

static void
end_search (AcmeStaleWindow *self,
            GError          *error)
{
  GListModel *problems = G_LIST_MODEL (acme_scm_stale_sweep_get_problems (self->sweep));
  g_autoptr(GError) failure = error;
  g_autoptr(GPtrArray) findings = NULL;

  show_found (self);
  if (failure == NULL && g_list_model_get_n_items (problems) > 0)
    failure = make_problem (problems);
  if (failure == NULL)
    findings = list_items (G_LIST_MODEL (acme_scm_stale_sweep_get_findings (self->sweep)));
  self->n_done = acme_scm_stale_sweep_get_n_done (self->sweep);
  acme_list_dialog_end_load (ACME_LIST_DIALOG (self), findings, failure);
}

static void run_search (AcmeStaleWindow *self,
                        GCancellable    *cancellable);

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Run) ended = user_data;
  g_autoptr(AcmeStaleWindow) self = g_weak_ref_get (&ended->window);
  g_autoptr(GCancellable) waiting = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_stale_sweep_run_finish (ACME_SCM_STALE_SWEEP (source), result, &error);
  if (self == NULL || self->sweep != ACME_SCM_STALE_SWEEP (source))
    return;

  self->is_running = FALSE;
  waiting = g_steal_pointer (&self->waiting);
  if (!g_cancellable_is_cancelled (ended->cancellable))
    end_search (self, g_steal_pointer (&error));
  else if (waiting != NULL && !g_cancellable_is_cancelled (waiting))
    run_search (self, waiting);
}

static void
run_search (AcmeStaleWindow *self,
            GCancellable    *cancellable)
{
  Run *run = g_new0 (Run, 1);

  g_weak_ref_init (&run->window, self);
  run->cancellable = g_object_ref (cancellable);
  self->is_running = TRUE;
  acme_scm_stale_sweep_run_async (self->sweep, progress_cb, run, cancellable, run_cb, run);
}

/* Begins a search, or goes on with the one there is. */
void
acme_stale_window_load (AcmeListDialog *dialog,
                        GCancellable   *cancellable)
{
  AcmeStaleWindow *self = ACME_STALE_WINDOW (dialog);

  if (!acme_stale_window_can_continue (self))
    begin_search (self);
  self->n_done = acme_scm_stale_sweep_get_n_done (self->sweep);
  acme_list_page_set_progress (self->page, self->n_done, acme_scm_stale_sweep_get_n_accounts (self->sweep));
  if (self->is_running)
    g_set_object (&self->waiting, cancellable);
  else
    run_search (self, cancellable);
  acme_list_dialog_update (dialog);
}

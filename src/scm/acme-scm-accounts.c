/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of one endpoint, or of all. SCM has a list for each kind, which knows endpoints only by the texts that
 * acme-scm-account-matcher.c compares and organizations only by number. What these mean is asked for side by side with
 * the first pages and never waited for; acme-scm-account-collector.c puts it together. The lists of accounts decide
 * whether the call succeeds. */

#include "config.h"

#include "acme-scm-accounts.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-account-collector.h"
#include "acme-scm-account-sweep.h"
#include "acme-scm-deadline.h"
#include "acme-scm-list.h"
#include "acme-scm-organizations.h"

typedef struct _Listing Listing;

/* The list of one kind */
typedef struct
{
  Listing *listing; /* (unowned): it holds this */
  const char *kind;
  gboolean is_optional; /* none of the endpoints has this kind: SCM may not know it here */
  GError *refusal; /* (nullable): it wants to be asked by organization, and these are not known yet */
  guint done;
  guint total; /* 0: not known */
  gboolean has_ended;
} Part;

struct _Listing
{
  GTask *task; /* (unowned): it holds this */
  AcmeScmAccountCollector *collector;
  gint64 organization_id;
  AcmeScmAccountsFunc page_func; /* (nullable) */
  gpointer page_data;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  AcmeScmDeadline *deadline; /* no time limit: ends what is on its way when the list fails */

  Part parts[2];
  guint n_parts;
  GPtrArray *organizations; /* (nullable): until they are known, if ever */
  gboolean has_no_organizations; /* they will never be known */
  GError *error; /* (nullable) */
  guint n_pending;
};

static void
free_listing (Listing *listing)
{
  for (guint i = 0; i < listing->n_parts; i++)
    g_clear_error (&listing->parts[i].refusal);
  acme_scm_account_collector_free (listing->collector);
  acme_scm_deadline_free (listing->deadline);
  g_clear_pointer (&listing->organizations, g_ptr_array_unref);
  g_clear_error (&listing->error);
  g_free (listing);
}

static void
fail (Listing *listing,
      GError  *error)
{
  if (listing->error == NULL)
    listing->error = error;
  else
    g_error_free (error);
  g_cancellable_cancel (acme_scm_deadline_get_cancellable (listing->deadline));
}

static void
end_part (Listing *listing)
{
  GPtrArray *accounts = NULL;

  if (--listing->n_pending > 0)
    return;
  if (listing->error == NULL)
    accounts = acme_scm_account_collector_steal (listing->collector, &listing->error);
  if (accounts != NULL)
    g_task_return_pointer (listing->task, accounts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (listing->task, g_steal_pointer (&listing->error));
}

static void
report_progress (Listing *listing)
{
  guint done = 0;
  guint total = 0;
  gboolean is_known = TRUE;

  for (guint i = 0; i < listing->n_parts; i++)
    {
      const Part *part = &listing->parts[i];

      done += part->done;
      total += part->has_ended ? part->done : MAX (part->total, part->done);
      is_known = is_known && (part->has_ended || part->total > 0);
    }
  if (listing->progress != NULL && listing->error == NULL)
    listing->progress (done, is_known ? total : 0, listing->progress_data);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Part *part = user_data;

  part->done = done;
  part->total = total;
  report_progress (part->listing);
}

static gboolean
take_page (JsonArray  *page,
           gpointer    user_data,
           GError    **error)
{
  Part *part = user_data;

  acme_scm_account_collector_take_page (part->listing->collector, part->kind, page);
  return TRUE;
}

/* An operation that was cancelled ends through the main loop, and may get something until then */
static void
give_cb (GPtrArray *accounts,
         gpointer   user_data)
{
  Listing *listing = user_data;

  if (listing->page_func != NULL && listing->error == NULL &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (listing->task)))
    listing->page_func (accounts, listing->page_data);
}

static void
end_accounts (Part   *part,
              GError *error)
{
  Listing *listing = part->listing;

  if (error == NULL || (part->is_optional && acme_scm_account_is_refused (error)))
    {
      g_clear_error (&error);
      part->has_ended = TRUE;
      report_progress (listing);
    }
  else
    fail (listing, error);
  end_part (listing);
}

static void
sweep_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Part *part = user_data;
  g_autoptr(GTask) task = part->listing->task;
  GError *error = NULL;

  acme_scm_account_sweep_finish (ACME_SCM_SESSION (source), result, &error);
  end_accounts (part, error);
}

static void
sweep_organizations (Part *part)
{
  Listing *listing = part->listing;

  g_debug ("The %s accounts are listed by organization: %s", part->kind, part->refusal->message);
  g_clear_error (&part->refusal);
  g_object_ref (listing->task);
  acme_scm_account_sweep_async (g_task_get_source_object (listing->task), part->kind, listing->organizations,
                                take_page, part, progress_cb, part,
                                acme_scm_deadline_get_cancellable (listing->deadline), sweep_cb, part);
}

/* Whether SCM wants to be asked for one organization at a time (C2): its code for that, -1001, says no more than that
 * something is missing, so that any refusal of its own counts that comes for a request without an organization */
static gboolean
wants_organization (Listing      *listing,
                    guint         status,
                    const GError *error)
{
  return status == 400 && listing->organization_id <= 0 && g_error_matches (error, ACME_ERROR, ACME_ERROR_FAILED);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Part *part = user_data;
  Listing *listing = part->listing;
  g_autoptr(GTask) task = listing->task;
  GError *error = NULL;
  guint status;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, &status, &error) ||
      !wants_organization (listing, status, error) || listing->has_no_organizations)
    {
      end_accounts (part, error);
      return;
    }
  part->refusal = error;
  if (listing->organizations != NULL)
    sweep_organizations (part);
}

static void
organizations_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  g_autoptr(AcmeOrganizationIndex) index = NULL;
  g_autoptr(GError) error = NULL;

  listing->organizations = acme_scm_list_organizations_finish (ACME_SCM_SESSION (source), result, &error);
  listing->has_no_organizations = listing->organizations == NULL;
  if (acme_error_is_cancelled (error))
    fail (listing, g_error_copy (error));
  if (listing->organizations != NULL)
    index = acme_organization_index_new (listing->organizations);
  acme_scm_account_collector_set_names (listing->collector, index, error);

  for (guint i = 0; i < listing->n_parts; i++)
    {
      Part *part = &listing->parts[i];

      if (part->refusal != NULL && listing->organizations != NULL)
        sweep_organizations (part);
      else if (part->refusal != NULL)
        end_accounts (part, g_steal_pointer (&part->refusal));
    }
  end_part (listing);
}

static void
servers_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  g_autoptr(AcmeScmServers) servers = NULL;
  g_autoptr(GError) error = NULL;

  servers = acme_scm_list_servers_finish (ACME_SCM_SESSION (source), result, &error);
  if (acme_error_is_cancelled (error))
    fail (listing, g_error_copy (error));
  acme_scm_account_collector_set_servers (listing->collector, servers, error);
  end_part (listing);
}

static void
add_parts (Listing  *listing,
           gboolean  is_for_one)
{
  static const char *const kinds[] = { ACME_ACCOUNT_KIND_PUBLIC, ACME_ACCOUNT_KIND_UNIVERSAL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean is_expected = acme_scm_account_collector_expects (listing->collector, kinds[i]);

      if (is_expected || !is_for_one)
        listing->parts[listing->n_parts++] = (Part) { listing, kinds[i], !is_expected };
    }
}

/* The accounts come first in the row: nothing else is to delay their first page */
static void
start (Listing *listing)
{
  AcmeScmSession *session = g_task_get_source_object (listing->task);
  GCancellable *cancellable = acme_scm_deadline_get_cancellable (listing->deadline);

  listing->n_pending = listing->n_parts + 1;
  for (guint i = 0; i < listing->n_parts; i++)
    {
      g_autoptr(AcmeScmRequest) request =
        acme_scm_account_list_request_new (listing->parts[i].kind, listing->organization_id);

      g_object_ref (listing->task);
      acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, take_page, &listing->parts[i], progress_cb,
                           &listing->parts[i], cancellable, list_cb, &listing->parts[i]);
    }
  if (acme_scm_account_collector_needs_servers (listing->collector))
    {
      listing->n_pending++;
      acme_scm_list_servers_async (session, cancellable, servers_cb, g_object_ref (listing->task));
    }
  acme_scm_list_organizations_async (session, cancellable, organizations_cb, g_object_ref (listing->task));
}

/**
 * acme_scm_list_accounts_async:
 * @session: a session
 * @endpoint: (nullable): the endpoint whose accounts are wanted, with its type, name and URL; %NULL for all accounts of
 *   both kinds
 * @endpoints: (nullable) (element-type AcmeEndpoint): if @endpoint is %NULL, the endpoints among which that of each
 *   account is looked for
 * @organization_id: the organization or department that they belong to, or 0 for all
 * @page_func: (nullable): called with accounts as they come in, before the whole is there
 * @page_data: for @page_func
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when all of it is there
 * @user_data: for @callback
 *
 * Lists accounts with the names of their organizations and, if endpoints are given, the ids of their endpoints. HMAC
 * keys are not kept.
 *
 * @page_func is for a list that fills: an account that it gives may be without the names of its organization until it
 * is given again. Who has the accounts already and only refreshes them waits for the result.
 */
void
acme_scm_list_accounts_async (AcmeScmSession      *session,
                              AcmeEndpoint        *endpoint,
                              GPtrArray           *endpoints,
                              gint64               organization_id,
                              AcmeScmAccountsFunc  page_func,
                              gpointer             page_data,
                              AcmeScmProgressFunc  progress,
                              gpointer             progress_data,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Listing *listing;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (endpoint == NULL || ACME_IS_ENDPOINT (endpoint));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_list_accounts_async);
  listing = g_new0 (Listing, 1);
  listing->task = task;
  listing->organization_id = organization_id;
  listing->page_func = page_func;
  listing->page_data = page_data;
  listing->progress = progress;
  listing->progress_data = progress_data;
  listing->deadline = acme_scm_deadline_new (cancellable, 0);
  listing->collector = acme_scm_account_collector_new (endpoint, endpoints, give_cb, listing);
  g_task_set_task_data (task, listing, (GDestroyNotify) free_listing);
  add_parts (listing, endpoint != NULL);
  start (listing);
}

/**
 * acme_scm_list_accounts_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * An account of which not everything could be read is there, with a problem (acme_item_get_problem()). If SCM's list
 * has entries without a usable id, one account without an id stands for all of them of a kind. If it cannot be told
 * which accounts belong to the endpoint, that is an error.
 *
 * Returns: (transfer full) (element-type AcmeAccount): the accounts, each once, the public ones first, in SCM's order;
 *   those that were given to the page function are the same objects; %NULL with an error of the domain %ACME_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_accounts_finish (AcmeScmSession  *session,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_list_accounts_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

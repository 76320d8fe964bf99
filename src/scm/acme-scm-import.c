/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many accounts from a file. First everything is looked at that can be looked at without changing anything; only what
 * passes is created, and only what is not there yet, so that a file can be imported again until nothing of it is
 * left. */

#include "config.h"

#include "acme-scm-import.h"

#include <glib/gi18n.h>

#include "acme-account-draft.h"
#include "acme-account.h"
#include "acme-error.h"
#include "acme-import-row.h"
#include "acme-outcome.h"
#include "acme-scm-account-creation.h"
#include "acme-scm-accounts.h"
#include "acme-scm-batch.h"
#include "acme-scm-deadline.h"
#include "acme-scm-import-check.h"
#include "acme-scm-organizations.h"
#include "acme-scm-profiles.h"

/* So many rows are checked before others have their turn in the main loop */
#define SLICE 200

typedef struct
{
  GPtrArray *rows;
  gboolean dry_run;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  AcmeScmDeadline *deadline; /* no time limit: ends the other lists when that of the accounts fails */

  AcmeScmImportCheck *check;
  GPtrArray *creatable; /* of the rows */
  GString *doubts;      /* sentences about what could not be checked */
  GError *error;        /* (nullable) */
  guint n_pending;
  guint next;           /* the row that is checked next */
} Import;

static void
free_import (Import *import)
{
  acme_scm_deadline_free (import->deadline);
  acme_scm_import_check_free (import->check);
  g_ptr_array_unref (import->creatable);
  g_ptr_array_unref (import->rows);
  g_string_free (import->doubts, TRUE);
  g_clear_error (&import->error);
  g_free (import);
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
report_progress (Import *import,
                 guint   done)
{
  if (import->progress != NULL)
    import->progress (done, import->rows->len, import->progress_data);
}

static void
skip_row (gpointer    thing,
          const char *reason,
          gpointer    data)
{
  acme_import_row_set_result (thing, ACME_OUTCOME_SKIPPED, ACME_NUMBER_NONE, reason);
}

/* Ends everything before anything was created */
static void
give_up (GTask  *task,
         GError *error)
{
  Import *import = g_task_get_task_data (task);
  g_autofree char *reason = NULL;

  if (acme_error_is_cancelled (error))
    reason = g_strdup (_("Not begun, because it was cancelled."));
  else
    /* Translators: the %s is a sentence that says what failed */
    reason = g_strdup_printf (_("Not begun, because it could not be seen which accounts exist: %s"), error->message);

  for (; import->next < import->rows->len; import->next++)
    {
      if (acme_item_get_problem (import->rows->pdata[import->next]) == NULL)
        skip_row (import->rows->pdata[import->next], reason, NULL);
    }
  for (guint i = 0; !import->dry_run && i < import->creatable->len; i++)
    skip_row (import->creatable->pdata[i], reason, NULL);
  g_task_return_error (task, error);
}

static char *
describe_domains (AcmeAccountDraft *draft,
                  AcmeScmCreated   *created)
{
  const char *const *wanted = acme_account_draft_get_domains (draft);
  guint n = created->not_added != NULL ? g_strv_length (created->not_added) : 0;
  g_autofree char *names = n > 0 ? g_strjoinv (", ", created->not_added) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  if (n > 0)
    g_string_append_printf (text,
                            /* Translators: as in “3 of 5 domains were not added: a, b, c.” */
                            ngettext ("%u of %u domains was not added: %s.", "%u of %u domains were not added: %s.", n),
                            n, g_strv_length ((char **) wanted), names);
  if (created->domains_error != NULL && n == 0)
    add_sentence (text, _("It is not known which of its domains were added."));
  if (created->domains_error != NULL)
    add_sentence (text, created->domains_error->message);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
describe_account (AcmeImportRow  *row,
                  AcmeScmCreated *created)
{
  g_autoptr(GString) message = g_string_new (NULL);
  g_autofree char *domains = describe_domains (acme_import_row_get_draft (row), created);

  if (created->confirmed_by_listing)
    add_sentence (message, _("SCM's answer did not say so, but the account is there."));
  if (created->read_error != NULL)
    {
      /* Translators: the %s is a sentence that says what failed */
      g_autofree char *sentence = g_strdup_printf (_("The account is there, but could not be read: %s"),
                                                   created->read_error->message);

      add_sentence (message, sentence);
    }
  if (domains[0] != '\0')
    add_sentence (message, domains);
  acme_import_row_set_result (row, domains[0] != '\0' ? ACME_OUTCOME_PARTIAL : ACME_OUTCOME_CREATED,
                              acme_item_get_number (ACME_ITEM (created->account), ACME_ACCOUNT_ID), message->str);
}

static void
start_creation (AcmeScmSession      *session,
                gpointer             thing,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data,
                gpointer             data)
{
  Import *import = data;
  AcmeAccountDraft *draft = acme_import_row_get_draft (thing);
  g_autoptr(GPtrArray) known =
    acme_scm_import_check_get_namesakes (import->check, acme_account_draft_get_name (draft));

  acme_scm_create_account_async (session, draft, known, cancellable, callback, user_data);
}

static GError *
end_creation (AcmeScmSession *session,
              GAsyncResult   *result,
              gpointer        thing,
              gpointer        data)
{
  Import *import = data;
  GError *error = NULL;
  g_autoptr(AcmeScmCreated) created = acme_scm_create_account_finish (session, result, &error);

  if (created == NULL)
    {
      acme_import_row_set_result (thing, acme_outcome_from_error (error), ACME_NUMBER_NONE, error->message);
      return error;
    }
  describe_account (thing, created);
  acme_item_set_string (ACME_ITEM (created->account), ACME_ACCOUNT_HMAC_KEY, NULL); /* nobody asks for it here */
  acme_scm_import_check_add_account (import->check, created->account);
  if (created->domains_error != NULL)
    return g_error_copy (created->domains_error);
  return created->read_error != NULL ? g_error_copy (created->read_error) : NULL;
}

static const AcmeScmBatchFuncs creation = { FALSE, start_creation, end_creation, skip_row };

static void
creation_progress_cb (guint    done,
                      guint    total,
                      gpointer user_data)
{
  Import *import = user_data;

  report_progress (import, import->rows->len - total + done);
}

static void
check_row (Import        *import,
           AcmeImportRow *row)
{
  if (acme_item_get_problem (ACME_ITEM (row)) != NULL || !acme_scm_import_check_row (import->check, row))
    return;
  if (import->dry_run && import->doubts->len > 0)
    acme_import_row_set_result (row, ACME_OUTCOME_VALID, ACME_NUMBER_NONE, import->doubts->str);
  g_ptr_array_add (import->creatable, row);
}

static gboolean
check_some_cb (gpointer user_data)
{
  GTask *task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      give_up (task, error);
      return G_SOURCE_REMOVE;
    }
  for (guint i = 0; i < SLICE && import->next < import->rows->len; i++)
    check_row (import, import->rows->pdata[import->next++]);
  if (import->dry_run)
    report_progress (import, import->next);
  if (import->next < import->rows->len)
    return G_SOURCE_CONTINUE;

  if (import->dry_run || import->creatable->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    acme_scm_batch_async (g_task_get_source_object (task), import->creatable, &creation, import, creation_progress_cb,
                          import, g_task_get_cancellable (task), acme_scm_batch_end_cb, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
check_rows (GTask *task)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, check_some_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
end_part (GTask *task)
{
  Import *import = g_task_get_task_data (task);

  if (--import->n_pending > 0)
    return;
  if (import->error != NULL)
    give_up (task, g_steal_pointer (&import->error));
  else
    check_rows (task);
}

static void
accounts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autoptr(GPtrArray) accounts =
    acme_scm_list_accounts_finish (ACME_SCM_SESSION (source), result, &import->error);

  if (accounts != NULL)
    acme_scm_import_check_take_accounts (import->check, accounts);
  else
    g_cancellable_cancel (acme_scm_deadline_get_cancellable (import->deadline));
  end_part (task);
}

/* What cannot be checked is left to SCM, which will refuse it if it is wrong */
static void
add_doubt (Import       *import,
           const char   *sentence,
           const GError *error)
{
  if (acme_error_is_cancelled (error))
    return;
  add_sentence (import->doubts, sentence);
  add_sentence (import->doubts, error->message);
}

static void
organizations_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) organizations =
    acme_scm_list_organizations_finish (ACME_SCM_SESSION (source), result, &error);

  if (organizations != NULL)
    acme_scm_import_check_take_organizations (import->check, organizations);
  else
    add_doubt (import, _("Whether the organization exists could not be checked."), error);
  end_part (task);
}

static void
profiles_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) profiles = acme_scm_list_profiles_finish (ACME_SCM_SESSION (source), result, &error);

  if (profiles != NULL)
    acme_scm_import_check_take_profiles (import->check, profiles);
  else
    add_doubt (import, _("Whether the certificate profile exists could not be checked."), error);
  end_part (task);
}

static void
ask (GTask     *task,
     GPtrArray *endpoints,
     gboolean   with_profiles)
{
  Import *import = g_task_get_task_data (task);
  AcmeScmSession *session = g_task_get_source_object (task);
  GCancellable *cancellable = acme_scm_deadline_get_cancellable (import->deadline);

  /* Of all endpoints: an account that cannot be matched to one of them must be seen, too */
  import->n_pending = with_profiles ? 3 : 2;
  acme_scm_list_accounts_async (session, NULL, endpoints, 0, NULL, NULL, NULL, NULL, cancellable, accounts_cb,
                                g_object_ref (task));
  acme_scm_list_organizations_async (session, cancellable, organizations_cb, g_object_ref (task));
  if (with_profiles)
    acme_scm_list_profiles_async (session, 0, cancellable, profiles_cb, g_object_ref (task));
}

/* Forgets the outcomes of an earlier run, and looks what the rows need to be compared with */
static void
look_at_rows (Import   *import,
              gboolean *out_any,
              gboolean *out_universal)
{
  *out_any = *out_universal = FALSE;
  for (guint i = 0; i < import->rows->len; i++)
    {
      AcmeImportRow *row = import->rows->pdata[i];
      const char *problem = acme_item_get_problem (ACME_ITEM (row));
      AcmeEndpoint *endpoint;

      acme_import_row_set_result (row, problem != NULL ? ACME_OUTCOME_INVALID : NULL, ACME_NUMBER_NONE, problem);
      endpoint = problem == NULL ? acme_scm_import_check_find_endpoint (import->check, row, NULL) : NULL;
      *out_any |= endpoint != NULL;
      *out_universal |= endpoint != NULL && acme_endpoint_is_universal (endpoint);
    }
}

/**
 * acme_scm_import_async:
 * @session: a session
 * @rows: (element-type AcmeImportRow): what acme_import_read() gave
 * @endpoints: (element-type AcmeEndpoint): the endpoints there are
 * @dry_run: whether it is only looked what would happen
 * @progress: (nullable): called with the number of rows of which the outcome is known
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Creates the accounts of @rows that do not exist, and gives each row its outcome: `created`, `exists`, `partial` (not
 * all of its domains were added), `invalid`, `failed`, `unknown` (its answer never came, and the list of accounts did
 * not tell either), or `skipped`. A dry run changes nothing in SCM: what would be created is `valid`. When it is
 * cancelled, accounts on their way are waited for, and no other is begun.
 */
void
acme_scm_import_async (AcmeScmSession      *session,
                       GPtrArray           *rows,
                       GPtrArray           *endpoints,
                       gboolean             dry_run,
                       AcmeScmProgressFunc  progress,
                       gpointer             progress_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Import *import;
  gboolean has_any, has_universal;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (rows != NULL);
  g_return_if_fail (endpoints != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_import_async);
  g_task_set_check_cancellable (task, FALSE); /* what is complete is no less so for being cancelled too late */
  import = g_new0 (Import, 1);
  import->rows = g_ptr_array_ref (rows);
  import->dry_run = dry_run;
  import->progress = progress;
  import->progress_data = progress_data;
  import->deadline = acme_scm_deadline_new (cancellable, 0);
  import->check = acme_scm_import_check_new (endpoints);
  import->creatable = g_ptr_array_new ();
  import->doubts = g_string_new (NULL);
  g_task_set_task_data (task, import, (GDestroyNotify) free_import);

  look_at_rows (import, &has_any, &has_universal);
  if (has_any)
    ask (task, endpoints, has_universal);
  else
    check_rows (task);
}

/**
 * acme_scm_import_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE if every row that could be created was tried; %FALSE if it ended before, with what made it end: an
 *   error of the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED. Each row has an outcome in any case
 */
gboolean
acme_scm_import_finish (AcmeScmSession  *session,
                        GAsyncResult    *result,
                        GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_import_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

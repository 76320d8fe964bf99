/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Audit events of a time, from either of the two sources that have them: SCM's own activity log, which answers with all
 * of them at once, and the Audit API, which answers in pages that a token leads through. Either way an answer goes
 * through a pipe to a thread, and is nowhere as a whole. */

#include "config.h"

#include "acme-scm-audit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-audit-worker.h"
#include "acme-scm-error.h"
#include "acme-scm-session-private.h"
#include "acme-scm-wake.h"
#include "acme-time.h"

#define PATIENCE (5 * 60) /* seconds: a long report may be made as a whole before its first byte is sent */
#define CHECK_MSEC 120 /* a little longer than from one progress that the thread tells to the next */
#define MILLISECOND (G_USEC_PER_SEC / 1000)

typedef struct
{
  AcmeScmAuditSource source;
  char *to; /* as it is sent */
  AcmeScmAuditWorker *worker;
  AcmeScmAuditProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  GSource *wake;
  GSource *check;          /* (nullable): while more may have come than was told */
  AcmeScmAuditProgress told;
  GSource *cancelled; /* (nullable) */
  AcmeScmAuditProgress last; /* when it ended */

  GHashTable *tokens; /* (element-type utf8): those that led to pages */

  /* The answer that is on its way */
  GCancellable *cancellable;
  AcmeScmPipe *pipe; /* (nullable): if none is */
  guint n_parts;     /* of two: what is still under way, its transfer or its reading */
  AcmeScmReply *reply;
  GError *transfer_error;
  AcmeScmAuditAnswer *answer;
  GError *reading_error;
  gboolean is_bad_answer; /* whether that is what reading_error is about */
  gboolean is_refused;    /* by who takes the events: then it is his error */
} Audit;

static void
clear_page (Audit *audit)
{
  g_clear_pointer (&audit->pipe, acme_scm_pipe_unref);
  g_clear_pointer (&audit->reply, acme_scm_reply_free);
  g_clear_pointer (&audit->answer, acme_scm_audit_answer_free);
  g_clear_error (&audit->transfer_error);
  g_clear_error (&audit->reading_error);
}

static void
free_audit (Audit *audit)
{
  clear_page (audit);
  acme_scm_source_clear (&audit->wake);
  acme_scm_source_clear (&audit->check);
  acme_scm_source_clear (&audit->cancelled);
  g_clear_pointer (&audit->worker, acme_scm_audit_worker_free);
  g_clear_object (&audit->cancellable);
  g_hash_table_unref (audit->tokens);
  g_free (audit->to);
  g_free (audit);
}

/* Before the callback: there must be nothing after it */
static void
stop (Audit *audit)
{
  acme_scm_source_clear (&audit->wake);
  acme_scm_source_clear (&audit->check);
  acme_scm_source_clear (&audit->cancelled);
  acme_scm_audit_worker_get_progress (audit->worker, &audit->last);
  g_clear_pointer (&audit->worker, acme_scm_audit_worker_free);
}

/* What came before something broke is of use, and a person has to know how much that is. (transfer full) @error */
static GError *
add_kept (const Audit *audit,
          GError      *error)
{
  g_autoptr(GError) reason = error;

  if (audit->last.n_events == 0 || error->domain != ACME_ERROR)
    return g_steal_pointer (&reason);
  return g_error_new (ACME_ERROR, reason->code,
                      /* Translators: the %s is a sentence that says what went wrong */
                      ngettext ("%s (%lu event that came before is kept; %lu bytes were read.)",
                                "%s (%lu events that came before are kept; %lu bytes were read.)",
                                (gulong) audit->last.n_events),
                      reason->message, (gulong) audit->last.n_events, (gulong) audit->last.n_bytes);
}

/* (transfer full) @error, which is NULL on success */
static void
return_result (GTask  *task,
               GError *error)
{
  Audit *audit = g_task_get_task_data (task);

  stop (audit);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static const char *
get_host (GTask *task,
          GUri **out_uri)
{
  AcmeScmConfig *config = acme_scm_session_get_config (g_task_get_source_object (task));

  *out_uri = g_uri_parse (acme_scm_config_get_url (config), G_URI_FLAGS_NONE, NULL);
  return g_uri_get_host (*out_uri);
}

/* SCM can say in an answer with status 200 that it failed */
static GError *
make_refusal (GTask                    *task,
              const AcmeScmAuditAnswer *answer)
{
  AcmeScmSignIn *sign_in = acme_scm_session_get_sign_in (g_task_get_source_object (task));
  g_autofree char *redacted = NULL;
  g_autofree char *clean = NULL;

  if (answer->message != NULL)
    {
      redacted = acme_scm_sign_in_redact (sign_in, answer->message);
      clean = acme_scm_error_clean (redacted);
    }
  if (clean == NULL || clean[0] == '\0')
    return g_error_new (ACME_ERROR, ACME_ERROR_FAILED, _("SCM could not make the report (code %ld)."),
                        (glong) answer->status_code);
  return g_error_new (ACME_ERROR, ACME_ERROR_FAILED, _("SCM could not make the report (code %ld). It says: %s"),
                      (glong) answer->status_code, clean);
}

static GError *
make_bad_answer (GTask        *task,
                 const GError *reason)
{
  g_autoptr(GUri) uri = NULL;
  const char *host = get_host (task, &uri);

  /* Translators: the first %s is a host name, the second a sentence that says what is wrong with its answer */
  return g_error_new (ACME_ERROR, ACME_ERROR_BAD_REPLY, _("%s does not answer as SCM does. %s"), host,
                      reason->message);
}

/* What is wrong with the page that has ended; NULL if nothing is */
static GError *
find_failure (GTask *task)
{
  Audit *audit = g_task_get_task_data (task);

  if (audit->reading_error != NULL && !acme_error_is_cancelled (audit->reading_error))
    return audit->is_bad_answer ? make_bad_answer (task, audit->reading_error)
                                : g_steal_pointer (&audit->reading_error);
  if (audit->transfer_error != NULL)
    return g_steal_pointer (&audit->transfer_error);
  if (audit->reading_error != NULL)
    return g_steal_pointer (&audit->reading_error);
  return audit->answer->status_code != 0 ? make_refusal (task, audit->answer) : NULL;
}

/* A token that leads nowhere, or to where it was before, would never end */
static gboolean
check_token (GTask       *task,
             const char  *token,
             GError     **error)
{
  Audit *audit = g_task_get_task_data (task);
  g_autoptr(GUri) uri = NULL;

  if (token == NULL || token[0] == '\0')
    g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                 _("%s does not say how to go on after a page of events."), get_host (task, &uri));
  else if (g_hash_table_contains (audit->tokens, token))
    g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                 _("%s leads back to a page of events that was there before."), get_host (task, &uri));
  else
    return TRUE;
  return FALSE;
}

static void start_page (GTask *task, AcmeScmRequest *request);

static AcmeScmRequest *
make_page_request (Audit      *audit,
                   const char *name,
                   const char *value)
{
  AcmeScmRequest *request = acme_scm_request_new ("GET", "/api/v1/records");

  acme_scm_request_add_string (request, name, value);
  acme_scm_request_add_string (request, "to", audit->to);
  return request;
}

/* Takes over the reference to @task */
static void
end_page (GTask *task)
{
  g_autoptr(GTask) owned = task;
  Audit *audit = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = NULL;
  GError *error = find_failure (task);

  acme_scm_audit_worker_get_progress (audit->worker, &audit->last);
  if (error == NULL && audit->source == ACME_SCM_AUDIT_API && audit->answer->n_records > 0 &&
      check_token (task, audit->reply->token, &error))
    {
      request = make_page_request (audit, "token", audit->reply->token);
      g_hash_table_add (audit->tokens, g_strdup (audit->reply->token));
      clear_page (audit);
      start_page (g_steal_pointer (&owned), request);
      return;
    }
  clear_page (audit);
  return_result (task, error != NULL && !audit->is_refused ? add_kept (audit, error) : error);
}

/* Takes over the reference to @task */
static void
end_part (GTask *task)
{
  Audit *audit = g_task_get_task_data (task);

  if (--audit->n_parts == 0)
    end_page (task);
  else
    g_object_unref (task);
}

static void
transfer_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Audit *audit = g_task_get_task_data (task);

  audit->reply = acme_scm_session_stream_finish (ACME_SCM_SESSION (source), result, &audit->transfer_error);
  acme_scm_pipe_end (audit->pipe, audit->reply != NULL);
  end_part (task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Audit *audit = g_task_get_task_data (task);

  audit->answer = acme_scm_audit_worker_read_finish (result, &audit->is_bad_answer, &audit->reading_error);
  if (audit->answer == NULL)
    {
      audit->is_refused = !audit->is_bad_answer;
      g_cancellable_cancel (audit->cancellable);
    }
  end_part (task);
}

/* Takes over the reference to @task */
static void
start_page (GTask          *task,
            AcmeScmRequest *request)
{
  Audit *audit = g_task_get_task_data (task);

  acme_scm_request_set_patience (request, PATIENCE);
  audit->pipe = acme_scm_pipe_new (ACME_SCM_PIPE_SIZE);
  audit->n_parts = 2;
  acme_scm_audit_worker_read_async (audit->worker, audit->pipe, read_cb, g_object_ref (task));
  acme_scm_session_stream_async (g_task_get_source_object (task), request, audit->pipe, audit->cancellable,
                                 transfer_cb, task);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Audit *audit = user_data;

  g_cancellable_cancel (audit->cancellable);
  if (audit->pipe != NULL)
    acme_scm_pipe_abort (audit->pipe);
  return G_SOURCE_REMOVE;
}

static gboolean check_cb (gpointer user_data);

/* What comes soon after is told by the thread only when still more comes, and nobody knows when that is. */
static void
tell_progress (GTask *task)
{
  Audit *audit = g_task_get_task_data (task);
  AcmeScmAuditProgress progress;

  acme_scm_audit_worker_get_progress (audit->worker, &progress);
  audit->told = progress;
  acme_scm_source_clear (&audit->check);
  audit->check = g_timeout_source_new (CHECK_MSEC);
  g_source_set_callback (audit->check, check_cb, task, NULL);
  g_source_attach (audit->check, g_task_get_context (task));
  audit->progress (&progress, audit->progress_data);
}

static gboolean
check_cb (gpointer user_data)
{
  GTask *task = user_data;
  Audit *audit = g_task_get_task_data (task);
  AcmeScmAuditProgress progress;

  acme_scm_audit_worker_get_progress (audit->worker, &progress);
  if (progress.n_bytes != audit->told.n_bytes || progress.n_events != audit->told.n_events)
    tell_progress (task);
  return G_SOURCE_REMOVE; /* there may be another one by now */
}

static gboolean
wake_cb (gpointer task)
{
  tell_progress (task);
  return G_SOURCE_CONTINUE;
}

static void
attach_sources (GTask *task)
{
  Audit *audit = g_task_get_task_data (task);

  audit->wake = acme_scm_wake_source_new ();
  if (audit->progress != NULL)
    {
      g_source_set_callback (audit->wake, wake_cb, task, NULL); /* which is there as long as it */
      g_source_attach (audit->wake, g_task_get_context (task));
    }
  if (g_task_get_cancellable (task) == NULL)
    return;
  audit->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (audit->cancelled, G_SOURCE_FUNC (cancelled_cb), audit, NULL);
  g_source_attach (audit->cancelled, g_task_get_context (task));
}

static AcmeScmRequest *
make_report_request (const char *from,
                     const char *to)
{
  AcmeScmRequest *request = acme_scm_request_new ("POST", "/api/report/v1/activity");
  g_autofree char *text = g_strdup_printf ("{\"from\":\"%s\",\"to\":\"%s\"}", from, to);
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));

  acme_scm_request_set_body (request, body);
  acme_scm_request_set_is_read (request); /* POST only because it has a body */
  return request;
}

/**
 * acme_scm_read_audit_async:
 * @session: a session: with SCM for %ACME_SCM_AUDIT_ACTIVITY, with the Audit API for %ACME_SCM_AUDIT_API
 * @source: where to read
 * @from: the beginning of the time whose events are wanted, in microseconds since 1970 UTC
 * @to: its end
 * @func: takes the events, in a thread; it is not called any more when @callback is
 * @func_data: for @func
 * @progress: (nullable): told how far it has come
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable; it waits for nothing but the end of a call of @func
 * @callback: called when all events were delivered, or none will be any more
 * @user_data: for @callback
 *
 * Reads the events from @from to @to. The sources count in milliseconds, so that there may be events up to a
 * millisecond outside of the time. Memory is needed for about a megabyte of the answer, however many events there are:
 * if @func is slow, the server waits. The time limit of the session is one for each silence of the server, and at least
 * five minutes until an answer begins.
 */
void
acme_scm_read_audit_async (AcmeScmSession           *session,
                           AcmeScmAuditSource        source,
                           gint64                    from,
                           gint64                    to,
                           AcmeScmEventFunc          func,
                           gpointer                  func_data,
                           AcmeScmAuditProgressFunc  progress,
                           gpointer                  progress_data,
                           GCancellable             *cancellable,
                           GAsyncReadyCallback       callback,
                           gpointer                  user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  g_autofree char *from_text = NULL;
  Audit *audit;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (from < to);
  g_return_if_fail (func != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  audit = g_new0 (Audit, 1);
  g_task_set_source_tag (task, acme_scm_read_audit_async);
  g_task_set_task_data (task, audit, (GDestroyNotify) free_audit);
  audit->source = source;
  audit->progress = progress;
  audit->progress_data = progress_data;
  audit->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  audit->cancellable = g_cancellable_new ();
  attach_sources (task);
  audit->worker = acme_scm_audit_worker_new (source, func, func_data, audit->wake);

  /* Rounded outwards; and the Audit API gives what is after its beginning */
  if (source == ACME_SCM_AUDIT_API && from > G_MININT64 + MILLISECOND)
    from -= MILLISECOND;
  from_text = acme_time_format (from);
  audit->to = acme_time_format (MIN (to, G_MAXINT64 - MILLISECOND) + MILLISECOND - 1);
  if (g_cancellable_is_cancelled (cancellable))
    return_result (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  else if (from_text == NULL || audit->to == NULL)
    return_result (task, g_error_new_literal (ACME_ERROR, ACME_ERROR_INVALID,
                                              _("There is no calendar that reaches so far.")));
  else
    {
      request = source == ACME_SCM_AUDIT_ACTIVITY ? make_report_request (from_text, audit->to)
                                                  : make_page_request (audit, "from", from_text);
      start_page (g_steal_pointer (&task), request);
    }
}

/**
 * acme_scm_read_audit_finish:
 * @session: a session
 * @result: the result
 * @out_progress: (out) (optional): how far it came, also on failure
 * @error: return location
 *
 * On failure the events that came before were delivered, and the error says so.
 *
 * Returns: %FALSE with an error of the domain %ACME_ERROR, with that of the function that takes the events, or with
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_read_audit_finish (AcmeScmSession        *session,
                            GAsyncResult          *result,
                            AcmeScmAuditProgress  *out_progress,
                            GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_read_audit_async), FALSE);

  if (out_progress != NULL)
    *out_progress = ((Audit *) g_task_get_task_data (G_TASK (result)))->last;
  return g_task_propagate_boolean (G_TASK (result), error);
}

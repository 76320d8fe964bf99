/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request of a session from its place in the row to its reply: sign in, send, look at the status, and where that is
 * harmless send once more. What changes something in SCM is sent once; a 401 is the exception, because SCM looks at the
 * sign-in before it does anything, so that the same request with a fresh token is still the first one it acts on. */

#include "config.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-body.h"
#include "acme-scm-error.h"
#include "acme-scm-exchange.h"
#include "acme-scm-parse.h"
#include "acme-scm-session-private.h"

#define MAX_REPEATS 2
#define MAX_WAIT 30 /* seconds */

typedef struct
{
  AcmeScmRequest *request;
  AcmeScmPipe *pipe;    /* (nullable): for a body that comes in pieces */
  SoupMessage *message; /* (nullable): of the latest attempt */
  AcmeScmReply *reply;  /* (nullable) */
  char *cause;          /* (nullable): a sentence that says why the outcome is not known */
  guint status;         /* of the latest answer, or 0 */
  guint generation;     /* of the token of the latest attempt */
  guint n_repeats;
  gboolean has_renewed;
  gboolean has_place;
} Call;

static void start_attempt (GTask *task);

static void
free_call (Call *call)
{
  acme_scm_request_unref (call->request);
  g_clear_pointer (&call->pipe, acme_scm_pipe_unref);
  g_clear_object (&call->message);
  g_clear_pointer (&call->reply, acme_scm_reply_free);
  g_free (call->cause);
  g_free (call);
}

static void
release_place (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (!call->has_place)
    return;
  call->has_place = FALSE;
  acme_scm_session_release (g_task_get_source_object (task));
}

static void
return_error (GTask  *task,
              GError *error)
{
  release_place (task);
  g_task_return_error (task, error);
}

/* (transfer full) @cause */
static void
return_unknown_outcome (GTask *task,
                        char  *cause)
{
  Call *call = g_task_get_task_data (task);

  call->cause = cause;
  return_error (task, acme_scm_error_unknown_outcome (cause));
}

static void
return_reply (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&call->reply), (GDestroyNotify) acme_scm_reply_free);
}

static const char *
get_reply_header (Call       *call,
                  const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (call->message), name);
}

static void
parse_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  const char *host = g_uri_get_host (soup_message_get_uri (call->message));

  call->reply->json = acme_scm_parse_finish (result, &error);
  if (call->reply->json == NULL && acme_error_is_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (call->reply->json == NULL)
    /* Translators: the first %s is a host name, the second a sentence that says what is wrong with its answer */
    g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                             _("%s does not answer as SCM does. %s"), host, error->message);
  else if (JSON_NODE_HOLDS_VALUE (call->reply->json) || JSON_NODE_HOLDS_NULL (call->reply->json))
    g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                             _("%s answered with a single value instead of a list or an object."), host);
  else
    return_reply (task);
}

static void
handle_success (GTask  *task,
                GBytes *body)
{
  Call *call = g_task_get_task_data (task);
  AcmeScmExpect expect = acme_scm_request_get_expect (call->request);
  GError *error = NULL;

  release_place (task);
  call->reply = acme_scm_reply_new (call->status, get_reply_header (call, "X-Total-Count"),
                                    get_reply_header (call, "Location"));
  call->reply->token = g_strdup (get_reply_header (call, "token"));
  if (call->pipe != NULL)
    {
      return_reply (task);
      return;
    }
  if (expect == ACME_SCM_EXPECT_MAYBE && g_bytes_get_size (body) == 0)
    expect = ACME_SCM_EXPECT_NONE;

  if (expect == ACME_SCM_EXPECT_NONE && acme_scm_body_check_none (call->message, body, &error))
    return_reply (task);
  else if (expect != ACME_SCM_EXPECT_NONE && acme_scm_body_check_json (call->message, body, &error))
    acme_scm_parse_async (body, g_task_get_cancellable (task), parse_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
handle_refusal (GTask  *task,
                GBytes *body)
{
  Call *call = g_task_get_task_data (task);
  AcmeScmSignIn *sign_in = acme_scm_session_get_sign_in (g_task_get_source_object (task));
  const char *host = g_uri_get_host (soup_message_get_uri (call->message));
  g_autofree char *description = NULL;
  g_autofree char *redacted = NULL;
  gint64 code;

  if (SOUP_STATUS_IS_REDIRECTION (call->status) && call->status != SOUP_STATUS_NOT_MODIFIED)
    {
      return_error (task, acme_scm_error_from_redirect (host, get_reply_header (call, "Location")));
      return;
    }
  /* These two say that what stands before SCM got no answer from it */
  if (!acme_scm_request_is_read (call->request) &&
      (call->status == SOUP_STATUS_BAD_GATEWAY || call->status == SOUP_STATUS_GATEWAY_TIMEOUT))
    {
      /* Translators: %s is a host name */
      return_unknown_outcome (task, g_strdup_printf (_("%s got no answer from SCM (status %u)."), host, call->status));
      return;
    }

  acme_scm_error_read_body (body, &code, &description);
  if (description != NULL)
    redacted = acme_scm_sign_in_redact (sign_in, description);
  return_error (task, acme_scm_error_from_status (call->status, code, redacted));
}

static gboolean
wait_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    start_attempt (g_object_ref (task));
  else
    release_place (task);
  return G_SOURCE_REMOVE;
}

/* Keeps the place: who is told to slow down must not fill it with other requests */
static void
wait_and_repeat (GTask *task,
                 guint  seconds)
{
  g_autoptr(GSource) source = g_timeout_source_new (seconds * 1000);
  g_autoptr(GSource) cancel_source = NULL;

  if (g_task_get_cancellable (task) != NULL)
    {
      cancel_source = g_cancellable_source_new (g_task_get_cancellable (task));
      g_source_set_dummy_callback (cancel_source);
      g_source_add_child_source (source, cancel_source);
    }
  g_source_set_callback (source, wait_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* The seconds after which SCM wants to be asked again, if this request may be and that is soon */
static gboolean
get_wait (Call  *call,
          guint *out_seconds)
{
  const char *text = get_reply_header (call, "Retry-After");
  g_autoptr(GDateTime) date = NULL;
  g_autoptr(GDateTime) now = NULL;
  guint64 seconds;

  if ((call->status != 429 && call->status != SOUP_STATUS_SERVICE_UNAVAILABLE) || text == NULL ||
      !acme_scm_request_is_read (call->request) || call->n_repeats == MAX_REPEATS)
    return FALSE;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    {
      date = soup_date_time_new_from_http_string (text);
      if (date == NULL)
        return FALSE;
      now = g_date_time_new_now_utc ();
      seconds = MAX (g_date_time_difference (date, now), 0) / G_USEC_PER_SEC;
    }
  *out_seconds = (guint) MIN (seconds, MAX_WAIT + 1);
  return seconds <= MAX_WAIT;
}

/* Whether @error leaves open what became of a request that changes something */
static gboolean
is_outcome_unknown (Call         *call,
                    AcmeScmStage  stage,
                    const GError *error)
{
  return stage != ACME_SCM_NOT_SENT && !acme_scm_request_is_read (call->request) &&
         (g_error_matches (error, ACME_ERROR, ACME_ERROR_NETWORK) ||
          g_error_matches (error, ACME_ERROR, ACME_ERROR_TLS) ||
          (g_error_matches (error, ACME_ERROR, ACME_ERROR_BAD_REPLY) && stage != ACME_SCM_ANSWERED));
}

static void
handle_failure (GTask        *task,
                AcmeScmStage  stage,
                GError       *error)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);

  /* It was done, and only the body of which nothing was wanted is broken */
  if (SOUP_STATUS_IS_SUCCESSFUL (call->status) && !acme_error_is_cancelled (error) &&
      acme_scm_request_get_expect (call->request) == ACME_SCM_EXPECT_NONE)
    {
      g_error_free (error);
      handle_success (task, nothing);
      return;
    }
  if (is_outcome_unknown (call, stage, error))
    {
      return_unknown_outcome (task, g_strdup (error->message));
      g_error_free (error);
      return;
    }
  return_error (task, error);
}

static void
exchange_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  AcmeScmSignIn *sign_in = acme_scm_session_get_sign_in (g_task_get_source_object (task));
  GError *error = NULL;
  AcmeScmStage stage;
  g_autoptr(GBytes) body = acme_scm_exchange_finish (result, &stage, &error);
  guint seconds;

  call->status = stage == ACME_SCM_ANSWERED ? soup_message_get_status (call->message) : 0;
  if (body == NULL)
    handle_failure (task, stage, error);
  else if (call->status == SOUP_STATUS_UNAUTHORIZED && !call->has_renewed &&
           acme_scm_sign_in_reject (sign_in, call->generation))
    {
      call->has_renewed = TRUE;
      start_attempt (g_steal_pointer (&task));
    }
  else if (get_wait (call, &seconds))
    {
      call->n_repeats++;
      wait_and_repeat (task, seconds);
    }
  else if (SOUP_STATUS_IS_SUCCESSFUL (call->status))
    handle_success (task, body);
  else
    handle_refusal (task, body);
}

static SoupMessage *
make_message (AcmeScmConfig  *config,
              AcmeScmRequest *request)
{
  const char *query = acme_scm_request_get_query (request);
  gboolean is_private = acme_scm_config_get_sign_in (config) == ACME_SIGN_IN_CERTIFICATE;
  g_autofree char *url = g_strconcat (acme_scm_config_get_url (config), is_private ? "/private" : "",
                                      acme_scm_request_get_path (request), query != NULL ? "?" : "", query, NULL);
  SoupMessage *message = soup_message_new (acme_scm_request_get_method (request), url);
  GBytes *body = acme_scm_request_get_body (request);

  g_return_val_if_fail (message != NULL, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  /* If a connection that it used before is gone, libsoup repeats a PUT or DELETE by itself, and gives up a POST */
  if (soup_message_get_method (message) != SOUP_METHOD_GET)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (body != NULL)
    acme_scm_exchange_set_body (message, "application/json", body);
  return message;
}

static void
prepare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  AcmeScmSignIn *sign_in = ACME_SCM_SIGN_IN (source);
  g_autoptr(GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  AcmeScmSession *session = g_task_get_source_object (task);
  g_autoptr(SoupMessage) message = NULL;
  GError *error = NULL;

  if (!acme_scm_sign_in_prepare_finish (sign_in, result, &error))
    {
      return_error (task, error);
      return;
    }

  message = make_message (acme_scm_session_get_config (session), call->request);
  if (!acme_scm_sign_in_apply (sign_in, message, &call->generation))
    {
      start_attempt (g_steal_pointer (&task));
      return;
    }
  g_set_object (&call->message, message);
  call->status = 0;
  if (call->pipe != NULL)
    acme_scm_exchange_stream_async (acme_scm_sign_in_get_line (sign_in), message, call->pipe,
                                    acme_scm_request_get_patience (call->request), g_task_get_cancellable (task),
                                    exchange_cb, g_object_ref (task));
  else
    acme_scm_exchange_async (acme_scm_sign_in_get_line (sign_in), message,
                             acme_scm_request_get_max_size (call->request), g_task_get_cancellable (task),
                             exchange_cb, g_object_ref (task));
}

/* Takes over the reference to @task */
static void
start_attempt (GTask *task)
{
  acme_scm_sign_in_prepare_async (acme_scm_session_get_sign_in (g_task_get_source_object (task)),
                                  g_task_get_cancellable (task), prepare_cb, task);
}

static void
acquire_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->has_place = acme_scm_session_acquire_finish (ACME_SCM_SESSION (source), result, &error);
  if (call->has_place)
    start_attempt (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
start_call (AcmeScmRequest *request,
            AcmeScmPipe    *pipe,
            gpointer        tag,
            GTask          *task)
{
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, tag);
  call->request = acme_scm_request_ref (request);
  call->pipe = pipe != NULL ? acme_scm_pipe_ref (pipe) : NULL;
  g_task_set_task_data (task, call, (GDestroyNotify) free_call);
  acme_scm_session_acquire_async (g_task_get_source_object (task), g_task_get_cancellable (task), acquire_cb, task);
}

/**
 * acme_scm_session_send_async:
 * @self: a session
 * @request: what is wanted
 * @cancellable: (nullable): a cancellable
 * @callback: called when there is a reply
 * @user_data: for @callback
 *
 * Sends @request as soon as there is a place. A read that SCM asks to repeat later (429 or 503 with a Retry-After of up
 * to 30 seconds) is repeated up to twice. A write never is, except with a fresh token after a 401, which tells that
 * nothing was done.
 */
void
acme_scm_session_send_async (AcmeScmSession      *self,
                             AcmeScmRequest      *request,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ACME_IS_SCM_SESSION (self));
  g_return_if_fail (request != NULL);

  start_call (request, NULL, acme_scm_session_send_async, g_task_new (self, cancellable, callback, user_data));
}

/**
 * acme_scm_session_send_finish:
 * @self: a session
 * @result: the result
 * @out_status: (out) (optional): the HTTP status of the answer, also of a refusal; 0 if there was none
 * @error: return location
 *
 * Returns: (transfer full): the reply; or %NULL with an error of the domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
AcmeScmReply *
acme_scm_session_send_finish (AcmeScmSession  *self,
                              GAsyncResult    *result,
                              guint           *out_status,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_session_send_async), NULL);

  if (out_status != NULL)
    *out_status = ((Call *) g_task_get_task_data (G_TASK (result)))->status;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * acme_scm_session_send_get_cause:
 * @result: a result that acme_scm_session_send_finish() has finished
 *
 * Returns: (transfer none) (nullable): if it was %ACME_ERROR_UNKNOWN_OUTCOME, the sentence that says why, and nothing
 *   about what is not known; valid as long as @result
 */
const char *
acme_scm_session_send_get_cause (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_session_send_async), NULL);

  return ((Call *) g_task_get_task_data (G_TASK (result)))->cause;
}

/**
 * acme_scm_session_stream_async:
 * @self: a session
 * @request: what is wanted, a read
 * @pipe: gets the body of the reply in pieces, whatever its size; it is not told the end
 * @cancellable: (nullable): a cancellable
 * @callback: called when all of it has gone into @pipe
 * @user_data: for @callback
 *
 * As acme_scm_session_send_async(). A repetition is always before the first piece: only a success has pieces. If @pipe
 * is aborted, it ends as if it was cancelled.
 */
void
acme_scm_session_stream_async (AcmeScmSession      *self,
                               AcmeScmRequest      *request,
                               AcmeScmPipe         *pipe,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ACME_IS_SCM_SESSION (self));
  g_return_if_fail (request != NULL && acme_scm_request_is_read (request));
  g_return_if_fail (pipe != NULL);

  start_call (request, pipe, acme_scm_session_stream_async, g_task_new (self, cancellable, callback, user_data));
}

/**
 * acme_scm_session_stream_finish:
 * @self: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the reply, without JSON; or %NULL with an error of the domain %ACME_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
AcmeScmReply *
acme_scm_session_stream_finish (AcmeScmSession  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_session_stream_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

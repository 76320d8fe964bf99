/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One HTTP request and its answer, with what libsoup leaves to its users: a time limit for the whole, a size limit for
 * the decoded body, a look whether a body is as long as it claims to be, redirects that are never followed (libsoup
 * would carry the sign-in headers to the new host), and a body that survives libsoup's restarts.
 *
 * An answer may come in pieces instead of as a whole. It is never in memory, so that it may be of any size and take any
 * time, as long as something comes: the time limit is then one for each silence. */

#include "config.h"

#include "acme-scm-exchange.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-body.h"
#include "acme-scm-deadline.h"
#include "acme-scm-error.h"
#include "acme-scm-guard.h"
#include "acme-scm-log.h"

#define CHUNK_SIZE (64 * 1024)
#define GRACE 500 /* milliseconds that libsoup may take to notice that it is cancelled */

/* After what a person does and what is drawn for it, or a fast server would freeze a window */
#define STREAM_PRIORITY G_PRIORITY_DEFAULT_IDLE

typedef struct
{
  SoupSession *soup;
  SoupMessage *message;
  GInputStream *stream;
  AcmeScmPipe *pipe; /* (nullable): where the body of a success goes, instead of into body */
  GByteArray *body;
  gsize n_bytes; /* of the body, so far */
  AcmeScmDeadline *deadline;
  AcmeScmGuard *guard;
  gulong handlers[2];
  gulong cancelled_handler;
  GSource *grace; /* (nullable) */
  gsize max_size;
  guint timeout; /* seconds */
  guint limit;   /* seconds: timeout, or the patience until the first piece is there */
  gint64 began;
  AcmeScmStage stage;
  gboolean is_repeated;
  gboolean is_given_up; /* libsoup may still call back some day */
} Exchange;

static void
stop_waiting (Exchange *exchange)
{
  if (exchange->cancelled_handler != 0)
    g_cancellable_disconnect (acme_scm_deadline_get_cancellable (exchange->deadline), exchange->cancelled_handler);
  exchange->cancelled_handler = 0;
  if (exchange->grace != NULL)
    g_source_destroy (exchange->grace);
  g_clear_pointer (&exchange->grace, g_source_unref);
}

static void
disconnect_message (Exchange *exchange)
{
  for (guint i = 0; i < G_N_ELEMENTS (exchange->handlers); i++)
    g_clear_signal_handler (&exchange->handlers[i], exchange->message);
  g_clear_pointer (&exchange->guard, acme_scm_guard_free);
}

static gboolean
let_go_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* libsoup complains about a session that goes before the connections that it is about to close */
static void
let_go_later (SoupSession *soup)
{
  g_autoptr(GSource) source = g_timeout_source_new (GRACE);

  g_source_set_callback (source, let_go_cb, g_object_ref (soup), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
free_exchange (Exchange *exchange)
{
  if (exchange->is_given_up ||
      (g_cancellable_is_cancelled (acme_scm_deadline_get_cancellable (exchange->deadline)) &&
       soup_message_get_http_version (exchange->message) == SOUP_HTTP_2_0))
    let_go_later (exchange->soup);
  g_clear_object (&exchange->soup);
  stop_waiting (exchange);
  disconnect_message (exchange);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->pipe, acme_scm_pipe_unref);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_clear_pointer (&exchange->deadline, acme_scm_deadline_free);
  g_free (exchange);
}

static const char *
get_host (Exchange *exchange)
{
  return g_uri_get_host (soup_message_get_uri (exchange->message));
}

/* An error's body only explains it, so that the status counts whatever became of the body */
static gboolean
is_body_needed (Exchange *exchange)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (exchange->message));
}

static gboolean
is_streamed (Exchange *exchange)
{
  return exchange->pipe != NULL && is_body_needed (exchange);
}

static GError *
describe_timeout (Exchange *exchange)
{
  if (exchange->n_bytes > 0 && is_streamed (exchange))
    return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK,
                        ngettext ("%s sent nothing more for %u second.",
                                  "%s sent nothing more for %u seconds.", exchange->limit),
                        get_host (exchange), exchange->limit);
  return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK,
                      ngettext ("%s did not answer within %u second.",
                                "%s did not answer within %u seconds.", exchange->limit),
                      get_host (exchange), exchange->limit);
}

static GError *
describe_failure (Exchange     *exchange,
                  const GError *failure)
{
  g_autoptr(GError) closed = NULL;

  if (acme_scm_deadline_has_passed (exchange->deadline))
    return describe_timeout (exchange);
  if (exchange->is_repeated)
    failure = closed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "To be sent a second time");
  return acme_scm_guard_describe (exchange->guard, failure);
}

static void
return_failure (GTask        *task,
                const GError *failure)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GError) error = describe_failure (exchange, failure);

  if (acme_scm_guard_has_ended (exchange->guard, failure))
    exchange->stage = ACME_SCM_NOT_SENT; /* with TLS 1.3 that comes after the request, which nobody has looked at */
  acme_scm_log_failure (exchange->message, error, exchange->began);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
return_body (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  acme_scm_log_reply (exchange->message, exchange->n_bytes, exchange->began);
  g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body)),
                         (GDestroyNotify) g_bytes_unref);
}

/* Ends the reading before the end of the stream: its connection cannot be used again */
static void
abandon_body (GTask        *task,
              const GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);
  gboolean is_cancelled = acme_error_is_cancelled (error) && !acme_scm_deadline_has_passed (exchange->deadline);

  g_cancellable_cancel (acme_scm_deadline_get_cancellable (exchange->deadline));
  if (!is_cancelled && !is_body_needed (exchange))
    {
      g_byte_array_set_size (exchange->body, 0);
      return_body (task);
      return;
    }
  return_failure (task, error);
}

/* With HTTP/1 libsoup takes the end of a connection that is not kept alive for the end of the body */
static gboolean
check_length (Exchange  *exchange,
              GError   **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  SoupMessageMetrics *metrics = soup_message_get_metrics (exchange->message);

  if (soup_message_get_http_version (exchange->message) == SOUP_HTTP_2_0 || metrics == NULL ||
      soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      soup_message_metrics_get_response_body_bytes_received (metrics) >=
        (guint64) soup_message_headers_get_content_length (headers))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Less than Content-Length");
  return FALSE;
}

/* Whether the body that ends here is one */
static gboolean
check_end (Exchange  *exchange,
           GError   **error)
{
  g_autoptr(GBytes) nothing = NULL;

  if (!check_length (exchange, error))
    return FALSE;
  if (!is_streamed (exchange) || exchange->n_bytes > 0)
    return TRUE;
  nothing = g_bytes_new (NULL, 0);
  return acme_scm_body_check_json (exchange->message, nothing, error);
}

static void read_next (GTask *task);

static void
set_limit (Exchange *exchange,
           guint     seconds)
{
  exchange->limit = seconds;
  acme_scm_deadline_restart (exchange->deadline, seconds);
}

static gboolean
room_cb (gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  set_limit (exchange, exchange->timeout);
  read_next (g_object_ref (task));
  return G_SOURCE_REMOVE;
}

/* Takes over the reference to @task. Nobody can blame the server for this silence. */
static void
wait_for_room (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GSource) source =
    acme_scm_pipe_create_room_source (exchange->pipe, acme_scm_deadline_get_cancellable (exchange->deadline));

  acme_scm_deadline_restart (exchange->deadline, 0);
  g_source_set_priority (source, STREAM_PRIORITY);
  g_source_set_callback (source, room_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* Takes over the reference to @task */
static void
pass_on (GTask  *task,
         GBytes *bytes)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (!acme_scm_pipe_push (exchange->pipe, bytes))
    {
      wait_for_room (task);
      return;
    }
  set_limit (exchange, exchange->timeout);
  read_next (task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes != NULL && g_bytes_get_size (bytes) == 0)
    {
      if (check_end (exchange, &error))
        return_body (task);
      else
        abandon_body (task, error);
      return;
    }

  if (bytes != NULL)
    exchange->n_bytes += g_bytes_get_size (bytes);
  if (bytes != NULL && exchange->n_bytes > exchange->max_size && !is_streamed (exchange))
    g_set_error (&error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("The answer of %s is too large."), get_host (exchange));
  if (bytes != NULL && is_streamed (exchange) && acme_scm_pipe_is_aborted (exchange->pipe))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody reads it any more");
  if (error != NULL)
    abandon_body (task, error);
  else if (is_streamed (exchange))
    pass_on (g_steal_pointer (&task), bytes);
  else
    {
      g_byte_array_append (exchange->body, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      read_next (g_steal_pointer (&task));
    }
}

static void
read_next (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, CHUNK_SIZE,
                                   is_streamed (exchange) ? STREAM_PRIORITY : G_PRIORITY_DEFAULT,
                                   acme_scm_deadline_get_cancellable (exchange->deadline), read_cb, task);
}

/* What will come of the decoded body, or -1 */
static gint64
get_body_size (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      soup_message_headers_get_one (headers, "Content-Encoding") != NULL)
    return -1;
  return soup_message_headers_get_content_length (headers);
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (exchange->is_given_up)
    {
      exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);
      return;
    }
  stop_waiting (exchange);
  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      return_failure (task, error);
      return;
    }
  exchange->stage = ACME_SCM_ANSWERED;
  if (!is_body_needed (exchange))
    exchange->max_size = MIN (exchange->max_size, ACME_SCM_MAX_ERROR_SIZE);
  if (is_streamed (exchange))
    {
      if (!acme_scm_body_check_type (exchange->message, &error))
        {
          abandon_body (task, error);
          return;
        }
      acme_scm_pipe_set_size (exchange->pipe, get_body_size (exchange->message));
    }
  read_next (g_steal_pointer (&task));
}

/* libsoup waits for ever, cancelled or not, if a server that agreed on HTTP/2 speaks something else */
static gboolean
give_up_cb (gpointer user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Given up");

  stop_waiting (exchange);
  exchange->is_given_up = TRUE;
  return_failure (task, error);
  acme_scm_guard_cut (exchange->guard);
  disconnect_message (exchange);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->grace != NULL)
    return;
  exchange->grace = g_timeout_source_new (GRACE);
  g_source_set_callback (exchange->grace, give_up_cb, g_object_ref (task), g_object_unref);
  g_source_attach (exchange->grace, g_task_get_context (task));
}

static void
wrote_headers_cb (SoupMessage *message,
                  Exchange    *exchange)
{
  exchange->stage = ACME_SCM_SENT;
}

/* libsoup sends a PUT or DELETE once more if its connection is lost; whoever asked for it has to decide that */
static void
repeated_cb (SoupMessage *message,
             Exchange    *exchange)
{
  if (exchange->stage == ACME_SCM_NOT_SENT || soup_message_get_method (message) == SOUP_METHOD_GET)
    return;
  exchange->is_repeated = TRUE;
  g_cancellable_cancel (acme_scm_deadline_get_cancellable (exchange->deadline));
}

typedef struct
{
  char *content_type;
  GBytes *bytes;
} Body;

static void
free_body (gpointer  data,
           GClosure *closure)
{
  Body *body = data;

  g_bytes_unref (body->bytes);
  g_free (body->content_type);
  g_free (body);
}

static void
restarted_cb (SoupMessage *message,
              Body        *body)
{
  soup_message_set_request_body_from_bytes (message, body->content_type, body->bytes);
}

/**
 * acme_scm_exchange_set_body:
 * @message: a message
 * @content_type: the type of @bytes
 * @bytes: its body
 *
 * Sets the body, and sets it again when libsoup restarts the message, which drops it.
 */
void
acme_scm_exchange_set_body (SoupMessage *message,
                            const char  *content_type,
                            GBytes      *bytes)
{
  Body *body = g_new0 (Body, 1);

  body->content_type = g_strdup (content_type);
  body->bytes = g_bytes_ref (bytes);
  soup_message_set_request_body_from_bytes (message, content_type, bytes);
  g_signal_connect_data (message, "restarted", G_CALLBACK (restarted_cb), body, free_body, G_CONNECT_DEFAULT);
}

static void
start_exchange (const AcmeScmLine *line,
                SoupMessage       *message,
                gsize              max_size,
                AcmeScmPipe       *pipe,
                guint              limit,
                GTask             *task)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  goffset body_size = soup_message_headers_get_content_length (soup_message_get_request_headers (message));

  g_task_set_source_tag (task, acme_scm_exchange_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) free_exchange);
  exchange->soup = g_object_ref (line->soup);
  exchange->message = g_object_ref (message);
  exchange->pipe = pipe != NULL ? acme_scm_pipe_ref (pipe) : NULL;
  exchange->body = g_byte_array_new ();
  exchange->max_size = max_size;
  exchange->timeout = line->timeout;
  exchange->limit = limit;
  exchange->began = g_get_monotonic_time ();
  exchange->deadline = acme_scm_deadline_new (g_task_get_cancellable (task), limit);
  exchange->handlers[0] = g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), exchange);
  exchange->handlers[1] = g_signal_connect (message, "restarted", G_CALLBACK (repeated_cb), exchange);
  exchange->guard = acme_scm_guard_new (line, message, acme_scm_deadline_get_cancellable (exchange->deadline));

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS |
                                   SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  acme_scm_log_request (message, body_size);
  exchange->cancelled_handler = g_cancellable_connect (acme_scm_deadline_get_cancellable (exchange->deadline),
                                                       G_CALLBACK (cancelled_cb), task, NULL);
  soup_session_send_async (line->soup, message, G_PRIORITY_DEFAULT,
                           acme_scm_deadline_get_cancellable (exchange->deadline), send_cb, task);
}

/**
 * acme_scm_exchange_async:
 * @line: where it goes through
 * @message: what is sent; it must not be used for anything else
 * @max_size: the most bytes its decoded answer may have
 * @cancellable: (nullable): a cancellable
 * @callback: called when the whole answer is there
 * @user_data: for @callback
 *
 * Sends @message and reads the whole answer. Whatever status it has, it is an answer: see soup_message_get_status().
 */
void
acme_scm_exchange_async (const AcmeScmLine   *line,
                         SoupMessage         *message,
                         gsize                max_size,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  start_exchange (line, message, max_size, NULL, line->timeout, g_task_new (NULL, cancellable, callback, user_data));
}

/**
 * acme_scm_exchange_stream_async:
 * @line: where it goes through
 * @message: what is sent; it must not be used for anything else
 * @pipe: gets the body if the answer is a success and says that it is JSON, but not its end
 * @patience: how many seconds the first piece may take, if that is more than the time limit of @line
 * @cancellable: (nullable): a cancellable
 * @callback: called when the whole answer was there, which is not before @pipe has taken it all
 * @user_data: for @callback
 *
 * As acme_scm_exchange_async(), but for an answer of any size. The body that acme_scm_exchange_finish() gives is empty
 * if it went into @pipe.
 */
void
acme_scm_exchange_stream_async (const AcmeScmLine   *line,
                                SoupMessage         *message,
                                AcmeScmPipe         *pipe,
                                guint                patience,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  start_exchange (line, message, ACME_SCM_MAX_ERROR_SIZE, pipe, MAX (patience, line->timeout),
                  g_task_new (NULL, cancellable, callback, user_data));
}

/**
 * acme_scm_exchange_finish:
 * @result: the result
 * @out_stage: (out) (optional): how far it came, also on failure
 * @error: return location
 *
 * Returns: (transfer full): the body of the answer; or %NULL with an error of the domain %ACME_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
GBytes *
acme_scm_exchange_finish (GAsyncResult  *result,
                          AcmeScmStage  *out_stage,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_exchange_async), NULL);

  if (out_stage != NULL)
    *out_stage = ((Exchange *) g_task_get_task_data (G_TASK (result)))->stage;
  return g_task_propagate_pointer (G_TASK (result), error);
}

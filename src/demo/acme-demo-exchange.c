/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a request from its last byte to its answer's: counted, delayed, answered, spoilt if a fault says
 * so, sent. */

#include "config.h"

#include "acme-demo-exchange.h"

#include <string.h>

#include "acme-demo-fault-body.h"
#include "acme-demo-router.h"
#include "acme-demo-wire.h"

/**
 * acme_demo_core_new:
 * @data: how much sample data there is
 * @faults: counts requests and knows what to do to them
 * @url: the server's URL without a path
 * @token_url: where tokens are given out
 * @context: the context of this thread
 *
 * The sample data is made with the first request.
 *
 * Returns: (transfer full): what all requests share; @faults, @url, @token_url and @context must live longer
 */
AcmeDemoCore *
acme_demo_core_new (AcmeDemoData    data,
                    AcmeDemoFaults *faults,
                    const char     *url,
                    const char     *token_url,
                    GMainContext   *context)
{
  AcmeDemoCore *core = g_new0 (AcmeDemoCore, 1);
  gint64 now = g_get_real_time ();

  core->data = data;
  core->start = now - now % 1000;
  core->auth = acme_demo_auth_new ();
  core->faults = faults;
  core->url = url;
  core->token_url = token_url;
  core->context = context;
  core->requests = g_hash_table_new (NULL, NULL);
  core->wires = g_hash_table_new (NULL, NULL);
  return core;
}

/* Before the end of the answer is sent: a client may come with its next request as soon as it has that. */
static void
stop_counting (AcmeDemoRequest *request)
{
  if (request->is_counted)
    acme_demo_faults_end (request->core->faults, request->sent_path);
  request->is_counted = FALSE;
}

static void
free_request (AcmeDemoRequest *request)
{
  if (request->delay != NULL)
    {
      g_source_destroy (request->delay);
      g_source_unref (request->delay);
    }
  stop_counting (request);
  if (request->message != NULL)
    {
      g_signal_handlers_disconnect_by_data (request->message, request);
      g_object_unref (request->message);
    }
  if (request->stream_free != NULL)
    request->stream_free (request->stream_data);
  g_free (request->sent_path);
  g_clear_pointer (&request->query, g_ptr_array_unref);
  g_free (request->plan.location);
  g_free (request->text);
  g_clear_pointer (&request->body, json_node_unref);
  g_string_free (request->answer, TRUE);
  g_free (request);
}

static void
end_request (AcmeDemoRequest *request)
{
  g_hash_table_remove (request->core->requests, request);
  free_request (request);
}

/**
 * acme_demo_core_stop:
 * @core: what all requests share
 *
 * Gives up all requests and closes all connections that faults hold. Connections with a write under way remain
 * in the set of wires until the context was iterated.
 */
void
acme_demo_core_stop (AcmeDemoCore *core)
{
  g_autoptr(GList) requests = g_hash_table_get_keys (core->requests);
  g_autoptr(GList) wires = g_hash_table_get_keys (core->wires);

  g_list_foreach (requests, (GFunc) (void (*) (void)) end_request, NULL);
  for (GList *l = wires; l != NULL; l = l->next)
    acme_demo_wire_stop (l->data);
}

void
acme_demo_core_free (AcmeDemoCore *core)
{
  g_hash_table_unref (core->requests);
  g_hash_table_unref (core->wires);
  acme_demo_auth_free (core->auth);
  g_clear_pointer (&core->store, acme_demo_store_free);
  g_free (core);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  end_request (user_data);
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  AcmeDemoRequest *request = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gboolean more;

  if (request->stream == NULL)
    return;

  /* A piece may be empty, when the caller sees nothing of it; but only a chunk leads to the next one */
  g_string_truncate (request->answer, 0);
  do
    more = request->stream (request, request->answer);
  while (more && request->answer->len == 0);
  if (request->answer->len > 0)
    soup_message_body_append (body, SOUP_MEMORY_COPY, request->answer->str, request->answer->len);
  if (!more)
    {
      request->stream = NULL;
      stop_counting (request);
      soup_message_body_complete (body);
    }
  soup_server_message_unpause (message);
}

/* Long answers are made while they are sent. */
static void
send_stream (AcmeDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_replace (headers, "Content-Type", request->content_type);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (request->message), FALSE);
  g_signal_connect (request->message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), request);
  wrote_chunk_cb (request->message, request);
}

static void
collect_stream (AcmeDemoRequest *request)
{
  AcmeDemoStream stream = g_steal_pointer (&request->stream);

  while (stream (request, request->answer))
    ;
}

static gboolean
needs_whole_answer (AcmeDemoFaultKind kind)
{
  return kind != ACME_DEMO_FAULT_NONE && kind != ACME_DEMO_FAULT_NO_TOTAL && kind != ACME_DEMO_FAULT_SHORT_PAGES;
}

/* A connection that the client wants closed is closed, and a proxy in between that would use it again has to know. */
static void
say_close (SoupServerMessage *message)
{
  if (soup_message_headers_header_contains (soup_server_message_get_request_headers (message), "Connection", "close"))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
}

static void
send_answer (AcmeDemoRequest *request)
{
  if (request->stream != NULL && (needs_whole_answer (request->plan.kind) || strcmp (request->method, "HEAD") == 0))
    collect_stream (request);
  acme_demo_fault_spoil (request);

  if (acme_demo_wire_is_needed (request->plan.kind))
    {
      g_signal_handlers_disconnect_by_data (request->message, request);
      request->is_counted = FALSE;
      acme_demo_wire_send (request);
      end_request (request);
      return;
    }

  say_close (request->message);
  soup_server_message_set_status (request->message, request->status, NULL);
  if (request->stream == NULL)
    stop_counting (request);
  if (request->stream != NULL)
    send_stream (request);
  else if (request->content_type != NULL)
    soup_server_message_set_response (request->message, request->content_type, SOUP_MEMORY_COPY, request->answer->str,
                                      request->answer->len);
  if (request->paused)
    soup_server_message_unpause (request->message);
}

static void
answer (AcmeDemoRequest *request)
{
  AcmeDemoCore *core = request->core;

  if (core->store == NULL)
    core->store = acme_demo_store_new (core->data, core->start);

  if (!acme_demo_fault_replace (request))
    acme_demo_router_dispatch (request);
  send_answer (request);
}

static gboolean
delay_cb (gpointer user_data)
{
  AcmeDemoRequest *request = user_data;

  g_clear_pointer (&request->delay, g_source_unref);
  answer (request);
  return G_SOURCE_REMOVE;
}

static AcmeDemoRequest *
new_request (AcmeDemoCore      *core,
             SoupServerMessage *message)
{
  AcmeDemoRequest *request = g_new0 (AcmeDemoRequest, 1);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  request->core = core;
  request->message = g_object_ref (message);
  request->method = soup_server_message_get_method (message);
  request->sent_path = g_strdup (g_uri_get_path (uri));
  request->is_private = g_str_has_prefix (request->sent_path, "/private/");
  request->path = request->sent_path + (request->is_private ? strlen ("/private") : 0);
  request->query = acme_demo_form_parse (query != NULL ? query : "", query != NULL ? strlen (query) : 0);
  request->answer = g_string_new (NULL);
  return request;
}

/**
 * acme_demo_core_handle:
 * @core: what all requests share
 * @message: a request that was read to its end
 *
 * Answers it, now or later.
 */
void
acme_demo_core_handle (AcmeDemoCore      *core,
                       SoupServerMessage *message)
{
  AcmeDemoRequest *request = new_request (core, message);

  g_hash_table_add (core->requests, request);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), request);
  acme_demo_faults_begin (core->faults, request->method, request->sent_path, &request->plan);
  request->is_counted = TRUE;

  if (request->plan.delay_ms == 0)
    {
      answer (request);
      return;
    }

  request->paused = TRUE;
  soup_server_message_pause (message);
  request->delay = g_timeout_source_new (request->plan.delay_ms);
  g_source_set_callback (request->delay, delay_cb, request, NULL);
  g_source_attach (request->delay, core->context);
}

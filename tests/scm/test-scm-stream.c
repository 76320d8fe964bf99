/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that come in pieces: what of them goes into the pipe, and when it ends. */

#include "acme-scm-session-private.h"
#include "scm-double.h"
#include "scm-raw-double.h"

#define PATH "/api/thing"
#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

typedef struct
{
  AcmeScmPipe *pipe;
  GCancellable *cancellable;
  ScmOutcome outcome;
} Stream;

static Stream *
start_stream_with (AcmeScmSession *session,
                   const char     *method,
                   guint           patience,
                   gsize           room)
{
  Stream *self = g_new0 (Stream, 1);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, PATH);
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);

  if (g_str_equal (method, "POST"))
    acme_scm_request_set_body (request, body);
  acme_scm_request_set_is_read (request);
  acme_scm_request_set_patience (request, patience);
  self->pipe = acme_scm_pipe_new (room);
  self->cancellable = g_cancellable_new ();
  acme_scm_session_stream_async (session, request, self->pipe, self->cancellable, scm_outcome_cb, &self->outcome);
  return self;
}

static Stream *
start_stream (AcmeScmSession *session)
{
  return start_stream_with (session, "POST", 0, 1024 * 1024);
}

static void
free_stream (Stream *self)
{
  scm_outcome_clear (&self->outcome);
  g_object_unref (self->cancellable);
  acme_scm_pipe_unref (self->pipe);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, free_stream)

static AcmeScmReply *
finish (Stream          *self,
        AcmeScmSession  *session,
        GError         **error)
{
  return acme_scm_session_stream_finish (session, scm_outcome_wait (&self->outcome), error);
}

/* (transfer full): what went into the pipe */
static char *
empty_pipe (Stream *self)
{
  g_autoptr(GString) all = g_string_new (NULL);
  GBytes *bytes;

  acme_scm_pipe_end (self->pipe, TRUE);
  while ((bytes = acme_scm_pipe_pop (self->pipe)) != NULL)
    {
      g_string_append_len (all, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      g_bytes_unref (bytes);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* How the double answers */
typedef struct
{
  guint first_status; /* of the first @n_first answers */
  guint n_first;
  const char *type;
  const char *header; /* (nullable): "Name: value" */
  GString *body;
  guint n;
} Answer;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Answer *answer = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_auto(GStrv) header = g_strsplit (answer->header != NULL ? answer->header : "X-Nothing: 0", ": ", 2);

  soup_message_headers_replace (headers, header[0], header[1]);
  if (answer->n++ < answer->n_first)
    {
      scm_double_answer (message, answer->first_status, "{\"code\": -1, \"description\": \"not so\"}");
      return;
    }
  scm_double_answer (message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Type", answer->type);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, answer->body->str,
                            answer->body->len);
}

static void
append_numbers (GString *text,
                guint    n)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,", i);
  g_string_append (text, "0]");
}

static void
test_whole (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GString) body = g_string_new (NULL);
  Answer answer = { .type = "application/json", .header = "token: abc", .body = body };
  g_autoptr(Stream) stream = NULL;
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *got = NULL;

  append_numbers (body, 100000);
  scm_double_add (server, PATH, answer_cb, &answer);
  stream = start_stream (session);
  reply = finish (stream, session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->token, ==, "abc");
  g_assert_null (reply->json);
  g_assert_cmpint (acme_scm_pipe_get_size (stream->pipe), ==, (gint64) body->len);
  got = empty_pipe (stream);
  g_assert_cmpstr (got, ==, body->str);
  g_assert_cmpuint (scm_double_count (server, "POST " PATH), ==, 1);
}

/* No more is read than there is room for, and it goes on when there is */
static void
test_full (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GString) body = g_string_new (NULL);
  Answer answer = { .type = "application/json", .body = body };
  g_autoptr(GString) got = g_string_new (NULL);
  g_autoptr(Stream) stream = NULL;
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  gsize largest = 0;

  append_numbers (body, 200000);
  scm_double_add (server, PATH, answer_cb, &answer);
  stream = start_stream_with (session, "POST", 0, 100000);
  while (got->len < body->len)
    {
      g_autoptr(GBytes) bytes = NULL;

      scm_spin (20); /* long enough to read everything, if it did */
      if (body->len - got->len > 100000 + 2 * 64 * 1024)
        g_assert_null (stream->outcome.result);
      bytes = acme_scm_pipe_pop (stream->pipe);
      largest = MAX (largest, g_bytes_get_size (bytes));
      g_string_append_len (got, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
  reply = finish (stream, session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (largest, <=, 64 * 1024);
  g_assert_cmpstr (got->str, ==, body->str);
}

/* What repeats a read, before there is anything in the pipe */
static void
test_repeats (void)
{
  static const struct { guint status; const char *header; } cases[] = {
    { 429, "Retry-After: 0" }, { 503, "Retry-After: 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GString) body = g_string_new ("[1]");
      Answer answer = { .first_status = cases[i].status, .n_first = 2, .header = cases[i].header,
                        .type = "application/json", .body = body };
      g_autoptr(Stream) stream = NULL;
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *got = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      stream = start_stream (session);
      reply = finish (stream, session, &error);
      g_assert_no_error (error);
      g_assert_nonnull (reply);
      got = empty_pipe (stream);
      g_assert_cmpstr (got, ==, "[1]");
      g_assert_cmpuint (answer.n, ==, 3);
    }
}

/* Nothing of what is no success, or no JSON, reaches the pipe */
static void
test_refused (void)
{
  static const struct { guint status; const char *type, *header; AcmeError error; } cases[] = {
    { 400, "application/json", NULL, ACME_ERROR_FAILED },
    { 403, "application/json", NULL, ACME_ERROR_FORBIDDEN },
    { 500, "application/json", NULL, ACME_ERROR_SERVER },
    { 302, "application/json", "Location: https://elsewhere.example.net/", ACME_ERROR_BAD_REPLY },
    { 307, "application/json", "Location: https://elsewhere.example.net/", ACME_ERROR_BAD_REPLY },
    { 0, "text/html", NULL, ACME_ERROR_BAD_REPLY },
    { 0, "text/csv", NULL, ACME_ERROR_BAD_REPLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GString) body = g_string_new ("[1]");
      Answer answer = { .first_status = cases[i].status, .n_first = cases[i].status != 0 ? 100 : 0,
                        .header = cases[i].header, .type = cases[i].type, .body = body };
      g_autoptr(Stream) stream = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *got = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      stream = start_stream (session);
      g_assert_null (finish (stream, session, &error));
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
      got = empty_pipe (stream);
      g_assert_cmpstr (got, ==, "");
      g_assert_cmpuint (answer.n, ==, 1);
    }
}

static void
test_broken (void)
{
  static const struct { const char *script, *got; AcmeError error; } cases[] = {
    { "", "", ACME_ERROR_NETWORK },
    { "HELLO\r\n\r\n", "", ACME_ERROR_BAD_REPLY },
    { OK "\r\n", "", ACME_ERROR_BAD_REPLY },
    { OK "Content-Length: 0\r\n\r\n", "", ACME_ERROR_BAD_REPLY },
    { OK "Content-Length: 100\r\n\r\n[1, 2", "[1, 2", ACME_ERROR_NETWORK },
    { OK "Content-Length: 100\r\nConnection: close\r\n\r\n[1, 2]", "[1, 2]", ACME_ERROR_NETWORK },
    { OK "Transfer-Encoding: chunked\r\n\r\nff\r\n[1, 2]", "[1, 2]", ACME_ERROR_NETWORK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (cases[i].script, -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 10);
      g_autoptr(Stream) stream = start_stream (session);
      g_autoptr(GError) error = NULL;
      g_autofree char *got = NULL;

      g_assert_null (finish (stream, session, &error));
      g_test_message ("case %u: %s", i, error->message);
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
      got = empty_pipe (stream);
      g_assert_cmpstr (got, ==, cases[i].got);
      g_assert_cmpint (g_atomic_int_get (&server->n_requests), ==, 1);
    }
}

static gpointer
count_bytes (gpointer pipe)
{
  gsize n = 0;
  GBytes *bytes;

  for (; (bytes = acme_scm_pipe_pop (pipe)) != NULL; g_bytes_unref (bytes))
    n += g_bytes_get_size (bytes);
  return GSIZE_TO_POINTER (n);
}

/* The time limit is one for each silence */
static void
test_slow (void)
{
  g_autoptr(ScmRawDouble) server = scm_raw_double_new (OK "Content-Length: 250\r\n\r\n ", -1);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 1);
  g_autoptr(Stream) stream = NULL;
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  GThread *reader;
  gint64 began = g_get_monotonic_time ();

  server->repeat = 249; /* each after ten milliseconds */
  stream = start_stream (session);
  reader = g_thread_new ("reader", count_bytes, stream->pipe);
  reply = finish (stream, session, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);
  g_assert_cmpint (g_get_monotonic_time () - began, >, 2 * G_USEC_PER_SEC);
  acme_scm_pipe_end (stream->pipe, TRUE);
  g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (reader)), ==, 250);
}

static void
test_silence (void)
{
  static const struct { const char *script, *message; guint patience; } cases[] = {
    { "", "127.0.0.1 did not answer within 1 second.", 0 },
    { OK "Content-Length: 10\r\n\r\n", "127.0.0.1 did not answer within 1 second.", 0 },
    { OK "Content-Length: 10\r\n\r\n", "127.0.0.1 did not answer within 2 seconds.", 2 },
    { OK "Content-Length: 10\r\n\r\n[", "127.0.0.1 sent nothing more for 1 second.", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (cases[i].script, -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 1);
      g_autoptr(Stream) stream = NULL;
      g_autoptr(GError) error = NULL;

      server->linger = 20000;
      stream = start_stream_with (session, "POST", cases[i].patience, 1024);
      g_assert_null (finish (stream, session, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_NETWORK);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Nor is it the server's fault if nobody takes what it sent */
static void
test_full_is_no_silence (void)
{
  g_autoptr(ScmRawDouble) server = scm_raw_double_new (OK "Content-Length: 5\r\nConnection: close\r\n\r\n[1,2]", -1);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 1);
  g_autoptr(Stream) stream = start_stream_with (session, "POST", 0, 1);
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  server->linger = 20000;
  scm_spin (1500);
  g_assert_null (stream->outcome.result);
  bytes = acme_scm_pipe_pop (stream->pipe);
  reply = finish (stream, session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 5);
}

static void
check_cancelled (Stream         *stream,
                 AcmeScmSession *session)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;

  g_assert_null (finish (stream, session, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
}

static void
test_cancel (void)
{
  static const struct { const char *script; gsize room; } cases[] = {
    { "", 1024 },
    { OK "Content-Length: 10\r\n\r\n", 1024 },
    { OK "Content-Length: 10\r\n\r\n[", 1024 },
    { OK "Content-Length: 10\r\n\r\n[", 1 }, /* it is full */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (cases[i].script, -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 60);
      g_autoptr(Stream) stream = NULL;

      server->linger = 20000;
      stream = start_stream_with (session, "GET", 0, cases[i].room);
      scm_spin (100);
      g_assert_null (stream->outcome.result);
      g_cancellable_cancel (stream->cancellable);
      check_cancelled (stream, session);
    }
}

/* Who reads the pipe may have had enough */
static void
test_abort (void)
{
  g_autoptr(ScmRawDouble) server = scm_raw_double_new (OK "Content-Length: 10000\r\n\r\n[ ", -1);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 60);
  g_autoptr(Stream) stream = NULL;

  server->repeat = 9000;
  stream = start_stream_with (session, "GET", 0, 1);
  scm_spin (50);
  acme_scm_pipe_abort (stream->pipe);
  check_cancelled (stream, session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/stream/whole", test_whole);
  g_test_add_func ("/scm/stream/full", test_full);
  g_test_add_func ("/scm/stream/repeats", test_repeats);
  g_test_add_func ("/scm/stream/refused", test_refused);
  g_test_add_func ("/scm/stream/broken", test_broken);
  g_test_add_func ("/scm/stream/slow", test_slow);
  g_test_add_func ("/scm/stream/silence", test_silence);
  g_test_add_func ("/scm/stream/full-is-no-silence", test_full_is_no_silence);
  g_test_add_func ("/scm/stream/cancel", test_cancel);
  g_test_add_func ("/scm/stream/abort", test_abort);
  return g_test_run ();
}

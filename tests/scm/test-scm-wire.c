/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that no proper HTTP server gives, byte for byte. */

#include "acme-scm-session-private.h"
#include "scm-double.h"
#include "scm-raw-double.h"

#define PATH "/api/thing"
#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static AcmeScmReply *
send_request (AcmeScmSession  *session,
              const char      *method,
              AcmeScmExpect    expect,
              gsize            max_size,
              GError         **error)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, PATH);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_request_set_expect (request, expect);
  if (max_size != 0)
    acme_scm_request_set_max_size (request, max_size);
  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  return acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, error);
}

static void
test_broken (void)
{
  static const struct { const char *script; AcmeError error; AcmeError write_error; } cases[] = {
    { "", ACME_ERROR_NETWORK, ACME_ERROR_UNKNOWN_OUTCOME },
    { "HTTP/1.1 200", ACME_ERROR_BAD_REPLY, ACME_ERROR_UNKNOWN_OUTCOME },
    { OK, ACME_ERROR_BAD_REPLY, ACME_ERROR_BAD_REPLY },
    { OK "Content-Length: 100\r\n\r\n[1, 2", ACME_ERROR_NETWORK, ACME_ERROR_UNKNOWN_OUTCOME },
    { OK "Content-Length: 100\r\nConnection: close\r\n\r\n[1, 2]", ACME_ERROR_NETWORK, ACME_ERROR_UNKNOWN_OUTCOME },
    { OK "Content-Length: 100\r\nConnection: close\r\n\r\n", ACME_ERROR_NETWORK, ACME_ERROR_UNKNOWN_OUTCOME },
    { OK "Transfer-Encoding: chunked\r\n\r\n6\r\n[1, 2,\r\n", ACME_ERROR_BAD_REPLY, ACME_ERROR_BAD_REPLY },
    { OK "Transfer-Encoding: chunked\r\n\r\nff\r\n[1, 2]", ACME_ERROR_NETWORK, ACME_ERROR_UNKNOWN_OUTCOME },
    { OK "Connection: close\r\n\r\n[1, 2", ACME_ERROR_BAD_REPLY, ACME_ERROR_BAD_REPLY },
    { "HELLO\r\n\r\n", ACME_ERROR_BAD_REPLY, ACME_ERROR_UNKNOWN_OUTCOME },
    { "HTTP/1.1 abc OK\r\n\r\n", ACME_ERROR_BAD_REPLY, ACME_ERROR_UNKNOWN_OUTCOME },
    { "HTTP/1.1 500 Broken\r\nContent-Length: 100\r\n\r\n{\"desc", ACME_ERROR_SERVER, ACME_ERROR_SERVER },
    { "HTTP/1.1 401 No\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{", ACME_ERROR_AUTH, ACME_ERROR_AUTH },
  };
  static const char *const writes[] = { "POST", "PUT", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (cases[i].script, -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 10);
      g_autoptr(GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (send_request (session, "GET", ACME_SCM_EXPECT_JSON, 0, &error));
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
      g_test_message ("%s", error->message);
      for (guint j = 0; j < G_N_ELEMENTS (writes); j++)
        {
          g_autoptr(GError) write_error = NULL;
          guint before = g_atomic_int_get (&server->n_requests);

          g_assert_null (send_request (session, writes[j], ACME_SCM_EXPECT_JSON, 0, &write_error));
          g_test_message ("%s", write_error->message);
          g_assert_error (write_error, ACME_ERROR, (int) cases[i].write_error);
          g_assert_cmpuint (g_atomic_int_get (&server->n_requests), ==, before + 1);
        }
    }
}

/* Where only the status counts, a broken body is no matter */
static void
test_status_counts (void)
{
  g_autoptr(ScmRawDouble) server =
    scm_raw_double_new ("HTTP/1.1 201 Made\r\nLocation: /api/thing/5\r\nContent-Length: 100\r\n\r\nhalf", -1);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 10);
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = send_request (session, "POST", ACME_SCM_EXPECT_NONE, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpstr (reply->location, ==, "/api/thing/5");
}

/* The time limit is one for the whole, also while bytes go on coming in */
static void
test_slow (void)
{
  static const struct { const char *script; guint linger; guint repeat; } cases[] = {
    { "", 3000, 0 },                                         /* nothing at all */
    { OK "Content-Length: 10000\r\n\r\n[", 3000, 0 },        /* half of it */
    { OK "Content-Length: 10000\r\n\r\n ", 0, 300 },         /* one byte now and then */
    { OK "X-Long: x", 0, 300 },                              /* in the headers */
    { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 P\r\n\r\n", 3000, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (cases[i].script, -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 1);
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) write_error = NULL;

      server->linger = cases[i].linger;
      server->repeat = cases[i].repeat;
      g_assert_null (send_request (session, "GET", ACME_SCM_EXPECT_JSON, 0, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_NETWORK);
      g_assert_cmpstr (error->message, ==, "127.0.0.1 did not answer within 1 second.");
      g_assert_null (send_request (session, "PUT", ACME_SCM_EXPECT_JSON, 0, &write_error));
      g_assert_error (write_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
    }
}

/* The status of a refusal is there at once, its body may come never */
static void
test_slow_refusal (void)
{
  g_autoptr(ScmRawDouble) server = scm_raw_double_new ("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\n{", -1);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 1);
  g_autoptr(GError) error = NULL;

  server->linger = 3000;
  g_assert_null (send_request (session, "POST", ACME_SCM_EXPECT_JSON, 0, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FORBIDDEN);
}

static char *
make_large (const char *header,
            gsize       size,
            gsize      *out_length)
{
  gsize header_length = strlen (header);
  char *script = g_malloc (header_length + size);

  memcpy (script, header, header_length);
  memset (script + header_length, ' ', size);
  *out_length = header_length + size;
  return script;
}

static void
test_large (void)
{
  static const char *const headers[] = {
    OK "Content-Length: 2147483648\r\n\r\n", OK "Connection: close\r\n\r\n",
    OK "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      gsize length;
      g_autofree char *script = make_large (headers[i], 1024 * 1024, &length);
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (script, length);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 15);
      g_autoptr(GError) error = NULL;

      server->linger = 1000;
      g_assert_null (send_request (session, "GET", ACME_SCM_EXPECT_JSON, 512 * 1024, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, "too large"));
    }
}

static void
test_large_refusal (void)
{
  gsize length;
  g_autofree char *script = make_large ("HTTP/1.1 404 No\r\nConnection: close\r\n\r\n", 1024 * 1024, &length);
  g_autoptr(ScmRawDouble) server = scm_raw_double_new (script, length);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 15);
  g_autoptr(GError) error = NULL;

  g_assert_null (send_request (session, "GET", ACME_SCM_EXPECT_JSON, 0, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

static void
test_large_header (void)
{
  gsize length;
  g_autofree char *script = make_large (OK "X-Long: ", 4 * 1024 * 1024, &length);
  g_autoptr(ScmRawDouble) server = scm_raw_double_new (script, length);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 15);
  g_autoptr(GError) error = NULL;

  g_assert_null (send_request (session, "GET", ACME_SCM_EXPECT_JSON, 0, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NETWORK);
}

/* n MiB of blanks, packed, as an answer; damaged in the middle if so wanted */
static GByteArray *
make_packed (guint    n,
             gboolean damaged)
{
  g_autoptr(GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, gzip);
  g_autofree char *blank = g_strnfill (1024 * 1024, ' ');
  g_autofree char *header = NULL;
  g_autoptr(GBytes) packed = NULL;
  GByteArray *script = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    g_assert_true (g_output_stream_write_all (stream, blank, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  header = g_strdup_printf (OK "Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                            g_bytes_get_size (packed));
  g_byte_array_append (script, (const guint8 *) header, strlen (header));
  g_byte_array_append (script, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  if (damaged)
    memset (script->data + script->len - g_bytes_get_size (packed) / 2, 0xff, 100);
  return script;
}

/* What is small on the wire is measured by what it unpacks to */
static void
test_bomb (void)
{
  static const struct { guint n; gboolean damaged; const char *part; } cases[] = {
    { 64, FALSE, "too large" }, { 2, TRUE, "damaged" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) script = make_packed (cases[i].n, cases[i].damaged);
      g_autoptr(ScmRawDouble) server = scm_raw_double_new ((const char *) script->data, script->len);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 15);
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (script->len, <, 100 * 1024);
      g_assert_null (send_request (session, "GET", ACME_SCM_EXPECT_JSON, 0, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

/* libsoup repeats by itself what it takes for idempotent if a connection that it kept is gone; DELETE is none for us */
static void
test_never_repeated (void)
{
  static const char *const methods[] = { "POST", "PUT", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(ScmRawDouble) server =
        scm_raw_double_new (OK "X-Then: close\r\nContent-Length: 2\r\n\r\n[]", -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 15);
      g_autoptr(AcmeScmReply) first = NULL;
      g_autoptr(AcmeScmReply) second = NULL;
      g_autoptr(GError) error = NULL;

      first = send_request (session, "GET", ACME_SCM_EXPECT_JSON, 0, &error);
      g_assert_no_error (error);
      second = send_request (session, methods[i], ACME_SCM_EXPECT_JSON, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_atomic_int_get (&server->n_requests), ==, 2);
      g_assert_cmpuint (g_atomic_int_get (&server->n_connections), ==, 2);
    }
}

/* Nor with a connection that others may use, as with HTTP/2 */
static void
test_repeat_stopped (void)
{
  static const struct { const char *method; AcmeScmStage stage; guint n_requests; } cases[] = {
    { "GET", ACME_SCM_ANSWERED, 1 }, { "PUT", ACME_SCM_SENT, 2 },
  };
  g_autoptr(ScmRawDouble) server =
    scm_raw_double_new (OK "X-Then: close\r\nContent-Length: 2\r\n\r\n[]", -1);
  g_autoptr(SoupSession) soup = soup_session_new ();
  const AcmeScmLine line = { soup, NULL, 15 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) message = soup_message_new (cases[i].method, server->url);
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GBytes) body = NULL;
      g_autoptr(GError) error = NULL;
      AcmeScmStage stage;

      acme_scm_exchange_async (&line, message, 100, NULL, scm_outcome_cb, &outcome);
      body = acme_scm_exchange_finish (scm_outcome_wait (&outcome), &stage, &error);
      g_assert_cmpint (stage, ==, cases[i].stage);
      g_assert_true ((body != NULL) == (stage == ACME_SCM_ANSWERED));
      if (body == NULL)
        g_assert_error (error, ACME_ERROR, ACME_ERROR_NETWORK);
      g_assert_cmpuint (g_atomic_int_get (&server->n_requests), ==, cases[i].n_requests);
      g_assert_cmpuint (g_atomic_int_get (&server->n_connections), ==, 1);
    }
  scm_spin (100);
  g_assert_cmpuint (g_atomic_int_get (&server->n_requests), ==, 2);
}

/* Nothing was sent, so that nothing is unknown */
static void
test_unreachable (void)
{
  static const char *const methods[] = { "GET", "POST", "DELETE" };
  g_autoptr(ScmRawDouble) server = scm_raw_double_new ("", -1);
  g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 15);
  g_autoptr(AcmeScmConfig) nowhere = acme_scm_config_new ("https://scm.invalid");
  g_autoptr(AcmeScmSession) lost = NULL;

  acme_scm_config_set_password (nowhere, "l", "p", "c");
  acme_scm_config_set_timeout (nowhere, 2);
  lost = acme_scm_session_new (nowhere);
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) lost_error = NULL;

      g_assert_null (send_request (session, methods[i], ACME_SCM_EXPECT_JSON, 0, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_NETWORK);
      g_assert_cmpstr (error->message, ==, "127.0.0.1 refused the connection.");

      g_assert_null (send_request (lost, methods[i], ACME_SCM_EXPECT_JSON, 0, &lost_error));
      g_assert_error (lost_error, ACME_ERROR, ACME_ERROR_NETWORK);
      g_assert_nonnull (strstr (lost_error->message, "scm.invalid"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/wire/broken", test_broken);
  g_test_add_func ("/scm/wire/status-counts", test_status_counts);
  g_test_add_func ("/scm/wire/slow", test_slow);
  g_test_add_func ("/scm/wire/slow-refusal", test_slow_refusal);
  g_test_add_func ("/scm/wire/large", test_large);
  g_test_add_func ("/scm/wire/large-refusal", test_large_refusal);
  g_test_add_func ("/scm/wire/large-header", test_large_header);
  g_test_add_func ("/scm/wire/bomb", test_bomb);
  g_test_add_func ("/scm/wire/never-repeated", test_never_repeated);
  g_test_add_func ("/scm/wire/repeat-stopped", test_repeat_stopped);
  g_test_add_func ("/scm/wire/unreachable", test_unreachable);
  return g_test_run ();
}

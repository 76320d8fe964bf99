/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-session-private.h"
#include "scm-double.h"

#define PATH "/api/thing"

/* How the double answers */
typedef struct
{
  guint status;
  const char *type; /* (nullable) */
  const char *body; /* (nullable) */
  gssize length;    /* of body, or 0 for a string */
  const char *header; /* (nullable): "Name: value" */
  guint n_first;    /* so often it answers in this way; after that with 200 and [] */

  /* of the latest request */
  char *request_body;
  SoupMessageHeaders *headers;
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
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_auto(GStrv) header = answer->header != NULL ? g_strsplit (answer->header, ": ", 2) : NULL;

  g_free (answer->request_body);
  answer->request_body = g_strndup (body->data != NULL ? body->data : "", body->length);
  g_clear_pointer (&answer->headers, soup_message_headers_unref);
  answer->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  if (++answer->n > answer->n_first && answer->n_first > 0)
    {
      scm_double_answer (message, 200, "[]");
      return;
    }
  soup_server_message_set_status (message, answer->status, NULL);
  if (header != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), header[0], header[1]);
  if (answer->type != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type", answer->type);
  if (answer->body != NULL)
    soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, answer->body,
                              answer->length > 0 ? (gsize) answer->length : strlen (answer->body));
}

static void
clear_answer (Answer *answer)
{
  g_free (answer->request_body);
  g_clear_pointer (&answer->headers, soup_message_headers_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, clear_answer)

static AcmeScmReply *
send_request (AcmeScmSession  *session,
              AcmeScmRequest  *request,
              guint           *out_status,
              GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  return acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), out_status, error);
}

static AcmeScmReply *
send_method (AcmeScmSession  *session,
             const char      *method,
             AcmeScmExpect    expect,
             GError         **error)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, "%s", PATH);
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"name\":\"x\"}", 12);

  acme_scm_request_set_expect (request, expect);
  if (!g_str_equal (method, "GET"))
    acme_scm_request_set_body (request, body);
  return send_request (session, request, NULL, error);
}

static void
test_request (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autofree char *escaped = acme_scm_escape ("ab/c==?#ä");
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("PUT", "/api/thing/%d/client/%s", 5, escaped);
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"name\":\"ä\"}", 13);
  g_auto(Answer) answer = { .status = 201, .type = "application/json; charset=utf-8", .body = "{\"id\": 1}",
                            .header = "Location: https://scm.example.org/api/thing/5" };
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  guint status;

  scm_double_add (server, "/api", answer_cb, &answer);
  acme_scm_request_add_string (request, "name", "a&b=c d%,-2");
  acme_scm_request_add_number (request, "size", 200);
  acme_scm_request_set_body (request, body);
  reply = send_request (session, request, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 201);
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpint (reply->total, ==, -1);
  g_assert_cmpstr (reply->location, ==, "https://scm.example.org/api/thing/5");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (reply->json));

  g_assert_cmpstr (server->requests->pdata[0], ==,
                   "PUT /api/thing/5/client/ab%2Fc%3D%3D%3F%23%C3%A4?name=a%26b%3Dc%20d%25%2C-2&size=200");
  g_assert_cmpstr (answer.request_body, ==, "{\"name\":\"ä\"}");
  g_assert_cmpstr (soup_message_headers_get_one (answer.headers, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (soup_message_headers_get_one (answer.headers, "Accept"), ==, "application/json");
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (answer.headers, "User-Agent"), "ACME-Console/"));
}

static void
test_good_bodies (void)
{
  static const Answer cases[] = {
    { .status = 200, .type = "application/json", .body = "[]" },
    { .status = 200, .type = "application/json;charset=UTF-8", .body = "{}" },
    { .status = 200, .type = "application/hal+json", .body = "[1]" },
    { .status = 200, .type = "text/json", .body = "[1]" },
    { .status = 203, .type = "APPLICATION/JSON", .body = "\xef\xbb\xbf[1]" },
    { .status = 200, .type = NULL, .body = "[1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_auto(Answer) answer = cases[i];
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      reply = send_method (session, "GET", ACME_SCM_EXPECT_JSON, &error);
      g_assert_no_error (error);
      g_assert_nonnull (reply->json);
    }
}

static void
test_bad_bodies (void)
{
  static const struct { Answer answer; const char *part; } cases[] = {
    { { .status = 200, .type = "text/html; charset=utf-8", .body = "<html>Sign in</html>" }, "web page" },
    { { .status = 200, .type = "application/xhtml+xml", .body = "<html/>" }, "web page" },
    { { .status = 200, .type = "text/plain", .body = "[]" }, "text/plain instead of JSON" },
    { { .status = 200, .type = "application/xml", .body = "<a/>" }, "application/xml instead of JSON" },
    { { .status = 200, .type = "application/octet-stream", .body = "[]" }, "instead of JSON" },
    { { .status = 200, .type = "application/json", .body = "" }, "empty" },
    { { .status = 200 }, "empty" },
    { { .status = 204 }, "empty" },
    { { .status = 200, .type = "application/json", .body = "{\"a\":" }, "not valid JSON" },
    { { .status = 200, .type = "application/json", .body = "[\"\xff\"]" }, "not text" },
    { { .status = 200, .type = "application/json", .body = "[1]\0[2]", .length = 7 }, "not text" },
    { { .status = 200, .type = "application/json", .body = "\"text\"" }, "single value" },
    { { .status = 200, .type = "application/json", .body = "null" }, "single value" },
    { { .status = 200, .type = "application/json", .body = "[123456789012345678901234567890]" }, "too large" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_auto(Answer) answer = cases[i].answer;
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      reply = send_method (session, "GET", ACME_SCM_EXPECT_JSON, &error);
      g_assert_null (reply);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

static void
test_expectations (void)
{
  static const struct { Answer answer; AcmeScmExpect expect; gboolean good; } cases[] = {
    { { .status = 204 }, ACME_SCM_EXPECT_NONE, TRUE },
    { { .status = 200 }, ACME_SCM_EXPECT_NONE, TRUE },
    { { .status = 200, .type = "text/plain", .body = "done" }, ACME_SCM_EXPECT_NONE, TRUE },
    { { .status = 200, .type = "text/html", .body = "<html>Sign in</html>" }, ACME_SCM_EXPECT_NONE, FALSE },
    { { .status = 200 }, ACME_SCM_EXPECT_MAYBE, TRUE },
    { { .status = 200, .type = "application/json", .body = "{}" }, ACME_SCM_EXPECT_MAYBE, TRUE },
    { { .status = 200, .type = "text/html", .body = "<html/>" }, ACME_SCM_EXPECT_MAYBE, FALSE },
    { { .status = 200, .type = "application/json", .body = "{" }, ACME_SCM_EXPECT_MAYBE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_auto(Answer) answer = cases[i].answer;
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      reply = send_method (session, "DELETE", cases[i].expect, &error);
      g_assert_cmpstr (answer.request_body, ==, "{\"name\":\"x\"}");
      if (cases[i].good)
        {
          g_assert_no_error (error);
          g_assert_true ((reply->json != NULL) == (answer.body != NULL && answer.body[0] == '{'));
        }
      else
        g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
    }
}

/* Nothing is sent to where a redirect points, whatever method and status it has */
static void
test_redirects (void)
{
  static const guint statuses[] = { 300, 301, 302, 303, 307, 308 };
  static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };
  g_autoptr(ScmDouble) other = scm_double_new ();
  g_autofree char *header = g_strconcat ("Location: ", other->url, PATH, NULL);

  scm_double_add_json (other, PATH, "[]");
  for (guint i = 0; i < G_N_ELEMENTS (statuses) * G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_auto(Answer) answer = { .status = statuses[i / G_N_ELEMENTS (methods)], .header = header };
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      reply = send_method (session, methods[i % G_N_ELEMENTS (methods)], ACME_SCM_EXPECT_NONE, &error);
      g_assert_null (reply);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, "nothing was sent"));
      g_assert_cmpuint (server->requests->len, ==, 1);
    }
  g_assert_cmpuint (other->requests->len, ==, 0);
}

/* Retry-After is honoured for reads, twice at most, and not if it is too far away */
static void
test_repeats (void)
{
  static const struct { const char *method; Answer answer; guint n_requests; int error; } cases[] = {
    { "GET", { .status = 429, .header = "Retry-After: 0", .n_first = 1 }, 2, -1 },
    { "GET", { .status = 503, .header = "Retry-After: 0", .n_first = 2 }, 3, -1 },
    { "GET", { .status = 503, .header = "Retry-After: 0", .n_first = 3 }, 3, ACME_ERROR_SERVER },
    { "GET", { .status = 429, .header = "Retry-After: 0" }, 3, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 429, .header = "Retry-After: 1", .n_first = 1 }, 2, -1 },
    { "GET", { .status = 429, .header = "Retry-After: Thu, 01 Jan 2015 00:00:00 GMT", .n_first = 1 }, 2, -1 },
    { "GET", { .status = 429, .header = "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT" }, 1, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 429, .header = "Retry-After: 31" }, 1, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 429, .header = "Retry-After: 18446744073709551615" }, 1, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 429, .header = "Retry-After: soon" }, 1, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 429, .header = "Retry-After: -1" }, 1, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 429 }, 1, ACME_ERROR_RATE_LIMIT },
    { "GET", { .status = 500, .header = "Retry-After: 0" }, 1, ACME_ERROR_SERVER },
    { "POST", { .status = 429, .header = "Retry-After: 0" }, 1, ACME_ERROR_RATE_LIMIT },
    { "PUT", { .status = 503, .header = "Retry-After: 0" }, 1, ACME_ERROR_SERVER },
    { "DELETE", { .status = 503, .header = "Retry-After: 0" }, 1, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_auto(Answer) answer = cases[i].answer;
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      reply = send_method (session, cases[i].method, ACME_SCM_EXPECT_JSON, &error);
      if (cases[i].error < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ACME_ERROR, cases[i].error);
      g_assert_cmpuint (server->requests->len, ==, cases[i].n_requests);
    }
}

/* What stands before SCM and got no answer from it leaves the outcome of a write open */
static void
test_gateways (void)
{
  static const struct { const char *method; guint status; AcmeError error; } cases[] = {
    { "GET", 502, ACME_ERROR_SERVER }, { "GET", 504, ACME_ERROR_SERVER }, { "POST", 502, ACME_ERROR_UNKNOWN_OUTCOME },
    { "PUT", 504, ACME_ERROR_UNKNOWN_OUTCOME }, { "DELETE", 504, ACME_ERROR_UNKNOWN_OUTCOME },
    { "DELETE", 500, ACME_ERROR_SERVER }, { "POST", 400, ACME_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_auto(Answer) answer = { .status = cases[i].status };
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      scm_double_add (server, PATH, answer_cb, &answer);
      reply = send_method (session, cases[i].method, ACME_SCM_EXPECT_NONE, &error);
      g_assert_null (reply);
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
    }
}

/* A server that repeats what it was sent does not bring a secret into a message */
static void
test_echo (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(Answer) answer = { .status = 400, .type = "application/json",
                            .body = "{\"code\": -16, \"description\": \"password p4ssw0rd-of-the-test is wrong\"}" };
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add (server, PATH, answer_cb, &answer);
  reply = send_method (session, "GET", ACME_SCM_EXPECT_JSON, &error);
  g_assert_null (reply);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_AUTH);
  g_assert_true (g_str_has_suffix (error->message, "password *** is wrong"));
}

static void
test_config (void)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("http://scm.example.org");
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (config);
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (acme_scm_session_get_config (session) == config);
  reply = send_method (session, "GET", ACME_SCM_EXPECT_JSON, &error);
  g_assert_null (reply);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

static void
test_in_flight (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  ScmOutcome outcomes[40] = { { NULL } };

  scm_double_add_json (server, PATH, "[]");
  server->delay = 10;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeScmReply) reply =
        acme_scm_session_send_finish (session, scm_outcome_wait (&outcomes[i]), NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (reply);
      scm_outcome_clear (&outcomes[i]);
    }
  g_assert_cmpuint (server->max_in_flight, ==, 4);
  g_assert_cmpuint (server->requests->len, ==, 40);
}

/* Before, in the row, in flight, and after; every place is given back */
static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GCancellable) late = g_cancellable_new ();
  g_autoptr(AcmeScmReply) reply = NULL;
  g_auto(ScmOutcome) last = { NULL };
  ScmOutcome outcomes[21] = { { NULL } };
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, PATH, "[]");
  server->delay = 100;
  g_cancellable_cancel (cancelled);
  for (guint i = 0; i < 20; i++)
    acme_scm_session_send_async (session, request, cancellable, scm_outcome_cb, &outcomes[i]);
  acme_scm_session_send_async (session, request, cancelled, scm_outcome_cb, &outcomes[20]);
  SCM_WAIT_UNTIL (server->n_in_flight == 4);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr(GError) own = NULL;

      g_assert_null (acme_scm_session_send_finish (session, scm_outcome_wait (&outcomes[i]), NULL, &own));
      g_assert_error (own, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (server->requests->len, ==, 4);

  for (guint i = 0; i < 5; i++)
    {
      server->delay = 0;
      acme_scm_session_send_async (session, request, late, scm_outcome_cb, &last);
      reply = acme_scm_session_send_finish (session, scm_outcome_wait (&last), NULL, &error);
      g_assert_no_error (error);
      g_clear_pointer (&reply, acme_scm_reply_free);
      scm_outcome_clear (&last);
    }
  g_cancellable_cancel (late);
  scm_spin (150);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_assert_cmpuint (outcomes[i].n_calls, ==, 1);
      scm_outcome_clear (&outcomes[i]);
    }
}

static void
test_cancel_wait (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(Answer) answer = { .status = 429, .header = "Retry-After: 30" };
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  scm_double_add (server, PATH, answer_cb, &answer);
  acme_scm_session_send_async (session, request, cancellable, scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (answer.n == 1 && server->n_in_flight == 0);
  scm_spin (50);
  g_cancellable_cancel (cancellable);
  g_assert_null (acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (answer.n, ==, 1);
}

/* A session that is let go of while it works lives until it has worked */
static void
test_let_go (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  AcmeScmSession *session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  gpointer watched = session;

  scm_double_add_json (server, PATH, "[]");
  server->delay = 50;
  g_object_add_weak_pointer (G_OBJECT (session), &watched);
  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  g_object_unref (session);
  reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);
  scm_outcome_clear (&outcome);
  g_assert_null (watched);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/session/request", test_request);
  g_test_add_func ("/scm/session/good-bodies", test_good_bodies);
  g_test_add_func ("/scm/session/bad-bodies", test_bad_bodies);
  g_test_add_func ("/scm/session/expectations", test_expectations);
  g_test_add_func ("/scm/session/redirects", test_redirects);
  g_test_add_func ("/scm/session/repeats", test_repeats);
  g_test_add_func ("/scm/session/gateways", test_gateways);
  g_test_add_func ("/scm/session/echo", test_echo);
  g_test_add_func ("/scm/session/config", test_config);
  g_test_add_func ("/scm/session/in-flight", test_in_flight);
  g_test_add_func ("/scm/session/cancel", test_cancel);
  g_test_add_func ("/scm/session/cancel-wait", test_cancel_wait);
  g_test_add_func ("/scm/session/let-go", test_let_go);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-audit.h"

#include <malloc.h>
#include <string.h>

#include "acme-time.h"
#include "audit-reading.h"
#include "scm-raw-double.h"
#include "scm-script.h"

#define REPORT "/api/report/v1/activity"
#define RECORDS "/api/v1/records"
#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"

#define EVENT_1 \
  "{\"id\":1,\"action\":{\"actionName\":\"Login\"},\"description\":\"a\",\"date\":\"2030-01-02T03:04:05Z\"}"
#define EVENT_2 "{\"id\":2,\"action\":{\"actionName\":\"Logout\"},\"description\":\"\\u00e4\"}"

static gint64
parse_time (const char *text)
{
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

/* Between two dates that are of no matter */
static gboolean
run (AuditReading        *reading,
     AcmeScmAuditSource   source,
     GError             **error)
{
  return audit_reading_run (reading, source, parse_time ("2030-01-01T00:00:00Z"), parse_time ("2030-02-01T00:00:00Z"),
                            error);
}

static void
check_events (AuditReading *reading,
              const char   *events)
{
  g_autofree char *got = NULL;

  g_ptr_array_add (reading->events, NULL);
  got = g_strjoinv ("; ", (char **) reading->events->pdata);
  g_assert_cmpstr (got, ==, events);
}

static void
check_part (const GError *error,
            const char   *part)
{
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
}

static void
test_activity (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  const char *answer = "{\"statusCode\":0,\"reports\":[" EVENT_1 ", 5, " EVENT_2 ", null],\"message\":null}";
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", REPORT, 200, answer);
  g_assert_true (audit_reading_run (reading, ACME_SCM_AUDIT_ACTIVITY, parse_time ("2030-01-01T00:00:00.1239Z"),
                                    parse_time ("2030-01-31T00:00:00.000001Z"), &error));
  g_assert_no_error (error);
  check_events (reading, "1 Login | a; 2 Logout | ä");
  g_assert_cmpuint (reading->n_progress, >, 0);
  g_assert_cmpuint (reading->progress.n_events, ==, 2);
  g_assert_cmpuint (reading->progress.n_unreadable, ==, 2);
  g_assert_cmpuint (reading->progress.n_bytes, ==, strlen (answer));
  g_assert_cmpint (reading->progress.size, ==, (gint64) strlen (answer));

  g_assert_cmpuint (script->server->requests->len, ==, 1);
  g_assert_cmpstr (script->server->requests->pdata[0], ==, "POST " REPORT);
  g_assert_cmpstr (script->bodies->pdata[0], ==,
                   "{\"from\":\"2030-01-01T00:00:00.123Z\",\"to\":\"2030-01-31T00:00:00.001Z\"}");
}

static void
test_none (void)
{
  static const char *const answers[] = {
    "{\"statusCode\":0,\"reports\":[]}", "[]", "{\"reports\":[],\"statusCode\":0}", "\xef\xbb\xbf[]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
      g_autoptr(AuditReading) reading = audit_reading_new (session);
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "POST", REPORT, 200, answers[i]);
      g_assert_true (run (reading, ACME_SCM_AUDIT_ACTIVITY, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (reading->progress.n_events, ==, 0);
      g_assert_cmpuint (reading->n_progress, ==, 0);
    }
}

/* What SCM says with status 200 or with another one */
static void
test_refused (void)
{
  static const struct { guint status; const char *json; AcmeError error; const char *message; } cases[] = {
    { 200, "{\"statusCode\":7,\"reports\":[],\"message\":\"too\\n long, top-secret\"}", ACME_ERROR_FAILED,
      "SCM could not make the report (code 7). It says: too long, ***" },
    { 200, "{\"statusCode\":-3}", ACME_ERROR_FAILED, "SCM could not make the report (code -3)." },
    { 200, "{\"statusCode\":1,\"reports\":[" EVENT_1 "," EVENT_2 "],\"message\":\"no more\"}", ACME_ERROR_FAILED,
      "SCM could not make the report (code 1). It says: no more (2 events that came before are kept; 202 bytes were "
      "read.)" },
    { 400, "{\"code\":-1,\"description\":\"not top-secret\"}", ACME_ERROR_FAILED,
      "SCM refused the request (status 400). SCM says: not ***" },
    { 403, "{\"code\":-25}", ACME_ERROR_FORBIDDEN, "This administrator is not allowed to do this in SCM." },
    { 500, "", ACME_ERROR_SERVER, "SCM failed while it worked on the request (status 500). Try again later." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (script->server->url);
      g_autoptr(AcmeScmSession) session = NULL;
      g_autoptr(AuditReading) reading = NULL;
      g_autoptr(GError) error = NULL;

      acme_scm_config_set_password (config, "admin", "top-secret", "northern");
      session = acme_scm_session_new (config);
      reading = audit_reading_new (session);
      scm_script_add (script, "POST", REPORT, cases[i].status, cases[i].json);
      g_assert_false (run (reading, ACME_SCM_AUDIT_ACTIVITY, &error));
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpuint (script->bodies->len, ==, 1);
    }
}

/* What came before the fault is kept, and the error says so */
static void
test_broken (void)
{
  static const struct { const char *script; AcmeError error; guint n; const char *part; } cases[] = {
    { OK "Content-Length: 500\r\n\r\n{\"reports\":[" EVENT_1 "," EVENT_2 ",{\"id\"", ACME_ERROR_NETWORK, 2,
      "complete. (2 events that came before are kept; 171 bytes were read.)" },
    { OK "Content-Length: 500\r\n\r\n[" EVENT_1, ACME_ERROR_NETWORK, 1, "(1 event that came before is kept" },
    { OK "Content-Length: 500\r\n\r\n[", ACME_ERROR_NETWORK, 0, "closed the connection" },
    { OK "\r\n[" EVENT_1 "," EVENT_2, ACME_ERROR_BAD_REPLY, 2, "at byte 154" },
    { OK "\r\n[" EVENT_1 "," EVENT_2 "}", ACME_ERROR_BAD_REPLY, 2, "at byte 154" },
    { OK "\r\n[" EVENT_1 "] and more", ACME_ERROR_BAD_REPLY, 1, "at byte 91" },
    { OK "\r\n{\"error\":\"x\"}", ACME_ERROR_BAD_REPLY, 0, "127.0.0.1 does not answer as SCM does." },
    { OK "\r\nnothing", ACME_ERROR_BAD_REPLY, 0, "at byte 0" },
    { OK "\r\n", ACME_ERROR_BAD_REPLY, 0, "127.0.0.1 sent an empty answer." },
    { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n[" EVENT_1 "]", ACME_ERROR_BAD_REPLY, 0,
      "web page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (cases[i].script, -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 60);
      g_autoptr(AuditReading) reading = audit_reading_new (session);
      g_autoptr(GError) error = NULL;

      g_assert_false (run (reading, ACME_SCM_AUDIT_ACTIVITY, &error));
      g_test_message ("case %u: %s", i, error->message);
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
      g_assert_cmpuint (reading->progress.n_events, ==, cases[i].n);
      check_part (error, cases[i].part);
    }
}

/* Who takes the events ends it with an error of his own */
static void
test_func_fails (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", REPORT, 200, "[" EVENT_1 "," EVENT_2 "," EVENT_1 "]");
  reading->refuse_at = 2;
  g_assert_false (run (reading, ACME_SCM_AUDIT_ACTIVITY, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, "No space left");
  g_assert_cmpuint (reading->n_events, ==, 2);
}

/* (transfer full): more than a pipe holds */
static char *
make_many (guint n)
{
  g_autoptr(GString) text = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append (text, EVENT_1 ",");
  g_string_append (text, EVENT_2 "]");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_cancel (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  g_autofree char *answer = make_many (50000);
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", REPORT, 200, answer);
  reading->block_at = 10;
  audit_reading_start (reading, ACME_SCM_AUDIT_ACTIVITY, 0, 1);
  SCM_WAIT_UNTIL (g_atomic_int_get (&reading->is_blocked));
  SCM_WAIT_UNTIL (reading->n_progress == 1); /* with the first event, whatever becomes of the others */
  scm_spin (200); /* until the pipe is full */
  g_cancellable_cancel (reading->cancellable);
  scm_spin (50);
  g_assert_null (reading->outcome.result); /* the function is still at it */
  audit_reading_let_go (reading);
  g_assert_false (audit_reading_finish (reading, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (reading->n_events, ==, 10);
  g_assert_cmpuint (reading->progress.n_events, ==, 10);
}

static void
test_cancel_before (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (reading->cancellable);
  g_assert_false (run (reading, ACME_SCM_AUDIT_ACTIVITY, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script->server->requests->len, ==, 0);
}

/* While the server says nothing */
static void
test_cancel_silence (void)
{
  static const char *const scripts[] = { "", OK "\r\n", OK "\r\n[" EVENT_1 };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr(ScmRawDouble) server = scm_raw_double_new (scripts[i], -1);
      g_autoptr(AcmeScmSession) session = scm_raw_double_make_session (server, 60);
      g_autoptr(AuditReading) reading = audit_reading_new (session);
      g_autoptr(GError) error = NULL;
      gint64 began;

      server->linger = 20000;
      audit_reading_start (reading, ACME_SCM_AUDIT_ACTIVITY, 0, 1);
      scm_spin (100);
      began = g_get_monotonic_time ();
      g_cancellable_cancel (reading->cancellable);
      g_assert_false (audit_reading_finish (reading, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
      g_assert_cmpuint (reading->progress.n_events, ==, i == 2 ? 1 : 0);
    }
}

static void
test_far_times (void)
{
  static const struct { gint64 from, to; } cases[] = {
    { G_MININT64, 0 }, { G_MININT64 + 1, G_MAXINT64 }, { 0, G_MAXINT64 },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
      g_autoptr(AuditReading) reading = audit_reading_new (session);
      g_autoptr(GError) error = NULL;

      g_assert_false (audit_reading_run (reading, i % 2 == 0 ? ACME_SCM_AUDIT_ACTIVITY : ACME_SCM_AUDIT_API,
                                         cases[i / 2].from, cases[i / 2].to, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_cmpuint (script->server->requests->len, ==, 0);
    }
}

/* Pages of the Audit API */
typedef struct
{
  guint status;
  const char *json;
  const char *token; /* (nullable) */
} Page;

typedef struct
{
  const Page *pages;
  guint n;
} Pages;

static void
pages_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Pages *pages = user_data;
  const Page *page = &pages->pages[pages->n++];

  scm_double_answer (message, page->status, page->json);
  if (page->token != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "token", page->token);
}

#define RECORD(id) "{\"id\":\"" id "\",\"action\":\"create\",\"details\":\"d\"}"

typedef struct
{
  Page pages[5];
  int error; /* an AcmeError, or -1 */
  const char *part;
  guint n_requests;
  const char *events;
} ApiCase;

static const ApiCase api_cases[] = {
  { { { 200, "[]", "x" } }, -1, NULL, 1, "" },
  { { { 200, "[]", NULL } }, -1, NULL, 1, "" },
  { { { 200, "[" RECORD ("1") "," RECORD ("2") "]", "a/b=" }, { 200, "[" RECORD ("3") "]", "c" }, { 200, "[]", "c" } },
    -1, NULL, 3, "1 create | d; 2 create | d; 3 create | d" },
  /* records that cannot be read make no empty page */
  { { { 200, "[5]", "a" }, { 200, "[" RECORD ("3") "]", "c" }, { 200, "[]", "d" } }, -1, NULL, 3, "3 create | d" },
  { { { 200, "[" RECORD ("1") "]", "a" }, { 200, "[" RECORD ("1") "]", "a" } }, ACME_ERROR_BAD_REPLY,
    "leads back to a page of events that was there before. (2 events that came before are kept", 2,
    "1 create | d; 1 create | d" },
  { { { 200, "[" RECORD ("1") "]", "a" }, { 200, "[" RECORD ("1") "]", "b" }, { 200, "[" RECORD ("1") "]", "a" } },
    ACME_ERROR_BAD_REPLY, "leads back", 3, "1 create | d; 1 create | d; 1 create | d" },
  { { { 200, "[" RECORD ("1") "]", NULL } }, ACME_ERROR_BAD_REPLY, "does not say how to go on", 1, "1 create | d" },
  { { { 200, "[" RECORD ("1") "]", "" } }, ACME_ERROR_BAD_REPLY, "does not say how to go on", 1, "1 create | d" },
  { { { 200, "[" RECORD ("1") "]", "a" }, { 400, "{\"error\":\"x\",\"message\":\"token too old\"}", NULL } },
    ACME_ERROR_FAILED, "SCM says: token too old (1 event that came before is kept", 2, "1 create | d" },
  { { { 200, "[" RECORD ("1") "]", "a" }, { 200, "[" RECORD ("2"), "b" } }, ACME_ERROR_BAD_REPLY, "at byte", 2,
    "1 create | d; 2 create | d" },
  { { { 200, "{\"error\":\"x\",\"message\":\"y\"}", "a" } }, ACME_ERROR_BAD_REPLY, "not a list of events", 1, "" },
};

static void
test_api (gconstpointer data)
{
  const ApiCase *c = data;
  Pages pages = { c->pages, 0 };
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;
  gboolean is_read;

  scm_double_add (server, RECORDS, pages_cb, &pages);
  is_read = run (reading, ACME_SCM_AUDIT_API, &error);
  g_assert_cmpint (is_read, ==, c->error < 0);
  if (c->error >= 0)
    {
      g_assert_error (error, ACME_ERROR, c->error);
      check_part (error, c->part);
    }
  check_events (reading, c->events);
  g_assert_cmpuint (server->requests->len, ==, c->n_requests);
  g_assert_cmpint (reading->progress.size, ==, -1);
}

/* The end of the time stays what it was; what is right after its beginning is asked for with its beginning */
static void
test_api_requests (void)
{
  Pages pages = { api_cases[2].pages, 0 };
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;

  scm_double_add (server, RECORDS, pages_cb, &pages);
  g_assert_true (run (reading, ACME_SCM_AUDIT_API, &error));
  g_assert_cmpstr (server->requests->pdata[0], ==,
                   "GET " RECORDS "?from=2029-12-31T23%3A59%3A59.999Z&to=2030-02-01T00%3A00%3A00.000Z");
  g_assert_cmpstr (server->requests->pdata[1], ==, "GET " RECORDS "?token=a%2Fb%3D&to=2030-02-01T00%3A00%3A00.000Z");
  g_assert_cmpstr (server->requests->pdata[2], ==, "GET " RECORDS "?token=c&to=2030-02-01T00%3A00%3A00.000Z");
}

#define N_PAGES 200

typedef struct
{
  ScmDouble *server;
  guint n;
  gsize used; /* bytes of memory, after some pages */
} Endless;

static void
endless_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Endless *endless = user_data;
  g_autofree char *token = g_strdup_printf ("%016000u", endless->n++);

  g_ptr_array_set_size (endless->server->requests, 0);
  if (endless->n == N_PAGES / 5)
    endless->used = mallinfo2 ().uordblks;
  scm_double_answer (message, 200, endless->n < N_PAGES ? "[{}]" : "[]");
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "token", token);
}

/* What was where is known of any number of pages, and that costs little. Memory is not counted with sanitizers. */
static void
test_api_long_tokens (void)
{
  Endless endless = { scm_double_new (), 0, 0 };
  g_autoptr(ScmDouble) server = endless.server;
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;
  gboolean is_read;

  scm_double_add (server, RECORDS, endless_cb, &endless);
  reading->max_kept = 0;
  is_read = run (reading, ACME_SCM_AUDIT_API, &error);
  g_assert_no_error (error);
  g_assert_true (is_read);
  g_assert_cmpuint (reading->progress.n_events, ==, N_PAGES - 1);
  g_assert_cmpuint (mallinfo2 ().uordblks, <, endless.used + 1000 * 1000);
}

/* The session lives as long as it is read, even if nobody else wants it */
static void
test_let_go (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  AuditReading *reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", REPORT, 200, "[" EVENT_1 "]");
  audit_reading_start (reading, ACME_SCM_AUDIT_ACTIVITY, 0, 1);
  g_assert_true (audit_reading_finish (reading, &error));
  audit_reading_free (reading);
  g_assert_finalize_object (g_steal_pointer (&session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/audit/activity", test_activity);
  g_test_add_func ("/scm/audit/none", test_none);
  g_test_add_func ("/scm/audit/refused", test_refused);
  g_test_add_func ("/scm/audit/broken", test_broken);
  g_test_add_func ("/scm/audit/func-fails", test_func_fails);
  g_test_add_func ("/scm/audit/cancel", test_cancel);
  g_test_add_func ("/scm/audit/cancel-before", test_cancel_before);
  g_test_add_func ("/scm/audit/cancel-silence", test_cancel_silence);
  g_test_add_func ("/scm/audit/far-times", test_far_times);
  g_test_add_func ("/scm/audit/api-requests", test_api_requests);
  g_test_add_func ("/scm/audit/api-long-tokens", test_api_long_tokens);
  g_test_add_func ("/scm/audit/let-go", test_let_go);
  for (guint i = 0; i < G_N_ELEMENTS (api_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scm/audit/api/%u", i);

      g_test_add_data_func (path, &api_cases[i], test_api);
    }
  return g_test_run ();
}

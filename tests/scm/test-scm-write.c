/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all writes have in common, with one of the test's own. */

#include "acme-scm-write.h"
#include "scm-script.h"

#define PATH "/api/thing/5"
#define THINGS "/api/things"
#define NOT_DONE "The thing is as it was."

/* The data of a write, and what it saw */
typedef struct
{
  gboolean reads_badly;
  AcmeScmVerdict verdict;
  guint n_read;
  guint n_pages;
  guint n_judged;
} Thing;

static gboolean
read_reply (AcmeScmReply  *reply,
            gpointer       data,
            GError       **error)
{
  Thing *thing = data;

  thing->n_read++;
  if (!thing->reads_badly)
    return TRUE;
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, "It does not say.");
  return FALSE;
}

static AcmeScmRequest *
make_look (gpointer data)
{
  return acme_scm_request_new ("GET", "%s", THINGS);
}

static gboolean
look_at_page (JsonArray  *page,
              gpointer    data,
              GError    **error)
{
  ((Thing *) data)->n_pages++;
  return TRUE;
}

static AcmeScmVerdict
judge (gpointer data)
{
  Thing *thing = data;

  thing->n_judged++;
  return thing->verdict;
}

static const AcmeScmWriteKind kinds[] = {
  { read_reply, make_look, ACME_SCM_LIST_SINGLE, look_at_page, judge, ACME_SCM_VERDICT_GONE, NOT_DONE },
  { read_reply, make_look, ACME_SCM_LIST_SINGLE, look_at_page, judge, ACME_SCM_VERDICT_DONE, NOT_DONE },
};

static gboolean
write_thing (ScmScript     *script,
             const char    *method,
             AcmeScmExpect  expect,
             guint          kind,
             Thing         *thing,
             gboolean      *out_looked,
             GError       **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, "%s", PATH);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_request_set_expect (request, expect);
  acme_scm_write_async (session, request, &kinds[kind], thing, NULL, scm_outcome_cb, &outcome);
  return acme_scm_write_finish (session, scm_outcome_wait (&outcome), out_looked, error);
}

/* What is clear from the answer is not looked up */
static void
test_clear (void)
{
  static const struct { guint status; const char *json; int error; } cases[] = {
    { 200, NULL, -1 }, { 201, NULL, -1 }, { 204, NULL, -1 }, { 200, "{}", -1 },
    { 400, "{\"code\": -1601, \"description\": \"no\"}", ACME_ERROR_FAILED }, { 401, NULL, ACME_ERROR_AUTH },
    { 403, NULL, ACME_ERROR_FORBIDDEN }, { 404, NULL, ACME_ERROR_NOT_FOUND }, { 409, NULL, ACME_ERROR_CONFLICT },
    { 429, NULL, ACME_ERROR_RATE_LIMIT }, { 500, NULL, ACME_ERROR_SERVER }, { 503, NULL, ACME_ERROR_SERVER },
    { 302, NULL, ACME_ERROR_BAD_REPLY },
  };
  static const char *const methods[] = { "POST", "PUT", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (methods); i++)
    {
      guint n = i / G_N_ELEMENTS (methods);
      const char *method = methods[i % G_N_ELEMENTS (methods)];
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(GError) error = NULL;
      Thing thing = { 0 };
      gboolean looked;

      scm_script_add (script, method, PATH, cases[n].status, cases[n].json);
      g_assert_true (write_thing (script, method, ACME_SCM_EXPECT_NONE, 0, &thing, &looked, &error) ==
                     (cases[n].error < 0));
      if (cases[n].error >= 0)
        g_assert_error (error, ACME_ERROR, cases[n].error);
      g_assert_false (looked);
      g_assert_cmpuint (thing.n_read, ==, cases[n].error < 0);
      g_assert_cmpuint (script->server->requests->len, ==, 1);
    }
}

typedef struct
{
  const char *name;
  guint status;            /* of the answer to the write */
  gboolean reads_badly;
  guint look_status;
  const char *look;        /* (nullable) */
  AcmeScmVerdict verdict;
  guint kind;
  int error;               /* or -1 */
  const char *sentence;    /* (nullable): in it */
} Case;

static const Case cases[] = {
  { "lost-done", SCM_SCRIPT_LOST, FALSE, 200, "{}", ACME_SCM_VERDICT_DONE, 0, -1, NULL },
  { "lost-not-done", SCM_SCRIPT_LOST, FALSE, 200, "[]", ACME_SCM_VERDICT_NOT_DONE, 0, ACME_ERROR_NETWORK,
    "answer was complete. " NOT_DONE },
  { "lost-unclear", SCM_SCRIPT_LOST, FALSE, 200, "[]", ACME_SCM_VERDICT_UNCLEAR, 0, ACME_ERROR_UNKNOWN_OUTCOME,
    "answer was complete. Whether SCM did this is not known." },
  { "502-done", 502, FALSE, 200, "[]", ACME_SCM_VERDICT_DONE, 0, -1, NULL },
  { "502-not-done", 502, FALSE, 200, "[]", ACME_SCM_VERDICT_NOT_DONE, 0, ACME_ERROR_NETWORK,
    "127.0.0.1 got no answer from SCM (status 502). " NOT_DONE },
  { "504-unclear", 504, FALSE, 200, "[]", ACME_SCM_VERDICT_UNCLEAR, 0, ACME_ERROR_UNKNOWN_OUTCOME,
    "(status 504). Whether SCM did this is not known." },
  { "gone", SCM_SCRIPT_LOST, FALSE, 404, NULL, ACME_SCM_VERDICT_DONE, 0, ACME_ERROR_NOT_FOUND, "does not know" },
  { "gone-410", 502, FALSE, 410, NULL, ACME_SCM_VERDICT_DONE, 0, ACME_ERROR_NOT_FOUND, "does not know" },
  { "gone-is-done", SCM_SCRIPT_LOST, FALSE, 404, NULL, ACME_SCM_VERDICT_NOT_DONE, 1, -1, NULL },
  { "look-lost", SCM_SCRIPT_LOST, FALSE, SCM_SCRIPT_LOST, NULL, ACME_SCM_VERDICT_DONE, 0, ACME_ERROR_UNKNOWN_OUTCOME,
    "not repeated" },
  { "look-refused", SCM_SCRIPT_LOST, FALSE, 403, NULL, ACME_SCM_VERDICT_DONE, 1, ACME_ERROR_UNKNOWN_OUTCOME,
    "not repeated" },
  { "look-fails", SCM_SCRIPT_LOST, FALSE, 500, NULL, ACME_SCM_VERDICT_DONE, 1, ACME_ERROR_UNKNOWN_OUTCOME, NULL },
  { "look-broken", SCM_SCRIPT_LOST, FALSE, 200, "[", ACME_SCM_VERDICT_DONE, 1, ACME_ERROR_UNKNOWN_OUTCOME, NULL },
  { "bad-reply-done", 200, TRUE, 200, "[]", ACME_SCM_VERDICT_DONE, 0, -1, NULL },
  { "bad-reply-not-done", 200, TRUE, 200, "[]", ACME_SCM_VERDICT_NOT_DONE, 0, ACME_ERROR_BAD_REPLY,
    "It does not say. " NOT_DONE },
  { "bad-reply-unclear", 201, TRUE, 200, "[]", ACME_SCM_VERDICT_UNCLEAR, 0, ACME_ERROR_UNKNOWN_OUTCOME,
    "It does not say. Whether SCM did this is not known." },
};

static void
test_lookup (gconstpointer data)
{
  const Case *test_case = data;
  static const char *const methods[] = { "POST", "PUT", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(GError) error = NULL;
      Thing thing = { test_case->reads_badly, test_case->verdict, 0, 0, 0 };
      gboolean looked;
      gboolean done;

      scm_script_add (script, methods[i], PATH, test_case->status, NULL);
      scm_script_add (script, "GET", THINGS, test_case->look_status, test_case->look);
      done = write_thing (script, methods[i], ACME_SCM_EXPECT_NONE, test_case->kind, &thing, &looked, &error);
      g_test_message ("%s: %s", methods[i], error != NULL ? error->message : "done");
      g_assert_true (done == (test_case->error < 0));
      if (!done)
        g_assert_error (error, ACME_ERROR, test_case->error);
      if (test_case->sentence != NULL)
        g_assert_nonnull (strstr (error->message, test_case->sentence));

      g_assert_true (looked);
      g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
      g_assert_cmpuint (scm_script_count (script, "GET " THINGS), ==, 1);
      g_assert_cmpuint (thing.n_read, ==, test_case->reads_badly);
      g_assert_cmpuint (thing.n_judged, ==, test_case->look_status == 200 && g_strcmp0 (test_case->look, "[") != 0);
    }
}

/* A web page with status 200 is no success, and a look behind it finds out */
static void
test_page (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(GError) error = NULL;
  Thing thing = { FALSE, ACME_SCM_VERDICT_NOT_DONE, 0, 0, 0 };

  scm_script_add (script, "POST", PATH, 200, "<html>not JSON</html>");
  scm_script_add (script, "GET", THINGS, 200, "[]");
  g_assert_false (write_thing (script, "POST", ACME_SCM_EXPECT_MAYBE, 0, &thing, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, NOT_DONE));
  g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
}

/* A list is looked at to its end */
static void
test_pages (void)
{
  static const AcmeScmWriteKind paged = { NULL, make_look, ACME_SCM_LIST_PAGED, look_at_page, judge,
                                          ACME_SCM_VERDICT_GONE, NOT_DONE };
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("DELETE", "%s", PATH);
  g_autoptr(GString) page = g_string_new ("[");
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  Thing thing = { FALSE, ACME_SCM_VERDICT_DONE, 0, 0, 0 };

  for (guint i = 0; i < ACME_SCM_PAGE_SIZE; i++)
    g_string_append_printf (page, "%s%u", i > 0 ? "," : "", i);
  g_string_append_c (page, ']');
  scm_script_add (script, "DELETE", PATH, SCM_SCRIPT_LOST, NULL);
  scm_script_add (script, "GET", THINGS, 200, page->str);
  scm_script_add (script, "GET", THINGS, 200, "[1]");
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
  acme_scm_write_async (session, request, &paged, &thing, NULL, scm_outcome_cb, &outcome);
  g_assert_true (acme_scm_write_finish (session, scm_outcome_wait (&outcome), NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (thing.n_pages, ==, 2);
  g_assert_cmpuint (thing.n_judged, ==, 1);
}

/* Before it is sent, while it waits for its answer, and while SCM is asked what it shows */
static void
test_cancelled (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
      g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("PUT", "%s", PATH);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GError) error = NULL;
      Thing thing = { FALSE, ACME_SCM_VERDICT_DONE, 0, 0, 0 };

      scm_script_add (script, "PUT", PATH, i < 2 ? 204 : SCM_SCRIPT_LOST, NULL);
      scm_script_add (script, "GET", THINGS, 200, "[]");
      script->server->delay = i < 2 ? 10000 : 0;
      acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
      if (i == 0)
        g_cancellable_cancel (cancellable);
      acme_scm_write_async (session, request, &kinds[0], &thing, cancellable, scm_outcome_cb, &outcome);
      if (i == 1)
        SCM_WAIT_UNTIL (script->server->requests->len == 1);
      if (i == 2)
        {
          SCM_WAIT_UNTIL (script->bodies->len == 1);
          script->server->delay = 10000;
          SCM_WAIT_UNTIL (script->server->requests->len == 2);
        }
      g_cancellable_cancel (cancellable);
      g_assert_false (acme_scm_write_finish (session, scm_outcome_wait (&outcome), NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (scm_script_count_writes (script), ==, i > 0);
      g_assert_cmpuint (thing.n_judged, ==, 0);
    }
}

static void
test_body (void)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("PUT", "%s", PATH);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GBytes *body;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, "=\"a\\b\"\t図書館");
  json_builder_end_object (builder);
  acme_scm_write_set_body (request, builder);
  body = acme_scm_request_get_body (request);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                   "{\"name\":\"=\\\"a\\\\b\\\"\\t図書館\"}", strlen ("{\"name\":\"=\\\"a\\\\b\\\"\\t図書館\"}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/write/clear", test_clear);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scm/write/lookup/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_lookup);
    }
  g_test_add_func ("/scm/write/page", test_page);
  g_test_add_func ("/scm/write/pages", test_pages);
  g_test_add_func ("/scm/write/cancelled", test_cancelled);
  g_test_add_func ("/scm/write/body", test_body);
  return g_test_run ();
}

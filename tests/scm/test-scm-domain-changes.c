/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-domain-changes.h"
#include "scm-script.h"

#define PATH "/api/acme/v2/account/126/domain"

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static AcmeScmDomainChange *
change_domains (ScmScript          *script,
                const char *const  *add,
                const char *const  *remove,
                GError            **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_change_domains_async (session, account, add, remove, NULL, scm_outcome_cb, &outcome);
  return acme_scm_change_domains_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_names (char       **names,
              const char  *expected)
{
  g_autofree char *joined = names != NULL ? g_strjoinv (" ", names) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_both (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmDomainChange) change = NULL;
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", PATH, 200, "{}");
  scm_script_add (script, "DELETE", PATH, 200, "{}");
  change = change_domains (script, NAMES ("a.example", "*.xn--mller-kva.example"), NAMES ("OLD.example"), &error);
  g_assert_no_error (error);
  g_assert_null (change->not_added);
  g_assert_null (change->not_removed);
  g_assert_no_error (change->removal_error);
  g_assert_cmpuint (script->server->requests->len, ==, 2);
  g_assert_cmpstr (script->server->requests->pdata[0], ==, "POST " PATH);
  g_assert_cmpstr (script->server->requests->pdata[1], ==, "DELETE " PATH);
  g_assert_cmpstr (script->bodies->pdata[0], ==,
                   "{\"domains\":[{\"name\":\"a.example\"},{\"name\":\"*.xn--mller-kva.example\"}]}");
  g_assert_cmpstr (script->bodies->pdata[1], ==, "{\"domains\":[{\"name\":\"OLD.example\"}]}");
}

/* Only what there is to do is sent, and each name once */
static void
test_one_side (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmDomainChange) nothing = NULL;
  g_autoptr(AcmeScmDomainChange) added = NULL;
  g_autoptr(AcmeScmDomainChange) removed = NULL;
  g_autoptr(GError) error = NULL;
  const char *const none[] = { NULL };

  scm_script_add (script, "POST", PATH, 200, NULL);
  scm_script_add (script, "DELETE", PATH, 204, NULL);
  nothing = change_domains (script, NULL, none, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script->server->requests->len, ==, 0);
  added = change_domains (script, NAMES ("a.example", "A.example"), none, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script->server->requests->len, ==, 1);
  g_assert_cmpstr (script->bodies->pdata[0], ==, "{\"domains\":[{\"name\":\"a.example\"}]}");
  removed = change_domains (script, none, NAMES ("a.example"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script->server->requests->len, ==, 2);
  g_assert_null (added->not_added);
  g_assert_null (removed->not_removed);
}

/* What SCM left out is named as it was asked for */
static void
test_left_out (void)
{
  static const struct { const char *added; const char *not_added; } cases[] = {
    { "{\"notAddedDomains\": []}", NULL },
    { "{\"notAddedDomains\": null}", NULL },
    { "{\"other\": 5}", NULL },
    { "", NULL },
    { "{\"notAddedDomains\": [\"b.example\"]}", "b.example" },
    { "{\"notAddedDomains\": [\"B.Example.\", \"müller.example\"]}", "xn--mller-kva.example b.example" },
    { "{\"notAddedDomains\": [\"b.example\", \"b.example\"]}", "b.example" },
    { "{\"notAddedDomains\": [\"b.example\", \"a.example\", \"xn--mller-kva.example\"]}",
      "a.example xn--mller-kva.example b.example" },
    { "{\"notAddedDomains\": [\"x\\u001b[2J.example\", \"b.example\"]}", "b.example x [2J.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeScmDomainChange) change = NULL;
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "POST", PATH, 200, cases[i].added);
      scm_script_add (script, "DELETE", PATH, 200, "{\"notRemovedDomains\": [\"gone.example\"]}");
      change = change_domains (script, NAMES ("a.example", "xn--mller-kva.example", "b.example"),
                               NAMES ("old.example", "gone.example"), &error);
      g_assert_no_error (error);
      assert_names (change->not_added, cases[i].not_added);
      assert_names (change->not_removed, "gone.example");
      g_assert_no_error (change->removal_error);
      g_assert_cmpuint (script->server->requests->len, ==, 2);
    }
}

/* After an error nothing is removed; if only the removal fails, what was added is told all the same */
static void
test_refusals (void)
{
  g_autoptr(ScmScript) first = scm_script_new ();
  g_autoptr(ScmScript) second = scm_script_new ();
  g_autoptr(ScmScript) only = scm_script_new ();
  g_autoptr(ScmScript) gone = scm_script_new ();
  g_autoptr(AcmeScmDomainChange) change = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) only_error = NULL;
  g_autoptr(GError) gone_error = NULL;

  scm_script_add (first, "POST", PATH, 400, "{\"code\": -993, \"description\": \"currently restricted\"}");
  g_assert_null (change_domains (first, NAMES ("a.example"), NAMES ("b.example"), &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "currently restricted"));
  g_assert_cmpuint (first->server->requests->len, ==, 1);
  g_clear_error (&error);

  scm_script_add (second, "POST", PATH, 200, "{\"notAddedDomains\": [\"a.example\"]}");
  scm_script_add (second, "DELETE", PATH, 403, NULL);
  change = change_domains (second, NAMES ("a.example"), NAMES ("b.example"), &error);
  g_assert_no_error (error);
  assert_names (change->not_added, "a.example");
  assert_names (change->not_removed, "b.example");
  g_assert_error (change->removal_error, ACME_ERROR, ACME_ERROR_FORBIDDEN);

  scm_script_add (only, "DELETE", PATH, 403, NULL);
  g_assert_null (change_domains (only, NULL, NAMES ("b.example"), &only_error));
  g_assert_error (only_error, ACME_ERROR, ACME_ERROR_FORBIDDEN);

  scm_script_add (gone, "POST", PATH, 404, NULL);
  g_assert_null (change_domains (gone, NAMES ("a.example"), NULL, &gone_error));
  g_assert_error (gone_error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

static void
test_universal (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_UNIVERSAL, 126);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  acme_scm_change_domains_async (session, account, NAMES ("a.example"), NULL, NULL, scm_outcome_cb, &outcome);
  g_assert_null (acme_scm_change_domains_finish (session, scm_outcome_wait (&outcome), &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpuint (script->server->requests->len, ==, 0);
}

#define DOMAINS(names) "[" names "]"
#define DOMAIN(name) "{\"name\": \"" name "\"}"

/* What the answer did not tell, the list of domains does */
typedef struct
{
  guint status;
  const char *json;     /* (nullable) */
  guint look_status;
  const char *look;     /* (nullable) */
  int error;            /* or -1 */
  const char *left;     /* (nullable) */
  const char *sentence; /* (nullable) */
} Look;

static const Look additions[] = {
  { SCM_SCRIPT_LOST, NULL, 200, DOMAINS (DOMAIN ("x.example") "," DOMAIN ("B.example") "," DOMAIN ("a.example")), -1,
    NULL, NULL },
  { 502, NULL, 200, DOMAINS (DOMAIN ("a.example")), -1, "b.example", NULL },
  { 504, NULL, 200, DOMAINS (DOMAIN ("x.example")), ACME_ERROR_NETWORK, NULL, "has none of these domains" },
  { SCM_SCRIPT_LOST, NULL, 200, "[]", ACME_ERROR_NETWORK, NULL, "has none of these domains" },
  { SCM_SCRIPT_LOST, NULL, 200, "[7]", ACME_ERROR_UNKNOWN_OUTCOME, NULL, "not repeated" },
  { SCM_SCRIPT_LOST, NULL, 200, "[{\"name\": \"\"}]", ACME_ERROR_UNKNOWN_OUTCOME, NULL, "not repeated" },
  { SCM_SCRIPT_LOST, NULL, 200, "{}", ACME_ERROR_UNKNOWN_OUTCOME, NULL, "not repeated" },
  { SCM_SCRIPT_LOST, NULL, SCM_SCRIPT_LOST, NULL, ACME_ERROR_UNKNOWN_OUTCOME, NULL, "not repeated" },
  { SCM_SCRIPT_LOST, NULL, 404, NULL, ACME_ERROR_NOT_FOUND, NULL, "does not know" },
  { 200, "{\"notAddedDomains\": \"b.example\"}", 200, DOMAINS (DOMAIN ("a.example")), -1, "b.example", NULL },
  { 200, "{\"notAddedDomains\": [7]}", 200, DOMAINS (DOMAIN ("a.example") "," DOMAIN ("b.example")), -1, NULL, NULL },
  { 200, "[]", 200, "[]", ACME_ERROR_BAD_REPLY, NULL, "something else than an object. The account has none" },
  { 200, "{", 200, "[]", ACME_ERROR_BAD_REPLY, NULL, "The account has none" },
  { 200, "{", 500, NULL, ACME_ERROR_UNKNOWN_OUTCOME, NULL, "not repeated" },
};

static const Look removals[] = {
  { SCM_SCRIPT_LOST, NULL, 200, DOMAINS (DOMAIN ("x.example")), -1, NULL, NULL },
  { 502, NULL, 200, "[]", -1, NULL, NULL },
  { 504, NULL, 200, DOMAINS (DOMAIN ("B.example")), -1, "b.example", NULL },
  { SCM_SCRIPT_LOST, NULL, 200, DOMAINS (DOMAIN ("a.example") "," DOMAIN ("b.example")), ACME_ERROR_NETWORK, NULL,
    "still has all of these domains" },
  { SCM_SCRIPT_LOST, NULL, 403, NULL, ACME_ERROR_UNKNOWN_OUTCOME, NULL, "not repeated" },
  { SCM_SCRIPT_LOST, NULL, 404, NULL, ACME_ERROR_NOT_FOUND, NULL, "does not know" },
  { 200, "{\"notRemovedDomains\": {}}", 200, DOMAINS (DOMAIN ("a.example")), -1, "a.example", NULL },
};

static void
check_look (const Look *look,
            gboolean    adds)
{
  const char *const *names = NAMES ("a.example", "b.example");
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmDomainChange) change = NULL;
  g_autoptr(GError) error = NULL;

  scm_script_add (script, adds ? "POST" : "DELETE", PATH, look->status, look->json);
  scm_script_add (script, "GET", PATH, look->look_status, look->look);
  change = change_domains (script, adds ? names : NULL, adds ? NULL : names, &error);
  g_test_message ("%s", error != NULL ? error->message : "done");
  if (look->error >= 0)
    g_assert_error (error, ACME_ERROR, look->error);
  else
    {
      g_assert_no_error (error);
      assert_names (adds ? change->not_added : change->not_removed, look->left);
    }
  if (look->sentence != NULL)
    g_assert_nonnull (strstr (error->message, look->sentence));
  g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
  if (look->look_status != SCM_SCRIPT_LOST) /* libsoup may repeat that, being a read */
    g_assert_cmpuint (scm_script_count (script, "GET " PATH), ==, 1);
}

static void
test_unknown_outcomes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    check_look (&additions[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (removals); i++)
    check_look (&removals[i], FALSE);
}

/* Of what was added is known, of what was to be removed is not */
static void
test_half_known (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmDomainChange) change = NULL;
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", PATH, 200, "{\"notAddedDomains\": [\"b.example\"]}");
  scm_script_add (script, "DELETE", PATH, SCM_SCRIPT_LOST, NULL);
  scm_script_add (script, "GET", PATH, 500, NULL);
  change = change_domains (script, NAMES ("a.example", "b.example"), NAMES ("old.example"), &error);
  g_assert_no_error (error);
  assert_names (change->not_added, "b.example");
  g_assert_null (change->not_removed);
  g_assert_error (change->removal_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpuint (scm_script_count_writes (script), ==, 2);
}

/* Between the two requests */
static void
test_cancelled (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", PATH, 200, "{}");
  scm_script_add (script, "DELETE", PATH, 200, "{}");
  acme_scm_change_domains_async (session, account, NAMES ("a.example"), NAMES ("b.example"), cancellable,
                                 scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (script->bodies->len == 1);
  script->server->delay = 10000;
  SCM_WAIT_UNTIL (script->server->requests->len == 2);
  g_cancellable_cancel (cancellable);
  g_assert_null (acme_scm_change_domains_finish (session, scm_outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/domain-changes/both", test_both);
  g_test_add_func ("/scm/domain-changes/one-side", test_one_side);
  g_test_add_func ("/scm/domain-changes/left-out", test_left_out);
  g_test_add_func ("/scm/domain-changes/refusals", test_refusals);
  g_test_add_func ("/scm/domain-changes/universal", test_universal);
  g_test_add_func ("/scm/domain-changes/unknown-outcomes", test_unknown_outcomes);
  g_test_add_func ("/scm/domain-changes/half-known", test_half_known);
  g_test_add_func ("/scm/domain-changes/cancelled", test_cancelled);
  return g_test_run ();
}

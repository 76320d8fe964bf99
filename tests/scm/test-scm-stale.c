/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-outcome.h"
#include "acme-scm-clients.h"
#include "acme-scm-stale.h"
#include "acme-stale.h"
#include "acme-time.h"
#include "scm-demo.h"

#include <stdlib.h>
#include <string.h>

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define PATH "/api/acme/v2/account"

/* A search through the accounts 1 to n of a double, with what it told on the way */
typedef struct
{
  ScmDouble *server;
  AcmeScmSession *session;
  AcmeScmStaleSweep *sweep;
  GCancellable *cancellable;
  guint broken;    /* accounts up to this one answer with 500 */
  guint status;    /* instead of that */
  guint last_done;
  guint cancel_at; /* after so many are done; 0 for never */
} Fixture;

static char *
make_client (const char *id,
             const char *status,
             gint64      age)
{
  g_autofree char *time = age >= 0 ? acme_time_format (g_get_real_time () - age) : NULL;

  return g_strdup_printf ("{\"accountId\": \"%s\", \"ipAddress\": \"192.0.2.7\", \"userAgent\": \"lego-cli/4.14.2\", "
                          "\"status\": \"%s\"%s%s%s}", id, status, time != NULL ? ", \"lastActivity\": \"" : "",
                          time != NULL ? time : "", time != NULL ? "\"" : "");
}

static void
clients_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  guint id = strtoul (path + strlen (PATH "/"), NULL, 10);
  g_autoptr(GString) json = g_string_new ("[");
  static const struct { guint account; const char *status; gint64 age; } clients[] = {
    { 1, "valid", 91 * DAY },
    { 1, "valid", 89 * DAY },
    { 1, "pending", -1 },
    { 1, "Deactivated", 400 * DAY },
    { 1, "revoked", -1 },
    { 3, "valid", 90 * DAY + MINUTE },
    { 3, "sleeping", 90 * DAY - MINUTE },
    { 4, "deactivated", -1 },
  };

  if (id <= fixture->broken)
    {
      scm_double_answer (message, fixture->status, "{\"code\": -1, \"description\": \"broken\"}");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u==", i);
      g_autofree char *client = make_client (name, clients[i].status, clients[i].age);

      if (clients[i].account == id)
        g_string_append_printf (json, "%s%s", json->len > 1 ? ", " : "", client);
    }
  if (id > 4)
    {
      g_autofree char *client = make_client ("fresh", "valid", DAY);

      g_string_append (json, client);
    }
  g_string_append_c (json, ']');
  scm_double_answer (message, 200, json->str);
}

static void
set_up (Fixture *fixture,
        guint    n)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->server = scm_double_new ();
  fixture->session = scm_double_make_session (fixture->server);
  fixture->cancellable = g_cancellable_new ();
  fixture->status = 500;
  scm_double_add (fixture->server, PATH, clients_cb, fixture);
  for (guint i = 1; i <= n; i++)
    {
      AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, i);
      g_autofree char *name = g_strdup_printf ("account %u", i);

      acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
      g_ptr_array_add (accounts, account);
    }
  fixture->sweep = acme_scm_stale_sweep_new (fixture->session, accounts, 90);
}

static void
clear_fixture (Fixture *fixture)
{
  if (fixture->sweep != NULL)
    g_assert_finalize_object (fixture->sweep);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->cancellable);
  scm_double_free (fixture->server);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, clear_fixture)

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (done, ==, fixture->last_done + 1);
  g_assert_cmpuint (total, ==, acme_scm_stale_sweep_get_n_accounts (fixture->sweep));
  fixture->last_done = done;
  if (done == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

static gboolean
run (Fixture  *fixture,
     GError  **error)
{
  g_auto(ScmOutcome) outcome = { NULL };
  gboolean success;

  fixture->last_done = acme_scm_stale_sweep_get_n_done (fixture->sweep);
  acme_scm_stale_sweep_run_async (fixture->sweep, progress_cb, fixture, fixture->cancellable, scm_outcome_cb, &outcome);
  success = acme_scm_stale_sweep_run_finish (fixture->sweep, scm_outcome_wait (&outcome), error);
  g_assert_cmpuint (outcome.n_calls, ==, 1);
  return success;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
describe_findings (AcmeScmStaleSweep *sweep)
{
  GListModel *findings = G_LIST_MODEL (acme_scm_stale_sweep_get_findings (sweep));
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(AcmeItem) item = g_list_model_get_item (findings, i);
      const char *kind = acme_item_get_string (item, ACME_STALE_FINDING);

      g_ptr_array_add (keys, g_strdup_printf ("%s %s", strcmp (kind, ACME_STALE_NO_CLIENTS) == 0 ? "none" : "idle",
                                              acme_item_get_key (item)));
    }
  g_ptr_array_sort (keys, compare_strings);
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (", ", (char **) keys->pdata);
}

#define ALL_FINDINGS "idle public/1/0==, idle public/1/2==, idle public/3/5==, none public/2/"

static guint
count (AcmeKeyedList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
test_findings (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *findings = NULL;

  set_up (&fixture, 40);
  fixture.server->delay = 2;
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
  findings = describe_findings (fixture.sweep);
  g_assert_cmpstr (findings, ==, ALL_FINDINGS);
  g_assert_cmpuint (acme_scm_stale_sweep_get_n_done (fixture.sweep), ==, 40);
  g_assert_cmpuint (fixture.last_done, ==, 40);
  g_assert_cmpuint (count (acme_scm_stale_sweep_get_problems (fixture.sweep)), ==, 0);
  g_assert_cmpuint (fixture.server->max_in_flight, ==, 4);

  /* nothing is left for another run */
  g_ptr_array_set_size (fixture.server->requests, 0);
  g_assert_true (run (&fixture, &error));
  g_assert_cmpuint (scm_double_count (fixture.server, "GET"), ==, 0);
}

static void
test_no_accounts (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&fixture, 0);
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
}

/* What fails is named and does not end the search; another run asks for nothing else */
static void
test_problems (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeItem) problem = NULL;
  g_autofree char *findings = NULL;
  AcmeKeyedList *problems;

  set_up (&fixture, 12);
  fixture.broken = 10;
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
  problems = acme_scm_stale_sweep_get_problems (fixture.sweep);
  g_assert_cmpuint (count (problems), ==, 10);
  g_assert_cmpuint (acme_scm_stale_sweep_get_n_done (fixture.sweep), ==, 2);
  problem = g_object_ref (acme_keyed_list_lookup (problems, "3"));
  g_assert_cmpstr (acme_item_get_string (problem, ACME_OUTCOME_NAME), ==, "account 3");
  g_assert_cmpstr (acme_item_get_string (problem, ACME_OUTCOME_OUTCOME), ==, ACME_OUTCOME_FAILED);
  g_assert_cmpint (acme_item_get_number (problem, ACME_OUTCOME_ID), ==, 3);
  g_assert_nonnull (strstr (acme_item_get_string (problem, ACME_OUTCOME_MESSAGE), "broken"));
  g_assert_error (acme_outcome_get_error (ACME_OUTCOME (problem)), ACME_ERROR, ACME_ERROR_SERVER);

  fixture.broken = 1;
  g_ptr_array_set_size (fixture.server->requests, 0);
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (problems), ==, 1);
  g_assert_cmpuint (scm_double_count (fixture.server, "GET " PATH "/11/"), ==, 0);
  g_assert_cmpuint (acme_scm_stale_sweep_get_n_done (fixture.sweep), ==, 11);

  fixture.broken = 0;
  g_assert_true (run (&fixture, &error));
  g_assert_cmpuint (count (problems), ==, 0);
  findings = describe_findings (fixture.sweep);
  g_assert_cmpstr (findings, ==, ALL_FINDINGS);
}

static void
test_gone (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&fixture, 10);
  fixture.broken = 10;
  fixture.status = 404;
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (acme_scm_stale_sweep_get_problems (fixture.sweep)), ==, 0);
  g_assert_cmpuint (count (acme_scm_stale_sweep_get_findings (fixture.sweep)), ==, 0);
  g_assert_cmpuint (acme_scm_stale_sweep_get_n_done (fixture.sweep), ==, 10);
}

static void
test_lost (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *findings = NULL;

  set_up (&fixture, 60);
  fixture.broken = 60;
  fixture.status = 401;
  g_assert_false (run (&fixture, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_cmpuint (acme_scm_stale_sweep_get_n_done (fixture.sweep), ==, 0);
  g_assert_cmpuint (count (acme_scm_stale_sweep_get_problems (fixture.sweep)), <=, 7);

  fixture.broken = 0;
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (acme_scm_stale_sweep_get_problems (fixture.sweep)), ==, 0);
  findings = describe_findings (fixture.sweep);
  g_assert_cmpstr (findings, ==, ALL_FINDINGS);
}

static void
test_cancel (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *findings = NULL;
  guint n_done;

  set_up (&fixture, 60);
  fixture.server->delay = 2;

  /* before */
  g_cancellable_cancel (fixture.cancellable);
  g_assert_false (run (&fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);

  /* during */
  g_cancellable_reset (fixture.cancellable);
  fixture.cancel_at = 20;
  g_assert_false (run (&fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  n_done = acme_scm_stale_sweep_get_n_done (fixture.sweep);
  g_assert_cmpuint (n_done, >=, 20);
  g_assert_cmpuint (n_done, <=, 24);
  g_assert_cmpuint (count (acme_scm_stale_sweep_get_problems (fixture.sweep)), ==, 0);

  /* and on, until it is too late to be cancelled */
  g_cancellable_reset (fixture.cancellable);
  fixture.cancel_at = 60;
  g_ptr_array_set_size (fixture.server->requests, 0);
  g_assert_true (run (&fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scm_double_count (fixture.server, "GET"), ==, 60 - n_done);
  findings = describe_findings (fixture.sweep);
  g_assert_cmpstr (findings, ==, ALL_FINDINGS);
}

/* A window that is closed drops everything at once */
static void
test_dropped (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_auto(ScmOutcome) outcome = { NULL };

  set_up (&fixture, 60);
  fixture.server->delay = 20;
  acme_scm_stale_sweep_run_async (fixture.sweep, NULL, NULL, fixture.cancellable, scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (fixture.server->n_in_flight > 0);
  g_object_add_weak_pointer (G_OBJECT (fixture.sweep), (gpointer *) &fixture.sweep);
  g_object_unref (fixture.sweep);
  g_assert_nonnull (fixture.sweep); /* the run holds it */
  g_cancellable_cancel (fixture.cancellable);
  scm_outcome_wait (&outcome);
  scm_outcome_clear (&outcome);
  g_assert_null (fixture.sweep);
}

/* The demo server's accounts of both kinds, each looked at again one by one */
static void
test_demo (void)
{
  g_autoptr(AcmeDemoServer) demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) accounts = scm_demo_list_accounts (session);
  g_autoptr(AcmeScmStaleSweep) sweep = acme_scm_stale_sweep_new (session, accounts, 60);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  AcmeKeyedList *findings = acme_scm_stale_sweep_get_findings (sweep);
  gint64 limit = g_get_real_time () - 60 * DAY;
  guint n_none = 0, n_idle = 0;

  g_assert_cmpuint (accounts->len, ==, 60);
  scm_demo_add_fault (demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 5 });
  acme_scm_stale_sweep_run_async (sweep, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  g_assert_true (acme_scm_stale_sweep_run_finish (sweep, scm_outcome_wait (&outcome), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (demo), ==, 4);
  acme_demo_server_clear_faults (demo);

  for (guint i = 0; i < accounts->len; i++)
    {
      g_auto(ScmOutcome) listed = { NULL };
      g_autoptr(GPtrArray) clients = NULL;
      g_autofree char *none_key = g_strconcat (acme_item_get_key (accounts->pdata[i]), "/", NULL);

      acme_scm_list_clients_async (session, accounts->pdata[i], NULL, NULL, scm_outcome_cb, &listed);
      clients = acme_scm_list_clients_finish (session, scm_outcome_wait (&listed), NULL);
      g_assert_true ((acme_keyed_list_lookup (findings, none_key) != NULL) == (clients->len == 0));
      n_none += clients->len == 0;
      for (guint n = 0; n < clients->len; n++)
        {
          AcmeItem *client = clients->pdata[n];
          const char *status = acme_item_get_string (client, ACME_CLIENT_STATUS);
          g_autofree char *key = g_strconcat (none_key, acme_item_get_key (client), NULL);
          gboolean is_idle = g_ascii_strcasecmp (status, "deactivated") != 0 &&
                             g_ascii_strcasecmp (status, "revoked") != 0 &&
                             acme_item_get_number (client, ACME_CLIENT_LAST_ACTIVITY) < limit;

          g_assert_true ((acme_keyed_list_lookup (findings, key) != NULL) == is_idle);
          n_idle += is_idle;
        }
    }
  g_test_message ("%u accounts without a client, %u idle clients", n_none, n_idle);
  g_assert_cmpuint (n_none, >, 0);
  g_assert_cmpuint (n_idle, >, 0);
  g_assert_cmpuint (count (findings), ==, n_none + n_idle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/stale/findings", test_findings);
  g_test_add_func ("/scm/stale/no-accounts", test_no_accounts);
  g_test_add_func ("/scm/stale/problems", test_problems);
  g_test_add_func ("/scm/stale/gone", test_gone);
  g_test_add_func ("/scm/stale/lost", test_lost);
  g_test_add_func ("/scm/stale/cancel", test_cancel);
  g_test_add_func ("/scm/stale/dropped", test_dropped);
  g_test_add_func ("/scm/stale/demo", test_demo);
  return g_test_run ();
}

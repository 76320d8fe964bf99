/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-organization.h"
#include "acme-scm-account-sweep.h"
#include "scm-double.h"

#define PATH "/api/acme/v2/account"

/* Answers for an organization, of which the tens are refused, with one account whose id is that of the organization */
static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           refusal)
{
  gint64 id = scm_double_get_number (query, "organizationId");
  g_autofree char *json = g_strdup_printf ("[{\"id\": %d}]", (int) id);

  if (id % 10 == 0)
    scm_double_answer (message, 400, refusal);
  else
    scm_double_answer (message, 200, json);
}

static GPtrArray *
make_organizations (guint n)
{
  GPtrArray *organizations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= n; i++)
    g_ptr_array_add (organizations, acme_organization_new (i));
  return organizations;
}

static gboolean
count_cb (JsonArray  *page,
          gpointer    n,
          GError    **error)
{
  *(guint *) n += json_array_get_length (page);
  return TRUE;
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer latest)
{
  g_assert_cmpuint (done, ==, *(guint *) latest + 1);
  g_assert_cmpuint (done, <=, total);
  *(guint *) latest = done;
}

static gboolean
sweep (ScmDouble  *server,
       GPtrArray  *organizations,
       guint      *n_accounts,
       guint      *n_done,
       GError    **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };

  *n_accounts = *n_done = 0;
  acme_scm_account_sweep_async (session, ACME_ACCOUNT_KIND_PUBLIC, organizations, count_cb, n_accounts, progress_cb,
                                n_done, NULL, scm_outcome_cb, &outcome);
  return acme_scm_account_sweep_finish (session, scm_outcome_wait (&outcome), error);
}

/* Every organization and department is asked for once, at most four at a time; who may not ask for one gets the rest */
static void
test_all (void)
{
  static const char *const refusals[] = {
    "{\"code\": -1021, \"description\": \"The operation cannot be performed for this organization.\"}",
    "{\"code\": -1023, \"description\": \"Organization is not found.\"}",
    "{\"code\": -37, \"description\": \"Access denied\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(GPtrArray) organizations = make_organizations (30);
      g_autoptr(GError) error = NULL;
      guint n_accounts, n_done;

      acme_item_set_variant (organizations->pdata[9], ACME_ORGANIZATION_DEPARTMENTS,
                             g_variant_new_parsed ("[{'id': <int64 101>}, {'id': <int64 102>}, {'name': <'x'>}]"));
      server->delay = 5;
      scm_double_add (server, PATH, answer_cb, (gpointer) refusals[i]);
      g_assert_true (sweep (server, organizations, &n_accounts, &n_done, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n_accounts, ==, 29);
      g_assert_cmpuint (n_done, ==, 32);
      g_assert_cmpuint (server->requests->len, ==, 32);
      g_assert_cmpuint (scm_double_count (server, "GET " PATH "?organizationId=102&size=200&position=0"), ==, 1);
      g_assert_cmpuint (server->max_in_flight, ==, 4);
    }
}

static void
test_none (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) organizations = make_organizations (0);
  g_autoptr(GError) error = NULL;
  guint n_accounts, n_done;

  g_assert_true (sweep (server, organizations, &n_accounts, &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (server->requests->len, ==, 0);
}

/* Nothing but refusals is one */
static void
test_refused (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) organizations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  guint n_accounts, n_done;

  g_ptr_array_add (organizations, acme_organization_new (10));
  g_ptr_array_add (organizations, acme_organization_new (20));
  scm_double_add (server, PATH, answer_cb, (gpointer) "{\"code\": -3, \"description\": \"Not authorized\"}");
  g_assert_false (sweep (server, organizations, &n_accounts, &n_done, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FORBIDDEN);
}

/* Anything else ends it, and the rest is not asked for */
static void
test_fails (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) organizations = make_organizations (200);
  g_autoptr(GError) error = NULL;
  guint n_accounts, n_done;

  scm_double_add (server, PATH, answer_cb, (gpointer) "{\"code\": -1001, \"description\": \"still not\"}");
  g_assert_false (sweep (server, organizations, &n_accounts, &n_done, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "still not"));
  g_assert_cmpuint (server->requests->len, <, 20);
}

static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) organizations = make_organizations (200);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  guint n_accounts = 0;

  server->delay = 20;
  scm_double_add (server, PATH, answer_cb, (gpointer) "{\"code\": -37}");
  acme_scm_account_sweep_async (session, ACME_ACCOUNT_KIND_PUBLIC, organizations, count_cb, &n_accounts, NULL, NULL,
                                cancellable, scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (n_accounts > 3);
  g_cancellable_cancel (cancellable);
  g_assert_false (acme_scm_account_sweep_finish (session, scm_outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (server->requests->len, <, 30);
}

static void
test_request (void)
{
  g_autoptr(AcmeScmRequest) all = acme_scm_account_list_request_new (ACME_ACCOUNT_KIND_UNIVERSAL, 0);
  g_autoptr(AcmeScmRequest) some = acme_scm_account_list_request_new (ACME_ACCOUNT_KIND_PUBLIC, 1698);

  g_assert_cmpstr (acme_scm_request_get_path (all), ==, "/api/acme/v1/pca/account");
  g_assert_null (acme_scm_request_get_query (all));
  g_assert_cmpstr (acme_scm_request_get_path (some), ==, PATH);
  g_assert_cmpstr (acme_scm_request_get_query (some), ==, "organizationId=1698");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-sweep/all", test_all);
  g_test_add_func ("/scm/account-sweep/none", test_none);
  g_test_add_func ("/scm/account-sweep/refused", test_refused);
  g_test_add_func ("/scm/account-sweep/fails", test_fails);
  g_test_add_func ("/scm/account-sweep/cancel", test_cancel);
  g_test_add_func ("/scm/account-sweep/request", test_request);
  return g_test_run ();
}

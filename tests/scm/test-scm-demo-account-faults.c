/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts and what belongs to them against the demo server with each of its faults. After each the same sessions work
 * again. */

#include "acme-scm-certificates.h"
#include "acme-scm-clients.h"
#include "acme-scm-domains.h"
#include "scm-demo.h"

#define N_ACCOUNTS 60

static AcmeDemoServer *demo;
static AcmeEndpoint *endpoint;         /* a public one */
static AcmeAccount *public_account;    /* with domains and clients */
static AcmeAccount *universal_account; /* with clients */

/* What is asked of the server while it misbehaves. It gives a number: of items, or 1. */
typedef struct
{
  const char *name;
  void (*start) (AcmeScmSession *session, gpointer outcome);
  gint64 (*finish) (AcmeScmSession *session, GAsyncResult *result, GError **error);
  gboolean is_count; /* takes what SCM says in the header, whatever is on the page */
  gboolean is_plain; /* may have no letters that another charset spoils */
} Operation;

static gint64
get_length (GPtrArray *items)
{
  gint64 n = items != NULL ? (gint64) items->len : -1;

  g_clear_pointer (&items, g_ptr_array_unref);
  return n;
}

static void
start_all (AcmeScmSession *session,
           gpointer        outcome)
{
  acme_scm_list_accounts_async (session, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, outcome);
}

static void
start_endpoint (AcmeScmSession *session,
                gpointer        outcome)
{
  acme_scm_list_accounts_async (session, endpoint, NULL, 0, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, outcome);
}

static gint64
finish_accounts (AcmeScmSession  *session,
                 GAsyncResult    *result,
                 GError         **error)
{
  return get_length (acme_scm_list_accounts_finish (session, result, error));
}

static void
start_get (AcmeScmSession *session,
           gpointer        outcome)
{
  acme_scm_get_account_async (session, ACME_ACCOUNT_KIND_PUBLIC,
                              acme_item_get_number (ACME_ITEM (public_account), ACME_ACCOUNT_ID), NULL,
                              scm_outcome_cb, outcome);
}

static gint64
finish_get (AcmeScmSession  *session,
            GAsyncResult    *result,
            GError         **error)
{
  g_autoptr(AcmeAccount) account = acme_scm_get_account_finish (session, result, error);

  return account != NULL ? 1 : -1;
}

static void
start_domains (AcmeScmSession *session,
               gpointer        outcome)
{
  acme_scm_list_domains_async (session, public_account, NULL, scm_outcome_cb, outcome);
}

static gint64
finish_domains (AcmeScmSession  *session,
                GAsyncResult    *result,
                GError         **error)
{
  return get_length (acme_scm_list_domains_finish (session, result, error));
}

static void
start_clients (AcmeScmSession *session,
               gpointer        outcome)
{
  acme_scm_list_clients_async (session, universal_account, NULL, NULL, scm_outcome_cb, outcome);
}

static gint64
finish_clients (AcmeScmSession  *session,
                GAsyncResult    *result,
                GError         **error)
{
  return get_length (acme_scm_list_clients_finish (session, result, error));
}

static void
start_certificates (AcmeScmSession *session,
                    gpointer        outcome)
{
  acme_scm_list_certificates_async (session, 0, NULL, NULL, NULL, scm_outcome_cb, outcome);
}

static gint64
finish_certificates (AcmeScmSession  *session,
                     GAsyncResult    *result,
                     GError         **error)
{
  return get_length (acme_scm_list_certificates_finish (session, result, error));
}

static void
start_count (AcmeScmSession *session,
             gpointer        outcome)
{
  acme_scm_count_async (session, public_account, ACME_SCM_COUNT_CLIENTS, NULL, scm_outcome_cb, outcome);
}

static const Operation operations[] = {
  { "all accounts", start_all, finish_accounts },
  { "an endpoint's accounts", start_endpoint, finish_accounts },
  { "an account", start_get, finish_get, FALSE, TRUE },
  { "domains", start_domains, finish_domains, FALSE, TRUE },
  { "clients", start_clients, finish_clients, FALSE, TRUE },
  { "certificates", start_certificates, finish_certificates, FALSE, TRUE },
  { "a count", start_count, acme_scm_count_finish, TRUE, TRUE },
};

#define N_OPERATIONS G_N_ELEMENTS (operations)

static gint64 expected[N_OPERATIONS];

/* Each in a session of its own, all at the same time */
static void
run_operations (AcmeScmSession *const *sessions,
                guint                  timeout,
                gint64                *numbers,
                GError               **errors)
{
  ScmOutcome outcomes[N_OPERATIONS] = { { NULL } };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_OPERATIONS; i++)
    operations[i].start (sessions[i], &outcomes[i]);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      numbers[i] = operations[i].finish (sessions[i], scm_outcome_wait (&outcomes[i]), &errors[i]);
      scm_outcome_clear (&outcomes[i]);
      g_test_message ("%s: %s", operations[i].name, errors[i] != NULL ? errors[i]->message : "works");
    }
  /* one time limit after the other at most, of those that a list may meet */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * timeout * G_USEC_PER_SEC);
}

static void
assert_sessions_work (AcmeScmSession *const *sessions)
{
  GError *errors[N_OPERATIONS] = { NULL };
  gint64 numbers[N_OPERATIONS];

  run_operations (sessions, SCM_DEMO_LONG_TIMEOUT, numbers, errors);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      g_assert_no_error (errors[i]);
      g_assert_cmpint (numbers[i], ==, expected[i]);
    }
}

static void
assert_number (const Operation *operation,
               const ScmFault  *fault,
               gint64           number,
               gint64           right)
{
  if (operation->is_count && fault->fault.kind == ACME_DEMO_FAULT_SHORT_PAGES && fault->fault.status != 0)
    right = fault->fault.status; /* nobody can know better */
  if (fault->fault.kind == ACME_DEMO_FAULT_DUPLICATE_IDS)
    {
      g_assert_cmpint (number, <=, right);
      g_assert_cmpint (number, >=, right - 2); /* one of each kind of account */
    }
  else
    g_assert_cmpint (number, ==, right);
}

static AcmeScmSession *
make_session (const ScmFault *fault)
{
  g_autoptr(AcmeScmConfig) config = scm_demo_make_config (demo, ACME_SIGN_IN_OAUTH);

  acme_scm_config_set_timeout (config, scm_fault_get_timeout (fault));
  return acme_scm_session_new (config);
}

/* Everything but the sign-in misbehaves */
static void
test_fault (gconstpointer data)
{
  const ScmFault *fault = data;
  AcmeScmSession *sessions[N_OPERATIONS];
  GError *errors[N_OPERATIONS] = { NULL };
  gint64 numbers[N_OPERATIONS];

  for (guint i = 0; i < N_OPERATIONS; i++)
    sessions[i] = make_session (fault);
  scm_fault_add (fault, demo, "/api/");
  run_operations (sessions, scm_fault_get_timeout (fault), numbers, errors);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      gboolean is_told_by_header = operations[i].is_count && (fault->fault.kind == ACME_DEMO_FAULT_WRONG_TYPES ||
                                                              fault->fault.kind == ACME_DEMO_FAULT_NULLS);
      gboolean may_work = operations[i].is_plain && fault->detail_error == SCM_FAULT_SOME;

      if (fault->error == SCM_FAULT_ANY_OK || is_told_by_header || (may_work && errors[i] == NULL))
        {
          g_assert_no_error (errors[i]);
          assert_number (&operations[i], fault, numbers[i], expected[i]);
        }
      else
        g_assert_error (errors[i], ACME_ERROR, fault->error);
      g_clear_error (&errors[i]);
    }

  acme_demo_server_clear_faults (demo);
  assert_sessions_work (sessions);
  for (guint i = 0; i < N_OPERATIONS; i++)
    g_object_unref (sessions[i]);
}

/* Only what is asked for beside the accounts: without organizations there are no names; without servers it is not said
 * that the list is complete */
static void
test_fault_beside (gconstpointer data)
{
  const ScmFault *fault = data;
  g_autoptr(AcmeScmSession) session = make_session (fault);
  gboolean is_certain = fault->detail_error != SCM_FAULT_SOME;
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) own = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GError) error = NULL;

  scm_fault_add (fault, demo, "/api/organization/v1");
  scm_fault_add (fault, demo, "/api/acme/v1/server");
  acme_scm_list_accounts_async (session, endpoint, NULL, 0, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  all = scm_accounts_list (session, NULL, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, N_ACCOUNTS);
  g_test_message ("%s", acme_item_get_problem (all->pdata[0]));
  for (guint i = 0; i < all->len; i++)
    g_assert_true ((acme_item_get_problem (all->pdata[i]) == NULL) == (fault->error == SCM_FAULT_ANY_OK));

  own = acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcome), &error);
  g_test_message ("%s", error != NULL ? error->message : "works");
  if (fault->error == SCM_FAULT_ANY_OK || (!is_certain && error == NULL))
    {
      g_assert_no_error (error);
      g_assert_cmpuint (own->len, ==, expected[1]);
    }
  else
    g_assert_error (error, ACME_ERROR, fault->error);

  acme_demo_server_clear_faults (demo);
  g_clear_error (&error);
  again = scm_accounts_list (session, endpoint, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, expected[1]);
}

static void
choose_samples (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  AcmeScmSession *sessions[N_OPERATIONS];
  GError *errors[N_OPERATIONS] = { NULL };
  g_autoptr(GPtrArray) endpoints = scm_demo_list_endpoints (session);
  g_autoptr(GPtrArray) all = scm_accounts_list (session, NULL, NULL, 0, NULL);

  for (guint i = 0; i < endpoints->len; i++)
    {
      if (acme_item_get_number (endpoints->pdata[i], ACME_ENDPOINT_ID) == 737)
        endpoint = g_object_ref (endpoints->pdata[i]);
    }
  for (guint i = 0; i < all->len; i++)
    {
      AcmeAccount *account = all->pdata[i];
      AcmeAccount **sample = acme_account_is_universal (account) ? &universal_account : &public_account;

      if (*sample == NULL && scm_demo_count (session, account, ACME_SCM_COUNT_CLIENTS) >= 3 &&
          (acme_account_is_universal (account) || scm_demo_count (session, account, ACME_SCM_COUNT_DOMAINS) >= 3))
        *sample = g_object_ref (account);
    }
  g_assert_nonnull (endpoint);
  g_assert_nonnull (public_account);
  g_assert_nonnull (universal_account);

  for (guint i = 0; i < N_OPERATIONS; i++)
    sessions[i] = session;
  run_operations (sessions, SCM_DEMO_LONG_TIMEOUT, expected, errors);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      g_assert_no_error (errors[i]);
      g_assert_cmpint (expected[i], >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = acme_demo_server_new (ACME_DEMO_DATA_SMALL);
  acme_demo_server_start (demo, 0, &error);
  g_assert_no_error (error);
  choose_samples ();

  for (guint i = 0; i < scm_n_faults; i++)
    {
      g_autofree char *path = g_strconcat ("/scm/demo-account-faults/all/", scm_faults[i].name, NULL);
      g_autofree char *beside_path = g_strconcat ("/scm/demo-account-faults/beside/", scm_faults[i].name, NULL);

      g_test_add_data_func (path, &scm_faults[i], test_fault);
      /* what takes the token away each time takes it away from the accounts too */
      if (scm_faults[i].fault.kind != ACME_DEMO_FAULT_EXPIRE_TOKEN || scm_faults[i].fault.times > 0)
        g_test_add_data_func (beside_path, &scm_faults[i], test_fault_beside);
    }
  status = g_test_run ();

  g_clear_object (&endpoint);
  g_clear_object (&public_account);
  g_clear_object (&universal_account);
  acme_demo_server_stop (demo);
  g_clear_object (&demo);
  return status;
}

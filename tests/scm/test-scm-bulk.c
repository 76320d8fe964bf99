/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-client.h"
#include "acme-outcome.h"
#include "acme-scm-bulk.h"
#include "acme-scm-clients.h"
#include "scm-demo.h"

#include <string.h>

#define PUBLIC "/api/acme/v2/account/"
#define UNIVERSAL "/api/acme/v1/pca/account/"

/* The demo server with its accounts, and a run over some of them */
typedef struct
{
  AcmeDemoServer *demo;
  AcmeScmSession *session;
  GPtrArray *accounts;
  GCancellable *cancellable;
  GPtrArray *outcomes; /* of the latest run */
  guint last_done;
  guint cancel_at;     /* after so many are done; 0 for never */
  guint n_total;
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  fixture->session = scm_demo_make_session (fixture->demo, ACME_SIGN_IN_OAUTH);
  fixture->accounts = scm_demo_list_accounts (fixture->session);
  fixture->cancellable = g_cancellable_new ();
  g_assert_cmpuint (fixture->accounts->len, ==, 60);
}

static void
clear_fixture (Fixture *fixture)
{
  g_clear_pointer (&fixture->outcomes, g_ptr_array_unref);
  g_clear_pointer (&fixture->accounts, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->demo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, clear_fixture)

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (done, ==, fixture->last_done + 1);
  g_assert_cmpuint (total, ==, fixture->n_total);
  fixture->last_done = done;
  if (done == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

static void
prepare_run (Fixture *fixture,
             guint    n)
{
  g_clear_pointer (&fixture->outcomes, g_ptr_array_unref);
  fixture->last_done = 0;
  fixture->n_total = n;
}

static gboolean
delete_accounts (Fixture    *fixture,
                 GPtrArray  *accounts,
                 GError    **error)
{
  g_auto(ScmOutcome) outcome = { NULL };
  gboolean success;

  prepare_run (fixture, accounts->len);
  acme_scm_delete_accounts_async (fixture->session, accounts, progress_cb, fixture, fixture->cancellable,
                                  scm_outcome_cb, &outcome);
  success = acme_scm_delete_accounts_finish (fixture->session, scm_outcome_wait (&outcome), &fixture->outcomes, error);
  g_assert_cmpuint (fixture->outcomes->len, ==, accounts->len);
  return success;
}

/* The first accounts of the fixture */
static GPtrArray *
take_first (Fixture *fixture,
            guint    n)
{
  GPtrArray *first = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (first, g_object_ref (fixture->accounts->pdata[i]));
  return first;
}

static const char *
get_word (Fixture *fixture,
          guint    index)
{
  return acme_item_get_string (fixture->outcomes->pdata[index], ACME_OUTCOME_OUTCOME);
}

static guint
count_words (Fixture    *fixture,
             const char *word)
{
  guint n = 0;

  for (guint i = 0; i < fixture->outcomes->len; i++)
    n += strcmp (get_word (fixture, i), word) == 0;
  return n;
}

static guint
count_deletions (Fixture *fixture)
{
  return acme_demo_server_count_requests (fixture->demo, "DELETE", PUBLIC) +
         acme_demo_server_count_requests (fixture->demo, "DELETE", UNIVERSAL);
}

static void
assert_gone (Fixture   *fixture,
             GPtrArray *accounts)
{
  g_autoptr(GPtrArray) left = scm_demo_list_accounts (fixture->session);

  g_assert_cmpuint (left->len, ==, 60 - accounts->len);
  for (guint i = 0; i < left->len; i++)
    {
      for (guint n = 0; n < accounts->len; n++)
        g_assert_cmpstr (acme_item_get_key (left->pdata[i]), !=, acme_item_get_key (accounts->pdata[n]));
    }
}

static void
test_delete (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  for (guint i = 0; i < 60; i += 3) /* of both kinds */
    g_ptr_array_add (accounts, g_object_ref (fixture.accounts->pdata[i]));
  scm_demo_add_fault (fixture.demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 10 });
  g_assert_true (delete_accounts (&fixture, accounts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (fixture.demo), ==, 4);
  g_assert_cmpuint (fixture.last_done, ==, 20);
  g_assert_cmpuint (acme_demo_server_count_requests (fixture.demo, "DELETE", PUBLIC), >, 0);
  g_assert_cmpuint (acme_demo_server_count_requests (fixture.demo, "DELETE", UNIVERSAL), >, 0);
  g_assert_cmpuint (count_deletions (&fixture), ==, 20);
  for (guint i = 0; i < 20; i++)
    {
      AcmeItem *outcome = fixture.outcomes->pdata[i];
      AcmeItem *account = accounts->pdata[i];

      g_assert_cmpstr (get_word (&fixture, i), ==, ACME_OUTCOME_DELETED);
      g_assert_cmpint (acme_item_get_number (outcome, ACME_OUTCOME_LINE), ==, i + 1);
      g_assert_cmpstr (acme_item_get_string (outcome, ACME_OUTCOME_NAME), ==,
                       acme_item_get_string (account, ACME_ACCOUNT_NAME));
      g_assert_cmpint (acme_item_get_number (outcome, ACME_OUTCOME_ID), ==,
                       acme_item_get_number (account, ACME_ACCOUNT_ID));
      g_assert_true (acme_outcome_get_subject (ACME_OUTCOME (outcome)) == account);
    }
  acme_demo_server_clear_faults (fixture.demo);
  assert_gone (&fixture, accounts);

  /* once more: somebody else was faster, as it were */
  g_assert_true (delete_accounts (&fixture, accounts, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    {
      g_assert_cmpstr (get_word (&fixture, i), ==, ACME_OUTCOME_FAILED);
      g_assert_error (acme_outcome_get_error (fixture.outcomes->pdata[i]), ACME_ERROR, ACME_ERROR_NOT_FOUND);
    }
}

static void
test_delete_nothing (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  g_assert_true (delete_accounts (&fixture, none, &error));
  g_assert_no_error (error);
}

static void
test_some_fail (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  accounts = take_first (&fixture, 20);
  scm_demo_add_fault (fixture.demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "DELETE",
                                                      .status = 400, .times = 8 });
  g_assert_true (delete_accounts (&fixture, accounts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_FAILED), ==, 8);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_DELETED), ==, 12);
}

static void
assert_stopped (Fixture   *fixture,
                guint      max_requests,
                AcmeError  code)
{
  g_autoptr(GPtrArray) accounts = take_first (fixture, 40);
  g_autoptr(GError) error = NULL;
  guint n_skipped;

  g_assert_false (delete_accounts (fixture, accounts, &error));
  g_assert_error (error, ACME_ERROR, (int) code);
  g_assert_cmpuint (count_deletions (fixture), <=, max_requests);
  n_skipped = count_words (fixture, ACME_OUTCOME_SKIPPED);
  g_assert_cmpuint (n_skipped, >=, 40 - 7);
  for (guint i = 0; i < 40; i++)
    {
      const char *message = acme_item_get_string (fixture->outcomes->pdata[i], ACME_OUTCOME_MESSAGE);

      g_assert_nonnull (message);
      if (i >= 40 - n_skipped)
        g_assert_nonnull (strstr (message, error->message));
    }
}

static void
test_lost_connection (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) left = NULL;

  set_up (&fixture);
  scm_demo_add_fault (fixture.demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET });
  /* neither the answer to a deletion came nor could it be looked whether it was done */
  assert_stopped (&fixture, 7, ACME_ERROR_UNKNOWN_OUTCOME);
  acme_demo_server_clear_faults (fixture.demo);
  left = scm_demo_list_accounts (fixture.session);
  g_assert_cmpuint (left->len, >=, 60 - 7);
}

static void
test_lost_sign_in (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  scm_demo_add_fault (fixture.demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "DELETE",
                                                      .status = 401 });
  assert_stopped (&fixture, 14, ACME_ERROR_AUTH); /* each once more with a fresh token */
}

static void
test_cancel (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  guint n_deleted;

  set_up (&fixture);
  accounts = take_first (&fixture, 30);

  /* before */
  g_cancellable_cancel (fixture.cancellable);
  g_assert_false (delete_accounts (&fixture, accounts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 30);
  g_assert_cmpuint (count_deletions (&fixture), ==, 0);

  /* during: what is on its way is waited for */
  g_cancellable_reset (fixture.cancellable);
  fixture.cancel_at = 10;
  scm_demo_add_fault (fixture.demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 20 });
  g_assert_false (delete_accounts (&fixture, accounts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  n_deleted = count_words (&fixture, ACME_OUTCOME_DELETED);
  g_assert_cmpuint (n_deleted, >=, 10);
  g_assert_cmpuint (n_deleted, <=, 13);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 30 - n_deleted);
  g_assert_cmpuint (count_deletions (&fixture), ==, n_deleted);

  /* too late */
  g_cancellable_reset (fixture.cancellable);
  acme_demo_server_clear_faults (fixture.demo);
  g_ptr_array_remove_range (accounts, 0, n_deleted);
  fixture.cancel_at = accounts->len;
  g_assert_true (delete_accounts (&fixture, accounts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_DELETED), ==, accounts->len);
}

static GPtrArray *
list_clients (Fixture     *fixture,
              AcmeAccount *account)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *clients;

  acme_scm_list_clients_async (fixture->session, account, NULL, NULL, scm_outcome_cb, &outcome);
  clients = acme_scm_list_clients_finish (fixture->session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  return clients;
}

static gboolean
is_deactivated (AcmeItem *client)
{
  return g_ascii_strcasecmp (acme_item_get_string (client, ACME_CLIENT_STATUS), "deactivated") == 0;
}

/* The clients that are not deactivated, with their accounts, of every second account */
static void
collect_clients (Fixture   *fixture,
                 GPtrArray *accounts,
                 GPtrArray *clients)
{
  for (guint i = 0; i < fixture->accounts->len; i += 2)
    {
      g_autoptr(GPtrArray) listed = list_clients (fixture, fixture->accounts->pdata[i]);

      for (guint n = 0; n < listed->len; n++)
        {
          if (is_deactivated (listed->pdata[n]))
            continue;
          g_ptr_array_add (accounts, g_object_ref (fixture->accounts->pdata[i]));
          g_ptr_array_add (clients, g_object_ref (listed->pdata[n]));
        }
    }
}

static gboolean
deactivate_clients (Fixture    *fixture,
                    GPtrArray  *accounts,
                    GPtrArray  *clients,
                    GError    **error)
{
  g_auto(ScmOutcome) outcome = { NULL };
  gboolean success;

  prepare_run (fixture, clients->len);
  acme_scm_deactivate_clients_async (fixture->session, accounts, clients, progress_cb, fixture, fixture->cancellable,
                                     scm_outcome_cb, &outcome);
  success = acme_scm_deactivate_clients_finish (fixture->session, scm_outcome_wait (&outcome), &fixture->outcomes,
                                                error);
  g_assert_cmpuint (fixture->outcomes->len, ==, clients->len);
  return success;
}

static void
test_deactivate (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) accounts_left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) clients_left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  collect_clients (&fixture, accounts, clients);
  g_assert_cmpuint (clients->len, >, 20);
  scm_demo_add_fault (fixture.demo, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 5 });
  g_assert_true (deactivate_clients (&fixture, accounts, clients, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (fixture.demo), ==, 4);
  for (guint i = 0; i < clients->len; i++)
    {
      AcmeItem *outcome = fixture.outcomes->pdata[i];

      g_assert_cmpstr (get_word (&fixture, i), ==, ACME_OUTCOME_DEACTIVATED);
      g_assert_cmpstr (acme_item_get_string (outcome, ACME_OUTCOME_NAME), ==, acme_item_get_key (clients->pdata[i]));
      g_assert_cmpint (acme_item_get_number (outcome, ACME_OUTCOME_ID), ==,
                       acme_item_get_number (accounts->pdata[i], ACME_ACCOUNT_ID));
      g_assert_true (acme_outcome_get_subject (ACME_OUTCOME (outcome)) == clients->pdata[i]);
    }
  acme_demo_server_clear_faults (fixture.demo);
  collect_clients (&fixture, accounts_left, clients_left);
  g_assert_cmpuint (clients_left->len, ==, 0);
}

/* A client belongs to one account only: in the wrong one it is not found, and nothing happens to the right one */
static void
test_deactivate_stranger (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  g_ptr_array_add (accounts, g_object_ref (fixture.accounts->pdata[0]));
  g_ptr_array_add (clients, acme_client_new ("no/such client?#=="));
  g_assert_true (deactivate_clients (&fixture, accounts, clients, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_word (&fixture, 0), ==, ACME_OUTCOME_FAILED);
  g_assert_error (acme_outcome_get_error (fixture.outcomes->pdata[0]), ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/bulk/delete", test_delete);
  g_test_add_func ("/scm/bulk/delete-nothing", test_delete_nothing);
  g_test_add_func ("/scm/bulk/some-fail", test_some_fail);
  g_test_add_func ("/scm/bulk/lost-connection", test_lost_connection);
  g_test_add_func ("/scm/bulk/lost-sign-in", test_lost_sign_in);
  g_test_add_func ("/scm/bulk/cancel", test_cancel);
  g_test_add_func ("/scm/bulk/deactivate", test_deactivate);
  g_test_add_func ("/scm/bulk/deactivate-stranger", test_deactivate_stranger);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import does when SCM fails, the network breaks or somebody has had enough. */

#include "import-fixture.h"

#include <string.h>

static void
test_domains_fail (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  import_add_row (&fixture, "imported 1", "737", "1697", "a.northern.example b.northern.example", NULL);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "POST",
                                                .path = PUBLIC "/", .status = 400 });
  import_assert_run (&fixture);
  import_assert_row (&fixture, 0, ACME_OUTCOME_PARTIAL,
                     "2 of 2 domains were not added: a.northern.example, b.northern.example.");
  import_assert_row (&fixture, 0, ACME_OUTCOME_PARTIAL, "SCM says: Bad Request");
}

/* The answer is lost after the account was made: the list of accounts knows */
static void
test_lost_answer (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  guint n_found = 0;

  import_set_up (&fixture);
  import_add_rows (&fixture, 8);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LOST_ANSWER, .method = "POST",
                                                .path = UNIVERSAL, .skip = 1, .times = 1 });
  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_CREATED), ==, 8);
  for (guint i = 0; i < 8; i++)
    n_found += strstr (import_get_message (&fixture, i), "did not say so, but the account is there") != NULL;
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpuint (import_count_creations (&fixture), ==, 8);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 68);
}

/* Neither the answer comes nor the list: that is said, and the others go on */
static void
test_unknown (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  import_add_rows (&fixture, 8);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LOST_ANSWER, .method = "POST",
                                                .path = UNIVERSAL, .skip = 1, .times = 1 });
  /* the first listing is that of the import */
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET",
                                                .path = UNIVERSAL, .skip = 1, .status = 500 });
  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_UNKNOWN), ==, 1);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_CREATED), ==, 7);
  g_assert_cmpuint (import_count_creations (&fixture), ==, 8);

  /* another run finds it */
  acme_demo_server_clear_faults (fixture.demo);
  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_EXISTS), ==, 8);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 68);
}

static void
test_some_fail (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  import_add_rows (&fixture, 20);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "POST",
                                                .path = UNIVERSAL, .status = 400, .times = 6 });
  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_FAILED), ==, 6);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_CREATED), ==, 14);
  acme_demo_server_clear_faults (fixture.demo);
  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_EXISTS), ==, 14);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_CREATED), ==, 6);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 80);
}

static void
assert_stopped (ImportFixture *fixture,
                AcmeDemoFault  fault,
                guint          max_requests)
{
  g_autoptr(GError) error = NULL;
  guint n_skipped;

  import_add_rows (fixture, 40);
  import_add_fault (fixture, fault);
  g_assert_false (import_run (fixture, FALSE, &error));
  g_assert_true (error->domain == ACME_ERROR);
  n_skipped = import_count_words (fixture, ACME_OUTCOME_SKIPPED);
  g_assert_cmpuint (n_skipped, >=, 40 - 7);
  g_assert_cmpuint (import_count_creations (fixture), <=, max_requests);
  import_assert_row (fixture, 39, ACME_OUTCOME_SKIPPED, error->message);

  acme_demo_server_clear_faults (fixture->demo);
  import_assert_run (fixture);
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_CREATED) +
                    import_count_words (fixture, ACME_OUTCOME_EXISTS), ==, 40);
  g_assert_cmpuint (import_count_accounts (fixture), ==, 100);
}

static void
test_lost_connection (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  assert_stopped (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET, .method = "POST" }, 7);
}

/* SCM does everything, but nothing of what it says arrives */
static void
test_lost_answers (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET, .method = "GET",
                                                .path = "/api/acme", .skip = 3 });
  assert_stopped (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LOST_ANSWER, .method = "POST" }, 7);
}

static void
test_lost_sign_in (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  assert_stopped (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "POST",
                                              .path = "/api/acme", .status = 401 }, 14);
}

/* Whoever does not know what exists creates nothing */
static void
test_list_fails (void)
{
  static const char *const paths[] = { PUBLIC, UNIVERSAL };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto(ImportFixture) fixture = { NULL };
      g_autoptr(GError) error = NULL;

      import_set_up (&fixture);
      import_add_rows (&fixture, 6);
      acme_import_row_refuse (import_add_row (&fixture, NULL, "737", "1697", NULL, NULL),
                              "The name is missing.");
      import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET",
                                                    .path = paths[i], .status = 500 });
      g_assert_false (import_run (&fixture, FALSE, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_SERVER);
      g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 6);
      import_assert_row (&fixture, 0, ACME_OUTCOME_SKIPPED, error->message);
      import_assert_row (&fixture, 6, ACME_OUTCOME_INVALID, "name is missing");
      g_assert_cmpuint (import_count_creations (&fixture), ==, 0);
    }
}

/* What only helps to check does not end anything */
static void
test_checks_fail (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;

  import_set_up (&fixture);
  import_add_rows (&fixture, 2);
  import_add_row (&fixture, "imported 2", "737", "9999", NULL, NULL);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .path = "/api/organization",
                                                .status = 500 });
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .path = "/api/ssl",
                                                .status = 500 });
  g_assert_true (import_run (&fixture, TRUE, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      import_assert_row (&fixture, i, ACME_OUTCOME_VALID, "organization exists could not be checked");
      import_assert_row (&fixture, i, ACME_OUTCOME_VALID, "profile exists could not be checked");
    }

  import_assert_run (&fixture);
  import_assert_row (&fixture, 0, ACME_OUTCOME_CREATED, "");
  import_assert_row (&fixture, 2, ACME_OUTCOME_FAILED, "9999");
}

static void
test_cancel (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;
  guint n_created;

  import_set_up (&fixture);
  import_add_rows (&fixture, 30);

  /* before */
  g_cancellable_cancel (fixture.cancellable);
  g_assert_false (import_run (&fixture, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 30);

  /* during: what is on its way is waited for */
  g_cancellable_reset (fixture.cancellable);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 10 });
  fixture.cancel_at = 10;
  g_assert_false (import_run (&fixture, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  n_created = import_count_words (&fixture, ACME_OUTCOME_CREATED);
  g_assert_cmpuint (n_created, >=, 10);
  g_assert_cmpuint (n_created, <=, 13);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 30 - n_created);
  acme_demo_server_clear_faults (fixture.demo);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 60 + n_created);

  /* too late */
  g_cancellable_reset (fixture.cancellable);
  fixture.cancel_at = 30;
  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_EXISTS), ==, n_created);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_CREATED), ==, 30 - n_created);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 90);
}

static void
test_cancel_listing (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  import_set_up (&fixture);
  import_add_rows (&fixture, 4);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS,
                                                .method = "GET" });
  acme_demo_server_reset_counts (fixture.demo);
  acme_scm_import_async (fixture.session, fixture.rows, fixture.endpoints, FALSE, import_progress_cb,
                         &fixture, fixture.cancellable, scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (acme_demo_server_count_requests (fixture.demo, "GET", "/api") > 0);
  g_cancellable_cancel (fixture.cancellable);
  g_assert_false (acme_scm_import_finish (fixture.session, scm_outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/import-faults/domains-fail", test_domains_fail);
  g_test_add_func ("/scm/import-faults/lost-answer", test_lost_answer);
  g_test_add_func ("/scm/import-faults/unknown", test_unknown);
  g_test_add_func ("/scm/import-faults/some-fail", test_some_fail);
  g_test_add_func ("/scm/import-faults/lost-connection", test_lost_connection);
  g_test_add_func ("/scm/import-faults/lost-answers", test_lost_answers);
  g_test_add_func ("/scm/import-faults/lost-sign-in", test_lost_sign_in);
  g_test_add_func ("/scm/import-faults/list-fails", test_list_fails);
  g_test_add_func ("/scm/import-faults/checks-fail", test_checks_fail);
  g_test_add_func ("/scm/import-faults/cancel", test_cancel);
  g_test_add_func ("/scm/import-faults/cancel-listing", test_cancel_listing);
  return g_test_run ();
}

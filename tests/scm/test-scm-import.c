/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-import-row.h"
#include "acme-outcome.h"
#include "acme-scm-import.h"
#include "scm-demo.h"

#include <string.h>

#define PUBLIC "/api/acme/v2/account"
#define UNIVERSAL "/api/acme/v1/pca/account"

/* The demo server, and a file to import */
typedef struct
{
  AcmeDemoServer *demo;
  AcmeScmSession *session;
  GPtrArray *endpoints;
  GPtrArray *rows;
  GCancellable *cancellable;
  guint last_done;
  guint cancel_at; /* after so many are done; 0 for never */
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  fixture->session = scm_demo_make_session (fixture->demo);
  fixture->endpoints = scm_demo_list_endpoints (fixture->session);
  fixture->rows = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->cancellable = g_cancellable_new ();
}

static void
clear_fixture (Fixture *fixture)
{
  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  g_clear_pointer (&fixture->endpoints, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->demo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, clear_fixture)

static AcmeImportRow *
add_row (Fixture    *fixture,
         const char *name,
         const char *endpoint,
         const char *organization,
         const char *domains,
         const char *profile)
{
  AcmeImportRow *row = acme_import_row_new (fixture->rows->len + 2);
  AcmeItem *item = ACME_ITEM (row);

  acme_item_set_string (item, ACME_IMPORT_ROW_NAME, name);
  acme_item_set_string (item, ACME_IMPORT_ROW_ENDPOINT, endpoint);
  acme_item_set_string (item, ACME_IMPORT_ROW_ORGANIZATION_ID, organization);
  acme_item_set_string (item, ACME_IMPORT_ROW_DOMAINS, domains);
  acme_item_set_string (item, ACME_IMPORT_ROW_PROFILE, profile);
  g_ptr_array_add (fixture->rows, row);
  return row;
}

/* Accounts of both kinds that can be created */
static void
add_rows (Fixture *fixture,
          guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("imported %u", i);

      if (i % 2 == 0)
        add_row (fixture, name, "737", "1697", "www.northern.example", NULL);
      else
        add_row (fixture, name, "Universal – Campus CA", "1698", NULL, "Private SSL");
    }
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (total, ==, fixture->rows->len);
  g_assert_cmpuint (done, >, fixture->last_done);
  g_assert_cmpuint (done, <=, total);
  fixture->last_done = done;
  if (fixture->cancel_at > 0 && done >= fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

static gboolean
import (Fixture   *fixture,
        gboolean   dry_run,
        GError   **error)
{
  g_auto(ScmOutcome) outcome = { NULL };
  gboolean success;

  fixture->last_done = 0;
  acme_scm_import_async (fixture->session, fixture->rows, fixture->endpoints, dry_run, progress_cb, fixture,
                         fixture->cancellable, scm_outcome_cb, &outcome);
  success = acme_scm_import_finish (fixture->session, scm_outcome_wait (&outcome), error);
  g_assert_cmpuint (outcome.n_calls, ==, 1);
  for (guint i = 0; i < fixture->rows->len; i++)
    g_assert_nonnull (acme_item_get_string (fixture->rows->pdata[i], ACME_IMPORT_ROW_OUTCOME));
  return success;
}

static void
assert_import (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (import (fixture, FALSE, &error));
  g_assert_no_error (error);
}

static const char *
get_word (Fixture *fixture,
          guint    index)
{
  return acme_item_get_string (fixture->rows->pdata[index], ACME_IMPORT_ROW_OUTCOME);
}

static const char *
get_message (Fixture *fixture,
             guint    index)
{
  return acme_item_get_text (fixture->rows->pdata[index], ACME_IMPORT_ROW_MESSAGE);
}

static void
assert_row (Fixture    *fixture,
            guint       index,
            const char *word,
            const char *part)
{
  g_assert_cmpstr (get_word (fixture, index), ==, word);
  if (strstr (get_message (fixture, index), part) == NULL)
    g_error ("The message of row %u is “%s”.", index, get_message (fixture, index));
}

static guint
count_words (Fixture    *fixture,
             const char *word)
{
  guint n = 0;

  for (guint i = 0; i < fixture->rows->len; i++)
    n += strcmp (get_word (fixture, i), word) == 0;
  return n;
}

/* How often an account was asked for; below one are its domains */
static guint
count_creations (Fixture *fixture)
{
  return acme_demo_server_count_requests (fixture->demo, "POST", PUBLIC) -
         acme_demo_server_count_requests (fixture->demo, "POST", PUBLIC "/") +
         acme_demo_server_count_requests (fixture->demo, "POST", UNIVERSAL);
}

static guint
count_accounts (Fixture *fixture)
{
  g_autoptr(GPtrArray) accounts = scm_demo_list_accounts (fixture->session);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  /* in no test are there two imported ones of the same name */
  for (guint i = 0; i < accounts->len; i++)
    {
      const char *name = acme_item_get_string (accounts->pdata[i], ACME_ACCOUNT_NAME);

      if (g_str_has_prefix (name, "imported"))
        g_assert_true (g_hash_table_add (names, (gpointer) name));
    }
  return accounts->len;
}

static void
add_fault (Fixture       *fixture,
           AcmeDemoFault  fault)
{
  scm_demo_add_fault (fixture->demo, fault);
}

static void
test_dry_run (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  AcmeImportRow *row;

  set_up (&fixture);
  accounts = scm_demo_list_accounts (fixture.session);
  add_rows (&fixture, 4);
  for (guint i = 0; i < 60; i++) /* the sample accounts, by id of their endpoint */
    {
      AcmeItem *account = accounts->pdata[i];
      const char *profile = acme_item_get_string (account, ACME_ACCOUNT_PROFILE_NAME);
      g_autofree char *endpoint = g_strdup (acme_item_get_text (account, ACME_ACCOUNT_ENDPOINT));
      g_autofree char *organization = g_strdup (acme_item_get_text (account, ACME_ACCOUNT_ORGANIZATION_ID));

      add_row (&fixture, acme_item_get_string (account, ACME_ACCOUNT_NAME), endpoint, organization, NULL, profile);
    }
  row = add_row (&fixture, NULL, "737", "1697", NULL, NULL);
  acme_import_row_refuse (row, "The name is missing.");
  add_row (&fixture, "imported 9", "9999", "1697", NULL, NULL);
  add_row (&fixture, "imported 9", "737", "9999", NULL, NULL);
  add_row (&fixture, "imported 9", "750", "1697", NULL, "No such profile");

  acme_demo_server_reset_counts (fixture.demo);
  g_assert_true (import (&fixture, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture.last_done, ==, 68);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_VALID), ==, 4);
  for (guint i = 0; i < 60; i++)
    {
      g_assert_cmpstr (get_word (&fixture, i + 4), ==, ACME_OUTCOME_EXISTS);
      g_assert_cmpint (acme_item_get_number (fixture.rows->pdata[i + 4], ACME_IMPORT_ROW_ID), ==,
                       acme_item_get_number (accounts->pdata[i], ACME_ACCOUNT_ID));
    }
  assert_row (&fixture, 64, ACME_OUTCOME_INVALID, "name is missing");
  assert_row (&fixture, 65, ACME_OUTCOME_INVALID, "no endpoint");
  assert_row (&fixture, 66, ACME_OUTCOME_INVALID, "no organization");
  assert_row (&fixture, 67, ACME_OUTCOME_INVALID, "no certificate profile");
  g_assert_cmpuint (count_creations (&fixture), ==, 0);
}

/* Run twice, the same file creates nothing twice */
static void
test_twice (void)
{
  g_auto(Fixture) fixture = { NULL };
  gint64 ids[12];

  set_up (&fixture);
  add_rows (&fixture, 12);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 10 });
  acme_demo_server_reset_counts (fixture.demo);
  assert_import (&fixture);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (fixture.demo), ==, 4);
  g_assert_cmpuint (fixture.last_done, ==, 12);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_CREATED), ==, 12);
  g_assert_cmpuint (count_creations (&fixture), ==, 12);
  /* not for each account again */
  g_assert_cmpuint (acme_demo_server_count_requests (fixture.demo, "GET", "/api/organization"), <=, 2);
  for (guint i = 0; i < 12; i++)
    {
      ids[i] = acme_item_get_number (fixture.rows->pdata[i], ACME_IMPORT_ROW_ID);
      g_assert_cmpint (ids[i], >, 0);
      g_assert_cmpstr (get_message (&fixture, i), ==, "");
    }
  acme_demo_server_clear_faults (fixture.demo);
  g_assert_cmpuint (count_accounts (&fixture), ==, 72);

  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_EXISTS), ==, 12);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpint (acme_item_get_number (fixture.rows->pdata[i], ACME_IMPORT_ROW_ID), ==, ids[i]);
  g_assert_cmpuint (count_creations (&fixture), ==, 12);
  g_assert_cmpuint (count_accounts (&fixture), ==, 72);
}

/* Whichever way SCM itself names the server of an account, it is found again */
static void
test_ways_to_write (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  add_row (&fixture, "imported", "737", "1697", NULL, NULL);
  add_row (&fixture, "imported", "DV – Web Team", "1697", NULL, NULL);
  add_row (&fixture, " imported ", "https://acme.sectigo.com/v2/DV/", "1697", NULL, NULL);
  assert_import (&fixture);
  assert_row (&fixture, 0, ACME_OUTCOME_CREATED, "");
  assert_row (&fixture, 1, ACME_OUTCOME_INVALID, "Line 2");
  assert_row (&fixture, 2, ACME_OUTCOME_INVALID, "Line 2");
  g_assert_cmpuint (count_accounts (&fixture), ==, 61);

  g_ptr_array_remove_range (fixture.rows, 0, 2);
  assert_import (&fixture);
  assert_row (&fixture, 0, ACME_OUTCOME_EXISTS, "");
  g_assert_cmpuint (count_accounts (&fixture), ==, 61);
}

static void
test_partial (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  add_row (&fixture, "imported 1", "737", "1697",
           "www.northern.example stranger.example *.northern.example other.example", NULL);
  add_row (&fixture, "imported 2", "737", "1697", "www.northern.example", NULL);
  assert_import (&fixture);
  assert_row (&fixture, 0, ACME_OUTCOME_PARTIAL, "2 of 4 domains were not added: stranger.example, other.example.");
  g_assert_cmpint (acme_item_get_number (fixture.rows->pdata[0], ACME_IMPORT_ROW_ID), >, 0);
  assert_row (&fixture, 1, ACME_OUTCOME_CREATED, "");
}

static void
test_domains_fail (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  add_row (&fixture, "imported 1", "737", "1697", "a.northern.example b.northern.example", NULL);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "POST", .path = PUBLIC "/",
                                         .status = 400 });
  assert_import (&fixture);
  assert_row (&fixture, 0, ACME_OUTCOME_PARTIAL,
              "2 of 2 domains were not added: a.northern.example, b.northern.example.");
  assert_row (&fixture, 0, ACME_OUTCOME_PARTIAL, "SCM says: Bad Request");
}

/* The answer is lost after the account was made: the list of accounts knows */
static void
test_lost_answer (void)
{
  g_auto(Fixture) fixture = { NULL };
  guint n_found = 0;

  set_up (&fixture);
  add_rows (&fixture, 8);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LOST_ANSWER, .method = "POST",
                                         .path = UNIVERSAL, .skip = 1, .times = 1 });
  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_CREATED), ==, 8);
  for (guint i = 0; i < 8; i++)
    n_found += strstr (get_message (&fixture, i), "did not say so, but the account is there") != NULL;
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpuint (count_creations (&fixture), ==, 8);
  g_assert_cmpuint (count_accounts (&fixture), ==, 68);
}

/* Neither the answer comes nor the list: that is said, and the others go on */
static void
test_unknown (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  add_rows (&fixture, 8);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LOST_ANSWER, .method = "POST",
                                         .path = UNIVERSAL, .skip = 1, .times = 1 });
  /* the first listing is that of the import */
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET", .path = UNIVERSAL,
                                         .skip = 1, .status = 500 });
  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_UNKNOWN), ==, 1);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_CREATED), ==, 7);
  g_assert_cmpuint (count_creations (&fixture), ==, 8);

  /* another run finds it */
  acme_demo_server_clear_faults (fixture.demo);
  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_EXISTS), ==, 8);
  g_assert_cmpuint (count_accounts (&fixture), ==, 68);
}

static void
test_some_fail (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  add_rows (&fixture, 20);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "POST", .path = UNIVERSAL,
                                         .status = 400, .times = 6 });
  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_FAILED), ==, 6);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_CREATED), ==, 14);
  acme_demo_server_clear_faults (fixture.demo);
  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_EXISTS), ==, 14);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_CREATED), ==, 6);
  g_assert_cmpuint (count_accounts (&fixture), ==, 80);
}

static void
assert_stopped (Fixture       *fixture,
                AcmeDemoFault  fault,
                guint          max_requests)
{
  g_autoptr(GError) error = NULL;
  guint n_skipped;

  add_rows (fixture, 40);
  add_fault (fixture, fault);
  g_assert_false (import (fixture, FALSE, &error));
  g_assert_true (error->domain == ACME_ERROR);
  n_skipped = count_words (fixture, ACME_OUTCOME_SKIPPED);
  g_assert_cmpuint (n_skipped, >=, 40 - 7);
  g_assert_cmpuint (count_creations (fixture), <=, max_requests);
  assert_row (fixture, 39, ACME_OUTCOME_SKIPPED, error->message);

  acme_demo_server_clear_faults (fixture->demo);
  assert_import (fixture);
  g_assert_cmpuint (count_words (fixture, ACME_OUTCOME_CREATED) + count_words (fixture, ACME_OUTCOME_EXISTS), ==, 40);
  g_assert_cmpuint (count_accounts (fixture), ==, 100);
}

static void
test_lost_connection (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  assert_stopped (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET, .method = "POST" }, 7);
}

/* SCM does everything, but nothing of what it says arrives */
static void
test_lost_answers (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET, .method = "GET", .path = "/api/acme",
                                         .skip = 3 });
  assert_stopped (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LOST_ANSWER, .method = "POST" }, 7);
}

static void
test_lost_sign_in (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  assert_stopped (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "POST", .path = "/api/acme",
                                              .status = 401 }, 14);
}

/* Whoever does not know what exists creates nothing */
static void
test_list_fails (void)
{
  static const char *const paths[] = { PUBLIC, UNIVERSAL };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto(Fixture) fixture = { NULL };
      g_autoptr(GError) error = NULL;

      set_up (&fixture);
      add_rows (&fixture, 6);
      acme_import_row_refuse (add_row (&fixture, NULL, "737", "1697", NULL, NULL), "The name is missing.");
      add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET", .path = paths[i],
                                             .status = 500 });
      g_assert_false (import (&fixture, FALSE, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_SERVER);
      g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 6);
      assert_row (&fixture, 0, ACME_OUTCOME_SKIPPED, error->message);
      assert_row (&fixture, 6, ACME_OUTCOME_INVALID, "name is missing");
      g_assert_cmpuint (count_creations (&fixture), ==, 0);
    }
}

/* What only helps to check does not end anything */
static void
test_checks_fail (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  add_rows (&fixture, 2);
  add_row (&fixture, "imported 2", "737", "9999", NULL, NULL);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .path = "/api/organization", .status = 500 });
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STATUS, .path = "/api/ssl", .status = 500 });
  g_assert_true (import (&fixture, TRUE, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      assert_row (&fixture, i, ACME_OUTCOME_VALID, "organization exists could not be checked");
      assert_row (&fixture, i, ACME_OUTCOME_VALID, "profile exists could not be checked");
    }

  assert_import (&fixture);
  assert_row (&fixture, 0, ACME_OUTCOME_CREATED, "");
  assert_row (&fixture, 2, ACME_OUTCOME_FAILED, "9999");
}

static void
test_nothing_to_ask (void)
{
  g_auto(Fixture) fixture = { NULL };

  set_up (&fixture);
  acme_demo_server_reset_counts (fixture.demo);
  assert_import (&fixture);
  add_row (&fixture, "imported", "9999", "1697", NULL, NULL);
  assert_import (&fixture);
  assert_row (&fixture, 0, ACME_OUTCOME_INVALID, "no endpoint");
  g_assert_cmpuint (acme_demo_server_count_requests (fixture.demo, NULL, "/"), ==, 0);
}

static void
test_cancel (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;
  guint n_created;

  set_up (&fixture);
  add_rows (&fixture, 30);

  /* before */
  g_cancellable_cancel (fixture.cancellable);
  g_assert_false (import (&fixture, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 30);

  /* during: what is on its way is waited for */
  g_cancellable_reset (fixture.cancellable);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 10 });
  fixture.cancel_at = 10;
  g_assert_false (import (&fixture, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  n_created = count_words (&fixture, ACME_OUTCOME_CREATED);
  g_assert_cmpuint (n_created, >=, 10);
  g_assert_cmpuint (n_created, <=, 13);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 30 - n_created);
  acme_demo_server_clear_faults (fixture.demo);
  g_assert_cmpuint (count_accounts (&fixture), ==, 60 + n_created);

  /* too late */
  g_cancellable_reset (fixture.cancellable);
  fixture.cancel_at = 30;
  assert_import (&fixture);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_EXISTS), ==, n_created);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_CREATED), ==, 30 - n_created);
  g_assert_cmpuint (count_accounts (&fixture), ==, 90);
}

static void
test_cancel_listing (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  add_rows (&fixture, 4);
  add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .method = "GET" });
  acme_demo_server_reset_counts (fixture.demo);
  acme_scm_import_async (fixture.session, fixture.rows, fixture.endpoints, FALSE, progress_cb, &fixture,
                         fixture.cancellable, scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (acme_demo_server_count_requests (fixture.demo, "GET", "/api") > 0);
  g_cancellable_cancel (fixture.cancellable);
  g_assert_false (acme_scm_import_finish (fixture.session, scm_outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 4);
}

/* A long file is checked in between other things */
static void
test_many (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  add_rows (&fixture, 5000);
  g_assert_true (import (&fixture, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_VALID), ==, 5000);
  g_assert_cmpuint (fixture.last_done, ==, 5000);

  fixture.cancel_at = 2000;
  g_assert_false (import (&fixture, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_VALID), ==, 2000);
  g_assert_cmpuint (count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 3000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/import/dry-run", test_dry_run);
  g_test_add_func ("/scm/import/twice", test_twice);
  g_test_add_func ("/scm/import/ways-to-write", test_ways_to_write);
  g_test_add_func ("/scm/import/partial", test_partial);
  g_test_add_func ("/scm/import/domains-fail", test_domains_fail);
  g_test_add_func ("/scm/import/lost-answer", test_lost_answer);
  g_test_add_func ("/scm/import/unknown", test_unknown);
  g_test_add_func ("/scm/import/some-fail", test_some_fail);
  g_test_add_func ("/scm/import/lost-connection", test_lost_connection);
  g_test_add_func ("/scm/import/lost-answers", test_lost_answers);
  g_test_add_func ("/scm/import/lost-sign-in", test_lost_sign_in);
  g_test_add_func ("/scm/import/list-fails", test_list_fails);
  g_test_add_func ("/scm/import/checks-fail", test_checks_fail);
  g_test_add_func ("/scm/import/nothing-to-ask", test_nothing_to_ask);
  g_test_add_func ("/scm/import/cancel", test_cancel);
  g_test_add_func ("/scm/import/cancel-listing", test_cancel_listing);
  g_test_add_func ("/scm/import/many", test_many);
  return g_test_run ();
}

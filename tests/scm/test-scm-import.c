/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "import-fixture.h"

#include <string.h>

static void
test_dry_run (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  AcmeImportRow *row;

  import_set_up (&fixture);
  accounts = scm_demo_list_accounts (fixture.session);
  import_add_rows (&fixture, 4);
  for (guint i = 0; i < 60; i++) /* the sample accounts, by id of their endpoint */
    {
      AcmeItem *account = accounts->pdata[i];
      const char *profile = acme_item_get_string (account, ACME_ACCOUNT_PROFILE_NAME);
      g_autofree char *endpoint = g_strdup (acme_item_get_text (account, ACME_ACCOUNT_ENDPOINT));
      g_autofree char *organization = g_strdup (acme_item_get_text (account, ACME_ACCOUNT_ORGANIZATION_ID));

      import_add_row (&fixture, acme_item_get_string (account, ACME_ACCOUNT_NAME), endpoint, organization, NULL,
                      profile);
    }
  row = import_add_row (&fixture, NULL, "737", "1697", NULL, NULL);
  acme_import_row_refuse (row, "The name is missing.");
  import_add_row (&fixture, "imported 9", "9999", "1697", NULL, NULL);
  import_add_row (&fixture, "imported 9", "737", "9999", NULL, NULL);
  import_add_row (&fixture, "imported 9", "750", "1697", NULL, "No such profile");

  acme_demo_server_reset_counts (fixture.demo);
  g_assert_true (import_run (&fixture, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture.last_done, ==, 68);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_VALID), ==, 4);
  for (guint i = 0; i < 60; i++)
    {
      g_assert_cmpstr (import_get_word (&fixture, i + 4), ==, ACME_OUTCOME_EXISTS);
      g_assert_cmpint (acme_item_get_number (fixture.rows->pdata[i + 4], ACME_IMPORT_ROW_ID), ==,
                       acme_item_get_number (accounts->pdata[i], ACME_ACCOUNT_ID));
    }
  import_assert_row (&fixture, 64, ACME_OUTCOME_INVALID, "name is missing");
  import_assert_row (&fixture, 65, ACME_OUTCOME_INVALID, "no endpoint");
  import_assert_row (&fixture, 66, ACME_OUTCOME_INVALID, "no organization");
  import_assert_row (&fixture, 67, ACME_OUTCOME_INVALID, "no certificate profile");
  g_assert_cmpuint (import_count_creations (&fixture), ==, 0);
}

/* Run twice, the same file creates nothing twice */
static void
test_twice (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  gint64 ids[12];

  import_set_up (&fixture);
  import_add_rows (&fixture, 12);
  import_add_fault (&fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = 10 });
  acme_demo_server_reset_counts (fixture.demo);
  import_assert_run (&fixture);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (fixture.demo), ==, 4);
  g_assert_cmpuint (fixture.last_done, ==, 12);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_CREATED), ==, 12);
  g_assert_cmpuint (import_count_creations (&fixture), ==, 12);
  /* not for each account again */
  g_assert_cmpuint (acme_demo_server_count_requests (fixture.demo, "GET", "/api/organization"), <=, 2);
  for (guint i = 0; i < 12; i++)
    {
      ids[i] = acme_item_get_number (fixture.rows->pdata[i], ACME_IMPORT_ROW_ID);
      g_assert_cmpint (ids[i], >, 0);
      g_assert_cmpstr (import_get_message (&fixture, i), ==, "");
    }
  acme_demo_server_clear_faults (fixture.demo);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 72);

  import_assert_run (&fixture);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_EXISTS), ==, 12);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpint (acme_item_get_number (fixture.rows->pdata[i], ACME_IMPORT_ROW_ID), ==, ids[i]);
  g_assert_cmpuint (import_count_creations (&fixture), ==, 12);
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 72);
}

/* Whichever way SCM itself names the server of an account, it is found again */
static void
test_ways_to_write (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  import_add_row (&fixture, "imported", "737", "1697", NULL, NULL);
  import_add_row (&fixture, "imported", "DV – Web Team", "1697", NULL, NULL);
  import_add_row (&fixture, " imported ", "https://acme.sectigo.com/v2/DV/", "1697", NULL, NULL);
  import_assert_run (&fixture);
  import_assert_row (&fixture, 0, ACME_OUTCOME_CREATED, "");
  import_assert_row (&fixture, 1, ACME_OUTCOME_INVALID, "Line 2");
  import_assert_row (&fixture, 2, ACME_OUTCOME_INVALID, "Line 2");
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 61);

  g_ptr_array_remove_range (fixture.rows, 0, 2);
  import_assert_run (&fixture);
  import_assert_row (&fixture, 0, ACME_OUTCOME_EXISTS, "");
  g_assert_cmpuint (import_count_accounts (&fixture), ==, 61);
}

static void
test_partial (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  import_add_row (&fixture, "imported 1", "737", "1697",
                  "www.northern.example stranger.example *.northern.example other.example", NULL);
  import_add_row (&fixture, "imported 2", "737", "1697", "www.northern.example", NULL);
  import_assert_run (&fixture);
  import_assert_row (&fixture, 0, ACME_OUTCOME_PARTIAL,
                     "2 of 4 domains were not added: stranger.example, other.example.");
  g_assert_cmpint (acme_item_get_number (fixture.rows->pdata[0], ACME_IMPORT_ROW_ID), >, 0);
  import_assert_row (&fixture, 1, ACME_OUTCOME_CREATED, "");
}

static void
test_nothing_to_ask (void)
{
  g_auto(ImportFixture) fixture = { NULL };

  import_set_up (&fixture);
  acme_demo_server_reset_counts (fixture.demo);
  import_assert_run (&fixture);
  import_add_row (&fixture, "imported", "9999", "1697", NULL, NULL);
  import_assert_run (&fixture);
  import_assert_row (&fixture, 0, ACME_OUTCOME_INVALID, "no endpoint");
  g_assert_cmpuint (acme_demo_server_count_requests (fixture.demo, NULL, "/"), ==, 0);
}

/* A long file is checked in between other things */
static void
test_many (void)
{
  g_auto(ImportFixture) fixture = { NULL };
  g_autoptr(GError) error = NULL;

  import_set_up (&fixture);
  import_add_rows (&fixture, 5000);
  g_assert_true (import_run (&fixture, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_VALID), ==, 5000);
  g_assert_cmpuint (fixture.last_done, ==, 5000);

  fixture.cancel_at = 2000;
  g_assert_false (import_run (&fixture, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_VALID), ==, 2000);
  g_assert_cmpuint (import_count_words (&fixture, ACME_OUTCOME_SKIPPED), ==, 3000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/import/dry-run", test_dry_run);
  g_test_add_func ("/scm/import/twice", test_twice);
  g_test_add_func ("/scm/import/ways-to-write", test_ways_to_write);
  g_test_add_func ("/scm/import/partial", test_partial);
  g_test_add_func ("/scm/import/nothing-to-ask", test_nothing_to_ask);
  g_test_add_func ("/scm/import/many", test_many);
  return g_test_run ();
}

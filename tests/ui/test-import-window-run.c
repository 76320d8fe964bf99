/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of an import that was confirmed, in the import window. */

#include "acme-outcome.h"
#include "find-widget.h"
#include "import-window-fixture.h"

static void
test_import (ImportWindowFixture *fixture,
             gconstpointer        data)
{
  import_open_file (fixture, IMPORT_MIXED);
  import_confirm (fixture, "Import 2 Accounts?");
  g_assert_false (import_is_enabled (fixture, "win.open"));
  wait_until (import_is_idle, fixture);

  import_assert_words (fixture, ACME_OUTCOME_CREATED);
  g_assert_true (import_shows (fixture, "2 created, 1 exists, 1 invalid"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_false (import_is_enabled (fixture, "win.import")); /* nothing is left to do */

  /* the same file again */
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
  import_activate (fixture, "win.refresh");
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "3 exist, 1 invalid"));
  g_assert_false (import_is_enabled (fixture, "win.import"));
  g_assert_cmpuint (import_count_creations (fixture), ==, 0);
}

static gboolean
has_begun (gpointer data)
{
  return import_count_creations (data) >= 2;
}

/* What is left is imported later, and what was created is not done again. */
static void
test_stop (ImportWindowFixture *fixture,
           gconstpointer        data)
{
  guint n_created;

  import_open_lines (fixture, 40);
  import_slow_down (fixture);
  import_confirm (fixture, "Import 40 Accounts?");
  wait_until (has_begun, fixture);
  import_activate (fixture, "win.stop");
  g_assert_true (import_shows (fixture, "Stopping…"));
  wait_until (import_is_idle, fixture);

  n_created = import_count_words (fixture, ACME_OUTCOME_CREATED);
  g_assert_cmpuint (n_created, >=, 2);
  g_assert_cmpuint (n_created, <=, 20);
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_SKIPPED), ==, 40 - n_created);
  g_assert_false (acme_error_bar_get_revealed (import_get_error_bar (fixture)));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  import_activate (fixture, "win.import"); /* it was confirmed before */
  g_assert_true (import_is_writing (fixture));
  wait_until (import_is_idle, fixture);
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_CREATED), ==, 40);
  g_assert_true (import_shows (fixture, "40 created"));
  g_assert_cmpuint (import_count_creations (fixture), ==, 40);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_connection_lost (ImportWindowFixture *fixture,
                      gconstpointer        data)
{
  import_open_lines (fixture, 30);
  import_add_fault (fixture, (AcmeDemoFault) { .kind = ACME_DEMO_FAULT_RESET, .method = "POST",
                                               .path = IMPORT_ACCOUNTS, .skip = 9 });
  import_confirm (fixture, "Import 30 Accounts?");
  wait_until (import_is_idle, fixture);
  g_assert_true (acme_error_bar_get_revealed (import_get_error_bar (fixture)));
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_CREATED), ==, 9);
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_SKIPPED), >=, 10);

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  g_signal_emit_by_name (find_action (GTK_WIDGET (import_get_error_bar (fixture)), "win.import"), "clicked");
  wait_until (import_is_idle, fixture);
  g_assert_false (acme_error_bar_get_revealed (import_get_error_bar (fixture)));
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_CREATED) +
                    import_count_words (fixture, ACME_OUTCOME_EXISTS) +
                    import_count_words (fixture, ACME_OUTCOME_UNKNOWN), ==, 30);
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_CREATED), >=, 26);
}

/* It asks first, and then stays to tell what became of it. */
static void
test_close_while_running (ImportWindowFixture *fixture,
                          gconstpointer        data)
{
  import_open_lines (fixture, 40);
  import_slow_down (fixture);
  import_confirm (fixture, "Import 40 Accounts?");
  wait_until (has_begun, fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_question ("Stop Importing?");
  answer_question ("_Stop");
  wait_until (import_is_idle, fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_SKIPPED), >=, 20);
}

/* The question goes when there is nothing to stop any more. */
static void
test_ends_while_asked (ImportWindowFixture *fixture,
                       gconstpointer        data)
{
  import_open_lines (fixture, 4);
  import_slow_down (fixture);
  import_confirm (fixture, "Import 4 Accounts?");
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_question ("Stop Importing?");
  wait_until (import_is_idle, fixture);
  settle ();
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpuint (import_count_words (fixture, ACME_OUTCOME_CREATED), ==, 4);
}

/* With its parent, which does not ask: what is on its way is waited for, and no other is begun. */
static void
test_destroyed_while_running (ImportWindowFixture *fixture,
                              gconstpointer        data)
{
  import_open_lines (fixture, 40);
  import_slow_down (fixture);
  import_confirm (fixture, "Import 40 Accounts?");
  wait_until (has_begun, fixture);
  import_close_window (fixture);
  g_assert_cmpuint (import_count_creations (fixture), <=, 20);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_many_lines (ImportWindowFixture *fixture,
                 gconstpointer        data)
{
  import_open_lines (fixture, 1000);
  g_assert_true (import_shows (fixture, "1000 to create"));
  import_confirm (fixture, "Import 1000 Accounts?");
  wait_until (import_is_idle, fixture);
  g_assert_true (import_shows (fixture, "1000 created"));
}

#define ADD(name, function) \
  g_test_add ("/import-window-run/" name, ImportWindowFixture, NULL, import_set_up, function, import_tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("import", test_import);
  ADD ("stop", test_stop);
  ADD ("connection-lost", test_connection_lost);
  ADD ("close-while-running", test_close_while_running);
  ADD ("ends-while-asked", test_ends_while_asked);
  ADD ("destroyed-while-running", test_destroyed_while_running);
  ADD ("many-lines", test_many_lines);

  return g_test_run ();
}

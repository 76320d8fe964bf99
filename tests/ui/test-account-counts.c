/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-counts.h"

#include "dialog-fixture.h"
#include "find-widget.h"

#define N_ACCOUNTS 500
#define ACCOUNT "/api/acme/v2/account/"

/* A table of more accounts than fit on the screen, most of which the server does not know. */
typedef struct
{
  AcmeDemo *demo;
  AcmeScmSession *session;
  AcmeKeyedList *list;
  AcmeTable *table;
  GtkWidget *window;
  AcmeAccountCounts *counts;
} Fixture;

static void
fill (AcmeKeyedList *list)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126 + i);
      g_autofree char *name = g_strdup_printf ("%03u", i);

      acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
      g_ptr_array_add (accounts, account);
    }
  acme_keyed_list_replace (list, accounts);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  AcmeConnection *connection;
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  connection = acme_demo_get_connection (fixture->demo);
  fixture->session = acme_scm_session_new (acme_connection_get_config (connection));
  fixture->list = acme_keyed_list_new ();
  fill (fixture->list);
  fixture->table = ACME_TABLE (acme_table_new ());
  acme_table_set_items (fixture->table, G_LIST_MODEL (fixture->list),
                        acme_account_get_columns (ACME_ACCOUNT_KIND_PUBLIC), NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->table));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_run_dispose (G_OBJECT (fixture->counts));
  wait_finalized (g_steal_pointer (&fixture->counts));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->list);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->demo);
}

static guint
count_requests (Fixture *fixture)
{
  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET", ACCOUNT);
}

static gboolean
is_visible_asked (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr(GPtrArray) visible = acme_table_list_visible (fixture->table);

  return visible->len > 0 && count_requests (fixture) >= 2 * visible->len;
}

static gboolean
is_first_counted (gpointer data)
{
  Fixture *fixture = data;
  AcmeItem *first = acme_keyed_list_lookup (fixture->list, "public/126");

  return acme_item_get_number (first, ACME_ACCOUNT_CLIENTS) != ACME_NUMBER_NONE &&
         acme_item_get_number (first, ACME_ACCOUNT_DOMAINS) != ACME_NUMBER_NONE;
}

static void
test_visible_only (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) visible = NULL;

  fixture->counts = acme_account_counts_new (fixture->session, fixture->list, fixture->table);
  wait_until (is_visible_asked, fixture);
  wait_until (is_first_counted, fixture);
  settle ();

  visible = acme_table_list_visible (fixture->table);
  g_assert_cmpuint (visible->len, <, 30);
  g_assert_cmpuint (count_requests (fixture), ==, 2 * visible->len);
  g_assert_cmpuint (acme_demo_server_get_max_in_flight (acme_demo_get_server (fixture->demo)), <=, 4);

  /* nothing is asked for twice, found or not */
  acme_keyed_list_touch (fixture->list, NULL);
  settle ();
  g_assert_cmpuint (count_requests (fixture), ==, 2 * visible->len);
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  AcmeItem *first = acme_keyed_list_lookup (fixture->list, "public/126");
  guint before;

  fixture->counts = acme_account_counts_new (fixture->session, fixture->list, fixture->table);
  wait_until (is_visible_asked, fixture);
  wait_until (is_first_counted, fixture);
  before = count_requests (fixture);

  acme_item_set_number (first, ACME_ACCOUNT_CLIENTS, ACME_NUMBER_NONE);
  acme_account_counts_forget (fixture->counts, ACME_ACCOUNT (first));
  wait_until (is_first_counted, fixture);
  g_assert_cmpuint (count_requests (fixture), ==, before + 2);
}

static void
test_dispose (Fixture       *fixture,
              gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .path = ACCOUNT, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  fixture->counts = acme_account_counts_new (fixture->session, fixture->list, fixture->table);
  settle (); /* and tear_down() waits until nothing holds it any more */
}

#define ADD(name, function) g_test_add ("/account-counts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("visible-only", test_visible_only);
  ADD ("forget", test_forget);
  ADD ("dispose", test_dispose);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-certificates-window.h"

#include "acme-account.h"
#include "acme-certificate.h"
#include "clients-fixture.h"
#include "find-widget.h"

typedef struct
{
  AcmeDemo *demo;
  AcmeCertificatesWindow *window;
  GListModel *items;
} Fixture;

static void
open_window (Fixture *fixture,
             gint64   organization_id)
{
  AcmeConnection *connection = acme_demo_get_connection (fixture->demo);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));

  fixture->window = acme_certificates_window_new (session, connection, organization_id, "R&D › <IT>");
  fixture->items = G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (fixture->window)));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
}

static void
close_window (Fixture *fixture)
{
  AcmeCertificatesWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  g_clear_object (&fixture->demo);
}

static gboolean
is_loaded (gpointer data)
{
  return !acme_list_dialog_is_loading (ACME_LIST_DIALOG (((Fixture *) data)->window));
}

static void
test_new_destroy (Fixture       *fixture,
                  gconstpointer  data)
{
  open_window (fixture, 1);
  g_assert_false (is_loaded (fixture));
  close_window (fixture);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = load_demo_account (fixture->demo, ACME_ACCOUNT_KIND_PUBLIC, 2);
  gint64 id = acme_item_get_number (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION_ID);
  g_autofree char *count = NULL;
  guint n_all;

  open_window (fixture, 0);
  wait_until (is_loaded, fixture);
  n_all = g_list_model_get_n_items (fixture->items);
  g_assert_cmpuint (n_all, >, 1);
  close_window (fixture);

  open_window (fixture, id);
  g_assert_cmpint (acme_certificates_window_get_organization_id (fixture->window), ==, id);
  wait_until (is_loaded, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), <, n_all);
  count = g_strdup_printf ("%u certificate", g_list_model_get_n_items (fixture->items));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), count));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "R&D › <IT>"));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  AcmeTable *table;
  g_autoptr(AcmeItem) item = NULL;

  open_window (fixture, 0);
  wait_until (is_loaded, fixture);
  item = g_list_model_get_item (fixture->items, 0);
  table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  acme_table_select_item (table, item);
  settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-serial-number", NULL));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "Serial number copied"));
}

static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET", .path = "/api/ssl/", .status = 403,
                          .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  open_window (fixture, 0);
  wait_until (is_loaded, fixture);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "the right to see SSL certificates"));

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  acme_list_dialog_refresh (ACME_LIST_DIALOG (fixture->window));
  wait_until (is_loaded, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->items), >, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/certificates-window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new-destroy", test_new_destroy);
  ADD ("list", test_list);
  ADD ("copy", test_copy);
  ADD ("error", test_error);
#undef ADD

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-deactivate-clients.h"

#include "acme-outcome.h"
#include "acme-progress-dialog.h"
#include "clients-fixture.h"
#include "find-widget.h"

typedef struct
{
  AcmeDemo *demo;
  AcmeScmSession *session;
  AcmeAccount *account;
  GPtrArray *clients; /* two that can be deactivated */
  GtkWindow *parent;

  gboolean done;
  GPtrArray *outcomes; /* (nullable) */
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  kind)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->session = acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (fixture->demo)));
  fixture->account = load_demo_account (fixture->demo, kind, 2);
  all = load_demo_clients (fixture->demo, fixture->account);
  fixture->clients = pick_active (all, 2);
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->parent, gtk_button_new ());
  gtk_window_present (fixture->parent);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  kind)
{
  g_clear_pointer (&fixture->parent, gtk_window_destroy);
  settle ();
  g_assert_null (find_window (GTK_TYPE_WINDOW));
  g_clear_pointer (&fixture->outcomes, g_ptr_array_unref);
  g_clear_pointer (&fixture->clients, g_ptr_array_unref);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->account);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->demo);
}

static void
deactivated_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_false (fixture->done);
  fixture->outcomes = acme_deactivate_clients_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
start (Fixture *fixture)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();

  for (guint i = 0; i < fixture->clients->len; i++)
    g_ptr_array_add (accounts, fixture->account);
  acme_deactivate_clients_async (fixture->parent, fixture->session, accounts, fixture->clients, deactivated_cb,
                                 fixture);
}

static const char *
get_outcome (Fixture *fixture,
             guint    index)
{
  return acme_item_get_string (fixture->outcomes->pdata[index], ACME_OUTCOME_OUTCOME);
}

static gboolean
is_active_there (Fixture *fixture,
                 guint    index)
{
  g_autoptr(GPtrArray) all = load_demo_clients (fixture->demo, fixture->account);

  for (guint i = 0; i < all->len; i++)
    {
      if (g_str_equal (acme_item_get_key (all->pdata[i]), acme_item_get_key (fixture->clients->pdata[index])))
        return acme_client_is_active (all->pdata[i]);
    }
  g_assert_not_reached ();
}

static void
assert_question (const char *text)
{
  g_assert_nonnull (find_label (GTK_WIDGET (find_window (ADW_TYPE_MESSAGE_DIALOG)), text));
}

static void
test_several (Fixture       *fixture,
              gconstpointer  kind)
{
  AcmeItem *first = fixture->clients->pdata[0];
  g_autofree char *name = g_strdup_printf ("%s · %s", acme_item_get_text (first, ACME_CLIENT_CLIENT),
                                           acme_item_get_text (first, ACME_CLIENT_IP_ADDRESS));

  start (fixture);
  assert_question ("Deactivate 2 Clients?");
  assert_question (name);
  assert_question ("cannot be undone");
  answer_question ("_Deactivate");
  wait_until (is_done, fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->outcomes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (get_outcome (fixture, i), ==, ACME_OUTCOME_DEACTIVATED);
      g_assert_true (acme_outcome_get_subject (fixture->outcomes->pdata[i]) == fixture->clients->pdata[i]);
      g_assert_false (is_active_there (fixture, i));
    }
  g_assert_cmpstr (acme_item_get_string (fixture->outcomes->pdata[0], ACME_OUTCOME_NAME), ==, name);
  g_assert_true (gtk_widget_is_sensitive (gtk_window_get_child (fixture->parent)));
}

static void
test_one_fails (Fixture       *fixture,
                gconstpointer  kind)
{
  guint failed;

  add_client_fault (fixture->demo, fixture->account, ACME_DEMO_FAULT_STATUS, 0, 1);
  start (fixture);
  answer_question ("_Deactivate");
  wait_until (is_done, fixture);

  g_assert_cmpuint (fixture->outcomes->len, ==, 2);
  failed = g_str_equal (get_outcome (fixture, 0), ACME_OUTCOME_FAILED) ? 0 : 1;
  g_assert_cmpstr (get_outcome (fixture, failed), ==, ACME_OUTCOME_FAILED);
  g_assert_cmpstr (acme_item_get_text (fixture->outcomes->pdata[failed], ACME_OUTCOME_MESSAGE), !=, "");
  g_assert_true (is_active_there (fixture, failed));
  g_assert_cmpstr (get_outcome (fixture, 1 - failed), ==, ACME_OUTCOME_DEACTIVATED);
  g_assert_false (is_active_there (fixture, 1 - failed));
}

static void
assert_nothing_sent (Fixture *fixture)
{
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "PUT", "/api/acme/"), ==, 0);
}

static void
test_not_confirmed (Fixture       *fixture,
                    gconstpointer  kind)
{
  g_ptr_array_set_size (fixture->clients, 1);
  start (fixture);
  assert_question ("Deactivate This Client?");
  answer_question ("_Cancel");
  wait_until (is_done, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->outcomes);
  assert_nothing_sent (fixture);
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  kind)
{
  start (fixture);
  g_clear_pointer (&fixture->parent, gtk_window_destroy);
  wait_until (is_done, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_sent (fixture);
}

/* The list may change while somebody thinks about it. */
static void
test_keeps_to_its_clients (Fixture       *fixture,
                           gconstpointer  kind)
{
  AcmeClient *first = g_object_ref (fixture->clients->pdata[0]);

  start (fixture);
  g_ptr_array_remove_index (fixture->clients, 0);
  answer_question ("_Deactivate");
  wait_until (is_done, fixture);
  g_assert_cmpuint (fixture->outcomes->len, ==, 2);
  g_assert_true (acme_outcome_get_subject (fixture->outcomes->pdata[0]) == ACME_ITEM (first));
  g_object_unref (first);
}

/* Two that look alike, and one that tells nothing of itself */
static void
test_names (Fixture       *fixture,
            gconstpointer  kind)
{
  static const char *const ids[] = { "twin-1==", "twin-2==", "silent" };

  g_ptr_array_set_size (fixture->clients, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      AcmeItem *client = ACME_ITEM (acme_client_new (ids[i]));

      if (i < 2)
        {
          acme_item_set_string (client, ACME_CLIENT_USER_AGENT, "CertbotACMEClient/2.1.0 (certbot; Debian)");
          acme_item_set_string (client, ACME_CLIENT_IP_ADDRESS, "192.0.2.7");
        }
      g_ptr_array_add (fixture->clients, client);
    }
  start (fixture);
  assert_question ("Certbot 2.1 · 192.0.2.7 · twin-1==\nCertbot 2.1 · 192.0.2.7 · twin-2==\nsilent\n");
  answer_question ("_Cancel");
  wait_until (is_done, fixture);
}

static void
test_of_several_accounts (Fixture       *fixture,
                          gconstpointer  kind)
{
  g_autoptr(AcmeAccount) other = acme_account_new (kind, 4711);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();
  g_autofree char *name = g_strdup_printf (" · %s\n", acme_item_get_text (ACME_ITEM (fixture->account),
                                                                        ACME_ACCOUNT_NAME));

  acme_item_set_string (ACME_ITEM (other), ACME_ACCOUNT_NAME, "The other");
  g_ptr_array_add (accounts, fixture->account);
  g_ptr_array_add (accounts, other);
  acme_deactivate_clients_async (fixture->parent, fixture->session, accounts, fixture->clients, deactivated_cb,
                                 fixture);
  assert_question (name);
  assert_question (" · The other\n");
  answer_question ("_Cancel");
  wait_until (is_done, fixture);
}

static gboolean
has_progress (gpointer data)
{
  return find_window (ACME_TYPE_PROGRESS_DIALOG) != NULL;
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  kind)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_LATENCY, .method = "PUT", .delay_ms = 1500, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  start (fixture);
  answer_question ("_Deactivate");
  wait_until (has_progress, NULL);
  g_assert_false (gtk_widget_is_sensitive (gtk_window_get_child (fixture->parent)));
  g_assert_cmpstr (gtk_window_get_title (find_window (ACME_TYPE_PROGRESS_DIALOG)), ==, "Deactivating Clients");
  wait_until (is_done, fixture);
  g_assert_cmpstr (get_outcome (fixture, 1), ==, ACME_OUTCOME_DEACTIVATED);
  g_assert_true (gtk_widget_is_sensitive (gtk_window_get_child (fixture->parent)));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, kind, function) g_test_add ("/deactivate-clients/" name, Fixture, kind, set_up, function, tear_down)
  ADD ("several/public", ACME_ACCOUNT_KIND_PUBLIC, test_several);
  ADD ("several/universal", ACME_ACCOUNT_KIND_UNIVERSAL, test_several);
  ADD ("one-fails", ACME_ACCOUNT_KIND_UNIVERSAL, test_one_fails);
  ADD ("not-confirmed", ACME_ACCOUNT_KIND_PUBLIC, test_not_confirmed);
  ADD ("parent-closed", ACME_ACCOUNT_KIND_PUBLIC, test_parent_closed);
  ADD ("keeps-to-its-clients", ACME_ACCOUNT_KIND_PUBLIC, test_keeps_to_its_clients);
  ADD ("names", ACME_ACCOUNT_KIND_PUBLIC, test_names);
  ADD ("of-several-accounts", ACME_ACCOUNT_KIND_PUBLIC, test_of_several_accounts);
  ADD ("progress", ACME_ACCOUNT_KIND_PUBLIC, test_progress);
#undef ADD

  return g_test_run ();
}

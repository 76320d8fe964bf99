/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-delete-accounts.h"

#include <adwaita.h>

#include "acme-account.h"
#include "acme-outcome.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define ACCOUNTS "/api/acme/v2/account"

typedef struct
{
  AcmeDemo *demo;
  AcmeScmSession *session;
  GtkWindow *parent;
  GPtrArray *accounts;

  gboolean ended;
  GPtrArray *outcomes;
  GError *error;
} Fixture;

static void
add_account (Fixture    *fixture,
             gint64      id,
             const char *name)
{
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, id);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
  g_ptr_array_add (fixture->accounts, account);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  AcmeConnection *connection;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, NULL);
  connection = acme_demo_get_connection (fixture->demo);
  fixture->session = acme_scm_session_new (acme_connection_get_config (connection));
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->parent, gtk_button_new ());
  gtk_window_present (fixture->parent);
  fixture->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  add_account (fixture, 126, "one & <two>");
  add_account (fixture, 127, "three");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->parent);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_clear_pointer (&fixture->outcomes, g_ptr_array_unref);
  g_clear_pointer (&fixture->accounts, g_ptr_array_unref);
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->session);
  g_clear_object (&fixture->demo);
}

static void
end_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->outcomes = acme_delete_accounts_finish (result, &fixture->error);
  fixture->ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *) data)->ended;
}

static gboolean
is_asked (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* (transfer none) */
static AdwMessageDialog *
begin (Fixture *fixture)
{
  acme_delete_accounts_async (fixture->parent, fixture->session, fixture->accounts, end_cb, fixture);
  wait_until (is_asked, fixture);
  return ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static guint
count_deletions (Fixture *fixture)
{
  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "DELETE", ACCOUNTS);
}

static gboolean
is_button_of (GtkWidget *button)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "_Delete") == 0;
}

static void
answer (Fixture          *fixture,
        AdwMessageDialog *dialog,
        gboolean          yes)
{
  if (yes)
    g_signal_emit_by_name (find_widget (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, is_button_of), "clicked");
  else
    gtk_window_close (GTK_WINDOW (dialog));
  wait_until (has_ended, fixture);
}

static const char *
get_word (Fixture *fixture,
          guint    position)
{
  return acme_item_get_string (fixture->outcomes->pdata[position], ACME_OUTCOME_OUTCOME);
}

static void
test_yes (Fixture       *fixture,
          gconstpointer  data)
{
  AdwMessageDialog *dialog = begin (fixture);

  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Delete 2 Accounts?");
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "one & <two>\nthree\n"));
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "This cannot be undone."));
  g_assert_cmpuint (count_deletions (fixture), ==, 0);

  answer (fixture, dialog, TRUE);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->outcomes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (get_word (fixture, i), ==, ACME_OUTCOME_DELETED);
      g_assert_true (acme_outcome_get_subject (fixture->outcomes->pdata[i]) == fixture->accounts->pdata[i]);
    }
  g_assert_cmpuint (count_deletions (fixture), ==, 2);
}

static void
test_no (Fixture       *fixture,
         gconstpointer  data)
{
  answer (fixture, begin (fixture), FALSE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->outcomes);
  g_assert_cmpuint (count_deletions (fixture), ==, 0);
  g_assert_true (gtk_widget_is_sensitive (gtk_window_get_child (fixture->parent)));
}

static void
test_one_is_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  delete_demo_account (fixture->demo, fixture->accounts->pdata[0]);
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));

  answer (fixture, begin (fixture), TRUE);
  g_assert_cmpstr (get_word (fixture, 0), ==, ACME_OUTCOME_FAILED);
  g_assert_cmpstr (get_word (fixture, 1), ==, ACME_OUTCOME_DELETED);
  g_assert_cmpuint (count_deletions (fixture), ==, 2);
}

/* What cannot be counted is said, and asked for all the same. */
static void
test_uncounted (Fixture       *fixture,
                gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .method = "GET", .path = ACCOUNTS, .status = 500,
                          .retry_after = -1 };
  AdwMessageDialog *dialog;

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  dialog = begin (fixture);
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "The clients of 2 accounts could not be counted."));
  answer (fixture, dialog, FALSE);
}

#define ADD(name, function) g_test_add ("/delete-accounts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("yes", test_yes);
  ADD ("no", test_no);
  ADD ("one-is-gone", test_one_is_gone);
  ADD ("uncounted", test_uncounted);

  return g_test_run ();
}

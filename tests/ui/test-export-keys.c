/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-export-keys.h"

#include <string.h>

#include "acme-account.h"
#include "acme-demo.h"
#include "acme-error.h"
#include "acme-outcome.h"
#include "find-widget.h"

#define ACCOUNTS "/api/acme/v2/account"

typedef struct
{
  AcmeDemo *demo;
  AcmeScmSession *session;
  GPtrArray *accounts;
  GCancellable *cancellable;

  GAsyncResult *result;
  guint n_done;
  GPtrArray *missing;
  GError *error;
} Fixture;

static void
add_account (Fixture    *fixture,
             gint64      id,
             const char *name)
{
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, id);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
  acme_item_set_number (ACME_ITEM (account), ACME_ACCOUNT_ENDPOINT, 737);
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION, "as listed");
  g_ptr_array_add (fixture->accounts, account);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, NULL);
  fixture->session = acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (fixture->demo)));
  fixture->cancellable = g_cancellable_new ();
  fixture->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  add_account (fixture, 126, "one");
  add_account (fixture, 127, "two");
  add_account (fixture, 128, "three");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->missing, g_ptr_array_unref);
  g_clear_pointer (&fixture->accounts, g_ptr_array_unref);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->cancellable);
  settle ();
  g_assert_finalize_object (fixture->session);
  g_clear_object (&fixture->demo);
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (n_done, ==, ++fixture->n_done);
}

static void
end_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *) data)->result != NULL;
}

static void
start (Fixture *fixture)
{
  acme_export_keys_async (fixture->session, fixture->accounts, progress_cb, fixture, fixture->cancellable, end_cb,
                          fixture);
}

static GListModel *
finish (Fixture *fixture)
{
  wait_until (has_ended, fixture);
  return acme_export_keys_finish (fixture->session, fixture->result, &fixture->missing, &fixture->error);
}

static void
assert_copy (Fixture    *fixture,
             GListModel *copies,
             guint       position,
             gboolean    with_key)
{
  AcmeItem *account = fixture->accounts->pdata[position];
  g_autoptr(AcmeItem) copy = g_list_model_get_item (copies, position);

  g_assert_true (copy != account);
  g_assert_null (acme_item_get_string (account, ACME_ACCOUNT_HMAC_KEY));
  g_assert_cmpstr (acme_item_get_key (copy), ==, acme_item_get_key (account));
  g_assert_cmpstr (acme_item_get_string (copy, ACME_ACCOUNT_NAME), ==,
                   acme_item_get_string (account, ACME_ACCOUNT_NAME));
  g_assert_cmpstr (acme_item_get_string (copy, ACME_ACCOUNT_ORGANIZATION), ==, "as listed");
  g_assert_cmpint (acme_item_get_number (copy, ACME_ACCOUNT_ENDPOINT), ==, 737);
  g_assert_true ((acme_item_get_string (copy, ACME_ACCOUNT_HMAC_KEY) != NULL) == with_key);
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GListModel) copies = NULL;

  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
  start (fixture);
  copies = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (copies), ==, 3);
  for (guint i = 0; i < 3; i++)
    assert_copy (fixture, copies, i, TRUE);
  g_assert_cmpuint (fixture->missing->len, ==, 0);
  g_assert_cmpuint (fixture->n_done, ==, 3);
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET", "/api"), ==, 3);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GListModel) copies = NULL;

  add_account (fixture, 99999, "gone");
  add_account (fixture, ACME_NUMBER_NONE, "nameless");
  start (fixture);
  copies = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_list_model_get_n_items (copies), ==, 5);
  assert_copy (fixture, copies, 0, TRUE);
  assert_copy (fixture, copies, 3, FALSE);
  assert_copy (fixture, copies, 4, FALSE);
  g_assert_cmpuint (fixture->missing->len, ==, 2);
  g_assert_cmpstr (acme_item_get_text (fixture->missing->pdata[0], ACME_OUTCOME_MESSAGE), ==,
                   "SCM did not tell the id of this account.");
  g_assert_cmpstr (acme_item_get_text (fixture->missing->pdata[1], ACME_OUTCOME_NAME), ==, "gone");
  g_assert_error (acme_outcome_get_error (fixture->missing->pdata[1]), ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

static void
test_connection_lost (Fixture       *fixture,
                      gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .path = ACCOUNTS, .status = 401, .retry_after = -1 };

  for (guint i = 0; i < 20; i++)
    add_account (fixture, 200 + i, "more");
  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  start (fixture);
  g_assert_null (finish (fixture));
  g_assert_error (fixture->error, ACME_ERROR, ACME_ERROR_AUTH);
  g_assert_null (fixture->missing);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .path = ACCOUNTS, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  start (fixture);
  settle ();
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish (fixture));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add ("/export-keys/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("all", test_all);
  ADD ("missing", test_missing);
  ADD ("connection-lost", test_connection_lost);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}

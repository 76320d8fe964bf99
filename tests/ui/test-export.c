/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-export.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "acme-account.h"
#include "acme-export-options.h"
#include "acme-scm-accounts.h"
#include "choose-fixture.h"
#include "dialog-fixture.h"
#include "find-widget.h"
#include "save-as-fixture.h"

#define ACCOUNTS "/api/acme/v2/account"

typedef struct
{
  SaveAs save;
  AcmeDemo *demo;
  AcmeScmSession *session;
  GPtrArray *accounts;
  GPtrArray *selected;
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
  save_as_set_up (&fixture->save, acme_export_accounts_finish);
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, NULL);
  fixture->session = acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (fixture->demo)));
  fixture->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->selected = g_ptr_array_new ();
  add_account (fixture, 126, "web & <mail>");
  add_account (fixture, 127, "=1+1");
  g_ptr_array_add (fixture->selected, fixture->accounts->pdata[1]);
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *csv = save_as_dup_path (&fixture->save, "accounts.csv");
  g_autofree char *json = save_as_dup_path (&fixture->save, "accounts.json");

  g_unlink (csv);
  g_unlink (json);
  save_as_tear_down (&fixture->save);
  g_clear_pointer (&fixture->selected, g_ptr_array_unref);
  g_clear_pointer (&fixture->accounts, g_ptr_array_unref);
  g_assert_finalize_object (fixture->session);
  g_clear_object (&fixture->demo);
}

/* ---- What a person does ---- */

/* (transfer none) */
static AcmeExportOptions *
begin (Fixture *fixture)
{
  AdwMessageDialog *dialog;

  acme_export_accounts_async (fixture->save.parent, fixture->session, fixture->accounts, fixture->selected,
                              save_as_end_cb, fixture);
  dialog = wait_question ("Export Accounts");
  return ACME_EXPORT_OPTIONS (adw_message_dialog_get_extra_child (dialog));
}

static void
include_keys (AcmeExportOptions *options)
{
  gtk_switch_set_active (GTK_SWITCH (find_widget (GTK_WIDGET (options), GTK_TYPE_SWITCH, NULL)), TRUE);
}

static void
choose_row (AcmeExportOptions *options,
            gboolean         (*is_row) (GtkWidget *widget),
            guint              position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (GTK_WIDGET (options), ADW_TYPE_COMBO_ROW, is_row)), position);
}

static gboolean
is_about_format (GtkWidget *row)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Format") == 0;
}

static gboolean
is_about_accounts (GtkWidget *row)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Accounts") == 0;
}

static guint
get_mode (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = save_as_dup_path (&fixture->save, name);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
get_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  *(AcmeAccount **) user_data = acme_scm_get_account_finish (ACME_SCM_SESSION (source), result, NULL);
}

static gboolean
is_there (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* (transfer full): the key of an account, as SCM tells it */
static char *
dup_key (Fixture *fixture,
         gint64   id)
{
  g_autoptr(AcmeAccount) account = NULL;

  acme_scm_get_account_key_async (fixture->session, ACME_ACCOUNT_KIND_PUBLIC, id, NULL, get_cb, &account);
  wait_until (is_there, &account);
  return g_strdup (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY));
}

/* ---- The tests ---- */

static void
test_without_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  mode_t mask = umask (022);

  begin (fixture);
  answer_question ("_Export…");
  choose_in_folder (fixture->save.folder, "accounts.csv");
  save_as_end (&fixture->save);
  umask (mask);
  g_assert_no_error (fixture->save.error);
  g_assert_cmpstr (fixture->save.message, ==, "2 accounts exported to “accounts.csv”");
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET", "/api"), ==, 0);
  g_assert_cmpuint (get_mode (fixture, "accounts.csv"), ==, 0644);

  key = dup_key (fixture, 126);
  text = save_as_read (&fixture->save, "accounts.csv");
  g_assert_true (g_str_has_prefix (text, "kind,id,name,endpoint,acmeServer,organizationId,"));
  g_assert_nonnull (strstr (text, "public,126,web & <mail>,"));
  g_assert_nonnull (strstr (text, "public,127,'=1+1,"));
  g_assert_null (strstr (text, "hmacKey"));
  g_assert_null (strstr (text, key));
}

/* In the hands of nobody else from the first moment on, also where there was a file before. */
static void
test_with_keys (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = save_as_dup_path (&fixture->save, "accounts.json");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;
  AcmeExportOptions *options = begin (fixture);
  mode_t mask = umask (0);

  choose_row (options, is_about_format, 1);
  include_keys (options);
  answer_question ("_Export…");
  choose_in_folder (fixture->save.folder, "accounts.json");
  save_as_end (&fixture->save);
  umask (mask);
  g_assert_no_error (fixture->save.error);
  g_assert_cmpuint (get_mode (fixture, "accounts.json"), ==, 0600);

  first = dup_key (fixture, 126);
  second = dup_key (fixture, 127);
  text = save_as_read (&fixture->save, "accounts.json");
  g_assert_nonnull (strstr (text, "\"hmacKey\""));
  g_assert_nonnull (strstr (text, first));
  g_assert_nonnull (strstr (text, second));
  g_assert_null (acme_item_get_string (fixture->accounts->pdata[0], ACME_ACCOUNT_HMAC_KEY));
}

static void
test_selected (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *text = NULL;

  choose_row (begin (fixture), is_about_accounts, 1);
  answer_question ("_Export…");
  choose_in_folder (fixture->save.folder, "accounts.csv");
  save_as_end (&fixture->save);
  g_assert_cmpstr (fixture->save.message, ==, "1 account exported to “accounts.csv”");
  text = save_as_read (&fixture->save, "accounts.csv");
  g_assert_null (strstr (text, "public,126,"));
  g_assert_nonnull (strstr (text, "public,127,"));
}

static void
test_not_wanted (Fixture       *fixture,
                 gconstpointer  data)
{
  begin (fixture);
  gtk_window_close (find_window (ADW_TYPE_MESSAGE_DIALOG));
  save_as_assert_cancelled (&fixture->save);
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  begin (fixture);
  answer_question ("_Export…");
  choose_no_file ();
  save_as_assert_cancelled (&fixture->save);
}

/* Nothing is written before the person has said that it may be. */
static void
test_missing_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = save_as_dup_path (&fixture->save, "accounts.csv");
  g_autofree char *text = NULL;
  AdwMessageDialog *dialog;

  add_account (fixture, 99999, "gone");
  include_keys (begin (fixture));
  answer_question ("_Export…");
  choose_in_folder (fixture->save.folder, "accounts.csv");
  dialog = wait_question ("The Key of 1 Account Could Not Be Read");
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "gone: "));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  answer_question ("_Export Anyway");
  save_as_end (&fixture->save);
  g_assert_cmpstr (fixture->save.message, ==, "3 accounts exported to “accounts.csv”");
  g_assert_cmpuint (get_mode (fixture, "accounts.csv"), ==, 0600);
  text = save_as_read (&fixture->save, "accounts.csv");
  g_assert_nonnull (strstr (text, "public,99999,gone,"));
}

static void
test_fails_and_is_tried_again (Fixture       *fixture,
                               gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STATUS, .path = ACCOUNTS, .status = 401, .retry_after = -1 };

  for (guint i = 0; i < 10; i++)
    add_account (fixture, 128 + i, "more");
  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  include_keys (begin (fixture));
  answer_question ("_Export…");
  choose_in_folder (fixture->save.folder, "accounts.csv");
  wait_question ("Accounts Could Not Be Exported");

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  answer_question ("_Try Again");
  choose_in_folder (fixture->save.folder, "accounts.csv");
  save_as_end (&fixture->save);
  g_assert_no_error (fixture->save.error);
  g_assert_cmpuint (get_mode (fixture, "accounts.csv"), ==, 0600);
}

static gboolean
is_reading (gpointer data)
{
  Fixture *fixture = data;

  return acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET", ACCOUNTS) > 0;
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .path = ACCOUNTS, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  include_keys (begin (fixture));
  answer_question ("_Export…");
  choose_in_folder (fixture->save.folder, "accounts.csv");
  wait_until (is_reading, fixture);
  save_as_close_parent (&fixture->save);
}

#define ADD(name, function) g_test_add ("/export/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* a portal would show its own dialog */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("without-keys", test_without_keys);
  ADD ("with-keys", test_with_keys);
  ADD ("selected", test_selected);
  ADD ("not-wanted", test_not_wanted);
  ADD ("no-file", test_no_file);
  ADD ("missing-keys", test_missing_keys);
  ADD ("fails-and-is-tried-again", test_fails_and_is_tried_again);
  ADD ("parent-closed", test_parent_closed);

  return g_test_run ();
}

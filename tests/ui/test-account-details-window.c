/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-details-window.h"

#include "acme-account-domain-row.h"
#include "acme-clipboard.h"
#include "acme-error-bar.h"
#include "acme-refresh-button.h"
#include "acme-scm-account-writes.h"
#include "acme-scm-accounts.h"
#include "acme-status-view.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define PUBLIC_ID 126
#define PUBLIC_PATH "/api/acme/v2/account/126"
#define UNIVERSAL_ID 82
#define WITHOUT_EAB_ID 81

typedef struct
{
  AcmeDemo *demo;
  AcmeScmSession *session;
  AcmeAccount *account; /* the one of a list */
  AcmeAccountDetailsWindow *window;
  guint n_edit, n_clients, n_changed;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->session = acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (fixture->demo)));
}

static void
close_window (Fixture *fixture)
{
  AcmeAccountDetailsWindow *window = g_object_ref (fixture->window);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  wait_finalized (window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->demo);
  settle ();
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
open_window (Fixture    *fixture,
             const char *kind,
             gint64      id)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();

  fixture->account = acme_account_new (kind, id);
  acme_item_set_string (ACME_ITEM (fixture->account), ACME_ACCOUNT_NAME, "as in the list");
  fixture->window = g_object_new (ACME_TYPE_ACCOUNT_DETAILS_WINDOW,
                                  "session", fixture->session,
                                  "connection", acme_demo_get_connection (fixture->demo),
                                  "endpoint", endpoint,
                                  "account", fixture->account,
                                  NULL);
  g_signal_connect_swapped (fixture->window, "edit", G_CALLBACK (count_cb), &fixture->n_edit);
  g_signal_connect_swapped (fixture->window, "clients", G_CALLBACK (count_cb), &fixture->n_clients);
  g_signal_connect_swapped (fixture->window, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static GtkWidget *
get_widget (Fixture *fixture)
{
  return GTK_WIDGET (fixture->window);
}

static gboolean
is_loaded (gpointer data)
{
  GtkWidget *button = find_widget (get_widget (data), ACME_TYPE_REFRESH_BUTTON, NULL);

  return !acme_refresh_button_get_loading (ACME_REFRESH_BUTTON (button));
}

static void
open_loaded (Fixture    *fixture,
             const char *kind,
             gint64      id)
{
  open_window (fixture, kind, id);
  wait_until (is_loaded, fixture);
}

static gboolean
is_shown (Fixture    *fixture,
          const char *text)
{
  GtkWidget *label = find_label (get_widget (fixture), text);

  return label != NULL && gtk_widget_get_child_visible (label) && gtk_widget_is_visible (label);
}

/* Whether the account is in the middle of the window, and not why it is not. */
static gboolean
shows_account (Fixture *fixture)
{
  GtkWidget *status = find_widget (get_widget (fixture), ACME_TYPE_STATUS_VIEW, NULL);
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (status, GTK_TYPE_STACK));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), "account");
}

static AcmeStatus
get_status (Fixture *fixture)
{
  g_assert_false (shows_account (fixture));
  return acme_status_view_get_status (
    ACME_STATUS_VIEW (find_widget (get_widget (fixture), ACME_TYPE_STATUS_VIEW, NULL)));
}

static void
activate (Fixture    *fixture,
          const char *action_name)
{
  g_assert_true (gtk_widget_activate_action (get_widget (fixture), action_name, NULL));
}

static char *
load_hmac_key (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AcmeAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_get_account_async (fixture->session, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  account = acme_scm_get_account_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return g_strdup (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY));
}

static gboolean
accept_visible (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget);
}

/* Of the only secret. */
static GtkToggleButton *
find_reveal (Fixture *fixture)
{
  return GTK_TOGGLE_BUTTON (find_widget (get_widget (fixture), GTK_TYPE_TOGGLE_BUTTON, accept_visible));
}

/* As another administrator does meanwhile. */
static void
delete_account (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_delete_account_async (fixture->session, fixture->account, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  acme_scm_delete_account_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
add_fault (Fixture           *fixture,
           AcmeDemoFaultKind  kind,
           const char        *path)
{
  AcmeDemoFault fault = { .kind = kind, .path = path, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
}

static void
clear_faults (Fixture *fixture)
{
  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
}

static void
test_public (Fixture       *fixture,
             gconstpointer  data)
{
  AcmeAccount *account;

  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  g_assert_true (shows_account (fixture));
  g_assert_true (is_shown (fixture, "web-prod"));
  g_assert_true (is_shown (fixture, "https://acme.example.org/v2/DV?a=1&b=2"));
  g_assert_true (is_shown (fixture, "Northern University › IT Services"));
  g_assert_true (is_shown (fixture, "9 Domains"));
  g_assert_true (is_shown (fixture, "Expired 40 days ago"));
  g_assert_true (is_shown (fixture, "Expires in 30 days"));

  /* what others get of it is about the same account, complete but for the key */
  account = acme_account_details_window_get_account (fixture->window);
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (account)), ==, acme_item_get_key (ACME_ITEM (fixture->account)));
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_NAME), ==, "web-prod");
  g_assert_nonnull (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_KEY_ID));
  g_assert_null (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY));
}

static void
test_universal (Fixture       *fixture,
                gconstpointer  data)
{
  open_loaded (fixture, ACME_ACCOUNT_KIND_UNIVERSAL, UNIVERSAL_ID);
  g_assert_true (shows_account (fixture));
  g_assert_true (is_shown (fixture, "build farm"));
  g_assert_true (is_shown (fixture, "••••••••••••"));
  g_assert_true (is_shown (fixture, "cannot be changed through SCM’s interface"));
  g_assert_false (is_shown (fixture, "Domains"));
  g_assert_cmpuint (acme_demo_server_count_requests (acme_demo_get_server (fixture->demo), "GET",
                                                     "/api/acme/v2/account"), ==, 0);
}

static void
test_without_eab (Fixture       *fixture,
                  gconstpointer  data)
{
  open_loaded (fixture, ACME_ACCOUNT_KIND_UNIVERSAL, WITHOUT_EAB_ID);
  g_assert_true (is_shown (fixture, "Not available from SCM"));
  g_assert_false (is_shown (fixture, "•"));
  g_assert_false (is_shown (fixture, "Several clients may use this key."));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *secret = load_hmac_key (fixture);

  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  gtk_toggle_button_set_active (find_reveal (fixture), TRUE);
  g_assert_true (is_shown (fixture, secret));
  delete_account (fixture);
  acme_account_details_window_refresh (fixture->window);
  wait_until (is_loaded, fixture);
  g_assert_cmpint (get_status (fixture), ==, ACME_STATUS_MESSAGE);
  g_assert_true (is_shown (fixture, "Account Deleted"));
  g_assert_true (is_shown (fixture, "“web-prod”"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_null (find_widget (get_widget (fixture), ACME_TYPE_ACCOUNT_DOMAIN_ROW, NULL));
  assert_text_nowhere (get_widget (fixture), secret);
  g_assert_false (gtk_widget_is_visible (find_action (get_widget (fixture), "win.edit")));
  g_assert_nonnull (find_action (get_widget (fixture), "window.close"));

  add_fault (fixture, ACME_DEMO_FAULT_STATUS, PUBLIC_PATH); /* what was there is not shown again */
  activate (fixture, "win.refresh");
  wait_until (is_loaded, fixture);
  g_assert_cmpint (get_status (fixture), ==, ACME_STATUS_ERROR);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_gone_before (Fixture       *fixture,
                  gconstpointer  data)
{
  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, 99999);
  g_assert_true (is_shown (fixture, "“as in the list”"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  AcmeErrorBar *bar;

  add_fault (fixture, ACME_DEMO_FAULT_STATUS, PUBLIC_PATH);
  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  g_assert_cmpint (get_status (fixture), ==, ACME_STATUS_ERROR);
  g_assert_true (is_shown (fixture, "The Server Has a Problem"));

  clear_faults (fixture);
  activate (fixture, "win.refresh"); /* as its button does */
  wait_until (is_loaded, fixture);
  g_assert_true (shows_account (fixture));
  g_assert_true (is_shown (fixture, "9 Domains"));

  bar = ACME_ERROR_BAR (find_widget (get_widget (fixture), ACME_TYPE_ERROR_BAR, NULL));
  add_fault (fixture, ACME_DEMO_FAULT_STATUS, PUBLIC_PATH);
  activate (fixture, "win.refresh");
  wait_until (is_loaded, fixture);
  g_assert_true (shows_account (fixture)); /* what is there stays */
  g_assert_true (is_shown (fixture, "9 Domains"));
  g_assert_true (acme_error_bar_get_revealed (bar));

  clear_faults (fixture);
  activate (fixture, "win.refresh");
  wait_until (is_loaded, fixture);
  g_assert_false (acme_error_bar_get_revealed (bar));
}

static void
test_domains_error (Fixture       *fixture,
                    gconstpointer  data)
{
  add_fault (fixture, ACME_DEMO_FAULT_STATUS, PUBLIC_PATH "/domain");
  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  g_assert_true (shows_account (fixture)); /* the account can be used all the same */
  g_assert_true (is_shown (fixture, "The Server Has a Problem"));
  g_assert_null (find_widget (get_widget (fixture), ACME_TYPE_ACCOUNT_DOMAIN_ROW, NULL));

  clear_faults (fixture);
  activate (fixture, "win.refresh");
  wait_until (is_loaded, fixture);
  g_assert_false (is_shown (fixture, "The Server Has a Problem"));
  g_assert_nonnull (find_widget (get_widget (fixture), ACME_TYPE_ACCOUNT_DOMAIN_ROW, NULL));
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, PUBLIC_PATH);
  open_window (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  g_assert_cmpint (get_status (fixture), ==, ACME_STATUS_LOADING);
  activate (fixture, "win.stop");
  g_assert_true (is_loaded (fixture));
  g_assert_true (is_shown (fixture, "Loading Was Stopped"));

  clear_faults (fixture);
  activate (fixture, "win.refresh");
  wait_until (is_loaded, fixture);
  g_assert_true (shows_account (fixture));
}

/* An answer that is older than what made the refresh necessary is not waited for. */
static void
test_refresh_while_loading (Fixture       *fixture,
                            gconstpointer  data)
{
  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, PUBLIC_PATH);
  open_window (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  clear_faults (fixture);
  acme_account_details_window_refresh (fixture->window);
  wait_until (is_loaded, fixture);
  g_assert_true (shows_account (fixture));
  g_assert_true (is_shown (fixture, "9 Domains"));
}

static void
test_close_while_loading (Fixture       *fixture,
                          gconstpointer  data)
{
  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, PUBLIC_PATH);
  open_window (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  settle ();
  close_window (fixture);
}

/* It keeps to the account that it was opened for, whatever becomes of the item. */
static void
test_keeps_account (Fixture       *fixture,
                    gconstpointer  data)
{
  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  acme_item_set_number (ACME_ITEM (fixture->account), ACME_ACCOUNT_ID, PUBLIC_ID + 1);
  acme_account_details_window_refresh (fixture->window);
  wait_until (is_loaded, fixture);
  g_assert_true (is_shown (fixture, "web-prod"));
}

static void
test_actions (Fixture       *fixture,
              gconstpointer  data)
{
  open_window (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  g_assert_false (gtk_widget_is_sensitive (find_action (get_widget (fixture), "win.edit")));
  wait_until (is_loaded, fixture);
  g_signal_emit_by_name (find_action (get_widget (fixture), "win.edit"), "clicked");
  g_assert_cmpuint (fixture->n_edit, ==, 1);
  g_assert_cmpuint (fixture->n_clients, ==, 0);
  g_signal_emit_by_name (find_action (get_widget (fixture), "win.clients"), "clicked");
  g_assert_cmpuint (fixture->n_clients, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* While it is masked nothing tells the key, and once the window is closed nothing has it. */
static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *secret = load_hmac_key (fixture);
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());

  open_loaded (fixture, ACME_ACCOUNT_KIND_PUBLIC, PUBLIC_ID);
  assert_text_nowhere (get_widget (fixture), secret);
  gtk_toggle_button_set_active (find_reveal (fixture), TRUE);
  g_assert_true (is_shown (fixture, secret));

  gtk_widget_activate_action (GTK_WIDGET (find_reveal (fixture)), "value.copy", NULL);
  g_assert_true (is_shown (fixture, "HMAC Key copied"));
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  gtk_toggle_button_set_active (find_reveal (fixture), FALSE);
  assert_text_nowhere (get_widget (fixture), secret);

  close_window (fixture);
  g_assert_null (gdk_clipboard_get_content (clipboard));
}

static void
test_new_destroy (void)
{
  AcmeEndpoint *endpoint = create_endpoint ();
  g_autoptr(AcmeConnection) connection = acme_connection_new_oauth ("quiet", "Quiet", "http://127.0.0.1:9",
                                                                    "http://127.0.0.1:9/token", "client", "hidden");
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 7);
  g_autoptr(AcmeAccount) shown = NULL;
  AcmeAccountDetailsWindow *window;

  window = g_object_new (ACME_TYPE_ACCOUNT_DETAILS_WINDOW, "session", session, "connection", connection,
                         "endpoint", endpoint, "account", account, NULL);
  g_object_get (window, "account", &shown, NULL);
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (shown)), ==, acme_item_get_key (ACME_ITEM (account)));
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  g_assert_finalize_object (account);
  g_assert_finalize_object (endpoint);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* remembers what a screen reader would be told */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/account-details-window/new-destroy", test_new_destroy);
#define ADD(name, function) \
  g_test_add ("/account-details-window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("public", test_public);
  ADD ("universal", test_universal);
  ADD ("without-eab", test_without_eab);
  ADD ("gone", test_gone);
  ADD ("gone-before", test_gone_before);
  ADD ("error", test_error);
  ADD ("domains-error", test_domains_error);
  ADD ("stop", test_stop);
  ADD ("refresh-while-loading", test_refresh_while_loading);
  ADD ("close-while-loading", test_close_while_loading);
  ADD ("keeps-account", test_keeps_account);
  ADD ("actions", test_actions);
  ADD ("secret", test_secret);
#undef ADD
  return g_test_run ();
}

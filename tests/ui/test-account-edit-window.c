/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts of both kinds are edited on the demonstration server: only what differs is sent, and each of it once. */

#include "acme-account-edit-window.h"

#include "account-form-fixture.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define NAME "\"Quoted\" portal" /* of Northern University, with two domains */
#define OLD_DOMAINS "booking.northern.example static.northern.example"

static void
test_new_destroy (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  g_autoptr(AcmeConnection) connection = acme_connection_new_oauth ("quiet", "Quiet", "http://127.0.0.1:9",
                                                                    "http://127.0.0.1:9/token", "client", "hidden");
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);
  AcmeAccountEditWindow *window;

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "R&D <test>");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION, "A & <B>");
  window = g_object_ref (acme_account_edit_window_new (session, connection, endpoint, account));
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
  g_assert_finalize_object (account);
}

/* The editor is shown when the domains are there. */
static gboolean
is_loaded (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (get_editor (data)));
}

static void
public_set_up (FormFixture   *fixture,
               gconstpointer  data)
{
  form_set_up (fixture, data);
  open_edit (fixture, PUBLIC_ENDPOINT, NAME);
  wait_until (is_loaded, fixture);
}

static void
add_domains (FormFixture *fixture,
             const char  *text)
{
  acme_domains_editor_add_text (get_editor (fixture), text);
}

static const char *wanted_button;

static gboolean
has_wanted_tooltip (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), wanted_button) == 0;
}

/* The first of them. */
static void
remove_domain (FormFixture *fixture)
{
  GtkWidget *view = find_widget (GTK_WIDGET (get_editor (fixture)), GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *button;

  settle ();
  wanted_button = "edit-delete-symbolic";
  button = find_widget (view, GTK_TYPE_BUTTON, has_wanted_tooltip);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_sent (FormFixture *fixture,
             guint        renames,
             guint        additions,
             guint        removals)
{
  g_assert_cmpuint (form_count (fixture, "PUT", PUBLIC_PATH), ==, renames);
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, additions);
  g_assert_cmpuint (form_count (fixture, "DELETE", PUBLIC_PATH), ==, removals);
}

static void
assert_domains (FormFixture *fixture,
                const char  *expected)
{
  g_autofree char *domains = list_domains (fixture, acme_account_form_get_account (fixture->form));

  g_assert_cmpstr (domains, ==, expected);
}

static void
test_nothing_changed (FormFixture   *fixture,
                      gconstpointer  data)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (get_editor (fixture)), ADW_TYPE_ENTRY_ROW, NULL);

  g_assert_false (can_do (fixture, "form.apply"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_button (fixture, "form.apply")), ==, "Nothing has been changed.");
  type_name (fixture, NAME "  ");
  g_assert_false (can_do (fixture, "form.apply"));
  type_name (fixture, NAME "!");
  g_assert_true (can_do (fixture, "form.apply"));
  type_name (fixture, NAME);
  add_domains (fixture, "booking.northern.EXAMPLE.");
  g_assert_false (can_do (fixture, "form.apply")); /* it is there already */
  acme_domains_editor_set_original (get_editor (fixture), (const char *const[]) { "a.northern.example", NULL });

  gtk_editable_set_text (GTK_EDITABLE (entry), "b.northern.example");
  g_assert_true (can_do (fixture, "form.apply"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_false (can_do (fixture, "form.apply"));
}

static void
test_rename (FormFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(AcmeAccount) found = NULL;

  type_name (fixture, "other");
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 1, 0, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (acme_account_form_get_account (fixture->form)),
                                         ACME_ACCOUNT_NAME), ==, "other");
  found = find_account (fixture, "other");
  g_assert_nonnull (found);
}

static void
test_add_domains (FormFixture   *fixture,
                  gconstpointer  data)
{
  add_domains (fixture, "a.northern.example, b.northern.example");
  g_assert_true (shows (fixture, "2 domains to add"));
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 0, 1, 0);
  assert_domains (fixture, OLD_DOMAINS " a.northern.example b.northern.example");
}

static void
test_remove_domain (FormFixture   *fixture,
                    gconstpointer  data)
{
  remove_domain (fixture);
  g_assert_true (shows (fixture, "1 domain to remove"));
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 0, 0, 1);
  assert_domains (fixture, "static.northern.example");
}

static void
test_everything (FormFixture   *fixture,
                 gconstpointer  data)
{
  type_name (fixture, "other");
  remove_domain (fixture);
  add_domains (fixture, "a.northern.example");
  g_assert_true (shows (fixture, "1 domain to add, 1 domain to remove"));
  form_do (fixture, "form.apply");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->form), "Applying…"));
  wait_closed (fixture);
  assert_sent (fixture, 1, 1, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  assert_domains (fixture, "static.northern.example a.northern.example");
}

static void
test_refused_domain (FormFixture   *fixture,
                     gconstpointer  data)
{
  remove_domain (fixture);
  add_domains (fixture, "a.northern.example nowhere.test");
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  assert_sent (fixture, 0, 1, 1);
  g_assert_true (shows (fixture, "Changed in Part"));
  g_assert_true (shows (fixture, "Not added: 1 of 2 domains."));
  g_assert_true (shows (fixture, "nowhere.test"));
  g_assert_false (shows (fixture, "Not removed"));
  g_assert_false (gtk_widget_get_visible (get_button (fixture, "form.details")));

  delegate_domain (fixture, "nowhere.test", 1697);
  form_do (fixture, "form.retry");
  wait_closed (fixture);
  assert_sent (fixture, 0, 2, 1); /* not what was removed already */
  assert_domains (fixture, "static.northern.example a.northern.example nowhere.test");
}

/* Somebody else removed it meanwhile */
static void
test_removal_refused (FormFixture   *fixture,
                      gconstpointer  data)
{
  acme_domains_editor_set_original (get_editor (fixture), (const char *const[]) { "gone.northern.example", NULL });
  remove_domain (fixture);
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "Not removed: 1 of 1 domain."));
  g_assert_true (shows (fixture, "Not removed"));
}

/* The name has been changed by then; only the domains are sent again */
static void
test_domains_fail_after_rename (FormFixture   *fixture,
                                gconstpointer  data)
{
  form_fault (fixture, "POST", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  type_name (fixture, "other");
  add_domains (fixture, "a.northern.example");
  form_do (fixture, "form.apply");
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Not Allowed"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_true (can_do (fixture, "form.apply"));
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 1, 2, 0);
}

static void
test_rename_fails (FormFixture   *fixture,
                   gconstpointer  data)
{
  form_fault (fixture, "PUT", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  type_name (fixture, "other");
  add_domains (fixture, "a.northern.example");
  form_do (fixture, "form.apply");
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Not Allowed"));
  assert_sent (fixture, 1, 0, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 2, 1, 0);
}

static void
lose_rename (FormFixture       *fixture,
             AcmeDemoFaultKind  kind)
{
  form_fault (fixture, "PUT", PUBLIC_PATH, kind, 0);
  form_fault (fixture, "GET", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  type_name (fixture, "other");
  add_domains (fixture, "a.northern.example");
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "Outcome Unknown"));
  assert_sent (fixture, 1, 0, 0);
}

static void
test_rename_unknown_but_done (FormFixture   *fixture,
                              gconstpointer  data)
{
  lose_rename (fixture, ACME_DEMO_FAULT_LOST_ANSWER);
  form_do (fixture, "form.look");
  wait_page (fixture, "form");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_sent (fixture, 1, 0, 0); /* to look changes nothing */
  g_assert_true (shows (fixture, "1 domain to add"));
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 1, 1, 0);
}

static void
test_rename_unknown_and_not_done (FormFixture   *fixture,
                                  gconstpointer  data)
{
  lose_rename (fixture, ACME_DEMO_FAULT_RESET);
  form_fault (fixture, "GET", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  form_do (fixture, "form.look"); /* in vain */
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Not Allowed"));
  form_do (fixture, "form.look");
  wait_page (fixture, "form");
  g_assert_true (shows (fixture, "In SCM it is called “" NAME "”."));
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_sent (fixture, 2, 1, 0);
}

static void
lose_domains (FormFixture       *fixture,
              AcmeDemoFaultKind  kind)
{
  form_fault (fixture, "POST", PUBLIC_PATH, kind, 0);
  form_fault (fixture, "GET", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  remove_domain (fixture);
  add_domains (fixture, "a.northern.example");
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "Outcome Unknown"));
  g_assert_true (shows (fixture, "Perhaps added"));
  assert_sent (fixture, 0, 1, 0);
}

static void
test_domains_unknown (FormFixture   *fixture,
                      gconstpointer  data)
{
  lose_domains (fixture, ACME_DEMO_FAULT_LOST_ANSWER);
  form_fault (fixture, "GET", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  form_do (fixture, "form.look"); /* in vain */
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Outcome Unknown"));
  g_assert_true (shows (fixture, "Not Allowed"));

  form_do (fixture, "form.look");
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Not removed: 1 of 1 domain."));
  g_assert_false (shows (fixture, "a.northern.example"));
  assert_sent (fixture, 0, 1, 0);
  form_do (fixture, "form.retry");
  wait_closed (fixture);
  assert_sent (fixture, 0, 1, 1);
  assert_domains (fixture, "static.northern.example a.northern.example");
}

static void
test_domains_unknown_and_not_done (FormFixture   *fixture,
                                   gconstpointer  data)
{
  lose_domains (fixture, ACME_DEMO_FAULT_RESET);
  form_do (fixture, "form.look");
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Not added: 1 of 1 domain.\nNot removed: 1 of 1 domain."));
  form_do (fixture, "form.retry");
  wait_closed (fixture);
  assert_domains (fixture, "static.northern.example a.northern.example");
}

static void
test_gone_meanwhile (FormFixture   *fixture,
                     gconstpointer  data)
{
  type_name (fixture, "other");
  delete_demo_account (fixture->demo, acme_account_form_get_account (fixture->form));
  form_do (fixture, "form.apply");
  wait_page (fixture, "gone");
  g_assert_true (shows (fixture, "Account Deleted"));
  g_assert_true (shows (fixture, NAME));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_gone_before_domains (FormFixture   *fixture,
                          gconstpointer  data)
{
  add_domains (fixture, "a.northern.example");
  delete_demo_account (fixture->demo, acme_account_form_get_account (fixture->form));
  form_do (fixture, "form.apply");
  wait_page (fixture, "gone");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

/* It keeps to what it was opened for */
static void
test_own_copy (FormFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = find_account (fixture, "moodle");
  AcmeAccount *edited;

  gtk_window_destroy (GTK_WINDOW (fixture->form));
  settle ();
  g_object_unref (fixture->form);
  fixture->form = g_object_ref (ACME_ACCOUNT_FORM (acme_account_edit_window_new (
                    fixture->session, acme_demo_get_connection (fixture->demo), fixture->endpoint, account)));
  edited = acme_account_form_get_account (fixture->form);
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "somebody else");
  g_assert_true (edited != account);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (edited), ACME_ACCOUNT_NAME), ==, "moodle");
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (edited)), ==, acme_item_get_key (ACME_ITEM (account)));
}

static void
test_close_while_writing (FormFixture   *fixture,
                          gconstpointer  data)
{
  form_fault (fixture, "PUT", PUBLIC_PATH, ACME_DEMO_FAULT_LATENCY, 200);
  type_name (fixture, "other");
  add_domains (fixture, "a.northern.example");
  form_do (fixture, "form.apply");
  gtk_window_close (GTK_WINDOW (fixture->form));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->form)));
  wait_closed (fixture);
  assert_sent (fixture, 1, 1, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static gboolean
is_done (gpointer data)
{
  return ((FormFixture *) data)->n_changed == 2;
}

/* What was to follow the name follows it */
static void
test_destroy_while_writing (FormFixture   *fixture,
                            gconstpointer  data)
{
  form_fault (fixture, "PUT", PUBLIC_PATH, ACME_DEMO_FAULT_LATENCY, 200);
  type_name (fixture, "other");
  add_domains (fixture, "a.northern.example nowhere.test");
  form_do (fixture, "form.apply");
  gtk_window_destroy (GTK_WINDOW (fixture->form));
  wait_until (is_done, fixture);
  assert_sent (fixture, 1, 1, 0);
  assert_domains (fixture, OLD_DOMAINS " a.northern.example");
}

static void
test_loading_fails (FormFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = NULL;

  form_fault_later (fixture, "GET", PUBLIC_PATH "/", 0);
  open_edit (fixture, PUBLIC_ENDPOINT, NAME);
  while (find_label (GTK_WIDGET (fixture->form), "Not Allowed") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_loaded (fixture));
  type_name (fixture, "other"); /* needs no domains */
  g_assert_true (can_do (fixture, "form.apply"));
  form_do (fixture, "form.reload");
  wait_until (is_loaded, fixture);
  g_assert_true (shows (fixture, "booking.northern.example"));
}

static void
test_gone_before_loading (FormFixture   *fixture,
                          gconstpointer  data)
{
  form_fault (fixture, "GET", PUBLIC_PATH "/", ACME_DEMO_FAULT_STATUS, 404);
  open_edit (fixture, PUBLIC_ENDPOINT, NAME);
  wait_page (fixture, "gone");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_universal (FormFixture   *fixture,
                gconstpointer  data)
{
  open_edit (fixture, UNIVERSAL_ENDPOINT, "-legacy proxy 2");
  g_assert_true (shows (fixture, "Campus Server Authentication, 90 days"));
  g_assert_true (shows (fixture, "Faculty of Science › Physics"));
  g_assert_true (shows (fixture, "can only be changed in SCM itself"));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_editor (fixture))));
  type_name (fixture, "other");
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  g_assert_cmpuint (form_count (fixture, "PUT", UNIVERSAL_PATH), ==, 1);
  g_assert_cmpuint (form_count (fixture, NULL, UNIVERSAL_PATH), ==, 1);
}

static void
add_test (const char *path,
          void        (*test) (FormFixture *fixture, gconstpointer data))
{
  g_test_add (path, FormFixture, NULL, public_set_up, test, form_tear_down);
}

static void
add_unopened_test (const char *path,
                   void        (*test) (FormFixture *fixture, gconstpointer data))
{
  g_test_add (path, FormFixture, NULL, form_set_up, test, form_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/account-edit-window/new-destroy", test_new_destroy);
  add_test ("/account-edit-window/nothing-changed", test_nothing_changed);
  add_test ("/account-edit-window/rename", test_rename);
  add_test ("/account-edit-window/add-domains", test_add_domains);
  add_test ("/account-edit-window/remove-domain", test_remove_domain);
  add_test ("/account-edit-window/everything", test_everything);
  add_test ("/account-edit-window/refused-domain", test_refused_domain);
  add_test ("/account-edit-window/removal-refused", test_removal_refused);
  add_test ("/account-edit-window/domains-fail-after-rename", test_domains_fail_after_rename);
  add_test ("/account-edit-window/rename-fails", test_rename_fails);
  add_test ("/account-edit-window/rename-unknown-but-done", test_rename_unknown_but_done);
  add_test ("/account-edit-window/rename-unknown-and-not-done", test_rename_unknown_and_not_done);
  add_test ("/account-edit-window/domains-unknown", test_domains_unknown);
  add_test ("/account-edit-window/domains-unknown-and-not-done", test_domains_unknown_and_not_done);
  add_test ("/account-edit-window/gone-meanwhile", test_gone_meanwhile);
  add_test ("/account-edit-window/gone-before-domains", test_gone_before_domains);
  add_test ("/account-edit-window/own-copy", test_own_copy);
  add_test ("/account-edit-window/close-while-writing", test_close_while_writing);
  add_test ("/account-edit-window/destroy-while-writing", test_destroy_while_writing);
  add_unopened_test ("/account-edit-window/loading-fails", test_loading_fails);
  add_unopened_test ("/account-edit-window/gone-before-loading", test_gone_before_loading);
  add_unopened_test ("/account-edit-window/universal", test_universal);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts of both kinds are added on the demonstration server. Whatever happens, an account is made once at most. */

#include "acme-account-add-window.h"

#include "account-form-fixture.h"
#include "acme-keyed-list.h"
#include "acme-organization.h"
#include "dialog-fixture.h"
#include "find-widget.h"

#define SCIENCE 1710

static void
test_new_destroy (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeAccountAddWindow *window = g_object_ref (create_quiet_dialog (ACME_TYPE_ACCOUNT_ADD_WINDOW, endpoint));

  gtk_window_present (GTK_WINDOW (window));
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

static void
assert_missing (FormFixture *fixture,
                const char  *sentence)
{
  GtkWidget *button = get_button (fixture, "form.apply");

  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, sentence);
  g_assert_true (gtk_widget_is_sensitive (button) == (sentence == NULL));
}

static void
test_what_is_missing (FormFixture   *fixture,
                      gconstpointer  data)
{
  GtkWidget *name = GTK_WIDGET (acme_account_form_get_name_entry (fixture->form));

  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->form)), name));
  assert_missing (fixture, "The account needs a name.");
  type_name (fixture, "web new");
  assert_missing (fixture, "The account needs an organization.");
  g_assert_true (shows (fixture, "cannot be changed later"));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_picker (fixture, "Department"))));
  choose (fixture, "Organization", "Faculty of Science");
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_picker (fixture, "Department"))));
  assert_missing (fixture, NULL);
  acme_domains_editor_add_text (get_editor (fixture), "a_b.example");
  assert_missing (fixture, "There are domains that cannot be used.");
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 0);
}

static void
fill_in (FormFixture *fixture,
         const char  *domains)
{
  type_name (fixture, " web new ");
  choose (fixture, "Organization", "Faculty of Science");
  if (domains != NULL)
    acme_domains_editor_add_text (get_editor (fixture), domains);
}

static void
assert_text (AcmeAccount *account,
             guint        field,
             const char  *text)
{
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (account), field), ==, text);
}

static void
test_public (FormFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *domains = NULL;

  fill_in (fixture, "www.physics.science.example *.physics.science.example");
  choose (fixture, "Department", "Physics \"Low Temperature\" Laboratory");
  form_do (fixture, "form.apply");
  wait_closed (fixture);

  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_cmpuint (fixture->n_details, ==, 1);
  assert_text (fixture->created, ACME_ACCOUNT_NAME, "web new");
  assert_text (fixture->created, ACME_ACCOUNT_ORGANIZATION, "Faculty of Science");
  assert_text (fixture->created, ACME_ACCOUNT_DEPARTMENT, "Physics \"Low Temperature\" Laboratory");
  assert_text (fixture->created, ACME_ACCOUNT_ACME_SERVER, "https://acme.sectigo.com/v2/DV");
  g_assert_nonnull (acme_item_get_string (ACME_ITEM (fixture->created), ACME_ACCOUNT_HMAC_KEY));
  g_assert_cmpint (acme_item_get_number (ACME_ITEM (fixture->created), ACME_ACCOUNT_ENDPOINT), ==, 737);
  domains = list_domains (fixture, fixture->created);
  g_assert_cmpstr (domains, ==, "www.physics.science.example *.physics.science.example");
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 2); /* and the domains */
}

/* What SCM itself calls the server is what it gets */
static void
test_example (FormFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeAccount) example = find_account (fixture, "web-prod");

  acme_item_set_string (ACME_ITEM (example), ACME_ACCOUNT_ACME_SERVER, "DV ACME Server");
  acme_account_add_window_set_example (ACME_ACCOUNT_ADD_WINDOW (fixture->form), example);
  fill_in (fixture, NULL);
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  assert_text (fixture->created, ACME_ACCOUNT_ACME_SERVER, "DV ACME Server");
}

static void
test_universal (FormFixture   *fixture,
                gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_editor (fixture))));
  fill_in (fixture, NULL);
  assert_missing (fixture, "A Universal ACME account needs a certificate profile.");
  choose (fixture, "Certificate Profile", "Private SSL");
  assert_missing (fixture, NULL);

  /* those of another organization are others */
  choose (fixture, "Organization", "University Hospital");
  assert_missing (fixture, "A Universal ACME account needs a certificate profile.");
  choose (fixture, "Department", "Radiology");
  choose (fixture, "Certificate Profile", "Medical Devices \"Class II\"");
  form_do (fixture, "form.apply");
  wait_closed (fixture);

  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_cmpuint (fixture->n_details, ==, 1);
  assert_text (fixture->created, ACME_ACCOUNT_PROFILE_NAME, "Medical Devices \"Class II\"");
  assert_text (fixture->created, ACME_ACCOUNT_DEPARTMENT, "Radiology");
  g_assert_cmpint (acme_item_get_number (ACME_ITEM (fixture->created), ACME_ACCOUNT_ORGANIZATION_ID), ==, 1721);
  g_assert_cmpuint (form_count (fixture, "POST", UNIVERSAL_PATH), ==, 1);
}

static void
test_profiles_fail (FormFixture   *fixture,
                    gconstpointer  data)
{
  form_fault (fixture, "GET", "/api/ssl/v2/types", ACME_DEMO_FAULT_STATUS, 403);
  form_fault (fixture, "GET", "/api/ssl/v1/types", ACME_DEMO_FAULT_STATUS, 403);
  fill_in (fixture, NULL);
  while (!gtk_widget_has_css_class (GTK_WIDGET (get_picker (fixture, "Certificate Profile")), "failed"))
    g_main_context_iteration (NULL, TRUE);
  acme_demo_server_clear_faults (fixture->server);
  g_signal_emit_by_name (get_picker (fixture, "Certificate Profile"), "retry");
  choose (fixture, "Certificate Profile", "Private SSL");
  assert_missing (fixture, NULL);
}

static void
test_refused_domain (FormFixture   *fixture,
                     gconstpointer  data)
{
  g_autofree char *domains = NULL;

  fill_in (fixture, "www.science.example bücher.test api.science.example");
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_cmpuint (fixture->n_details, ==, 0);
  g_assert_true (shows (fixture, "Account Added"));
  g_assert_true (shows (fixture, "Not added: 1 of 3 domains."));
  g_assert_true (shows (fixture, "bücher.test"));
  g_assert_false (shows (fixture, "www.science.example"));

  form_do (fixture, "form.retry");
  g_assert_false (can_do (fixture, "form.retry"));
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "Not added: 1 of 3 domains."));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->form)) == get_button (fixture, "form.retry"));
  delegate_domain (fixture, "xn--bcher-kva.test", SCIENCE);
  form_do (fixture, "form.retry");
  wait_closed (fixture);

  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpuint (fixture->n_details, ==, 1);
  domains = list_domains (fixture, fixture->created);
  g_assert_cmpstr (domains, ==, "www.science.example api.science.example xn--bcher-kva.test");
}

static void
test_details_of_partial (FormFixture   *fixture,
                         gconstpointer  data)
{
  fill_in (fixture, "nowhere.test");
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  form_do (fixture, "form.details");
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_details, ==, 1);
}

/* The account is there, but its domains cannot be sent */
static void
test_domains_fail (FormFixture   *fixture,
                   gconstpointer  data)
{
  form_fault_later (fixture, "POST", PUBLIC_PATH, 1);
  fill_in (fixture, "a.science.example, b.science.example");
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "Not added: 2 of 2 domains."));
  g_assert_true (shows (fixture, "Not Allowed"));
  g_assert_false (shows (fixture, "SCM does not say why"));
  form_do (fixture, "form.retry");
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
}

/* What was typed stays, and can be sent again */
static void
test_failure (FormFixture   *fixture,
              gconstpointer  data)
{
  form_fault (fixture, "POST", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  fill_in (fixture, "www.science.example");
  form_do (fixture, "form.apply");
  g_assert_false (can_do (fixture, "form.apply"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->form), "Adding…"));
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Not Allowed"));
  g_assert_cmpuint (fixture->n_created, ==, 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->form)),
                                         GTK_WIDGET (acme_account_form_get_name_entry (fixture->form))));
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
}

/* Neither the answer nor the first look at the list comes */
static void
lose_answer (FormFixture       *fixture,
             AcmeDemoFaultKind  kind)
{
  form_fault (fixture, "POST", PUBLIC_PATH, kind, 0);
  form_fault_later (fixture, "GET", PUBLIC_PATH, 1);
  form_do (fixture, "form.apply");
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "Outcome Unknown"));
  g_assert_true (shows (fixture, "It was not repeated"));
  g_assert_false (gtk_widget_get_visible (get_button (fixture, "form.retry")));
  g_assert_cmpuint (fixture->n_created, ==, 0);
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 1);
}

static void
test_unknown_but_there (FormFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(AcmeAccount) found = NULL;

  fill_in (fixture, "www.science.example");
  lose_answer (fixture, ACME_DEMO_FAULT_LOST_ANSWER);

  form_fault (fixture, "GET", PUBLIC_PATH, ACME_DEMO_FAULT_STATUS, 403);
  form_do (fixture, "form.look"); /* in vain */
  wait_idle (fixture);
  g_assert_true (shows (fixture, "Outcome Unknown"));

  form_do (fixture, "form.look");
  wait_idle (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_true (shows (fixture, "Account Added"));
  g_assert_true (shows (fixture, "www.science.example"));
  g_assert_false (shows (fixture, "SCM does not say why"));
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 1); /* to look changes nothing */

  form_do (fixture, "form.retry");
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
  found = find_account (fixture, "web new"); /* once */
  g_assert_nonnull (found);
}

static void
test_unknown_and_not_there (FormFixture   *fixture,
                            gconstpointer  data)
{
  g_autoptr(AcmeAccount) found = NULL;

  fill_in (fixture, NULL);
  lose_answer (fixture, ACME_DEMO_FAULT_RESET);
  form_do (fixture, "form.look");
  wait_page (fixture, "form");
  g_assert_true (shows (fixture, "The account is not there."));
  g_assert_true (can_do (fixture, "form.apply"));
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 1);

  form_do (fixture, "form.apply");
  wait_closed (fixture);
  found = find_account (fixture, "web new");
  g_assert_nonnull (found);
}

/* The first look finds it: nobody has to be asked */
static void
test_lost_answer (FormFixture   *fixture,
                  gconstpointer  data)
{
  form_fault (fixture, "POST", PUBLIC_PATH, ACME_DEMO_FAULT_LOST_ANSWER, 0);
  fill_in (fixture, "www.science.example");
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 2);
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static void
apply_slowly_and_close (FormFixture *fixture)
{
  form_fault (fixture, "POST", PUBLIC_PATH, ACME_DEMO_FAULT_LATENCY, 200);
  form_do (fixture, "form.apply");
  gtk_window_close (GTK_WINDOW (fixture->form));
  g_assert_false (is_visible (fixture->form));
}

/* What was sent is awaited; but whoever closed the window does not want to see more of it */
static void
test_close_while_writing (FormFixture   *fixture,
                          gconstpointer  data)
{
  fill_in (fixture, "www.science.example");
  apply_slowly_and_close (fixture);
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
  g_assert_cmpuint (fixture->n_details, ==, 0);
  g_assert_cmpuint (form_count (fixture, "POST", PUBLIC_PATH), ==, 2);
}

static void
test_comes_back (FormFixture   *fixture,
                 gconstpointer  data)
{
  fill_in (fixture, "nowhere.test");
  apply_slowly_and_close (fixture);
  wait_until (is_visible, fixture->form);
  wait_page (fixture, "result");
  g_assert_true (shows (fixture, "nowhere.test"));
}

static gboolean
was_created (gpointer data)
{
  return ((FormFixture *) data)->n_created > 0;
}

/* With the window that it belongs to */
static void
test_destroy_while_writing (FormFixture   *fixture,
                            gconstpointer  data)
{
  g_autofree char *domains = NULL;

  fill_in (fixture, "www.science.example nowhere.test");
  apply_slowly_and_close (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->form));
  wait_until (was_created, fixture);
  domains = list_domains (fixture, fixture->created);
  g_assert_cmpstr (domains, ==, "www.science.example");
}

/* Typed and not finished: the entry gives it up when the window goes */
static void
test_close_while_typing (FormFixture   *fixture,
                         gconstpointer  data)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (get_editor (fixture)), ADW_TYPE_ENTRY_ROW, NULL);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "www.science.exam");
  gtk_window_close (GTK_WINDOW (fixture->form));
  wait_closed (fixture);
}

/* What is typed when it is sent is sent too */
static void
test_commits_what_is_typed (FormFixture   *fixture,
                            gconstpointer  data)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (get_editor (fixture)), ADW_TYPE_ENTRY_ROW, NULL);
  g_autofree char *domains = NULL;

  fill_in (fixture, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "a_b.science.example");
  form_do (fixture, "form.apply");
  settle ();
  g_assert_false (acme_dialog_is_writing (ACME_DIALOG (fixture->form)));
  assert_missing (fixture, "There are domains that cannot be used.");
  acme_domains_editor_set_original (get_editor (fixture), (const char *const[]) { NULL });

  gtk_editable_set_text (GTK_EDITABLE (entry), "ab.science.example");
  form_do (fixture, "form.apply");
  wait_closed (fixture);
  domains = list_domains (fixture, fixture->created);
  g_assert_cmpstr (domains, ==, "ab.science.example");
}

static void
test_enter (FormFixture   *fixture,
            gconstpointer  data)
{
  GtkWidget *name = GTK_WIDGET (acme_account_form_get_name_entry (fixture->form));

  type_name (fixture, "web new");
  g_signal_emit_by_name (name, "activate"); /* goes on to what is missing */
  g_assert_false (acme_dialog_is_writing (ACME_DIALOG (fixture->form)));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->form)), name));
  choose (fixture, "Organization", "Faculty of Science");
  g_signal_emit_by_name (name, "activate");
  wait_closed (fixture);
  g_assert_cmpuint (fixture->n_created, ==, 1);
}

static AcmeOrganization *
make_organization (guint number)
{
  AcmeOrganization *organization = acme_organization_new (50000 + number);
  g_autofree char *name = g_strdup_printf ("School %05u", number);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  g_variant_builder_add_value (&builder, acme_organization_reference (100000 + number, name, NULL));
  acme_item_set_string (ACME_ITEM (organization), ACME_ORGANIZATION_NAME, name);
  acme_item_set_variant (ACME_ITEM (organization), ACME_ORGANIZATION_DEPARTMENTS, g_variant_builder_end (&builder));
  return organization;
}

static void
test_many_organizations (FormFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) organizations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= 10000; i++)
    g_ptr_array_add (organizations, make_organization (i));
  acme_keyed_list_replace (list, organizations);
  choose (fixture, "Organization", "Faculty of Science"); /* the server's have come */
  acme_picker_set_items (get_picker (fixture, "Organization"), G_LIST_MODEL (list), &acme_organization_fields,
                         ACME_ORGANIZATION_NAME, -1);
  g_assert_null (acme_picker_get_selected (get_picker (fixture, "Organization")));
  type_name (fixture, "web new");
  assert_missing (fixture, "The account needs an organization.");

  for (guint i = 1; i <= 10000; i += 3333)
    {
      g_autofree char *name = g_strdup_printf ("School %05u", i);

      choose (fixture, "Organization", name);
      choose (fixture, "Department", name);
      g_assert_cmpint (acme_item_get_number (acme_picker_get_selected (get_picker (fixture, "Department")),
                                             ACME_ORGANIZATION_ID), ==, 100000 + i);
      assert_missing (fixture, NULL);
    }
}

static void
public_set_up (FormFixture   *fixture,
               gconstpointer  data)
{
  form_set_up (fixture, data);
  open_add (fixture, PUBLIC_ENDPOINT);
}

static void
universal_set_up (FormFixture   *fixture,
                  gconstpointer  data)
{
  form_set_up (fixture, data);
  open_add (fixture, UNIVERSAL_ENDPOINT);
}

static void
add_test (const char *path,
          void        (*test) (FormFixture *fixture, gconstpointer data))
{
  g_test_add (path, FormFixture, NULL, public_set_up, test, form_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/account-add-window/new-destroy", test_new_destroy);
  add_test ("/account-add-window/what-is-missing", test_what_is_missing);
  add_test ("/account-add-window/public", test_public);
  add_test ("/account-add-window/example", test_example);
  g_test_add ("/account-add-window/universal", FormFixture, NULL, universal_set_up, test_universal, form_tear_down);
  g_test_add ("/account-add-window/profiles-fail", FormFixture, NULL, universal_set_up, test_profiles_fail,
              form_tear_down);
  add_test ("/account-add-window/refused-domain", test_refused_domain);
  add_test ("/account-add-window/details-of-partial", test_details_of_partial);
  add_test ("/account-add-window/domains-fail", test_domains_fail);
  add_test ("/account-add-window/failure", test_failure);
  add_test ("/account-add-window/unknown-but-there", test_unknown_but_there);
  add_test ("/account-add-window/unknown-and-not-there", test_unknown_and_not_there);
  add_test ("/account-add-window/lost-answer", test_lost_answer);
  add_test ("/account-add-window/close-while-writing", test_close_while_writing);
  add_test ("/account-add-window/comes-back", test_comes_back);
  add_test ("/account-add-window/destroy-while-writing", test_destroy_while_writing);
  add_test ("/account-add-window/close-while-typing", test_close_while_typing);
  add_test ("/account-add-window/commits-what-is-typed", test_commits_what_is_typed);
  add_test ("/account-add-window/enter", test_enter);
  add_test ("/account-add-window/many-organizations", test_many_organizations);

  return g_test_run ();
}

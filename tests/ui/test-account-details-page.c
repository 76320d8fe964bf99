/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-details-page.h"

#include "dialog-fixture.h"
#include "find-widget.h"
#include "sample-domains.h"

#define SECRET "uVw-not-a-real-key_1234"

typedef struct
{
  GtkWidget *window;
  AcmeAccountDetailsPage *page;
  AcmeClipboard *clipboard;
  char *message; /* what was said about copying last */
} Fixture;

static void
copied_cb (Fixture    *fixture,
           const char *message)
{
  g_free (fixture->message);
  fixture->message = g_strdup (message);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();

  fixture->clipboard = acme_clipboard_new (gdk_display_get_clipboard (gdk_display_get_default ()));
  fixture->page = ACME_ACCOUNT_DETAILS_PAGE (acme_account_details_page_new ());
  acme_account_details_page_set_clipboard (fixture->page, fixture->clipboard);
  acme_account_details_page_set_endpoint (fixture->page, endpoint);
  g_signal_connect_swapped (fixture->page, "copied", G_CALLBACK (copied_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->clipboard);
  g_clear_pointer (&fixture->message, g_free);
}

static AcmeAccount *
create_account (const char *kind)
{
  AcmeAccount *account = acme_account_new (kind, 7);
  AcmeItem *item = ACME_ITEM (account);

  acme_item_set_string (item, ACME_ACCOUNT_NAME, "R&D <test>");
  acme_item_set_string (item, ACME_ACCOUNT_ACCOUNT_ID, "account-1");
  acme_item_set_string (item, ACME_ACCOUNT_KEY_ID, "key-1");
  acme_item_set_string (item, ACME_ACCOUNT_HMAC_KEY, SECRET);
  acme_item_set_number (item, ACME_ACCOUNT_ORGANIZATION_ID, 1841);
  acme_item_set_string (item, ACME_ACCOUNT_ORGANIZATION, "Science");
  acme_item_set_string (item, ACME_ACCOUNT_DEPARTMENT, "Web & Mail");
  return account;
}

/* What a person sees in the row of that title, or %NULL if there is no such row. */
static const char *
get_value (Fixture    *fixture,
           const char *title)
{
  GtkWidget *label = find_label (GTK_WIDGET (fixture->page), title);

  g_assert_nonnull (label);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, title);
  if (!gtk_widget_get_visible (gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW)))
    return NULL;
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (label)));
}

static gboolean
is_shown (Fixture    *fixture,
          const char *text)
{
  GtkWidget *widget = find_label (GTK_WIDGET (fixture->page), text);

  while (widget != NULL && widget != GTK_WIDGET (fixture->page) && gtk_widget_get_visible (widget))
    widget = gtk_widget_get_parent (widget);
  return widget == GTK_WIDGET (fixture->page);
}

static gboolean
shows_domains (Fixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (acme_account_details_page_get_domains (fixture->page)));
}

static void
test_public (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = create_account (ACME_ACCOUNT_KIND_PUBLIC);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_STATUS, "pending");
  acme_account_details_page_set_account (fixture->page, account);
  g_assert_cmpstr (get_value (fixture, "Name"), ==, "R&D <test>");
  g_assert_cmpstr (get_value (fixture, "ACME URL"), ==, "https://acme.example.org/v2/DV?a=1&b=2");
  g_assert_cmpstr (get_value (fixture, "Account ID"), ==, "account-1");
  g_assert_cmpstr (get_value (fixture, "Key ID"), ==, "key-1");
  g_assert_cmpstr (get_value (fixture, "HMAC Key"), ==, "••••••••••••");
  g_assert_cmpstr (get_value (fixture, "Status"), ==, "Pending");
  g_assert_cmpstr (get_value (fixture, "Organization"), ==, "Science › Web & Mail");
  g_assert_cmpstr (get_value (fixture, "Contacts"), ==, "None");
  g_assert_null (get_value (fixture, "Certificate Profile"));
  g_assert_true (is_shown (fixture, "Whoever has it can obtain certificates for these domains."));
  g_assert_true (is_shown (fixture, "Clipboard managers may keep a copy."));
  g_assert_true (shows_domains (fixture));
}

static void
test_universal (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = create_account (ACME_ACCOUNT_KIND_UNIVERSAL);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_PROFILE_NAME, "TLS <90 days>");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_DEPARTMENT, NULL);
  acme_account_details_page_set_account (fixture->page, account);
  g_assert_cmpstr (get_value (fixture, "Certificate Profile"), ==, "TLS <90 days>");
  g_assert_cmpstr (get_value (fixture, "Organization"), ==, "Science");
  g_assert_true (is_shown (fixture, "cannot be changed through SCM’s interface"));
  g_assert_true (is_shown (fixture, "Whoever has it can obtain certificates from this endpoint."));
  g_assert_null (get_value (fixture, "Status")); /* the interface never tells them */
  g_assert_null (get_value (fixture, "Contacts"));
  g_assert_false (shows_domains (fixture));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = create_account (ACME_ACCOUNT_KIND_PUBLIC);
  AcmeItem *item = ACME_ITEM (account);

  acme_item_set_string (item, ACME_ACCOUNT_KEY_ID, "");
  acme_item_set_string (item, ACME_ACCOUNT_HMAC_KEY, "");
  acme_item_set_string (item, ACME_ACCOUNT_ORGANIZATION, NULL);
  acme_item_set_string (item, ACME_ACCOUNT_DEPARTMENT, NULL);
  acme_item_set_problem (item, "The name of its organization could not be read. <No>.");
  acme_account_details_page_set_account (fixture->page, account);
  g_assert_cmpstr (get_value (fixture, "Key ID"), ==, "Not available from SCM");
  g_assert_cmpstr (get_value (fixture, "HMAC Key"), ==, "Not available from SCM");
  g_assert_cmpstr (get_value (fixture, "Status"), ==, "Not available from SCM");
  g_assert_cmpstr (get_value (fixture, "Organization"), ==, "Id 1841");
  g_assert_false (is_shown (fixture, "Several clients may use this key."));
  g_assert_true (is_shown (fixture, "could not be read. <No>."));

  acme_item_set_problem (item, NULL);
  acme_account_details_page_set_account (fixture->page, account);
  g_assert_false (is_shown (fixture, "could not be read."));
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  return gtk_widget_get_ancestor (find_label (GTK_WIDGET (fixture->page), title), ADW_TYPE_PREFERENCES_ROW);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = create_account (ACME_ACCOUNT_KIND_PUBLIC);
  g_autoptr(GPtrArray) domains = sample_domains_new (3, 90);

  acme_account_details_page_set_account (fixture->page, account);
  acme_account_domain_group_set_domains (acme_account_details_page_get_domains (fixture->page), domains);
  gtk_widget_activate_action (find_row (fixture, "Key ID"), "value.copy", NULL);
  g_assert_cmpstr (fixture->message, ==, "Key ID copied");
  g_assert_false (acme_clipboard_holds_secret (fixture->clipboard));
  gtk_widget_activate_action (find_row (fixture, "HMAC Key"), "value.copy", NULL);
  g_assert_cmpstr (fixture->message, ==, "HMAC Key copied");
  g_assert_true (acme_clipboard_holds_secret (fixture->clipboard));
  g_signal_emit_by_name (find_action (GTK_WIDGET (fixture->page), "domains.copy-all"), "clicked");
  g_assert_cmpstr (fixture->message, ==, "3 domains copied");
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(AcmeAccount) account = create_account (ACME_ACCOUNT_KIND_PUBLIC);
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *reveal;

  acme_account_details_page_set_account (fixture->page, account);
  assert_text_nowhere (page, SECRET);
  reveal = find_widget (find_row (fixture, "HMAC Key"), GTK_TYPE_TOGGLE_BUTTON, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), TRUE);
  g_assert_cmpstr (get_value (fixture, "HMAC Key"), ==, SECRET);

  acme_account_details_page_set_account (fixture->page, NULL);
  assert_text_nowhere (page, SECRET);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* remembers what a screen reader would be told */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/account-details-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("public", test_public);
  ADD ("universal", test_universal);
  ADD ("missing", test_missing);
  ADD ("copy", test_copy);
  ADD ("secret", test_secret);
#undef ADD
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-event-scope.h"
#include "acme-fold.h"

static AcmeEndpoint *
make_endpoint (gint64      id,
               const char *name,
               const char *url)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (id);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, name);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, url);
  return endpoint;
}

static AcmeAccount *
make_account (gint64      id,
              const char *name)
{
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, id);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
  return account;
}

/* By either way, and not terminated. */
static gboolean
matches (AcmeEventScope *scope,
         const char     *description)
{
  g_autofree char *folded = acme_fold (description);
  g_autofree char *longer = g_strconcat (description, "web", NULL);
  AcmeEventRecord record = { .time = 0 };
  gboolean found;

  record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { longer, strlen (description) };
  found = acme_event_scope_matches (scope, &record);
  g_assert_cmpint (acme_event_scope_matches_folded (scope, folded, strlen (folded), NULL, NULL), ==, found);
  return found;
}

static gboolean
is_about (AcmeEventScope *scope,
          const char     *object,
          const char     *type)
{
  AcmeEventRecord record = { .time = 0 };

  record.object = (AcmeSlice) { object, object != NULL ? strlen (object) : 0 };
  record.object_type = (AcmeSlice) { type, type != NULL ? strlen (type) : 0 };
  return acme_event_scope_matches (scope, &record);
}

static void
test_account (void)
{
  g_autoptr(AcmeAccount) account = make_account (17, " Web Team ");
  g_autoptr(AcmeEventScope) scope = NULL;

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_ACCOUNT_ID, "AcC-5x");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_KEY_ID, "kid_9");
  scope = acme_event_scope_new_for_account (NULL, account);

  g_assert_true (matches (scope, "ACME account \"Web Team\" (id 4) at \"OV\" created"));
  g_assert_true (matches (scope, "WEB TEAM"));
  g_assert_true (matches (scope, "the web team’s domains, été"));
  g_assert_true (matches (scope, "ACME account \"renamed since\" (id 17) got new domains"));
  g_assert_true (matches (scope, "Key kid_9 was used"));
  g_assert_true (matches (scope, "account acc-5X deactivated"));

  g_assert_false (matches (scope, ""));
  g_assert_false (matches (scope, "ACME account \"Web Team 2\" (id 4) created"));
  g_assert_false (matches (scope, "web teams"));
  g_assert_false (matches (scope, "web  team"));
  g_assert_false (matches (scope, "17 domains for order 17"));
  g_assert_false (matches (scope, "kid_99 was used"));
  g_assert_false (matches (scope, "Login success"));
}

static void
test_odd_names (void)
{
  static const struct { const char *name; const char *description; } cases[] = {
    { "\"Quoted\" portal", "ACME account \"\"Quoted\" portal\" (id 3) created" },
    { "=SUM(A1:A9)", "ACME account \"=SUM(A1:A9)\" created" },
    { "***", "ACME account \"***\" created" },
    { "図書館システム", "ACME account 図書館システムを作成" },
    { "Zürich mirror", "ACME account \"ZU\314\210RICH Mirror\" created" },
    { "Faculté d'Été", "Endpoint Faculté d'Été changed" },
    { "cafeteria 🍰", "\"cafeteria 🍰\" lost domains" },
    { "+49 hotline", "account +49 hotline" },
    { "e-learning \\ backup", "\"e-learning \\ backup\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeAccount) account = make_account (99, cases[i].name);
      g_autoptr(AcmeEventScope) scope = acme_event_scope_new_for_account (NULL, account);

      g_test_message ("%s", cases[i].name);
      g_assert_true (matches (scope, cases[i].description));
      g_assert_false (matches (scope, "ACME account \"something else\" (id 3) created"));
    }
}

static void
test_endpoint (void)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint (738, "OV – Central IT", "https://acme.example/v2/OV/");
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeEventScope) alone = NULL;
  g_autoptr(AcmeEventScope) scope = NULL;

  g_ptr_array_add (accounts, make_account (17, "mail"));
  g_ptr_array_add (accounts, make_account (18, "mail relay"));
  g_ptr_array_add (accounts, make_account (19, NULL));
  alone = acme_event_scope_new_for_endpoint (endpoint, NULL);
  scope = acme_event_scope_new_for_endpoint (endpoint, accounts);

  g_assert_true (matches (alone, "Certificate issued, ACME account \"x\" at https://acme.example/v2/ov"));
  g_assert_true (matches (alone, "at HTTPS://ACME.EXAMPLE/v2/OV/, twice"));
  g_assert_true (matches (alone, "Endpoint \"OV – Central IT\" delegated"));
  g_assert_true (matches (alone, "Endpoint 738 delegated"));
  g_assert_false (matches (alone, "Certificate issued at https://acme.example/v2/OV2"));
  g_assert_false (matches (alone, "ACME account 738 created"));
  g_assert_false (matches (alone, "ACME account \"mail\" created"));

  g_assert_true (matches (scope, "ACME account \"mail\" created"));
  g_assert_true (matches (scope, "ACME account \"mail relay\" created"));
  g_assert_true (matches (scope, "ACME account \"?\" (id 19) created"));
  g_assert_true (matches (scope, "Endpoint \"OV – Central IT\" delegated"));
  g_assert_false (matches (scope, "ACME account \"mailing\" (id 20) created"));
}

/* Two endpoints may have accounts of one name. */
static void
test_other_endpoint (void)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint (738, "OV", "https://acme.example/v2/OV");
  g_autoptr(AcmeAccount) account = make_account (17, "mail");
  g_autoptr(AcmeEventScope) scope = acme_event_scope_new_for_account (endpoint, account);

  g_assert_true (matches (scope, "account \"mail\" at https://acme.example/v2/OV created"));
  g_assert_true (matches (scope, "account \"mail\", no longer at https://acme.example/v2/DV: "
                                 "now at https://acme.example/v2/OV/"));
  g_assert_true (matches (scope, "account \"mail\" created"));
  g_assert_true (matches (scope, "account \"mail\" has the contact https://help.example/mail-team"));
  g_assert_true (matches (scope, "account \"mail\", see https://acme.example/"));
  g_assert_false (matches (scope, "account \"mail\" at https://acme.example/v2/DV created"));
  g_assert_false (matches (scope, "account \"mail\" at https://acme.example/v2/OV2 created"));
  g_assert_false (matches (scope, "account created at https://acme.example/v2/OV"));
}

static void
test_object (void)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint (738, "OV", "https://acme.example/v2/OV");
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeEventScope) scope = NULL;

  g_ptr_array_add (accounts, make_account (17, "mail"));
  scope = acme_event_scope_new_for_endpoint (endpoint, accounts);

  g_assert_true (is_about (scope, "17", "scm.acme.account"));
  g_assert_true (is_about (scope, "17", "AcmeAccount"));
  g_assert_true (is_about (scope, "738", "scm.endpoint"));
  g_assert_false (is_about (scope, "17", "scm.endpoint"));
  g_assert_false (is_about (scope, "738", "scm.acme.account"));
  g_assert_false (is_about (scope, "17", "scm.ssl"));
  g_assert_false (is_about (scope, "17", NULL));
  g_assert_false (is_about (scope, "18", "scm.acme.account"));
  g_assert_false (is_about (scope, NULL, "scm.acme.account"));
  g_assert_false (is_about (scope, "mail", "scm.acme.account"));
}

/* However many names there are, each is found, also when they share their words. */
static void
test_many (void)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint (1, "many", NULL);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeEventScope) scope = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Account %u of team %u", i % 50, i / 50);

      g_ptr_array_add (accounts, make_account (10000 + i, name));
    }
  scope = acme_event_scope_new_for_endpoint (endpoint, accounts);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *description = g_strdup_printf ("The account \"account %u of TEAM %u\" was used", i % 50, i / 50);
      g_autofree char *other = g_strdup_printf ("The account \"account %u of TEAM %u\" was used", i % 50, 40 + i);

      g_assert_true (matches (scope, description));
      g_assert_false (matches (scope, other));
    }
}

static void
test_long_text (void)
{
  g_autoptr(AcmeAccount) account = make_account (17, "mail");
  g_autoptr(AcmeEventScope) scope = acme_event_scope_new_for_account (NULL, account);
  g_autofree char *dots = g_strnfill (5000, '.');
  g_autofree char *text = g_strconcat (dots, " MAIL", NULL);

  g_assert_true (matches (scope, text));
  text[5004] = 'm';
  g_assert_false (matches (scope, text));
}

/* A text in which a number is said to be an id again and again, by who wants it to take long */
static void
test_many_numbers (void)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint (738, "OV", "https://acme.example/v2/OV");
  g_autoptr(AcmeEventScope) scope = acme_event_scope_new_for_endpoint (endpoint, NULL);
  g_autoptr(GString) text = g_string_new ("account ä");
  gint64 began = g_get_monotonic_time ();

  while (text->len < 256 * 1024)
    g_string_append (text, " #738");
  g_assert_false (matches (scope, text->str));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
  g_string_append (text, " endpoint ä #738");
  g_assert_true (matches (scope, text->str));
}

static gpointer
look_up_cb (gpointer scope)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_assert_true (matches (scope, "account \"mail\" created"));
      g_assert_false (matches (scope, "account \"mails\" created"));
    }
  acme_event_scope_unref (scope);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(AcmeAccount) account = make_account (17, "mail");
  AcmeEventScope *scope = acme_event_scope_new_for_account (NULL, account);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("scope", look_up_cb, acme_event_scope_ref (scope));
  acme_event_scope_unref (scope);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-scope/account", test_account);
  g_test_add_func ("/event-scope/odd-names", test_odd_names);
  g_test_add_func ("/event-scope/endpoint", test_endpoint);
  g_test_add_func ("/event-scope/other-endpoint", test_other_endpoint);
  g_test_add_func ("/event-scope/object", test_object);
  g_test_add_func ("/event-scope/many", test_many);
  g_test_add_func ("/event-scope/long-text", test_long_text);
  g_test_add_func ("/event-scope/many-numbers", test_many_numbers);
  g_test_add_func ("/event-scope/threads", test_threads);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-account-draft.h"
#include "acme-account.h"
#include "acme-error.h"

#define SERVER "OV ACME Server"

static void
test_values (void)
{
  static const char *const typed[] = { "WWW.example.org", "müller.example", "xn--mller-kva.example", "a b", NULL };
  static const char *const expected[] = { "www.example.org", "xn--mller-kva.example", "a", "b", NULL };
  g_autoptr(AcmeAccountDraft) draft =
    acme_account_draft_new (ACME_ACCOUNT_KIND_PUBLIC, " \"Quoted\" 図書館 \n", SERVER, 1841, NULL, typed);
  g_autoptr(AcmeAccountDraft) universal =
    acme_account_draft_new (ACME_ACCOUNT_KIND_UNIVERSAL, "=SUM(A1:A9)", SERVER, 1841, "Private SSL", NULL);

  g_assert_cmpstr (acme_account_draft_get_kind (draft), ==, ACME_ACCOUNT_KIND_PUBLIC);
  g_assert_false (acme_account_draft_is_universal (draft));
  g_assert_cmpstr (acme_account_draft_get_name (draft), ==, "\"Quoted\" 図書館");
  g_assert_cmpstr (acme_account_draft_get_acme_server (draft), ==, SERVER);
  g_assert_cmpint (acme_account_draft_get_organization_id (draft), ==, 1841);
  g_assert_null (acme_account_draft_get_profile_name (draft));
  g_assert_cmpstrv (acme_account_draft_get_domains (draft), expected);

  g_assert_true (acme_account_draft_is_universal (universal));
  g_assert_cmpstr (acme_account_draft_get_name (universal), ==, "=SUM(A1:A9)");
  g_assert_cmpstr (acme_account_draft_get_profile_name (universal), ==, "Private SSL");
  g_assert_cmpuint (g_strv_length ((char **) acme_account_draft_get_domains (universal)), ==, 0);
}

static void
test_validate (void)
{
  static const char *const good[] = { "a.example", "A.example", "*.a.example", NULL };
  static const char *const bad[] = { "a.example", "foo_bar.example", NULL };
  static const char *const escape[] = { "a\x1b[2J.example", NULL };
  static const char *const latin1[] = { "\xfc.example", NULL };
  static const struct
  {
    const char *kind;
    const char *name;
    const char *server;
    gint64 organization_id;
    const char *profile_name;
    const char *const *domains;
    const char *problem; /* (nullable) */
  } cases[] = {
    { "public", "web", SERVER, 1, NULL, good, NULL },
    { "public", "web", SERVER, 1, "", NULL, NULL },
    { "universal", "web", SERVER, 1, "SSL", NULL, NULL },
    { "public", NULL, SERVER, 1, NULL, NULL, "needs a name" },
    { "public", " \t ", SERVER, 1, NULL, NULL, "needs a name" },
    { "public", "a\nb", SERVER, 1, NULL, NULL, "single line" },
    { "public", "a\x1b[2J", SERVER, 1, NULL, NULL, "single line" },
    { "public", "\xff", SERVER, 1, NULL, NULL, "UTF-8" },
    { "public", "web", NULL, 1, NULL, NULL, "ACME server" },
    { "public", "web", "\xff", 1, NULL, NULL, "ACME server" },
    { "public", "web", SERVER, 0, NULL, NULL, "needs an organization" },
    { "public", "web", SERVER, -5, NULL, NULL, "needs an organization" },
    { "public", "web", SERVER, 1, "SSL", NULL, "Only a Universal" },
    { "public", "web", SERVER, 1, NULL, bad, "“foo_bar.example” cannot be added. “_” cannot" },
    { "public", "web", SERVER, 1, NULL, escape, "“a\ufffd[2J.example” cannot be added." },
    { "public", "web", SERVER, 1, NULL, latin1, "“\ufffd.example” cannot be added." },
    { "universal", "web", SERVER, 1, NULL, NULL, "needs a certificate profile" },
    { "universal", "web", SERVER, 1, "\xff", NULL, "UTF-8" },
    { "universal", "web", SERVER, 1, "SSL", good, "no domains" },
    { "universal", "web", SERVER, 1, "SSL", bad, "no domains" },
    { "private", "web", SERVER, 1, NULL, NULL, "no such kind" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeAccountDraft) draft =
        acme_account_draft_new (cases[i].kind, cases[i].name, cases[i].server, cases[i].organization_id,
                                cases[i].profile_name, cases[i].domains);
      g_autoptr(GError) error = NULL;

      g_assert_true (acme_account_draft_validate (draft, &error) == (cases[i].problem == NULL));
      if (cases[i].problem == NULL)
        continue;
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].problem));
    }
}

static void
test_lengths (void)
{
  static const struct { guint n_name; guint n_server; gboolean good; } cases[] = {
    { 128, 1024, TRUE }, { 129, 1024, FALSE }, { 128, 1025, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) name = g_string_new (NULL);
      g_autofree char *server = g_strnfill (cases[i].n_server, 's');
      g_autoptr(AcmeAccountDraft) draft = NULL;
      g_autoptr(GError) error = NULL;

      for (guint n = 0; n < cases[i].n_name; n++)
        g_string_append (name, "図");
      draft = acme_account_draft_new (ACME_ACCOUNT_KIND_PUBLIC, name->str, server, 1, NULL, NULL);
      g_assert_true (acme_account_draft_validate (draft, &error) == cases[i].good);
    }
}

static void
test_check_name (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = acme_account_draft_check_name ("  web-prod ", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "web-prod");
  g_assert_null (acme_account_draft_check_name ("", &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-draft/values", test_values);
  g_test_add_func ("/account-draft/validate", test_validate);
  g_test_add_func ("/account-draft/lengths", test_lengths);
  g_test_add_func ("/account-draft/check-name", test_check_name);
  return g_test_run ();
}

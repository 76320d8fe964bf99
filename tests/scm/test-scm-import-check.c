/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-draft.h"
#include "acme-account.h"
#include "acme-organization.h"
#include "acme-outcome.h"
#include "acme-profile.h"
#include "acme-scm-import-check.h"

#include <string.h>

static GPtrArray *
new_array (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static AcmeScmImportCheck *
make_check (void)
{
  g_autoptr(GPtrArray) endpoints = new_array ();
  AcmeItem *endpoint;

  endpoint = ACME_ITEM (acme_endpoint_new (737));
  acme_item_set_string (endpoint, ACME_ENDPOINT_NAME, "DV – Web Team");
  acme_item_set_string (endpoint, ACME_ENDPOINT_URL, "https://acme.sectigo.com/v2/DV");
  acme_item_set_string (endpoint, ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);
  g_ptr_array_add (endpoints, endpoint);
  endpoint = ACME_ITEM (acme_endpoint_new (750));
  acme_item_set_string (endpoint, ACME_ENDPOINT_NAME, "Universal");
  acme_item_set_string (endpoint, ACME_ENDPOINT_URL, "https://acme.northern.example/directory");
  acme_item_set_string (endpoint, ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_UNIVERSAL);
  g_ptr_array_add (endpoints, endpoint);
  return acme_scm_import_check_new (endpoints);
}

static void
add_account (GPtrArray  *accounts,
             gint64      id,
             gint64      endpoint,
             gint64      organization,
             const char *name)
{
  AcmeItem *account = ACME_ITEM (acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, id));

  acme_item_set_number (account, ACME_ACCOUNT_ENDPOINT, endpoint);
  acme_item_set_number (account, ACME_ACCOUNT_ORGANIZATION_ID, organization);
  acme_item_set_string (account, ACME_ACCOUNT_NAME, name);
  acme_item_set_string (account, ACME_ACCOUNT_ACME_SERVER, "DV ACME Server");
  g_ptr_array_add (accounts, account);
}

/* Everything that SCM can tell */
static void
take_all (AcmeScmImportCheck *check)
{
  g_autoptr(GPtrArray) organizations = new_array ();
  g_autoptr(GPtrArray) profiles = new_array ();
  g_autoptr(GPtrArray) accounts = new_array ();
  AcmeItem *item;

  item = ACME_ITEM (acme_organization_new (1697));
  acme_item_set_string (item, ACME_ORGANIZATION_NAME, "Northern University");
  acme_item_set_variant (item, ACME_ORGANIZATION_DEPARTMENTS,
                         g_variant_new_parsed ("[{'id': <int64 1698>, 'name': <'Web Team'>}]"));
  g_ptr_array_add (organizations, item);
  item = ACME_ITEM (acme_profile_new (1018));
  acme_item_set_string (item, ACME_PROFILE_NAME, "Private SSL");
  g_ptr_array_add (profiles, item);

  add_account (accounts, 125, 750, 1697, "mail"); /* a public one that claims to be there */
  add_account (accounts, 126, 737, 1697, " mail ");
  add_account (accounts, 127, ACME_NUMBER_NONE, 1697, "vague");
  acme_item_set_problem (accounts->pdata[2], "It is not known to which endpoint this account belongs.");
  add_account (accounts, 128, 737, 1697, NULL);
  add_account (accounts, 129, ACME_NUMBER_NONE, 1697, "elsewhere");
  add_account (accounts, 130, 737, ACME_NUMBER_NONE, "whose");
  acme_scm_import_check_take_organizations (check, organizations);
  acme_scm_import_check_take_profiles (check, profiles);
  acme_scm_import_check_take_accounts (check, accounts);
}

static AcmeImportRow *
make_row (gint64             line,
          const char *const *cells)
{
  static const guint fields[] = { ACME_IMPORT_ROW_NAME, ACME_IMPORT_ROW_ENDPOINT, ACME_IMPORT_ROW_ORGANIZATION_ID,
                                  ACME_IMPORT_ROW_DOMAINS, ACME_IMPORT_ROW_PROFILE };
  AcmeImportRow *row = acme_import_row_new (line);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    acme_item_set_string (ACME_ITEM (row), fields[i], cells[i]);
  return row;
}

typedef struct
{
  const char *cells[5]; /* name, endpoint, organization, domains, profile */
  const char *outcome;
  gint64 id;
  const char *message; /* (nullable): a part of it */
} Case;

static void
assert_case (AcmeScmImportCheck *check,
             guint               line,
             const Case         *expected)
{
  g_autoptr(AcmeImportRow) row = make_row (line, expected->cells);
  AcmeItem *item = ACME_ITEM (row);
  gboolean is_valid = acme_scm_import_check_row (check, row);
  const char *message = acme_item_get_string (item, ACME_IMPORT_ROW_MESSAGE);

  g_test_message ("line %u: %s %s", line, acme_item_get_string (item, ACME_IMPORT_ROW_OUTCOME), message);
  g_assert_cmpstr (acme_item_get_string (item, ACME_IMPORT_ROW_OUTCOME), ==, expected->outcome);
  g_assert_true (is_valid == (strcmp (expected->outcome, ACME_OUTCOME_VALID) == 0));
  g_assert_cmpint (acme_item_get_number (item, ACME_IMPORT_ROW_ID), ==,
                   expected->id != 0 ? expected->id : ACME_NUMBER_NONE);
  g_assert_true ((message != NULL) == (expected->message != NULL));
  if (message != NULL)
    g_assert_nonnull (strstr (message, expected->message));
  if (is_valid)
    g_assert_nonnull (acme_import_row_get_draft (row));
}

static void
test_rows (void)
{
  static const Case cases[] = {
    /* line 1 */
    { { "web", "737", "1697" }, ACME_OUTCOME_VALID },
    { { "web", "737", "1698", "www.northern.example *.northern.example" }, ACME_OUTCOME_VALID },
    { { "web", "750", "1697", NULL, "Private SSL" }, ACME_OUTCOME_VALID },
    /* 4: two ways of writing one endpoint */
    { { "web", "https://acme.sectigo.com/v2/DV/", "1697" }, ACME_OUTCOME_INVALID, 0, "Line 1 asks" },
    { { "mail", "DV – Web Team", "1697" }, ACME_OUTCOME_EXISTS, 126 },
    { { "Mail", "737", "1697" }, ACME_OUTCOME_VALID },
    { { "mail", "737", "1698" }, ACME_OUTCOME_VALID },
    { { "mail", "750", "1697", NULL, "Private SSL" }, ACME_OUTCOME_VALID },
    { { "vague", "737", "1697" }, ACME_OUTCOME_SKIPPED, 127, "cannot be told" },
    { { "vague", "750", "1697", NULL, "Private SSL" }, ACME_OUTCOME_VALID },
    { { "vague", "737", "1698" }, ACME_OUTCOME_VALID },
    { { "elsewhere", "737", "1697" }, ACME_OUTCOME_VALID },
    { { "whose", "737", "1697" }, ACME_OUTCOME_SKIPPED, 130, "cannot be told" },
    /* 14 */
    { { "web2", "739", "1697" }, ACME_OUTCOME_INVALID, 0, "“739”" },
    { { "web3", "739", "1697" }, ACME_OUTCOME_INVALID, 0, "“739”" },
    { { "web2", "737", "1699" }, ACME_OUTCOME_INVALID, 0, "the id 1699" },
    { { "web2", "737", "1697", "www.northern.example not_a_name" }, ACME_OUTCOME_INVALID, 0, "not_a_name" },
    { { "web2", "737", "1697", NULL, "Private SSL" }, ACME_OUTCOME_INVALID, 0, "Universal" },
    { { "web2", "750", "1697" }, ACME_OUTCOME_INVALID, 0, "profile" },
    { { "web2", "750", "1697", NULL, "Other" }, ACME_OUTCOME_INVALID, 0, "“Other”" },
    { { "web2", "750", "1697", "a.example", "Private SSL" }, ACME_OUTCOME_INVALID, 0, "no domains" },
    /* 22: a line that cannot be used repeats nothing and is repeated by nothing */
    { { "web2", "737", "1697" }, ACME_OUTCOME_VALID },
    { { "web2", "737", "1697", "not_a_name" }, ACME_OUTCOME_INVALID, 0, "not_a_name" },
    { { "mail", "737", "1697" }, ACME_OUTCOME_INVALID, 0, "Line 5 asks" },
  };
  g_autoptr(AcmeScmImportCheck) check = make_check ();

  take_all (check);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (check, i + 1, &cases[i]);
}

static void
test_long_name (void)
{
  g_autoptr(AcmeScmImportCheck) check = make_check ();
  g_autofree char *longest = g_strnfill (128, 'x');
  g_autofree char *too_long = g_strnfill (129, 'x');
  Case allowed = { { longest, "737", "1697" }, ACME_OUTCOME_VALID };
  Case refused = { { too_long, "737", "1697" }, ACME_OUTCOME_INVALID, 0, "128" };

  assert_case (check, 2, &allowed);
  assert_case (check, 3, &refused);
}

/* What SCM did not tell is not held against a line */
static void
test_little_known (void)
{
  static const Case cases[] = {
    { { "web", "737", "4711" }, ACME_OUTCOME_VALID },
    { { "web", "750", "4711", NULL, "Other" }, ACME_OUTCOME_VALID },
    { { "web", "739", "4711" }, ACME_OUTCOME_INVALID, 0, "“739”" },
  };
  g_autoptr(AcmeScmImportCheck) check = make_check ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (check, i + 1, &cases[i]);
}

static void
test_namesakes (void)
{
  g_autoptr(AcmeScmImportCheck) check = make_check ();
  g_autoptr(GPtrArray) mail = NULL;
  g_autoptr(GPtrArray) nobody = NULL;
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 200);

  take_all (check);
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "mail");
  acme_scm_import_check_add_account (check, account);
  mail = acme_scm_import_check_get_namesakes (check, " mail");
  g_assert_cmpuint (mail->len, ==, 3);
  g_assert_true (mail->pdata[2] == account);
  nobody = acme_scm_import_check_get_namesakes (check, "nobody");
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
test_draft (void)
{
  static const char *const cells[] = { "web", "DV – Web Team", "01697", "WWW.Northern.example, bücher.example", NULL };
  g_autoptr(AcmeScmImportCheck) check = make_check ();
  g_autoptr(AcmeImportRow) row = make_row (2, cells);
  AcmeAccountDraft *draft;

  take_all (check);
  g_assert_true (acme_scm_import_check_row (check, row));
  draft = acme_import_row_get_draft (row);
  g_assert_cmpstr (acme_account_draft_get_kind (draft), ==, ACME_ACCOUNT_KIND_PUBLIC);
  g_assert_cmpstr (acme_account_draft_get_name (draft), ==, "web");
  g_assert_cmpstr (acme_account_draft_get_acme_server (draft), ==, "DV ACME Server");
  g_assert_cmpint (acme_account_draft_get_organization_id (draft), ==, 1697);
  g_assert_null (acme_account_draft_get_profile_name (draft));
  g_assert_cmpstr (acme_account_draft_get_domains (draft)[0], ==, "www.northern.example");
  g_assert_cmpstr (acme_account_draft_get_domains (draft)[1], ==, "xn--bcher-kva.example");
  g_assert_null (acme_account_draft_get_domains (draft)[2]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/import-check/rows", test_rows);
  g_test_add_func ("/scm/import-check/long-name", test_long_name);
  g_test_add_func ("/scm/import-check/little-known", test_little_known);
  g_test_add_func ("/scm/import-check/namesakes", test_namesakes);
  g_test_add_func ("/scm/import-check/draft", test_draft);
  return g_test_run ();
}

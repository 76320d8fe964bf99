/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-scm-account-collector.h"
#include "acme-scm-parse.h"
#include "scm-double.h"

/* Three accounts of the endpoint, each by another of its names, and one of another endpoint */
static const char *const page =
  "[{\"id\": 1, \"acmeServer\": \"https://acme.example.test/v2/OV\", \"organizationId\": 1698},"
  " {\"id\": 2, \"acmeServer\": \"OV ACME Server\", \"organizationId\": 1697},"
  " {\"id\": 3, \"acmeServer\": \"Central\", \"organizationId\": 7},"
  " {\"id\": 4, \"acmeServer\": \"DV ACME Server\", \"organizationId\": 1697}]";

/* What was given out, in the order in which it was */
typedef struct
{
  GString *ids;
  guint n_calls;
} Given;

static void
given_cb (GPtrArray *accounts,
          gpointer   user_data)
{
  Given *given = user_data;

  given->n_calls++;
  g_assert_cmpuint (accounts->len, >, 0);
  for (guint i = 0; i < accounts->len; i++)
    g_string_append_printf (given->ids, "%s ", acme_item_get_text (accounts->pdata[i], ACME_ACCOUNT_ID));
  g_string_append (given->ids, "| ");
}

static void
assert_given (Given      *given,
              const char *ids)
{
  g_assert_cmpstr (given->ids->str, ==, ids);
  g_string_truncate (given->ids, 0);
}

static AcmeEndpoint *
make_endpoint (const char *url)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (738);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "Central");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, url);
  return endpoint;
}

static AcmeScmAccountCollector *
make_collector (gboolean  is_for_one,
                Given    *given)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint ("https://acme.example.test/v2/OV");
  g_autoptr(GPtrArray) endpoints = g_ptr_array_new ();

  given->ids = g_string_new (NULL);
  g_ptr_array_add (endpoints, endpoint);
  return acme_scm_account_collector_new (is_for_one ? endpoint : NULL, endpoints, given_cb, given);
}

static void
take_page (AcmeScmAccountCollector *collector,
           const char              *kind,
           const char              *json)
{
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(JsonNode) node = acme_scm_parse (bytes, NULL);

  acme_scm_account_collector_take_page (collector, kind, json_node_get_array (node));
}

static void
set_names (AcmeScmAccountCollector *collector)
{
  g_autoptr(GPtrArray) organizations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeOrganizationIndex) index = NULL;
  AcmeItem *organization = ACME_ITEM (acme_organization_new (1697));

  acme_item_set_string (organization, ACME_ORGANIZATION_NAME, "University");
  acme_item_set_variant (organization, ACME_ORGANIZATION_DEPARTMENTS,
                         g_variant_new_parsed ("[{'id': <int64 1698>, 'name': <'IT'>}]"));
  g_ptr_array_add (organizations, organization);
  index = acme_organization_index_new (organizations);
  acme_scm_account_collector_set_names (collector, index, NULL);
}

static void
set_servers (AcmeScmAccountCollector *collector)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeScmServers) servers = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, "/api/acme/v1/server",
                       "[{\"name\": \"OV ACME Server\", \"url\": \"https://acme.example.test/v2/OV\"},"
                       " {\"name\": \"DV ACME Server\", \"url\": \"https://acme.example.test/v2/DV\"}]");
  acme_scm_list_servers_async (session, NULL, scm_outcome_cb, &outcome);
  servers = acme_scm_list_servers_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  acme_scm_account_collector_set_servers (collector, servers, NULL);
}

static void
fail_servers (AcmeScmAccountCollector *collector)
{
  g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, ACME_ERROR_FORBIDDEN, "Not you.");

  acme_scm_account_collector_set_servers (collector, NULL, error);
}

static void
assert_account (GPtrArray  *accounts,
                guint       i,
                const char *key,
                const char *organization,
                gint64      endpoint)
{
  g_assert_cmpuint (i, <, accounts->len);
  g_assert_cmpstr (acme_item_get_key (accounts->pdata[i]), ==, key);
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[i], ACME_ACCOUNT_ORGANIZATION), ==, organization);
  g_assert_cmpint (acme_item_get_number (accounts->pdata[i], ACME_ACCOUNT_ENDPOINT), ==, endpoint);
  g_assert_null (acme_item_get_problem (accounts->pdata[i]));
}

/* Whatever the order in which things come, the end is the same */
static void
test_order (void)
{
  /* P: a page, N: the names, S: the servers */
  static const struct { const char *order; const char *given; } cases[] = {
    { "PNS", "1 3 | 1 | 2 | " },   /* the third account's organization is not known */
    { "PSN", "1 3 | 2 | 1 2 | " },
    { "SPN", "1 2 3 | 1 2 | " },
    { "SNP", "1 2 3 | " },
    { "NPS", "1 3 | 2 | " },
    { "NSP", "1 2 3 | " },
    { "PPNS", "1 3 | 1 | 2 | " },  /* a list that moved while it was read */
    { "PNPS", "1 3 | 1 | 2 | " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Given given = { NULL };
      g_autoptr(AcmeScmAccountCollector) collector = make_collector (TRUE, &given);
      g_autoptr(GPtrArray) accounts = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].order);
      for (const char *p = cases[i].order; *p != '\0'; p++)
        {
          if (*p == 'P')
            take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, page);
          else if (*p == 'N')
            set_names (collector);
          else
            set_servers (collector);
        }
      assert_given (&given, cases[i].given);
      accounts = acme_scm_account_collector_steal (collector, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (accounts->len, ==, 3);
      assert_account (accounts, 0, "public/1", "University", 738);
      g_assert_cmpstr (acme_item_get_text (accounts->pdata[0], ACME_ACCOUNT_DEPARTMENT), ==, "IT");
      assert_account (accounts, 1, "public/2", "University", 738);
      assert_account (accounts, 2, "public/3", "", 738);
      g_string_free (given.ids, TRUE);
    }
}

/* Nothing is held back when all are wanted; where they belong is added */
static void
test_all (void)
{
  Given given = { NULL };
  g_autoptr(AcmeScmAccountCollector) collector = make_collector (FALSE, &given);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (acme_scm_account_collector_expects (collector, ACME_ACCOUNT_KIND_PUBLIC));
  g_assert_false (acme_scm_account_collector_expects (collector, ACME_ACCOUNT_KIND_UNIVERSAL));
  g_assert_true (acme_scm_account_collector_needs_servers (collector));
  set_names (collector);
  take_page (collector, ACME_ACCOUNT_KIND_UNIVERSAL,
             "[{\"id\": 1, \"acmeServer\": \"https://acme.example.test/v2/OV\", \"organizationId\": 1697}]");
  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, page);
  set_servers (collector);
  assert_given (&given, "1 | 1 2 3 4 | 2 | ");

  accounts = acme_scm_account_collector_steal (collector, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 5);
  assert_account (accounts, 0, "public/1", "University", 738);
  assert_account (accounts, 1, "public/2", "University", 738);
  assert_account (accounts, 2, "public/3", "", 738);
  assert_account (accounts, 3, "public/4", "University", ACME_NUMBER_NONE);
  assert_account (accounts, 4, "universal/1", "University", ACME_NUMBER_NONE);
  g_string_free (given.ids, TRUE);
}

static void
test_without_endpoints (void)
{
  Given given = { g_string_new (NULL) };
  g_autoptr(AcmeScmAccountCollector) collector = acme_scm_account_collector_new (NULL, NULL, given_cb, &given);
  g_autoptr(GPtrArray) accounts = NULL;

  g_assert_true (acme_scm_account_collector_expects (collector, ACME_ACCOUNT_KIND_UNIVERSAL));
  g_assert_false (acme_scm_account_collector_needs_servers (collector));
  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, page);
  assert_given (&given, "1 2 3 4 | ");
  set_names (collector);
  assert_given (&given, "1 2 4 | ");
  accounts = acme_scm_account_collector_steal (collector, NULL);
  g_assert_cmpuint (accounts->len, ==, 4);
  assert_account (accounts, 1, "public/2", "University", ACME_NUMBER_NONE);
  g_string_free (given.ids, TRUE);
}

/* The problem is told once, to those who are there and to those who come */
static void
test_no_names (void)
{
  g_autoptr(GError) names_error = g_error_new_literal (ACME_ERROR, ACME_ERROR_NETWORK, "The line is dead.");
  Given given = { g_string_new (NULL) };
  g_autoptr(AcmeScmAccountCollector) collector = acme_scm_account_collector_new (NULL, NULL, given_cb, &given);
  g_autoptr(GPtrArray) accounts = NULL;

  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, "[{\"id\": 1, \"name\": 5}]");
  acme_scm_account_collector_set_names (collector, NULL, names_error);
  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, "[{\"id\": 2}]");
  assert_given (&given, "1 | 1 | 2 | ");
  accounts = acme_scm_account_collector_steal (collector, NULL);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[0]), "“name”"));
  for (guint i = 0; i < accounts->len; i++)
    g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[i]), "The line is dead."));
  g_string_free (given.ids, TRUE);
}

/* Without the servers, what is sure is given out, and that there may be more is an error */
static void
test_undecided (void)
{
  Given given = { NULL };
  g_autoptr(AcmeScmAccountCollector) collector = make_collector (TRUE, &given);
  g_autoptr(GError) error = NULL;

  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, page);
  fail_servers (collector);
  assert_given (&given, "1 3 | ");
  g_assert_null (acme_scm_account_collector_steal (collector, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "Not you."));
  g_string_free (given.ids, TRUE);
}

/* URLs need no servers */
static void
test_decided_by_url (void)
{
  Given given = { NULL };
  g_autoptr(AcmeScmAccountCollector) collector = make_collector (TRUE, &given);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC,
             "[{\"id\": 1, \"acmeServer\": \"https://acme.example.test/v2/OV/\"},"
             " {\"id\": 2, \"acmeServer\": \"https://acme.example.test/v2/DV\"}]");
  fail_servers (collector);
  assert_given (&given, "1 | ");
  accounts = acme_scm_account_collector_steal (collector, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_string_free (given.ids, TRUE);
}

static void
test_undecided_among_all (void)
{
  Given given = { NULL };
  g_autoptr(AcmeScmAccountCollector) collector = make_collector (FALSE, &given);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, page);
  fail_servers (collector);
  assert_given (&given, "1 2 3 4 | 2 4 | ");
  accounts = acme_scm_account_collector_steal (collector, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 4);
  g_assert_null (acme_item_get_problem (accounts->pdata[0]));
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[1]), "not known to which endpoint"));
  g_string_free (given.ids, TRUE);
}

/* An endpoint of which nobody knows the URL */
static void
test_no_url (void)
{
  g_autoptr(AcmeEndpoint) endpoint = make_endpoint (NULL);
  Given given = { g_string_new (NULL) };
  g_autoptr(AcmeScmAccountCollector) collector = acme_scm_account_collector_new (endpoint, NULL, given_cb, &given);
  g_autoptr(GError) error = NULL;

  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, page);
  set_servers (collector);
  assert_given (&given, "3 | ");
  g_assert_null (acme_scm_account_collector_steal (collector, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "URL"));
  g_string_free (given.ids, TRUE);
}

/* Those that say nothing of an endpoint are shown at each; what is sure to be another's does not count at all */
static void
test_odd (void)
{
  Given given = { NULL };
  g_autoptr(AcmeScmAccountCollector) collector = make_collector (TRUE, &given);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  set_servers (collector);
  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC,
             "[{\"id\": 1}, {\"id\": 2, \"acmeServer\": 5}, {\"acmeServer\": \"DV ACME Server\"},"
             " {\"id\": 3, \"acmeServer\": \"Central\", \"name\": []}, {\"acmeServer\": \"Central\"}, null]");
  assert_given (&given, "1 2 3 | ");
  accounts = acme_scm_account_collector_steal (collector, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 4);
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[0]), "not known to which endpoint"));
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[1]), "“acmeServer”"));
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[2]), "“name”"));
  g_assert_cmpstr (acme_item_get_text (accounts->pdata[3], ACME_ACCOUNT_ID), ==, "");
  g_assert_nonnull (strstr (acme_item_get_problem (accounts->pdata[3]), "2 entries"));
  g_string_free (given.ids, TRUE);
}

static void
test_nothing_usable (void)
{
  Given given = { NULL };
  g_autoptr(AcmeScmAccountCollector) collector = make_collector (TRUE, &given);
  g_autoptr(GError) error = NULL;

  set_servers (collector);
  take_page (collector, ACME_ACCOUNT_KIND_PUBLIC, "[{\"acmeServer\": \"Central\"}, null]");
  assert_given (&given, "");
  g_assert_null (acme_scm_account_collector_steal (collector, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_string_free (given.ids, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-collector/order", test_order);
  g_test_add_func ("/scm/account-collector/all", test_all);
  g_test_add_func ("/scm/account-collector/without-endpoints", test_without_endpoints);
  g_test_add_func ("/scm/account-collector/no-names", test_no_names);
  g_test_add_func ("/scm/account-collector/undecided", test_undecided);
  g_test_add_func ("/scm/account-collector/decided-by-url", test_decided_by_url);
  g_test_add_func ("/scm/account-collector/undecided-among-all", test_undecided_among_all);
  g_test_add_func ("/scm/account-collector/no-url", test_no_url);
  g_test_add_func ("/scm/account-collector/odd", test_odd);
  g_test_add_func ("/scm/account-collector/nothing-usable", test_nothing_usable);
  return g_test_run ();
}

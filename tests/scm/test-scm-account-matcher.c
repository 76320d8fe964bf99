/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-scm-account-matcher.h"
#include "scm-double.h"

#define PUBLIC ACME_ACCOUNT_KIND_PUBLIC
#define UNIVERSAL ACME_ACCOUNT_KIND_UNIVERSAL

static void
add_endpoint (AcmeScmAccountMatcher *matcher,
              gint64                 id,
              const char            *type,
              const char            *name,
              const char            *url)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (id);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, type);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, name);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, url);
  acme_scm_account_matcher_add (matcher, endpoint);
}

static AcmeScmAccountMatcher *
make_matcher (void)
{
  AcmeScmAccountMatcher *matcher = acme_scm_account_matcher_new ();

  add_endpoint (matcher, 1, ACME_ENDPOINT_TYPE_PUBLIC, "OV for all", "https://acme.example.test/v2/OV");
  add_endpoint (matcher, 2, ACME_ENDPOINT_TYPE_PUBLIC, "DV ACME Server", "https://acme.example.test/v2/DV");
  add_endpoint (matcher, 3, ACME_ENDPOINT_TYPE_UNIVERSAL, "Campus", "https://campus.example.test/directory");
  return matcher;
}

/* Servers as SCM lists them */
static AcmeScmServers *
make_servers (const char *json)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  AcmeScmServers *servers;

  scm_double_add_json (server, "/api/acme/v1/server", json);
  acme_scm_list_servers_async (session, NULL, scm_outcome_cb, &outcome);
  servers = acme_scm_list_servers_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  return servers;
}

static void
assert_match (AcmeScmAccountMatcher *matcher,
              const char            *kind,
              const char            *acme_server,
              AcmeScmMatch           match,
              gint64                 id)
{
  AcmeEndpoint *endpoint = NULL;

  g_test_message ("%s %s", kind, acme_server);
  g_assert_cmpint (acme_scm_account_matcher_find (matcher, kind, acme_server, &endpoint), ==, match);
  g_assert_true ((endpoint != NULL) == (match == ACME_SCM_MATCH_YES));
  if (endpoint != NULL)
    g_assert_cmpint (acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID), ==, id);
}

/* What an endpoint is called itself is enough; C1: a name or a URL, which may be written in other ways */
static void
test_without_servers (void)
{
  g_autoptr(AcmeScmAccountMatcher) matcher = make_matcher ();

  assert_match (matcher, PUBLIC, "https://acme.example.test/v2/OV", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "HTTPS://ACME.example.TEST:443/v2/OV/", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "OV for all", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "DV ACME Server", ACME_SCM_MATCH_YES, 2);
  assert_match (matcher, UNIVERSAL, "Campus", ACME_SCM_MATCH_YES, 3);
  assert_match (matcher, UNIVERSAL, "https://campus.example.test:443/directory/", ACME_SCM_MATCH_YES, 3);

  /* the path of a URL has a case */
  assert_match (matcher, PUBLIC, "https://acme.example.test/v2/ov", ACME_SCM_MATCH_LATER, 0);
  assert_match (matcher, PUBLIC, "OV ACME Server", ACME_SCM_MATCH_LATER, 0);
  assert_match (matcher, PUBLIC, NULL, ACME_SCM_MATCH_UNKNOWN, 0);
  assert_match (matcher, PUBLIC, "", ACME_SCM_MATCH_UNKNOWN, 0);

  /* the kinds have nothing to do with each other */
  assert_match (matcher, PUBLIC, "Campus", ACME_SCM_MATCH_LATER, 0);
  assert_match (matcher, UNIVERSAL, "OV for all", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, UNIVERSAL, "https://acme.example.test/v2/OV", ACME_SCM_MATCH_NO, 0);
}

static void
test_with_servers (void)
{
  g_autoptr(AcmeScmAccountMatcher) matcher = make_matcher ();
  g_autoptr(AcmeScmServers) servers =
    make_servers ("[{\"name\": \"OV ACME Server\", \"url\": \"https://acme.example.test/v2/OV/\","
                  "  \"certValidationType\": \"OV\"},"
                  " {\"name\": \"DV ACME Server\", \"url\": \"https://dv.example.test/\"},"
                  " {\"name\": \"Stranger\", \"url\": \"https://stranger.example.test/\"},"
                  " {\"name\": \"Stranger\", \"url\": null}, {\"url\": \"https://nameless.example.test/\"},"
                  /* bound to the first by its name alone, which is no name of the endpoint */
                  " {\"name\": \"OV ACME Server\", \"url\": \"https://twin.example.test/\"}]");

  acme_scm_account_matcher_set_servers (matcher, servers);
  assert_match (matcher, PUBLIC, "https://acme.example.test/v2/OV", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "OV ACME Server", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "https://dv.example.test", ACME_SCM_MATCH_YES, 2);
  assert_match (matcher, PUBLIC, "DV ACME Server", ACME_SCM_MATCH_YES, 2);
  assert_match (matcher, PUBLIC, "Stranger", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, PUBLIC, "https://stranger.example.test/", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, PUBLIC, "https://twin.example.test/", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, PUBLIC, "ov acme server", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, UNIVERSAL, "OV ACME Server", ACME_SCM_MATCH_NO, 0);
}

/* Without the servers, a name says nothing; a URL does */
static void
test_servers_fail (void)
{
  g_autoptr(AcmeScmAccountMatcher) matcher = make_matcher ();

  acme_scm_account_matcher_set_servers (matcher, NULL);
  assert_match (matcher, PUBLIC, "https://acme.example.test/v2/OV", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "OV for all", ACME_SCM_MATCH_YES, 1);
  assert_match (matcher, PUBLIC, "OV ACME Server", ACME_SCM_MATCH_UNKNOWN, 0);
  assert_match (matcher, PUBLIC, "https://stranger.example.test/", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, UNIVERSAL, "Stranger", ACME_SCM_MATCH_NO, 0);
}

/* An entry that cannot be read may be the one that is looked for */
static void
test_odd_servers (void)
{
  static const char *const lists[] = {
    "[{\"name\": 5, \"url\": \"https://acme.example.test/v2/OV\"}]", "[{\"name\": \"x\", \"url\": []}]", "[7]",
    "[{\"certValidationType\": \"OV\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(AcmeScmAccountMatcher) matcher = make_matcher ();
      g_autoptr(AcmeScmServers) servers = make_servers (lists[i]);

      acme_scm_account_matcher_set_servers (matcher, servers);
      assert_match (matcher, PUBLIC, "OV for all", ACME_SCM_MATCH_YES, 1);
      assert_match (matcher, PUBLIC, "OV ACME Server", ACME_SCM_MATCH_UNKNOWN, 0);
    }
}

/* An endpoint whose details could not be read may have any URL */
static void
test_endpoint_without_url (void)
{
  g_autoptr(AcmeScmAccountMatcher) matcher = make_matcher ();
  g_autoptr(AcmeScmServers) servers = make_servers ("[]");

  add_endpoint (matcher, 4, ACME_ENDPOINT_TYPE_PUBLIC, "Lost", NULL);
  acme_scm_account_matcher_set_servers (matcher, servers);
  assert_match (matcher, PUBLIC, "Lost", ACME_SCM_MATCH_YES, 4);
  assert_match (matcher, PUBLIC, "https://acme.example.test/v2/DV", ACME_SCM_MATCH_YES, 2);
  assert_match (matcher, PUBLIC, "https://stranger.example.test/", ACME_SCM_MATCH_UNKNOWN, 0);
  assert_match (matcher, PUBLIC, "Stranger", ACME_SCM_MATCH_NO, 0);
  assert_match (matcher, UNIVERSAL, "https://stranger.example.test/", ACME_SCM_MATCH_NO, 0);
}

static void
test_kinds (void)
{
  g_autoptr(AcmeScmAccountMatcher) universal = acme_scm_account_matcher_new ();
  g_autoptr(AcmeScmAccountMatcher) untyped = acme_scm_account_matcher_new ();

  g_assert_false (acme_scm_account_matcher_has_kind (universal, PUBLIC));
  g_assert_false (acme_scm_account_matcher_has_kind (universal, UNIVERSAL));
  add_endpoint (universal, 3, ACME_ENDPOINT_TYPE_UNIVERSAL, "Campus", "https://campus.example.test/directory");
  g_assert_false (acme_scm_account_matcher_has_kind (universal, PUBLIC));
  g_assert_true (acme_scm_account_matcher_has_kind (universal, UNIVERSAL));

  /* one of which SCM did not say what it is */
  add_endpoint (untyped, 5, NULL, "Either", "https://either.example.test/");
  g_assert_true (acme_scm_account_matcher_has_kind (untyped, PUBLIC));
  g_assert_true (acme_scm_account_matcher_has_kind (untyped, UNIVERSAL));
  assert_match (untyped, PUBLIC, "Either", ACME_SCM_MATCH_YES, 5);
  assert_match (untyped, UNIVERSAL, "https://either.example.test", ACME_SCM_MATCH_YES, 5);
}

/* Two endpoints of one name: the URL decides where there is one */
static void
test_ambiguous (void)
{
  g_autoptr(AcmeScmAccountMatcher) matcher = acme_scm_account_matcher_new ();

  add_endpoint (matcher, 1, ACME_ENDPOINT_TYPE_PUBLIC, "Same", "https://one.example.test/");
  add_endpoint (matcher, 2, ACME_ENDPOINT_TYPE_PUBLIC, "Same", "https://two.example.test/");
  assert_match (matcher, PUBLIC, "https://two.example.test", ACME_SCM_MATCH_YES, 2);
  assert_match (matcher, PUBLIC, "Same", ACME_SCM_MATCH_YES, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-matcher/without-servers", test_without_servers);
  g_test_add_func ("/scm/account-matcher/with-servers", test_with_servers);
  g_test_add_func ("/scm/account-matcher/servers-fail", test_servers_fail);
  g_test_add_func ("/scm/account-matcher/odd-servers", test_odd_servers);
  g_test_add_func ("/scm/account-matcher/endpoint-without-url", test_endpoint_without_url);
  g_test_add_func ("/scm/account-matcher/kinds", test_kinds);
  g_test_add_func ("/scm/account-matcher/ambiguous", test_ambiguous);
  return g_test_run ();
}

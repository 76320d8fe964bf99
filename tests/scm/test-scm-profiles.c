/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-profile.h"
#include "acme-scm-profiles.h"
#include "scm-double.h"

#define NEW_PATH "/api/ssl/v2/types"
#define OLD_PATH "/api/ssl/v1/types"

static const char *const sample =
  "[{\"id\": 1018, \"name\": \"Private SSL\", \"description\": \"For machines\", \"terms\": [365],"
  "  \"keyTypes\": {\"RSA\": [\"2048\"]}, \"useSecondaryOrgName\": false}, {\"id\": \"1019\", \"name\": \"Other\"}]";

static GPtrArray *
list_profiles (ScmDouble  *server,
               gint64      organization_id,
               GError    **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_profiles_async (session, organization_id, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_profiles_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_sample (GPtrArray *items)
{
  g_assert_nonnull (items);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_true (ACME_IS_PROFILE (items->pdata[0]));
  g_assert_cmpstr (acme_item_get_text (items->pdata[0], ACME_PROFILE_ID), ==, "1018");
  g_assert_cmpstr (acme_item_get_text (items->pdata[0], ACME_PROFILE_NAME), ==, "Private SSL");
  g_assert_cmpstr (acme_item_get_text (items->pdata[0], ACME_PROFILE_DESCRIPTION), ==, "For machines");
  g_assert_cmpstr (acme_item_get_text (items->pdata[1], ACME_PROFILE_ID), ==, "1019");
  g_assert_null (acme_item_get_problem (items->pdata[1]));
}

static void
test_new_path (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) some = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, NEW_PATH, sample);
  all = list_profiles (server, 0, &error);
  g_assert_no_error (error);
  assert_sample (all);
  some = list_profiles (server, 1697, &error);
  g_assert_no_error (error);
  assert_sample (some);
  g_assert_cmpuint (server->requests->len, ==, 2);
  g_assert_cmpstr (server->requests->pdata[0], ==, "GET " NEW_PATH);
  g_assert_cmpstr (server->requests->pdata[1], ==, "GET " NEW_PATH "?organizationId=1697");
}

static void
test_old_path (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, OLD_PATH, sample);
  items = list_profiles (server, 5, &error);
  g_assert_no_error (error);
  assert_sample (items);
  g_assert_cmpstr (server->requests->pdata[1], ==, "GET " OLD_PATH "?organizationId=5");

  soup_server_remove_handler (server->server, OLD_PATH);
  none = list_profiles (server, 5, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
  g_assert_cmpuint (server->requests->len, ==, 4);
}

static void
refused_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  scm_double_answer (message, 400, "{\"code\": -37, \"description\": \"Access denied\"}");
}

/* Only a 404 says that the path is not known */
static void
test_refused (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add (server, NEW_PATH, refused_cb, NULL);
  scm_double_add_json (server, OLD_PATH, sample);
  none = list_profiles (server, 0, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FORBIDDEN);
  g_assert_cmpuint (server->requests->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/profiles/new-path", test_new_path);
  g_test_add_func ("/scm/profiles/old-path", test_old_path);
  g_test_add_func ("/scm/profiles/refused", test_refused);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists against the demo server, which was written from SCM's documents alone: first as it is, then with each of
 * its faults. After each fault the same session works again. */

#include "acme-endpoint.h"
#include "acme-organization.h"
#include "acme-profile.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-organizations.h"
#include "acme-scm-profiles.h"
#include "scm-demo.h"

#define LIST "/api/endpoint/v1"

static AcmeDemoServer *demo;

static GPtrArray *
list_endpoints (AcmeScmSession  *session,
                GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_endpoints_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_all_endpoints (AcmeScmSession *session)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = list_endpoints (session, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 12);
  for (guint i = 0; i < items->len; i++)
    {
      AcmeItem *item = items->pdata[i];
      gboolean is_universal = acme_endpoint_is_universal (items->pdata[i]);

      g_assert_null (acme_item_get_problem (item));
      g_assert_cmpint (acme_item_get_number (item, ACME_ENDPOINT_ID), >, 0);
      g_assert_cmpstr (acme_endpoint_get_name (items->pdata[i]), !=, "");
      g_assert_true (g_str_has_prefix (acme_endpoint_get_url (items->pdata[i]), "http"));
      g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_DELEGATION_MODE), !=, "");
      g_assert_true ((acme_item_get_string (item, ACME_ENDPOINT_VALIDATION_TYPE) == NULL) == is_universal);
    }
}

static void
test_endpoints (void)
{
  static const AcmeSignIn ways[] = { ACME_SIGN_IN_OAUTH, ACME_SIGN_IN_PASSWORD };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ways[i]);

      assert_all_endpoints (session);
    }
}

static void
test_organizations (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  guint n_departments = 0;

  acme_scm_list_organizations_async (session, NULL, scm_outcome_cb, &outcome);
  items = acme_scm_list_organizations_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    {
      GVariant *departments = acme_item_get_variant (items->pdata[i], ACME_ORGANIZATION_DEPARTMENTS);

      g_assert_null (acme_item_get_problem (items->pdata[i]));
      g_assert_cmpstr (acme_item_get_text (items->pdata[i], ACME_ORGANIZATION_NAME), !=, "");
      n_departments += departments != NULL ? g_variant_n_children (departments) : 0;
    }
  g_assert_cmpuint (n_departments, >, 0);
}

static void
test_profiles (void)
{
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_list_profiles_async (session, 0, NULL, scm_outcome_cb, &outcome);
  items = acme_scm_list_profiles_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    {
      g_assert_null (acme_item_get_problem (items->pdata[i]));
      g_assert_cmpstr (acme_item_get_text (items->pdata[i], ACME_PROFILE_NAME), !=, "");
    }
}

/* Everything of one kind of sample data is signed in to with the wrong values */
static void
test_wrong_credentials (void)
{
  g_autoptr(AcmeScmConfig) secret = scm_demo_make_config (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(AcmeScmConfig) password = scm_demo_make_config (demo, ACME_SIGN_IN_PASSWORD);
  AcmeScmConfig *const configs[] = { secret, password };

  acme_scm_config_set_oauth (secret, acme_demo_server_get_token_url (demo), acme_demo_server_get_client_id (demo),
                             "not the secret");
  acme_scm_config_set_password (password, acme_demo_server_get_login (demo), "not the password",
                                acme_demo_server_get_customer_uri (demo));
  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_autoptr(AcmeScmSession) session = acme_scm_session_new (configs[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (list_endpoints (session, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_AUTH);
      g_test_message ("%s", error->message);
    }
}

/* The list itself, and with it everything below its path */
static void
test_list_fault (gconstpointer data)
{
  const ScmFault *test_case = data;
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_fault_add (test_case, demo, LIST);
  items = list_endpoints (session, &error);
  g_test_message ("%s", error != NULL ? error->message : "works");
  if (test_case->error == SCM_FAULT_ANY_OK)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, test_case->fault.kind == ACME_DEMO_FAULT_DUPLICATE_IDS ? 11 : 12);
    }
  else
    {
      g_assert_error (error, ACME_ERROR, test_case->error);
      g_assert_null (items);
    }

  acme_demo_server_clear_faults (demo);
  assert_all_endpoints (session);
}

/* Only the details: the rows are there, and say what is wrong */
static void
test_detail_fault (gconstpointer data)
{
  const ScmFault *test_case = data;
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  guint n_problems = 0;

  scm_fault_add (test_case, demo, LIST "/");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 12);
  g_test_message ("%s", acme_item_get_problem (items->pdata[0]));
  for (guint i = 0; i < items->len; i++)
    {
      g_assert_cmpstr (acme_endpoint_get_name (items->pdata[i]), !=, "");
      n_problems += acme_item_get_problem (items->pdata[i]) != NULL;
    }
  if (test_case->detail_error == SCM_FAULT_SOME)
    g_assert_cmpuint (n_problems, >, 0);
  else
    g_assert_cmpuint (n_problems, ==, test_case->detail_error * items->len);

  acme_demo_server_clear_faults (demo);
  assert_all_endpoints (session);
}

/* Whatever the list of servers does, only the validation types may be missing */
static void
test_server_fault (gconstpointer data)
{
  const ScmFault *test_case = data;
  g_autoptr(AcmeScmSession) session = scm_demo_make_session (demo, ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_fault_add (test_case, demo, "/api/acme/v1/server");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 12);
  for (guint i = 0; i < items->len; i++)
    {
      g_assert_null (acme_item_get_problem (items->pdata[i]));
      g_assert_cmpstr (acme_endpoint_get_url (items->pdata[i]), !=, "");
    }

  acme_demo_server_clear_faults (demo);
  assert_all_endpoints (session);
}

int
main (int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = acme_demo_server_new (ACME_DEMO_DATA_SMALL);
  acme_demo_server_start (demo, 0, &error);
  g_assert_no_error (error);

  g_test_add_func ("/scm/demo/endpoints", test_endpoints);
  g_test_add_func ("/scm/demo/organizations", test_organizations);
  g_test_add_func ("/scm/demo/profiles", test_profiles);
  g_test_add_func ("/scm/demo/wrong-credentials", test_wrong_credentials);
  for (guint i = 0; i < scm_n_faults; i++)
    {
      g_autofree char *list_path = g_strconcat ("/scm/demo/list/", scm_faults[i].name, NULL);
      g_autofree char *detail_path = g_strconcat ("/scm/demo/details/", scm_faults[i].name, NULL);
      g_autofree char *server_path = g_strconcat ("/scm/demo/servers/", scm_faults[i].name, NULL);

      g_test_add_data_func (list_path, &scm_faults[i], test_list_fault);
      g_test_add_data_func (detail_path, &scm_faults[i], test_detail_fault);
      /* a list of servers that takes the token away each time takes it away from the other requests too */
      if (scm_faults[i].fault.kind != ACME_DEMO_FAULT_EXPIRE_TOKEN || scm_faults[i].fault.times > 0)
        g_test_add_data_func (server_path, &scm_faults[i], test_server_fault);
    }
  status = g_test_run ();

  acme_demo_server_stop (demo);
  g_clear_object (&demo);
  return status;
}

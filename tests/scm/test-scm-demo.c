/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists against the demo server, which was written from SCM's documents alone: first as it is, then with each of
 * its faults. After each fault the same session works again. */

#include "acme-demo-server.h"
#include "acme-endpoint.h"
#include "acme-organization.h"
#include "acme-profile.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-organizations.h"
#include "acme-scm-profiles.h"
#include "scm-double.h"

#define LIST "/api/endpoint/v1"
#define ANY_OK (-1)
#define SOME 2

static AcmeDemoServer *demo;

static AcmeScmConfig *
make_config (AcmeSignIn sign_in)
{
  AcmeScmConfig *config = acme_scm_config_new (acme_demo_server_get_url (demo));

  if (sign_in == ACME_SIGN_IN_OAUTH)
    acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo), acme_demo_server_get_client_id (demo),
                               acme_demo_server_get_client_secret (demo));
  else
    acme_scm_config_set_password (config, acme_demo_server_get_login (demo), acme_demo_server_get_password (demo),
                                  acme_demo_server_get_customer_uri (demo));
  acme_scm_config_set_timeout (config, 2);
  return config;
}

static AcmeScmSession *
make_session (AcmeSignIn sign_in)
{
  g_autoptr(AcmeScmConfig) config = make_config (sign_in);

  return acme_scm_session_new (config);
}

static GPtrArray *
list_endpoints (AcmeScmSession  *session,
                GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, scm_outcome_cb, &outcome);
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
      g_autoptr(AcmeScmSession) session = make_session (ways[i]);

      assert_all_endpoints (session);
    }
}

static void
test_organizations (void)
{
  g_autoptr(AcmeScmSession) session = make_session (ACME_SIGN_IN_OAUTH);
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
  g_autoptr(AcmeScmSession) session = make_session (ACME_SIGN_IN_OAUTH);
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
  g_autoptr(AcmeScmConfig) secret = make_config (ACME_SIGN_IN_OAUTH);
  g_autoptr(AcmeScmConfig) password = make_config (ACME_SIGN_IN_PASSWORD);
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

typedef struct
{
  const char *name;
  AcmeDemoFault fault;
  int error;        /* an AcmeError, or ANY_OK */
  int detail_error; /* whether the same fault in the details is a problem of the rows: 0, 1, or SOME */
} FaultCase;

static const FaultCase faults[] = {
  { "none", { ACME_DEMO_FAULT_NONE }, ANY_OK, 0 },
  { "latency", { ACME_DEMO_FAULT_LATENCY, .delay_ms = 100 }, ANY_OK, 0 },
  { "stall-before-headers", { ACME_DEMO_FAULT_STALL_BEFORE_HEADERS }, ACME_ERROR_NETWORK, 1 },
  { "stall-in-body", { ACME_DEMO_FAULT_STALL_IN_BODY }, ACME_ERROR_NETWORK, 1 },
  { "reset", { ACME_DEMO_FAULT_RESET }, ACME_ERROR_NETWORK, 1 },
  { "truncate", { ACME_DEMO_FAULT_TRUNCATE }, ACME_ERROR_NETWORK, 1 },
  { "slow-drip", { ACME_DEMO_FAULT_SLOW_DRIP }, ACME_ERROR_NETWORK, 1 },
  { "status-400", { ACME_DEMO_FAULT_STATUS, .status = 400 }, ACME_ERROR_SERVER, 1 },
  { "status-401", { ACME_DEMO_FAULT_STATUS, .status = 401 }, ACME_ERROR_AUTH, 1 },
  { "status-403", { ACME_DEMO_FAULT_STATUS, .status = 403 }, ACME_ERROR_FORBIDDEN, 1 },
  { "status-404", { ACME_DEMO_FAULT_STATUS, .status = 404 }, ACME_ERROR_NOT_FOUND, 1 },
  { "status-409", { ACME_DEMO_FAULT_STATUS, .status = 409 }, ACME_ERROR_CONFLICT, 1 },
  { "status-429", { ACME_DEMO_FAULT_STATUS, .status = 429, .retry_after = -1 }, ACME_ERROR_RATE_LIMIT, 1 },
  { "status-500", { ACME_DEMO_FAULT_STATUS }, ACME_ERROR_SERVER, 1 },
  { "status-503", { ACME_DEMO_FAULT_STATUS, .status = 503, .retry_after = 120 }, ACME_ERROR_SERVER, 1 },
  { "once-503", { ACME_DEMO_FAULT_STATUS, .status = 503, .retry_after = 1, .times = 1 }, ANY_OK, 0 },
  { "html", { ACME_DEMO_FAULT_HTML }, ACME_ERROR_BAD_REPLY, 1 },
  { "html-status", { ACME_DEMO_FAULT_HTML_STATUS }, ACME_ERROR_SERVER, 1 },
  { "wrong-types", { ACME_DEMO_FAULT_WRONG_TYPES }, ACME_ERROR_BAD_REPLY, 1 },
  { "nulls", { ACME_DEMO_FAULT_NULLS }, ACME_ERROR_BAD_REPLY, 1 },
  { "not-json", { ACME_DEMO_FAULT_NOT_JSON }, ACME_ERROR_BAD_REPLY, 1 },
  { "empty", { ACME_DEMO_FAULT_EMPTY }, ACME_ERROR_BAD_REPLY, 1 },
  { "bom", { ACME_DEMO_FAULT_BOM }, ANY_OK, 0 },
  { "duplicate-keys", { ACME_DEMO_FAULT_DUPLICATE_KEYS }, ACME_ERROR_BAD_REPLY, 1 },
  { "duplicate-ids", { ACME_DEMO_FAULT_DUPLICATE_IDS }, ANY_OK, 0 },
  { "deep", { ACME_DEMO_FAULT_DEEP }, ACME_ERROR_BAD_REPLY, 1 },
  { "huge", { ACME_DEMO_FAULT_HUGE }, ACME_ERROR_BAD_REPLY, 1 },
  { "gzip-bomb", { ACME_DEMO_FAULT_GZIP_BOMB }, ACME_ERROR_BAD_REPLY, 1 },
  { "invalid-utf8", { ACME_DEMO_FAULT_INVALID_UTF8 }, ACME_ERROR_BAD_REPLY, 1 },
  { "wrong-charset", { ACME_DEMO_FAULT_WRONG_CHARSET }, ACME_ERROR_BAD_REPLY, SOME },
  { "redirect", { ACME_DEMO_FAULT_REDIRECT, .location = "https://login.example.net/" }, ACME_ERROR_BAD_REPLY, 1 },
  { "no-total", { ACME_DEMO_FAULT_NO_TOTAL }, ANY_OK, 0 },
  { "short-pages", { ACME_DEMO_FAULT_SHORT_PAGES }, ANY_OK, 0 },
  { "total-too-large", { ACME_DEMO_FAULT_SHORT_PAGES, .status = 1000000 }, ANY_OK, 0 },
  { "total-too-small", { ACME_DEMO_FAULT_SHORT_PAGES, .status = 3 }, ANY_OK, 0 },
  { "expire-token", { ACME_DEMO_FAULT_EXPIRE_TOKEN }, ACME_ERROR_AUTH, 1 },
  { "expire-token-once", { ACME_DEMO_FAULT_EXPIRE_TOKEN, .times = 1 }, ANY_OK, 0 },
};

static void
add_fault (const FaultCase *test_case,
           const char      *path)
{
  AcmeDemoFault fault = test_case->fault;

  fault.method = "GET";
  fault.path = path;
  if (fault.retry_after == 0)
    fault.retry_after = -1;
  acme_demo_server_add_fault (demo, &fault);
}

/* The list itself, and with it everything below its path */
static void
test_list_fault (gconstpointer data)
{
  const FaultCase *test_case = data;
  g_autoptr(AcmeScmSession) session = make_session (ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_fault (test_case, LIST);
  items = list_endpoints (session, &error);
  g_test_message ("%s", error != NULL ? error->message : "works");
  if (test_case->error == ANY_OK)
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
  const FaultCase *test_case = data;
  g_autoptr(AcmeScmSession) session = make_session (ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  guint n_problems = 0;

  add_fault (test_case, LIST "/");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 12);
  g_test_message ("%s", acme_item_get_problem (items->pdata[0]));
  for (guint i = 0; i < items->len; i++)
    {
      g_assert_cmpstr (acme_endpoint_get_name (items->pdata[i]), !=, "");
      n_problems += acme_item_get_problem (items->pdata[i]) != NULL;
    }
  if (test_case->detail_error == SOME)
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
  const FaultCase *test_case = data;
  g_autoptr(AcmeScmSession) session = make_session (ACME_SIGN_IN_OAUTH);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_fault (test_case, "/api/acme/v1/server");
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
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *list_path = g_strconcat ("/scm/demo/list/", faults[i].name, NULL);
      g_autofree char *detail_path = g_strconcat ("/scm/demo/details/", faults[i].name, NULL);
      g_autofree char *server_path = g_strconcat ("/scm/demo/servers/", faults[i].name, NULL);

      g_test_add_data_func (list_path, &faults[i], test_list_fault);
      g_test_add_data_func (detail_path, &faults[i], test_detail_fault);
      /* a list of servers that takes the token away each time takes it away from the other requests too */
      if (faults[i].fault.kind != ACME_DEMO_FAULT_EXPIRE_TOKEN || faults[i].fault.times > 0)
        g_test_add_data_func (server_path, &faults[i], test_server_fault);
    }
  status = g_test_run ();

  acme_demo_server_stop (demo);
  g_clear_object (&demo);
  return status;
}

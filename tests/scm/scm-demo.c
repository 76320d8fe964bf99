/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-demo.h"

#include "acme-scm-accounts.h"
#include "acme-scm-endpoints.h"

/* (transfer full): a server with sample data, on a free port */
AcmeDemoServer *
scm_demo_start (AcmeDemoData data)
{
  AcmeDemoServer *demo = acme_demo_server_new (data);
  g_autoptr(GError) error = NULL;

  acme_demo_server_start (demo, 0, &error);
  g_assert_no_error (error);
  return demo;
}

/* (transfer full): a session that does not wait for long */
AcmeScmSession *
scm_demo_make_session (AcmeDemoServer *demo)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (acme_demo_server_get_url (demo));

  acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo), acme_demo_server_get_client_id (demo),
                             acme_demo_server_get_client_secret (demo));
  acme_scm_config_set_timeout (config, 2);
  return acme_scm_session_new (config);
}

void
scm_demo_add_fault (AcmeDemoServer *demo,
                    AcmeDemoFault   fault)
{
  if (fault.retry_after == 0)
    fault.retry_after = -1;
  acme_demo_server_add_fault (demo, &fault);
}

GPtrArray *
scm_demo_list_endpoints (AcmeScmSession *session)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *endpoints;

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  endpoints = acme_scm_list_endpoints_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  return endpoints;
}

/* All accounts of both kinds, with their endpoints */
GPtrArray *
scm_demo_list_accounts (AcmeScmSession *session)
{
  g_autoptr(GPtrArray) endpoints = scm_demo_list_endpoints (session);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *accounts;

  acme_scm_list_accounts_async (session, NULL, endpoints, 0, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  accounts = acme_scm_list_accounts_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  return accounts;
}

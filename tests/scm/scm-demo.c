/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-demo.h"

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

void
scm_demo_add_fault (AcmeDemoServer *demo,
                    AcmeDemoFault   fault)
{
  if (fault.retry_after == 0)
    fault.retry_after = -1;
  acme_demo_server_add_fault (demo, &fault);
}

AcmeScmConfig *
scm_demo_make_config (AcmeDemoServer *demo,
                      AcmeSignIn      sign_in)
{
  AcmeScmConfig *config = acme_scm_config_new (acme_demo_server_get_url (demo));

  if (sign_in == ACME_SIGN_IN_OAUTH)
    acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo), acme_demo_server_get_client_id (demo),
                               acme_demo_server_get_client_secret (demo));
  else
    acme_scm_config_set_password (config, acme_demo_server_get_login (demo), acme_demo_server_get_password (demo),
                                  acme_demo_server_get_customer_uri (demo));
  acme_scm_config_set_timeout (config, SCM_DEMO_TIMEOUT);
  return config;
}

AcmeScmSession *
scm_demo_make_session (AcmeDemoServer *demo,
                       AcmeSignIn      sign_in)
{
  g_autoptr(AcmeScmConfig) config = scm_demo_make_config (demo, sign_in);

  return acme_scm_session_new (config);
}

GPtrArray *
scm_demo_list_endpoints (AcmeScmSession *session)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *items;

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  items = acme_scm_list_endpoints_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  return items;
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

gint64
scm_demo_count (AcmeScmSession *session,
                AcmeAccount    *account,
                AcmeScmCount    what)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  gint64 n;

  acme_scm_count_async (session, account, what, NULL, scm_outcome_cb, &outcome);
  n = acme_scm_count_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  return n;
}

const ScmFault scm_faults[] = {
  { "none", { ACME_DEMO_FAULT_NONE }, SCM_FAULT_ANY_OK, 0 },
  { "latency", { ACME_DEMO_FAULT_LATENCY, .delay_ms = 100 }, SCM_FAULT_ANY_OK, 0 },
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
  { "once-503", { ACME_DEMO_FAULT_STATUS, .status = 503, .retry_after = 1, .times = 1 }, SCM_FAULT_ANY_OK, 0 },
  { "html", { ACME_DEMO_FAULT_HTML }, ACME_ERROR_BAD_REPLY, 1 },
  { "html-status", { ACME_DEMO_FAULT_HTML_STATUS }, ACME_ERROR_SERVER, 1 },
  { "wrong-types", { ACME_DEMO_FAULT_WRONG_TYPES }, ACME_ERROR_BAD_REPLY, 1 },
  { "nulls", { ACME_DEMO_FAULT_NULLS }, ACME_ERROR_BAD_REPLY, 1 },
  { "not-json", { ACME_DEMO_FAULT_NOT_JSON }, ACME_ERROR_BAD_REPLY, 1 },
  { "empty", { ACME_DEMO_FAULT_EMPTY }, ACME_ERROR_BAD_REPLY, 1 },
  { "bom", { ACME_DEMO_FAULT_BOM }, SCM_FAULT_ANY_OK, 0 },
  { "duplicate-keys", { ACME_DEMO_FAULT_DUPLICATE_KEYS }, ACME_ERROR_BAD_REPLY, 1 },
  { "duplicate-ids", { ACME_DEMO_FAULT_DUPLICATE_IDS }, SCM_FAULT_ANY_OK, 0 },
  { "deep", { ACME_DEMO_FAULT_DEEP }, ACME_ERROR_BAD_REPLY, 1 },
  { "huge", { ACME_DEMO_FAULT_HUGE }, ACME_ERROR_BAD_REPLY, 1 },
  { "gzip-bomb", { ACME_DEMO_FAULT_GZIP_BOMB }, ACME_ERROR_BAD_REPLY, 1 },
  { "invalid-utf8", { ACME_DEMO_FAULT_INVALID_UTF8 }, ACME_ERROR_BAD_REPLY, 1 },
  { "wrong-charset", { ACME_DEMO_FAULT_WRONG_CHARSET }, ACME_ERROR_BAD_REPLY, SCM_FAULT_SOME },
  { "redirect", { ACME_DEMO_FAULT_REDIRECT, .location = "https://login.example.net/" }, ACME_ERROR_BAD_REPLY, 1 },
  { "no-total", { ACME_DEMO_FAULT_NO_TOTAL }, SCM_FAULT_ANY_OK, 0 },
  { "short-pages", { ACME_DEMO_FAULT_SHORT_PAGES }, SCM_FAULT_ANY_OK, 0 },
  { "total-too-large", { ACME_DEMO_FAULT_SHORT_PAGES, .status = 1000000 }, SCM_FAULT_ANY_OK, 0 },
  { "total-too-small", { ACME_DEMO_FAULT_SHORT_PAGES, .status = 3 }, SCM_FAULT_ANY_OK, 0 },
  { "expire-token", { ACME_DEMO_FAULT_EXPIRE_TOKEN }, ACME_ERROR_AUTH, 1 },
  { "expire-token-once", { ACME_DEMO_FAULT_EXPIRE_TOKEN, .times = 1 }, SCM_FAULT_ANY_OK, 0 },
};

const guint scm_n_faults = G_N_ELEMENTS (scm_faults);

guint
scm_fault_get_timeout (const ScmFault *fault)
{
  switch ((int) fault->fault.kind)
    {
    case ACME_DEMO_FAULT_STALL_BEFORE_HEADERS:
    case ACME_DEMO_FAULT_STALL_IN_BODY:
    case ACME_DEMO_FAULT_SLOW_DRIP:
      return SCM_DEMO_TIMEOUT;
    default:
      return SCM_DEMO_LONG_TIMEOUT;
    }
}

/* For reads of what is at @path and below it */
void
scm_fault_add (const ScmFault *fault,
               AcmeDemoServer *demo,
               const char     *path)
{
  AcmeDemoFault copy = fault->fault;

  copy.method = "GET";
  copy.path = path;
  scm_demo_add_fault (demo, copy);
}

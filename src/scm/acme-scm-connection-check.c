/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries a connection step by step, as it will be used: through the same session, proxy, trust and sign-in. What the
 * steps are is seen from outside, by watching how the first request gets on. With OAuth that one has no sign-in and is
 * only there to look at the server of SCM before the client secret goes anywhere. */

#include "config.h"

#include "acme-scm-connection-check.h"

#include <glib/gi18n.h>

#include "acme-account.h"
#include "acme-error.h"
#include "acme-field.h"
#include "acme-scm-account-sweep.h"
#include "acme-scm-audit.h"
#include "acme-scm-check-steps.h"
#include "acme-scm-check-words.h"
#include "acme-scm-client-certificate.h"
#include "acme-scm-credentials.h"
#include "acme-scm-deadline.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-exchange.h"
#include "acme-scm-proxy.h"
#include "acme-scm-session-private.h"

#define PROBE_PATH "/api/endpoint/v1"

typedef struct
{
  AcmeScmConfig *config;
  AcmeScmConfig *audit_config;     /* (nullable) */
  AcmeScmSession *session;
  AcmeScmSession *audit_session;   /* (nullable) */
  AcmeScmCredentials *credentials; /* (nullable): for the request without a sign-in */
  AcmeScmDeadline *listing;        /* (nullable): ends the list of endpoints once they are counted */
  guint n_endpoints;
  gboolean has_endpoints;
  AcmeScmCheckSteps steps;
} Check;

static void
free_check (Check *check)
{
  g_clear_object (&check->session);
  g_clear_object (&check->audit_session);
  g_clear_pointer (&check->credentials, acme_scm_credentials_free);
  g_clear_pointer (&check->config, acme_scm_config_unref);
  g_clear_pointer (&check->audit_config, acme_scm_config_unref);
  g_clear_pointer (&check->listing, acme_scm_deadline_free);
  acme_scm_check_steps_clear (&check->steps);
  g_free (check);
}

static void
return_check (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  if (check->steps.error != NULL)
    g_task_return_error (task, g_steal_pointer (&check->steps.error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes over @error. Returns TRUE if nobody wants to know anything any more */
static gboolean
is_over (GTask  *task,
         GError *error)
{
  if (!acme_error_is_cancelled (error))
    return FALSE;
  g_task_return_error (task, error);
  return TRUE;
}

static gboolean
ignore_event_cb (const AcmeEventRecord  *record,
                 gpointer                user_data,
                 GError                **error)
{
  return TRUE;
}

static void
audit_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  AcmeScmAuditProgress progress;
  GError *error = NULL;

  if (acme_scm_read_audit_finish (ACME_SCM_SESSION (source), result, &progress, &error))
    acme_scm_check_steps_end (&check->steps, ACME_SCM_CHECK_PASSED, _("The Audit API answers."));
  else if (is_over (task, error))
    return;
  else
    acme_scm_check_steps_fail (&check->steps, error);
  return_check (task);
}

static void
try_audit (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  gint64 now = g_get_real_time ();

  if (check->audit_config == NULL)
    {
      return_check (task);
      return;
    }
  if (check->steps.step != ACME_SCM_CHECK_AUDIT || check->steps.error != NULL)
    acme_scm_check_steps_run (&check->steps, ACME_SCM_CHECK_AUDIT);
  check->audit_session = acme_scm_session_new (check->audit_config);
  acme_scm_read_audit_async (check->audit_session, ACME_SCM_AUDIT_API, now - G_TIME_SPAN_HOUR, now, ignore_event_cb,
                             NULL, NULL, NULL, g_task_get_cancellable (task), audit_cb, g_object_ref (task));
}

static void
accounts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AcmeScmReply) reply = acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, NULL, &error);

  if (reply != NULL)
    acme_scm_check_steps_end (&check->steps, ACME_SCM_CHECK_PASSED, _("ACME accounts may be read."));
  else if (is_over (task, error))
    return;
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_FAILED))
    {
      /* Some tenants want to be asked for one organization after the other, which is done where accounts are listed */
      acme_scm_check_steps_end (&check->steps, ACME_SCM_CHECK_WARNED, error->message);
      g_clear_error (&error);
    }
  else
    acme_scm_check_steps_fail (&check->steps, error);
  try_audit (task);
}

static void
try_accounts (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = acme_scm_account_list_request_new (ACME_ACCOUNT_KIND_PUBLIC, 0);

  acme_scm_request_add_number (request, "size", 1);
  acme_scm_request_add_number (request, "position", 0);
  acme_scm_session_send_async (check->session, request, g_task_get_cancellable (task), accounts_cb,
                               g_object_ref (task));
}

static void
endpoints_found_cb (GPtrArray *endpoints,
                    gpointer   user_data)
{
  Check *check = user_data;

  check->has_endpoints = TRUE;
  check->n_endpoints = endpoints->len;
  g_cancellable_cancel (acme_scm_deadline_get_cancellable (check->listing));
}

static void
endpoints_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) endpoints = acme_scm_list_endpoints_finish (ACME_SCM_SESSION (source), result, &error);
  g_autofree char *sentence = NULL;

  if (endpoints != NULL && !check->has_endpoints)
    endpoints_found_cb (endpoints, check);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_clear_error (&error);
      g_task_return_error_if_cancelled (task);
      return;
    }
  if (!check->has_endpoints)
    {
      acme_scm_check_steps_fail (&check->steps, error);
      try_audit (task);
      return;
    }

  g_clear_error (&error); /* no more was wanted than their number */
  acme_scm_check_steps_pass_sign_in (&check->steps);
  sentence = acme_scm_check_describe_endpoints (check->n_endpoints);
  acme_scm_check_steps_end (&check->steps, check->n_endpoints > 0 ? ACME_SCM_CHECK_PASSED : ACME_SCM_CHECK_WARNED,
                            sentence);
  try_accounts (task);
}

static void
try_endpoints (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  check->listing = acme_scm_deadline_new (g_task_get_cancellable (task), 0);
  acme_scm_list_endpoints_async (check->session, endpoints_found_cb, check, NULL, NULL,
                                 acme_scm_deadline_get_cancellable (check->listing), endpoints_cb,
                                 g_object_ref (task));
}

/* Whatever the answer is, it is one */
static void
probe_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  AcmeScmStage stage;
  g_autoptr(GBytes) body = acme_scm_exchange_finish (result, &stage, &error);

  if (body == NULL && is_over (task, error))
    return;
  if (body == NULL && stage != ACME_SCM_ANSWERED)
    {
      acme_scm_check_steps_fail (&check->steps, error);
      try_audit (task);
      return;
    }
  g_clear_error (&error);
  acme_scm_check_steps_pass_before (&check->steps, ACME_SCM_CHECK_SIGN_IN);
  try_endpoints (task);
}

static void
probe (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  AcmeScmLine line = *acme_scm_sign_in_get_line (acme_scm_session_get_sign_in (check->session));
  g_autofree char *url = g_strconcat (acme_scm_config_get_url (check->config), PROBE_PATH "?size=1&position=0", NULL);
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);

  line.trust = check->credentials->trust;
  line.revocations = check->credentials->revocations;
  acme_scm_exchange_async (&line, message, ACME_SCM_MAX_SIZE, g_task_get_cancellable (task), probe_cb,
                           g_object_ref (task));
}

static void
load_in_task (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Check *check = task_data;
  g_autoptr(GTlsCertificate) certificate = NULL;
  GError *error = NULL;
  AcmeScmCredentials *credentials = acme_scm_credentials_load (check->config, &error);

  if (credentials != NULL)
    {
      g_task_return_pointer (task, credentials, (GDestroyNotify) acme_scm_credentials_free);
      return;
    }
  if (acme_scm_config_get_sign_in (check->config) == ACME_SIGN_IN_CERTIFICATE)
    {
      certificate = acme_scm_credentials_load_certificate (check->config, NULL);
      check->steps.has_bad_certificate = certificate == NULL;
    }
  g_task_return_error (task, error);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;

  check->credentials = g_task_propagate_pointer (G_TASK (result), &error);
  if (check->credentials == NULL && is_over (task, error))
    return;
  if (check->credentials == NULL)
    {
      acme_scm_check_steps_fail (&check->steps, error);
      try_audit (task);
      return;
    }
  if (check->credentials->certificate != NULL)
    check->steps.days_left = acme_scm_get_days_left (check->credentials->certificate);
  if (acme_scm_config_get_sign_in (check->config) == ACME_SIGN_IN_OAUTH)
    probe (task);
  else
    try_endpoints (task);
}

static void
proxy_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  g_auto(GStrv) proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, NULL);
  g_autoptr(GTask) loading = g_task_new (NULL, g_task_get_cancellable (task), load_cb, g_object_ref (task));
  g_autoptr(GUri) proxy = NULL;

  if (proxies != NULL && proxies[0] != NULL && !g_str_has_prefix (proxies[0], "direct:"))
    proxy = g_uri_parse (proxies[0], G_URI_FLAGS_NONE, NULL);
  if (proxy != NULL)
    check->steps.proxy = g_strdup (g_uri_get_host (proxy));
  g_task_set_source_tag (loading, proxy_cb);
  g_task_set_task_data (loading, check, NULL); /* nobody else looks at it meanwhile */
  g_task_run_in_thread (loading, load_in_task);
}

static Check *
make_check (AcmeScmConfig    *config,
            AcmeScmConfig    *audit_config,
            AcmeScmCheckFunc  func,
            gpointer          func_data)
{
  Check *check = g_new0 (Check, 1);

  check->config = acme_scm_config_ref (config);
  check->audit_config = audit_config != NULL ? acme_scm_config_ref (audit_config) : NULL;
  acme_scm_check_steps_init (&check->steps, config, func, func_data);
  check->steps.has_audit = audit_config != NULL;
  check->session = acme_scm_session_new (config);
  acme_scm_sign_in_set_watch (acme_scm_session_get_sign_in (check->session), acme_scm_check_steps_watch,
                              &check->steps);
  return check;
}

/**
 * acme_scm_check_connection_async:
 * @config: a connection
 * @audit_config: (nullable): the Audit API that belongs to it
 * @func: (nullable): told about each step
 * @func_data: for @func
 * @cancellable: (nullable): a cancellable
 * @callback: called when all steps were tried
 * @user_data: for @callback
 *
 * Tries a connection, and changes nothing. What is wrong with the values themselves fails as acme_scm_config_check()
 * does, and no step is tried. With OAuth the sign-in service is a server of its own, which belongs to the sign-in.
 */
void
acme_scm_check_connection_async (AcmeScmConfig       *config,
                                 AcmeScmConfig       *audit_config,
                                 AcmeScmCheckFunc     func,
                                 gpointer             func_data,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GProxyResolver) resolver = NULL;
  GError *error = NULL;
  Check *check;

  g_return_if_fail (config != NULL);

  g_task_set_source_tag (task, acme_scm_check_connection_async);
  if (!acme_scm_config_check (config, &error) ||
      (audit_config != NULL && !acme_scm_config_check (audit_config, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  check = make_check (config, audit_config, func, func_data);
  g_task_set_task_data (task, check, (GDestroyNotify) free_check);
  acme_scm_check_steps_run (&check->steps, ACME_SCM_CHECK_NAME);
  resolver = acme_scm_proxy_new ();
  g_proxy_resolver_lookup_async (resolver, acme_scm_config_get_url (config), cancellable, proxy_cb,
                                 g_object_ref (task));
}

/**
 * acme_scm_check_connection_finish:
 * @result: the result
 * @out_certificate: (out) (optional) (nullable) (transfer full): the server's certificate, if it came so far, also on
 *   failure; see acme_scm_describe_certificate()
 * @error: return location
 *
 * Returns: whether no step failed; %FALSE with the error of the first that did, or with %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_check_connection_finish (GAsyncResult     *result,
                                  GTlsCertificate **out_certificate,
                                  GError          **error)
{
  Check *check;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_check_connection_async), FALSE);

  check = g_task_get_task_data (G_TASK (result));
  if (out_certificate != NULL)
    *out_certificate = NULL;
  if (out_certificate != NULL && check != NULL)
    g_set_object (out_certificate, check->steps.certificate);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the client certificate of a connection is good for, so that it can be replaced before nobody can sign in any
 * more: SCM then says no more than that it does not want it. */

#include "config.h"

#include "acme-scm-client-certificate.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-field.h"
#include "acme-scm-credentials.h"

/**
 * acme_scm_get_days_left:
 * @certificate: a certificate
 *
 * Returns: the whole days until @certificate expires, less than 0 if it has; %ACME_NUMBER_NONE if it does not say
 */
gint64
acme_scm_get_days_left (GTlsCertificate *certificate)
{
  g_autoptr(GDateTime) end = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  gint64 left;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), ACME_NUMBER_NONE);

  end = g_tls_certificate_get_not_valid_after (certificate);
  if (end == NULL)
    return ACME_NUMBER_NONE;
  left = g_date_time_difference (end, now);
  return left < 0 ? -1 + left / G_TIME_SPAN_DAY : left / G_TIME_SPAN_DAY;
}

/**
 * acme_scm_describe_days_left:
 * @days: what acme_scm_get_days_left() gave for a client certificate
 *
 * Returns: (transfer full) (nullable): a sentence if that is %ACME_SCM_EXPIRES_SOON days or less
 */
char *
acme_scm_describe_days_left (gint64 days)
{
  if (days == ACME_NUMBER_NONE || days > ACME_SCM_EXPIRES_SOON)
    return NULL;
  if (days < 0)
    return g_strdup (_("The client certificate has expired."));
  if (days == 0)
    return g_strdup (_("The client certificate expires within a day."));
  return g_strdup_printf (ngettext ("The client certificate expires in %d day.",
                                    "The client certificate expires in %d days.", (gulong) days), (int) days);
}

static void
load_in_task (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GTlsCertificate *certificate = acme_scm_credentials_load_certificate (task_data, &error);

  if (certificate != NULL)
    g_task_return_pointer (task, certificate, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * acme_scm_load_client_certificate_async:
 * @config: a configuration that signs in with a client certificate
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads the client certificate from its file or token. Nothing is sent, and no token is asked for its key.
 */
void
acme_scm_load_client_certificate_async (AcmeScmConfig       *config,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (config != NULL);
  g_return_if_fail (acme_scm_config_get_sign_in (config) == ACME_SIGN_IN_CERTIFICATE);

  g_task_set_source_tag (task, acme_scm_load_client_certificate_async);
  if (!acme_scm_config_check (config, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, acme_scm_config_ref (config), (GDestroyNotify) acme_scm_config_unref);
  g_task_run_in_thread (task, load_in_task);
}

/**
 * acme_scm_load_client_certificate_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the certificate; %NULL with %ACME_ERROR_INVALID and a sentence that says what to mend, or
 *   %G_IO_ERROR_CANCELLED
 */
GTlsCertificate *
acme_scm_load_client_certificate_finish (GAsyncResult  *result,
                                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_load_client_certificate_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

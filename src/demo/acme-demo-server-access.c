/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a demonstration server's owner asks it for while it runs, from any thread: who may sign in, how it is to
 * misbehave, what came in. */

#include "config.h"

#include "acme-demo-auth.h"
#include "acme-demo-server-private.h"

/**
 * acme_demo_server_get_client_id:
 * @self: a server
 *
 * Returns: the client id of the API key that may do everything
 */
const char *
acme_demo_server_get_client_id (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_FULL)->client_id;
}

/**
 * acme_demo_server_get_client_secret:
 * @self: a server
 *
 * Returns: its client secret
 */
const char *
acme_demo_server_get_client_secret (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_FULL)->client_secret;
}

/**
 * acme_demo_server_get_login:
 * @self: a server
 *
 * Returns: the login of the administrator who may do everything
 */
const char *
acme_demo_server_get_login (AcmeDemoServer *self)
{
  return ACME_DEMO_LOGIN;
}

/**
 * acme_demo_server_get_password:
 * @self: a server
 *
 * Returns: the password of that administrator
 */
const char *
acme_demo_server_get_password (AcmeDemoServer *self)
{
  return ACME_DEMO_PASSWORD;
}

/**
 * acme_demo_server_get_customer_uri:
 * @self: a server
 *
 * Returns: what the customer is called in URLs and headers
 */
const char *
acme_demo_server_get_customer_uri (AcmeDemoServer *self)
{
  return ACME_DEMO_CUSTOMER_URI;
}

/**
 * acme_demo_server_get_audit_client_id:
 * @self: a server
 *
 * Returns: the client id of the Audit API key
 */
const char *
acme_demo_server_get_audit_client_id (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_AUDIT)->client_id;
}

/**
 * acme_demo_server_get_audit_client_secret:
 * @self: a server
 *
 * Returns: its client secret
 */
const char *
acme_demo_server_get_audit_client_secret (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_AUDIT)->client_secret;
}

/**
 * acme_demo_server_get_limited_client_id:
 * @self: a server
 *
 * Returns: the client id of an API key that sees one department only
 */
const char *
acme_demo_server_get_limited_client_id (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_LIMITED)->client_id;
}

/**
 * acme_demo_server_get_limited_client_secret:
 * @self: a server
 *
 * Returns: its client secret
 */
const char *
acme_demo_server_get_limited_client_secret (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_LIMITED)->client_secret;
}

/**
 * acme_demo_server_get_forbidden_client_id:
 * @self: a server
 *
 * Returns: the client id of an API key that may do nothing with ACME
 */
const char *
acme_demo_server_get_forbidden_client_id (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_FORBIDDEN)->client_id;
}

/**
 * acme_demo_server_get_forbidden_client_secret:
 * @self: a server
 *
 * Returns: its client secret
 */
const char *
acme_demo_server_get_forbidden_client_secret (AcmeDemoServer *self)
{
  return acme_demo_auth_principal (ACME_DEMO_KEY_FORBIDDEN)->client_secret;
}

/**
 * acme_demo_server_add_fault:
 * @self: a server, running or not
 * @fault: how to misbehave, and when; is copied
 *
 * Latencies add up; of other faults that fit a request, the one that was added first happens.
 */
void
acme_demo_server_add_fault (AcmeDemoServer      *self,
                            const AcmeDemoFault *fault)
{
  g_return_if_fail (ACME_IS_DEMO_SERVER (self));
  g_return_if_fail (fault != NULL);

  acme_demo_faults_add (acme_demo_server_get_faults (self), fault);
}

/**
 * acme_demo_server_clear_faults:
 * @self: a server, running or not
 *
 * Lets it behave from the next request on. What suffers a fault already does so to its end.
 */
void
acme_demo_server_clear_faults (AcmeDemoServer *self)
{
  g_return_if_fail (ACME_IS_DEMO_SERVER (self));

  acme_demo_faults_clear (acme_demo_server_get_faults (self));
}

/**
 * acme_demo_server_count_requests:
 * @self: a server
 * @method: (nullable): a method, or any
 * @path_prefix: (nullable): how the path begins as it was sent, or any
 *
 * Returns: how many such requests were received since acme_demo_server_reset_counts()
 */
guint
acme_demo_server_count_requests (AcmeDemoServer *self,
                                 const char     *method,
                                 const char     *path_prefix)
{
  g_return_val_if_fail (ACME_IS_DEMO_SERVER (self), 0);

  return acme_demo_faults_count (acme_demo_server_get_faults (self), method, path_prefix);
}

/**
 * acme_demo_server_reset_counts:
 * @self: a server
 *
 * Forgets which requests were received.
 */
void
acme_demo_server_reset_counts (AcmeDemoServer *self)
{
  g_return_if_fail (ACME_IS_DEMO_SERVER (self));

  acme_demo_faults_reset (acme_demo_server_get_faults (self));
}

/**
 * acme_demo_server_get_max_in_flight:
 * @self: a server
 *
 * Returns: the highest number of API requests that were being handled at the same time since
 *   acme_demo_server_reset_counts()
 */
guint
acme_demo_server_get_max_in_flight (AcmeDemoServer *self)
{
  g_return_val_if_fail (ACME_IS_DEMO_SERVER (self), 0);

  return acme_demo_faults_max_in_flight (acme_demo_server_get_faults (self));
}

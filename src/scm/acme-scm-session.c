/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection to one SCM tenant: the only owner of a SoupSession for it. It holds the sign-in and deals out the places
 * for requests in flight, in the order in which they were asked for, so that no list can crowd out the rest. */

#include "config.h"

#include "acme-scm-session.h"

#include <libsoup/soup.h>

#include "acme-scm-proxy.h"
#include "acme-scm-session-private.h"
#include "acme-scm-waiters.h"

#define USER_AGENT "ACME-Console/" PACKAGE_VERSION

struct _AcmeScmSession
{
  GObject parent_instance;

  AcmeScmConfig *config;
  GError *config_error; /* (nullable) */
  SoupSession *soup;
  AcmeScmSignIn *sign_in;
  AcmeScmWaiters *waiters; /* for a place */
  guint n_in_flight;
};

G_DEFINE_FINAL_TYPE (AcmeScmSession, acme_scm_session, G_TYPE_OBJECT)

static void
acme_scm_session_dispose (GObject *object)
{
  AcmeScmSession *self = ACME_SCM_SESSION (object);

  if (self->sign_in != NULL)
    acme_scm_sign_in_abort (self->sign_in);

  G_OBJECT_CLASS (acme_scm_session_parent_class)->dispose (object);
}

static void
acme_scm_session_finalize (GObject *object)
{
  AcmeScmSession *self = ACME_SCM_SESSION (object);

  g_clear_pointer (&self->waiters, acme_scm_waiters_free);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->soup);
  g_clear_error (&self->config_error);
  g_clear_pointer (&self->config, acme_scm_config_unref);

  G_OBJECT_CLASS (acme_scm_session_parent_class)->finalize (object);
}

static void
acme_scm_session_class_init (AcmeScmSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = acme_scm_session_dispose;
  object_class->finalize = acme_scm_session_finalize;
}

static void
acme_scm_session_init (AcmeScmSession *self)
{
  g_autoptr(GProxyResolver) proxy = acme_scm_proxy_new ();

  self->waiters = acme_scm_waiters_new ();
  /* Time limits are our own, see acme-scm-deadline.c. A connection more than there are places, for the token. */
  self->soup = soup_session_new_with_options ("timeout", 0,
                                              "max-conns", 2 * (ACME_SCM_MAX_IN_FLIGHT + 1),
                                              "max-conns-per-host", ACME_SCM_MAX_IN_FLIGHT + 1,
                                              "user-agent", USER_AGENT,
                                              "proxy-resolver", proxy,
                                              NULL);
}

/**
 * acme_scm_session_new:
 * @config: where to connect to and how to sign in; it must not be changed any more
 *
 * Nothing is sent before the first operation. If @config is of no use, each operation fails as
 * acme_scm_config_check() does. A session belongs to the main context in which it is made, and lives until its last
 * operation has ended.
 *
 * Returns: (transfer full): a session
 */
AcmeScmSession *
acme_scm_session_new (AcmeScmConfig *config)
{
  AcmeScmSession *self;

  g_return_val_if_fail (config != NULL, NULL);

  self = g_object_new (ACME_TYPE_SCM_SESSION, NULL);
  self->config = acme_scm_config_ref (config);
  acme_scm_config_check (config, &self->config_error);
  self->sign_in = acme_scm_sign_in_new (config, self->soup);
  return self;
}

/**
 * acme_scm_session_get_config:
 * @self: a session
 *
 * Returns: (transfer none): what it was made with
 */
AcmeScmConfig *
acme_scm_session_get_config (AcmeScmSession *self)
{
  g_return_val_if_fail (ACME_IS_SCM_SESSION (self), NULL);

  return self->config;
}

/**
 * acme_scm_session_get_sign_in:
 * @self: a session
 *
 * Returns: (transfer none): its sign-in
 */
AcmeScmSignIn *
acme_scm_session_get_sign_in (AcmeScmSession *self)
{
  return self->sign_in;
}

/**
 * acme_scm_session_acquire_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when there is a place
 * @user_data: for @callback
 *
 * Waits for a place among the requests in flight.
 */
void
acme_scm_session_acquire_async (AcmeScmSession      *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, acme_scm_session_acquire_async);
  g_task_set_check_cancellable (task, FALSE); /* a place that was given is given, and has to be released */
  if (self->config_error != NULL)
    g_task_return_error (task, g_error_copy (self->config_error));
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (self->n_in_flight < ACME_SCM_MAX_IN_FLIGHT)
    {
      self->n_in_flight++;
      g_task_return_boolean (task, TRUE);
    }
  else
    acme_scm_waiters_add (self->waiters, g_steal_pointer (&task));
}

/**
 * acme_scm_session_acquire_finish:
 * @self: a session
 * @result: the result
 * @error: return location
 *
 * Returns: %TRUE if a place was given, which has to be released even if the operation was cancelled meanwhile
 */
gboolean
acme_scm_session_acquire_finish (AcmeScmSession  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_session_acquire_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_scm_session_release:
 * @self: a session
 *
 * Gives a place back, to whoever has waited longest.
 */
void
acme_scm_session_release (AcmeScmSession *self)
{
  g_autoptr(GTask) next = acme_scm_waiters_pop (self->waiters);

  if (next != NULL)
    g_task_return_boolean (next, TRUE);
  else
    self->n_in_flight--;
}

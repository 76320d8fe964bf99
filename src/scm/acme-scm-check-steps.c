/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps by which a connection is tested, as they are told to whoever waits: each once, in their order, whatever the
 * requests behind them do. It also decides which step an error belongs to. */

#include "config.h"

#include "acme-scm-check-steps.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-field.h"
#include "acme-scm-check-words.h"
#include "acme-scm-client-certificate.h"

/**
 * acme_scm_check_steps_init:
 * @self: what is to be filled
 * @config: the connection
 * @func: (nullable): told about each step
 * @func_data: for @func
 */
void
acme_scm_check_steps_init (AcmeScmCheckSteps *self,
                           AcmeScmConfig     *config,
                           AcmeScmCheckFunc   func,
                           gpointer           func_data)
{
  g_autoptr(GUri) uri = g_uri_parse (acme_scm_config_get_url (config), SOUP_HTTP_URI_FLAGS, NULL);

  self->func = func;
  self->func_data = func_data;
  self->days_left = ACME_NUMBER_NONE;
  self->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : NULL);
  self->is_tls = uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
}

/**
 * acme_scm_check_steps_clear:
 * @self: the steps
 */
void
acme_scm_check_steps_clear (AcmeScmCheckSteps *self)
{
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_object (&self->certificate);
  g_clear_error (&self->error);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->proxy, g_free);
}

static void
tell (AcmeScmCheckSteps *self,
      AcmeScmCheckStep   step,
      AcmeScmCheckState  state,
      const char        *sentence)
{
  if (self->func != NULL && (step != ACME_SCM_CHECK_AUDIT || self->has_audit))
    self->func (step, state, sentence, self->func_data);
}

/**
 * acme_scm_check_steps_run:
 * @self: the steps
 * @step: the one that begins, if it does not run already
 */
void
acme_scm_check_steps_run (AcmeScmCheckSteps *self,
                          AcmeScmCheckStep   step)
{
  self->step = step;
  if (step < ACME_SCM_N_CHECK_STEPS)
    tell (self, step, ACME_SCM_CHECK_RUNNING, NULL);
}

/**
 * acme_scm_check_steps_end:
 * @self: the steps
 * @state: what became of the one that runs; for a failure acme_scm_check_steps_fail() knows more
 * @sentence: what is told about it
 *
 * Begins the next.
 */
void
acme_scm_check_steps_end (AcmeScmCheckSteps *self,
                          AcmeScmCheckState  state,
                          const char        *sentence)
{
  tell (self, self->step, state, sentence);
  acme_scm_check_steps_run (self, self->step + 1);
}

static void
pass_name (AcmeScmCheckSteps *self)
{
  g_autofree char *sentence = NULL;

  if (self->proxy != NULL)
    {
      sentence = g_strdup_printf (_("The proxy %s looks for the name %s."), self->proxy, self->host);
      acme_scm_check_steps_end (self, ACME_SCM_CHECK_LEFT_OUT, sentence);
      return;
    }
  sentence = g_strdup_printf (_("The name %s was found."), self->host);
  acme_scm_check_steps_end (self, ACME_SCM_CHECK_PASSED, sentence);
}

static void
pass_connection (AcmeScmCheckSteps *self)
{
  g_autofree char *sentence = NULL;

  if (self->proxy != NULL)
    sentence = g_strdup_printf (_("%s takes connections through the proxy %s."), self->host, self->proxy);
  else
    sentence = g_strdup_printf (_("%s takes connections."), self->host);
  acme_scm_check_steps_end (self, ACME_SCM_CHECK_PASSED, sentence);
}

/* Once a message has failed it does not know its certificate any more, but its connection does */
static void
take_certificate (AcmeScmCheckSteps *self)
{
  GTlsConnection *connection = self->stream != NULL ? G_TLS_CONNECTION (self->stream) : NULL;
  GTlsCertificate *certificate = connection != NULL ? g_tls_connection_get_peer_certificate (connection) : NULL;

  if (certificate != NULL) /* several connections may be made at once, and not all have come so far */
    g_set_object (&self->certificate, certificate);
}

static void
pass_trust (AcmeScmCheckSteps *self)
{
  g_autofree char *sentence = NULL;

  if (!self->is_tls)
    {
      acme_scm_check_steps_end (self, ACME_SCM_CHECK_LEFT_OUT, _("This computer itself needs no certificate."));
      return;
    }
  take_certificate (self);
  sentence = acme_scm_check_describe_trust (self->certificate, self->host);
  acme_scm_check_steps_end (self, ACME_SCM_CHECK_PASSED, sentence);
}

/**
 * acme_scm_check_steps_pass_before:
 * @self: the steps
 * @step: one of them
 *
 * There was an answer, or something else that cannot be without what comes before @step.
 */
void
acme_scm_check_steps_pass_before (AcmeScmCheckSteps *self,
                                  AcmeScmCheckStep   step)
{
  if (self->step == ACME_SCM_CHECK_NAME && step > ACME_SCM_CHECK_NAME)
    pass_name (self);
  if (self->step == ACME_SCM_CHECK_CONNECTION && step > ACME_SCM_CHECK_CONNECTION)
    pass_connection (self);
  if (self->step == ACME_SCM_CHECK_TRUST && step > ACME_SCM_CHECK_TRUST)
    pass_trust (self);
}

/**
 * acme_scm_check_steps_pass_sign_in:
 * @self: the steps
 *
 * Only somebody who is signed in gets what SCM has answered.
 */
void
acme_scm_check_steps_pass_sign_in (AcmeScmCheckSteps *self)
{
  g_autofree char *warning = acme_scm_describe_days_left (self->days_left);

  acme_scm_check_steps_pass_before (self, ACME_SCM_CHECK_SIGN_IN);
  if (self->step != ACME_SCM_CHECK_SIGN_IN)
    return;
  if (warning != NULL)
    acme_scm_check_steps_end (self, ACME_SCM_CHECK_WARNED, warning);
  else
    acme_scm_check_steps_end (self, ACME_SCM_CHECK_PASSED, _("SCM accepts the sign-in."));
}

/* Which step @error is about */
static AcmeScmCheckStep
find_failed_step (AcmeScmCheckSteps *self,
                  const GError      *error)
{
  if (self->step > ACME_SCM_CHECK_SIGN_IN)
    return self->step;
  if (self->step < ACME_SCM_CHECK_SIGN_IN && error->domain == ACME_ERROR)
    {
      if (error->code == ACME_ERROR_INVALID && self->message == NULL && !self->has_bad_certificate)
        return ACME_SCM_CHECK_TRUST; /* the file with the trusted certificates */
      if (error->code == ACME_ERROR_NETWORK && self->has_shaken_hands)
        return ACME_SCM_CHECK_SIGN_IN;
      if (error->code == ACME_ERROR_NETWORK || error->code == ACME_ERROR_TLS)
        return self->step;
    }
  if (g_error_matches (error, ACME_ERROR, ACME_ERROR_FORBIDDEN) ||
      g_error_matches (error, ACME_ERROR, ACME_ERROR_FAILED))
    return ACME_SCM_CHECK_ENDPOINTS; /* SCM looks at the sign-in before it says so */
  return ACME_SCM_CHECK_SIGN_IN;
}

static char *
describe_failure (AcmeScmCheckSteps *self,
                  AcmeScmCheckStep   step,
                  const GError      *error)
{
  g_autofree char *sentence = acme_scm_check_describe_failure (step, error);
  g_autofree char *hint =
    step == ACME_SCM_CHECK_SIGN_IN && self->days_left < 0 ? acme_scm_describe_days_left (self->days_left) : NULL;

  if (hint == NULL)
    return g_steal_pointer (&sentence);
  /* Translators: both %s are sentences */
  return g_strdup_printf (_("%s %s"), sentence, hint);
}

/**
 * acme_scm_check_steps_fail:
 * @self: the steps
 * @error: (transfer full): why a step failed
 *
 * The steps after it are left out, save the Audit API, which is another server.
 */
void
acme_scm_check_steps_fail (AcmeScmCheckSteps *self,
                           GError            *error)
{
  AcmeScmCheckStep step = find_failed_step (self, error);
  g_autofree char *sentence = describe_failure (self, step, error);

  if (self->message != NULL)
    acme_scm_check_steps_pass_before (self, step);
  if (g_error_matches (error, ACME_ERROR, ACME_ERROR_TLS) && step <= ACME_SCM_CHECK_SIGN_IN)
    take_certificate (self);
  for (; self->step < step && self->step < ACME_SCM_CHECK_SIGN_IN; self->step++)
    tell (self, self->step, ACME_SCM_CHECK_LEFT_OUT, _("This was not tried."));
  if (step > ACME_SCM_CHECK_SIGN_IN)
    acme_scm_check_steps_pass_sign_in (self);
  tell (self, step, ACME_SCM_CHECK_FAILED, sentence);
  for (self->step = step + 1; self->step < ACME_SCM_CHECK_AUDIT; self->step++)
    tell (self, self->step, ACME_SCM_CHECK_LEFT_OUT, _("This was not tried."));
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/**
 * acme_scm_check_steps_watch:
 * @message: a message for which a connection is made
 * @event: how far that is
 * @stream: the connection
 * @steps: the steps
 *
 * An %AcmeScmWatchFunc.
 */
void
acme_scm_check_steps_watch (SoupMessage       *message,
                            GSocketClientEvent event,
                            GIOStream         *stream,
                            gpointer           steps)
{
  AcmeScmCheckSteps *self = steps;

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING || event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    {
      g_set_object (&self->stream, stream);
      take_certificate (self);
    }
  if (self->step > ACME_SCM_CHECK_TRUST)
    return;
  g_set_object (&self->message, message);
  if (event == G_SOCKET_CLIENT_RESOLVED)
    acme_scm_check_steps_pass_before (self, ACME_SCM_CHECK_CONNECTION);
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    acme_scm_check_steps_pass_before (self, ACME_SCM_CHECK_TRUST);
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED || (event == G_SOCKET_CLIENT_CONNECTED && !self->is_tls))
    self->has_shaken_hands = TRUE;
}

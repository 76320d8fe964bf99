/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a session needs before it can send anything: the files of its configuration, and with OAuth a token. Whatever
 * has to be fetched is fetched once, however many requests wait for it, and no request that is cancelled takes it away
 * from the others. */

#include "config.h"

#include "acme-scm-sign-in.h"

#include <string.h>

#include "acme-field.h"
#include "acme-scm-credentials.h"
#include "acme-scm-token.h"
#include "acme-scm-waiters.h"

#define MAX_TOKEN_ANSWER (256 * 1024)
#define DEFAULT_LIFETIME 300 /* seconds, if the sign-in service does not say */
#define RENEW_EARLY 60       /* seconds */

struct _AcmeScmSignIn
{
  GObject parent_instance;

  AcmeScmConfig *config;
  AcmeScmCredentials *credentials; /* (nullable): until they are loaded */
  AcmeScmLine line;                /* owns line.soup; the rest belongs to credentials and config */
  char *token;                     /* (nullable) */
  gint64 renew_at;                 /* monotonic */
  guint generation;                /* of token */
  AcmeScmWaiters *waiters;
  GCancellable *cancellable; /* of what is under way for the waiters */
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (AcmeScmSignIn, acme_scm_sign_in, G_TYPE_OBJECT)

static void
drop_token (AcmeScmSignIn *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static gboolean
needs_token (AcmeScmSignIn *self)
{
  return acme_scm_config_get_sign_in (self->config) == ACME_SIGN_IN_OAUTH &&
         (self->token == NULL || g_get_monotonic_time () >= self->renew_at);
}

/* One result for everybody who waits. Their callbacks may ask for the next one at once. */
static void
answer_waiters (AcmeScmSignIn *self,
                const GError  *error)
{
  g_autoptr(AcmeScmWaiters) waiters = g_steal_pointer (&self->waiters);
  GTask *task;

  self->waiters = acme_scm_waiters_new ();
  self->is_busy = FALSE;
  while ((task = acme_scm_waiters_pop (waiters)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AcmeScmSignIn) self = ((gpointer *) user_data)[0];
  g_autoptr(SoupMessage) message = ((gpointer *) user_data)[1];
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = acme_scm_exchange_finish (result, NULL, &error);
  gint64 expires_in;
  char *token;

  g_free (user_data);
  if (body != NULL &&
      acme_scm_token_read_answer (self->config, message, body, &token, &expires_in, &error))
    {
      drop_token (self);
      self->token = token;
      self->generation++;
      self->renew_at = g_get_monotonic_time () + acme_scm_sign_in_get_lifetime (expires_in);
    }
  answer_waiters (self, error);
}

static void
fetch_token (AcmeScmSignIn *self)
{
  SoupMessage *message = acme_scm_token_make_message (self->config);
  gpointer *data = g_new (gpointer, 2);

  data[0] = g_object_ref (self);
  data[1] = message;
  acme_scm_exchange_async (&self->line, message, MAX_TOKEN_ANSWER, self->cancellable, token_cb, data);
}

static void
load_in_task (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  AcmeScmCredentials *credentials = acme_scm_credentials_load (task_data, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) acme_scm_credentials_free);
  else
    g_task_return_error (task, error);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  AcmeScmSignIn *self = ACME_SCM_SIGN_IN (source);
  g_autoptr(GError) error = NULL;

  self->credentials = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->credentials != NULL)
    {
      self->line.trust = self->credentials->trust;
      self->line.revocations = self->credentials->revocations;
    }
  if (error == NULL && needs_token (self))
    fetch_token (self);
  else
    answer_waiters (self, error);
}

static void
load_credentials (AcmeScmSignIn *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, load_cb, NULL);

  g_task_set_source_tag (task, load_credentials);
  g_task_set_task_data (task, acme_scm_config_ref (self->config), (GDestroyNotify) acme_scm_config_unref);
  g_task_run_in_thread (task, load_in_task);
}

static void
acme_scm_sign_in_finalize (GObject *object)
{
  AcmeScmSignIn *self = ACME_SCM_SIGN_IN (object);

  drop_token (self);
  g_clear_pointer (&self->waiters, acme_scm_waiters_free);
  g_clear_pointer (&self->credentials, acme_scm_credentials_free);
  g_clear_pointer (&self->config, acme_scm_config_unref);
  g_clear_object (&self->line.soup);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (acme_scm_sign_in_parent_class)->finalize (object);
}

static void
acme_scm_sign_in_class_init (AcmeScmSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_scm_sign_in_finalize;
}

static void
acme_scm_sign_in_init (AcmeScmSignIn *self)
{
  self->waiters = acme_scm_waiters_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * acme_scm_sign_in_new:
 * @config: a checked configuration
 * @soup: what a token is fetched with
 *
 * Returns: (transfer full): a sign-in that has nothing yet
 */
AcmeScmSignIn *
acme_scm_sign_in_new (AcmeScmConfig *config,
                      SoupSession   *soup)
{
  AcmeScmSignIn *self = g_object_new (ACME_TYPE_SCM_SIGN_IN, NULL);

  self->config = acme_scm_config_ref (config);
  self->line.soup = g_object_ref (soup);
  self->line.timeout = acme_scm_config_get_timeout (config);
  self->line.config = self->config;
  return self;
}

/**
 * acme_scm_sign_in_set_watch:
 * @self: a sign-in that nothing is sent with yet
 * @watch: (nullable): told about each connection that is made
 * @watch_data: for @watch
 */
void
acme_scm_sign_in_set_watch (AcmeScmSignIn    *self,
                            AcmeScmWatchFunc  watch,
                            gpointer          watch_data)
{
  self->line.watch = watch;
  self->line.watch_data = watch_data;
}

/**
 * acme_scm_sign_in_abort:
 * @self: a sign-in
 *
 * Ends what is under way: the session that used it is gone.
 */
void
acme_scm_sign_in_abort (AcmeScmSignIn *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * acme_scm_sign_in_prepare_async:
 * @self: a sign-in
 * @cancellable: (nullable): a cancellable
 * @callback: called when acme_scm_sign_in_apply() can be
 * @user_data: for @callback
 *
 * Fetches what is missing, or waits for what is on its way already.
 */
void
acme_scm_sign_in_prepare_async (AcmeScmSignIn       *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, acme_scm_sign_in_prepare_async);
  if (!self->is_busy && self->credentials != NULL && !needs_token (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  acme_scm_waiters_add (self->waiters, g_steal_pointer (&task));
  if (self->is_busy)
    return;
  self->is_busy = TRUE;
  if (self->credentials == NULL)
    load_credentials (self);
  else
    fetch_token (self);
}

/**
 * acme_scm_sign_in_prepare_finish:
 * @self: a sign-in
 * @result: the result
 * @error: return location
 *
 * Returns: %FALSE with %ACME_ERROR_AUTH if the sign-in service refused, with %ACME_ERROR_INVALID if a file cannot be
 *   used, or with another code of that domain
 */
gboolean
acme_scm_sign_in_prepare_finish (AcmeScmSignIn  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_sign_in_prepare_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_scm_sign_in_apply:
 * @self: a sign-in that is prepared
 * @message: a message to SCM
 *
 * @out_generation: (out): which token was used, for acme_scm_sign_in_reject()
 *
 * Puts the sign-in into @message, up front and without waiting to be asked.
 *
 * Returns: %FALSE if the token was rejected meanwhile, so that @self has to be prepared again
 */
gboolean
acme_scm_sign_in_apply (AcmeScmSignIn *self,
                        SoupMessage   *message,
                        guint         *out_generation)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  AcmeSignIn sign_in = acme_scm_config_get_sign_in (self->config);
  g_autofree char *bearer = NULL;

  *out_generation = self->generation;
  if (sign_in == ACME_SIGN_IN_OAUTH)
    {
      if (self->token == NULL)
        return FALSE;
      bearer = g_strconcat ("Bearer ", self->token, NULL);
      soup_message_headers_replace (headers, "Authorization", bearer);
      explicit_bzero (bearer, strlen (bearer));
      return TRUE;
    }

  soup_message_headers_replace (headers, "login", acme_scm_config_get_login (self->config));
  soup_message_headers_replace (headers, "customerUri", acme_scm_config_get_customer_uri (self->config));
  if (sign_in == ACME_SIGN_IN_PASSWORD)
    soup_message_headers_replace (headers, "password", acme_scm_config_get_password (self->config));
  else
    soup_message_set_tls_client_certificate (message, self->credentials->certificate);
  return TRUE;
}

/**
 * acme_scm_sign_in_reject:
 * @self: a sign-in
 * @generation: which token SCM did not accept
 *
 * Returns: whether another token can be had; if not, there is nothing to try again with
 */
gboolean
acme_scm_sign_in_reject (AcmeScmSignIn *self,
                         guint          generation)
{
  if (acme_scm_config_get_sign_in (self->config) != ACME_SIGN_IN_OAUTH)
    return FALSE;
  if (generation == self->generation) /* else somebody else has renewed it already */
    drop_token (self);
  return TRUE;
}

/**
 * acme_scm_sign_in_get_line:
 * @self: a sign-in that is prepared
 *
 * Returns: (transfer none): how SCM is reached
 */
const AcmeScmLine *
acme_scm_sign_in_get_line (AcmeScmSignIn *self)
{
  return &self->line;
}

/**
 * acme_scm_sign_in_redact:
 * @self: a sign-in
 * @text: text in which a server may have repeated what it was sent
 *
 * Returns: (transfer full): @text without secrets
 */
char *
acme_scm_sign_in_redact (AcmeScmSignIn *self,
                         const char    *text)
{
  g_autofree char *redacted = acme_scm_config_redact (self->config, text);
  GString *all = g_string_new (redacted);

  if (self->token != NULL)
    g_string_replace (all, self->token, "***", 0);
  return g_string_free (all, FALSE);
}

/**
 * acme_scm_sign_in_get_lifetime:
 * @expires_in: the seconds for which a token is good, or %ACME_NUMBER_NONE
 *
 * Returns: the microseconds after which it is renewed: a minute early, or after half its life if that is shorter
 */
gint64
acme_scm_sign_in_get_lifetime (gint64 expires_in)
{
  gint64 lifetime;

  if (expires_in == ACME_NUMBER_NONE)
    expires_in = DEFAULT_LIFETIME;
  lifetime = CLAMP (expires_in, 0, 10 * 365 * 24 * 60 * 60) * G_USEC_PER_SEC;
  return lifetime - MIN (RENEW_EARLY * G_USEC_PER_SEC, lifetime / 2);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what is saved to what can be used: looks for the secrets of a connection in the keyring, and has a person asked
 * for those that are not there. What the person types is kept in the keyring if that is wanted and possible, and else
 * in memory until the program ends. */

#include "config.h"

#include "acme-connection-opener.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-credentials.h"

struct _AcmeConnectionOpener
{
  GObject parent_instance;

  AcmeSecrets *secrets;
  AcmeSecretAskFunc ask; /* (nullable) */
  gpointer ask_data;
  GDestroyNotify ask_destroy;
};

G_DEFINE_FINAL_TYPE (AcmeConnectionOpener, acme_connection_opener, G_TYPE_OBJECT)

/* A connection on its way. */
typedef struct
{
  AcmeSavedConnection *saved;         /* a copy */
  char *why;                          /* (nullable) */
  AcmeSecretKinds to_look_up;
  AcmeSecretKinds to_ask;
  AcmeSecretKinds to_store;
  char *secrets[ACME_SECRET_N_KINDS]; /* (nullable) */
  GError *keyring_error;              /* (nullable): why the keyring cannot be used */
} Opening;

static void look_up_next (GTask *task);
static void store_next (GTask *task);

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->saved);
  g_clear_pointer (&opening->why, g_free);
  for (guint i = 0; i < ACME_SECRET_N_KINDS; i++)
    g_clear_pointer (&opening->secrets[i], acme_secret_free);
  g_clear_error (&opening->keyring_error);
  g_free (opening);
}

/* Takes one out of several; 0 if there is none. */
static gboolean
take_kind (AcmeSecretKinds *kinds,
           AcmeSecretKind  *out_kind)
{
  if (*kinds == 0)
    return FALSE;
  *out_kind = g_bit_nth_lsf (*kinds, -1);
  *kinds &= *kinds - 1;
  return TRUE;
}

/* ---- Made of what is known ---- */

static AcmeScmConfig *
make_config (Opening *opening)
{
  AcmeSavedConnection *saved = opening->saved;
  const char *kind = acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_KIND);
  const char *login = acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_LOGIN);
  const char *customer_uri = acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_CUSTOMER_URI);
  AcmeScmConfig *config = acme_scm_config_new (acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_URL));
  const char *opens = opening->secrets[ACME_SECRET_CERTIFICATE_PASSWORD];
  gint64 timeout = acme_item_get_number (ACME_ITEM (saved), ACME_SAVED_CONNECTION_TIMEOUT);

  if (opens == NULL)
    opens = opening->secrets[ACME_SECRET_PIN];
  if (g_str_equal (kind, ACME_SAVED_CONNECTION_KIND_OAUTH))
    acme_scm_config_set_oauth (config, acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_TOKEN_URL),
                               acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_CLIENT_ID),
                               opening->secrets[ACME_SECRET_CLIENT_SECRET]);
  else if (g_str_equal (kind, ACME_SAVED_CONNECTION_KIND_PASSWORD))
    acme_scm_config_set_password (config, login, opening->secrets[ACME_SECRET_PASSWORD], customer_uri);
  else
    acme_scm_config_set_certificate (config, login, customer_uri,
                                     acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_CERTIFICATE),
                                     acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_CERTIFICATE_KEY), opens);
  acme_scm_config_set_ca_file (config, acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_CA_FILE));
  acme_scm_config_set_http1 (config, acme_saved_connection_get_flag (saved, ACME_SAVED_CONNECTION_HTTP1));
  acme_scm_config_set_timeout (config, timeout != ACME_NUMBER_NONE ? timeout : 0);
  return config;
}

static AcmeConnection *
make_connection (Opening  *opening,
                 GError  **error)
{
  AcmeSavedConnection *saved = opening->saved;
  g_autoptr(AcmeScmConfig) config = make_config (opening);
  g_autoptr(AcmeConnection) connection = NULL;

  if (!acme_scm_config_check (config, error))
    return NULL;

  connection = acme_connection_new (acme_saved_connection_get_id (saved), acme_saved_connection_get_name (saved),
                                    config);
  if (opening->secrets[ACME_SECRET_AUDIT_CLIENT_SECRET] != NULL)
    {
      acme_connection_set_audit (connection, acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_AUDIT_URL),
                                 acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_TOKEN_URL),
                                 acme_saved_connection_get (saved, ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID),
                                 opening->secrets[ACME_SECRET_AUDIT_CLIENT_SECRET]);
      if (!acme_scm_config_check (acme_connection_get_audit_config (connection), error))
        return NULL;
    }
  return g_steal_pointer (&connection);
}

static void
return_connection (GTask *task)
{
  g_autoptr(GError) error = NULL;
  AcmeConnection *connection = make_connection (g_task_get_task_data (task), &error);

  if (connection != NULL)
    g_task_return_pointer (task, connection, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* ---- Kept ---- */

static void
note_keyring_error (Opening *opening,
                    GError  *error)
{
  if (opening->keyring_error == NULL)
    opening->keyring_error = g_error_copy (error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!acme_secrets_store_finish (ACME_SECRETS (source), result, &error))
    {
      if (acme_error_is_cancelled (error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      note_keyring_error (opening, error);
    }
  store_next (task);
}

static void
store_next (GTask *task)
{
  AcmeConnectionOpener *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  AcmeSecretKind kind;

  if (take_kind (&opening->to_store, &kind))
    acme_secrets_store_async (self->secrets, acme_saved_connection_get_id (opening->saved),
                              acme_saved_connection_get_name (opening->saved), kind, opening->secrets[kind],
                              g_task_get_cancellable (task), stored_cb, g_object_ref (task));
  else
    return_connection (task);
}

/* ---- Asked for ---- */

static void
take_answers (AcmeConnectionOpener *self,
              Opening              *opening,
              AcmeSecretRequest    *request)
{
  AcmeSecretKinds wanted = acme_secret_request_get_wanted (request);
  AcmeSecretKind kind;

  if (acme_secret_request_get_keep (request))
    opening->to_store = wanted;
  while (take_kind (&wanted, &kind))
    {
      const char *answer = acme_secret_request_get_answer (request, kind);

      g_clear_pointer (&opening->secrets[kind], acme_secret_free);
      opening->secrets[kind] = g_strdup (answer);
      /* in the keyring it is forgotten again, when it is there */
      acme_secrets_remember (self->secrets, acme_saved_connection_get_id (opening->saved), kind, answer);
    }
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!acme_secret_request_finish (ACME_SECRET_REQUEST (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_answers (g_task_get_source_object (task), g_task_get_task_data (task), ACME_SECRET_REQUEST (source));
  store_next (task);
}

static GError *
make_missing (Opening *opening)
{
  AcmeSecretKinds missing = opening->to_ask;
  AcmeSecretKind kind = ACME_SECRET_CLIENT_SECRET;

  if (opening->keyring_error != NULL)
    return g_error_copy (opening->keyring_error);
  take_kind (&missing, &kind);
  /* Translators: the first %s is the name of a secret, such as “Client Secret”, the second that of a connection */
  return g_error_new (ACME_ERROR, ACME_ERROR_KEYRING, _("“%s” of the connection “%s” is not in the keyring."),
                      acme_secret_kind_get_title (kind), acme_saved_connection_get_name (opening->saved));
}

static void
ask_person (GTask *task)
{
  AcmeConnectionOpener *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(AcmeSecretRequest) request = NULL;
  const char *why = opening->why;

  if (self->ask == NULL)
    {
      g_task_return_error (task, make_missing (opening));
      return;
    }
  if (why == NULL && opening->keyring_error != NULL)
    why = opening->keyring_error->message;
  request = acme_secret_request_new (opening->saved, opening->to_ask, why, g_task_get_cancellable (task), answered_cb,
                                     g_object_ref (task));
  acme_secret_request_set_can_keep (request, opening->keyring_error == NULL);
  self->ask (request, self->ask_data);
}

/* ---- Looked up ---- */

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  char *secret = acme_secrets_lookup_finish (ACME_SECRETS (source), result, &error);
  AcmeSecretKind kind = ACME_SECRET_CLIENT_SECRET;

  if (acme_error_is_cancelled (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_kind (&opening->to_look_up, &kind);
  opening->secrets[kind] = secret;
  if (secret == NULL)
    opening->to_ask |= 1u << kind;
  if (error != NULL)
    note_keyring_error (opening, error);
  look_up_next (task);
}

static void
look_up_next (GTask *task)
{
  AcmeConnectionOpener *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  if (opening->to_look_up != 0)
    acme_secrets_lookup_async (self->secrets, acme_saved_connection_get_id (opening->saved),
                               g_bit_nth_lsf (opening->to_look_up, -1), g_task_get_cancellable (task), looked_up_cb,
                               g_object_ref (task));
  else if (opening->to_ask != 0)
    ask_person (task);
  else
    return_connection (task);
}

/* ---- Whether the certificate has a password ---- */

static void
look_at_certificate (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  g_task_return_boolean (task, acme_scm_credentials_wants_password (task_data));
}

static void
looked_at_certificate_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    look_up_next (task);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      opening->to_look_up &= ~(1u << ACME_SECRET_CERTIFICATE_PASSWORD);
      opening->to_ask &= ~(1u << ACME_SECRET_CERTIFICATE_PASSWORD);
      look_up_next (task);
    }
}

static void
begin (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  const char *file = acme_saved_connection_get (opening->saved, ACME_SAVED_CONNECTION_CERTIFICATE);
  g_autoptr(GTask) work = NULL;

  if (((opening->to_look_up | opening->to_ask) & (1u << ACME_SECRET_CERTIFICATE_PASSWORD)) == 0)
    {
      look_up_next (task);
      return;
    }
  work = g_task_new (NULL, g_task_get_cancellable (task), looked_at_certificate_cb, g_object_ref (task));
  g_task_set_task_data (work, g_strdup (file), g_free);
  g_task_run_in_thread (work, look_at_certificate);
}

/* ---- The object ---- */

static void
acme_connection_opener_finalize (GObject *object)
{
  AcmeConnectionOpener *self = ACME_CONNECTION_OPENER (object);

  g_clear_object (&self->secrets);
  if (self->ask_destroy != NULL)
    self->ask_destroy (self->ask_data);

  G_OBJECT_CLASS (acme_connection_opener_parent_class)->finalize (object);
}

static void
acme_connection_opener_class_init (AcmeConnectionOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_connection_opener_finalize;
}

static void
acme_connection_opener_init (AcmeConnectionOpener *self)
{
}

/**
 * acme_connection_opener_new:
 * @secrets: access to the keyring
 * @ask: (nullable) (scope notified): asks a person; %NULL if there is nobody to ask
 * @ask_data: for @ask
 * @ask_destroy: (nullable): frees @ask_data
 *
 * Returns: (transfer full): an opener
 */
AcmeConnectionOpener *
acme_connection_opener_new (AcmeSecrets       *secrets,
                            AcmeSecretAskFunc  ask,
                            gpointer           ask_data,
                            GDestroyNotify     ask_destroy)
{
  AcmeConnectionOpener *self;

  g_return_val_if_fail (ACME_IS_SECRETS (secrets), NULL);

  self = g_object_new (ACME_TYPE_CONNECTION_OPENER, NULL);
  self->secrets = g_object_ref (secrets);
  self->ask = ask;
  self->ask_data = ask_data;
  self->ask_destroy = ask_destroy;
  return self;
}

/**
 * acme_connection_opener_open_async:
 * @self: an opener
 * @saved: a saved connection
 * @why: (nullable): a sentence that says why the secrets to sign in with are to be asked for although they may be
 *   known: SCM refused them, for one; %NULL to ask only for what is not known
 * @cancellable: (nullable): a cancellable
 * @callback: called when it can be used
 * @user_data: for @callback
 *
 * Nothing is sent. The file of a client certificate is looked into, for whether it needs a password.
 */
void
acme_connection_opener_open_async (AcmeConnectionOpener *self,
                                   AcmeSavedConnection  *saved,
                                   const char           *why,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;
  AcmeSecretKinds kinds;
  Opening *opening;

  g_return_if_fail (ACME_IS_CONNECTION_OPENER (self));
  g_return_if_fail (ACME_IS_SAVED_CONNECTION (saved));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_connection_opener_open_async);
  if (!acme_saved_connection_check (saved, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  opening = g_new0 (Opening, 1);
  opening->saved = acme_saved_connection_copy (saved);
  opening->why = g_strdup (why);
  kinds = acme_saved_connection_get_secret_kinds (saved);
  opening->to_ask = why != NULL ? kinds & ~(1u << ACME_SECRET_AUDIT_CLIENT_SECRET) : 0;
  opening->to_look_up = kinds & ~opening->to_ask;
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  begin (task);
}

/**
 * acme_connection_opener_open_finish:
 * @self: an opener
 * @result: how it ended
 * @out_notice: (out) (optional) (nullable) (transfer full): a sentence that says why the keyring could not be used,
 *   although somebody was asked instead
 * @error: return location for an %ACME_ERROR_INVALID if what is saved cannot be used, an %ACME_ERROR_KEYRING if a
 *   secret is not there and there is nobody to ask, or %G_IO_ERROR_CANCELLED, also if somebody did not want to answer
 *
 * Returns: (transfer full) (nullable): the connection
 */
AcmeConnection *
acme_connection_opener_open_finish (AcmeConnectionOpener  *self,
                                    GAsyncResult          *result,
                                    char                 **out_notice,
                                    GError               **error)
{
  Opening *opening;

  g_return_val_if_fail (ACME_IS_CONNECTION_OPENER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self) &&
                        g_async_result_is_tagged (result, acme_connection_opener_open_async), NULL);

  opening = g_task_get_task_data (G_TASK (result));
  if (out_notice != NULL)
    *out_notice = opening != NULL && opening->keyring_error != NULL ? g_strdup (opening->keyring_error->message) : NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}

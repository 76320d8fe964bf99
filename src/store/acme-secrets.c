/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where secrets are: in the keyring of the desktop, through whatever libsecret finds there, and nowhere else; or for as
 * long as this program runs in its memory, if the keyring cannot be used. A keyring may ask a person for a password, or
 * not answer at all: whoever waits for it is let go when the time is over, whatever becomes of it. */

#include "config.h"

#include "acme-secrets.h"

#include <glib/gi18n.h>

#include "acme-keyring-private.h"

struct _AcmeSecrets
{
  GObject parent_instance;

  guint timeout;          /* milliseconds */
  GHashTable *remembered; /* "id/kind" -> secret, wiped when it goes */
};

G_DEFINE_FINAL_TYPE (AcmeSecrets, acme_secrets, G_TYPE_OBJECT)

static char *
make_key (const char     *id,
          AcmeSecretKind  kind)
{
  return g_strconcat (id, "/", acme_secret_kind_get_word (kind), NULL);
}

static void
forget_kinds (AcmeSecrets     *self,
              const char      *id,
              AcmeSecretKinds  kinds)
{
  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    {
      g_autofree char *key = make_key (id, kind);

      if ((kinds & (1u << kind)) != 0)
        g_hash_table_remove (self->remembered, key);
    }
}

static void
acme_secrets_finalize (GObject *object)
{
  AcmeSecrets *self = ACME_SECRETS (object);

  g_clear_pointer (&self->remembered, g_hash_table_unref);

  G_OBJECT_CLASS (acme_secrets_parent_class)->finalize (object);
}

static void
acme_secrets_class_init (AcmeSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_secrets_finalize;
}

static void
acme_secrets_init (AcmeSecrets *self)
{
  self->timeout = ACME_SECRETS_TIMEOUT * 1000;
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) acme_secret_free);
}

/**
 * acme_secrets_new:
 *
 * Returns: (transfer full): access to the keyring, which is not looked for before something is asked of it
 */
AcmeSecrets *
acme_secrets_new (void)
{
  return g_object_new (ACME_TYPE_SECRETS, NULL);
}

/**
 * acme_secrets_set_timeout:
 * @self: access to the keyring
 * @milliseconds: how long to wait for it; %ACME_SECRETS_TIMEOUT seconds unless this says otherwise
 */
void
acme_secrets_set_timeout (AcmeSecrets *self,
                          guint        milliseconds)
{
  g_return_if_fail (ACME_IS_SECRETS (self));

  self->timeout = milliseconds;
}

/**
 * acme_secrets_lookup_async:
 * @self: access to the keyring
 * @connection_id: the id of a saved connection
 * @kind: which of its secrets
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * What is remembered comes before what the keyring has. A person may be asked to unlock the keyring.
 */
void
acme_secrets_lookup_async (AcmeSecrets         *self,
                           const char          *connection_id,
                           AcmeSecretKind       kind,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = NULL;
  const char *remembered;

  g_return_if_fail (ACME_IS_SECRETS (self));
  g_return_if_fail (connection_id != NULL);
  g_return_if_fail ((guint) kind < ACME_SECRET_N_KINDS);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_secrets_lookup_async);
  key = make_key (connection_id, kind);
  remembered = g_hash_table_lookup (self->remembered, key);
  if (remembered != NULL)
    g_task_return_pointer (task, g_strdup (remembered), (GDestroyNotify) acme_secret_free);
  else if (!g_task_return_error_if_cancelled (task))
    acme_keyring_look_up (g_steal_pointer (&task), connection_id, kind, self->timeout);
}

/**
 * acme_secrets_lookup_finish:
 * @self: access to the keyring
 * @result: how it ended
 * @error: return location for an %ACME_ERROR_KEYRING if the keyring is locked, is missing, refuses or does not answer,
 *   or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with acme_secret_free(); %NULL without an error if there
 *   is none
 */
char *
acme_secrets_lookup_finish (AcmeSecrets   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (ACME_IS_SECRETS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self) &&
                        g_async_result_is_tagged (result, acme_secrets_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * acme_secrets_store_async:
 * @self: access to the keyring
 * @connection_id: the id of a saved connection
 * @connection_name: its name, by which a person finds the secret in the keyring
 * @kind: which of its secrets
 * @secret: the secret
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is stored
 * @user_data: for @callback
 *
 * Takes the place of what was there. A person may be asked to unlock the keyring.
 */
void
acme_secrets_store_async (AcmeSecrets         *self,
                          const char          *connection_id,
                          const char          *connection_name,
                          AcmeSecretKind       kind,
                          const char          *secret,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (ACME_IS_SECRETS (self));
  g_return_if_fail (connection_id != NULL && connection_name != NULL && secret != NULL);
  g_return_if_fail ((guint) kind < ACME_SECRET_N_KINDS);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_secrets_store_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_task_data (task, make_key (connection_id, kind), g_free);
  /* Translators: what a keyring calls a secret: the name of a connection and what is kept, such as “Client Secret” */
  label = g_strdup_printf (_("ACME Console: %s, %s"), connection_name, acme_secret_kind_get_title (kind));
  acme_keyring_store (g_steal_pointer (&task), connection_id, kind, label, secret, self->timeout);
}

/**
 * acme_secrets_store_finish:
 * @self: access to the keyring
 * @result: how it ended
 * @error: return location, as of acme_secrets_lookup_finish()
 *
 * Returns: whether it is in the keyring; then it is remembered no longer
 */
gboolean
acme_secrets_store_finish (AcmeSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (ACME_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self) &&
                        g_async_result_is_tagged (result, acme_secrets_store_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  g_hash_table_remove (self->remembered, g_task_get_task_data (G_TASK (result)));
  return TRUE;
}

/**
 * acme_secrets_clear_async:
 * @self: access to the keyring
 * @connection_id: the id of a saved connection
 * @kinds: which of its secrets, or %ACME_SECRET_ALL_KINDS
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are gone
 * @user_data: for @callback
 *
 * What is remembered is forgotten at once. A person may be asked to unlock the keyring.
 */
void
acme_secrets_clear_async (AcmeSecrets         *self,
                          const char          *connection_id,
                          AcmeSecretKinds      kinds,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ACME_IS_SECRETS (self));
  g_return_if_fail (connection_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_secrets_clear_async);
  forget_kinds (self, connection_id, kinds);
  if (g_task_return_error_if_cancelled (task))
    return;

  acme_keyring_clear (g_steal_pointer (&task), connection_id, kinds & ACME_SECRET_ALL_KINDS, self->timeout);
}

/**
 * acme_secrets_clear_finish:
 * @self: access to the keyring
 * @result: how it ended
 * @error: return location, as of acme_secrets_lookup_finish()
 *
 * Returns: whether none of them is in the keyring any more
 */
gboolean
acme_secrets_clear_finish (AcmeSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (ACME_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self) &&
                        g_async_result_is_tagged (result, acme_secrets_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_secrets_remember:
 * @self: access to the keyring
 * @connection_id: the id of a saved connection
 * @kind: which of its secrets
 * @secret: the secret
 *
 * Keeps it in memory, and nowhere else, until @self goes; then it is wiped.
 */
void
acme_secrets_remember (AcmeSecrets    *self,
                       const char     *connection_id,
                       AcmeSecretKind  kind,
                       const char     *secret)
{
  g_return_if_fail (ACME_IS_SECRETS (self));
  g_return_if_fail (connection_id != NULL && secret != NULL);
  g_return_if_fail ((guint) kind < ACME_SECRET_N_KINDS);

  g_hash_table_replace (self->remembered, make_key (connection_id, kind), g_strdup (secret));
}

/**
 * acme_secrets_forget:
 * @self: access to the keyring
 * @connection_id: the id of a saved connection
 *
 * Wipes what is remembered of it.
 */
void
acme_secrets_forget (AcmeSecrets *self,
                     const char  *connection_id)
{
  g_return_if_fail (ACME_IS_SECRETS (self));
  g_return_if_fail (connection_id != NULL);

  forget_kinds (self, connection_id, ACME_SECRET_ALL_KINDS);
}

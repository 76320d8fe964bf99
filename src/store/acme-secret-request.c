/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question for secrets, from whoever needs them to whoever can ask a person: a dialog, or acmectl at a terminal. It
 * holds the answers, and wipes them when it goes. */

#include "config.h"

#include "acme-secret-request.h"

#include <glib/gi18n.h>

#include "acme-error.h"

struct _AcmeSecretRequest
{
  GObject parent_instance;

  AcmeSavedConnection *connection;
  AcmeSecretKinds wanted;
  char *why;                          /* (nullable) */
  char *answers[ACME_SECRET_N_KINDS]; /* (nullable) */
  gboolean can_keep;
  gboolean keep;
  GTask *task;                        /* (nullable): until it is answered */
  GCancellable *cancellable;          /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AcmeSecretRequest, acme_secret_request, G_TYPE_OBJECT)

static void
acme_secret_request_finalize (GObject *object)
{
  AcmeSecretRequest *self = ACME_SECRET_REQUEST (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->why, g_free);
  for (guint i = 0; i < ACME_SECRET_N_KINDS; i++)
    g_clear_pointer (&self->answers[i], acme_secret_free);

  G_OBJECT_CLASS (acme_secret_request_parent_class)->finalize (object);
}

static void
acme_secret_request_class_init (AcmeSecretRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_secret_request_finalize;
}

static void
acme_secret_request_init (AcmeSecretRequest *self)
{
}

/**
 * acme_secret_request_new:
 * @connection: what they are for
 * @wanted: which secrets
 * @why: (nullable): a sentence that says why they are asked for
 * @cancellable: (nullable): when it is cancelled, nobody waits for an answer any more
 * @callback: called when it is answered
 * @user_data: for @callback
 *
 * Returns: (transfer full): a question that nobody was asked yet
 */
AcmeSecretRequest *
acme_secret_request_new (AcmeSavedConnection *connection,
                         AcmeSecretKinds      wanted,
                         const char          *why,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  AcmeSecretRequest *self;

  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (connection), NULL);

  self = g_object_new (ACME_TYPE_SECRET_REQUEST, NULL);
  self->connection = g_object_ref (connection);
  self->wanted = wanted;
  self->why = g_strdup (why);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, acme_secret_request_new);
  return self;
}

/**
 * acme_secret_request_finish:
 * @self: a question
 * @result: how it ended
 * @error: return location for why nobody answered; %G_IO_ERROR_CANCELLED if somebody did not want to
 *
 * Returns: whether it was answered
 */
gboolean
acme_secret_request_finish (AcmeSecretRequest  *self,
                            GAsyncResult       *result,
                            GError            **error)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_secret_request_get_connection:
 * @self: a question
 *
 * Returns: (transfer none): what the secrets are for
 */
AcmeSavedConnection *
acme_secret_request_get_connection (AcmeSecretRequest *self)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), NULL);

  return self->connection;
}

/**
 * acme_secret_request_get_wanted:
 * @self: a question
 *
 * Returns: which secrets are asked for
 */
AcmeSecretKinds
acme_secret_request_get_wanted (AcmeSecretRequest *self)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), 0);

  return self->wanted;
}

/**
 * acme_secret_request_get_why:
 * @self: a question
 *
 * Returns: (transfer none) (nullable): a sentence that says why they are asked for
 */
const char *
acme_secret_request_get_why (AcmeSecretRequest *self)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), NULL);

  return self->why;
}

/**
 * acme_secret_request_get_cancellable:
 * @self: a question
 *
 * Returns: (transfer none) (nullable): when it is cancelled, nobody waits for an answer any more
 */
GCancellable *
acme_secret_request_get_cancellable (AcmeSecretRequest *self)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), NULL);

  return self->cancellable;
}

/**
 * acme_secret_request_set_can_keep:
 * @self: a question
 * @can_keep: whether the keyring can be used
 */
void
acme_secret_request_set_can_keep (AcmeSecretRequest *self,
                                  gboolean           can_keep)
{
  g_return_if_fail (ACME_IS_SECRET_REQUEST (self));

  self->can_keep = can_keep;
}

/**
 * acme_secret_request_can_keep:
 * @self: a question
 *
 * Returns: whether to offer to keep the answer in the keyring
 */
gboolean
acme_secret_request_can_keep (AcmeSecretRequest *self)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), FALSE);

  return self->can_keep;
}

/**
 * acme_secret_request_set_keep:
 * @self: a question
 * @keep: whether to keep the answers in the keyring, not only in memory
 */
void
acme_secret_request_set_keep (AcmeSecretRequest *self,
                              gboolean           keep)
{
  g_return_if_fail (ACME_IS_SECRET_REQUEST (self));

  self->keep = keep;
}

/**
 * acme_secret_request_get_keep:
 * @self: a question
 *
 * Returns: whether to keep the answers in the keyring
 */
gboolean
acme_secret_request_get_keep (AcmeSecretRequest *self)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), FALSE);

  return self->keep;
}

/**
 * acme_secret_request_answer:
 * @self: a question
 * @kind: a kind of secret that is wanted
 * @secret: (nullable): what somebody typed; %NULL to take an answer back
 */
void
acme_secret_request_answer (AcmeSecretRequest *self,
                            AcmeSecretKind     kind,
                            const char        *secret)
{
  g_return_if_fail (ACME_IS_SECRET_REQUEST (self));
  g_return_if_fail ((guint) kind < ACME_SECRET_N_KINDS);

  g_clear_pointer (&self->answers[kind], acme_secret_free);
  self->answers[kind] = g_strdup (secret);
}

/**
 * acme_secret_request_get_answer:
 * @self: a question
 * @kind: a kind of secret
 *
 * Returns: (transfer none) (nullable): what somebody typed
 */
const char *
acme_secret_request_get_answer (AcmeSecretRequest *self,
                                AcmeSecretKind     kind)
{
  g_return_val_if_fail (ACME_IS_SECRET_REQUEST (self), NULL);
  g_return_val_if_fail ((guint) kind < ACME_SECRET_N_KINDS, NULL);

  return self->answers[kind];
}

static gboolean
check_answers (AcmeSecretRequest  *self,
               GError            **error)
{
  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    {
      const char *answer = self->answers[kind] != NULL ? self->answers[kind] : "";

      if ((self->wanted & (1u << kind)) != 0 && !acme_secret_kind_check (kind, answer, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_secret_request_done:
 * @self: a question, all of whose answers were given
 *
 * Hands the answers to whoever asked. What cannot be a secret of its kind is refused there.
 */
void
acme_secret_request_done (AcmeSecretRequest *self)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (ACME_IS_SECRET_REQUEST (self));
  g_return_if_fail (self->task != NULL);

  task = g_steal_pointer (&self->task);
  if (check_answers (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * acme_secret_request_refuse:
 * @self: a question
 * @reason: (nullable): why nobody can be asked; %NULL if somebody was, and did not want to answer
 */
void
acme_secret_request_refuse (AcmeSecretRequest *self,
                            const GError      *reason)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ACME_IS_SECRET_REQUEST (self));
  g_return_if_fail (self->task != NULL);

  task = g_steal_pointer (&self->task);
  if (reason != NULL)
    g_task_return_error (task, g_error_copy (reason));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("The operation was cancelled."));
}

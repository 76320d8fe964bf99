/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of the keyring. It may ask a person for a password, or not answer at all: whoever waits for it is let
 * go when the time is over or nobody wants to wait, whatever becomes of the call. */

#include "config.h"

#include "acme-keyring-private.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#include "acme-error.h"
#include "acme-secrets.h"

/* It is in people's keyrings, and never to change. */
static const SecretSchema schema = {
  "io.github.acme_console.AcmeConsole.Secret", SECRET_SCHEMA_NONE,
  {
    { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* Something asked of the keyring. It outlives its task if the keyring does. */
typedef struct _Call
{
  GTask *task;               /* (nullable): until it has returned */
  GCancellable *cancellable; /* of what is asked of libsecret */
  GSource *deadline;         /* (nullable) */
  GSource *cancelled;        /* (nullable) */
  gboolean was_repeated;
  gboolean was_unlocked;
  void (*again) (struct _Call *call); /* what to do when the keyring was unlocked */
  void (*nothing) (struct _Call *call); /* and if it was so already */

  char *id;                  /* of the connection */
  AcmeSecretKinds kinds;     /* what is left to do */
  SecretValue *value;        /* (nullable): to be stored */
  char *label;               /* (nullable) */
} Call;

static void look_up (Call *call);
static void store (Call *call);
static void clear_next (Call *call);

/* ---- A call and its end ---- */

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_assert (call->task == NULL);
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->id, g_free);
  g_clear_pointer (&call->value, secret_value_unref);
  g_clear_pointer (&call->label, g_free);
}

static void
call_unref (Call *call)
{
  g_rc_box_release_full (call, call_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

/* Returns the task to be returned from. */
static GTask *
end (Call *call)
{
  clear_source (&call->deadline);
  clear_source (&call->cancelled);
  return g_steal_pointer (&call->task);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr(GTask) task = NULL;

  g_cancellable_cancel (call->cancellable);
  task = end (call);
  if (task != NULL)
    g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_KEYRING, "%s", _("The keyring did not answer in time."));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr(GTask) task = NULL;

  g_cancellable_cancel (call->cancellable);
  task = end (call);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("The operation was cancelled."));
  return G_SOURCE_REMOVE;
}

static GSource *
attach (GSource     *source,
        GSourceFunc  func,
        Call        *call)
{
  g_source_set_callback (source, func, g_rc_box_acquire (call), (GDestroyNotify) call_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static Call *
call_new (GTask           *task,
          const char      *id,
          AcmeSecretKinds  kinds,
          guint            timeout)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Call *call = g_rc_box_new0 (Call);

  call->task = task;
  call->id = g_strdup (id);
  call->kinds = kinds;
  call->cancellable = g_cancellable_new ();
  call->deadline = attach (g_timeout_source_new (timeout), deadline_cb, call);
  if (cancellable != NULL)
    call->cancelled = attach (g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb), call);
  return call;
}

/* What the service knows of this program ends with the service; another one has to be greeted first. libsecret has
 * taken the name off the error by which that could be told from others, so each is given one more try. */
static gboolean
is_unknown_there (Call         *call,
                  const GError *error)
{
  if (call->was_repeated || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR))
    return FALSE;
  call->was_repeated = TRUE;
  secret_service_disconnect ();
  return TRUE;
}

static GHashTable *
make_attributes (Call *call)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, (char *) "connection", call->id);
  if (call->kinds != ACME_SECRET_ALL_KINDS)
    g_hash_table_insert (attributes, (char *) "kind",
                         (char *) acme_secret_kind_get_word (g_bit_nth_lsf (call->kinds, -1)));
  return attributes;
}

static gboolean
is_any_locked (GList *found)
{
  for (; found != NULL; found = found->next)
    {
      if (SECRET_IS_ITEM (found->data) && secret_item_get_locked (found->data))
        return TRUE;
    }
  return FALSE;
}

static void
free_found (GList *found)
{
  g_list_free_full (found, g_object_unref);
}

static GError *
make_locked (void)
{
  g_autoptr(GError) cause = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");

  return acme_keyring_error_new (cause);
}

/* ---- Unlocking ---- */

/* gnome-keyring finds nothing in a keyring that was not unlocked since it began; so if nothing is found, the keyring is
 * unlocked, and all is tried again. */

static void
end_with_error (Call   *call,
                GError *error)
{
  g_autoptr(GTask) task = end (call);

  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;
  int n = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &cause);

  if (call->task == NULL)
    return;
  if (n > 0)
    call->again (call);
  else
    end_with_error (call, cause != NULL ? acme_keyring_error_new (cause) : make_locked ());
}

static void
collection_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;
  g_autoptr(SecretCollection) collection = secret_collection_for_alias_finish (result, &cause);
  g_autoptr(SecretService) service = NULL;
  GList locked = { collection, NULL, NULL };

  if (call->task == NULL)
    return;
  /* in a sandbox there may be none, and a portal's was searched */
  if (collection == NULL || !secret_collection_get_locked (collection))
    call->nothing (call);
  else
    {
      g_object_get (collection, "service", &service, NULL);
      secret_service_unlock (service, &locked, call->cancellable, unlocked_cb, g_rc_box_acquire (call));
    }
}

static void
unlock (Call *call,
        void  (*again) (Call *call),
        void  (*nothing) (Call *call))
{
  if (call->was_unlocked)
    {
      nothing (call);
      return;
    }
  call->was_unlocked = TRUE;
  call->again = again;
  call->nothing = nothing;
  secret_collection_for_alias (NULL, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, call->cancellable,
                               collection_cb, g_rc_box_acquire (call));
}

/* ---- Looking one up ---- */

static void
return_none (Call *call)
{
  g_autoptr(GTask) task = end (call);

  g_task_return_pointer (task, NULL, NULL);
}

static char *
dup_text (SecretValue  *value,
          GError      **error)
{
  gsize length = 0;
  const char *data = value != NULL ? secret_value_get (value, &length) : NULL;

  if (length == 0)
    return NULL;
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_KEYRING, _("What the keyring holds is no text."));
  return NULL;
}

static void
retrieved_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GError) error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &cause);
  g_autoptr(GTask) task = NULL;
  char *text;

  if (call->task != NULL && is_unknown_there (call, cause))
    {
      look_up (call);
      return;
    }
  text = dup_text (value, &error);
  g_clear_pointer (&value, secret_value_unref);
  task = end (call);
  if (task == NULL)
    acme_secret_free (text);
  else if (cause != NULL)
    g_task_return_error (task, acme_keyring_error_new (cause));
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, text, (GDestroyNotify) acme_secret_free);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;
  GList *found = secret_password_search_finish (result, &cause);

  if (call->task == NULL)
    ; /* nobody waits for it any more */
  else if (is_unknown_there (call, cause))
    look_up (call);
  else if (cause != NULL)
    end_with_error (call, acme_keyring_error_new (cause));
  else if (found == NULL)
    unlock (call, look_up, return_none);
  else if (is_any_locked (found))
    end_with_error (call, make_locked ());
  else
    secret_retrievable_retrieve_secret (found->data, call->cancellable, retrieved_cb, g_rc_box_acquire (call));
  free_found (found);
}

static void
look_up (Call *call)
{
  g_autoptr(GHashTable) attributes = make_attributes (call);

  secret_password_searchv (&schema, attributes, SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, call->cancellable,
                           found_cb, g_rc_box_acquire (call));
}

/* ---- Storing one ---- */

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;
  gboolean stored = secret_password_store_finish (result, &cause);
  g_autoptr(GTask) task = NULL;

  if (call->task != NULL && is_unknown_there (call, cause))
    {
      store (call);
      return;
    }
  task = end (call);
  if (task == NULL)
    return;
  if (stored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, acme_keyring_error_new (cause));
}

static void
store (Call *call)
{
  g_autoptr(GHashTable) attributes = make_attributes (call);

  secret_password_storev_binary (&schema, attributes, SECRET_COLLECTION_DEFAULT, call->label, call->value,
                                 call->cancellable, stored_cb, g_rc_box_acquire (call));
}

/* ---- Clearing them ---- */

static void
return_cleared (Call *call)
{
  g_autoptr(GTask) task = end (call);

  g_task_return_boolean (task, TRUE);
}

/* Of the kind that is next. */
static void
note_cleared (Call *call)
{
  call->kinds = call->kinds == ACME_SECRET_ALL_KINDS ? 0 : call->kinds & (call->kinds - 1);
  clear_next (call);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;

  secret_password_clear_finish (result, &cause);
  if (call->task == NULL)
    return;
  if (cause != NULL)
    end_with_error (call, acme_keyring_error_new (cause));
  else
    note_cleared (call);
}

/* libsecret passes over what is locked without a word, so that is looked for first. */
static void
found_to_clear_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) cause = NULL;
  GList *found = secret_password_search_finish (result, &cause);
  g_autoptr(GHashTable) attributes = NULL;

  if (call->task == NULL)
    ; /* nobody waits for it any more */
  else if (cause != NULL)
    end_with_error (call, acme_keyring_error_new (cause));
  else if (found == NULL)
    unlock (call, clear_next, note_cleared);
  else if (is_any_locked (found))
    end_with_error (call, make_locked ());
  else
    {
      attributes = make_attributes (call);
      secret_password_clearv (&schema, attributes, call->cancellable, cleared_cb, g_rc_box_acquire (call));
    }
  free_found (found);
}

static void
clear_next (Call *call)
{
  g_autoptr(GHashTable) attributes = NULL;

  if (call->kinds == 0)
    {
      return_cleared (call);
      return;
    }
  attributes = make_attributes (call);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, call->cancellable,
                           found_to_clear_cb, g_rc_box_acquire (call));
}

/* ---- What is asked ---- */

/**
 * acme_keyring_look_up:
 * @task: (transfer full): returns the secret (nullable), or an error
 * @id: the id of a connection
 * @kind: which of its secrets
 * @timeout: how long to wait, in milliseconds
 */
void
acme_keyring_look_up (GTask          *task,
                      const char     *id,
                      AcmeSecretKind  kind,
                      guint           timeout)
{
  g_autoptr(Call) call = call_new (task, id, 1u << kind, timeout);

  look_up (call);
}

/**
 * acme_keyring_store:
 * @task: (transfer full): returns whether it was stored, or an error
 * @id: the id of a connection
 * @kind: which of its secrets
 * @label: what a person finds it by
 * @secret: the secret
 * @timeout: how long to wait, in milliseconds
 */
void
acme_keyring_store (GTask          *task,
                    const char     *id,
                    AcmeSecretKind  kind,
                    const char     *label,
                    const char     *secret,
                    guint           timeout)
{
  g_autoptr(Call) call = call_new (task, id, 1u << kind, timeout);

  call->label = g_strdup (label);
  call->value = secret_value_new_full (g_strdup (secret), strlen (secret), "text/plain",
                                       (GDestroyNotify) acme_secret_free);
  store (call);
}

/**
 * acme_keyring_clear:
 * @task: (transfer full): returns whether they are gone, or an error
 * @id: the id of a connection
 * @kinds: which of its secrets
 * @timeout: how long to wait, in milliseconds
 */
void
acme_keyring_clear (GTask           *task,
                    const char      *id,
                    AcmeSecretKinds  kinds,
                    guint            timeout)
{
  g_autoptr(Call) call = call_new (task, id, kinds, timeout);

  clear_next (call);
}

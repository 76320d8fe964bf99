/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request that changes something in SCM, sent exactly once. If its answer does not come, or does not tell what was
 * done, SCM is asked once what it shows now: that decides between done, not done, and an outcome that remains unknown.
 * All writes share this, so that none of them has an opinion of its own about when it may be sent again (never). */

#include "config.h"

#include "acme-scm-write.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "acme-error.h"
#include "acme-scm-error.h"
#include "acme-scm-session-private.h"

typedef struct
{
  const AcmeScmWriteKind *kind;
  gpointer data;  /* (unowned) */
  AcmeError code; /* of the error that says that it was not done */
  char *cause;    /* (nullable): why its answer does not tell, as a sentence */
  gboolean looked;
} Write;

static void
free_write (Write *self)
{
  g_free (self->cause);
  g_free (self);
}

static void
return_verdict (GTask          *task,
                AcmeScmVerdict  verdict,
                GError         *look_error)
{
  Write *self = g_task_get_task_data (task);

  switch (verdict)
    {
    case ACME_SCM_VERDICT_DONE:
      g_task_return_boolean (task, TRUE);
      break;
    case ACME_SCM_VERDICT_NOT_DONE:
      g_task_return_new_error (task, ACME_ERROR, self->code, "%s %s", self->cause, _(self->kind->not_done));
      break;
    case ACME_SCM_VERDICT_GONE:
      g_task_return_error (task, g_error_copy (look_error));
      break;
    case ACME_SCM_VERDICT_UNCLEAR:
    default:
      g_task_return_error (task, acme_scm_error_unknown_outcome (self->cause));
      break;
    }
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  static const char *const words[] = { "unclear", "done", "not done", "gone" };
  g_autoptr(GTask) task = user_data;
  Write *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  AcmeScmVerdict verdict = ACME_SCM_VERDICT_UNCLEAR;
  guint status;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, &status, &error))
    verdict = self->kind->judge (self->data);
  else if (acme_error_is_cancelled (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  else if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    verdict = self->kind->if_gone;

  g_debug ("What became of a write was looked up: %s", words[verdict]);
  return_verdict (task, verdict, error);
}

static void
look (GTask      *task,
      AcmeError   code,
      const char *cause)
{
  Write *self = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = self->kind->look (self->data);

  self->code = code;
  self->cause = g_strdup (cause);
  self->looked = TRUE;
  acme_scm_list_async (g_task_get_source_object (task), request, self->kind->look_flags, self->kind->look_page,
                       self->data, NULL, NULL, g_task_get_cancellable (task), look_cb, g_object_ref (task));
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Write *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmReply) reply = NULL;
  guint status;

  reply = acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, &status, &error);
  if (reply != NULL && (self->kind->read == NULL || self->kind->read (reply, self->data, &error)))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    look (task, ACME_ERROR_NETWORK, acme_scm_session_send_get_cause (result));
  else if (SOUP_STATUS_IS_SUCCESSFUL (status) && g_error_matches (error, ACME_ERROR, ACME_ERROR_BAD_REPLY))
    look (task, ACME_ERROR_BAD_REPLY, error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * acme_scm_write_set_body:
 * @request: a request
 * @builder: builds what it sends
 */
void
acme_scm_write_set_body (AcmeScmRequest *request,
                         JsonBuilder    *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(GBytes) body = NULL;
  gsize length;
  char *text;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  body = g_bytes_new_take (text, length);
  acme_scm_request_set_body (request, body);
}

/**
 * acme_scm_write_async:
 * @session: a session
 * @request: what is to be changed; anything but a GET
 * @kind: how to see what became of it
 * @data: for the functions of @kind; must live until @callback is called
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is known what became of it, or known that it cannot be told
 * @user_data: for @callback
 *
 * If it is cancelled on its way, nobody knows what became of it.
 */
void
acme_scm_write_async (AcmeScmSession         *session,
                      AcmeScmRequest         *request,
                      const AcmeScmWriteKind *kind,
                      gpointer                data,
                      GCancellable           *cancellable,
                      GAsyncReadyCallback     callback,
                      gpointer                user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Write *self = g_new0 (Write, 1);

  g_task_set_source_tag (task, acme_scm_write_async);
  g_task_set_task_data (task, self, (GDestroyNotify) free_write);
  self->kind = kind;
  self->data = data;
  acme_scm_session_send_async (session, request, cancellable, send_cb, g_steal_pointer (&task));
}

/**
 * acme_scm_write_finish:
 * @session: a session
 * @result: the result
 * @out_looked: (out) (optional): whether the answer did not tell what was done, and SCM was asked what it shows
 * @error: return location
 *
 * Returns: whether it was done; %FALSE with %ACME_ERROR_UNKNOWN_OUTCOME if that cannot be told, with another error of
 *   the domain %ACME_ERROR if it was not done, or with %G_IO_ERROR_CANCELLED
 */
gboolean
acme_scm_write_finish (AcmeScmSession  *session,
                       GAsyncResult    *result,
                       gboolean        *out_looked,
                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_write_async), FALSE);

  if (out_looked != NULL)
    *out_looked = ((Write *) g_task_get_task_data (G_TASK (result)))->looked;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * acme_scm_write_pass_cb:
 * @source: a session
 * @result: the result
 * @task: (transfer full): a #GTask
 *
 * A callback for acme_scm_write_async() that lets @task end as the write did, with a boolean.
 */
void
acme_scm_write_pass_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      task)
{
  g_autoptr(GTask) owned = task;
  GError *error = NULL;

  if (acme_scm_write_finish (ACME_SCM_SESSION (source), result, NULL, &error))
    g_task_return_boolean (owned, TRUE);
  else
    g_task_return_error (owned, error);
}

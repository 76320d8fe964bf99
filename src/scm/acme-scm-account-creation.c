/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The making of an account: it is made, read again for the values that SCM gave it, and gets its domains, which SCM
 * takes in a request of their own. What fails after the first step costs no more than that step, because the account is
 * there from then on. If it is not known whether the first step was done, the list of accounts tells: a new one of
 * that name, organization and server that was not there before. If that list cannot be had either, it can be asked for
 * later: to look changes nothing, so that it may be done as often as a person wants. */

#include "config.h"

#include "acme-scm-account-creation.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-domain-changes.h"
#include "acme-scm-error.h"
#include "acme-scm-json.h"
#include "acme-scm-servers.h"
#include "acme-scm-session-private.h"
#include "acme-scm-write.h"

typedef struct
{
  AcmeAccountDraft *draft;
  GHashTable *known;   /* ids (gint64) that are not those of the new account */
  GHashTable *seen;    /* ids (gint64) that one look came by */
  gint64 id;           /* of the new account, or 0 */
  guint n_found;       /* new accounts that must be the one */
  guint n_similar;     /* new accounts that might be, but have another server */
  gboolean only_looks; /* whether nothing may be changed any more */
  AcmeScmCreated *created;
} Creation;

static void
clear_creation (gpointer data)
{
  Creation *creation = data;

  g_clear_object (&creation->draft);
  g_hash_table_unref (creation->known);
  g_hash_table_unref (creation->seen);
  g_clear_pointer (&creation->created, acme_scm_created_free);
}

static void
release_creation (gpointer creation)
{
  g_rc_box_release_full (creation, clear_creation);
}

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * acme_scm_created_free:
 * @self: (transfer full): what became of a draft
 */
void
acme_scm_created_free (AcmeScmCreated *self)
{
  g_clear_object (&self->account);
  g_clear_error (&self->read_error);
  g_strfreev (self->not_added);
  g_clear_error (&self->domains_error);
  g_free (self);
}

static void
return_created (GTask *task)
{
  Creation *creation = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&creation->created), (GDestroyNotify) acme_scm_created_free);
}

/* Cancelling is told at once, whatever was done until then */
static gboolean
return_if_cancelled (GTask        *task,
                     const GError *error)
{
  if (!acme_error_is_cancelled (error))
    return FALSE;
  g_task_return_error (task, g_error_copy (error));
  return TRUE;
}

static void
domains_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Creation *creation = g_task_get_task_data (task);
  AcmeScmCreated *created = creation->created;
  g_autoptr(AcmeScmDomainChange) change =
    acme_scm_change_domains_finish (ACME_SCM_SESSION (source), result, &created->domains_error);

  if (return_if_cancelled (task, created->domains_error))
    return;
  if (change != NULL)
    created->not_added = g_steal_pointer (&change->not_added);
  else if (!g_error_matches (created->domains_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    created->not_added = g_strdupv ((char **) acme_account_draft_get_domains (creation->draft));
  return_created (task);
}

static void
add_domains (GTask *task)
{
  Creation *creation = g_task_get_task_data (task);
  const char *const *domains = acme_account_draft_get_domains (creation->draft);

  if (creation->only_looks && domains[0] != NULL)
    creation->created->not_added = g_strdupv ((char **) domains);
  if (creation->only_looks || domains[0] == NULL)
    return_created (task);
  else
    acme_scm_change_domains_async (g_task_get_source_object (task), creation->created->account, domains, NULL,
                                   g_task_get_cancellable (task), domains_cb, g_object_ref (task));
}

/* (transfer full): what is known of an account that could not be read */
static AcmeAccount *
make_account (AcmeAccountDraft *draft,
              gint64            id)
{
  AcmeItem *item = ACME_ITEM (acme_account_new (acme_account_draft_get_kind (draft), id));

  acme_item_set_string (item, ACME_ACCOUNT_NAME, acme_account_draft_get_name (draft));
  acme_item_set_string (item, ACME_ACCOUNT_ACME_SERVER, acme_account_draft_get_acme_server (draft));
  acme_item_set_number (item, ACME_ACCOUNT_ORGANIZATION_ID, acme_account_draft_get_organization_id (draft));
  acme_item_set_string (item, ACME_ACCOUNT_PROFILE_NAME, acme_account_draft_get_profile_name (draft));
  return ACME_ACCOUNT (item);
}

/* Nothing must be added to an account of somebody else */
static gboolean
is_the_draft (Creation    *creation,
              AcmeAccount *account)
{
  gint64 organization_id = acme_item_get_number (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION_ID);

  return organization_id == ACME_NUMBER_NONE ||
         organization_id == acme_account_draft_get_organization_id (creation->draft);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Creation *creation = g_task_get_task_data (task);
  AcmeScmCreated *created = creation->created;
  g_autoptr(AcmeScmReply) reply =
    acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, NULL, &created->read_error);

  if (reply != NULL)
    created->account = acme_scm_account_read_reply (reply, acme_account_draft_get_kind (creation->draft), creation->id,
                                                    ACME_SCM_ACCOUNT_WITH_SECRETS, &created->read_error);
  if (return_if_cancelled (task, created->read_error))
    return;
  if (created->account != NULL && !is_the_draft (creation, created->account))
    {
      g_task_return_error (task, acme_scm_error_unknown_outcome (
                                   _("SCM pointed to another account than the one that it was asked to make.")));
      return;
    }
  if (created->account == NULL)
    created->account = make_account (creation->draft, creation->id);
  add_domains (task);
}

/* Without the names of its organization, which whoever made the draft has at hand */
static void
read_account (GTask *task)
{
  Creation *creation = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request =
    acme_scm_request_new ("GET", "%s/%" G_GINT64_FORMAT,
                          acme_scm_account_get_path (acme_account_draft_get_kind (creation->draft)), creation->id);

  acme_scm_session_send_async (g_task_get_source_object (task), request, g_task_get_cancellable (task), read_cb,
                               g_object_ref (task));
}

static void
take_new_account (GTask    *task,
                  gboolean  looked)
{
  Creation *creation = g_task_get_task_data (task);

  g_clear_pointer (&creation->created, acme_scm_created_free); /* of the time before a look */
  creation->created = g_new0 (AcmeScmCreated, 1);
  creation->created->confirmed_by_listing = looked;
  read_account (task);
}

static void
create_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  gboolean looked;
  GError *error = NULL;

  if (acme_scm_write_finish (ACME_SCM_SESSION (source), result, &looked, &error))
    take_new_account (task, looked);
  else
    g_task_return_error (task, error);
}

/* The id at the end of @location, which is never followed: it may be on another host. 0 if there is none. */
static gint64
parse_location (const char *location)
{
  g_autofree char *path = g_strndup (location, strcspn (location, "?#"));
  const char *segment;
  gint64 id;

  if (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  segment = strrchr (path, '/');
  if (segment == NULL || !g_ascii_isdigit (segment[1]) ||
      !g_ascii_string_to_signed (segment + 1, 10, 1, G_MAXINT64, &id, NULL))
    return 0;
  return id;
}

static gboolean
read_location (AcmeScmReply  *reply,
               gpointer       data,
               GError       **error)
{
  Creation *creation = data;

  creation->id = reply->location != NULL ? parse_location (reply->location) : 0;
  if (creation->id != 0)
    return TRUE;
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM did not say which account it made."));
  return FALSE;
}

/* Begins a look anew */
static AcmeScmRequest *
make_list (gpointer data)
{
  Creation *creation = data;
  AcmeAccountDraft *draft = creation->draft;
  AcmeScmRequest *request =
    acme_scm_request_new ("GET", "%s", acme_scm_account_get_path (acme_account_draft_get_kind (draft)));

  acme_scm_request_add_number (request, "organizationId", acme_account_draft_get_organization_id (draft));
  acme_scm_request_add_string (request, "name", acme_account_draft_get_name (draft));
  g_hash_table_remove_all (creation->seen);
  creation->n_found = creation->n_similar = 0;
  return request;
}

/* SCM may list as a URL what it was given as a name, and the other way round; then nobody can tell */
static gboolean
is_same_server (const char *a,
                const char *b)
{
  g_autofree char *url_a = acme_scm_servers_normalize_url (a);
  g_autofree char *url_b = acme_scm_servers_normalize_url (b);

  return g_str_equal (url_a, url_b);
}

static gboolean
is_same_name (const char *a,
              const char *b)
{
  g_autofree char *normal_a = g_utf8_normalize (a, -1, G_NORMALIZE_NFC);
  g_autofree char *normal_b = g_utf8_normalize (b, -1, G_NORMALIZE_NFC);

  return g_strcmp0 (normal_a, normal_b) == 0;
}

static gboolean
read_id (JsonNode  *node,
         gint64    *out_id,
         GError   **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return acme_scm_json_get_id (json_node_get_object (node), "id", out_id, error);
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM's list contains something else than objects."));
  return FALSE;
}

static void
consider (Creation   *creation,
          JsonObject *object,
          gint64      id)
{
  const char *name = NULL;
  const char *server = NULL;
  gint64 organization_id;

  acme_scm_json_get_string (object, "name", &name, NULL);
  acme_scm_json_get_string (object, "acmeServer", &server, NULL);
  acme_scm_json_get_number (object, "organizationId", &organization_id, NULL);
  if (name == NULL || !is_same_name (name, acme_account_draft_get_name (creation->draft)) ||
      organization_id != acme_account_draft_get_organization_id (creation->draft))
    return;
  if (server == NULL || !is_same_server (server, acme_account_draft_get_acme_server (creation->draft)))
    {
      creation->n_similar++;
      return;
    }
  creation->id = id;
  creation->n_found++;
}

static gboolean
look_at_accounts (JsonArray  *page,
                  gpointer    data,
                  GError    **error)
{
  Creation *creation = data;

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonNode *node = json_array_get_element (page, i);
      gint64 id;

      if (!read_id (node, &id, error))
        return FALSE;
      /* a page may repeat what was on the one before */
      if (!g_hash_table_contains (creation->known, &id) &&
          g_hash_table_add (creation->seen, g_memdup2 (&id, sizeof id)))
        consider (creation, json_node_get_object (node), id);
    }
  return TRUE;
}

static AcmeScmVerdict
judge (gpointer data)
{
  Creation *creation = data;

  if (creation->n_found == 1)
    return ACME_SCM_VERDICT_DONE;
  return creation->n_found == 0 && creation->n_similar == 0 ? ACME_SCM_VERDICT_NOT_DONE : ACME_SCM_VERDICT_UNCLEAR;
}

static const AcmeScmWriteKind creation_kind = {
  .read = read_location,
  .look = make_list,
  .look_flags = ACME_SCM_LIST_PAGED,
  .look_page = look_at_accounts,
  .judge = judge,
  .if_gone = ACME_SCM_VERDICT_UNCLEAR,
  .not_done = N_("The account is not there."),
};

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
create (GTask *task)
{
  Creation *creation = g_task_get_task_data (task);
  AcmeAccountDraft *draft = creation->draft;
  g_autoptr(AcmeScmRequest) request =
    acme_scm_request_new ("POST", "%s", acme_scm_account_get_path (acme_account_draft_get_kind (draft)));
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_member (builder, "name", acme_account_draft_get_name (draft));
  add_member (builder, "acmeServer", acme_account_draft_get_acme_server (draft));
  json_builder_set_member_name (builder, "organizationId");
  json_builder_add_int_value (builder, acme_account_draft_get_organization_id (draft));
  if (acme_account_draft_is_universal (draft))
    add_member (builder, "profileName", acme_account_draft_get_profile_name (draft));
  json_builder_end_object (builder);
  acme_scm_write_set_body (request, builder);
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
  acme_scm_write_async (g_task_get_source_object (task), request, &creation_kind, creation,
                        g_task_get_cancellable (task), create_cb, g_object_ref (task));
}

static gboolean
remember_accounts (JsonArray  *page,
                   gpointer    data,
                   GError    **error)
{
  Creation *creation = data;

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      gint64 id;

      if (!read_id (json_array_get_element (page, i), &id, error))
        return FALSE;
      g_hash_table_add (creation->known, g_memdup2 (&id, sizeof id));
    }
  return TRUE;
}

static void
remember_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, NULL, &error))
    create (task);
  else
    g_task_return_error (task, error);
}

static void
take_known (Creation  *creation,
            GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      AcmeItem *item = accounts->pdata[i];
      gint64 id = acme_item_get_number (item, ACME_ACCOUNT_ID);

      if (g_strcmp0 (acme_item_get_string (item, ACME_ACCOUNT_KIND),
                     acme_account_draft_get_kind (creation->draft)) == 0)
        g_hash_table_add (creation->known, g_memdup2 (&id, sizeof id));
    }
}

/**
 * acme_scm_create_account_async:
 * @session: a session
 * @draft: what to make; one that is not valid is %ACME_ERROR_INVALID, and nothing is sent
 * @known: (nullable) (element-type AcmeAccount): accounts that exist, among them all of the draft's organization and
 *   name; if it is %NULL, SCM is asked for those first
 * @cancellable: (nullable): a cancellable; after it nobody knows whether there is an account
 * @callback: called when that was done or not
 * @user_data: for @callback
 *
 * Makes an account, which is never tried twice. An account that looks like the draft and is not among the known ones is
 * taken for the new one if SCM's answer does not come.
 */
void
acme_scm_create_account_async (AcmeScmSession      *session,
                               AcmeAccountDraft    *draft,
                               GPtrArray           *known,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  GError *error = NULL;
  Creation *creation;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT_DRAFT (draft));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_create_account_async);
  creation = g_rc_box_new0 (Creation);
  creation->draft = g_object_ref (draft);
  creation->known = new_id_set ();
  creation->seen = new_id_set ();
  g_task_set_task_data (task, creation, release_creation);

  if (!acme_account_draft_validate (draft, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (known != NULL)
    {
      take_known (creation, known);
      create (task);
      return;
    }
  request = make_list (creation);
  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, remember_accounts, creation, NULL, NULL, cancellable,
                       remember_cb, g_steal_pointer (&task));
}

/**
 * acme_scm_create_account_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the new account and what did not work after it was made; %NULL with %ACME_ERROR_INVALID if
 *   the draft is not valid, with %ACME_ERROR_UNKNOWN_OUTCOME if it cannot be told whether there is a new account, with
 *   another error of the domain %ACME_ERROR if there is none, or with %G_IO_ERROR_CANCELLED
 */
AcmeScmCreated *
acme_scm_create_account_finish (AcmeScmSession  *session,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_create_account_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  AcmeScmVerdict verdict;

  if (!acme_scm_list_finish (ACME_SCM_SESSION (source), result, NULL, &error))
    {
      if (!return_if_cancelled (task, error))
        g_task_return_error (task, acme_scm_error_unknown_outcome (error->message));
      return;
    }
  verdict = judge (g_task_get_task_data (task));
  if (verdict == ACME_SCM_VERDICT_DONE)
    take_new_account (task, TRUE);
  else if (verdict == ACME_SCM_VERDICT_NOT_DONE)
    g_task_return_new_error (task, ACME_ERROR, ACME_ERROR_NOT_FOUND, "%s", _(creation_kind.not_done));
  else
    g_task_return_error (task, acme_scm_error_unknown_outcome (_("SCM shows new accounts that may be the one.")));
}

/**
 * acme_scm_create_account_look_async:
 * @session: a session
 * @creation: the result of an acme_scm_create_account_async() that ended with %ACME_ERROR_UNKNOWN_OUTCOME
 * @cancellable: (nullable): a cancellable
 * @callback: called when SCM has shown what there is
 * @user_data: for @callback
 *
 * Asks SCM once more for accounts that were not there before. This changes nothing, and may be done again and again.
 */
void
acme_scm_create_account_look_async (AcmeScmSession      *session,
                                    GAsyncResult        *creation,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(AcmeScmRequest) request = NULL;
  Creation *data;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (g_async_result_is_tagged (creation, acme_scm_create_account_async));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_create_account_look_async);
  data = g_rc_box_acquire (g_task_get_task_data (G_TASK (creation)));
  g_task_set_task_data (task, data, release_creation);
  data->only_looks = TRUE;
  request = make_list (data);
  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, look_at_accounts, data, NULL, NULL, cancellable, look_cb,
                       g_steal_pointer (&task));
}

/**
 * acme_scm_create_account_look_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the new account, with all domains of its draft among those that it did not get; %NULL with
 *   %ACME_ERROR_NOT_FOUND if there is none, with %ACME_ERROR_UNKNOWN_OUTCOME if that still cannot be told, or with
 *   %G_IO_ERROR_CANCELLED
 */
AcmeScmCreated *
acme_scm_create_account_look_finish (AcmeScmSession  *session,
                                     GAsyncResult    *result,
                                     GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_create_account_look_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME endpoints of a tenant. SCM tells them in three places: the list has names and types, the details of each
 * have its URL and organizations, and the list of public ACME servers has the validation types. The list decides
 * whether the call succeeds; whatever else fails costs a column, and says so in the row. */

#include "config.h"

#include "acme-scm-endpoints.h"

#include <glib/gi18n.h>

#include "acme-endpoint.h"
#include "acme-error.h"
#include "acme-scm-deadline.h"
#include "acme-scm-error.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"
#include "acme-scm-list.h"
#include "acme-scm-reference.h"
#include "acme-scm-servers.h"
#include "acme-scm-session-private.h"

/* After so many failures in a row that are not about one endpoint, the rest is not asked for */
#define MAX_FAILURES ACME_SCM_MAX_IN_FLIGHT

/* Documents disagree on how the filter is spelled */
static const char *const type_parameters[] = { "endpointTypes", "endpointTypes[]" };

typedef struct
{
  AcmeScmEndpointsFunc found;   /* (nullable) */
  gpointer found_data;
  AcmeScmProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  AcmeScmDeadline *deadline; /* no time limit: ends what is on its way when the list fails */

  AcmeScmItems *items;
  GPtrArray *endpoints; /* (nullable): until the list is complete */
  AcmeScmServers *servers; /* (nullable) */
  GError *error;        /* (nullable): of the list */
  GError *failure;      /* (nullable): of the details */
  guint parameter;      /* of type_parameters */
  guint next;           /* the endpoint whose details are asked for next */
  guint n_done;
  guint n_pending;
  guint n_failures; /* in a row */
} Listing;

/* The details of one endpoint on their way */
typedef struct
{
  GTask *task;
  AcmeItem *endpoint; /* (unowned): the listing holds it */
} Detail;

static void list_endpoints (GTask *task);

static void
free_listing (Listing *listing)
{
  acme_scm_deadline_free (listing->deadline);
  g_clear_pointer (&listing->items, acme_scm_items_free);
  g_clear_pointer (&listing->endpoints, g_ptr_array_unref);
  g_clear_pointer (&listing->servers, acme_scm_servers_unref);
  g_clear_error (&listing->error);
  g_clear_error (&listing->failure);
  g_free (listing);
}

static AcmeItem *
read_endpoint (JsonObject  *element,
               gpointer     user_data,
               GError     **error)
{
  g_autoptr(GError) type_error = NULL;
  AcmeItem *item;
  const char *type;
  gint64 id;

  /* A server that does not know the filter sends endpoints of every kind */
  acme_scm_json_get_string (element, "type", &type, &type_error);
  if (type != NULL && !g_str_equal (type, ACME_ENDPOINT_TYPE_PUBLIC) &&
      !g_str_equal (type, ACME_ENDPOINT_TYPE_UNIVERSAL))
    return NULL;
  if (!acme_scm_json_get_id (element, "id", &id, error))
    return NULL;

  item = ACME_ITEM (acme_endpoint_new (id));
  acme_item_set_string (item, ACME_ENDPOINT_TYPE, type);
  if (type == NULL)
    acme_scm_items_add_problem (item, _("SCM did not say of which type this endpoint is."));
  acme_scm_items_read_string (item, ACME_ENDPOINT_NAME, element, "name");
  acme_scm_items_read_string (item, ACME_ENDPOINT_DELEGATION_MODE, element, "delegationMode");
  return item;
}

static void
read_details (AcmeItem   *endpoint,
              JsonObject *object)
{
  if (!acme_scm_items_read_string (endpoint, ACME_ENDPOINT_URL, object, "url") &&
      acme_item_get_problem (endpoint) == NULL)
    acme_scm_items_add_problem (endpoint, _("SCM did not tell the URL of this endpoint."));
  acme_scm_items_read_string (endpoint, ACME_ENDPOINT_DELEGATION_MODE, object, "delegationMode");
  acme_scm_reference_read_list (endpoint, ACME_ENDPOINT_ORGANIZATIONS, object, "organizations");
}

static void
add_detail_problem (AcmeItem     *endpoint,
                    const GError *error)
{
  /* Translators: the %s is a sentence that says what failed */
  g_autofree char *problem = g_strdup_printf (_("The details of this endpoint could not be read. %s"), error->message);

  acme_scm_items_add_problem (endpoint, problem);
}

static void
add_validation_types (Listing *listing)
{
  for (guint i = 0; listing->servers != NULL && i < listing->endpoints->len; i++)
    {
      AcmeItem *item = listing->endpoints->pdata[i];

      if (!acme_endpoint_is_universal (ACME_ENDPOINT (item)))
        acme_item_set_string (item, ACME_ENDPOINT_VALIDATION_TYPE,
                              acme_scm_servers_find_validation (listing->servers,
                                                                acme_item_get_string (item, ACME_ENDPOINT_URL),
                                                                acme_item_get_string (item, ACME_ENDPOINT_NAME)));
    }
}

/* Entries of the list of which not even an id is known are one row together: without an id they are the same thing */
static void
add_unusable (Listing *listing)
{
  guint n = acme_scm_items_get_n_unusable (listing->items);
  g_autofree char *problem = NULL;
  AcmeItem *item;

  if (n == 0)
    return;
  item = ACME_ITEM (acme_endpoint_new (ACME_NUMBER_NONE));
  problem = g_strdup_printf (ngettext ("SCM's list contains %u entry that is not a usable endpoint.",
                                       "SCM's list contains %u entries that are not usable endpoints.", n), n);
  acme_item_set_problem (item, problem);
  g_ptr_array_add (listing->endpoints, item);
}

static void
end_part (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  if (--listing->n_pending > 0)
    return;
  if (listing->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&listing->error));
      return;
    }
  add_validation_types (listing);
  add_unusable (listing);
  g_task_return_pointer (task, g_steal_pointer (&listing->endpoints), (GDestroyNotify) g_ptr_array_unref);
}

static void
fail (GTask  *task,
      GError *error)
{
  Listing *listing = g_task_get_task_data (task);

  if (listing->error == NULL)
    listing->error = error;
  else
    g_error_free (error);
  g_cancellable_cancel (acme_scm_deadline_get_cancellable (listing->deadline));
}

static void
report_progress (Listing *listing)
{
  if (listing->progress != NULL && listing->error == NULL)
    listing->progress (listing->n_done, listing->endpoints->len, listing->progress_data);
}

static void ask_for_details (GTask *task);

static void
detail_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Detail *detail = user_data;
  g_autoptr(GTask) task = detail->task;
  AcmeItem *endpoint = detail->endpoint;
  Listing *listing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmReply) reply = acme_scm_session_send_finish (ACME_SCM_SESSION (source), result, NULL, &error);

  g_free (detail);
  if (reply != NULL && !JSON_NODE_HOLDS_OBJECT (reply->json))
    error = g_error_new_literal (ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM sent something else than an object."));

  listing->n_done++;
  if (acme_error_is_cancelled (error))
    fail (task, g_steal_pointer (&error));
  else if (error != NULL)
    {
      add_detail_problem (endpoint, error);
      listing->n_failures = acme_scm_error_is_about_connection (error) ? listing->n_failures + 1 : 0;
      if (listing->n_failures >= MAX_FAILURES && listing->failure == NULL)
        listing->failure = g_steal_pointer (&error);
    }
  else
    {
      listing->n_failures = 0;
      read_details (endpoint, json_node_get_object (reply->json));
    }

  report_progress (listing);
  ask_for_details (task);
  end_part (task);
}

/* Keeps as many in flight as the session lets through, so that others get a place in between */
static void
ask_for_details (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  while (listing->error == NULL && listing->next < listing->endpoints->len &&
         listing->next - listing->n_done < ACME_SCM_MAX_IN_FLIGHT)
    {
      AcmeItem *endpoint = listing->endpoints->pdata[listing->next++];
      g_autoptr(AcmeScmRequest) request = NULL;
      Detail *detail;

      if (listing->failure != NULL)
        {
          add_detail_problem (endpoint, listing->failure);
          listing->n_done++;
          continue;
        }
      request = acme_scm_request_new ("GET", "/api/endpoint/v1/%" G_GINT64_FORMAT,
                                      acme_item_get_number (endpoint, ACME_ENDPOINT_ID));
      detail = g_new0 (Detail, 1);
      detail->task = g_object_ref (task);
      detail->endpoint = endpoint;
      listing->n_pending++;
      acme_scm_session_send_async (g_task_get_source_object (task), request,
                                   acme_scm_deadline_get_cancellable (listing->deadline), detail_cb, detail);
    }
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  guint status;

  if (acme_scm_list_finish (ACME_SCM_SESSION (source), result, &status, &error))
    listing->endpoints = acme_scm_items_steal (listing->items, &error);
  else if (status == 400 && !g_error_matches (error, ACME_ERROR, ACME_ERROR_AUTH) &&
           !g_error_matches (error, ACME_ERROR, ACME_ERROR_FORBIDDEN) &&
           listing->parameter + 1 < G_N_ELEMENTS (type_parameters))
    {
      g_clear_error (&error);
      listing->parameter++;
      list_endpoints (task);
    }

  if (error != NULL)
    fail (task, error);
  else if (listing->endpoints != NULL)
    {
      if (listing->found != NULL && listing->error == NULL)
        listing->found (listing->endpoints, listing->found_data);
      report_progress (listing);
      ask_for_details (task);
    }
  end_part (task);
}

static void
servers_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  listing->servers = acme_scm_list_servers_finish (ACME_SCM_SESSION (source), result, &error);
  if (listing->servers == NULL)
    g_debug ("The validation types are not known: %s", error->message);
  end_part (task);
}

static void
list_endpoints (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", "/api/endpoint/v1");

  acme_scm_request_add_string (request, type_parameters[listing->parameter], ACME_ENDPOINT_TYPE_PUBLIC);
  acme_scm_request_add_string (request, type_parameters[listing->parameter], ACME_ENDPOINT_TYPE_UNIVERSAL);
  listing->n_pending++;
  acme_scm_list_async (g_task_get_source_object (task), request, ACME_SCM_LIST_PAGED, acme_scm_items_take_page,
                       listing->items, NULL, NULL, acme_scm_deadline_get_cancellable (listing->deadline), list_cb,
                       g_object_ref (task));
}

/**
 * acme_scm_list_endpoints_async:
 * @session: a session
 * @found: (nullable): called when they are listed, before their details are asked for
 * @found_data: for @found
 * @progress: (nullable): called while the details of the endpoints come in
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Lists the ACME endpoints of both kinds with their URLs, organizations and validation types.
 */
void
acme_scm_list_endpoints_async (AcmeScmSession       *session,
                               AcmeScmEndpointsFunc  found,
                               gpointer              found_data,
                               AcmeScmProgressFunc   progress,
                               gpointer              progress_data,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  Listing *listing;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, acme_scm_list_endpoints_async);
  listing = g_new0 (Listing, 1);
  listing->found = found;
  listing->found_data = found_data;
  listing->progress = progress;
  listing->progress_data = progress_data;
  listing->deadline = acme_scm_deadline_new (cancellable, 0);
  listing->items = acme_scm_items_new (read_endpoint, NULL);
  g_task_set_task_data (task, listing, (GDestroyNotify) free_listing);

  list_endpoints (task);
  listing->n_pending++;
  acme_scm_list_servers_async (session, acme_scm_deadline_get_cancellable (listing->deadline), servers_cb,
                               g_object_ref (task));
}

/**
 * acme_scm_list_endpoints_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * An endpoint of which not everything could be read is there, with a problem (acme_item_get_problem()). If SCM's list
 * has entries without a usable id, one endpoint without an id stands for all of them.
 *
 * Returns: (transfer full) (element-type AcmeEndpoint): the endpoints in SCM's order; %NULL with an error of the domain
 *   %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_endpoints_finish (AcmeScmSession  *session,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, acme_scm_list_endpoints_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

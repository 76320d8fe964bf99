/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The SSL certificates that were requested through ACME. SCM knows no way from an ACME account or client to its
 * certificates; the organization is the narrowest it can be asked for. Instances that only know header authentication
 * have them at an older path. */

#include "config.h"

#include "acme-scm-certificates.h"

#include "acme-certificate.h"
#include "acme-scm-item-list.h"
#include "acme-scm-json.h"

static void
read_names (AcmeItem   *item,
            JsonObject *element)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = NULL;
  g_autofree char *text = NULL;

  if (!acme_scm_json_get_strings (element, "subjectAlternativeNames", &names, &error))
    acme_scm_items_add_problem (item, error->message);
  if (names == NULL)
    return;
  text = g_strjoinv (", ", names);
  acme_item_set_string (item, ACME_CERTIFICATE_SUBJECT_ALTERNATIVE_NAMES, text);
}

static AcmeItem *
read_certificate (JsonObject  *element,
                  gpointer     user_data,
                  GError     **error)
{
  AcmeItem *item;
  gint64 id;

  if (!acme_scm_json_get_id (element, "sslId", &id, error))
    return NULL;
  item = ACME_ITEM (acme_certificate_new (id));
  acme_scm_items_read_string (item, ACME_CERTIFICATE_COMMON_NAME, element, "commonName");
  acme_scm_items_read_string (item, ACME_CERTIFICATE_SERIAL_NUMBER, element, "serialNumber");
  read_names (item, element);
  return item;
}

/**
 * acme_scm_list_certificates_async:
 * @session: a session
 * @organization_id: the organization or department that they belong to, or 0 for all
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Lists the certificates that were requested through ACME, by whatever account.
 */
void
acme_scm_list_certificates_async (AcmeScmSession      *session,
                                  gint64               organization_id,
                                  AcmeScmProgressFunc  progress,
                                  gpointer             progress_data,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(AcmeScmRequest) request = NULL;
  AcmeScmItemList *list;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  request = acme_scm_request_new ("GET", "/api/ssl/v2");
  acme_scm_request_add_string (request, "requestedVia", "ACME");
  if (organization_id > 0)
    acme_scm_request_add_number (request, "orgId", organization_id);
  list = acme_scm_item_list_new (request, ACME_SCM_LIST_PAGED, read_certificate, NULL, NULL);
  acme_scm_item_list_set_old_path (list, "/api/ssl/v1");
  acme_scm_item_list_set_progress (list, progress, progress_data);
  acme_scm_item_list_run_async (list, session, cancellable, callback, user_data);
}

/**
 * acme_scm_list_certificates_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeCertificate): the certificates in SCM's order; %NULL with an error of the
 *   domain %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_certificates_finish (AcmeScmSession  *session,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  return acme_scm_item_list_run_finish (session, result, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domains that a Sectigo Public ACME account may be used for. Universal ACME accounts have none of their own: what
 * their organization was given decides. */

#include "config.h"

#include "acme-scm-domains.h"

#include <glib/gi18n.h>

#include "acme-domain.h"
#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-item-list.h"
#include "acme-scm-json.h"

static AcmeItem *
read_domain (JsonObject  *element,
             gpointer     user_data,
             GError     **error)
{
  AcmeItem *item;
  const char *name;

  if (!acme_scm_json_get_key (element, "name", &name, error))
    return NULL;
  item = ACME_ITEM (acme_domain_new (name));
  acme_scm_items_read_time (item, ACME_DOMAIN_VALID_UNTIL, element, "validUntil");
  acme_scm_items_read_time (item, ACME_DOMAIN_STICKY_UNTIL, element, "stickyUntil");
  acme_scm_items_read_string (item, ACME_DOMAIN_VALIDATION_ID, element, "validationId");
  return item;
}

/**
 * acme_scm_list_domains_async:
 * @session: a session
 * @account: an account; only its kind and id are looked at
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Lists the domains of a Sectigo Public ACME account. Asking for those of a Universal ACME account is
 * %ACME_ERROR_INVALID.
 */
void
acme_scm_list_domains_async (AcmeScmSession      *session,
                             AcmeAccount         *account,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(AcmeScmRequest) request = NULL;

  g_return_if_fail (ACME_IS_SCM_SESSION (session));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  if (acme_account_is_universal (account))
    {
      g_task_report_new_error (session, callback, user_data, acme_scm_item_list_run_async, ACME_ERROR,
                               ACME_ERROR_INVALID, _("A Universal ACME account has no domains of its own."));
      return;
    }
  request = acme_scm_account_request_new ("GET", account, "/domain");
  acme_scm_item_list_run_async (acme_scm_item_list_new (request, ACME_SCM_LIST_PAGED, read_domain, NULL, NULL),
                                session, cancellable, callback, user_data);
}

/**
 * acme_scm_list_domains_finish:
 * @session: a session
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeDomain): the domains in SCM's order; %NULL with an error of the domain
 *   %ACME_ERROR, or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
acme_scm_list_domains_finish (AcmeScmSession  *session,
                              GAsyncResult    *result,
                              GError         **error)
{
  return acme_scm_item_list_run_finish (session, result, error);
}
